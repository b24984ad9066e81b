"""How long it lasted what a treatment brought, where a later sentence tells it of the one before ("It held for eight months"), or any
sentence tells up to which day ("relief that held until January").
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from ...model.base import NOT_STATED
from .facts import FoundFinding
from .given import Given
from .lengths import words_of
from .lexicon import Lexicon
from .recent import recent
from .sentence import Sentence
from .stating import Setting, Stating
from .status import status_of

MIDDLE = 15
"""The day taken of a month."""
DAYS = 7
"""Days of a week."""
_COUNT = r"(?P<number>\d+(?:\.\d+)?|\b(?:{})\b)"
_TIME = r"[\s-]*(?P<time>{})s?\b(?!\s+(?:ago|later|before|earlier))"


class Lasted:
    """Reads it with the expressions of the data."""

    def __init__(self, lexicon: Lexicon, stating: Stating) -> None:
        self._lexicon = lexicon
        self._stating = stating
        self._told = lexicon.reading.treatments.effects

    @cached_property
    def _length(self) -> str:
        general = self._lexicon.general
        units = "|".join(sorted(map(re.escape, general.weeks), key=len, reverse=True))
        return _COUNT.format("|".join(general.numbers)) + _TIME.format(units)

    @cached_property
    def _expressions(self) -> list[re.Pattern[str]]:
        return [re.compile(e.replace("{length}", self._length), re.IGNORECASE) for e in self._told.lasted]

    @cached_property
    def _any_length(self) -> re.Pattern[str]:
        return re.compile(self._length, re.IGNORECASE)

    def read(
        self, sentence: Sentence, setting: Setting, source: Given, other: int | None = None
    ) -> Iterator[FoundFinding]:
        """The length that a sentence tells of the effect of a treatment that an earlier one told, before the word of another treatment."""
        kind = self._told.lasting.get(source.kind, "")
        matches = (m for e in self._expressions if (m := e.search(sentence.line.text))) if kind else iter(())
        for match in matches:
            words = words_of(sentence, *match.span())
            if words and other is not None and words[-1] >= other:
                continue
            if not words or status_of(sentence, words[0], words[-1], (), past=True, behind=False)[0] != "present":
                continue
            general, raw = self._lexicon.general, match["number"].lower()
            number = general.numbers[raw] if raw in general.numbers else float(raw)
            unit = general.weeks[match["time"].lower()]
            yield self._made(sentence, setting, source, words, kind, number * unit)
            return

    def until(self, sentence: Sentence, setting: Setting, source: Given, after: int = 0) -> Iterator[FoundFinding]:
        """The weeks from the day of a treatment to that up to which a sentence, behind a word, says that its effect lasted; of a month, to
        its middle.
        """
        kind, text = self._told.lasting.get(source.kind, ""), sentence.line.text
        given = source.last if source.date == NOT_STATED else source.date
        if not kind or not isinstance(given, date):
            return
        for day in recent(text, setting.day):
            lead = next((m for e in self._until if (m := e.search(text[: day.start]))), None)
            told = lead or next((m for e in self._still if (m := e.match(text, day.end))), None)
            if told is None:
                continue
            words = words_of(sentence, min(told.start(), day.start), max(told.end(), day.end))
            ended = day.first if day.exact else day.first.replace(day=MIDDLE)
            if not words or words[0] < after or ended <= given:
                continue
            if self._any_length.search(text, min(told.start(), day.start)):
                return  # so it is told
            if status_of(sentence, words[0], words[-1], (), past=True, behind=False)[0] == "present":
                weeks = (ended - given).days / DAYS
                yield self._made(sentence, setting, replace(source, date=given), words, kind, weeks)
                return

    @cached_property
    def _until(self) -> list[re.Pattern[str]]:
        return [re.compile(rf"(?:{e})$", re.IGNORECASE) for e in self._told.until]

    @cached_property
    def _still(self) -> list[re.Pattern[str]]:
        return [re.compile(e, re.IGNORECASE) for e in self._told.still]

    def _made(
        self, sentence: Sentence, setting: Setting, source: Given, words: list[int], kind: str, weeks: float
    ) -> FoundFinding:
        made = self._stating.make(
            sentence,
            kind,
            words[0],
            words[-1],
            setting,
            status="present",
            side=source.side,
            levels=source.levels,
            number=round(weeks, 1),
            unit=self._lexicon.pack.kind(kind).unit,
        )
        return replace(made, date=source.date)
