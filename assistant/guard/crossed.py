"""A figure of one arm of a comparison told of the other, wherever its arm is named: as subject, before the figure or behind it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model.document import Violation
from .analysed import Analysed
from .binding import marks_of
from .figure import Figure, supports
from .reading import Reading

_KINDS = ("number", "range", "ratio", "fraction")
_OPENS = re.compile(
    r"(?: \([^()]*\))?(?: (?:at )?[\w-]+ (?:day|week|month|year)s?)?"  # the interval of a figure, and its time
    r" (?:of (?:those|patients|people|the patients) )?"
    r"(?:assigned to|treated with|given|who had|with|after|by|from|following|without|when|under|in|among|for|of) "
)
_ENDS = re.compile(r"[.,;:()]|\band \d|\b(?:had|were|was|by|at|versus|vs|against|than|felt)\b")
_GROUP = 6
"""Words behind a figure by which its arm is named."""
_CUT = re.compile(r"[;,]|\b(?:and|but|while|whereas|versus|vs|against|compared with|compared to|than)\b")
"""Marks and words that part the one arm from the other."""


def arms_crossed(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure that shares its stretch with the words of the other arm, and has none of its own arm's."""
    if not reading.tells_sources or reading.verbatim:
        return
    told = [f for f in reading.analysed.figures if f.kind in _KINDS and not reading.quoted(f.start)]
    for start, end in reading.text.sentences:
        here = [f for f in told if start <= f.start < end]
        if not here or reading.is_verbatim(start, end):
            continue
        for source in reading.texts_of(reading.facts_at(here[0].start)):
            for one, two in source.of(arms_of):
                pair = [f for f in here if _is(f, one[0], two[0]) or _is(f, two[0], one[0])]
                if len(pair) < 2:
                    continue
                for low, figure, high in _stretches(reading, pair, start, end):
                    own, other = (one, two) if _is(figure, one[0], two[0]) else (two, one)
                    words = frozenset(reading.analysed.of(marks_of)[slice(*reading.text.token_span(low, high))])
                    if words & other[1] and not words & own[1]:
                        yield reading.violation(
                            "figure-misplaced",
                            figure.text,
                            f'The source says {other[0].text} of that: "{source.text.text}"',
                        )
                        return


def _is(told: Figure, held: Figure, rival: Figure) -> bool:
    return told.unit == held.unit and supports(told, held) and not supports(told, rival)


def _stretches(reading: Reading, pair: list[Figure], start: int, end: int) -> Iterator[tuple[int, Figure, int]]:
    """Each of the figures with the stretch of its sentence that is its own; none where nothing parts them."""
    cuts = [start]
    for one, two in pairwise(pair):
        between = list(_CUT.finditer(reading.text.lower, one.end, two.start))
        if not between:
            return
        cuts.append(between[-1].start())
    yield from zip(cuts, pair, [*cuts[1:], end], strict=False)


def arms_of(source: Analysed) -> list[tuple[tuple[Figure, frozenset[str]], tuple[Figure, frozenset[str]]]]:
    """Pairs of figures of one unit in a sentence, each with the words that only its own arm has."""
    found = []
    named = [(f, _group(source, f)) for f in source.figures if f.kind in _KINDS]
    named = [(f, words) for f, words in named if words]
    for (one, mine), (two, theirs) in pairwise(named):
        apart = one.unit == two.unit and not supports(one, two)
        if apart and mine - theirs and theirs - mine and source.text.sentence_at(one.start)[1] > two.start:
            found.append(((one, mine - theirs), (two, theirs - mine)))
    return found


def _group(text: Analysed, figure: Figure) -> frozenset[str]:
    """The words behind a figure that name its arm, as marked; empty where none follow."""
    opened = _OPENS.match(text.text.lower, figure.end)
    if opened is None:
        return frozenset()
    closed = _ENDS.search(text.text.lower, opened.end())
    stop = closed.start() if closed else len(text.text.text)
    first, last = text.text.token_span(opened.end(), stop)
    return frozenset(text.of(marks_of)[first : min(last, first + _GROUP)]) - text.lexicon.lists.function
