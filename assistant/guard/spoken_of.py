"""What an outcome word speaks of: the lines, levels and stages named beside it, else those its statement refers to."""

import re
from typing import get_args

from ..model.base import NOT_STATED
from ..model.outcome import LineOutcome, OutcomeWord
from .named_lines import by_family, lines_by_name
from .reading import Reading, Said
from .refs import all_as_documented, of_ref, setting_beside
from .said import ELLIPSIS

AND = re.compile(r"\s(?:and|,)\s")
"""Where a clause may go on to another thing, with an answer of its own."""
_COPULA = re.compile(r"\s*(?:is|are|was|were|remains?|stays?|qualif(?:y|ies))\b")
_NOT_AT = re.compile(r"\bnot (?:yet )?(?:at|for|in)\b")
"""Between a verdict and a place: it is not the verdict of that place ("necessary at a and not at b")."""
_SINGLE = ("line", "level", "stage")
_OUTCOMES = frozenset(get_args(OutcomeWord))
_RELATIVE = re.compile(r"\s*(?:which|who|that(?! (?:at|of|for|in)\b)|both of which)\b")
_WHOLE = re.compile(
    r"\b(?:the|this) (?:request|whole|requested (?:\w+ )?(?:operation|procedure|surgery|treatment|service))\b"
    r"(?!,? (?:(?:is|once|when|if) )?(?:limited|confined|restricted|reduced|shortened|narrowed|cut down) to)"
)
"""Names the request itself in a clause that follows from what stands before it ("which makes the request ...")."""
EACH = re.compile(r"\b(?:both|all|each(?! with what)|every|neither|none|alike)\b")
"""Words by which a verdict is given to each thing that a statement refers to; a list that tells each with its own is another."""
OF_PLACES = re.compile(r"\s(?:\w+\s)?(?:levels?|segments?|lines?|sides?)\b")
"""Behind such a word: it speaks of places."""
_PARTS = re.compile(r"\b(?:levels?|segments?|lines?|parts?|rest|some|others?)\b")
"""Words that speak of parts of what a reference names."""


def stretch_of(reading: Reading, position: int) -> tuple[int, int]:
    """The part of a clause that a verdict word speaks of, which is cut at an "and" where both sides name a level and a verdict."""
    start, end = reading.text.clause_at(position)
    if _RELATIVE.match(reading.text.lower, start):
        start = reading.text.clause_at(max(start - 2, 0))[0]
    elif _after_colon(reading, position) and not _named(reading, start, end):
        start = reading.text.sentence_at(position)[0]
    elif _COPULA.match(reading.text.lower, start) and not _named(reading, start, end):
        start = _subject(reading, start)
    low = start
    for match in AND.finditer(reading.text.lower, start, end):
        cut, after = match.start(), match.end()
        if (
            reading.levels_in(low, cut)
            and reading.levels_in(after, end)
            and _has_verdict(reading, low, cut)
            and _has_verdict(reading, after, end)
        ):
            if position < cut:
                return low, cut
            low = after
    return low, end


def _subject(reading: Reading, start: int) -> int:
    """Where the subject of a clause begins that starts with its verb: a place stands between commas ("the first, X, is ...")."""
    low = start
    while low > 0 and reading.text.lower[:low].rstrip().endswith(","):
        low, high = reading.text.clause_at(reading.text.lower[:low].rindex(",") - 1)
        first, last = reading.text.token_span(low, high)
        places = [(f.start, f.end) for f in reading.analysed.figures if f.kind in ("level", "code")]
        if any(not any(a <= at < b for a, b in places) for _, at, _ in reading.text.tokens[first:last]):
            break
    return low


def _after_colon(reading: Reading, position: int) -> bool:
    """Whether the clause at a place stands behind a colon, as the verdict of a heading does."""
    start, _ = reading.text.clause_at(position)
    return reading.text.lower[:start].rstrip().endswith(":")


