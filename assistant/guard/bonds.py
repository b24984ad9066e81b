"""Words tied to words: which of several opposites ("before" or "after", "all" or "some") a text says of what.

A bond is an opposite with the content words that follow it. A statement whose bond its source has with the other
opposite only, on the same words, says something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading

_HEADS = 3
"""Content words behind an opposite that it can be tied to."""
_WINDOW = 6
"""Words behind an opposite among which they stand."""


_PRESENCE = "presence"
_WITHOUT, _ALONE = "without", "alone"
_BINDING = ("obligation",)
"""Degrees that a rule may not be told with less of."""


@dataclass(frozen=True, slots=True)
class Bond:
    """One opposite in a text."""

    group: str
    value: int
    heads: frozenset[str]
    """Stems of the content words that follow it."""
    start: int
    end: int
    near: str
    """The first of them."""


def bonds_of(text: Analysed) -> list[Bond]:
    """The opposites of a text with what they are tied to, in order."""
    lexicon, lists = text.lexicon, text.lexicon.lists
    table = lexicon.opposites
    stems, tokens, function = text.text.stems, text.text.tokens, lists.function
    found = []
    for n, (word, start, end) in enumerate(tokens):
        entry = table.get(word)
        if entry is None:
            continue
        _, stop = text.text.clause_at(start)
        heads = [
            stems[m]
            for m in range(n + 1, min(n + 1 + _WINDOW, len(stems)))
            if tokens[m][1] < stop and stems[m] not in function and tokens[m][0] not in table
        ][:_HEADS]
        for group, value in entry:
            if heads:
                found.append(Bond(group, value, frozenset(heads), start, end, heads[0]))
    return found


def opposed(reading: Reading) -> Iterator[Violation]:
    """`polarity`: an opposite tied to words that the sources tie to the other one only."""
    if not reading.tells_sources or reading.verbatim:
        return
    for start, end in reading.stretches:
        if reading.is_verbatim(*reading.text.sentence_at(start)):
            continue
        sources = [*reading.texts_of(reading.facts_at(start)), *reading.criterion_texts]
        told = reading.analysed.of(bonds_of)
        held = [bond for source in sources for bond in source.of(bonds_of)] if told else []
        table = reading.ground.lexicon.opposites
        for bond in told:
            if not start <= bond.start < end or reading.quoted(bond.start):
                continue
            here = [b for b in held if b.group == bond.group]
            tied = [b for b in here if b.heads & bond.heads]
            if any(b.group == bond.group and b.value != bond.value and b.near == bond.near for b in told) and any(
                (bond.group, bond.value) in table.get(word, ()) for source in sources for word in source.text.words
            ):
                continue  # the statement tells both sides apart, and the source knows both
            strict = bond.group in reading.ground.lexicon.strict_opposites
            if not tied and strict:
                tied = here if bond.heads & frozenset().union(*(s.text.stem_set for s in sources)) else []
            if bond.group == _PRESENCE and tied and _also_there(bond, tied, sources):
                continue
            if bond.group == _PRESENCE and _alone_there(reading, bond, sources):
                continue
            if tied and all(b.value != bond.value for b in tied):
                word = reading.text.text[bond.start : bond.end]
                other = next(s for s in sources if any(b is tied[0] for b in s.of(bonds_of)))
                theirs = other.text.text[tied[0].start : tied[0].end]
                yield reading.violation(
                    "polarity", word, f'The statement says "{word}"; the source says "{theirs}": "{other.text.text}"'
                )
        yield from _prefixed(reading, start, end, sources)


def _also_there(bond: Bond, tied: list[Bond], sources: list[Analysed]) -> bool:
    """Whether sources have the thing in a word of its own beside the one that denies it ("when plated", "without a plate")."""
    denied = [b for b in tied if b.near == bond.near]
    return len(denied) == len(tied) and sum(s.text.stems.count(bond.near) for s in sources) > len(denied)


def _alone_there(reading: Reading, bond: Bond, sources: list[Analysed]) -> bool:
    """Whether the thing that is told to be without another is told as alone by a source ("a alone" for "a without b")."""
    text, table = reading.text, reading.ground.lexicon.opposites
    n, _ = text.token_span(bond.start, bond.end)
    if n == 0 or text.word_list[n] != _WITHOUT or _WITHOUT not in table:
        return False
    alone = (text.stems[n - 1], reading.ground.lists.stemmer(_ALONE))
    return any(alone in pairwise(source.text.stems) for source in sources)


def _prefixed(reading: Reading, start: int, end: int, sources: list[Analysed]) -> Iterator[Violation]:
    """A word whose sources have it only with a negating prefix, or the reverse ("unplated" for "plated")."""
    held: frozenset[str] = frozenset().union(*(s.text.stem_set for s in sources))
    prefixes, connectives = reading.ground.lists.words.negating_prefixes, reading.ground.lists.connectives
    for stem, (word, low, _) in zip(reading.text.stems, reading.text.tokens, strict=True):
        if not start <= low < end or stem in held or len(stem) < 4 or stem in connectives or reading.quoted(low):
            continue
        bare = [stem.removeprefix(p) for p in prefixes if stem.startswith(p) and len(stem) - len(p) > 3]
        other = next((o for o in (*(p + stem for p in prefixes), *bare) if o in held), None)
        if other is not None:
            yield reading.violation("polarity", word, f'The statement says "{word}"; the source says the opposite.')
    yield from _non(reading, start, end, sources)


def _non(reading: Reading, start: int, end: int, sources: list[Analysed]) -> Iterator[Violation]:
    """A word that all its sources have only behind a "non", told without it, or the reverse."""
    held = [pair for source in sources for pair in zip(source.text.stems, source.text.stems[1:], strict=False)]
    bare = {b for a, b in held if a != "non"}
    behind = {b for a, b in held if a == "non"}
    with_next = set(held)
    stems, tokens = reading.text.stems, reading.text.tokens
    for n, stem in enumerate(stems):
        if not start <= tokens[n][1] < end or reading.quoted(tokens[n][1]) or stem == "non":
            continue
        here = n > 0 and stems[n - 1] == "non"
        plainly = not here and stem in behind - bare and (stem, *stems[n + 1 : n + 2]) in with_next
        if (here and stem in bare - behind) or plainly:
            word = ("non-" if here else "") + tokens[n][0]
            yield reading.violation("polarity", word, f'The statement says "{word}"; the source says the opposite.')


def strength(reading: Reading) -> Iterator[Violation]:
    """`overstated`: a quantity or an obligation above the one that the sources tie to the same words."""
    if not (reading.tells_sources or reading.statement.type == "application") or not reading.analysed.of(degrees_of):
        return
    for start, end in () if reading.verbatim else reading.stretches:
        if reading.is_verbatim(*reading.text.sentence_at(start)):
            continue
        sources = [*reading.texts_of(reading.facts_at(start)), *reading.criterion_texts]
        held = [bond for source in sources for bond in source.of(degrees_of)]
        for bond in reading.analysed.of(degrees_of):
            if not reading.tells_sources and bond.group not in _BINDING:
                continue
            inverted = bond.start == start and bond.group in _BINDING  # "Should it be found, ..." obliges nobody
            if inverted or not start <= bond.start < end or reading.quoted(bond.start):
                continue
            tied = [b for b in held if b.group == bond.group and b.heads & bond.heads]
            tied = [b for b in tied if b.near == bond.near] or tied
            if bond.group in _BINDING and _asked_more(reading, bond):
                word = reading.text.text[bond.start : bond.end]
                yield reading.violation("polarity", word, f'The policy asks for more than "{word}".')
            if tied and all(b.value < bond.value for b in tied):
                word = reading.text.text[bond.start : bond.end]
                other = next(s for s in sources if any(b is tied[0] for b in s.of(degrees_of)))
                theirs = other.text.text[tied[0].start : tied[0].end]
                yield reading.violation(
                    "overstated", word, f'The statement says "{word}"; the source says "{theirs}": "{other.text.text}"'
                )


def _asked_more(reading: Reading, bond: Bond) -> bool:
    """Whether the policy, as it is worded, obliges to what the statement leaves free."""
    if reading.statement.type != "policy_statement":
        return False
    worded = [b for text in reading.criterion_wordings for b in text.of(degrees_of)]
    tied = [b for b in worded if b.group == bond.group and b.near == bond.near]
    return bool(tied) and all(b.value > bond.value for b in tied)


def degrees_of(text: Analysed) -> list[Bond]:
    """Words of quantity and obligation with what they are tied to; a share given in per cent is a part."""
    lists = text.lexicon.lists
    table = lists.degrees
    stems, tokens, function = text.text.stems, text.text.tokens, lists.function
    marks = [(n, n, *table[t[0]]) for n, t in enumerate(tokens) if t[0] in table]
    for figure in text.figures:
        behind = re.match(r"\s+of\s+(?:the\s+|all\s+)?", text.text.lower[figure.end :])
        if figure.unit == "%" and behind and figure.key != 100:
            n = next((m for m, t in enumerate(tokens) if t[1] >= figure.end), len(tokens))
            marks.append((n, n, "quantity", 1))
    found = []
    for n, last, group, value in marks:
        if last >= len(tokens):
            continue
        start = tokens[n][1]
        _, stop = text.text.clause_at(start)
        heads = [
            stems[m]
            for m in range(last + 1, min(last + 1 + _WINDOW, len(stems)))
            if tokens[m][1] < stop and stems[m] not in function
        ][:2]
        if heads:
            found.append(Bond(group, value, frozenset(heads), start, tokens[last][2], heads[0]))
    return found
