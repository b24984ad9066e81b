"""Documents of another person that were filed with the record: by name, day of birth, age and sex, as far as they tell them."""

import re
from calendar import isleap
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ...model.base import NOT_STATED
from ...model.case import Document, Patient
from .births import Births
from .data import Reading
from .general_words import General
from .person import person
from .sources import Filed
from .words import stem

SAID: Final = "This document is about another person than the rest of the record, by what it tells of name, day of birth, age or sex."
REMEDY: Final = "Its facts are left out; ask for the document of the right person."
_LABEL = r"(?:^|[ \t]{2,}|[|\t;])[ \t*_]*"
_NAMED: Final = re.compile(
    rf"{_LABEL}(?:(?i:patient(?:'s)?(?:\s+name)?|pt(?:\s+name)?|member(?:\s+name)?|name(?:\s+of\s+patient)?))[*_ \t]*:[*_ \t]*"
    r"(?P<name>[A-Z][A-Za-z'\u2019-]*(?:,?[ ]+[A-Z][A-Za-z'\u2019.-]*){1,3})(?=[ \t]*(?:$|[ \t]{2}|[|\t;,(]|DOB|D\.O\.B|MRN|Date|Age|Sex|\d))",
    re.MULTILINE,
)
_HEAD: Final = 2_000
"""Characters in which a document tells the age and the sex of its person."""
_ABOVE: Final = 4
"""Lines above a document in which a machine may name its person."""
_YEARS: Final = 5
"""Years by which the ages of one person do not differ in one record."""

Sameness = Literal["same", "other", "open"]


@dataclass(frozen=True, slots=True)
class Who:
    """What a document tells of the person that it is about."""

    names: frozenset[str]
    """The parts of the name, in small letters."""
    born: frozenset[date]
    person: Patient

    @property
    def tells(self) -> bool:
        """Whether it can be compared with anything."""
        return bool(self.names or self.born) or NOT_STATED not in (self.person.age, self.person.sex)

    def is_of(self, other: "Who") -> bool | None:
        """Whether both are of one person; None where too little tells."""
        marks = [_met(self.born, other.born), _met(self.names, other.names), _alike(self.person, other.person)]
        if "same" in marks[:2] or "other" not in marks:
            return True if "same" in marks else None
        return False


class Strangers:
    """Finds the documents of a record that are about another person than the rest."""

    def __init__(self, general: General, reading: Reading, known: Container[str]) -> None:
        """`known`: the stems of words of the language, which are no names."""
        self._births = Births(general.birth_labels)
        self._reading = reading
        self._known = known

    def among(self, documents: Sequence[Document], heads: Mapping[str, str]) -> list[Document]:
        """The documents about another person than the one that most are about, the first of these where as many are about either.

        `heads`: by the id of a document, lines above it that a machine put there.
        """
        told = [(document, self._who(document, heads.get(document.id, ""))) for document in documents]
        told = [(document, who) for document, who in told if who.tells]
        if len(told) < 2:
            return []
        alike = Counter(who for _, who in told)  # most notes of a chart tell the same of their person
        votes = {who: sum(n for other, n in alike.items() if who.is_of(other) is True) for who in alike}
        leading = max(votes, key=votes.__getitem__)
        others = {who for who in alike if who.is_of(leading) is False}
        return [document for document, who in told if who in others]

    def _who(self, document: Document, above: str) -> Who:
        text = f"{above}\n{document.text}"
        born = {_of_the_past(day.first) for day in self._births.read(text)}
        names = [m["name"] for m in _NAMED.finditer(text)]
        parts = (set(re.findall(r"[^\W\d_]{3,}", name.lower())) for name in names)
        read = [part for part in parts if len(part) > 1 and not all(stem(word) in self._known for word in part)]
        head = document.model_copy(update={"text": text[:_HEAD]})
        return Who(frozenset(name for part in read for name in part), frozenset(born), person([head], self._reading))


def _of_the_past(day: date) -> date:
    """A day of birth, whose year may be written with two figures."""
    if day <= date.today():
        return day
    leap = (day.month, day.day) == (2, 29) and not isleap(day.year - 100)
    return day.replace(year=day.year - 100, day=28 if leap else day.day)


def _met(one: frozenset[str] | frozenset[date], other: frozenset[str] | frozenset[date]) -> Sameness:
    if not one or not other:
        return "open"
    return "other" if one.isdisjoint(other) else "same"


def _alike(one: Patient, other: Patient) -> Sameness:
    """Age and sex together: either may be told wrongly, hardly both."""
    if NOT_STATED in (one.age, one.sex, other.age, other.sex):
        return "open"
    apart = isinstance(one.age, int) and isinstance(other.age, int) and abs(one.age - other.age) > _YEARS
    return "other" if apart and one.sex != other.sex else "open"


def heads(filed: Sequence[Filed]) -> dict[str, str]:
    """By the id of each document the lines straight above it that are part of none, as a machine puts above each page."""
    taken = {(id(one.source), n) for one in filed for n in one.lines}
    rows_of = {id(one.source): one.source.text.split("\n") for one in {id(f.source): f for f in filed}.values()}
    made: dict[str, str] = {}
    for one in filed:
        rows = rows_of[id(one.source)]
        first = start = max(0, one.lines[0] - 1)
        while start and first - start < _ABOVE and (id(one.source), start) not in taken and start <= len(rows):
            start -= 1
        made[one.document.id] = "\n".join(rows[start:first])
    return made