def _named(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch names a level or a code."""
    return any(f.kind in ("level", "code") and start <= f.start < end for f in reading.analysed.figures)


def _has_verdict(reading: Reading, start: int, end: int) -> bool:
    if ELLIPSIS.search(reading.text.lower, start, end):
        return True
    return reading.ground.lists.verdict.search(reading.text.lower, start, end) is not None


def outcomes_at(reading: Reading, position: int) -> list[frozenset[str]]:
    """Outcomes that the words at a place can speak of, one set for each thing spoken of; the words must agree with
    every set.

    The levels and codes named beside the words decide; else the references of the statement; else the criteria of its
    basis.
    """
    ground, outcome = reading.ground, reading.ground.outcome
    start, end = stretch_of(reading, position)
    own, _ = reading.text.clause_at(position)
    refs = reading.statement.basis.outcomes
    lesser_alone = bool(refs) and all(r.part == "alternative" for r in refs)
    if (
        (start < own or lesser_alone)
        and _WHOLE.search(reading.text.lower, own, position)
        and not _named(reading, own, end)
    ):
        return [frozenset({outcome.overall, outcome.determination})]
    lines = [r.line for r in refs if r.line != NOT_STATED]
    codes = {str(f.key) for f in reading.analysed.figures if f.kind == "code" and start <= f.start < end}
    by_code = [line for line in outcome.lines if line.code in codes]
    by_name = [] if by_code else lines_by_name(reading, start, position)
    chosen = [line.id for line in by_code] or [line.id for group in by_name for line in group] or lines
    beside = frozenset().union(*(of_ref(reading, r) for r in refs if r.part in ("alternative", "setting")))
    beside |= {line.outcome for line in outcome.lines if line.id in chosen and line.outcome == "incidental"}
    if any(r.part == "request" for r in refs) and (
        _after_colon(reading, position) or all_as_documented(reading, position, chosen)
    ):
        beside |= {outcome.overall, outcome.determination}
    if beside and lesser_alone:
        named = reading.levels_in(start, end)
        lesser = [a for a in outcome.alternatives if any(r.line in (NOT_STATED, a.line) for r in refs)]
        if named <= {level for a in lesser for level in a.levels}:
            return [frozenset(a.outcome for a in lesser)]
    stay = setting_beside(reading, start, position)
    sets = []
    before = start
    for figure, levels in reading.levels:
        if not start <= figure.start < end:
            continue
        of_family = by_family(reading, before, figure.start) or chosen
        before = figure.end
        if found := at_levels(reading, of_family, levels):
            excepted = figure.start > position and _NOT_AT.search(reading.text.lower, position, figure.start)
            sets.append(_OUTCOMES - found if excepted else found | beside)
    if sets:
        each = _each_line(reading, start, end) if len(sets) == 1 else []
        return each or _shared(sets, reading, start, end)
    if by_code:
        return stay + _shared([frozenset({line.outcome}) for line in by_code], reading, start, end)
    if by_name and not beside:
        if EACH.search(reading.text.lower, start, end):
            return stay + [frozenset({lv.outcome}) for group in by_name for line in group for lv in line.per_level]
        found_by_name = [frozenset(o for line in group for o in _all_of(line)) for group in by_name]
        return stay + _shared(found_by_name, reading, start, end)
    if staged := _of_stages(reading, start, end):
        return staged
    if each := _every_one(reading, start, position):
        return stay + each
    if refs:
        if EACH.search(reading.text.lower, start, end) and all(r.part in _SINGLE for r in refs):
            return stay + [found | beside for r in refs if (found := of_ref(reading, r))]
        whole = frozenset().union(*(of_ref(reading, r) for r in refs))
        if stay:
            rest = frozenset[str]().union(*(of_ref(reading, r) for r in refs if r.part != "setting"))
            return [*stay, rest] if rest else stay
        if _PARTS.search(reading.text.lower, start, end):
            whole |= _of_parts(reading, lines)
        return [whole] if whole else []
    if ground.lists.setting.search(reading.text.lower, start, end):
        return [frozenset({outcome.setting.outcome, outcome.overall, outcome.determination})]
    whole = _of_criteria(reading) | {outcome.overall, outcome.determination}
    return [whole | _of_parts(reading, []) if _PARTS.search(reading.text.lower, start, end) else whole]


_EVERY_ONE = re.compile(
    r"(?<!not )\b(?:both|all|each|every)(?: (?:of|one|the|these|those|two|three|four|five|six|requested))*"
    r" (?P<of>levels?|segments?|lines?|codes?|procedures?)\b"
)


def _all_of(line: LineOutcome) -> frozenset[str]:
    return frozenset({line.outcome, *(level.outcome for level in line.per_level)})


def _each_line(reading: Reading, start: int, end: int) -> list[frozenset[str]]:
    """Outcomes of each line referred to, where one level is named and "both" or "all" speaks of lines at it."""
    refs = reading.statement.basis.outcomes
    at = reading.levels_in(start, end)
    lines = [r for r in refs if r.part in ("line", "level") and r.level in (NOT_STATED, *at)]
    if len(lines) < 2 or len(lines) < len(refs) or EACH.search(reading.text.lower, start, end) is None:
        return []
    if any(OF_PLACES.match(reading.text.lower, m.end()) for m in EACH.finditer(reading.text.lower, start, end)):
        return []
    return [found for r in lines if (found := of_ref(reading, r))]


def _every_one(reading: Reading, start: int, position: int) -> list[frozenset[str]]:
    """Outcomes of each level, or of each line, where a verdict is told of every one of those referred to."""
    ground, refs = reading.ground, reading.statement.basis.outcomes
    told = _EVERY_ONE.search(reading.text.lower, start, position)
    if told is None or not refs or any(r.part not in ("request", "line", "level") for r in refs):
        return []
    whole = any(r.part == "request" for r in refs)
    lines = [line for id, line in ground.lines.items() if whole or any(r.line == id for r in refs)]
    if told["of"].startswith("line") or ground.lists.units.get(told["of"]) != "level":
        return [frozenset({line.outcome}) for line in lines]
    return [frozenset({lv.outcome}) for line in lines for lv in line.per_level if lv.level != NOT_STATED]


def _of_stages(reading: Reading, start: int, end: int) -> list[frozenset[str]]:
    """Outcomes of the stages named in a stretch, one set for each."""
    stages = [f for f in reading.analysed.figures if f.unit == "stage" and start <= f.start < end]
    keys = {int(f.key) for f in stages if isinstance(f.key, float)}
    known = reading.ground.outcome.stages
    sets = [frozenset(s.outcome for s in known if s.stage == key) for key in keys]
    return [found for found in sets if found]


def _of_parts(reading: Reading, lines: list[str]) -> frozenset[str]:
    """Outcomes of the levels of the named lines; where none is named, of all lines and their levels."""
    outcome = reading.ground.outcome
    levels = {lv.outcome for line in outcome.lines if not lines or line.id in lines for lv in line.per_level}
    return frozenset(levels | {line.outcome for line in outcome.lines if not lines})


def _shared(sets: list[frozenset[str]], reading: Reading, start: int, end: int) -> list[frozenset[str]]:
    """One set for all where several verdicts are listed for several things ("a and b, which are open and refused")."""
    words = {m[0] for m in reading.ground.lists.verdict.finditer(reading.text.lower, start, end)}
    return [frozenset().union(*sets)] if len(words) > 1 and len(sets) > 1 else sets


def speaks_of_other_line(reading: Reading, word: Said) -> bool:
    """Whether a verdict word stands beside codes of lines that the statement does not refer to."""
    start, end = stretch_of(reading, word.start)
    lines = {r.line for r in reading.statement.basis.outcomes}
    codes = {str(f.key) for f in reading.analysed.figures if f.kind == "code" and start <= f.start < end}
    return bool(codes) and not any(line.code in codes for line in reading.ground.outcome.lines if line.id in lines)


def at_levels(reading: Reading, chosen: list[str], levels: frozenset[str]) -> frozenset[str]:
    """Outcomes at one named level, or of the lines that ask for exactly the named span; else of all its levels."""
    ground = reading.ground
    whole = frozenset(
        line.outcome
        for line in ground.outcome.lines
        if set(line.levels) == levels and (not chosen or line.id in chosen)
    )
    if len(levels) > 1 and whole:
        return whole
    known = [id for id in chosen if any(lv.level in levels for lv in ground.lines[id].per_level)] if chosen else []
    return frozenset(lv.outcome for lv in ground.levels_at(known, levels)) | whole


def _of_criteria(reading: Reading) -> frozenset[str]:
    """Outcomes of the lines and levels that the criteria of the basis decide."""
    deciding = set(reading.statement.basis.criteria)
    lines = [
        line for line in reading.ground.outcome.lines if any(f"{c.policy}:{c.id}" in deciding for c in line.criteria)
    ]
    return frozenset(line.outcome for line in lines) | {
        lv.outcome
        for line in lines
        for lv in line.per_level
        if any(f"{c.policy}:{c.id}" in deciding for c in lv.criteria)
    }
