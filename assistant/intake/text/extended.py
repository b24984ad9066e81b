"""Earlier work that is extended: the levels asked for are those from its end to the landmark that it is extended to."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from ...pack.levels import LevelError
from ...pack.pack import Pack
from .lexicon import Lexicon
from .sentence import Sentence

Named = tuple[int, int, tuple[str, ...]]
"""First and last character, and landmarks."""
TO = "to"
"""The word before the landmark."""
_AIMED = re.compile(
    rf"\b(?:{TO}(?:\s+(?:include|incorporate|involve|add|cover))?|including|incorporating)\s+(?:the\s+)?(?:level\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\s{TO}\s", re.IGNORECASE)


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


def added_in(text: str, lexicon: Lexicon, words: Collection[str], pack: Pack) -> tuple[str, ...]:
    """The same of a text that asks for codes; none where it tells of no extension."""
    find = lexicon.landmarks
    named = find(text)
    said = re.findall(r"[a-z]+", text.lower())
    if not any(word in words for word in said):
        return ()
    if not named:  # "from L4-5 to L3-4", which is no range from the top down
        named = [m for start, end in _parts(text) for m in _moved(find(text[start:end]), start)]
    wide = [m for m in lexicon.levels(text) if not any(m[0] < end and start < m[1] for start, end, _ in named)]
    named = [*named, *((start, end, _ends(levels, pack)) for start, end, levels in wide)]
    aims = [levels for start, _, levels in named if _AIMED.search(text[:start])]
    held = [levels for _, _, levels in named if len(levels) > 1 and levels not in aims]
    return _between(held[0], aims[0], pack) if len(aims) == len(held) == 1 else ()


def _ends(levels: Sequence[str], pack: Pack) -> tuple[str, ...]:
    """The landmarks of levels, in order."""
    return pack.levels.order({mark for level in levels for mark in pack.levels.landmarks(level)})


def _parts(text: str) -> list[tuple[int, int]]:
    """First and last character of what stands before, between and behind each such word."""
    cuts = [m.end() - 1 for m in _BETWEEN.finditer(text)]
    return [*pairwise([0, *cuts, len(text)])]


def _moved(named: Sequence[Named], by: int) -> list[Named]:
    """The same landmarks, counted from the beginning of the whole."""
    return [(start + by, end + by, levels) for start, end, levels in named]


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
