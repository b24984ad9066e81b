"""A lesser procedure that the request holds already is the alternative, in place of another that it does not hold."""

from assistant.model.case import RequestLine

from .build import case, decide, finding

CORD = (
    finding("cord_compression", "mri", levels=("C4-5",)),
    finding("myelopathic_sign", region="cervical"),
    finding("dynamic_instability", "mri", levels=("C4-5",), status="absent"),
)


def test_the_laminectomy_requested_with_a_fusion_is_its_alternative() -> None:
    laminectomy = RequestLine(id="l", code="63015", levels=("C4-5",))
    outcome = decide(case("22600", ["C4-5"], CORD, others=[laminectomy]), "general")
    assert [line.outcome for line in outcome.lines] == ["not_necessary", "necessary"]
    assert [(a.policy, a.levels, a.outcome) for a in outcome.alternatives] == [
        ("general/cervical-laminectomy", ("C4-5",), "necessary")
    ]


def test_without_one_in_the_request_the_policy_named_is_tried() -> None:
    outcome = decide(case("22600", ["C4-5"], CORD), "general")
    assert [a.policy for a in outcome.alternatives] == ["general/cervical-posterior-decompression"]
