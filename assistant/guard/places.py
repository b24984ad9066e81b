"""Levels and codes of the request: those that a statement rests on, and none put together that were not asked together."""

import re
from collections.abc import Iterator
from typing import Final

from ..model.base import NOT_STATED
from ..model.document import Violation
from .figure import Figure
from .on_file import on_file
from .reading import Reading

_AT: Final = re.compile(r"\)?\s*(?:,|at|for|of|in)?\s*")
"""What stands between a code and its level, or a level and its code in brackets."""


def level_elsewhere(reading: Reading) -> Iterator[Violation]:
    """`record-level`: a level that is none of those which the statement's references, findings and criteria speak of."""
    if reading.tells_sources or not reading.levels:
        return
    allowed = _levels(reading)
    if allowed is None:
        return
    for figure, levels in reading.levels:
        if (
            not levels <= allowed
            and not _asked_there(reading, figure, levels)
            and not (_without_findings(reading, levels - allowed) and on_file(reading, figure.start, figure))
        ):
            told = ", ".join(sorted(levels - allowed))
            rests = ", ".join(sorted(allowed)) or "no level"
            yield reading.violation(
                "record-level", figure.text, f"The statement names {told}; what it rests on is of {rests}."
            )


def _without_findings(reading: Reading, levels: frozenset[str]) -> bool:
    """Whether the documents cited have no finding of the case at some levels: then their own words tell what is there."""
    cited = {c.document for c in reading.citations}
    return not any(f.document in cited and levels & reading.ground.at(f) for f in reading.ground.case.findings)


def _asked(reading: Reading, code: str, levels: frozenset[str]) -> bool:
    """Whether a code was asked for at all of some levels."""
    lines = [line for line in reading.ground.outcome.lines if line.code == code]
    return levels <= {str(lv.level) for line in lines for lv in line.per_level}


def _asked_there(reading: Reading, figure: Figure, levels: frozenset[str]) -> bool:
    """Whether a level stands beside a code that was asked for there: then the code says what is spoken of."""
    codes = [f for f in reading.analysed.figures if f.kind == "code"]
    return any(
        _asked(reading, str(c.key), levels)
        and c.end <= figure.start
        and _AT.fullmatch(reading.text.text[c.end : figure.start])
        for c in codes
    )


def _levels(reading: Reading) -> frozenset[str] | None:
    """Levels that a statement can speak of; None where its references leave that open."""
    ground, basis = reading.ground, reading.statement.basis
    found: set[str] = set()
    if not basis.outcomes and not reading.findings:
        return None
    for ref in basis.outcomes:
        if ref.level != NOT_STATED:
            found.add(str(ref.level))
        elif ref.line in ground.lines:
            levels = {str(lv.level) for lv in ground.lines[str(ref.line)].per_level}
            if NOT_STATED in levels:
                return None
            found |= levels
            if ref.part == "alternative":
                found |= {lv for a in ground.outcome.alternatives if a.line == ref.line for lv in a.levels}
        else:
            return None
    found |= {level for f in reading.findings for level in ground.at(f)}
    if not basis.outcomes and (not found or basis.criteria):
        return None
    texts = [*reading.criterion_wordings, *reading.fact_texts, *reading.record_texts]
    found |= {
        str(name) for t in texts for f in t.figures if f.kind == "level" and isinstance(f.key, tuple) for name in f.key
    }
    return frozenset(found)


def stage_elsewhere(reading: Reading) -> Iterator[Violation]:
    """`record-level`: a level or code told of a stage in which it was not asked for."""
    if reading.tells_sources:
        return
    ground = reading.ground
    stages = [f for f in reading.analysed.figures if f.unit == "stage" and isinstance(f.key, float)]
    for stage in stages:
        start, end = reading.text.sentence_at(stage.start)
        if sum(start <= f.start < end for f in stages) > 1:
            continue
        lines = [line for line in ground.outcome.lines if line.stage == int(float(str(stage.key)))]
        asked = {str(lv.level) for line in lines for lv in line.per_level}
        known = {str(lv.level) for line in ground.outcome.lines for lv in line.per_level}
        named = reading.levels_in(start, end)
        if lines and named and named <= known and not named & asked:
            told = ", ".join(sorted(named))
            yield reading.violation("record-level", stage.text, f"{told} is not asked for in {stage.text}.")


def code_elsewhere(reading: Reading) -> Iterator[Violation]:
    """`code-mismatch`: a code that is none of the lines referred to, or that was not asked for at the level beside it."""
    if reading.tells_sources and not reading.statement.basis.outcomes:
        return
    ground = reading.ground
    codes = [f for f in reading.analysed.figures if f.kind == "code" and not reading.quoted(f.start)]
    if not codes:
        return
    asked = {line.code for line in ground.outcome.lines}
    mine = _codes(reading)
    for figure in codes:
        code = str(figure.key)
        in_label = reading.statement.label != NOT_STATED and figure.start < len(reading.statement.label)
        there = frozenset[str]() if in_label else _beside(reading, figure.start, figure.end)
        if mine is not None and code in asked and code not in mine and not (there and _asked(reading, code, there)):
            yield reading.violation(
                "code-mismatch", code, f"The statement names {code}; what it rests on is {', '.join(sorted(mine))}."
            )
            continue
        levels = _beside(reading, figure.start, figure.end)
        together = _together(reading, figure.start)
        lines = [line for line in ground.outcome.lines if line.code in together]
        known = {str(lv.level) for line in lines for lv in line.per_level} - {NOT_STATED}
        if lines and known and levels and not levels <= known:
            at = ", ".join(sorted(levels - known))
            yield reading.violation("code-mismatch", code, f"{code} was not requested at {at}.")


def _codes(reading: Reading) -> frozenset[str] | None:
    """Codes that a statement can speak of; None where its references leave that open."""
    ground, found = reading.ground, set[str]()
    for ref in reading.statement.basis.outcomes:
        if ref.line not in ground.lines:
            return None
        line = ground.lines[str(ref.line)]
        found.add(line.code)
        found |= {ground.lines[id].code for r in line.restrictions for id in r.lines if id in ground.lines}
    if not found:
        return None
    for text in (*reading.criterion_texts, *reading.fact_texts):
        found |= {str(f.key) for f in text.figures if f.kind == "code"}
    return frozenset(found)


def _together(reading: Reading, position: int) -> set[str]:
    """The code at a place and those listed with it, with no level between them ("12345 and 23456, X5-7", "X5-7 (12345, 23456)")."""
    start, _ = reading.text.sentence_at(position)
    last = max((f.end for f, _ in reading.levels if start <= f.start < position), default=start)
    end = position
    if reading.text.text[last : last + 2] == " (":  # "X5-7 (12345, 23456)": the bracket as a whole
        end = max(end, reading.text.text.find(")", last))
    return {str(f.key) for f in reading.analysed.figures if f.kind == "code" and last <= f.start <= end}


def _beside(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Levels that stand directly behind a code ("12345 at X5-6", "(12345), X5-6") or before it in brackets."""
    text = reading.text.text
    for figure, levels in reading.levels:
        if figure.start >= end and _AT.fullmatch(text[end : figure.start]):
            return levels
        if figure.end <= start and text[figure.end : start] == " (":
            return levels
    return frozenset()
