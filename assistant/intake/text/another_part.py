"""Papers of a therapist who treats another part of the body, or another illness, than those of this specialty."""

import re

from ...model.case import Document
from .headings import BESIDE
from .lexicon import Lexicon
from .lines import HEADING


class AnotherPart:
    """Knows such papers with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        told = lexicon.reading.treatments
        self._own = {text.split(":")[0] for text in told.supervised_documents}
        self._labels = frozenset(told.treated_for)

    def treated(self, document: Document, *, placed: bool) -> bool:
        """Whether what the author of a document gives may be for another part: he names one and no place of this specialty
        (`placed`), or what he says that he treats is one.
        """
        if document.kind not in self._own:
            return False
        text = f"{document.title}\n{document.text}"
        told = self._labelled(text) if placed else [text]
        return bool(told) and all(map(self._elsewhere, told))

    def _labelled(self, text: str) -> list[str]:
        """What stands behind the labels of what the treatment is for."""
        fields = (field for row in text.split("\n") for field in BESIDE.split(row))
        labelled = ((match["text"], field[match.end() :]) for field in fields if (match := HEADING.match(field)))
        return [told for label, told in labelled if told.strip() and label.strip(" *").lower() in self._labels]

    def _elsewhere(self, text: str) -> bool:
        """Whether a text names a part of the body that is none of this specialty, and no place of it."""
        found = self._lexicon.anchors.find(self._lexicon.tokens(re.sub(r"[()]", " ", text)))
        if not any(role == "elsewhere" for _, _, role, _ in found):
            return False
        return not self._lexicon.regions_named(text)
