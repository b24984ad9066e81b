"""Questions about other lines: what they were found to be so far, at the same place."""

from dataclasses import dataclass, field

from ..model.base import NOT_STATED
from ..model.language import Bound, LineTest, Truth
from ..model.outcome import LineOutcome, OutcomeWord, Reason
from .answer import Answer
from .facts import CaseFacts
from .logic import all_of, any_of
from .request import overlap
from .requested import LineFacts, Site
from .values import compare_range


@dataclass(slots=True)
class OtherLines:
    """The lines of a request as far as they are decided."""

    facts: CaseFacts
    decided: dict[str, LineOutcome] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    """Procedure families of the policies that decide the lines."""
    asked: dict[str, set[str]] = field(default_factory=dict)
    """For each line those that it asked about."""
    _found: dict[tuple[LineTest, LineFacts], list[LineFacts]] = field(default_factory=dict)

    def ask(self, test: LineTest, site: Site) -> Answer:
        """Whether another line at the same place has one of the outcomes asked for.

        Lines of every stage are asked, for what one stage fuses another may fix, but for the parents of an add-on without a level; where a
        level is in question, the outcome there counts.
        """
        others = [
            other
            for other in self._meant(test, site.line)
            if test.anywhere or overlap(other, site) or (test.together and _same_region(other, site))
        ]
        self.asked.setdefault(site.line.id, set()).update(other.id for other in others)
        if not others:
            reason: Reason = "incomplete" if test.missing == "undetermined" else "computed"
            return Answer(test.missing, reason, detail={"lines": ""})
        if test.parents and site.level == NOT_STATED:
            # An add-on without a level goes with the parent of its own session.
            others = [other for other in others if other.stage == site.line.stage] or others
        if test.levels != NOT_STATED:
            return self._counted(others, test, test.levels)
        truths = [self._follows(other, site, test) for other in others]
        truth: Truth = "met" if "met" in truths else ("undetermined" if "undetermined" in truths else "not_met")
        detail = {"lines": ",".join(other.id for other in others)}
        if any(lv.changes for other in others if (d := self.decided.get(other.id)) for lv in d.per_level):
            detail["changeable"] = "yes"
        return Answer(truth, "computed" if truth != "undetermined" else "incomplete", detail=detail)

    def procedure_of(self, line: LineFacts) -> str | None:
        """The family of a line: that of its code, or of the policy that decides it where the code adds to others in several regions."""
        if line.code is None:
            return None
        further = line.code.kind == "add-on" and len(line.code.regions) > 1
        return self.families.get(line.id, line.code.procedure) if further else line.code.procedure

    def _meant(self, test: LineTest, line: LineFacts) -> list[LineFacts]:
        """The other lines that a test asks about, wherever they are."""
        meant = self._found.get((test, line))
        if meant is None:
            own = line.code is not None and line.code.code in test.parents_of
            parents = line.code.parents if line.code is not None and (test.parents or own) else ()
            meant = self._found[test, line] = [
                other
                for other in self.facts.lines
                if other is not line
                and (
                    other.asked in test.codes
                    or other.asked in parents
                    or (not own and self.procedure_of(other) in test.procedures)
                )
                and (not test.reaches or not other.levels or any(self._reached(level, test) for level in other.levels))
            ]
        return meant

    def _counted(self, others: list[LineFacts], test: LineTest, bound: Bound) -> Answer:
        """Whether enough levels of the other lines have one of the outcomes, whatever the open ones turn out to be."""
        answers: dict[str, list[Truth]] = {}
        for other in others:
            decided = self.decided.get(other.id)
            for level in decided.per_level if decided is not None else ():
                answers.setdefault(str(level.level), []).append(_answer(level.outcome, test))
        if not answers:
            return Answer("undetermined", "incomplete")
        best = [any_of(each) for each in answers.values()]
        low = best.count("met")
        truth = compare_range(low, low + best.count("undetermined"), bound)
        return Answer(truth, "incomplete" if truth == "undetermined" else "computed", detail={"levels": str(low)})

    def _follows(self, other: LineFacts, site: Site, test: LineTest) -> Truth:
        decided = self.decided.get(other.id)
        if decided is None:
            return "undetermined"
        if test.reaches and not other.levels:
            return "undetermined"
        words: list[OutcomeWord] = [
            lv.outcome
            for lv in decided.per_level
            if (site.level == NOT_STATED or lv.level in (site.level, NOT_STATED)) and self._reached(lv.level, test)
        ] or [decided.outcome]
        return all_of([_answer(word, test) for word in words]) if site.level != NOT_STATED else _any(words, test)

    def _reached(self, level: str, test: LineTest) -> bool:
        """Whether a level has one of the landmarks that are asked for; any does where none is."""
        return not test.reaches or not set(test.reaches).isdisjoint(self.facts.levels.segment(level).ends)


def _same_region(other: LineFacts, site: Site) -> bool:
    return not other.regions.isdisjoint(site.line.regions)


def _answer(word: OutcomeWord, test: LineTest) -> Truth:
    if word in test.outcome:
        return "met"
    return "undetermined" if word == "undetermined" else "not_met"


def _any(words: list[OutcomeWord], test: LineTest) -> Truth:
    answers = [_answer(word, test) for word in words]
    return "met" if "met" in answers else ("undetermined" if "undetermined" in answers else "not_met")
