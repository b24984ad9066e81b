"""Words of one who writes of his own patient, in the first person."""

import re

from .general_words import General


def own_voice(general: General) -> re.Pattern[str]:
    """Finds them; a numeral of one stroke is none of them ("grade I")."""
    phrases = "".join(f"{re.escape(phrase)}|" for phrase in general.own_voice)
    words = sorted({spelt for w in general.numeral_after for spelt in (w, w.lower(), w.capitalize(), w.upper())})
    counted = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in words)
    return re.compile(rf"\b(?:{phrases}{counted}I)\b")
