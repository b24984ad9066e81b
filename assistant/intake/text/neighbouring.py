"""Places that words such as `above` describe by their neighbour ("X1 just above the earlier operation"): the neighbour is another place."""

from typing import Final

from .group import Group
from .lexicon import Mark
from .sentence import Sentence

REACH: Final = 6
"""Words behind `above` within which a level is not the place of the fact."""
NEAR: Final = 3
"""Words between such a word and the thing that it names."""
PLAIN: Final = frozenset(
    (",", "the", "level", "segment", "immediately", "directly", "just", "right", "lying", "is", "one")
)
"""Words between a level and the one that describes it."""
ELSEWHERE: Final = frozenset(("which", "this", "that", "it", "there", "these", "those", "where"))
"""Words behind `above` with which it speaks of yet another place."""

NEIGHBOURS: Final = frozenset(("above", "below", "adjacent", "cephalad", "caudal", "rostral"))
"""Words that lead to another place than the one told before."""


def of_neighbour(sentence: Sentence) -> bool:
    """Whether a sentence speaks of what lies beside the place told before, so that it does not go on there."""
    return any(w.word in NEIGHBOURS for w in sentence.words)


def describes(sentence: Sentence) -> bool:
    """Whether all such words of a sentence only describe the level straight before them, and name no other."""
    return all(_describes(sentence, cue.first, cue.last) for cue in sentence.cued("beside"))


def of_neighbours(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """The groups; one that is named straight behind such a word has not the level before that."""
    for cue in sentence.cued("beside"):
        before = [m for m in sentence.levels if m.last < cue.first]
        for group in groups:
            between = sentence.words[cue.last + 1 : group.first]
            inner = any(group.first <= m.first <= group.last for m in sentence.levels)
            if not before or inner or group.grades or not cue.last < group.first <= cue.last + NEAR + 1:
                continue
            if all(w.word.isalpha() for w in between) and not any(
                cue.last < m.first < group.first for m in sentence.levels
            ):
                group.levels = [levels for levels in group.levels if all(levels != m.levels for m in before)]
                group.spans = [(a, b) for a, b in group.spans if a > cue.last] or [(group.first, group.last)]
    return groups


def only_described(sentence: Sentence, thing: Mark) -> bool:
    """Whether a thing is named only to describe the level before it ("at X next to the earlier operation severe Y")."""
    cues = (c for c in sentence.cued("beside") if 0 < thing.first - c.last <= NEAR)
    return thing.role == "thing" and any(_describes(sentence, c.first, c.last) for c in cues)


def behind_description(sentence: Sentence, place: int) -> int:
    """The word behind what only describes the level that ends at a place ("at X next to the earlier operation" severe Y)."""
    for cue in sentence.cued("beside"):
        if place <= cue.first <= place + NEAR and _describes(sentence, cue.first, cue.last):
            things = [m.last for m in sentence.names if m.role == "thing" and 0 < m.first - cue.last <= NEAR]
            return things[0] + 1 if things else place
    return place


def _names_another(sentence: Sentence, last: int, first: int) -> bool:
    """Whether such a word has its own thing behind it, before what is told there."""
    return any(last < m.first < first for m in (*sentence.names, *sentence.cued("procedure")))


def _describes(sentence: Sentence, first: int, last: int) -> bool:
    level = next((m for m in reversed(sentence.levels) if m.last < first), None)
    if level is None or not all(w.word in PLAIN for w in sentence.words[level.last + 1 : first]):
        return False
    follows = sentence.words[last + 1].word if last + 1 < len(sentence.words) else ""
    return follows not in ELSEWHERE and not any(0 < m.first - last <= REACH for m in sentence.levels)
