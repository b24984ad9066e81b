"""The procedures of a request as a verdict names them: with the levels of one outcome, and what fails, opens or carries them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..check import deciding, is_gap
from ..check.labels import placed
from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import OutcomeRef, Statement
from ..model.outcome import CriterionResult, LineOutcome
from .beside import denied_elsewhere
from .context import Context, key
from .reasons import graded, leading, open_parts, rests_on_facts, why
from .refs import level_refs
from .words import capital, listed, lower_first, without_parts

FEW, MOST = 2, 3
"""Facts that a verdict is told with, of one criterion; families of criteria that it is said to rest on."""
_RAISED = ("uncertain", "no_value", "conflict", "second_hand")
"""Reasons for which a fact on record, and not its absence, leaves a criterion open."""


@dataclass(slots=True)
class Unit:
    """Levels of one procedure with the same outcome for the same criteria."""

    name: str
    levels: list[str]
    deciding: list[CriterionResult]
    refs: list[OutcomeRef]
    results: list[CriterionResult] = field(default_factory=list)
    """All criteria of these levels."""

    def place(self, context: Context) -> str:
        """Procedure and levels."""
        return " at ".join(p for p in (self.name, context.span(self.levels)) if p)


def units_of(context: Context, word: str) -> list[Unit]:
    """Procedures with the levels that have an outcome; lines that follow a parent are left to the analysis."""
    units: dict[tuple[object, ...], Unit] = {}
    for line in context.outcome.lines:
        if line.outcome == "incidental" or follows_only(line):
            continue
        for level in line.per_level:
            if level.outcome != word:
                continue
            wanted = {"not_necessary": "not_met", "undetermined": "undetermined"}.get(word, "")
            deciding = [c for c in level.criteria if c.effective == wanted]
            name = _title(line, context)
            if level.level == NOT_STATED and any(
                _title(ln, context) == name for ln in context.outcome.lines if _settled(ln, word)
            ):
                name = capital(context.line_name(line))  # no level tells it from lines of the same title
            unit = units.setdefault((name, *(c.id for c in deciding)), Unit(name, [], deciding, []))
            unit.levels.append(str(level.level))
            unit.refs += level_refs(line, [level])
            unit.results += level.criteria
    return list(units.values())


def _title(line: LineOutcome, context: Context) -> str:
    policy = context.policies.get(line.policy)
    return policy.title if policy is not None else line.procedure


def _settled(line: LineOutcome, word: str) -> bool:
    """Whether a line, or a level of it, has another outcome than a word."""
    return any(level.outcome != word for level in line.per_level)


def follows_only(line: LineOutcome) -> bool:
    """Whether a line does nothing but follow another: beside what the request itself says, every criterion asks for another line."""
    asked = {c.tree.operator for c in line.criteria}
    return "line" in asked and asked <= {"line", "request"}


@dataclass(slots=True)
class Said:
    """The facts that a sentence has quoted, so that it quotes none twice."""

    findings: list[str] = field(default_factory=list)
    treatments: list[str] = field(default_factory=list)
    _words: set[str] = field(default_factory=set)

    def new(self, facts: Iterable[Finding | Treatment], context: Context) -> list[Finding | Treatment]:
        """Those whose words were not quoted yet; from now on they are."""
        fresh: dict[str, Finding | Treatment] = {context.words(fact): fact for fact in facts}
        found = [fact for words, fact in fresh.items() if words not in self._words]
        self._words.update(fresh)
        self.findings += (fact.id for fact in found if isinstance(fact, Finding))
        self.treatments += (fact.id for fact in found if isinstance(fact, Treatment))
        return found


def told(unit: Unit, said: Said, context: Context) -> str:
    """What decides a unit, in words: each criterion with the facts that fail it or leave it open, quoted once."""
    reasons: dict[str, str] = {}
    for c in unit.deciding:
        words, new = _quoted(c, unit, said, context)
        cited = context.marks(f"record:{fact.document}" for fact in new)
        label = placed(lower_first(c.label), "")
        if graded(label, context):  # beside quoted facts the grade would read as one of this patient
            label = context.pack.family(c.family).short
        label = context.about(c, label)
        parts = listed(part.label for part in open_parts(c)) if c.effective == "undetermined" else ""
        parts = "" if parts in (label, c.label) else parts  # said already
        reasons[label] = reasons.get(label, "") or (f" ({words} {cited})" if new else f" ({parts})" if parts else "")
    return listed(label + words for label, words in reasons.items())


def _quoted(result: CriterionResult, unit: Unit, said: Said, context: Context) -> tuple[str, list[Finding | Treatment]]:
    """The words of the facts against a criterion, with their levels where those of a unit differ in them; and the facts."""
    results = [c for c in unit.results if key(c) == key(result)]
    results.sort(key=lambda c: context.place(c.level))
    at = {str(c.level): _against(c, context) for c in results}
    every = list(at.values())
    if all(facts == every[0] for facts in every):
        new = said.new(every[0], context)
        return listed(without_parts(context.words(fact) for fact in new)), new
    told: list[Finding | Treatment] = []
    parts: list[str] = []
    for level, facts in at.items():
        for fact in said.new(facts[:1], context) if len(told) < MOST else ():
            named = isinstance(fact, Treatment) or context.names(fact.id, (level,))
            parts.append(f"{'' if named else f'at {context.span([level])} '}{context.words(fact)}")
            told.append(fact)
    return listed(parts), told


def _against(result: CriterionResult, context: Context) -> list[Finding | Treatment]:
    """The facts that a verdict is told with: at most two that fail a criterion or leave it open, of the document that weighs most."""
    if is_gap(result.tree) and not raised(result):
        return []
    reason = why(result, context)
    if reason.reason == "mismatch" and "signs_on" not in leading(result).detail:
        return []
    found = (context.findings[i] for i in reason.findings if i not in reason.beside)
    facts: list[Finding | Treatment] = [f for f in found if context.speaks_of(f, result.level)]
    facts = facts or [context.treatments[i] for i in leading(result).treatments]
    return [fact for fact in facts if fact.document == facts[0].document][:FEW]


def raised(result: CriterionResult) -> bool:
    """Whether a fact on record, and not its absence, leaves a criterion open."""
    leaf = leading(result)
    stated = leaf.reason in _RAISED or (leaf.reason == "silent" and leaf.operator == "finding")
    return result.effective == "undetermined" and stated and bool(leaf.findings)


def rests(units: list[Unit], context: Context) -> list[Statement]:
    """What carries a verdict: by family of criteria the words of the record that meet it. What a waiver opens is told with the waiver."""
    opening = set(context.opening())
    said, statements = Said(), []
    for unit in units[:FEW]:
        waived = {c.family for c in unit.results if c.waived_by != NOT_STATED}
        families: dict[str, list[CriterionResult]] = {}
        for c in unit.results:
            carries = context.pack.family(c.family).carries and c.family not in waived
            if carries and c.truth == "met" and rests_on_facts(c.tree):
                families.setdefault(c.family, []).append(c)
        parts: list[str] = []
        keys: list[str] = []
        before = len(said.findings), len(said.treatments)
        for family, results in families.items():
            own = [c for c in results if c.id == results[-1].id]  # one criterion of a family speaks for it
            facts = said.new(_for(own, opening, context), context) if len(parts) < MOST else []
            if facts:
                findings = [fact.id for fact in facts if isinstance(fact, Finding)]
                treatments = [fact.id for fact in facts if isinstance(fact, Treatment)]
                parts.append(f"{context.pack.family(family).short} ({_said(findings, treatments, context)})")
                keys += [key(c) for c in own]
        if parts:
            subject = "It" if len(units) == 1 else capital(unit.place(context))
            statements.append(
                context.statement(
                    "application",
                    f"{subject} rests on {listed(parts)}",
                    criteria=keys,
                    findings=said.findings[before[0] :],
                    treatments=said.treatments[before[1] :],
                    outcomes=unit.refs,
                )
            )
    return statements


def _said(findings: list[str], treatments: list[str], context: Context) -> str:
    """What documents say; the name of the only one on file tells a reader nothing."""
    if len(context.case.documents) > 1:
        return context.said(findings, treatments)
    words = listed(without_parts(context.worded(findings, treatments)))
    return f"{words} {context.cited_documents(findings, treatments)}"


def _for(results: list[CriterionResult], opening: set[str], context: Context) -> list[Finding | Treatment]:
    """A few facts that meet a criterion, of every level in turn; none where it asks for an absence, or where most of them are
    told with a waiver that they open.
    """
    reasons = [why(c, context) for c in results]
    meeting = {i for r in reasons for i in r.findings}
    if 2 * len(meeting & opening) > len(meeting):
        return []
    queues = [[context.findings[i] for i in r.findings if i not in opening] for r in reasons]
    # What decides a criterion of another family as well is no mark of this one.
    others = [c for line in context.outcome.lines for c in line.criteria if c.family != results[0].family]
    shared = {i for c in others if c.truth == "met" for leaf in deciding(c.tree) for i in leaf.findings}
    for queue in queues:
        queue.sort(key=lambda finding: (finding.id not in shared, context.rank(finding)), reverse=True)
    if any(f.status == "absent" for queue in queues for f in queue):
        return []
    in_turn = (queue[n] for n in range(FEW) for queue in queues if n < len(queue))
    turns: list[Finding | Treatment] = list({f.id: f for f in in_turn}.values())  # one of several levels counts once
    # What another document denies carries no verdict where anything else does.
    sure: list[Finding | Treatment] = [
        f for f in turns if isinstance(f, Finding) and not denied_elsewhere([f.id], context)
    ]
    facts = sure or turns or [context.treatments[i] for i in reasons[0].treatments]
    return facts[:FEW]
