"""The one place that a sentence or a part of it names, for what it tells behind it without a place of its own."""

from itertools import pairwise

from .group import Group
from .lexicon import LevelMark, Lexicon, Mark
from .sentence import Sentence, one_place


def place_alike(sentence: Sentence, nouns: list[Mark], made: list[Group], lexicon: Lexicon) -> None:
    """Gives each part of a sentence that names one place this place for what is told in it."""
    for begin, end in _runs(sentence):
        _place_alike(sentence, nouns, made, begin, end, lexicon)


def _runs(sentence: Sentence) -> list[tuple[int, int]]:
    """The words within which one place may hold for all: the sentence where it names one, else its parts between semicolons."""
    stops = [] if one_place(sentence) else [n for n, w in enumerate(sentence.words) if w.word == ";"]
    return list(pairwise([0, *stops, len(sentence.words)]))


def _place_alike(
    sentence: Sentence, nouns: list[Mark], made: list[Group], begin: int, end: int, lexicon: Lexicon
) -> None:
    """Gives the one place that is named between two words to what is told there behind it, without a place of its own."""
    levels = [m for m in sentence.levels if begin <= m.first < end]
    if (only := one_place(sentence, levels)) is None:
        return
    headed = only.first == begin and any(w.word == ":" for w in sentence.words[only.last + 1 : only.last + 2])
    told = (*nouns, *sentence.grades, *sentence.cued("negation"))
    headed = headed or not any(begin <= m.first < only.first for m in told)
    if not headed and len({m.levels for m in levels}) > 1:
        return
    done = [g for g in made if only.levels in g.levels and g.kind and lexicon.pack.kind(g.kind).dated_by]
    for group in made:
        alike = {lexicon.pack.kind(g.kind).group for g in done} if group.kind else set()
        if (
            alike
            and not headed
            and lexicon.pack.kind(group.kind).group not in alike
            and _apart(sentence, only, group, lexicon)
        ):
            continue
        denied = not headed and any(only.last < m.first < group.first for m in sentence.cued("negation"))
        if group.noun and not group.levels and only.last < group.first < end and not denied:
            group.levels = [only.levels]


def _apart(sentence: Sentence, place: LevelMark, group: Group, lexicon: Lexicon) -> bool:
    """Whether a comma parts something that is told from the place of what was done, and no word says that it came back there."""
    between = [w.word for w in sentence.words[place.last + 1 : group.last + 1]]
    return "," in between and set(lexicon.reading.revision).isdisjoint(between)
