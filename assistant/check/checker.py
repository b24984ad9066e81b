"""The checker: a case and the policies in force, to the outcome. Deterministic, without network, without a model."""

from datetime import date

from ..model.base import NOT_STATED, NotStated
from ..model.case import Case
from ..model.language import Bound, LineTest, Truth
from ..model.outcome import Basis, LevelOutcome, LineOutcome, Outcome, OutcomeWord, Reason
from ..model.policy import Policy, PolicySet
from ..pack.pack import Pack
from .alternatives import alternatives_of
from .evaluate import Evaluator, follows
from .facts import CaseFacts, LineFacts, Site
from .findings import Answer
from .lines import choose_policy, level_outcome, roll_up_levels
from .logic import all_of, any_of
from .request import overlap
from .restrictions import consistency, restrictions_on
from .roll_up import dispose, next_action, roll_up, roll_up_stages
from .setting import setting_outcome
from .values import compare_range


def check(
    case: Case,
    pack: Pack,
    *,
    policy_set: str | None = None,
    disposition: str | None = None,
    as_of: date | None = None,
    facts: CaseFacts | None = None,
) -> Outcome:
    """The rule outcome of a case.

    `policy_set` and `disposition` default to the pack's; `as_of` to the date of the request: the policy versions in force on that day
    decide. `facts`: those of this case and pack from a check before, with what was answered from them.

    Raises CorpusError for an unknown set or disposition.
    """
    day = as_of or case.date
    chosen = pack.policy_set(policy_set or pack.default_policy_set, day)
    fallback = None if chosen.fallback == NOT_STATED else pack.policy_set(chosen.fallback, day)
    manner = pack.disposition(disposition or pack.default_disposition)
    request = _Request(facts or CaseFacts(case, pack, pack.levels), chosen, fallback)
    lines = request.decide()
    evaluator = request.evaluator
    evaluator.standing = frozenset(
        (line.family, str(level.level), line.stage)
        for line in lines
        for level in line.per_level
        if level.outcome == "necessary"
    )
    overall = roll_up(line.outcome for line in lines)
    setting = setting_outcome(lines, chosen if chosen.settings else (fallback or chosen), evaluator)
    determination = dispose(overall, manner)
    return Outcome(
        case=case.id,
        policy_set=chosen.id,
        policy_version=chosen.version,
        as_of=day.isoformat(),
        disposition=manner.id,
        overall=overall,
        determination=determination,
        action=next_action(determination, lines, setting),
        stages=roll_up_stages(lines),
        lines=lines,
        setting=setting,
        alternatives=alternatives_of(lines, request.sets, evaluator),
    )


