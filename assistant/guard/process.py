"""Draft to verified statements: check, repair, drop, restore what a drop lost, and report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..model.base import NOT_STATED
from ..model.document import Block, Draft, GuardReport, Section, Statement, Violation
from ..model.evidence import UNWEIGHED
from .coverage import check_document, contradictions, gaps, heading_violations, repetitions, statements_of
from .figures import counted as figures_counted
from .ground import Ground
from .quotes import counted as quotes_counted
from .reading import reading_of
from .second import SecondOpinion, consult, of_model
from .statement import check_statement

Repairer = Callable[[Statement, tuple[Violation, ...]], Statement | None]
"""Makes another attempt at a failing statement; None where it cannot."""
Fallback = Callable[[str], Statement | None]
"""A statement that tells a criterion (by `policy:criterion`), decides a line (by its id) or quotes what was not read (`UNWEIGHED`); None
where it has none.
"""
ATTEMPTS = 2
"""Repairs tried for one statement."""
LEAD = "lead"


@dataclass(frozen=True)
class Guarded:
    """What passed the guard, and its report."""

    title: str
    lead: tuple[Statement, ...]
    sections: tuple[Section, ...]
    report: GuardReport
    related_questions: tuple[str, ...] = ()


@dataclass
class _Tally:
    """Counts and violations in the making."""

    repaired: int = 0
    replaced: int = 0
    dropped: int = 0
    violations: list[Violation] = field(default_factory=list)


@dataclass
class _Place:
    """One statement of the draft where it stands, or the hole that it left."""

    section: str
    block: int
    draft: Statement
    kept: Statement | None


def guard(
    draft: Draft,
    ground: Ground,
    *,
    repair: Repairer | None = None,
    fallback: Fallback | None = None,
    second: SecondOpinion | None = None,
) -> Guarded:
    """The draft without any statement that fails: repaired where `repair` can, else left out; what that loses is
    restored by `fallback`. `second`: asked about what a model wrote; it can only object.

    A section left empty disappears. A heading that contradicts the outcome is replaced by the disposition's own.
    """
    if second is not None:
        consult(of_model(statements_of(draft.lead, draft.sections)), ground, second)
    tally = _Tally()
    places = [
        _Place(section, block, statement, _passed(statement, ground, repair, tally))
        for section, block, statement in _walk(draft)
    ]
    _drop_between(places, ground, tally)
    _restore(places, draft, ground, fallback, tally)
    lead, sections = _rebuild(draft, places, ground, tally)
    title = _title(draft.title, ground, tally)
    questions = tuple(q for q in draft.related_questions if not _refused(q, ground, tally))
    tally.violations.extend(v for v in check_document(title, lead, sections, ground) if v not in tally.violations)
    return Guarded(title, lead, sections, _report(lead, sections, ground, tally), questions)


def _walk(draft: Draft) -> Iterable[tuple[str, int, Statement]]:
    for statement in draft.lead:
        yield LEAD, 0, statement
    for section in draft.sections:
        for n, block in enumerate(section.blocks):
            for statement in block.statements:
                yield section.id, n, statement


def _passed(statement: Statement, ground: Ground, repair: Repairer | None, tally: _Tally) -> Statement | None:
    """The statement, or its repair, or nothing."""
    current, violations = statement, check_statement(statement, ground)
    if not violations:
        return statement
    tally.violations.extend(violations)
    for _ in range(ATTEMPTS if repair is not None else 0):
        attempt = repair(current, violations) if repair is not None else None
        if attempt is None:
            break
        current, violations = attempt, check_statement(attempt, ground)
        if not violations:
            tally.repaired += 1
            return attempt
    tally.dropped += 1
    return None


def _drop_between(places: list[_Place], ground: Ground, tally: _Tally) -> None:
    """Leaves out the later of two statements that say the same, or that contradict each other."""
    kept = _kept(places)
    wrong = [*repetitions(kept, ground), *contradictions(kept, ground)]
    tally.violations.extend(wrong)
    later = {v.statement for v in wrong}
    seen: set[str] = set()
    for place in reversed(places):
        if place.kept is not None and place.kept.id in later - seen:
            seen.add(place.kept.id)
            place.kept = None
            tally.dropped += 1


def _restore(places: list[_Place], draft: Draft, ground: Ground, fallback: Fallback | None, tally: _Tally) -> None:
    """Puts a guarded fallback where a dropped statement told what is now missing, else at the end of what speaks of
    it.
    """
    if fallback is None:
        return
    for gap in gaps(_kept(places), ground):
        statement = fallback(gap.key) if gap in gaps(_kept(places), ground) else None
        if statement is None or check_statement(statement, ground):
            continue
        hole = next((p for p in places if p.kept is None and _speaks_of(p.draft, gap.key)), None)
        if hole is not None:
            hole.kept = statement
        else:
            at = max(
                (
                    n
                    for n, p in enumerate(places)
                    if _same_policy(p.draft, gap.key) or (gap.key, p.section) == (UNWEIGHED, LEAD)
                ),
                default=len(places) - 1,
            )
            near = places[at] if places else _Place(LEAD, 0, statement, None)
            places.insert(at + 1, _Place(near.section, near.block, statement, statement))
        tally.replaced += 1


def _kept(places: Iterable[_Place]) -> list[Statement]:
    return [place.kept for place in places if place.kept is not None]


def _speaks_of(statement: Statement, key: str) -> bool:
    return key in statement.basis.criteria or any(ref.line == key for ref in statement.basis.outcomes)


def _same_policy(statement: Statement, key: str) -> bool:
    policy = key.rpartition(":")[0]
    return bool(policy) and any(c.startswith(f"{policy}:") for c in statement.basis.criteria)


def _rebuild(
    draft: Draft, places: Sequence[_Place], ground: Ground, tally: _Tally
) -> tuple[tuple[Statement, ...], tuple[Section, ...]]:
    """Lead and sections with what was kept; empty blocks and sections disappear."""
    stands: dict[tuple[str, int], list[Statement]] = {}
    for place in places:
        if place.kept is not None:
            stands.setdefault((place.section, place.block), []).append(place.kept)
    lead = tuple(statement for (section, _), kept in stands.items() if section == LEAD for statement in kept)
    sections = []
    for section in draft.sections:
        blocks = []
        for n, block in enumerate(section.blocks):
            if kept := stands.get((section.id, n)):
                blocks.append(Block(form=block.form, statements=tuple(kept)))
        if blocks:
            wrong = heading_violations(section.title, section.id, ground)
            tally.violations.extend(wrong)
            tally.replaced += bool(wrong)
            title = section.id.replace("_", " ").replace("-", " ").capitalize() if wrong else section.title
            sections.append(section.model_copy(update={"blocks": tuple(blocks), "title": title}))
    return lead, tuple(sections)


def _title(title: str, ground: Ground, tally: _Tally) -> str:
    """The title, or the disposition's heading where the title contradicts the outcome."""
    wrong = heading_violations(title, "title", ground)
    if not wrong:
        return title
    tally.violations.extend(wrong)
    tally.replaced += 1
    case, outcome = ground.case, ground.outcome
    disposition = ground.pack.dispositions.get(outcome.disposition)
    heading = disposition.headings.get(outcome.overall, "") if disposition else ""
    subject = case.title if case.title != NOT_STATED else outcome.lines[0].procedure.capitalize()
    return f"{subject}: {heading or outcome.determination.replace('_', ' ')}"


def _refused(question: str, ground: Ground, tally: _Tally) -> bool:
    wrong = heading_violations(question, "question", ground)
    tally.violations.extend(wrong)
    return bool(wrong)


def _report(lead: Sequence[Statement], sections: Sequence[Section], ground: Ground, tally: _Tally) -> GuardReport:
    proved: dict[str, int] = {}
    figures = quotes = 0
    for statement in statements_of(lead, sections):
        proved[statement.type] = proved.get(statement.type, 0) + 1
        reading = reading_of(statement, ground)
        figures += figures_counted(reading)
        quotes += quotes_counted(reading)
    return GuardReport(
        proved=proved,
        repaired=tally.repaired,
        replaced=tally.replaced,
        dropped=tally.dropped,
        figures=figures,
        quotes=quotes,
        unread=ground.evidence.unweighed_further,
        violations=tuple(dict.fromkeys(tally.violations)),
    )
