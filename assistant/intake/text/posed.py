"""The question that a text puts itself."""

import re

from .asking import posing
from .general_words import General
from .request import RequestReader

_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-Z\d])|\n\s*\n")


_LABEL = re.compile(r"^[\W\d]*(?:q|question|clinical question|issue)\s*\d*\s*[:.)-]\s*", re.IGNORECASE)


def posed(text: str, general: General, requests: RequestReader, *, unknown: bool = False) -> str | None:
    """The first question of a text that asks whether a procedure it names is necessary; None where it puts none. `unknown`: one
    that names a code which no table holds counts as well.
    """
    asks = posing(general)
    for sentence in _SENTENCES.split(text):
        words = _LABEL.sub("", " ".join(sentence.split()))
        if words.endswith("?") and asks.search(words) and requests.read(words, unknown=unknown).lines:
            return words
    return None
