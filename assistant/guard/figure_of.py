"""What a figure is of: told in the words of the fact that has it, and of the same part of them."""

import re
from collections.abc import Iterable, Iterator

from ..model.document import Violation
from .analysed import Analysed
from .figure import Figure, supports
from .reading import Reading

_COUNTING = ("number", "range", "ratio", "fraction")
_COUNTED = ("", "case", "event", "patient")
"""Units of a plain count."""
_OF = re.compile(r"\s+(?:of|in|for|among)\s+(?:the |all )?")
_PHRASE = re.compile(r"\s+(of|at|in|with|for|after|among|on|by|without)\s+(?:the |all |a |an )?([a-z][\w-]*)")
_WORD = re.compile(r"%?\s+([a-z]+)")
_HEADS = 2
"""Content words behind a figure and its preposition by which its whole is known."""


def of_another_fact(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure of one cited fact told in words that only another one has, which has its own figure."""
    if not reading.tells_sources or reading.verbatim or len(reading.facts) < 2:
        return
    told = [f for f in reading.analysed.figures if f.kind in _COUNTING and not reading.quoted(f.start)]
    for figure in told:
        refs = reading.facts_at(figure.start)
        sources = [(ref, text) for ref in refs if (text := reading.ground.fact_text(ref)) is not None]
        owners = [(ref, text) for ref, text in sources if any(f.unit == figure.unit for f in text.supporting(figure))]
        sentence = reading.text.sentence_at(figure.start)
        if not owners or len(owners) == len(sources) or reading.is_verbatim(*sentence):
            continue
        start, end = sentence
        if any(f is not figure and f.unit == figure.unit and start <= f.start < end for f in told):
            start, end = reading.text.clause_at(figure.start)
        vouched = [text for _, text in owners]
        vouched += [text for ref, _ in owners if (text := reading.ground.about(ref)) is not None]
        vouched += reading.criterion_texts
        for _, other in sources:
            if any(other is text for _, text in owners):
                continue
            rivals = [f for f in other.figures if f.kind in _COUNTING and f.unit == figure.unit]
            if not rivals or any(f.unit == figure.unit and other.supporting(f) for f in told if f is not figure):
                continue
            word = _borrowed(reading, start, end, vouched, other)
            if word:
                yield reading.violation(
                    "figure-misplaced",
                    figure.text,
                    f'The passage that has it does not say "{word}": "{other.text.text}"',
                )


def _borrowed(reading: Reading, start: int, end: int, vouched: list[Analysed], other: Analysed) -> str:
    """A word or a measure of a stretch that only another fact has (how many were studied may be told of both)."""
    connectives, measures = reading.ground.lists.connectives, reading.ground.lists.words.measures
    first, last = reading.text.token_span(start, end)
    for n in range(first, last):
        stem = reading.text.stems[n]
        if stem in connectives or stem not in other.text.stem_set or reading.quoted(reading.text.tokens[n][1]):
            continue
        if not any(stem in text.licensed for text in vouched) and not stem.isdigit():
            return reading.text.tokens[n][0]
    for figure in reading.analysed.figures:
        here = start <= figure.start < end and figure.unit in measures and other.supporting(figure)
        if here and not any(text.supporting(figure) for text in vouched):
            return figure.text
    return ""


def partner_changed(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`, `condition-dropped`: a share told of what its source gives another share of, or of a wider
    whole ("of operations" for "of long operations").
    """
    if not reading.tells_sources or reading.verbatim:
        return
    for figure in reading.analysed.figures:
        counts = figure.kind == "number" and figure.unit in _COUNTED
        if figure.kind not in _COUNTING or not (counts or figure.unit == "%") or reading.quoted(figure.start):
            continue
        mine = whole_of(reading.analysed, figure)
        if not mine or reading.is_verbatim(*reading.text.sentence_at(figure.start)):
            continue
        for source in reading.texts_of(reading.facts_at(figure.start)):
            units = _COUNTED if counts else ("%",)
            own = [w for f in source.supporting(figure) if f.unit in units and (w := whole_of(source, f))]
            if (not own and not counts) or any(set(mine[:_HEADS]) & set(w[:_HEADS]) for w in own):
                yield from _widened(reading, figure, mine, own)
                continue
            if counts and not any(f.unit in units for f in source.supporting(figure)):
                continue
            rivals = [f for f in source.figures if f.unit in units and not supports(figure, f)]
            rival = next((f for f in rivals if set(mine[:_HEADS]) & set(whole_of(source, f)[:_HEADS])), None)
            if rival is not None:
                yield reading.violation(
                    "figure-misplaced", figure.text, f'The source says {rival.text} of that: "{source.text.text}"'
                )


def _widened(reading: Reading, figure: Figure, mine: list[str], own: list[list[str]]) -> Iterator[Violation]:
    """A whole told without what narrows it, which stands nowhere in the sentence."""
    first, last = reading.text.token_span(*reading.text.sentence_at(figure.start))
    said = set(reading.text.stems[first:last])
    said |= {s for stem in said for s in reading.ground.lists.synonyms.get(stem, ())}
    for theirs in own:
        if mine[0] in theirs and (left_out := [s for s in theirs[: theirs.index(mine[0])] if s not in said]):
            yield reading.violation(
                "condition-dropped", figure.text, f'The source says it only of some ("{" ".join(left_out)}").'
            )
            return


def whole_of(text: Analysed, figure: Figure) -> list[str]:
    """The stems that follow a figure and "of" up to the next word of function or mark: what it is a part of."""
    following = _OF.match(text.text.lower, figure.end)
    if following is None:
        return []
    _, stop = text.text.clause_at(following.end() - 1)
    first, last = text.text.token_span(following.end(), stop)
    found = list[str]()
    for n in range(first, last):
        stem, word = text.text.stems[n], text.text.tokens[n][0]
        if stem in text.lexicon.lists.function or word.isdigit():
            break
        found.append(stem)
    return found


def clause_of_other(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure told in words that its source has only in the clause of another figure, which is not told."""
    if not reading.tells_sources or reading.verbatim:
        return
    kinds = (*_COUNTING, "ratio")
    told = [f for f in reading.analysed.figures if f.kind in kinds and not reading.quoted(f.start)]
    function, measures = reading.ground.lists.function, reading.ground.lists.words.measures
    for figure in told:
        sentence = reading.text.sentence_at(figure.start)
        if (figure.unit not in measures and figure.kind != "ratio") or reading.is_verbatim(*sentence):
            continue
        alone = not any(
            f is not figure and f.unit == figure.unit and sentence[0] <= f.start < sentence[1] for f in told
        )
        span = sentence if alone else reading.text.clause_at(figure.start)
        here = set(reading.text.stems[slice(*reading.text.token_span(*span))]) - function
        whole = set(whole_of(reading.analysed, figure)[:1]) - reading.ground.lists.idle
        for source in reading.texts_of(reading.facts_at(figure.start)):
            held = [f for f in source.supporting(figure) if f.unit == figure.unit]
            if whole and any(whole & set(whole_of(source, f)) for f in held):
                continue  # of the same: the thing of a list is named once, at its end
            own = {source.text.clause_at(f.start) for f in held}
            rivals = [
                f
                for f in source.figures
                if f.kind in kinds and f.unit == figure.unit and bool(f.unit) | (f.kind == figure.kind)
            ]
            rivals = [f for f in rivals if not supports(figure, f) and source.text.clause_at(f.start) not in own]
            rivals = [
                f for f in rivals if own and f.start > max(own)[0]
            ]  # what follows may leave out what stands before
            if not own or not rivals or any(f.key == rival.key for f in reading.analysed.figures for rival in rivals):
                continue
            theirs = {source.text.clause_at(f.start) for f in rivals}
            shared = _stems_in(source, [c for c in source.text.clauses if c not in theirs])
            words = here & (_stems_in(source, theirs) - shared)
            if words:
                word = min(words, key=reading.text.stems.index)
                rival = next(f for f in rivals if word in _stems_in(source, [source.text.clause_at(f.start)]))
                yield reading.violation(
                    "figure-misplaced", figure.text, f'The source says {rival.text} of that: "{source.text.text}"'
                )


def _stems_in(text: Analysed, spans: Iterable[tuple[int, int]]) -> set[str]:
    return {stem for span in spans for stem in text.text.stems[slice(*text.text.token_span(*span))]}


def phrase_of_other(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure told with the phrase that its source puts right behind another figure ("5% at the same
    place" for "8%, 5% at the same place").
    """
    if not reading.tells_sources or reading.verbatim:
        return
    told = [f for f in reading.analysed.figures if f.kind in _COUNTING and f.unit and not reading.quoted(f.start)]
    for figure in told:
        if reading.is_verbatim(*reading.text.sentence_at(figure.start)):
            continue
        _, stop = reading.text.clause_at(figure.start)
        stop = min([f.start for f in told if f.start > figure.start], default=stop)
        mine = {(m[1], m[2]) for m in _PHRASE.finditer(reading.text.lower, figure.end, stop)}
        for source in reading.texts_of(reading.facts_at(figure.start)) if mine else ():
            own = [f for f in source.supporting(figure) if f.unit == figure.unit]
            rivals = [f for f in source.figures if f.unit == figure.unit and not supports(figure, f)]
            rivals = [f for f in rivals if not any(supports(t, f) for t in told)]
            if not own or any(_phrase(source, f) in mine for f in own):
                continue
            rival = next((f for f in rivals if _phrase(source, f) in mine), None)
            if rival is not None:
                yield reading.violation(
                    "figure-misplaced", figure.text, f'The source says {rival.text} of that: "{source.text.text}"'
                )


def opposite_behind(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure with the opposite of the word that its source has right behind it ("5% with and 8% without")."""
    if not reading.tells_sources or reading.verbatim:
        return
    table = reading.ground.lexicon.opposites
    for figure in reading.analysed.figures:
        mine = table.get(_next_word(reading.analysed, figure), ())
        if not mine or figure.kind not in _COUNTING or reading.quoted(figure.start):
            continue
        for source in reading.texts_of(reading.facts_at(figure.start)):
            theirs = [table.get(_next_word(source, f), ()) for f in source.supporting(figure)]
            for group, value in mine:
                if theirs and all(any(g == group and v != value for g, v in found) for found in theirs):
                    yield reading.violation("figure-misplaced", figure.text, f'The source says: "{source.text.text}"')


def _next_word(text: Analysed, figure: Figure) -> str:
    """The word right behind a figure."""
    following = _WORD.match(text.text.lower, figure.end)
    return following[1] if following else ""


def _phrase(text: Analysed, figure: Figure) -> tuple[str, str] | None:
    """The preposition right behind a figure with the word that it governs."""
    match = _PHRASE.match(text.text.lower, figure.end)
    return (match[1], match[2]) if match else None


_LENGTHS = ("year", "month", "week")


def count_of_other(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: a count (of levels, of years) that only the title or the population of a source has, where the
    cited fact itself has another.
    """
    if reading.statement.type != "evidence" or reading.verbatim:
        return
    for figure in reading.analysed.figures:
        if (
            figure.kind != "number"
            or figure.unit not in (*reading.ground.lists.words.computed_units, *_LENGTHS)
            or reading.quoted(figure.start)
        ):
            continue
        sources = reading.texts_of(reading.facts_at(figure.start))
        held = [f for text in sources for f in text.figures if f.unit == figure.unit]
        if figure.unit in _LENGTHS and any(isinstance(f.key, float) and not f.key.is_integer() for f in held):
            continue  # "a mean of just over four years" for 4.15
        if held and not any(supports(figure, f) for f in held) and not any(t.supporting(figure) for t in sources):
            yield reading.violation("figure-unsupported", figure.text, f"The cited fact says {held[0].text}.")