class _Request:
    """The lines of one request, decided together, because some follow others."""

    def __init__(self, facts: CaseFacts, chosen: PolicySet, fallback: PolicySet | None) -> None:
        self.facts = facts
        self.sets = [s for s in (chosen, fallback) if s is not None]
        self.decided: dict[str, LineOutcome] = {}
        self.asked: dict[str, set[str]] = {}
        """For each line those that it asked about."""
        self.evaluator = Evaluator(facts, self.ask_line)
        self.policies = {line.request.id: self._policy(line) for line in facts.lines}

    def decide(self) -> tuple[LineOutcome, ...]:
        """Lines that ask about no other first, then those that do, each again when a line that it asked about has changed.

        An answer only ever moves from undetermined to a definite one, so the end does not depend on the order, and there are at
        most as many passes as lines, and one more.
        """
        waiting = {line.request.id: line for line in self.facts.lines if self._waits(line)}
        self.decided = {
            line.request.id: self._line(line) for line in self.facts.lines if line.request.id not in waiting
        }
        stale = set(waiting)
        for _ in range(len(waiting) + 1):
            for id, line in waiting.items() if stale else ():
                if id in stale:
                    stale.remove(id)
                    before, self.decided[id] = self.decided.get(id), self._line(line)
                    if before is None or _asked_of(before) != _asked_of(self.decided[id]):
                        stale.update(other for other, asked in self.asked.items() if id in asked)
        return tuple(self.decided[line.request.id] for line in self.facts.lines)

    def _waits(self, line: LineFacts) -> bool:
        """Whether the policy of a line asks about other lines."""
        found = self.policies[line.request.id]
        tests = (
            ()
            if isinstance(found, str)
            else (*(c.test for c in found[0].criteria), *(w.when for w in found[0].exceptions))
        )
        return any(follows(test) for test in tests)

    def ask_line(self, test: LineTest, site: Site) -> Answer:
        """Whether another line at the same place has one of the outcomes asked for.

        Lines of every stage are asked, for what one stage fuses another may fix, but for the parents of an add-on without a level; where a
        level is in question, the outcome there counts.
        """
        code = site.line.code
        wanted = set(test.codes) | (set(code.parents) if test.parents and code is not None else set())
        others = [
            other
            for other in self.facts.lines
            if other is not site.line
            and (other.request.code in wanted or (other.code is not None and other.code.procedure in test.procedures))
            and (test.anywhere or overlap(other, site))
            and (not other.levels or any(self._reached(level, test) for level in other.levels))
        ]
        self.asked.setdefault(site.line.request.id, set()).update(other.request.id for other in others)
        if not others:
            reason: Reason = "incomplete" if test.missing == "undetermined" else "computed"
            return Answer(test.missing, reason, detail={"lines": ""})
        if test.parents and site.level == NOT_STATED:
            # An add-on without a level goes with the parent of its own session.
            others = [other for other in others if other.request.stage == site.line.request.stage] or others
        if test.levels != NOT_STATED:
            return self._counted(others, test, test.levels)
        truths = [self._follows(other, site, test) for other in others]
        truth: Truth = "met" if "met" in truths else ("undetermined" if "undetermined" in truths else "not_met")
        detail = {"lines": ",".join(other.request.id for other in others)}
        if any(lv.changes for other in others if (d := self.decided.get(other.request.id)) for lv in d.per_level):
            detail["changeable"] = "yes"
        return Answer(truth, "computed" if truth != "undetermined" else "incomplete", detail=detail)

    def _counted(self, others: list[LineFacts], test: LineTest, bound: Bound) -> Answer:
        """Whether enough levels of the other lines have one of the outcomes, whatever the open ones turn out to be."""
        answers: dict[str, list[Truth]] = {}
        for other in others:
            decided = self.decided.get(other.request.id)
            for level in decided.per_level if decided is not None else ():
                answers.setdefault(str(level.level), []).append(_answer(level.outcome, test))
        if not answers:
            return Answer("undetermined", "incomplete")
        best = [any_of(each) for each in answers.values()]
        low = best.count("met")
        truth = compare_range(low, low + best.count("undetermined"), bound)
        return Answer(truth, "incomplete" if truth == "undetermined" else "computed", detail={"levels": str(low)})

    def _follows(self, other: LineFacts, site: Site, test: LineTest) -> Truth:
        decided = self.decided.get(other.request.id)
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

    def _policy(self, line: LineFacts) -> tuple[Policy, PolicySet] | str:
        """The deciding policy with its set; a sentence where there is none or more than one."""
        for policy_set in self.sets:
            claiming = choose_policy(line, policy_set, self.evaluator)
            if len(claiming) == 1:
                return claiming[0], policy_set
            if claiming:
                return f"Several policies claim {line.request.code}: {', '.join(sorted(p.id for p in claiming))}. None decides it."
        return f"No policy of the set {self.sets[0].id} decides {line.request.code}. This is not an approval."

    def _line(self, line: LineFacts) -> LineOutcome:
        found = self.policies[line.request.id]
        code = line.code
        warnings = consistency(line, self.facts)
        restrictions = tuple(
            {r.id: r for s in reversed(self.sets) for r in restrictions_on(line, s, self.facts)}.values()
        )
        per_level: tuple[LevelOutcome, ...]
        outcome: OutcomeWord
        basis: Basis
        policy: str | NotStated
        origin: str | NotStated
        if isinstance(found, str):
            warnings = (*warnings, found)
            sites = line.levels or (NOT_STATED,)
            per_level = tuple(LevelOutcome(level=lv, outcome="undetermined", basis="no_policy") for lv in sites)
            outcome, basis, policy, origin = "undetermined", "no_policy", NOT_STATED, NOT_STATED
        else:
            decides, policy_set = found
            per_level = tuple(self._level(line, lv, decides, policy_set) for lv in line.sites)
            outcome, basis = roll_up_levels(per_level)
            policy, origin = decides.id, policy_set.id
        if any(r.applies and r.kind == "incidental" for r in restrictions):
            outcome, basis = "incidental", "restriction"
        return LineOutcome(
            id=line.request.id,
            code=line.request.code,
            procedure=code.name if code is not None else _described(line),
            family=code.procedure if code is not None else "other",
            levels=line.levels,
            side=line.request.side,
            stage=line.request.stage,
            outcome=outcome,
            basis=basis,
            policy=policy,
            policy_set=origin,
            per_level=per_level,
            criteria=tuple({(c.id, c.level): c for lv in per_level for c in lv.criteria}.values()),
            restrictions=restrictions,
            warnings=warnings,
        )

    def _level(self, line: LineFacts, level: str | NotStated, policy: Policy, policy_set: PolicySet) -> LevelOutcome:
        return level_outcome(line, level, policy, policy_set, self.evaluator)


def _asked_of(line: LineOutcome) -> list[tuple[OutcomeWord, bool]]:
    """What other lines ask of a line: its levels' outcomes, and whether something would change them."""
    return [(level.outcome, bool(level.changes)) for level in line.per_level]


def _answer(word: OutcomeWord, test: LineTest) -> Truth:
    if word in test.outcome:
        return "met"
    return "undetermined" if word == "undetermined" else "not_met"


def _any(words: list[OutcomeWord], test: LineTest) -> Truth:
    answers = [_answer(word, test) for word in words]
    return "met" if "met" in answers else ("undetermined" if "undetermined" in answers else "not_met")


def _described(line: LineFacts) -> str:
    return line.request.description if line.request.description != NOT_STATED else f"code {line.request.code}"
