"""What a source ties together, told tied otherwise: a cause not given, a doubt left out, more told of the lesser arm."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .crossed import arms_of
from .reading import Reading

_MOST = 0.7
"""Share of the words of what is doubted from which a statement is taken to tell it."""
_ENDS = re.compile(r"[.;]")


def cause_invented(reading: Reading) -> Iterator[Violation]:
    """`overstated`: a cause told between things of which no cited source tells one."""
    if not reading.tells_sources or reading.verbatim or reading.statement.basis.outcomes:
        return
    for match in reading.ground.lists.expressions["caused"].finditer(reading.text.lower):
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_wordings]
        if (
            sources
            and not reading.quoted(match.start())
            and not any(reading.ground.lists.expressions["causing"].search(s.text.lower) for s in sources)
        ):
            yield reading.violation("overstated", match[0], f'The source gives no cause: "{sources[0].text.text}"')
            return


def preference_invented(reading: Reading) -> Iterator[Violation]:
    """`overstated`: one thing told as recommended over another, where no cited source puts either first."""
    if not reading.tells_sources or reading.verbatim:
        return
    known = reading.ground.lists.expressions
    for match in known["preferred"].finditer(reading.text.lower):
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_wordings]
        if (
            sources
            and not reading.quoted(match.start())
            and not any(known["preferring"].search(s.text.lower) for s in sources)
        ):
            yield reading.violation("overstated", match[0], f'The source puts neither first: "{sources[0].text.text}"')
            return


def doubt_dropped(reading: Reading) -> Iterator[Violation]:
    """`overstated`: what a source finds the evidence insufficient for, told without any word of doubt."""
    if (
        not reading.tells_sources
        or reading.verbatim
        or reading.ground.lists.expressions["doubting"].search(reading.text.lower)
    ):
        return
    lists = reading.ground.lists
    for source in reading.texts_of(reading.facts):
        for match in reading.ground.lists.expressions["doubted"].finditer(source.text.lower):
            end = _ENDS.search(source.text.lower, match.end())
            owed = _content(source, match.end(), end.start() if end else len(source.text.lower))
            held = {n for s in reading.text.stem_set for n in (s, *lists.synonyms.get(s, ()))}
            if len(owed) > 1 and len(owed & held) >= _MOST * len(owed):
                yield reading.violation(
                    "overstated", reading.text.text[:120], f'The source doubts it: "{source.text.text}"'
                )
                return


def arms_ranked(reading: Reading) -> Iterator[Violation]:
    """`polarity`: more told of the arm of which a source gives the lesser figure, without the figures."""
    if (
        not reading.tells_sources
        or reading.verbatim
        or any(f.kind in ("number", "range") for f in reading.analysed.figures[1:])
    ):
        return
    lower = reading.text.lower
    for match in reading.ground.lists.expressions["more_than"].finditer(lower):
        _, high = reading.text.clause_at(match.start())
        than = lower.find(" than ", match.end(), high)
        if than < 0 or reading.quoted(match.start()):
            continue
        one, two = _content(reading.analysed, match.end(), than), _content(reading.analysed, than, high)
        for source in reading.texts_of(reading.facts_at(match.start())):
            for (first, mine), (second, theirs) in source.of(arms_of):
                if not (isinstance(first.key, float | int) and isinstance(second.key, float | int)):
                    continue
                straight = bool(one & mine and two & theirs and not one & theirs and not two & mine)
                turned = bool(one & theirs and two & mine and not one & mine and not two & theirs)
                if straight == turned or first.key == second.key:
                    continue
                more = (first.key > second.key) == straight
                if more != bool(match["more"]):
                    yield reading.violation(
                        "polarity", lower[match.start() : high], f'The source: "{source.text.text}"'
                    )
                    return


def _content(text: Analysed, start: int, end: int) -> set[str]:
    lists = text.lexicon.lists
    return set(text.text.stems[slice(*text.text.token_span(start, end))]) - lists.function - lists.connectives
