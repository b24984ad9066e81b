"""Where a paragraph that begins with a study goes on with what no report of one tells: an examination, or what was given."""

import re
from collections.abc import Callable

from .data import Reading
from .headings import Headings
from .lines import HEADING

STOP = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bvs)(?<!\b[A-Z])(?<!\s\d)[.!?][\"')\u201d\]]*(?=\s)|;(?=\s)"
    r"|\n(?=[ \t]*(?:[-*\u2022]|\d{1,2}[.)]\s|[A-Z][^\n:]{0,40}(?::\s|\s\.{3,}\s)))"
)
"""The end of a sentence, or of a part of it."""
_LED_TO = ("indication", "information", "technique", "study")
"""Sections of a report that tell what led to the study, and how it was made."""


class GoesOn:
    """Knows the sentences of a note by what they tell."""

    def __init__(
        self,
        reading: Reading,
        headings: Headings,
        shown: Callable[[str], bool],
        felt: Callable[[str], bool],
        examined: Callable[[str], bool],
        given: Callable[[str], bool],
    ) -> None:
        """`shown`, `felt`, `examined`, `given`: whether a text names what a study shows, what none can, what an examination found, and what was
        given.
        """
        self._headings = headings
        self._shown, self._felt, self._examined, self._given = shown, felt, examined, given
        self._found = {id for id, s in reading.sections.items() if "any" in (*s.states, *s.graded)} & {
            "findings",
            "impression",
        }

    def of_note(self, sentence: str) -> bool:
        """Whether a sentence behind those of a report is the note's: it tells an examination, or only what was felt or given."""
        return self._examined(sentence) or (self._felt(sentence) and not self._shown(sentence))

    def beyond(self, text: str) -> bool:
        """Whether one paragraph that begins as a report of a study is a whole note: it has no parts of a report, and sentences of a note."""
        if "\n" in text.strip():
            return False
        sentences = [s for piece in STOP.split(text) if (s := piece.strip())]
        sections = [
            self._headings.section(head["text"].strip()) if (head := HEADING.match(s)) else "" for s in sentences
        ]
        if not self._found.isdisjoint(sections[1:]):
            return False
        return any(
            self._examined(s) or self._given(s)
            for s, section in zip(sentences[1:], sections[1:], strict=True)
            if section not in _LED_TO
        )
