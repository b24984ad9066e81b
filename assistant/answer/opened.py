"""A determination opened for questions: what it was drafted from, and fresh contexts to draft answers in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import PrivateAttr

from ..draft import Context
from ..guard import Ground
from ..intake.text.record import Reader, reader_of
from ..model.base import NOT_STATED
from ..model.evidence import Evidence, Passage
from ..model.outcome import LineOutcome, Outcome
from .data import Questions, questions_of

if TYPE_CHECKING:
    from ..retrieve import Index


@dataclass
class Opened:
    """One determination, ready for any number of questions. Nothing in it changes by being asked."""

    context: Context
    ground: Ground
    index: "Index | None" = None
    """None: what criteria and policies rest on is all that evidence is sought in."""
    far: bool = False
    """Whether another machine computes the vectors of what is searched for: persons are kept back from it."""

    @cached_property
    def stem_counts(self) -> Counter[str]:
        """In how many facts of the pack each stem stands."""
        texts = (self.ground.lexicon.kept(fact.text).text for _, fact in self.context.pack.facts.values())
        return Counter(stem for text in texts for stem in text.stem_set)

    @cached_property
    def questions(self) -> Questions:
        """How questions are recognised."""
        return questions_of(self.context.pack)

    @cached_property
    def reader(self) -> Reader:
        """The reader of records, with the words of the pack."""
        return reader_of(self.context.pack)

    @property
    def outcome(self) -> Outcome:
        """Of the determination."""
        return self.context.outcome

    def lines(self, ids: Sequence[str]) -> tuple[LineOutcome, ...]:
        """The lines of these ids; all where none is named."""
        return tuple(line for line in self.outcome.lines if not ids or line.id in ids)

    def evidence(self, further: Iterable[Passage] = ()) -> Evidence:
        """The evidence of the determination with further passages."""
        own = self.context.evidence
        known = own.refs()
        more = tuple(p for p in further if p.ref not in known)
        return own.model_copy(update={"passages": (*own.passages, *more)}) if more else own

    def fresh(
        self, outcome: Outcome | None = None, audience: str | None = None, further: Iterable[Passage] = ()
    ) -> Context:
        """A context in which nothing has been told yet."""
        own = self.context
        return Context(
            own.case, outcome or own.outcome, self.evidence(further), own.pack, own.sets, audience or own.audience
        )

    def grounded(self, further: Iterable[Passage]) -> Ground:
        """The ground with further passages: what a statement that cites them is guarded against."""
        evidence, own = self.evidence(further), self.ground
        if evidence is own.evidence:
            return own
        return Ground(own.case, own.outcome, evidence, own.pack, own.policy_set, own.lists)


class Part(Outcome):
    """A part of an outcome. Lines outside it can still be looked up, for a line that follows another."""

    _whole: Outcome = PrivateAttr()

    def line(self, id: str) -> LineOutcome:
        """The line of that id, of this part or of the whole; KeyError where there is none."""
        return next((line for line in self.lines if line.id == id), None) or self._whole.line(id)

    @classmethod
    def of(cls, whole: Outcome, **changed: object) -> "Part":
        """The outcome with some fields changed."""
        part = cls.model_construct(**{**{name: getattr(whole, name) for name in Outcome.model_fields}, **changed})
        part._whole = whole
        return part


def narrowed(outcome: Outcome, lines: Sequence[str], levels: Sequence[str] = ()) -> Outcome:
    """The outcome as far as it concerns some lines and levels; for drafting only, never for the guard."""
    kept = []
    for line in outcome.lines:
        if lines and line.id not in lines:
            continue
        here = tuple(lv for lv in line.per_level if not levels or lv.level in levels) or line.per_level
        criteria = tuple({(c.id, c.level): c for lv in here for c in lv.criteria}.values())
        kept.append(line.model_copy(update={"per_level": here, "criteria": criteria}))
    names = {line.id for line in kept}
    stages = tuple(
        s.model_copy(update={"lines": tuple(id for id in s.lines if id in names)})
        for s in outcome.stages
        if names.intersection(s.lines)
    )
    alternatives = tuple(
        a
        for a in outcome.alternatives
        if a.line in names and (not levels or not a.levels or set(a.levels) & set(levels))
    )
    bearings = tuple(
        b for b in outcome.bearings if b.line in names and (not levels or b.level in (*levels, NOT_STATED))
    )
    return Part.of(outcome, lines=tuple(kept), stages=stages, alternatives=alternatives, bearings=bearings)
