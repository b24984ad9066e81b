"""The question that a case told in prose puts itself."""

import re

from .data import General
from .request import RequestReader

_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-Z\d])|\n\s*\n")


def posed(text: str, general: General, requests: RequestReader) -> str | None:
    """The first question of a text that asks whether a procedure it names is necessary; None where it puts none."""
    asks = re.compile(rf"\b(?:{'|'.join(map(re.escape, general.necessity)) or '(?!)'})\b", re.IGNORECASE)
    for sentence in _SENTENCES.split(text):
        words = " ".join(sentence.split())
        if words.endswith("?") and asks.search(words) and requests.read(words).lines:
            return words
    return None
