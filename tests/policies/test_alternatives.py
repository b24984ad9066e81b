"""A lesser procedure that the request holds already is the alternative, in place of another that it does not hold."""

from datetime import date

from assistant.model.case import RequestLine

from .build import case, decide, finding, treatment

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


def test_a_kyphosis_that_forbids_laminoplasty_or_laminectomy_alone_names_laminectomy_with_fusion() -> None:
    kyphotic = (*CORD[:2], finding("kyphosis", "mri", region="cervical"))
    for code, policy_set in (("63050", "general"), ("63015", "general"), ("63050", "aetna")):
        outcome = decide(case(code, ["C4-5"], kyphotic), policy_set)
        assert [(a.kind, a.policy, a.outcome) for a in outcome.alternatives] == [
            ("other_procedure", "general/cervical-posterior-fusion", "necessary")
        ]


def test_another_procedure_is_named_only_where_nothing_else_stands_against_the_request() -> None:
    no_signs = (CORD[0], finding("kyphosis", "mri", region="cervical"))
    assert decide(case("63050", ["C4-5"], no_signs), "general").alternatives == ()


ROOT = (
    finding("foraminal_stenosis", "mri", levels=("C4-5", "C5-6"), side="left", grade="severe"),
    finding("motor_deficit", of="biceps", side="left", grade="4"),
    finding("radicular_pain", of="arm", side="left"),
)


def test_a_body_is_not_removed_for_roots_beside_a_free_cord_and_the_discs_stand_in_its_place() -> None:
    free = (
        finding("cord_compression", "mri", levels=("C4-5", "C5-6"), status="absent"),
        finding("central_stenosis", "mri", levels=("C4-5", "C5-6"), status="absent"),
    )
    care = treatment(
        "physical_therapy", region="cervical", start=date(2025, 10, 6), end=date(2026, 1, 20), supervised="yes"
    )
    outcome = decide(case("63081", ["C5"], (*ROOT, *free), treatments=[care]), "general")
    assert outcome.lines[0].outcome == "not_necessary"
    assert [(a.policy, a.levels, a.outcome) for a in outcome.alternatives] == [
        ("general/cervical-anterior", ("C4-5", "C5-6"), "necessary")
    ]


def test_one_body_is_not_removed_in_part() -> None:
    one_disc = (
        finding("cord_compression", "mri", levels=("C5-6",)),
        finding("central_stenosis", "mri", levels=("C4-5",), grade="mild"),
        finding("myelopathic_sign", region="cervical"),
    )
    outcome = decide(case("63081", ["C5"], one_disc), "general")
    assert outcome.lines[0].outcome == "not_necessary"
    assert [a.kind for a in outcome.alternatives] == []


def test_a_repeat_ablation_lacks_the_length_of_the_relief_alone() -> None:
    told = (
        finding("axial_pain", region="lumbar"),
        finding("symptom_weeks", region="lumbar", number=20, unit="weeks"),
        finding("ablation_relief", region="lumbar", number=60, unit="%"),
        finding("radicular_pain", region="lumbar", status="absent"),
    )
    earlier = treatment("radiofrequency", region="lumbar", start=date(2025, 3, 3), end=date(2025, 3, 3))
    drugs = treatment("nsaid", region="lumbar", start=date(2025, 10, 6), end=date(2026, 1, 20), response="none")
    for policy_set in ("general", "evicore"):
        (line,) = decide(case("64635", ["L4-5"], told, treatments=(earlier, drugs)), policy_set).lines
        first = line.per_level[0].changes[0]
        assert [step for step in first.steps if "ablation" in step or "block" in step] == [
            "the percentage of relief after the earlier ablation and the weeks that it lasted"
        ]


EARLY = (("22600", "C5-6"), ("22612", "L4-5"), ("22610", "T8-9"))


def test_a_pseudarthrosis_told_too_early_does_not_ask_for_a_decompression_of_which_nothing_is_told() -> None:
    for code, level in EARLY:
        for policy_set in ("general", "evicore"):
            assert _refused_early(code, level, policy_set) == ()


def test_a_level_that_merely_lacks_its_indication_still_names_the_decompression() -> None:
    for code, level in EARLY:
        outcome = decide(
            case(code, [level], (finding("dynamic_instability", "mri", levels=(level,), status="absent"),)), "general"
        )
        assert [a.kind for a in outcome.alternatives] == ["lesser_procedure"]


def _refused_early(code: str, level: str, policy_set: str) -> tuple[object, ...]:
    """The alternatives to a fusion of a level that was fused four months ago and is told not to have healed."""
    told = (
        finding("pseudarthrosis", "mri", levels=(level,)),
        finding("prior_fusion", levels=(level,), date=date(2025, 11, 3)),
    )
    outcome = decide(case(code, [level], told), policy_set)
    assert [line.outcome for line in outcome.lines] == ["not_necessary"]
    return outcome.alternatives
