"""What a treatment brought that did the same as the one of its kind before it ("a second one on such a day, with the same relief")."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date

from ...model.base import NOT_STATED, NotStated
from .dates import dates
from .facts import FoundFinding, FoundTreatment, quoted
from .given import Given
from .repeated import Repeated
from .sentence import Sentence
from .treatment_words import Effects


class Alike:
    """Reads it with the expressions of the data."""

    def __init__(self, told: Effects, repeated: Repeated) -> None:
        self._kinds = told.after
        self._same = re.compile("|".join(told.alike) or "(?!)", re.IGNORECASE)
        self._denied = re.compile("|".join(told.not_alike) or "(?!)", re.IGNORECASE)
        self._repeated = repeated

    def read(
        self,
        sentence: Sentence,
        given: Sequence[FoundTreatment],
        before: Given | None,
        told: Sequence[FoundFinding],
        document: str,
    ) -> list[FoundFinding]:
        """The share that the last effect `told` in the document gives, for what was given in a sentence that states none of its own.

        Nothing where the sentence tells no day of its own for it: it may be the same one, told twice.
        """
        match = self._same.search(sentence.line.text)
        if match is None or self._denied.search(sentence.line.text):
            return []
        if before is None or any((t.kind, t.status) != (before.kind, "present") for t in given):
            return []  # what another kind of treatment did is none of it
        effect = self._kinds.get(before.kind, "")
        first = next((f for f in reversed(told) if f.kind == effect), None)
        if first is None or first.status != "present" or first.number == NOT_STATED:
            return []
        nth = self._repeated.which(sentence.line.text, 0, match.start())
        day = _day(sentence, given, numbered=nth != NOT_STATED)
        if day in (NOT_STATED, first.date):
            return []
        quote, span = quoted(sentence, 0, len(sentence.words) - 1, document)
        levels = next((t.levels for t in given if t.levels), first.levels)
        side = next((t.side for t in given if t.side != NOT_STATED), first.side)
        return [replace(first, quote=quote, span=span, date=day, nth=nth, times=NOT_STATED, levels=levels, side=side)]


def _day(sentence: Sentence, given: Sequence[FoundTreatment], *, numbered: bool) -> Date | NotStated:
    """The one day of what was given; one of a sentence that names no treatment may be that of a visit, unless what it tells is `numbered`."""
    days = {t.start for t in given if isinstance(t.start, Date)}
    if not days and numbered:
        days = {d.first for d in dates(sentence.line.text) if d.exact}
    return days.pop() if len(days) == 1 else NOT_STATED
