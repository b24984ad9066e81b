"""The patient's letter: verdict, lines and what to send, in short sentences of everyday words."""

from typing import Final, cast

from ..draft import Context
from ..draft.context import key
from ..draft.reasons import open_parts, why
from ..draft.refs import level_refs
from ..draft.words import capital, listed
from ..model.base import NOT_STATED
from ..model.document import Block, OutcomeRef, Statement
from ..model.language import Truth
from ..model.letter import LetterRules
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome, OutcomeWord
from .everyday import everyday

Unit = tuple[LineOutcome, list[LevelOutcome]]
"""A line and those of its levels that have one outcome; no level where the line is decided as a whole."""
AGAINST: Final = ("refuted", "mismatch", "shown")
"""Reasons for which what is on file speaks against a criterion."""
WAITING: Final[tuple[Truth, ...]] = ("not_met", "undetermined")


def plain_verdict(context: Context, rules: LetterRules) -> tuple[Block, ...]:
    """How the request as a whole stands."""
    outcome = context.outcome
    # What no criterion speaks against is open to a reader in everyday words, whatever a disposition heads it.
    part = outcome.overall == "necessary" and outcome.setting.outcome == "not_necessary"
    own = "partially_necessary" if part else outcome.determination
    word = rules.plain["undetermined" if outcome.overall == "undetermined" else own]
    return _paragraph(
        [context.statement("outcome", rules.sentences.request.format(outcome=word), outcomes=[context.request_ref()])]
    )


def plain_lines(context: Context, rules: LetterRules) -> tuple[Block, ...]:
    """The lines with their outcomes, and what falls short or is not clear, by what it is about; like ones together."""
    alike: dict[tuple[str, ...], list[Unit]] = {}
    for line in context.outcome.lines:
        for word, levels in _by_outcome(line).items():
            unit = (line, levels)
            alike.setdefault((word, *(_matters(unit, truth, context) for truth in WAITING)), []).append(unit)
    statements = [_told(word, units, context, rules) for (word, *_), units in alike.items()]
    statements += _care(context, rules)
    return (Block(form="bullets", statements=tuple(statements)),)


def plain_steps(context: Context, rules: LetterRules) -> tuple[Block, ...]:
    """What to send, most useful first, each once."""
    wanted: dict[str, list[CriterionResult]] = {}
    refs: dict[str, list[OutcomeRef]] = {}
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome not in ("necessary", "incidental") else ():
            needed, steps = (level.changes[0].criteria, level.changes[0].steps) if level.changes else ((), ())
            for result in level.criteria:
                send = context.pack.family(result.family).send_of(result.label)
                if result.id in needed and send != NOT_STATED:
                    # Where a part of it is on file already, only the part that is not is asked for.
                    parts = (part.remedy for part in open_parts(result))
                    asked = [step for step in parts if step in steps and "{" not in step] or [send]
                    for each in asked:
                        wanted.setdefault(each, []).append(result)
                        refs.setdefault(each, []).append(OutcomeRef(part="line", line=line.id))
    care = context.outcome.setting
    for result in care.criteria if care.outcome != "necessary" else ():
        send = context.pack.family(result.family).send_of(result.label)
        if send != NOT_STATED:
            wanted.setdefault(send, []).append(result)
            refs.setdefault(send, []).append(OutcomeRef(part="setting"))
    ranked = sorted(wanted, key=lambda send: -len(wanted[send]))
    statements = [
        context.statement(
            "recommendation",
            capital(send) + ("" if any(_open(c, context) for c in wanted[send]) else f". {rules.sentences.against}"),
            criteria=[key(c) for c in wanted[send]],
            outcomes=refs[send],
        )
        for send in ranked
    ]
    found = (Block(form="steps", statements=tuple(statements)),) if statements else ()
    return (*found, *_beyond(context, rules))


def plain_alternative(context: Context, rules: LetterRules) -> tuple[Block, ...]:
    """What the papers support, or could, in place of what fails."""
    told: dict[str, Statement] = {}
    for a in context.outcome.alternatives:
        same = a.kind in ("fewer_levels", "one_side")
        name = _name(context.outcome.line(a.line), context) if same else a.procedure
        what = " at ".join(part for part in (name, context.span(a.levels)) if part)
        what += f", {a.side} side" if a.side != NOT_STATED else ""
        what += " alone" if same else ""
        if a.outcome == "necessary":
            text = rules.sentences.supported.format(what=what)
        elif a.outcome == "undetermined":
            text = capital(rules.sentences.could_be.format(what=what))
        else:
            continue
        refs, keys = [OutcomeRef(part="alternative", line=a.line)], [key(c) for c in a.criteria]
        told.setdefault(text, context.statement("recommendation", text, criteria=keys, outcomes=refs))
    return (Block(form="paragraph", statements=tuple(told.values())),) if told else ()


