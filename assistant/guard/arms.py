"""A share told of the group that its source gives another share of, where both stand behind "of those ...": the arms of a trial."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .figure import Figure, supports
from .reading import Reading

_GOVERNED = re.compile(r"%?\s+(?:of|in|with|after|for|among|on|by)\s")
_ENDS = frozenset(
    (
        "and",
        "or",
        "but",
        "versus",
        "vs",
        "against",
        "compared",
        "than",
        "had",
        "has",
        "have",
        "was",
        "were",
        "is",
        "are",
        "did",
    )
)
"""Words at which the group has been named."""
_COUNTS = {"one": 1, "single": 1, "1": 1, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_LEVELS = re.compile(r"\b(?P<n>one|single|two|three|four|[1-4])(?: [a-z]+)?[- ]levels?\b")
_TOLD_LEVELS = re.compile(
    rf"{_LEVELS.pattern}|\b(?:at|of|in) (?P<bare>one|two|three|four)\b(?! (?:\w+ )?(?:year|month|week|day|of)s?\b)"
)
_KINDS = ("number", "range", "ratio", "fraction")


def arm_of_other(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure of a group whose own words its source has behind another figure only, which is not told."""
    if not reading.tells_sources or reading.verbatim:
        return
    told = [f for f in reading.analysed.figures if f.kind in _KINDS and f.unit and not reading.quoted(f.start)]
    for figure in told:
        mine = _group(reading.analysed, figure)
        if not mine or reading.is_verbatim(*reading.text.sentence_at(figure.start)):
            continue
        for source in reading.texts_of(reading.facts_at(figure.start)):
            held = [f for f in source.figures if f.unit == figure.unit and f.kind in _KINDS]
            own = [_group(source, f) for f in held if supports(figure, f)]
            if not own or not all(own):
                continue
            of_own = frozenset[str]().union(*own)
            for rival in held:
                theirs = _group(source, rival)
                if supports(figure, rival) or any(supports(f, rival) for f in told) or not theirs:
                    continue
                if mine & (theirs - of_own) and not mine & (of_own - theirs):
                    yield reading.violation(
                        "figure-misplaced", figure.text, f'The source says {rival.text} of that: "{source.text.text}"'
                    )
                    return


def _group(text: Analysed, figure: Figure) -> frozenset[str]:
    """The words by which the group is named that a figure is of, behind it; none where nothing is."""
    if _GOVERNED.match(text.text.lower, figure.end) is None:
        return frozenset()
    _, stop = text.text.clause_at(figure.end)
    stop = min([f.start for f in text.figures if figure.start < f.start < stop], default=stop)
    first, last = text.text.token_span(figure.end, stop)
    found = set[str]()
    for n in range(first, last):
        if text.text.tokens[n][0] in _ENDS:
            break
        found.add(text.text.stems[n])
    return frozenset(found - text.lexicon.lists.function)


def levels_of_other(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a share told of one level that its passage gives of two, or the reverse."""
    if not reading.tells_sources or reading.verbatim or _LEVELS.search(reading.text.lower) is None:
        return
    for figure in reading.analysed.figures:
        if figure.unit != "%" or figure.kind != "number" or reading.quoted(figure.start):
            continue
        sources = reading.texts_of(reading.facts_at(figure.start))
        owners = [s for s in sources if any(f.unit == "%" for f in s.supporting(figure))]
        held = [{_count(m) for m in _LEVELS.finditer(s.text.lower)} for s in owners]
        mine = _levels_told(reading, figure)
        if mine and all(len(counts) == 1 for counts in held) and held and not any(mine in counts for counts in held):
            yield reading.violation(
                "figure-misplaced", figure.text, f'The source says it of other levels: "{owners[0].text.text}"'
            )
            return


def _levels_told(reading: Reading, figure: Figure) -> int:
    """The number of levels that a figure is told of: that of its clause, else the last one before it in its sentence."""
    low, high = reading.text.clause_at(figure.start)
    first, _ = reading.text.sentence_at(figure.start)
    own = list(_TOLD_LEVELS.finditer(reading.text.lower, low, high))
    before = list(_TOLD_LEVELS.finditer(reading.text.lower, first, low))
    chosen = own[0] if len(own) == 1 else before[-1] if before and not own else None
    return _count(chosen) if chosen is not None else 0


def _count(match: re.Match[str]) -> int:
    word = match["n"] or match["bare"] if "bare" in match.re.groupindex else match["n"]
    return _COUNTS[word]
