"""Studies that a title or a heading names with their day, and that no sentence need name again."""

from collections.abc import Iterator

from ...model.case import Document
from .dates import dates
from .facts import FoundFinding, Span
from .lexicon import Lexicon
from .sentence import Sentence
from .stating import Setting
from .words import PhraseBook

NEAR = 8
"""Words at the beginning of what stands below a heading in which it may say that the study is still to come."""
OPEN = ("hypothetical", "planned_after", "refused_after", "negated_after", "silent", "unrecorded")
"""What says so."""


class HeadedReader:
    """Reads such headings with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._book = PhraseBook(lexicon.spelt)
        for kind, reading in lexicon.reading.kinds.items():
            self._book.add(reading.titled, "kind", kind)

    def title(self, document: Document, setting: Setting) -> Iterator[FoundFinding]:
        """What the first line of a report names."""
        first = document.text.split("\n", 1)[0]
        yield from self._named(document.title, first.find(document.title), setting)

    def read(self, document: Document, sentence: Sentence, setting: Setting, seen: set[str]) -> Iterator[FoundFinding]:
        """What the headings of a sentence with a day name that were not `seen` before, and that it does not say is still to come."""
        line = sentence.line
        for words in (line.heading, line.place):
            if not words or words in seen:
                continue
            seen.add(words)
            dated = any(d.exact for d in dates(words))
            if dated and not any(m.first < NEAR for role in OPEN for m in sentence.cued(role)):
                end = line.start + len(words) + 1
                yield from self._named(words, document.text.rfind(words, 0, end), setting)

    def _named(self, words: str, start: int, setting: Setting) -> Iterator[FoundFinding]:
        found = self._book.find(self._lexicon.tokens(words)) if start >= 0 else ()
        for kind in dict.fromkeys(kind for _, _, _, kind in found):
            span = Span(setting.document, start, start + len(words))
            yield FoundFinding(kind, span, " ".join(words.split()), region=setting.region)
