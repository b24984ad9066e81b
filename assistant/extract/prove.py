"""Whether a fact of a model stands in its document: the quote verbatim, and every value in the quote."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from ..intake.consistency import normalised, stands_in
from ..intake.text.dates import dates
from ..intake.text.lexicon import Lexicon
from ..intake.text.line import Line
from ..intake.text.sentence import Sentence, read_sentence
from ..model.base import NOT_STATED
from ..model.case import Document, Finding, Treatment
from ..pack.levels import LevelError
from .wire import WireFact

DENYING: Final = ("negation", "negated_after")
OPEN: Final = ("uncertain", "uncertain_after")
SIDES: Final = ("left", "right", "bilateral", "midline")


class Unproved(ValueError):
    """Why a fact is dropped, in words for a person."""


@dataclass(frozen=True)
class Prover:
    """Proves facts with the words of a pack."""

    lexicon: Lexicon

    def finding_or_treatment(self, id: str, fact: WireFact, document: Document) -> Finding | Treatment:
        """The fact as a case holds it. Raises Unproved."""
        quote = " ".join(fact.quote.split())
        if not stands_in(normalised(quote), normalised(document.text)):
            raise Unproved("its words are not in the document")
        sentence = read_sentence(Line(quote, 0, ""), self.lexicon)
        fields: dict[str, Any] = {"id": id, "kind": fact.kind, "document": document.id, "quote": quote}
        fields |= self._common(fact, sentence)
        vocabulary = self.lexicon.pack.vocabulary
        try:
            if fact.kind in {k.id for k in vocabulary.kinds}:
                return Finding.model_validate(fields | self._finding(fact, sentence))
            if fact.kind in {k.id for k in vocabulary.treatments}:
                return Treatment.model_validate(fields | self._treatment(fact, sentence))
        except ValidationError:
            raise Unproved("its dates or values contradict each other") from None
        raise Unproved("there is no such kind")

    def _common(self, fact: WireFact, sentence: Sentence) -> dict[str, Any]:
        if fact.status not in ("present", "absent", "uncertain"):
            raise Unproved("its status is none")
        if fact.status == "absent" and not self._denied(sentence):
            raise Unproved("its words deny nothing")
        if fact.status == "uncertain" and not any(sentence.cued(role) for role in OPEN) and "?" not in fact.quote:
            raise Unproved("its words leave nothing open")
        if fact.status == "present" and any(sentence.cued(role) for role in ("hypothetical", "family")):
            raise Unproved("its words speak of a plan, a risk or another person")
        found: dict[str, Any] = {"status": fact.status}
        if fact.region:
            if fact.region not in self.lexicon.pack.vocabulary.regions:
                raise Unproved("there is no such region")
            found["region"] = fact.region
        return found

    def _denied(self, sentence: Sentence) -> bool:
        """Whether anything in the words denies, or says that all is well."""
        covered = {n for m in sentence.cued("no_negation") for n in range(m.first, m.last + 1)}
        cues = [m for role in DENYING for m in sentence.cued(role) if m.first not in covered]
        normal = [m for m in sentence.cues if m.role == "normal"] + [m for m in sentence.names if m.role == "absent"]
        full = {f"{s.scale}:{s.full}" for s in self.lexicon.reading.signs if s.scale}
        return bool(cues or normal or any(m.value in full for m in sentence.grades))

    def _finding(self, fact: WireFact, sentence: Sentence) -> dict[str, Any]:
        pack = self.lexicon.pack
        kind = pack.kind(fact.kind)
        found: dict[str, Any] = {}
        if fact.levels:
            try:
                levels = [level for text in fact.levels for level in pack.levels.parse(text)]
            except LevelError:
                raise Unproved("there is no such level") from None
            if not set(levels) <= {level for mark in sentence.levels for level in mark.levels}:
                raise Unproved("its level is not in its words")
            found["levels"] = pack.levels.order(levels)
        if fact.side:
            found["side"] = self._side(fact.side, sentence)
        if fact.of:
            table = kind.structures
            if table == NOT_STATED or fact.of not in {s.id for s in pack.anatomy.structures.get(table, ())}:
                raise Unproved("there is no such structure")
            named = {m.value for m in sentence.names if m.role == "structure"}
            if f"{table}:{fact.of}" not in named and f"{fact.kind}:{fact.of}" not in {m.value for m in sentence.names}:
                raise Unproved("its structure is not in its words")
            found["of"] = fact.of
        if fact.grade:
            if kind.scale == NOT_STATED or fact.grade not in pack.scale(kind.scale).grades:
                raise Unproved("there is no such grade")
            if f"{kind.scale}:{fact.grade}" not in {m.value for m in sentence.grades}:
                raise Unproved("its grade is not in its words")
            found["grade"] = fact.grade
        if fact.number is not None:
            if kind.unit == NOT_STATED:
                raise Unproved("its kind is not measured in numbers")
            number = self._number(fact.number, sentence)
            found |= {"number": self._in_weeks(number, sentence) if kind.unit == "weeks" else number, "unit": kind.unit}
        return found

    def _treatment(self, fact: WireFact, sentence: Sentence) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if fact.side and fact.kind in self.lexicon.reading.treatments.one_day:
            found["side"] = self._side(fact.side, sentence)
        if fact.supervised:
            if fact.supervised not in {m.value for m in sentence.cued("supervised")}:
                raise Unproved("its supervision is not in its words")
            found["supervised"] = fact.supervised
        days = {d.first for d in dates(fact.quote) if d.exact}
        for name, text in (("start", fact.start), ("end", fact.end)):
            if text:
                try:
                    day = date.fromisoformat(text)
                except ValueError:
                    raise Unproved("its date is none") from None
                if day not in days:
                    raise Unproved("its date is not in its words")
                found[name] = day
        if fact.weeks is not None:
            found["weeks"] = self._in_weeks(self._number(fact.weeks, sentence), sentence)
        if fact.sessions is not None:
            found["sessions"] = int(self._number(float(fact.sessions), sentence))
        if fact.response:
            if fact.response not in {m.value for m in sentence.cued("response")}:
                raise Unproved("its response is not in its words")
            found["response"] = fact.response
        return found

    def _side(self, side: str, sentence: Sentence) -> str:
        said = {m.value for m in sentence.cued("side")}
        both = {"left", "right"} <= said and side == "bilateral"
        if side not in SIDES or (side not in said and not both):
            raise Unproved("its side is not in its words")
        return side

    def _number(self, number: float, sentence: Sentence) -> float:
        """The number, where the words hold it in figures or letters."""
        text = sentence.line.text
        figures = {float(f) for f in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w]|\.\d)", text)}
        letters = {self.lexicon.general.numbers.get(w.word, 0) for w in sentence.words}
        if number not in figures and number not in letters - {0}:
            raise Unproved("its number is not in its words")
        return number

    def _in_weeks(self, number: float, sentence: Sentence) -> float:
        """A length of time in weeks, by the one unit of time that the words name."""
        units = set(_known((w.word for w in sentence.words), self.lexicon.general.weeks))
        if len(units) != 1:
            raise Unproved("its unit of time is not in its words")
        return round(number * self.lexicon.general.weeks[units.pop()], 1)


def _known(words: Iterable[str], units: dict[str, float]) -> Iterable[str]:
    """Units of time among words, but for single letters, which mean other things as well."""
    return (w for w in words if w in units and len(w) > 1)
