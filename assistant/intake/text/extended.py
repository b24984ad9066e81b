"""Earlier work that is extended: the levels asked for are those from its end to the landmark that it is extended to."""

from collections.abc import Collection

from ...pack.levels import LevelError
from ...pack.pack import Pack
from .sentence import Sentence

TO = "to"
"""The word before the landmark."""


def added(first: int, last: int, before: int, after: int, sentence: Sentence, pack: Pack) -> tuple[str, ...]:
    """The levels that an extension adds, where its words `first` to `last` and those around them name both the levels of the earlier work
    and the landmark; else none.
    """
    words, levels = sentence.words, pack.levels
    near = [m for m in sentence.marks if before < m.first < after]
    aims = [m for m in near if m.first > last and words[m.first - 1].word == TO]
    held = [m for m in near if len(m.levels) > 1 and m not in aims]
    if not aims or len(held) != 1:
        return ()
    whole = levels.order({*held[0].levels, *aims[0].levels})
    try:
        done = levels.parse(f"{held[0].levels[0]}-{held[0].levels[-1]}")
        return tuple(v for v in levels.parse(f"{whole[0]}-{whole[-1]}") if v not in done)
    except LevelError:
        return ()


def extends(first: int, last: int, sentence: Sentence, words: Collection[str]) -> bool:
    """Whether the name of a procedure says that something is extended."""
    return any(sentence.words[n].word in words for n in range(first, last + 1))
