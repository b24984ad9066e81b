"""Places that a request names only to tell of something else: an earlier operation, or what lies beside it."""

import re
from collections.abc import Sequence

from .general_words import General

Place = tuple[int, int, tuple[str, ...]]
REACH = 40
"""Characters before a place in which it is told to be another one."""


def telling(general: General) -> re.Pattern[str]:
    """What tells at the end of a text that the place behind it is another one ("above the old one of ...")."""
    words = "|".join(re.escape(w) for w in sorted((*general.beside, *general.former), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})\b[^,;:.()\n\d]*$", re.IGNORECASE)


def requested(text: str, named: Sequence[Place], told: re.Pattern[str]) -> Sequence[Place]:
    """The places that are asked for; all of them where each is told to be another one."""
    own = [place for place in named if not told.search(text, max(0, place[0] - REACH), place[0])]
    return own or named
