"""The initial of a person, whose stop ends no sentence."""

import re
from typing import Final

NAMED: Final = re.compile(
    r"(?:(?<=\()|\b)[A-Z]\.\s*(?:[A-Z]\.\s*)?[A-Z][a-z][\w'\u2019-]*\s+[A-Z][A-Za-z]*[A-Z]\b|(?<=\()[A-Z]\.\s*[A-Z][a-z]"
    r"|\b[A-Z]\.\s*(?:[A-Z]\.\s*)?[A-Z][a-z][\w'\u2019-]*,\s*(?:Ph\.?D|Psy\.?D|M\.?D|D\.?O|R\.?N|DPT|PT|NP|PA-?C?|LCSW)\b(?=\.?\s*[,:;)]|\.?\s*$)"
)
"""A person by an initial, a name and a degree (also behind a comma, with a sign behind it), or by an initial that begins a bracket."""