def _open(result: CriterionResult, context: Context) -> bool:
    """Whether what is on file leaves a criterion open, and does not speak against it."""
    return result.effective == "undetermined" or why(result, context).reason not in AGAINST


def _beyond(context: Context, rules: LetterRules) -> tuple[Block, ...]:
    """That no paper would change the outcome of levels which findings on file speak against."""
    statements = []
    for line in context.outcome.lines:
        levels = [v for v in line.per_level if v.outcome == "not_necessary" and not v.changes]
        failed = [c for v in levels for c in v.criteria if c.effective == "not_met" and c.tree.operator != "line"]
        if line.outcome in ("necessary", "incidental") or not failed or any(_open(c, context) for c in failed):
            continue
        place = " at ".join(p for p in (_name(line, context), context.span(str(v.level) for v in levels)) if p)
        statements.append(
            context.statement(
                "recommendation",
                rules.sentences.no_paper.format(what=place),
                criteria=[key(c) for c in failed],
                outcomes=level_refs(line, levels),
            )
        )
    once = {s.text: s for s in statements}
    return (Block(form="paragraph", statements=tuple(once.values())),) if once else ()


def _name(line: LineOutcome, context: Context) -> str:
    """What is done, in everyday words; by its name where there are none."""
    return everyday(line, context) or line.procedure


def _by_outcome(line: LineOutcome) -> dict[OutcomeWord, list[LevelOutcome]]:
    """The levels of a line by their outcome; an incidental line is one whole, and what it would need is not told."""
    if line.outcome == "incidental":
        return {"incidental": []}
    found: dict[OutcomeWord, list[LevelOutcome]] = {}
    for level in line.per_level:
        found.setdefault(level.outcome, []).append(level)
    return found


def _told(word: str, units: list[Unit], context: Context, rules: LetterRules) -> Statement:
    places: dict[str, list[str]] = {}
    for line, levels in units:
        places.setdefault(_name(line, context), []).extend([str(v.level) for v in levels] or line.levels)
    names = [" at ".join(p for p in (name, context.span(dict.fromkeys(at))) if p) for name, at in places.items()]
    said = rules.sentences
    whole = said.parts if word == "necessary" and len(names) > 1 else said.part
    text = whole.format(outcome=rules.plain[cast(OutcomeWord, word)])
    for truth, sentence in zip(WAITING, (said.falls_short, said.not_clear), strict=True):
        if matters := _matters(units[0], truth, context):
            text += f" {sentence.format(matters=matters)}"
    return context.statement(
        "outcome",
        text,
        label=f"{capital(listed(names))}.",
        criteria=[key(c) for unit in units for truth in WAITING for c in _waiting(unit, truth)],
        outcomes=[
            ref
            for line, levels in units
            for ref in (level_refs(line, levels) if levels else [OutcomeRef(part="line", line=line.id)])
        ],
    )


def _care(context: Context, rules: LetterRules) -> list[Statement]:
    """The level of care, where it has criteria of its own."""
    care = context.outcome.setting
    if not care.criteria:
        return []
    text = rules.sentences.part.format(outcome=rules.plain[care.outcome])
    met = care.outcome == "necessary"
    told = [c for c in care.criteria if (c.effective == "met") == met]
    if not met and (matters := _in_words(told, context)):
        text += f" {rules.sentences.falls_short.format(matters=matters)}"
    name = f"{care.requested.replace('_', ' ')} care"
    keys = [key(c) for c in told]
    refs = [OutcomeRef(part="setting")]
    return [context.statement("outcome", text, label=f"{capital(name)}.", criteria=keys, outcomes=refs)]


def _matters(unit: Unit, truth: Truth, context: Context) -> str:
    """What the criteria with an answer are about, in everyday words."""
    return _in_words(_waiting(unit, truth), context)


def _in_words(results: list[CriterionResult], context: Context) -> str:
    words = (context.pack.family(c.family).plain_of(c.label) for c in results)
    return listed(each for each in words if each != NOT_STATED)


def _waiting(unit: Unit, truth: Truth) -> list[CriterionResult]:
    return [c for level in unit[1] for c in level.criteria if c.effective == truth]


def _paragraph(statements: list[Statement]) -> tuple[Block, ...]:
    return (Block(form="paragraph", statements=tuple(statements)),)
