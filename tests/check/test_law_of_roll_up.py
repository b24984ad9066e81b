"""From levels to lines, stages and the whole; from the whole to what the document is headed and what happens next."""

from collections.abc import Iterable
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check import check
from assistant.check import undecided as left_undecided
from assistant.check.lines import roll_up_levels
from assistant.check.roll_up import roll_up
from assistant.model.base import NOT_STATED
from assistant.model.case import Case, RequestLine
from assistant.model.outcome import LevelOutcome

from .build import case, criterion, finding, line, outcome, pack, policy
from .made_up import changed, general, made_up

Y, P, N, U, WITHIN = "necessary", "partially_necessary", "not_necessary", "undetermined", "incidental"

# Which words occur among the lines (incidental ones aside), and the whole. Every combination is named once.
WHOLE = {
    "Y": Y, "P": P, "N": N, "U": U,
    "YP": P, "YN": P, "YU": P, "PN": P, "PU": P, "NU": U,
    "YPN": P, "YPU": P, "YNU": P, "PNU": P,
    "YPNU": P,
    "": N,
}  # fmt: skip
LINE = {"Y": Y, "N": N, "U": U, "YN": P, "YU": P, "NU": N, "YNU": P}
LETTER = {Y: "Y", P: "P", N: "N", U: "U"}


def occurring(words_: Iterable[str]) -> str:
    seen = set(words_)
    return "".join(letter for word, letter in LETTER.items() if word in seen)


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_whole_of_lines(length: int) -> None:
    """Necessary if every line is, or is incidental to one that is; partial if some are; open if something is open; else not."""
    for combination in product((Y, P, N, U, WITHIN), repeat=length):
        assert roll_up(combination) == WHOLE[occurring(combination)], combination


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_line_of_levels(length: int) -> None:
    """A conjunction: a failed level fails the line as requested, though others are open."""
    basis = {Y: "criteria_met", N: "failed_criterion", U: "documentation_gap"}
    for combination in product((Y, N, U), repeat=length):
        levels = tuple(LevelOutcome(level="L4-5", outcome=w, basis=basis[w]) for w in combination)
        assert roll_up_levels(levels)[0] == LINE[occurring(combination)], combination
        whole = {"YN": N, "YU": U, "YNU": N}.get(occurring(combination), LINE[occurring(combination)])
        assert roll_up_levels(levels, whole=True)[0] == whole, combination


@given(made_up)
def test_stages_and_whole_are_rolled_up_from_their_lines(asked: Case) -> None:
    found = check(asked, pack())
    for stage in found.stages:
        of_stage = [one for one in found.lines if one.stage == stage.stage]
        assert {one.id for one in of_stage} == set(stage.lines)
        assert stage.outcome == WHOLE[occurring(one.outcome for one in of_stage)]
    assert found.overall == WHOLE[occurring(one.outcome for one in found.lines)]
    assert found.overall == roll_up(
        s.outcome for s in found.stages if any(found.line(i).outcome != WITHIN for i in s.lines)
    )
    for one in found.lines:
        if one.outcome != WITHIN and one.policy != NOT_STATED:
            assert one.outcome == LINE[occurring(lv.outcome for lv in one.per_level)]


@given(made_up)
def test_disposition_is_apart_from_the_criteria(asked: Case) -> None:
    strict, lenient = (check(asked, pack(), disposition=d) for d in ("strict", "lenient"))
    assert (strict.lines, strict.stages, strict.setting, strict.overall) == (
        lenient.lines,
        lenient.stages,
        lenient.setting,
        lenient.overall,
    )
    assert strict.alternatives == lenient.alternatives
    for found, heading in ((strict, "not_necessary"), (lenient, "undetermined")):
        if left_undecided(found.lines):  # what no policy decides is neither approved nor denied
            heading = "undetermined"
        assert found.determination == (heading if found.overall == "undetermined" else found.overall)


@given(made_up)
def test_only_what_stands_whole_is_approved(asked: Case) -> None:
    for disposition in ("strict", "lenient"):
        found = check(asked, pack(), disposition=disposition)
        told = {one.outcome for one in found.lines} | {found.determination, found.setting.outcome}
        if found.action == "approve":
            assert found.determination == "necessary"
            assert {one.outcome for one in found.lines} <= {"necessary", "incidental"}
        if "not_necessary" in told:
            assert found.action == "refer_to_physician"


@given(made_up)
def test_a_level_is_necessary_exactly_if_every_criterion_is_met_or_waived(asked: Case) -> None:
    for one in check(asked, pack()).lines:
        for level in one.per_level:
            effective = {c.effective for c in level.criteria}
            if one.policy == NOT_STATED:
                assert level.outcome == "undetermined"
            elif "not_met" in effective:
                assert level.outcome == "not_necessary"
            else:
                assert level.outcome == ("undetermined" if "undetermined" in effective else "necessary")
            assert (level.changes == ()) or level.outcome != "necessary"


@cache
def undecided() -> tuple[str, ...]:
    """Codes that no policy of the set decides, and one that is unknown."""
    return ("99999", *sorted(set(pack().codes) - {code for p in general().policies for code in p.codes}))


@given(st.deferred(lambda: st.sampled_from(undecided())), made_up, st.sampled_from(((), ("L4-5",), ("C5-6",))))
def test_no_policy_is_never_necessary(code: str, asked: Case, levels: tuple[str, ...]) -> None:
    """A code that nothing decides stays undetermined, says so, and is not swept along by others that stand."""
    extra = RequestLine(id="z", code=code, levels=levels)
    lines = (*asked.request.lines, extra)
    found = check(changed(asked, request=asked.request.model_copy(update={"lines": lines})), pack())
    assert (found.line("z").outcome, found.line("z").basis, found.line("z").policy) == (
        "undetermined",
        "no_policy",
        NOT_STATED,
    )
    assert found.line("z").warnings
    assert found.overall != "necessary"
    assert found.action != "approve"


def test_two_policies_that_claim_a_line_decide_nothing() -> None:
    always = criterion({"finding": {"kinds": ["spondylolisthesis"], "silence": "met"}})
    found = outcome(case([line(levels=("L4-5",))]), policy(always, id="own/one"), policy(always, id="own/two"))
    assert (found.lines[0].outcome, found.lines[0].basis) == ("undetermined", "no_policy")
    assert "own/one, own/two" in found.lines[0].warnings[-1]


def test_the_more_specific_policy_decides() -> None:
    always = criterion({"finding": {"kinds": ["spondylolisthesis"], "silence": "met"}})
    revision = {"finding": {"kinds": ["prior_fusion"], "at": "region", "silence": "not_met"}}
    both = (policy(always, id="own/first"), policy(always, id="own/again", applies=revision))
    again = finding("prior_fusion", levels=("L4-5",), document="note")
    assert outcome(case([line(levels=("L4-5",))]), *both).lines[0].policy == "own/first"
    assert outcome(case([line(levels=("L4-5",))], [again]), *both).lines[0].policy == "own/again"
