"""Whether a professional watched a treatment: its words say so, visits are told of it, or he who gave it writes the document."""

import re
from collections.abc import Mapping, Sequence

from ...model.base import NOT_STATED, Status, YesNo
from .lengths import words_of
from .lexicon import Mark
from .sentence import Sentence
from .stating import Setting
from .treatment_words import TreatmentReading, Treatments

_RHYTHM = re.compile(
    r"\b(?:(?:\d(?:\s*(?:-|to)\s*\d)?|two|three)\s*(?:x|times?)\s*(?:/|per|a|each)?|(?:once|twice)\s*(?:/|per|a|each)?|\d\s*(?:/|per)"
    r"|(?:\d(?:\s*(?:-|to)\s*\d)?|one|two|three|four)\s+(?:visits?|sessions?)\s*(?:/|per|a|each|every)?)"
    r"\s*(?:week(?:ly)?|wk)\b",
    re.IGNORECASE,
)
"""A rhythm of visits: `2x/week`, `twice a week`."""

_DENIALS = frozenset(("no", "not", "never", "without", "non"))


class Watched:
    """Knows it with the words of the data."""

    def __init__(self, told: Treatments, own_documents: Mapping[str, str]) -> None:
        """`own_documents`: the treatment that the author of a kind of document gives."""
        self._told = told
        self._own_documents = own_documents

    def watched(
        self,
        sentence: Sentence,
        mark: Mark,
        begin: int,
        end: int,
        own: TreatmentReading,
        setting: Setting,
        status: Status,
        attended: bool,
    ) -> YesNo:
        """Whether a treatment was given under the eyes of a professional; `attended`: visits are told of it."""
        if own.supervised != NOT_STATED:
            return own.supervised
        if status != "present":
            return NOT_STATED
        visited = mark.value in self._told.attended  # nobody watches who takes a drug
        told = [m for m in sentence.cued("supervised") if begin <= m.first < end] if visited else []
        said = {"no" if _denied(sentence, m) else m.value for m in told}
        if len(said) == 1:
            return said.pop()  # type: ignore[return-value]
        if not said and ((attended and visited) or self._own_documents.get(setting.kind) == mark.value):
            return "yes"
        return NOT_STATED

    def attends(self, sentence: Sentence, mark: Mark, begin: int, end: int, group: Sequence[Mark]) -> bool:
        """Whether a rhythm of visits is told of a treatment: the nearest of several."""
        for match in _RHYTHM.finditer(sentence.line.text):
            words = words_of(sentence, match.start(), match.end())
            if words and begin <= words[0] < end:
                return min(group, key=lambda m: abs(m.first - words[0])) == mark
        return False


def _denied(sentence: Sentence, mark: Mark) -> bool:
    """Whether what would tell that somebody watched is denied straight before it ("no in-person visit", "was never supervised")."""
    before = sentence.words[mark.first - 1].word if mark.first else ""
    return before in _DENIALS and mark.value == "yes"
