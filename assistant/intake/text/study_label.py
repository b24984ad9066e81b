"""The label of a line that says at length which study it tells of, such as how it was made and whose words follow."""

import re

from .dates import dates
from .headings import Headings
from .lexicon import Lexicon

_LONG = re.compile(r"[ \t]*(?:[-*\u2022][ \t]+)?(?P<text>[A-Z][^\n:;.]{24,110}):(?=\s)")


def study_label(block: str, headings: Headings, lexicon: Lexicon) -> re.Match[str] | None:
    """The label of a line, as `text`, that names a study with its one day, and tells nothing of what it showed."""
    match = _LONG.match(block)
    if match is None or headings.section(match["text"]) != headings.reading.study_section:
        return None
    words = match["text"]
    told = lexicon.felt(words) or lexicon.examined(words) or bool(lexicon.levels(words))
    told = told or any(role in ("treatment", "kind") for *_, role, _ in lexicon.names.find(lexicon.tokens(words)))
    return None if told or sum(d.exact for d in dates(words)) != 1 else match
