"""How long it lasted what a treatment brought, where a later sentence tells it of the one before ("It held for eight months")."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from .facts import FoundFinding
from .given import Given
from .lengths import words_of
from .lexicon import Lexicon
from .sentence import Sentence
from .stating import Setting, Stating
from .status import status_of

_COUNT = r"(?P<number>\d+(?:\.\d+)?|\b(?:{})\b)"
_TIME = r"[\s-]*(?P<time>{})s?\b(?!\s+(?:ago|later|before|earlier))"


class Lasted:
    """Reads it with the expressions of the data."""

    def __init__(self, lexicon: Lexicon, stating: Stating) -> None:
        self._lexicon = lexicon
        self._stating = stating
        self._told = lexicon.reading.treatments.effects

    @cached_property
    def _expressions(self) -> list[re.Pattern[str]]:
        general = self._lexicon.general
        units = "|".join(sorted(map(re.escape, general.weeks), key=len, reverse=True))
        length = _COUNT.format("|".join(general.numbers)) + _TIME.format(units)
        return [re.compile(e.replace("{length}", length), re.IGNORECASE) for e in self._told.lasted]

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
            made = self._stating.make(
                sentence,
                kind,
                words[0],
                words[-1],
                setting,
                status="present",
                side=source.side,
                levels=source.levels,
                number=round(number * unit, 1),
                unit=self._lexicon.pack.kind(kind).unit,
            )
            yield replace(made, date=source.date)
            return
