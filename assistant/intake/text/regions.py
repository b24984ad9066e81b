"""The region of a document: that of nearly all of its words of place, and of its levels."""

from collections import Counter
from typing import Final

from ...model.base import NOT_STATED
from ...model.case import Document
from .lexicon import Lexicon

MAJORITY: Final = 0.75
"""Share of the words of place in a document that one region needs to be the document's."""


def regions_in(document: Document, lexicon: Lexicon) -> Counter[str]:
    """How often a document names each region."""
    return lexicon.regions_named(f"{document.title}\n{document.text}")


def region_of(counts: Counter[str]) -> str:
    """The region of what names regions so often, where nearly all agree."""
    if not counts:
        return NOT_STATED
    region, most = counts.most_common(1)[0]
    return region if most >= MAJORITY * counts.total() else NOT_STATED
