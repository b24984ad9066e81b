"""Figures of a list ("x in 5% and y in 8%"), each told of its own item; and one told for the several of a source."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .figure import Figure
from .figure_of import whole_of
from .reading import Reading

_IN = re.compile(r"\b(?:in|of|at|by|was|were|is|are) (?:about |up to |at least |only )?$")
_HAD = re.compile(r"%?\s+(?:had|have|has|developed|suffered|showed|experienced|reported|got)\s")
_CUT = re.compile(r"[,;:()]|\b(?:and|or|but|with|while|whereas|against|versus)\b")
_ONE = re.compile(r"\b(?:one|a single) (?=[a-z])")
_AFTER = 2
"""Words behind a number by which the thing is known that it counts."""


def item_of_other(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure told of what its source gives another figure of the same list for."""
    if not reading.tells_sources or reading.verbatim:
        return
    told = [f for f in reading.analysed.figures if f.unit and not reading.quoted(f.start)]
    for figure in told:
        mine = _item(reading.analysed, figure)
        whole = set(whole_of(reading.analysed, figure)[:1]) - reading.ground.lists.idle
        for source in reading.texts_of(reading.facts_at(figure.start)) if mine else ():
            if any(whole & set(whole_of(source, f)) for f in source.supporting(figure)):
                continue  # "seen in 96% of a, 70% of b": what is seen is said once
            same = [f for f in source.figures if f.unit == figure.unit and f.kind == figure.kind]
            own = frozenset[str]().union(*(_before(source, f) for f in source.supporting(figure)))
            rivals = [(f, _before(source, f)) for f in same if f.key != figure.key]
            rival = next((f for f, words in rivals if own and mine & (words - own) and not mine & (own - words)), None)
            if rival is not None and not any(f.key == rival.key for f in told):
                yield reading.violation(
                    "figure-misplaced", figure.text, f'The source says {rival.text} of that: "{source.text.text}"'
                )


def one_for_several(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: one of what a source asks for, or counts, more of ("one test" for "two tests")."""
    if not reading.tells_sources or reading.verbatim:
        return
    lists, text = reading.ground.lists, reading.text
    for match in _ONE.finditer(text.lower):
        first, _ = text.token_span(match.end(), match.end())
        things = tuple(text.stems[first : first + _AFTER])
        things = things[:1] if match[0].startswith("a single") else things
        if reading.quoted(match.start()) or not things or things[0] in lists.function:
            continue
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_texts]
        counted = [(n, source) for source in sources for n in _counted(source, things)]
        if counted and all(n != 1 for n, _ in counted):
            yield reading.violation("figure-unsupported", match[0], f'The source says: "{counted[0][1].text.text}"')


def _counted(text: Analysed, things: tuple[str, ...]) -> list[int]:
    """How many of a thing a text has, in words right before it."""
    numerals, stems = text.lexicon.lists.words.numerals, text.text.stems
    width = len(things)
    return [
        numerals[word]
        for n, (word, _, _) in enumerate(text.text.tokens)
        if word in numerals and tuple(stems[n + 1 : n + 1 + width]) == things
    ]


def _item(text: Analysed, figure: Figure) -> frozenset[str]:
    """The words of what a figure is said of: behind "had", or before "in"."""
    behind = _HAD.match(text.text.lower, figure.end)
    if behind is None:
        return _before(text, figure)
    _, stop = text.text.clause_at(figure.start)
    cut = _CUT.search(text.text.lower, behind.end(), stop)
    return _content(text, behind.end(), cut.start() if cut else stop)


def _before(text: Analysed, figure: Figure) -> frozenset[str]:
    """The words before a figure and its preposition, back to the item or the figure before."""
    leading = _IN.search(text.text.lower, 0, figure.start)
    if leading is None:
        return frozenset()
    low, _ = text.text.clause_at(figure.start)
    low = max([f.end for f in text.figures if low <= f.end <= leading.start()], default=low)
    low = max([m.end() for m in _CUT.finditer(text.text.lower, low, leading.start())], default=low)
    return _content(text, low, leading.start())


def _content(text: Analysed, start: int, end: int) -> frozenset[str]:
    first, last = text.text.token_span(start, end)
    return frozenset(text.text.stems[first:last]) - text.lexicon.lists.connectives
