"""Earlier work that is extended: the levels asked for are those from its end to the landmark that it is extended to."""

import re
from collections.abc import Collection, Sequence

from ...pack.levels import LevelError
from ...pack.pack import Pack
from .sentence import Sentence

TO = "to"
"""The word before the landmark."""
_AIMED = re.compile(rf"\b{TO}\s+$", re.IGNORECASE)


def added(first: int, last: int, before: int, after: int, sentence: Sentence, pack: Pack) -> tuple[str, ...]:
    """The levels that an extension adds, where its words `first` to `last` and those around them name both the levels of the earlier work
    and the landmark; else none.
    """
    words = sentence.words
    near = [m for m in sentence.marks if before < m.first < after]
    aims = [m for m in near if m.first > last and words[m.first - 1].word == TO]
    held = [m for m in near if len(m.levels) > 1 and m not in aims]
    if not aims or len(held) != 1:
        return ()
    return _between(held[0].levels, aims[0].levels, pack)


def added_in(
    text: str, named: Sequence[tuple[int, int, tuple[str, ...]]], words: Collection[str], pack: Pack
) -> tuple[str, ...]:
    """The same of a text that asks for codes, by the landmarks that it names with their characters; none where it tells of no extension."""
    said = re.findall(r"[a-z]+", text.lower())
    if not any(word in words for word in said):
        return ()
    aims = [levels for start, _, levels in named if _AIMED.search(text[:start])]
    held = [levels for _, _, levels in named if len(levels) > 1 and levels not in aims]
    return _between(held[0], aims[0], pack) if len(aims) == len(held) == 1 else ()


def _between(held: Sequence[str], aim: Sequence[str], pack: Pack) -> tuple[str, ...]:
    """The levels from the landmarks of the earlier work to that which it is extended to."""
    levels = pack.levels
    whole = levels.order({*held, *aim})
    try:
        done = levels.parse(f"{held[0]}-{held[-1]}")
        return tuple(v for v in levels.parse(f"{whole[0]}-{whole[-1]}") if v not in done)
    except LevelError:
        return ()


def extends(first: int, last: int, sentence: Sentence, words: Collection[str]) -> bool:
    """Whether the name of a procedure says that something is extended."""
    return any(sentence.words[n].word in words for n in range(first, last + 1))
