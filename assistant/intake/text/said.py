"""What the sentences of one record state, read once for those that say the same in the same place: charts carry words on from note to note."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from operator import attrgetter
from typing import Final, Generic, TypeVar

from ...model.base import NOT_STATED
from .facts import FoundFinding, FoundTreatment, Span
from .line import Line
from .sentence import Sentence
from .stating import Setting

REMEMBERED: Final = 8192
"""Sentences that are remembered at most."""
PLACES: Final = 8
"""Places in which one of them is remembered at most."""
Fact = TypeVar("Fact", FoundFinding, FoundTreatment)
_WORDS = attrgetter(*(f.name for f in fields(Line) if f.name != "start"))
_PLACE = attrgetter(*(f.name for f in fields(Setting) if f.name != "document"))


class _Once(Generic[Fact]):
    def __init__(
        self, read: Callable[[Sentence, Setting], Iterable[Fact]], of_day: Callable[[str], bool] = lambda _: True
    ) -> None:
        self._read: Callable[[Sentence, Setting], Iterable[Fact]] = read
        self._of_day: Callable[[str], bool] = of_day
        self._told: dict[str, list[tuple[Line, Setting, tuple[Fact, ...]]]] = {}

    def by(self, sentence: Sentence, setting: Setting) -> list[Fact]:
        line = sentence.line
        if setting.latest != NOT_STATED and not self._of_day(line.text):
            setting = setting.but(day=NOT_STATED, latest=NOT_STATED, performed=NOT_STATED)
        if (known := self._told.get(line.text)) is None:
            if len(self._told) >= REMEMBERED:
                self._told.clear()
            known = self._told[line.text] = []
        for other, there, told in known:
            if _WORDS(other) == _WORDS(line) and _PLACE(there) == _PLACE(setting):
                moved, document = line.start - other.start, setting.document
                return [replace(f, span=Span(document, f.span.start + moved, f.span.end + moved)) for f in told]
        told = tuple(self._read(sentence, setting))
        if len(known) < PLACES:
            known.append((line, setting, told))
        return list(told)


class Said:
    """Hands on what readers read of each sentence by itself, for one record: all of it is read in one way."""

    def __init__(
        self,
        findings: Callable[[Sentence, Setting], Iterable[FoundFinding]],
        treatments: Callable[[Sentence, Setting], Iterable[FoundTreatment]],
        of_day: Callable[[str], bool],
    ) -> None:
        """`of_day`: whether the day of its document may count for the findings that a text states: else they are read without one, so
        that they are the same in each note. For treatments it always may.
        """
        self._findings, self._treatments = _Once(findings, of_day), _Once(treatments)

    def findings(self, sentence: Sentence, setting: Setting) -> list[FoundFinding]:
        """The findings that a sentence states."""
        return self._findings.by(sentence, setting)

    def treatments(self, sentence: Sentence, setting: Setting) -> list[FoundTreatment]:
        """The treatments that it tells."""
        return self._treatments.by(sentence, setting)
