"""What a document says of all care without an operation together: that it failed."""

import re
from collections.abc import Iterable

from .facts import FoundTreatment, quoted
from .followed import answered
from .lengths import words_of
from .lexicon import Lexicon
from .sentence import Sentence
from .status import status_of

CONDITIONS = frozenset(
    ("once", "until", "when", "if", "unless", "after", "only", "would", "will", "should", "must", "before", "whether")
)
DENIALS = frozenset(("no", "not", "never", "without", "denies", "nor"))
"""Words before it in its clause by which it is not so, or only what has to be so first."""


class Altogether:
    """Reads it with the expressions of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        reading = lexicon.reading
        self._failed = re.compile("|".join(f"(?:{e})" for e in reading.treatments.all_failed) or "(?!)", re.IGNORECASE)
        self._one_day = frozenset(reading.treatments.one_day)
        self._silent = {id for id, section in reading.sections.items() if section.treatments == "none"} - {
            *reading.plan_sections
        }

    def told(self, sentence: Sentence, document: str) -> str:
        """The words of a sentence that says that all that was tried failed; empty where it says nothing of the kind, or leaves it open."""
        if sentence.line.section in self._silent:
            return ""
        match = self._failed.search(sentence.line.text)
        words = words_of(sentence, match.start(), match.end()) if match else []
        before = {w.word for w in sentence.words[sentence.clause(words[0])[0] : words[0]]} if words else set()
        if not words or not (CONDITIONS | DENIALS).isdisjoint(before):
            return ""
        if status_of(sentence, words[0], words[-1], (), past=True)[0] != "present":
            return ""
        return quoted(sentence, 0, len(sentence.words) - 1, document)[0]

    def answered(self, treatments: Iterable[FoundTreatment], words: str) -> list[FoundTreatment]:
        """Treatments whose own response is not told, with this one; what is done on one day is told of by itself."""
        return [t if t.kind in self._one_day or words == "" else answered(t, "none", words) for t in treatments]
