"""Where a fact belongs: the region of what it names, levels that a test names, junctions, and the sides of a request."""

from typing import Any

import pytest

from assistant.model.outcome import Node, Outcome

from .build import ask, case, criterion, finding, line, outcome, policy, treatment

WEAK = {"finding": {"kinds": ["motor_deficit"], "at": "region", "silence": "not_met"}}
EARLIER = {"finding": {"kinds": ["prior_fusion"], "at": "region", "among": ["L4-5", "L5-S1"], "silence": "not_met"}}
BOTH = criterion({"request": {"both_sides": True}}, scope="line")


def weak(**fields: Any) -> Node:
    return ask(WEAK, [finding("motor_deficit", document="note", **fields)])


def test_a_structure_places_a_finding_that_names_no_region() -> None:
    assert weak(of="extensor_hallucis_longus").truth == "met"
    assert (weak(of="deltoid").truth, weak(of="deltoid").findings) == ("not_met", ())


def test_a_finding_without_any_place_leaves_its_region_open() -> None:
    nowhere = weak()
    assert (nowhere.truth, nowhere.reason) == ("undetermined", "incomplete")
    assert weak(status="absent").truth == "not_met"


def test_a_junction_of_the_spine_is_not_the_joint_below_it() -> None:
    degenerate = finding("disc_degeneration", levels=("L5-S1",))
    asked = {"finding": {"kinds": ["disc_degeneration"], "at": "region", "silence": "not_met"}}
    assert ask(asked, [degenerate], levels=(), code="27279").truth == "not_met"
    assert ask(asked, [degenerate], levels=("L4-5",)).truth == "met"


@pytest.mark.parametrize(
    ("levels", "truth"), [(("L4-5",), "met"), (("L2-3",), "not_met"), (("L2-S1",), "met"), ((), "undetermined")]
)
def test_a_test_can_name_the_levels_that_count(levels: tuple[str, ...], truth: str) -> None:
    place = {"levels": levels} if levels else {"region": "lumbar"}
    assert ask(EARLIER, [finding("prior_fusion", document="note", **place)], levels=("L2-3",)).truth == truth


RELIEF = {"finding": {"kinds": ["injection_relief"], "at": "placed", "silence": "not_met"}}
BLOCKS = {"treatment": {"kinds": ["facet_injection"], "at": "placed", "silence": "not_met"}}


@pytest.mark.parametrize(
    ("named", "relief", "block"),
    [
        (("L4-5",), "met", "met"),
        (("L3-4", "L4-5"), "met", "met"),
        ((), "met", "met"),
        (("L5-S1",), "not_met", "undetermined"),
        (("L1-2",), "not_met", "not_met"),
    ],
)
def test_what_was_given_at_levels_counts_at_them_or_in_its_region(
    named: tuple[str, ...], relief: str, block: str
) -> None:
    told = finding(
        "injection_relief", document="note", number=80, **({"levels": named} if named else {"region": "lumbar"})
    )
    given = treatment("facet_injection", document="note", region="lumbar", levels=named)
    one, other = ask(RELIEF, [told]), ask(BLOCKS, treatments=[given])
    assert (one.truth, other.truth) == (relief, block)
    assert (one.findings, other.treatments) == ((told.id,), (given.id,))  # told, whether it counts or not
    assert ask(RELIEF, [told], levels=()).truth == "met"  # the request names no level


def sides(*asked: tuple[str, object]) -> Outcome:
    """A request for the joint on these sides, each with its stage."""
    lines = [line("abc"[n], "27279", side=side, stage=stage) for n, (side, stage) in enumerate(asked)]
    return outcome(case(lines), policy(BOTH, codes=("27279",)))


@pytest.mark.parametrize(
    ("asked", "truth"),
    [
        ([("left", 1)], "not_met"),
        ([("bilateral", 1)], "met"),
        ([("left", 1), ("right", 1)], "met"),
        ([("left", "not_stated"), ("right", "not_stated")], "met"),
        ([("left", 1), ("right", 2)], "not_met"),
        ([("left", 1), ("left", 1)], "not_met"),
        ([("not_stated", 1)], "undetermined"),
        ([("left", 1), ("not_stated", 1)], "undetermined"),
    ],
)
def test_both_sides_in_one_session(asked: list[tuple[str, object]], truth: str) -> None:
    assert sides(*asked).lines[0].criteria[0].truth == truth


COMBINED = criterion({"request": {"combined": True}}, scope="line")


