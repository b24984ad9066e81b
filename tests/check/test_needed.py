"""What is still needed, in the order of what it would decide."""

from pathlib import Path

import pytest

from assistant.check import check
from assistant.check.needed import still_needed
from assistant.intake import load_case
from assistant.model.case import Case
from assistant.pack import load_pack

PACK = load_pack()
CASES = sorted((Path(__file__).parents[2] / "evals" / "cases").glob("*.yaml"))


def asked(case: Case) -> list[tuple[str, list[str], list[str]]]:
    found = still_needed(check(case, PACK), PACK)
    return [(n.step, [f"{p.code} {p.level}" for p in n.alone], [f"{p.code} {p.level}" for p in n.among]) for n in found]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_every_question_is_one_that_a_level_waits_for(path: Path) -> None:
    case = load_case(path).case
    outcome = check(case, PACK)
    open_ = {f"{x.code} {lv.level}" for x in outcome.lines for lv in x.per_level if lv.changes}
    needed = asked(case)
    assert {place for _, alone, among in needed for place in (*alone, *among)} <= open_
    assert len({step for step, _, _ in needed}) == len(needed)
    assert [len(alone) for _, alone, _ in needed] == sorted((len(alone) for _, alone, _ in needed), reverse=True)
    assert not any("{level}" in step for step, _, _ in needed)


def test_what_decides_most_by_itself_comes_first() -> None:
    case = load_case(next(p for p in CASES if "t12-s2" in p.stem)).case
    step, alone, among = asked(case)[0]
    assert step.startswith("therapy notes")
    assert "22612 L5-S1" in alone
    assert "22614 T12-L1" in among
    assert not any("itself still needs" in s for s, _, _ in asked(case)), (
        "what follows another line is asked of that line"
    )


def test_nothing_is_asked_where_everything_is_met() -> None:
    case = load_case(next(p for p in CASES if "hardware-removal-revision" in p.stem)).case
    assert asked(case) == []
