"""Whether a text is in the language that is read."""

import re
from collections.abc import Container
from typing import Final

from .words import stem

_WORDS = re.compile(r"[^\W\d_]{2,}")
SAMPLE: Final = 2_000
"""Characters of a text whose words are looked at to tell its language."""
ENOUGH: Final = 25
"""Words from which that can be told."""
KNOWN: Final = 0.35
"""Share of known words below which a text is not in the language that is read."""


def foreign(text: str, known: Container[str]) -> bool:
    """Whether hardly any word of a text is known, as in one of another language."""
    words = [stem(w) for w in _WORDS.findall(text[:SAMPLE].lower())]
    return len(words) >= ENOUGH and sum(map(known.__contains__, words)) < KNOWN * len(words)
