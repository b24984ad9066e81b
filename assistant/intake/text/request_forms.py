"""Papers that ask for something: what stands under the name of a procedure there is asked for, and was not done."""

import re
from collections.abc import Mapping
from typing import Final

from ...model.case import Document
from .data import Reading
from .entries import HEADED
from .words import book_of, tokens

DONE: Final = "performed"
"""The section of what was done."""
_SAID: Final = re.compile(r"^[ \t|]*[A-Z][a-z]+\s+(?:performed|done|completed)\b", re.IGNORECASE | re.MULTILINE)
"""A heading that says itself that something was done."""


class RequestForms:
    """Knows such papers by their title, with the words of the data."""

    def __init__(self, reading: Reading) -> None:
        self._titles = book_of(
            [words for kind in reading.request_documents for words in reading.documents.get(kind, ())]
        )
        self._asked = next(iter(reading.request_sections), "")
        self._kinds = reading.kind_sections
        self._done = frozenset(reading.performed)

    def sections(self, document: Document) -> Mapping[str, str]:
        """The sections of a document that are others there; that of what was done only where it does not say so itself."""
        own = self._kinds.get(document.kind, {})
        first = document.text.split("\n", 1)[0]
        asks = any(self._titles.find(tokens(head)) for head in (document.title, first) if len(head) <= HEADED)
        if not (asks and self._asked) or document.kind in self._done or _SAID.search(document.text):
            return own
        return {**own, DONE: self._asked}
