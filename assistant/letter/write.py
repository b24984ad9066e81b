"""A determination and the plan of a letter, to the letter: its statements are the determination's, proved once more."""

from collections.abc import Iterable, Iterator
from typing import Final

from ..draft import Context
from ..draft.steps import wanting
from ..draft.words import counted
from ..errors import InputError
from ..guard import Ground, check_statement
from ..guard.assemble import record_references, references
from ..model.base import NOT_STATED
from ..model.document import Block, Determination, Section, Statement
from ..model.letter import DutyMet, Fit, Letter, LetterPart, LetterRules, LimitShown, PartPlan, Take
from ..model.outcome import OutcomeWord
from ..pack.letters import letter_rules
from .everyday import everyday
from .plain import plain_alternative, plain_lines, plain_steps, plain_verdict
from .rules import kind_of
from .withheld import withheld

QUESTIONS: Final = 3
"""Questions of a brief for a talk between physicians: more are not asked in the time there is."""
SECTIONS: Final[dict[str, str]] = {
    "criteria": "deficiencies",
    "setting": "setting",
    "steps": "steps",
    "alternative": "alternative",
}
"""Sections of the determination that are taken whole."""


def write_letter(determination: Determination, kind: str, context: Context, ground: Ground) -> Letter:
    """A letter of a kind, from a determination and what it was drafted from (`api.reopen`).

    Raises:
        InputError: no such kind; the determination does not fit it; a statement of it is not proved any more.
        CorpusError: `letters.yaml` is wrong.
    """
    rules = letter_rules(context.pack)
    plan = kind_of(kind, rules)
    if not set(plan.fits) & set(_fits(determination)):
        raise InputError(
            f"a letter {kind!r} does not fit this determination, which is "
            f"{determination.outcome.determination.replace('_', ' ')}.",
            remedy=f"Kinds that fit: {', '.join(k.id for k in rules.kinds if set(k.fits) & set(_fits(determination)))}.",
        )
    parts = tuple(p for part in plan.parts if (p := _part(part, determination, context, rules)) is not None)
    parts, unread = withheld(parts, context) if plan.outgoing else (parts, ())
    statements = [*(s for part in parts for block in part.blocks for s in block.statements), *unread]
    _prove(statements, ground)
    duties = [duty for duty in rules.duties if duty.id in plan.duties]
    limits = rules.limits if plan.limits else ()
    grounds = [*(duty.grounds for duty in duties), *(limit.grounds for limit in limits)]
    duty_marks = [context.marks(context.retrieved(refs) or refs) for refs in grounds]
    sources = references([*statements, *_carriers(duty_marks, context)], ground)
    number = {ref: source.number for source in sources for ref in source.passages}
    titles = {part.id: part.title for part in parts}
    return Letter(
        kind=kind,
        case=determination.header.case,
        title=plan.title,
        reader=plan.reader,
        notice=rules.notice,
        head=tuple(rules.blanks[blank] for blank in plan.head),
        request=tuple(_requested(determination, context, plan.everyday, rules)),
        criteria=f"{determination.header.policy_set} {determination.header.policy_version}",
        date=determination.header.date,
        parts=parts,
        duties=tuple(
            DutyMet(
                says=duty.says,
                parts=tuple(titles[part] for part in duty.parts if part in titles),
                sources=tuple(sorted({number[ref] for ref in duty.grounds if ref in number})),
            )
            for duty in duties
        ),
        limits=tuple(
            LimitShown(
                plan=limit.plan,
                says=limit.says,
                sources=tuple(sorted({number[ref] for ref in limit.grounds if ref in number})),
            )
            for limit in limits
        ),
        unread=unread,
        references=sources,
        record=record_references(statements, ground),
    )


def _fits(determination: Determination) -> Iterator[Fit]:
    """What a determination is, as far as letters go."""
    outcome = determination.outcome
    if outcome.action == "approve":
        yield "approved"
    care = outcome.setting.outcome if outcome.setting.criteria else "necessary"
    if outcome.determination in ("not_necessary", "partially_necessary") or care == "not_necessary":
        yield "adverse"
    if care == "undetermined" or any(
        level.outcome == "undetermined" for line in outcome.lines for level in line.per_level
    ):
        yield "open"


def _part(plan: PartPlan, determination: Determination, context: Context, rules: LetterRules) -> LetterPart | None:
    """One part; None where it has nothing to say."""
    if plan.when and not set(plan.when) & set(_fits(determination)):
        return None
    blocks = () if plan.take == NOT_STATED else _taken(plan.take, determination, context, rules)
    if plan.take not in (NOT_STATED, "record") and not blocks:
        return None
    return LetterPart(
        id=plan.id,
        title=plan.title,
        frame=plan.frame,
        blocks=blocks,
        blanks=tuple(rules.blanks[blank] for blank in plan.blanks),
    )


