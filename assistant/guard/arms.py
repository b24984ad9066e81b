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
