"""The five reference cases and what becomes of each when a fact changes, as the tables in `variants/` say.

A row says what changes in the case, what a reviewer expects then, and why. Facts are changed in memory: `set` by id, `drop`, and additions
under `documents`, `findings`, `treatments`. What a row does not name under `expect` is not asked. A row with `differs` names what the program
does not do yet.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.check import check
from assistant.intake import load_case
from assistant.model.base import NOT_STATED
from assistant.model.case import Case
from assistant.model.outcome import LineOutcome, Outcome
from assistant.pack.yamlio import Loader
from evals import REFERENCE

from .build import pack

CASES = Path(__file__).parents[2] / "evals" / "cases"
TABLES = sorted((Path(__file__).parent / "variants").glob("*.yaml"))
PARTS = ("findings", "treatments", "documents")


@cache
def submitted(name: str) -> Case:
    return load_case(CASES / f"{name}.yaml").case


def rows() -> list[Any]:
    """One parameter a row, with the case's and the row's name; strict expected failures where a row says so."""
    found = []
    for table in TABLES:
        for row in yaml.load(table.read_text(encoding="utf-8"), Loader):
            marks = [pytest.mark.xfail(reason=row["differs"], strict=True)] if "differs" in row else []
            found.append(pytest.param(table.stem, row, id=f"{table.stem}: {row['name']}", marks=marks))
    return found


def changed(case: Case, change: dict[str, Any]) -> Case:
    """The case with the changes of a row; raises if an id that is set or dropped does not exist."""
    data = case.model_dump(mode="json")
    missing = {*change.get("set", {}), *change.get("drop", ())}
    lists = [(data, part) for part in PARTS] + [(data["request"], "lines")]
    for holder, part in lists:
        missing -= {fact["id"] for fact in holder[part]}
        kept = [fact for fact in holder[part] if fact["id"] not in change.get("drop", ())]
        holder[part] = [fact | change.get("set", {}).get(fact["id"], {}) for fact in kept]
        plain = {"quote": "as changed"} if part in ("findings", "treatments") else {}
        plain = {"title": "added", "text": "as changed"} if part == "documents" else plain
        holder[part] += [{"id": f"new-{part}-{n}", **plain, **fact} for n, fact in enumerate(change.get(part, ()))]
    assert not missing, f"no such id in the case: {missing}"
    data["request"]["setting"] |= change.get("setting", {})
    data["date"] = change.get("date", data["date"])
    return Case.model_validate(data)


def level_of(line: LineOutcome, name: str) -> Any:
    """A level by name; `line` for the one question of a line without levels."""
    return next(lv for lv in line.per_level if lv.level == (NOT_STATED if name == "line" else name))


def told(found: Outcome, lenient: Outcome, expect: dict[str, Any]) -> dict[str, Any]:
    """What the outcome says of everything that a row asks."""
    said: dict[str, Any] = {}
    for what, asked in expect.items():
        match what:
            case "overall" | "determination" | "action":
                said[what] = getattr(found, what)
            case "lenient":
                said[what] = lenient.determination
            case "action_lenient":
                said[what] = lenient.action
            case "setting":
                said[what] = found.setting.outcome
            case "stages":
                said[what] = {s.stage: s.outcome for s in found.stages if s.stage in asked}
            case "lines":
                said[what] = {id: found.line(id).outcome for id in asked}
            case "basis":
                said[what] = {id: found.line(id).basis for id in asked}
            case "levels":
                said[what] = {id: {lv: level_of(found.line(id), lv).outcome for lv in asked[id]} for id in asked}
            case "criteria":
                said[what] = {
                    id: {
                        lv: {c.id: c.truth if c.waived_by == NOT_STATED else "waived" for c in level_of(found.line(id), lv).criteria
                             if c.id in asked[id][lv]}
                        for lv in asked[id]
                    }
                    for id in asked
                }  # fmt: skip
            case "changes":
                said[what] = {
                    id: {lv: [list(c.criteria) for c in level_of(found.line(id), lv).changes] for lv in asked[id]}
                    for id in asked
                }
            case "restrictions":
                said[what] = {id: {r.id: r.applies for r in found.line(id).restrictions} for id in asked}
            case "alternatives":
                said[what] = sorted(
                    f"{a.kind}: {a.policy.removeprefix('general/')} {' '.join(a.levels)} {a.outcome}"
                    for a in found.alternatives
                )
            case _:
                raise ValueError(f"a row cannot ask for {what!r}")
    return said


@pytest.mark.parametrize(("name", "row"), rows())
def test_outcome(name: str, row: dict[str, Any]) -> None:
    case = changed(submitted(name), row.get("change", {}))
    found, lenient = (check(case, pack(), disposition=d) for d in ("strict", "lenient"))
    expect = {**row["expect"]}
    if "alternatives" in expect:
        expect["alternatives"] = sorted(expect["alternatives"])
    assert told(found, lenient, expect) == expect, row["why"]


def test_every_case_has_its_table() -> None:
    """The case as submitted comes first; ten variants at least follow."""
    assert {t.stem for t in TABLES} == set(REFERENCE)
    for table in TABLES:
        first, *variants = yaml.load(table.read_text(encoding="utf-8"), Loader)
        assert first["name"] == "as submitted"
        assert "change" not in first
        assert len(variants) >= 10
        assert all(row["expect"] and row["why"] and (row.get("change") or "differs" in row) for row in variants)


def test_as_of_decides_the_version_of_the_policies() -> None:
    case = submitted("cervical-staged-revision")
    assert check(case, pack()).as_of == case.date.isoformat()
    assert check(case, pack(), as_of=date(2026, 6, 1)).as_of == "2026-06-01"