@pytest.mark.parametrize(
    ("codes", "truth"),
    [
        (("22551",), "not_met"),
        (("22551", "22600"), "met"),
        (("22551", "22845"), "not_met"),  # both from the front
        (("22612", "20930"), "not_met"),  # a graft leaves its approach open
        (("22558", "22612"), "met"),
    ],
)
def test_more_than_one_way_in(codes: tuple[str, ...], truth: str) -> None:
    lines = [line("abc"[n], code, ("C5-6",) if code < "22557" else ()) for n, code in enumerate(codes)]
    found = outcome(case(lines), policy(COMBINED, codes=codes))
    assert found.lines[0].criteria[0].truth == truth


def test_a_level_asked_twice_and_a_repeat_at_a_fresh_level_are_told() -> None:
    asked = [
        line(levels=("L4-5",), side="left"),
        line("b", levels=("L4-5",), side="right"),
        line("c", levels=("L4-5",)),
    ]
    told = [bool(x.warnings) for x in outcome(case(asked), policy(BOTH)).lines]
    assert told == [False, False, True]
    again = case([line(code="63042", levels=("L5-S1",))], [finding("prior_decompression", levels=("L3-4",))])
    (warning,) = outcome(again, policy(BOTH, codes=("63042",))).lines[0].warnings
    assert "operated on before" in warning


@pytest.mark.parametrize(
    ("levels", "truth"), [(("C4-5",), "met"), (("C3-4",), "not_met"), (("C4-5", "C6-7"), "not_met")]
)
def test_a_limit_of_levels_counts_all_lines_of_the_procedure(levels: tuple[str, ...], truth: str) -> None:
    limit = criterion({"request": {"levels": {"at_most": 2}, "contiguous": True, "together": True}}, scope="line")
    lines = [line(code="22856", levels=("C5-6",)), *(line(lv, "22858", (lv,)) for lv in levels)]
    found = outcome(case(lines), policy(limit, codes=("22856", "22858")))
    assert {c.truth for x in found.lines for c in x.criteria if c.id == "asked"} == {truth}


def test_an_addition_without_a_level_is_of_the_region_of_what_it_is_added_to() -> None:
    lumbar = policy(
        criterion({"request": {"levels": {"at_least": 1}}}),
        codes=("63047", "63048"),
        regions=("lumbar",),
        home=("lumbar",),
    )
    asked = case([line("a", "63047"), line("b", "63048"), line("c", "22800", ("T10-L5",))])

    assert [[c.policy for c in at.criteria] for one in outcome(asked, lumbar).lines[:2] for at in one.per_level] == [
        ["own/asked"]
    ] * 2


@pytest.mark.parametrize(
    ("further", "levels", "outcomes"),
    [
        (("L4-5",), ("L4-5",), ["necessary", "undetermined"]),  # a further level, and there is none
        (("L5-S1",), ("L4-5",), ["necessary", "necessary"]),
        (("L4-5", "L5-S1"), ("L4-5", "L5-S1"), ["necessary", "necessary"]),  # both on both lines, as requests have it
    ],
)
def test_a_further_level_is_another_one(further: tuple[str, ...], levels: tuple[str, ...], outcomes: list[str]) -> None:
    lumbar = policy(criterion({"request": {"levels": {"at_least": 1}}}, scope="line"), codes=("22612", "22614"))
    asked = case([line("a", "22612", levels), line("b", "22614", further)])

    found = outcome(asked, lumbar)

    assert [one.outcome for one in found.lines] == outcomes
    assert any("counts further levels" in warning for warning in found.lines[1].warnings) == (
        outcomes[1] != "necessary" or len(further) > 1
    )


def test_of_the_codes_of_a_series_only_the_one_that_fits_has_its_levels() -> None:
    deformity = policy(
        criterion({"request": {"levels": {"at_least": 1}}}, scope="line"), codes=("22800", "22802", "22804")
    )
    several = case([line(code, code, ("T10-S1",)) for code in ("22800", "22802", "22804")])
    alone = case([line("22804", "22804", ("T10-S1",))])

    found = outcome(several, deformity)

    assert [one.outcome for one in found.lines] == ["undetermined", "necessary", "undetermined"]
    assert ["does not fit" in " ".join(one.warnings) for one in found.lines] == [True, False, True]
    assert [one.outcome for one in outcome(alone, deformity).lines] == [
        "necessary"
    ]  # a matter of coding, and told as one
