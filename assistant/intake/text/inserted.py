"""Who says it, or a turn of speech, put between commas into what is told ("the pain, she reports, is unchanged")."""

import re
from dataclasses import replace
from typing import Final

from .lexicon import Lexicon
from .sentence import Sentence, read_sentence

_PERSON: Final = (
    r"(?:he|she|they|the\s+(?:patient|member|enrollee|claimant|insured|beneficiary|therapist|physician|chart|record))"
)
_PAPER: Final = (
    r"(?:the|her|his|their|a|an)?\s*(?:[\w/'’-]+\s+){0,3}"
    r"(?:notes?|summary|records?|reports?|letter|therapist|physician|patient|PCP|chart|logs?)"
)
_INSERTED: Final = re.compile(
    rf",\s*(?:(?:(?:as|so)\s+)?{_PERSON}\s+(?:has\s+)?(?:says?|said|reports?|reported|states?|stated|tells?\s+(?:me|us)|told\s+(?:me|us)|"
    rf"notes?|noted|relates?|related|writes?|wrote|explains?|explained|feels?|felt)|(?:by|on)\s+(?:his|her|their)\s+(?:own\s+)?"
    rf"(?:account|report|description)|(?:according\s+to|per|as\s+(?:noted|recorded|documented|stated)\s+(?:in|by))\s+{_PAPER}|"
    r"however|unfortunately|regrettably|sadly|nonetheless|nevertheless|in\s+the\s+end|overall|at\s+discharge|at\s+the\s+end)\s*,",
    re.IGNORECASE,
)


def without_inserted(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence without such words, each other one in its place; itself where there are none."""
    text = sentence.line.text
    if "," not in text or _INSERTED.search(text) is None:
        return sentence
    plain = _INSERTED.sub(lambda m: " " * len(m[0]), text)
    return read_sentence(replace(sentence.line, text=plain), lexicon)
