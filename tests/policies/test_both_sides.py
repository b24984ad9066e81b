"""Both joints of a pair requested together: each is proved by itself."""

from datetime import date

import pytest

from assistant.model.case import Case, Finding

from .build import case, criterion, decide, finding, treatment

CARE = treatment(
    "physical_therapy", region="sacroiliac", supervised="yes", start=date(2025, 6, 2), end=date(2026, 1, 30)
)


def asked(*findings: Finding) -> Case:
    """A request for both joints after eight months of care."""
    line = case("27279", findings=findings, treatments=(CARE,))
    both = line.request.lines[0].model_copy(update={"side": "bilateral"})
    return line.model_copy(update={"request": line.request.model_copy(update={"lines": (both,)})})


def provoked(**fields: object) -> Finding:
    """Three positive provocation tests."""
    return finding("si_provocation_tests", region="sacroiliac", number=3, unit="tests", **fields)


def relief(**fields: object) -> Finding:
    """Relief of 80% after a block."""
    return finding("injection_relief", region="sacroiliac", of="si_joint", number=80, unit="%", **fields)


@pytest.mark.parametrize("side", ["left", "right"])
def test_one_side_proved_is_the_alternative(side: str) -> None:
    outcome = decide(asked(provoked(side=side), relief(side=side)), "general")
    assert outcome.overall == "undetermined"
    assert [(a.kind, a.side, a.outcome) for a in outcome.alternatives] == [("one_side", side, "necessary")]


def test_the_tests_of_one_and_the_relief_of_the_other_prove_neither() -> None:
    outcome = decide(asked(provoked(side="left"), relief(side="right")), "general")
    assert outcome.overall == "undetermined"
    assert not outcome.alternatives


def test_both_sides_proved_meet_the_criteria() -> None:
    outcome = decide(asked(provoked(side="left"), provoked(side="right"), relief(side="bilateral")), "general")
    assert outcome.overall == "necessary"


def test_what_names_no_side_leaves_both_open() -> None:
    outcome = decide(asked(provoked(), relief(side="bilateral")), "general")
    assert criterion(outcome, "provocation").truth == "undetermined"


def test_where_a_payer_excludes_both_on_one_day_each_proved_side_is_an_alternative() -> None:
    injections = treatment("si_injection", region="sacroiliac", sessions=2)
    both = asked(
        provoked(side="bilateral"),
        relief(side="bilateral", times=2),
        finding("si_tenderness", region="sacroiliac", side="bilateral"),
        finding("other_sources_excluded", region="sacroiliac"),
    )
    outcome = decide(both.model_copy(update={"treatments": (CARE, injections)}), "evicore")
    assert [c.id for c in outcome.lines[0].criteria if c.truth != "met"] == ["one-side"]
    assert [(a.side, a.outcome) for a in outcome.alternatives] == [("left", "necessary"), ("right", "necessary")]
