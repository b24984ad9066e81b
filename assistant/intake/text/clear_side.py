"""A side of which a sentence says that it is clear, behind what it tells of the other ("severe here with that, the left one open")."""

from .lexicon import Mark
from .sentence import Sentence

ENDS = frozenset((",", ";", ".", "(", ")", "\u2014"))
"""Signs that end a piece of a sentence."""

NONE = frozenset(("none", "not", "absent"))
"""Words that deny of a place what is told of another."""
WELL = ("clear", "denied head", "unremarkable")
"""Roles of words for what is well."""
PREPOSITIONS = frozenset(("on", "the", "over", "to"))
"""Words between a denial and the side that it is told of."""
VERBS = frozenset(("are", "were", "look", "looks", "appear", "appears", "remain", "seem", "seems"))
"""Verbs of what is well."""
PLACES = frozenset(("level", "segment"))
"""Words that a level may have behind it."""
LEADS = frozenset((",", ";", "and", "but", "(", "\u2014"))
"""Words and signs before them."""


def of_clear(sentence: Sentence, last: int, side: int) -> bool:
    """Whether a side behind a comma or a joining word, by its last word, begins a piece that says that nothing is there.

    `last`: the last word of the fact before.
    """
    joins = {m.first for m in sentence.cued("joins")}
    if not any(sentence.words[n].word == "," or n in joins for n in range(last + 1, side)):
        return False
    end = next((n for n in range(side + 1, len(sentence.words)) if sentence.words[n].word in ENDS), len(sentence.words))
    told = {n for m in sentence.names if m.role == "kind" for n in range(m.first, m.last + 1)}
    words = [m for role in ("clear", "denied head") for m in sentence.cued(role) if side < m.first and m.last < end]
    return bool(words) and told.isdisjoint(range(side + 1, words[0].first))


def none_on(sentence: Sentence, side: int) -> bool:
    """Whether words straight before a side, by its first word, say that what stands before is not there ("tender here, not on the right")."""
    before = side - 1
    while before > 0 and sentence.words[before].word in PREPOSITIONS:
        before -= 1
    return told_none(sentence, before + 1) if before >= 0 else False


def told_well(sentence: Sentence, last: int) -> bool:
    """Whether words straight behind a level, by its last word, say that it is well, and end their piece ("..., L5-S1 normal"), or that it
    and those joined to it are ("..., L3-4 and L5-S1 are normal").
    """
    n = last + 1
    joins = {m.first for m in sentence.cued("joins")}
    n += n < len(sentence.words) and sentence.words[n].word in PLACES
    while (n in joins or n in sentence.level_words) and n + 1 < len(sentence.words):
        n += 1
    several = n > last + 1 and sentence.words[n - 1].word not in PLACES
    if several and sentence.words[n].word not in VERBS:
        return False
    while (
        n < len(sentence.words)
        and (n in sentence.copulas or sentence.words[n].word in VERBS)
        and sentence.words[n].word.isalpha()
    ):
        n += 1
    well = [m for role in WELL for m in sentence.cued(role) if m.first == n]
    end = max((m.last for m in well), default=-1) + 1
    return bool(well) and (end == len(sentence.words) or sentence.words[end].word in ENDS)


def told_none(sentence: Sentence, first: int) -> bool:
    """Whether words straight before a level, by its first word, say that what stands before is not there, or that all is well ("one here,
    none at L5-S1", "one here, solid at L5-S1").
    """
    before = first - 1 - (first > 1 and sentence.words[first - 1].word in ("at", "in"))
    begin = next((m.first for m in sentence.cued("clear") if m.last == before), before)
    said = (
        begin < before or sentence.words[before].word in NONE or any(m.last == before for m in sentence.cued("clear"))
    )
    return begin > 0 and said and sentence.words[begin - 1].word in LEADS


def led_by_well(sentence: Sentence, last: int, first: int) -> bool:
    """Whether a piece that a comma or a joining word opens behind a fact, by its last word, says before the level at its end that all is
    well there ("severe here, an unremarkable appearance at L4-5").
    """
    joins = {m.first for m in sentence.cued("joins")}
    begin = next((n for n in range(first - 1, last, -1) if sentence.words[n].word in LEADS or n in joins), None)
    if begin is None or any(begin < m.first < first for m in (*sentence.grades, *sentence.cued("negation"))):
        return False
    return any(begin < m.first and m.last < first for role in WELL for m in sentence.cued(role))


def of_next_level(sentence: Sentence, cue: Mark) -> bool:
    """Whether a denial behind one level is told of the next alone ("one at L4-5 (none at L3-4)")."""
    behind = next((m.first for m in sentence.levels if m.first > cue.last), 0)
    return (
        bool(behind)
        and behind - cue.last <= 2
        and told_none(sentence, behind)
        and any(m.last < cue.first for m in sentence.levels)
    )
