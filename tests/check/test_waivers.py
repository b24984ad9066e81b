"""Waivers, lines that follow others, alternatives: what a policy says beyond its criteria."""

from typing import Any

import pytest

from assistant.check import check
from assistant.model.base import NOT_STATED
from assistant.model.policy import Alternative, Common

from .build import (
    GROUND,
    With,
    at,
    case,
    criterion,
    finding,
    line,
    outcome,
    policies,
    policy,
    result,
    waiver,
)

NARROW = {"finding": {"kinds": ["foraminal_stenosis"], "value": {"at_least": "moderate"}}}
CORD = {"finding": {"kinds": ["cord_compression"], "at": "line", "silence": "not_met"}}
HERE = {"finding": {"kinds": ["cord_compression"], "silence": "not_met"}}


@pytest.mark.parametrize(
    ("when", "scope", "waived"),
    [(HERE, "level", {"C4-5"}), (HERE, "line", {"C4-5", "C5-6"}), (CORD, "level", {"C4-5", "C5-6"})],
)
def test_waiver_opens_the_criteria_that_it_names(when: dict[str, Any], scope: str, waived: set[str]) -> None:
    """For the level that shows its grounds, or for the whole line where it is asked of the line."""
    asked = policy(
        criterion(NARROW, "severity"),
        criterion({"finding": {"kinds": ["claudication"], "silence": "not_met"}}, "other"),
        exceptions=(waiver(when, "severity", scope=scope),),
    )
    levels = ("C4-5", "C5-6")
    mild = [finding("foraminal_stenosis", levels=(lv,), grade="mild") for lv in levels]
    cord = finding("cord_compression", levels=("C4-5",))
    found = outcome(case([line(code="22551", levels=levels)], [*mild, cord]), asked)
    assert {lv for lv in levels if result(at(found, "a", lv), "severity").waived_by == "waiver"} == waived
    assert all(
        result(at(found, "a", lv), "severity").truth == "not_met" for lv in levels
    )  # told as it is, beside the waiver
    assert all(at(found, "a", lv).outcome == "not_necessary" for lv in levels)  # the other criterion is not opened


def test_waiver_that_is_open_leaves_a_failed_criterion_open() -> None:
    asked = policy(criterion(NARROW, "severity"), exceptions=(waiver(HERE, "severity"),))
    mild = finding("foraminal_stenosis", levels=("C4-5",), grade="mild")
    doubt = finding("cord_compression", levels=("C4-5",), status="uncertain")
    found = outcome(case([line(code="22551", levels=("C4-5",))], [mild, doubt]), asked)
    assert found.lines[0].outcome == "undetermined"


FOLLOWS = policy(
    criterion({"line": {"parents": True, "outcome": ["necessary"]}}, "parent"), id="own/add-on", codes=("22842",)
)
LEADS = policy(criterion(NARROW, "severity"), id="own/leads", codes=("22612",))


@pytest.mark.parametrize(
    ("grade", "levels", "stage", "expected"),
    [
        ("severe", ("L4-5",), 1, "necessary"),
        ("mild", ("L4-5",), 1, "not_necessary"),
        (NOT_STATED, ("L4-5",), 1, "undetermined"),
        ("severe", ("L4-S1",), 1, "partially_necessary"),  # nothing is requested at L5-S1 that it could follow
        ("severe", ("L4-5",), 2, "necessary"),  # what one stage fuses another may fix
        ("severe", (), 1, "necessary"),
    ],
)
def test_an_add_on_follows_its_parent_level_by_level(
    grade: str, levels: tuple[str, ...], stage: int, expected: str
) -> None:
    lines = [line("b", "22842", levels, stage=stage), line("a", "22612", ("L4-5",), stage=1)]
    stenosis = finding("foraminal_stenosis", levels=("L4-5",), grade=grade)
    assert outcome(case(lines, [stenosis]), LEADS, FOLLOWS).line("b").outcome == expected


def test_policies_that_wait_for_each_other_stay_open() -> None:
    first = policy(
        criterion({"line": {"codes": ["22842"], "outcome": ["necessary"]}}), id="own/first", codes=("22612",)
    )
    found = outcome(case([line("a", "22612", ("L4-5",)), line("b", "22842", ("L4-5",))]), first, FOLLOWS)
    assert [one.outcome for one in found.lines] == ["undetermined", "undetermined"]


def common(test: dict[str, Any], id: str, **fields: Any) -> Common:
    return Common(**{**dict(criterion(test, id)), **fields})


