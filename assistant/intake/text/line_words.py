"""What a line names by its words alone: a place, a person, a treatment, a day on which something was done."""

import re
from collections.abc import Iterable

from .data import Reading
from .dates import dates
from .detail_labels import labels_details
from .general_words import General
from .headings import Headings
from .lexicon import Lexicon

PLACE = 24
"""Characters of a line that is a place and nothing else."""
_DIGIT = re.compile(r"\d")
_NAMES = re.compile(r"(?!levels?\b)\b[^\W\d_]+\b", re.IGNORECASE)
_AT = re.compile(r"\s*(?:at|the|at the)\s+", re.IGNORECASE)
"""Words before a level that leads its line."""
CODE = re.compile(r"(?<![\d.-])\d{5}(?![\d-])")
"""The code of a procedure."""
_AGED = re.compile(r"(?:an?\s|this\s|the\s)?(?:\w+\s)?\d{2}[\s-]?(?:y(?:ears?)?[\s./-]?o|[MF]\b)", re.IGNORECASE)
"""Who is spoken of, by his age."""
_TREATED = frozenset(("treatment", "treatment head", "trial"))
"""Roles of what a label names that takes days and a response."""


class LineWords:
    """Knows them with the words of the data."""

    def __init__(self, general: General, reading: Reading, headings: Headings, lexicon: Lexicon) -> None:
        self._reading = reading
        self._headings = headings
        self._lexicon = lexicon
        self._subject = re.compile(rf"(?:{'|'.join(map(re.escape, general.subjects))})\s", re.IGNORECASE)
        initials = (word[0] for side in ("left", "right") for word in general.sides[side])
        self._initials = {c for initial in initials for c in (initial, initial.upper())}

    def speaks(self, sentence: str) -> bool:
        """Whether a sentence begins with the person as its subject."""
        return self._subject.match(sentence) is not None

    def tells_more(self, own: str, other: str) -> bool:
        """Whether the label of a field tells more of what the label that begins its line names: a treatment, a trial, an opinion."""
        if not labels_details(other, self._reading.treatments.details):
            return False
        if self._headings.section(own) not in ("", *self._reading.request_sections):
            return True
        named = {role for role, _ in self._lexicon.heading(f"{own}:")}
        named |= {role for *_, role, _ in self._lexicon.names.find(self._lexicon.tokens(own))}
        return not named.isdisjoint(_TREATED)

    def of_person(self, block: str) -> bool:
        """Whether a line names what is a fact of the person as a whole, such as a habit."""
        names = self._lexicon.names.find(self._lexicon.tokens(block))
        return any(
            role == "kind" and self._lexicon.reading_of(value.partition(":")[0]).person for *_, role, value in names
        )

    def given(self, line: str) -> bool:
        """Whether a line names a treatment beside figures: it tells what was given on a day, and heads nothing."""
        treated = (m[2] == "treatment" for m in self._lexicon.names.find(self._lexicon.tokens(line)))
        return any(c.isdigit() for c in line) and any(treated)

    def felt(self, sentence: str) -> bool:
        """Whether a sentence names what is felt, or a treatment: no study shows these."""
        return self._lexicon.felt(sentence)

    def told_of_person(self, line: str) -> bool:
        """Whether a line below what a study showed tells of the person again: what was given or examined, a habit, or the person as its
        subject.
        """
        if self._subject.match(line) or self.of_person(line) or self._lexicon.examined(line):
            return True
        return any(m[2] == "treatment" for m in self._lexicon.names.find(self._lexicon.tokens(line)))

    def of_record(self, sentence: str) -> bool:
        """Whether a sentence tells what was felt, given or done on a day, and asks for nothing."""
        told = self.felt(sentence) or any(d.exact for d in dates(sentence))
        return told and CODE.search(sentence) is None

    def lead(self, block: str) -> str:
        """The level with which a line of prose begins, as where each line tells of one; empty where it begins otherwise."""
        head = block.lstrip()[:PLACE]
        found = self._lexicon.levels(head) if _DIGIT.search(head) else []
        return head[found[0][0] : found[0][1]] if found and not _NAMES.search(_AT.sub("", head[: found[0][0]])) else ""

    def everywhere(self, block: str) -> bool:
        """Whether a line speaks of several places."""
        found = self._lexicon.cues.find(self._lexicon.tokens(block))
        return any(role in ("throughout", "others") for _, _, role, _ in found)

    def begins_person(self, sentence: str) -> bool:
        """Whether a sentence begins to tell of a person."""
        return _AGED.match(sentence) is not None or self._subject.match(sentence) is not None

    def sides(self, lines: Iterable[str]) -> frozenset[str]:
        """Lines that are a side and nothing else, each of which heads what was found there; none where only one of two has its line."""
        found: dict[str, set[str]] = {}
        for line in (
            line for line in lines if 0 < len(line) <= PLACE and line[-1].isalpha() and line[0] in self._initials
        ):
            words = self._lexicon.tokens(line)
            named = [(a, b, value) for a, b, role, value in self._lexicon.cues.find(words) if role == "side"]
            if len(named) == 1 and named[0][:2] == (0, len(words) - 1):
                found.setdefault(named[0][2], set()).add(line)
        return frozenset(found["left"] | found["right"]) if {"left", "right"} <= found.keys() else frozenset()

    def place(self, text: str) -> bool:
        """Whether a text is a level, or levels, and nothing else; with a code beside it, it is a row of a request."""
        if len(text) > PLACE or CODE.search(text) or not (found := self._lexicon.levels(text)):
            return False
        for start, end, _ in reversed(found):
            text = text[:start] + text[end:]
        return not _NAMES.search(text)
