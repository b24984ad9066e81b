"""Rows of criteria that are answered: what a policy asks for tells nothing of a patient, but how somebody answered it does."""

import re

from .dates import dates
from .section_words import Section

_LABEL = re.compile(r"\W*\w[^:?\n]*(?:[:?]|\s[-\u2013\u2014]\s)")
"""What is asked, up to the sign behind it."""


def answers_criterion(block: str, section: Section | None, answer: re.Pattern[str]) -> bool:
    """Whether a line of a section that tells nothing answers what it asks: by a yes, a no or an unknown, or with a day."""
    if section is None or section.states or section.treatments != "none":
        return False
    label = _LABEL.match(block)
    if label is None:
        return False
    answered = answer.match(block, label.end() - 1) or answer.match(block, label.end() - 3)
    return answered is not None or any(d.exact for d in dates(block[label.end() :]))


def all_answered(sentence: str, sign: int, answer: re.Pattern[str]) -> bool:
    """Whether nothing but an answer stands behind the sign at the end of a label."""
    answered = answer.match(sentence, sign)
    return answered is not None and not sentence[answered.end() :].strip(" .\t")
