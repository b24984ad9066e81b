"""A fracture, a tumour or an infection is not decided by rules for degenerative disease of which it cannot meet any."""

import pytest

from assistant.model.case import RequestLine

from .build import case, decide, finding

TORN = (
    finding("vertebral_fracture", "mri", levels=("C5-6",)),
    finding("ligament_instability", "mri", levels=("C5-6",)),
)
ABSCESS = (finding("spinal_infection", "mri", levels=("L2-3",), of="within_canal"),)


@pytest.mark.parametrize("policy_set", ["general", "washington", "nia", "aetna", "medicare"])
def test_an_unstable_fracture_is_fused_from_the_front_under_every_set(policy_set: str) -> None:
    line = decide(case("22551", ["C5-6"], TORN), policy_set).lines[0]
    assert line.outcome == "necessary"
    assert line.policy == ("medicare/cervical-fusion" if policy_set == "medicare" else "general/cervical-anterior")


@pytest.mark.parametrize("policy_set", ["general", "washington", "aetna"])
def test_an_abscess_in_the_lumbar_canal_is_decompressed_under_every_set(policy_set: str) -> None:
    line = decide(case("63047", ["L2-3"], ABSCESS), policy_set).lines[0]
    assert (line.outcome, line.policy) == ("necessary", "general/lumbar-decompression")


@pytest.mark.parametrize("policy_set", ["general", "washington", "aetna"])
def test_a_tumour_of_the_bone_is_no_reason_to_open_a_wide_canal(policy_set: str) -> None:
    facts = [finding("spinal_tumour", "mri", levels=("L2-3",))]
    facts += [finding(k, "mri", levels=("L2-3",), status="absent") for k in ("central_stenosis", "foraminal_stenosis")]
    assert decide(case("63047", ["L2-3"], facts), policy_set).lines[0].outcome != "necessary"


def test_what_has_no_code_in_the_table_is_decided_by_nothing_and_said_so() -> None:
    for code in ("27080", "61343", "63267", "63281", "22015"):
        line = decide(case(code, [], ABSCESS), "general").lines[0]
        assert (line.outcome, line.basis, line.policy) == ("undetermined", "no_policy", "not_stated")
        assert any("not an approval" in warning for warning in line.warnings)


def test_what_nothing_decides_is_not_headed_as_a_denial() -> None:
    alone = decide(case("63281", [], ABSCESS), "general")
    assert (alone.determination, alone.action) == ("undetermined", "refer_to_physician")
    beside = decide(case("63281", [], ABSCESS, others=[RequestLine(id="b", code="63047", levels=("L2-3",))]), "general")
    assert (beside.overall, beside.action) == ("partially_necessary", "request_information")
