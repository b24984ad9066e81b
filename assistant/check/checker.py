"""The checker: a case and the policies in force, to the outcome. Deterministic, without network, without a model."""

from datetime import date

from ..model.base import NOT_STATED, NotStated, maker
from ..model.case import Case
from ..model.outcome import Basis, LevelOutcome, LineOutcome, Outcome, OutcomeWord
from ..model.policy import PolicySet
from ..pack.pack import Pack
from .alternatives import alternatives_of
from .as_told import as_told, beside
from .bearings import bearings
from .evaluate import Evaluator
from .facts import CaseFacts
from .lines import choose_policy, level_outcome, roll_up_levels
from .other_lines import OtherLines
from .plan import Plan, plan_of
from .requested import LineFacts
from .restrictions import consistency, restrictions_on, shortened
from .roll_up import dispose, next_action, roll_up, roll_up_stages
from .setting import setting_outcome

_outcome_of, _line_of, _level_of = maker(Outcome), maker(LineOutcome), maker(LevelOutcome)


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
    if (supposed := as_told(case, pack)) is not None:
        told = _Request(CaseFacts(supposed, pack, pack.levels), chosen, fallback)
        lines = beside(lines, told.decide())
    overall = roll_up(line.outcome for line in lines)
    setting = setting_outcome(lines, request.sets, request.evaluator)
    determination = dispose(overall, manner, lines)
    return _outcome_of(
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
        alternatives=alternatives_of(lines, request.plans, request.evaluator),
        bearings=bearings(lines, request.evaluator),
    )


class _Request:
    """The lines of one request, decided together, because some follow others."""

    def __init__(self, facts: CaseFacts, chosen: PolicySet, fallback: PolicySet | None) -> None:
        self.facts = facts
        self.sets = [s for s in (chosen, fallback) if s is not None]
        self.plans = [plan_of(s) for s in self.sets]
        self.others = OtherLines(facts)
        self.evaluator = Evaluator(facts, self.others.ask)
        self.policies = {line.id: self._policy(line) for line in facts.lines}
        self.others.families = {id: p.policy.procedure for id, p in self.policies.items() if not isinstance(p, str)}

    def decide(self) -> tuple[LineOutcome, ...]:
        """Lines that ask about no other first, then those that do, each again when a line that it asked about has changed.

        An answer only ever moves from undetermined to a definite one, so the end does not depend on the order, and there are at
        most as many passes as lines, and one more.
        """
        waiting = {line.id: line for line in self.facts.lines if self._waits(line)}
        decided = self.others.decided
        decided |= {line.id: self._line(line) for line in self.facts.lines if line.id not in waiting}
        stale = set(waiting)
        for _ in range(len(waiting) + 1):
            for id, line in waiting.items() if stale else ():
                if id in stale:
                    stale.remove(id)
                    before, decided[id] = decided.get(id), self._line(line)
                    if before is None or _asked_of(before) != _asked_of(decided[id]):
                        stale.update(other for other, asked in self.others.asked.items() if id in asked)
        return tuple(decided[line.id] for line in self.facts.lines)

    def _waits(self, line: LineFacts) -> bool:
        """Whether the policy of a line asks about other lines."""
        found = self.policies[line.id]
        return not isinstance(found, str) and found.follows

    def _policy(self, line: LineFacts) -> Plan | str:
        """The deciding policy; a sentence where there is none or more than one."""
        for of_set in self.plans:
            claiming = choose_policy(line, of_set, self.evaluator)
            if len(claiming) == 1:
                return claiming[0]
            if claiming:
                return f"Several policies claim {line.asked}: {', '.join(sorted(p.id for p in claiming))}. None decides it."
        return f"No policy of the set {self.sets[0].id} decides {line.asked}. This is not an approval."

    def _line(self, line: LineFacts) -> LineOutcome:
        found = self.policies[line.id]
        code = line.code
        warnings = consistency(line, self.facts)
        restrictions = tuple(
            {r.id: r for s in reversed(self.plans) for r in restrictions_on(line, s, self.facts)}.values()
        )
        per_level: tuple[LevelOutcome, ...]
        outcome: OutcomeWord
        basis: Basis
        policy: str | NotStated
        origin: str | NotStated
        if isinstance(found, str):
            warnings = (*warnings, found)
            sites = line.levels or (NOT_STATED,)
            per_level = tuple(_level_of(level=lv, outcome="undetermined", basis="no_policy") for lv in sites)
            outcome, basis, policy, origin = "undetermined", "no_policy", NOT_STATED, NOT_STATED
        else:
            per_level = tuple([level_outcome(line, lv, found, self.evaluator) for lv in line.sites])
            outcome, basis = roll_up_levels(per_level, whole=line.one_body)
            policy, origin = found.id, found.policy_set.id
            standing = [str(lv.level) for lv in per_level if lv.outcome == "necessary" and lv.level != NOT_STATED]
            warnings += shortened(line, standing, self.facts)
        if any(r.applies and r.kind == "incidental" for r in restrictions):
            outcome, basis = "incidental", "restriction"
        return _line_of(
            id=line.id,
            code=line.asked,
            procedure=code.name if code is not None else _described(line),
            family=code.procedure if code is not None else "other",
            levels=line.levels,
            side=line.side,
            stage=line.stage,
            outcome=outcome,
            basis=basis,
            policy=policy,
            policy_set=origin,
            per_level=per_level,
            criteria=tuple({(c.id, c.level): c for lv in per_level for c in lv.criteria}.values()),
            restrictions=restrictions,
            warnings=warnings,
        )


def _asked_of(line: LineOutcome) -> list[tuple[OutcomeWord, bool]]:
    """What other lines ask of a line: its levels' outcomes, and whether something would change them."""
    return [(level.outcome, bool(level.changes)) for level in line.per_level]


def _described(line: LineFacts) -> str:
    return line.description if line.description != NOT_STATED else f"code {line.asked}"
