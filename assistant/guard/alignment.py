"""A sentence that follows its source word for word but for a few: those few may not be what matters.

Where most words of a sentence stand in a source in the same order, the two are laid side by side. A content word in
the place of another, and a word of negation, strength or doubt put in or left out, then says something else.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading

_SHARED = 0.6
"""Share of a sentence's content words that must stand in a source sentence before the two are laid side by side."""
_CLOSE = 0.7
"""Likeness from which a sentence counts as following its source."""
Token = tuple[str, int, int]
_LONGEST = 4
"""Words in one place that are compared as put for each other."""


def altered(reading: Reading) -> Iterator[Violation]:
    """`polarity`, `overstated`, `unlicensed-term`: words changed in a sentence that otherwise follows its source."""
    if not reading.tells_sources or reading.verbatim:
        return
    lists = reading.ground.lists
    for start, end in reading.stretches:
        if reading.is_verbatim(*reading.text.sentence_at(start)):
            continue
        first, last = reading.text.token_span(start, end)
        mine = reading.text.stems[first:last]
        content = set(mine) - lists.function
        best: tuple[float, Analysed, tuple[int, int]] | None = None
        for source in [*reading.texts_of(reading.facts_at(start)), *reading.criterion_wordings]:
            for low, high in source.text.sentences:
                a, b = source.text.token_span(low, high)
                theirs = source.text.stems[a:b]
                if len(content.intersection(theirs)) < _SHARED * len(content):
                    continue
                ratio = SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
                if ratio >= _CLOSE and (best is None or ratio > best[0]):
                    best = ratio, source, (a, b)
        if best is not None:
            yield from _differences(reading, first, last, best[1], best[2])


def _differences(
    reading: Reading, first: int, last: int, source: Analysed, span: tuple[int, int]
) -> Iterator[Violation]:
    mine, theirs = reading.text.stems[first:last], source.text.stems[span[0] : span[1]]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    moved = _denials(reading.text.tokens[first:last]) != _denials(source.text.tokens[span[0] : span[1]])
    for tag, i, j, a, b in matcher.get_opcodes():
        if tag == "equal" or j - i > _LONGEST or b - a > _LONGEST:
            continue
        here = reading.text.tokens[first + i : first + j]
        there = source.text.tokens[span[0] + a : span[0] + b]
        if any(reading.quoted(t[1]) for t in here):
            continue
        told, held = " ".join(t[0] for t in here), " ".join(t[0] for t in there)
        if (
            tag == "replace"
            and {told, held} == _ADVICE
            and i
            and reading.text.stems[first + i - 1] in _advising(reading)
        ):
            continue
        if tag == "replace" and any(
            plain == _ALONE and other.startswith(_WITHOUT) and set(stems[1:]) <= known
            for plain, other, stems, known in (
                (held, told, mine[i:j], source.text.stem_set),
                (told, held, theirs[a:b], reading.text.stem_set),
            )
        ):
            continue  # "a alone" beside "a with b" is "a without b"
        if tag == "replace" and _opposed(reading, here, there, moved=moved):
            yield reading.violation("polarity", told, f'The statement says "{told}" where its source says "{held}".')
        elif tag == "replace" and _another(reading, mine[i:j], theirs[a:b], source):
            yield reading.violation(
                "unlicensed-term", told, f'The statement says "{told}" where its source says "{held}".'
            )
        elif tag == "delete" and moved and _turns(reading, [t[0] for t in here]):
            yield reading.violation("polarity", told, f'The source has no "{told}" there: "{source.text.text}"')
        elif tag == "insert" and (word := _matters(reading, [t[0] for t in there])):
            if _turns(reading, [word]) and not moved:
                continue
            code = "polarity" if _turns(reading, [word]) else "overstated"
            at = reading.text.tokens[max(first + i - 1, first)]
            yield reading.violation(
                code, reading.text.text[at[1] : at[2]], f'The source says "{word}" there: "{source.text.text}"'
            )


def _another(reading: Reading, mine: Sequence[str], theirs: Sequence[str], source: Analysed) -> bool:
    """Whether content words stand in the place of others that mean something else."""
    lists = reading.ground.lists
    here, there = set(mine) - lists.connectives, set(theirs) - lists.connectives
    if not here or not there or here & there:
        return False
    same = {s for stem in there for s in lists.synonyms.get(stem, ())}
    if here & same or not here <= source.text.stem_set | {s for stem in here for s in lists.synonyms.get(stem, ())}:
        return False
    return not _one_concept(reading, here, there)


def _opposed(reading: Reading, here: Sequence[Token], there: Sequence[Token], *, moved: bool) -> bool:
    """Whether one side denies and the other does not, where the sentences do not deny alike, or the two point in
    different directions.
    """
    if moved and _turns(reading, [t[0] for t in here]) != _turns(reading, [t[0] for t in there]):
        return True
    lists = reading.ground.lists
    mine, theirs = ({lists.directions.get(lists.stemmer(t[0])) for t in side} - {None} for side in (here, there))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _one_concept(reading: Reading, here: set[str], there: set[str]) -> bool:
    """Whether some term of the pack has names of both kinds."""
    names = reading.ground.lexicon.names_of
    return any(
        any(here <= set(n) for n in found) and any(there <= set(n) for n in found)
        for concept in reading.analysed.concepts
        if (found := names.get(concept, []))
    )


_DENIALS = frozenset(("not", "no", "never", "neither", "cannot", "without", "none"))
_ALONE, _WITHOUT = "alone", "without "
_ADVICE = {"against", "not to"}
"""Behind a word of advice the two say the same."""


def _advising(reading: Reading) -> frozenset[str]:
    lists = reading.ground.lists
    return frozenset(lists.stemmer(word) for word in lists.words.attribution["recommend"])


def _denials(tokens: Sequence[Token]) -> int:
    return sum(token[0] in _DENIALS for token in tokens)


def _turns(reading: Reading, words: Sequence[str]) -> bool:
    """Whether words put in deny what follows."""
    return not _DENIALS.isdisjoint(words)


def _matters(reading: Reading, words: Sequence[str]) -> str | None:
    """A word of negation or doubt among those left out."""
    lists = reading.ground.lists
    for word in words:
        if _turns(reading, [word]) or lists.hedge.search(word) is not None:
            return word
    return None
