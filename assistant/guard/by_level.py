"""One level set above another: held to the grades and measures that the findings have there."""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.document import Violation
from .reading import Reading
from .record import negated

_NEAR = 40
"""Characters in which the second level of a comparison stands behind "than"."""
_REACH = 90
"""Characters before a comparison in which the level stands that it is told of."""


def level_ranked(reading: Reading) -> Iterator[Violation]:
    """`record-severity`: of two levels the lesser told as the worse, or one as the worst that is not."""
    if not reading.tells_sources:
        for start, end, right in _rankings(reading):
            if not right:
                span = reading.text.text[start:end]
                yield reading.violation("record-severity", span, "The findings of the levels are not so.")
                return


def ranks_levels(reading: Reading, position: int) -> bool:
    """Whether the word at a place sets one level above another as their findings have it."""
    return not reading.tells_sources and any(a <= position < b and right for a, b, right in _rankings(reading))


def _rankings(reading: Reading) -> list[tuple[int, int, bool]]:
    """Words that rank levels, with whether they do so rightly; none where the findings do not tell."""
    known, lower, found = reading.ground.lists.expressions, reading.text.lower, list[tuple[int, int, bool]]()
    if len(reading.levels) < 1:
        return found
    for match in known["ranks"].finditer(lower):
        low, high = reading.text.sentence_at(match.start())
        if reading.quoted(match.start()) or negated(reading, *match.span()):
            continue
        than = lower.find(" than ", match.end(), high)
        first = max(low, match.start() - _REACH)
        if than >= 0:
            two = reading.levels_in(than, min(high, than + _NEAR))
            one = reading.levels_in(match.end(), than) or reading.levels_in(first, match.start())
            if not two and not known["other_levels"].match(lower, than):
                continue
        elif match["most"] or match["least"] or known["of_them"].match(lower, match.end()):
            begin, end = reading.text.clause_at(match.start())
            before, behind = reading.levels_in(begin, match.start()), reading.levels_in(match.end(), end)
            one, two = frozenset() if before and behind else before or behind, frozenset()
        else:
            continue
        more = bool(match["more"] or match["most"])
        right = _ranked(reading, one, two, more) if one and one.isdisjoint(two) else None
        if right is not None:
            found.append((*match.span(), right))
    return found


def _ranked(reading: Reading, one: frozenset[str], two: frozenset[str], more: bool) -> bool | None:
    """Whether the findings of one level are more (or less) than those of another, or of all others; None where they do not tell."""
    named = {k for m in reading.analysed.mentions for k in m.of("kind")}
    kinds = {f.kind for f in reading.findings if f.levels}
    answers = set[bool]()
    for kind in kinds & named or kinds:
        values = [(reading.ground.at(f), _value(reading, f)) for f in reading.findings if f.kind == kind]
        mine = [v for at, v in values if v is not None and at & one]
        theirs = [v for at, v in values if v is not None and not at & one and (at & two or not two)]
        if mine and theirs:
            answers.add(min(mine) > max(theirs) if more else max(mine) < min(theirs))
    return answers.pop() if len(answers) == 1 else None


def _value(reading: Reading, finding: Finding) -> float | None:
    """The grade of a finding by its place on the scale, or its measure."""
    if finding.number != NOT_STATED:
        return float(finding.number)
    if str(finding.grade)[:1].isdigit():
        return None  # a grade of strength, of which the lesser is the worse
    scale = reading.ground.lexicon.scales.get(finding.kind)
    for known in reading.ground.pack.vocabulary.scales:
        if known.id == scale and finding.grade in known.grades:
            return float(known.grades.index(str(finding.grade)))
    return None
