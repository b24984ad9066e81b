"""Text that a Word file and a page can hold."""

import re
from typing import Final

_UNFIT: Final = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters and halves of characters: XML 1.0 has no place for them (section 2.2)."""


def printable(text: str) -> str:
    """The text on one line, what cannot be printed replaced by a mark that shows where it stood."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"\s+", " ", text))
