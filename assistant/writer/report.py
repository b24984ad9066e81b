"""What the model contributed, counted, and named in the document."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..guard.coverage import statements_of
from ..model.base import NOT_STATED
from ..model.document import Determination, Draft, GuardReport, Section, Statement, Violation, WriterReport
from .calls import Caller
from .models import Destination
from .prompts import Prompts
from .section import SectionWork


@dataclass(frozen=True)
class Written:
    """A draft by the model and the composer, and how it came about."""

    draft: Draft
    report: WriterReport
    violations: tuple[Violation, ...]


def report_of(
    works: Sequence[SectionWork],
    chosen: Destination,
    prompts: Prompts,
    caller: Caller,
    restored: int,
    seconds: float,
) -> WriterReport:
    """The count of what was asked, returned, kept and put back."""
    refused: dict[str, int] = {}
    for violation in (v for w in works for v in w.violations):
        refused[violation.code] = refused.get(violation.code, 0) + 1
    kept = [t for w in works for t in w.told]
    return WriterReport(
        model=chosen.model,
        prompts=prompts.versions,
        returned=sum(w.returned for w in works),
        accepted=sum(t.round == 0 for t in kept),
        repaired=sum(t.round > 0 for t in kept),
        shortened=sum(w.shortened for w in works),
        refused=dict(sorted(refused.items())),
        restored=restored,
        composer_sections={w.brief.section.id: w.failure or "no statement passed in full" for w in works if not w.told},
        calls=caller.spent.calls,
        retries=caller.spent.retries,
        cached=caller.spent.cached,
        prompt_tokens=caller.spent.prompt_tokens,
        reply_tokens=caller.spent.reply_tokens,
        cost=NOT_STATED if caller.cost is None else round(caller.cost, 6),
        seconds=round(seconds, 3),
        redacted={} if caller.redaction is None else caller.redaction.counts,
    )


def _reported(guarded: GuardReport, written: Written) -> GuardReport:
    """The guard's report with what came before the last check: it counts statements of the model, too."""
    report = written.report
    refused = report.returned - report.accepted - report.repaired
    return guarded.model_copy(
        update={
            "accepted": report.accepted,
            "repaired": guarded.repaired + report.repaired,
            "replaced": guarded.replaced + report.restored,
            "dropped": guarded.dropped + refused,
            "violations": tuple(dict.fromkeys((*written.violations, *guarded.violations))),
            "writer": report,
        }
    )


def credit(lead: Sequence[Statement], sections: Sequence[Section], model: str) -> str:
    """Whose parts are whose, for the header."""
    statements = statements_of(lead, sections)
    own = sum(s.origin == "model" for s in statements)
    if own == 0:
        return f"the composer; nothing of {model} could be used"
    if own == len(statements):
        return model
    whole = [s.title for s in sections if all(x.origin == "composer" for b in s.blocks for x in b.statements)]
    rest = f"; by the composer alone: {', '.join(whole)}" if whole else ""
    return f"{model} ({own} statements) and the composer ({len(statements) - own}){rest}"


def credited(determination: Determination, written: Written) -> Determination:
    """The determination with the writer's part in its report and header; sections without a word of the model are the
    composer's.
    """
    sections = tuple(s.model_copy(update={"drafted_by": _drafter(s)}) for s in determination.sections)
    name = credit(determination.lead, sections, written.report.model)
    header = determination.header.model_copy(update={"drafted_by": name})
    guard = _reported(determination.guard, written)
    return determination.model_copy(update={"sections": sections, "header": header, "guard": guard})


def _drafter(section: Section) -> str:
    own = any(s.origin == "model" for b in section.blocks for s in b.statements)
    return "model" if own else "composer"
