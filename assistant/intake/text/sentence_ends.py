"""Where the sentences of a text end: at a stop that is none of an abbreviation, a title or an initial."""

import re
from collections.abc import Iterator

from .general_words import General
from .initials import NAMED
from .lexicon import Lexicon

STOP = re.compile(r"[.!?](?=[\"')\]]*(?:\s|$))")
_ENDING = re.compile(r"[\w.]+$")
LONGEST_WORD = 40
"""Characters before a full stop that are looked at to tell an abbreviation."""
_MINUTES = re.compile(r"[\d+]\s*-?min\Z", re.IGNORECASE)
"""A length of time at the end of a text, which ends a sentence as any word does."""
_ANSWERED = re.compile(r"(?:\s[-\u2013\u2014]|[:?])\s+\Z")
"""What stands before an answer, which is no number of something ("... for three months - no. Then ...")."""
_SURNAME = re.compile(r"([A-Z][a-z'\u2019-]{2,})(?=\s+[a-z]|,|'s|\u2019s)")
"""A name behind an initial, and not the first word of a sentence that only begins like one."""
_PARTED = re.compile(r"(?<=[a-z\d)%]);(?=\s+(?:[A-Z][a-z]+[\s:,]|A\s))")
"""A semicolon behind which a sentence begins, in a text that parts its sentences so."""
OFTEN = 3
"""Semicolons from which a text is taken to do so."""
TITLED = 8
"""Characters before an initial in which the title of a person stands."""


class SentenceEnds:
    """Finds the ends of sentences with the words of the data."""

    def __init__(self, general: General, lexicon: Lexicon, answer: re.Pattern[str]) -> None:
        self._lexicon = lexicon
        self._answer = answer
        self._common = {*general.common, *general.subjects}
        self._title = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, general.person_titles)) or '(?!)'})\.?\s+$", re.IGNORECASE
        )
        self._cut = {a.lower() for a in general.shortened}
        studies = "|".join(
            re.escape(name) for name in sorted(lexicon.reading.studies, key=len, reverse=True) if name[:1].isupper()
        )
        self._dated = re.compile(rf"(?:{studies or '(?!)'})\b[^.;:\n\d]{{0,30}}(?::|\d{{1,2}}[/-]\d)")
        self._short = {a.rstrip(".").lower() for a in general.abbreviations}

    def _study(self, after: str) -> bool:
        """Whether what follows begins with the name of a study and a day or a colon, as a sentence of its own does."""
        return self._dated.match(after) is not None

    def of(self, block: str, skip: int) -> Iterator[int]:
        """The places behind which the sentences of a block end, from a place on; the end of the block is none of them."""
        parted = [match.end() for match in _PARTED.finditer(block, skip)] if block.count(";") >= OFTEN else []
        stops = list(self._stops(block, skip))
        yield from sorted({*stops, *parted}) if len(parted) >= OFTEN and len(parted) > len(stops) else stops

    def _stops(self, block: str, skip: int) -> Iterator[int]:
        """The stops that end one."""
        answered = 0
        for match in STOP.finditer(block, skip):
            if match.start() < answered:
                continue
            if match[0] == "?" and (answer := self._answer.match(block, match.start())):
                answered = answer.end()
                if "?" in block[answered:] and block[answered : answered + 1].isspace():
                    yield answered  # the next question follows
                continue
            if (
                match[0] == "?"
                and not block[max(skip, block.rfind(".", skip, match.start()) + 1) : match.start()].strip()
            ):
                continue  # it begins what is in question
            before = _ENDING.search(block, max(skip, match.start() - LONGEST_WORD), match.start())
            after = block[match.end() :].lstrip()
            short = before is not None and before[0].lower() in self._short
            if before is not None and before[0].lower() in self._cut:
                timed = _MINUTES.search(block[max(0, before.start() - 3) : before.end()]) is not None
                short = not timed and re.match(r"[a-z\d(]|[A-Z][A-Z\d]", after) is not None and not self._study(after)
            short = short and not (
                before and before[0].isupper() and before[0].isalpha() and len(before[0]) > 1 and after[:2].istitle()
            )
            denied = before is not None and before[0] == "no" and _ANSWERED.search(block[: before.start()]) is not None
            short = short and not (denied and not after[:1].isdigit())
            named = before is not None and len(before[0]) == 1 and block[before.start() - 1 : before.start()] == "("
            short = short or (named and after[:1].isupper())  # the initial of whoever a bracket names
            short = short or (before is not None and NAMED.match(block, before.start()) is not None)
            short = short or (before is not None and self._titled(block, before.start(), after))
            if not short and not (before and len(before[0]) == 1 and before[0].isalpha() and after[:1].islower()):
                yield match.end()

    def _titled(self, block: str, start: int, after: str) -> bool:
        """Whether the initial behind the title of a person stands for a name that goes on, or for the whole of it."""
        if not self._title.search(block[max(0, start - TITLED) : start]):
            return False
        if (name := _SURNAME.match(after)) is None or name[1].lower() in self._common:
            return after[:1] == "("
        words = self._lexicon.tokens(name[1])
        return not self._lexicon.cues.find(words) and not self._lexicon.names.find(words)