def test_common_criteria_are_asked_of_every_policy() -> None:
    named = common({"request": {"levels": {"at_least": 1}}}, "named", scope="line")
    severe = finding("foraminal_stenosis", levels=("L4-5",), grade="severe")
    for levels, expected in (((), "undetermined"), (("L4-5",), "necessary")):
        found = outcome(case([line(levels=levels)], [severe]), LEADS, common=(named,))
        assert found.lines[0].outcome == expected
    assert policies(LEADS).common == ()


def test_a_common_criterion_is_asked_of_its_procedures_where_the_record_speaks_of_its_kinds() -> None:
    test = {"finding": {"kinds": ["osteoporosis"], "at": "anywhere", "silence": "not_met"}}
    severe = finding("foraminal_stenosis", levels=("L4-5",), grade="severe")
    for procedures, kinds, told, asked in (
        (("other",), (), (), True),
        (("acdf",), (), (), False),
        (("other",), ("nicotine_use",), (), False),
        (("other",), ("nicotine_use",), (finding("nicotine_use", document="note", quote="Note."),), True),
        ((), (), (), True),
        ((), ("nicotine_use",), (), False),
        ((), ("nicotine_use",), (finding("nicotine_use", document="note", quote="Note."),), True),
    ):
        shared = common(test, "shared", scope="line", procedures=procedures, kinds=kinds)
        found = outcome(case([line(levels=("L4-5",))], [severe, *told]), LEADS, common=(shared,))
        assert ("shared" in {c.id for c in found.lines[0].criteria}) is asked


DOUBT = finding("cord_compression", levels=("C4-5",), status="uncertain")
MILD = finding("foraminal_stenosis", levels=("C4-5",), grade="mild")
SETTLES = "documentation that settles whether waiver applies"


def test_settling_an_open_waiver_is_what_would_change_a_failed_criterion() -> None:
    asked = policy(criterion(NARROW, "severity"), exceptions=(waiver(HERE, "severity"),))
    found = outcome(case([line(code="22551", levels=("C4-5",))], [MILD, DOUBT]), asked)
    (change,) = found.lines[0].per_level[0].changes
    assert (change.criteria, change.steps) == (("severity",), (SETTLES,))
    shown = DOUBT.model_copy(update={"status": "present"})
    assert outcome(case([line(code="22551", levels=("C4-5",))], [MILD, shown]), asked).overall == "necessary"


def test_what_would_meet_a_criterion_is_told_before_what_would_waive_it() -> None:
    asked = policy(criterion(NARROW, "severity"), exceptions=(waiver(HERE, "severity"),))
    ungraded = finding("foraminal_stenosis", levels=("C4-5",))
    found = outcome(case([line(code="22551", levels=("C4-5",))], [ungraded, DOUBT]), asked)
    assert [change.steps for change in found.lines[0].per_level[0].changes] == [("severity",), (SETTLES,)]


NEVER = criterion({"finding": {"kinds": ["claudication"], "silence": "not_met"}}, "never")
LESSER = criterion(NARROW, "severity")
MOVED = {"finding": {"kinds": ["spondylolisthesis"], "silence": "not_met"}}
NAMED = Alternative(when_failed=("never",), policy="own/lesser", procedure="less", grounds=(GROUND,))


@pytest.mark.parametrize(
    ("applies", "slipped", "decides"),
    [
        (NOT_STATED, False, "own/lesser"),
        ({"not": MOVED}, False, "own/lesser"),
        ({"not": MOVED}, True, "back/lesser"),  # the condition does not hold: the set behind decides
    ],
)
def test_an_alternative_is_checked_by_the_policy_that_would_decide_it(
    applies: Any, slipped: bool, decides: str
) -> None:
    """The condition of a policy holds for alternatives as it does for lines."""
    asked = case(
        [line(code="22612", levels=("L4-5",))],
        [
            finding("foraminal_stenosis", levels=("L4-5",), grade="severe"),
            *([finding("spondylolisthesis", levels=("L4-5",))] if slipped else []),
        ],
    )
    first = policies(
        policy(NEVER, id="own/more", codes=("22612",), alternatives=(NAMED,)),
        policy(LESSER, id="own/lesser", codes=("63047",), applies=applies),
        fallback="back",
    )
    behind = policies(policy(LESSER, id="back/lesser", codes=("63047",))).model_copy(update={"id": "back"})
    found = check(asked, With(first, behind))  # type: ignore[arg-type]
    assert [(a.kind, a.policy, a.outcome) for a in found.alternatives] == [("lesser_procedure", decides, "necessary")]
