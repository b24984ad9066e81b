"""Two things compared: each on its side, also where a statement names only one of them."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading

AS_MUCH = re.compile(r"\b(?:half|a third|one third|two thirds|a quarter|a fifth|a tenth) as $")
"""Before a word of comparison: "half as high" is lower."""
_NEAR_PIVOT = 1
"""Content words behind "than" by which the other side of the comparison is known."""


def comparison(reading: Reading) -> Iterator[Violation]:
    """`polarity`: the sides of a comparison exchanged."""
    if not reading.tells_sources or reading.verbatim:
        return
    pivot = reading.ground.lists.pivot
    if not pivot.touches(reading.text.runs):
        return
    for start, end in reading.text.sentences:
        if reading.is_verbatim(start, end):
            continue
        for match in pivot.finditer(reading.text.lower, start, end):
            mine = sides(reading.analysed, match.start(), match.end())
            if reading.quoted(match.start()) or mine is None:
                continue
            for source in reading.texts_of(reading.facts_at(start)):
                for other in pivot.finditer(source.text.lower):
                    theirs = sides(source, other.start(), other.end())
                    if theirs is not None and exchanged(mine, theirs):
                        span = reading.text.text[start:end]
                        yield reading.violation(
                            "polarity", span, f'The sides are exchanged; the source says: "{source.text.text}"'
                        )


def converse(text: Analysed, position: int, source: Analysed) -> bool:
    """Whether a comparison is told from its other side: "more with a than with b" for "less with b than with a"."""
    pivot = text.lexicon.lists.pivot
    low, high = text.text.sentence_at(position)
    for match in pivot.finditer(text.text.lower, low, high):
        mine = sides(text, match.start(), match.end())
        for other in pivot.finditer(source.text.lower):
            theirs = sides(source, other.start(), other.end())
            if mine and theirs and mine[2] == -theirs[2] and mine[1] <= theirs[0] and theirs[1] <= mine[0]:
                return True
    return False


Sides = tuple[frozenset[str], frozenset[str], int]


def sides(text: Analysed, start: int, end: int) -> Sides | None:
    """Stems before and behind the joining word, each side's own, and the direction said."""
    lists = text.lexicon.lists
    low, high = text.text.sentence_at(start)
    function, directions = lists.function, lists.directions
    before, behind, sign = list[str](), list[str](), 1
    for stem, (_, a, _b) in zip(text.text.stems, text.text.tokens, strict=True):
        if low <= a < high:
            if stem in directions and a < start:
                sign = -1 if AS_MUCH.search(text.text.lower, low, a) else directions[stem][1]
            elif stem in function:
                continue
            elif a < start:
                before.append(stem)
            elif a >= end:
                behind.append(stem)
    near = [s for s in behind if s not in before and not s[:1].isdigit()][:_NEAR_PIVOT]
    left, right = set(before) - set(near), set(near)
    return (frozenset(left), frozenset(right), sign) if left and right else None


def exchanged(mine: Sides, theirs: Sides) -> bool:
    """Whether what stands behind the joining word stands before it in the source, and the reverse."""
    if mine[2] != theirs[2] or mine[1] & theirs[1]:
        return False
    return mine[1] <= theirs[0] and theirs[1] <= mine[0]


def one_sided(reading: Reading) -> Iterator[Violation]:
    """`polarity`: what a source says of one side of a comparison, told of the other without naming the first ("less with b"
    for "less with a than with b").
    """
    if not reading.tells_sources or reading.verbatim:
        return
    pivot, table = reading.ground.lists.pivot, reading.ground.lists.directions
    stems, tokens = reading.text.stems, reading.text.tokens
    for n, stem in enumerate(stems):
        if stem not in table or reading.quoted(tokens[n][1]):
            continue
        low, high = reading.text.clause_at(tokens[n][1])
        if pivot.search(reading.text.lower, tokens[n][1], high) or reading.is_verbatim(*reading.text.sentence_at(low)):
            continue
        _, last = reading.text.token_span(low, high)
        behind = frozenset(stems[n + 1 : last]) - reading.ground.lists.function
        for source in reading.texts_of(reading.facts_at(tokens[n][1])):
            for axis, sign, one, other in source.of(_compared):
                if (axis, sign) == table[stem] and other <= behind and one and one.isdisjoint(behind):
                    span = reading.text.text[tokens[n][1] : high]
                    yield reading.violation(
                        "polarity", span, f'The sides are exchanged; the source says: "{source.text.text}"'
                    )


_BARE_NOT = re.compile(
    r"\b(?:usually|generally|often|mostly|is|are|was|were|does|do|did|has|have) not(?=\s*(?:[.;,]|$))"
)


def denied_of_one(reading: Reading) -> Iterator[Violation]:
    """`polarity`: what a source says of two things, told of one and denied of the other in a word ("... and of b usually not")."""
    if not reading.tells_sources or reading.verbatim:
        return
    lists = reading.ground.lists
    for match in _BARE_NOT.finditer(reading.text.lower):
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_texts]
        if not sources or reading.quoted(match.start()):
            continue
        apart = {m[0] for s in sources for m in lists.sets_apart.finditer(s.text.lower)} - reading.words
        if not apart and not any(lists.negator.search(s.text.lower) for s in sources):
            yield reading.violation("polarity", match[0], f'The source denies nothing: "{sources[0].text.text}"')


def compared_equal(reading: Reading) -> Iterator[Violation]:
    """`polarity`: more of one than of the other, where the one source says the same of both and compares nothing."""
    lists = reading.ground.lists
    if not reading.tells_sources or reading.verbatim or not lists.pivot.touches(reading.text.runs):
        return
    for match in lists.pivot.finditer(reading.text.lower):
        sources = reading.texts_of(reading.facts_at(match.start()))
        low, high = reading.text.sentence_at(match.start())
        first, last = reading.text.token_span(low, match.start())
        comparing = [s for s in reading.text.stems[first:last] if lists.directions.get(s, ("", 0))[0] == "amount"]
        if (
            not comparing
            or reading.quoted(match.start())
            or any(f.start - match.end() in (0, 1) for f in reading.analysed.figures)
        ):
            continue
        plain = [s for s in sources if not lists.pivot.search(s.text.lower) and "both" in s.text.words]
        if (
            sources
            and len(plain) == len(sources)
            and not any(lists.directions.keys() & set(comparing) & s.text.stem_set for s in sources)
        ):
            yield reading.violation(
                "polarity", reading.text.text[low:high], f'The source says: "{sources[0].text.text}"'
            )


def _compared(text: Analysed) -> list[tuple[str, int, frozenset[str], frozenset[str]]]:
    """Each comparison that names its first side behind the comparing word: axis, sign, and the stems of both sides."""
    lists, found = text.lexicon.lists, list[tuple[str, int, frozenset[str], frozenset[str]]]()
    stems = text.text.stems
    for match in lists.pivot.finditer(text.text.lower):
        low, high = text.text.clause_at(match.start())
        first, at = text.text.token_span(low, match.start())
        after, last = text.text.token_span(match.end(), high)
        comparing = next((n for n in range(at - 1, first - 1, -1) if stems[n] in lists.directions), None)
        if comparing is None:
            continue
        one = frozenset(stems[comparing + 1 : at]) - lists.function
        other = [s for s in stems[after:last] if s not in lists.function and s not in one][:_NEAR_PIVOT]
        if one and other:
            found.append((*lists.directions[stems[comparing]], one, frozenset(other)))
    return found