def _taken(take: Take, determination: Determination, context: Context, rules: LetterRules) -> tuple[Block, ...]:
    match take:
        case "lead":
            return (Block(form="paragraph", statements=determination.lead),)
        case "reasons":
            return _analysis(determination, ("not_necessary", "partially_necessary", "undetermined", "incidental")) or (
                _analysis(determination, ("necessary",))
            )
        case "open_criteria":
            about = (b for b in _blocks(determination, "deficiencies") if _about_open(b, determination))
            return tuple(_own(block) for block in about)
        case "open_reasons":
            return _analysis(determination, ("undetermined",))
        case "stands":
            return _analysis(determination, ("necessary",))
        case "questions":
            found = _blocks(determination, "steps")
            steps = [s for block in found if block.form == "steps" for s in block.statements]
            # Where the findings on record leave nothing to send, a talk can still ask for what would speak for the request.
            asked = (steps or wanting(context))[:QUESTIONS]
            listed = (Block(form="steps", statements=tuple(asked)),) if asked else ()
            return listed if steps else (*listed, *found)
        case "plain_verdict":
            return plain_verdict(context, rules)
        case "plain_lines":
            return plain_lines(context, rules)
        case "plain_steps":
            return plain_steps(context, rules)
        case "plain_alternative":
            return plain_alternative(context, rules)
        case "record":
            return _beside(determination)
    blocks = _blocks(determination, SECTIONS[take])
    return tuple(_own(block) for block in blocks) if take == "criteria" else blocks


def _beside(determination: Determination) -> tuple[Block, ...]:
    """What the record holds besides, which decides nothing: a reader of a letter sees that it was read."""
    paragraphs = (block for block in _blocks(determination, "analysis") if block.form == "paragraph")
    told = [s for block in paragraphs for s in block.statements if s.type == "record_fact"]
    return (Block(form="paragraph", statements=tuple(told)),) if told else ()


def _blocks(determination: Determination, section: str) -> tuple[Block, ...]:
    found: Section | None = next((s for s in determination.sections if s.id == section), None)
    return () if found is None else found.blocks


def _about_open(block: Block, determination: Determination) -> bool:
    """Whether a block tells of a criterion that is open somewhere."""
    criteria = [c for line in determination.outcome.lines for c in line.criteria if c.effective == "undetermined"]
    open_ = {f"{c.policy}:{c.id}" for c in criteria}
    return any(open_.intersection(s.basis.criteria) for s in block.statements)


def _own(block: Block) -> Block:
    """A block without what other bodies ask for: a letter gives the reasons of this decision alone."""
    own = (s for s in block.statements if s.type != "evidence" and s.basis.policy_set == NOT_STATED)
    return block.model_copy(update={"statements": tuple(own)})


def _analysis(determination: Determination, words: tuple[OutcomeWord, ...]) -> tuple[Block, ...]:
    """The bullets of the analysis on lines and levels of these outcomes."""
    outcomes: dict[tuple[str, str], OutcomeWord] = {}
    for line in determination.outcome.lines:
        outcomes[line.id, NOT_STATED] = line.outcome
        outcomes |= {
            (line.id, str(level.level)): level.outcome for level in line.per_level if line.outcome != "incidental"
        }
    kept = [
        statement
        for block in _blocks(determination, "analysis")
        if block.form == "bullets"
        for statement in block.statements
        if statement.basis.outcomes
        and outcomes.get((statement.basis.outcomes[0].line, statement.basis.outcomes[0].level)) in words
    ]
    return (Block(form="bullets", statements=tuple(kept)),) if kept else ()


def _requested(determination: Determination, context: Context, plain: bool, rules: LetterRules) -> Iterator[str]:
    """The lines and the level of care, by code, or in everyday words beside their names."""
    sides = {line.id: line.side for line in determination.case.request.lines}
    for line in determination.outcome.lines:
        side = sides.get(line.id, NOT_STATED)
        name = line.procedure if plain else f"{line.procedure} ({line.code})"
        named = (name, context.span(line.levels), "" if side == NOT_STATED else side)
        done = everyday(line, context) if plain else None
        yield ", ".join(part for part in named if part) + (f": {done}" if done else "")
    care = determination.outcome.setting
    if care.requested != NOT_STATED:
        days = "" if care.days == NOT_STATED else f", {counted(care.days, 'day')}"
        done = rules.care.get(care.requested) if plain else None
        yield f"{care.requested.replace('_', ' ')} care{days}" + (f": {done}" if done else "")


def _carriers(marks: Iterable[str], context: Context) -> Iterator[Statement]:
    """Statements that carry only citations, so that what they cite is listed."""
    return (context.statement("policy_statement", mark) for mark in marks)


def _prove(statements: Iterable[Statement], ground: Ground) -> None:
    for statement in statements:
        for violation in check_statement(statement, ground):
            raise InputError(
                f"a statement of the determination is not proved: {statement.id}, {violation.code}: {violation.reason}",
                remedy="It was changed after it was drafted, or its sources were: draft it again.",
            )
