"""The document as a whole: everything requested is decided, everything open or unmet is told, nothing said twice or
two ways.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.base import NOT_STATED
from ..model.document import Basis, OutcomeRef, Section, Statement, Violation
from ..model.evidence import UNWEIGHED, Unweighed
from .analysed import Analysed
from .ground import Ground
from .injection import check_raw
from .outcome_words import criterion_sense, of_rule, verdict_contradiction
from .reading import Reading, reading_of
from .refs import of_ref
from .said import criterion_words, verdicts
from .spoken_of import speaks_of_other_line

_WORD = re.compile("[a-z]+")
DOCUMENT = "document"
_LEAST_WORDS = 6
"""Statements shorter than this may recur ("Not met at this level.")."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the document must tell and does not: a line id, a criterion key or `UNWEIGHED`."""

    code: str
    key: str
    reason: str


def statements_of(lead: Iterable[Statement], sections: Iterable[Section]) -> list[Statement]:
    """All statements in reading order."""
    return [*lead, *(s for section in sections for block in section.blocks for s in block.statements)]


def gaps(statements: Sequence[Statement], ground: Ground) -> list[Gap]:
    """Requested lines that no statement decides, unmet or open criteria that none tells, and sentences of the record that
    were not read and none quotes: a reference alone tells nothing, the words have to.

    The criteria of an incidental line decide nothing: it is part of another, whatever they say.
    """
    readings = [reading_of(s, ground) for s in statements]
    decided = {
        ref.line for r in readings if r.statement.basis.outcomes and _decides(r) for ref in r.statement.basis.outcomes
    }
    asked = {f"{c.policy}:{c.id}" for line in ground.outcome.lines for c in line.criteria if c.effective != "met"}
    told = {key for r in readings for key in asked.intersection(r.statement.basis.criteria) if _tells(r, key)}
    found = []
    for line in ground.outcome.lines:
        if line.id not in decided:
            found.append(
                Gap(
                    "line-undecided",
                    line.id,
                    f"No statement decides the requested line {line.id} ({line.code}, {line.procedure}).",
                )
            )
        for result in line.criteria if line.outcome != "incidental" else ():
            key = f"{result.policy}:{result.id}"
            if result.effective != "met" and key not in told:
                told.add(key)
                open_or_unmet = "not met" if result.effective == "not_met" else "undetermined"
                where = f"{line.code}, {line.procedure}"
                reason = f"No statement tells that this is {open_or_unmet}: {result.label} ({where})."
                found.append(Gap("criterion-untold", key, reason))
    if any(not _quoted(one, statements) for one in ground.evidence.unweighed):
        reason = "No statement quotes each sentence of the record that was not weighed, beside what is approved."
        found.append(Gap("unweighed-untold", UNWEIGHED, reason))
    return found


def _quoted(one: Unweighed, statements: Sequence[Statement]) -> bool:
    """Whether a statement about the record quotes a sentence of it."""
    words = _letters(one.quote)
    return any(
        s.type == "record_fact" and one.document in s.documents() and words in _letters(s.text) for s in statements
    )


def _letters(text: str) -> str:
    """What is left of a quotation however its marks and spaces stand."""
    return "".join(c for c in text.lower() if c.isalnum())


def _decides(reading: Reading) -> bool:
    """Whether a statement gives a verdict, an alternative, or the answer of a criterion."""
    return bool(verdicts(reading) or criterion_words(reading)) or any(
        ref.part == "alternative" for ref in reading.statement.basis.outcomes
    )


def _tells(reading: Reading, key: str) -> bool:
    """Whether a statement has words of a criterion of its basis."""
    text = reading.ground.criterion_text(key)
    return text is None or not reading.telling.isdisjoint(text.licensed)


def heading_violations(text: str, id: str, ground: Ground) -> tuple[Violation, ...]:
    """What is wrong with a title or a section heading: a verdict that is not the outcome's, instructions, markup,
    hidden characters.
    """
    if ground.lists.words.verdict_gate.isdisjoint(_WORD.findall(text.lower())):
        return tuple(check_raw(text, id, ground.lists))
    heading = Statement(id=id, type="outcome", text=text, basis=Basis(outcomes=(OutcomeRef(),)))
    wrong = [
        Violation(statement=id, code="heading-contradiction", span=v.span, reason=v.reason)
        for v in verdict_contradiction(reading_of(heading, ground))
    ]
    return (*check_raw(text, id, ground.lists), *wrong)


def repetitions(statements: Sequence[Statement], ground: Ground) -> Iterator[Violation]:
    """Statements whose words stand in an earlier one."""
    seen: dict[tuple[str, ...], str] = {}
    for statement in statements:
        words = reading_of(statement, ground).analysed.of(_in_order)
        if len(words) < _LEAST_WORDS:
            continue
        if words in seen:
            yield Violation(
                statement=statement.id,
                code="repetition",
                span=statement.words()[:80],
                reason=f"The same words stand in statement {seen[words]}.",
            )
        seen.setdefault(words, statement.id)


def _in_order(text: Analysed) -> tuple[str, ...]:
    return tuple([word for word, _, _ in text.text.tokens])


def contradictions(statements: Sequence[Statement], ground: Ground) -> Iterator[Violation]:
    """Two statements that give the same part of the outcome different words."""
    outcome = ground.outcome
    both = {outcome.overall, outcome.determination}
    said: dict[OutcomeRef, tuple[str, frozenset[str], str]] = {}
    for statement in statements:
        if len(statement.basis.outcomes) != 1 or statement.basis.policy_set != NOT_STATED:
            continue
        ref = statement.basis.outcomes[0]
        reading = reading_of(statement, ground)
        if reading.levels and ref.level == NOT_STATED:
            continue
        truth = of_ref(reading, ref)
        for word in verdicts(reading):
            means = frozenset(word.means)
            if (
                word.mood != "asserted"
                or (ref.part == "request" and ref.line == NOT_STATED and means <= both)
                or speaks_of_other_line(reading, word)
                or criterion_sense(reading, word)
                or of_rule(reading, word)
            ):
                continue
            earlier = said.setdefault(ref, (word.words, means, statement.id))
            if earlier[1].isdisjoint(means) and not (earlier[1] & truth and means & truth):
                reason = f'Statement {earlier[2]} says "{earlier[0]}" of the same, this one "{word.words}".'
                yield Violation(statement=statement.id, code="statements-contradict", span=word.words, reason=reason)


def check_document(
    title: str, lead: Sequence[Statement], sections: Sequence[Section], ground: Ground
) -> tuple[Violation, ...]:
    """Checks between statements and of the whole. Violations of the whole name the statement `document`."""
    statements = statements_of(lead, sections)
    found = list(heading_violations(title, DOCUMENT, ground))
    for section in sections:
        found.extend(heading_violations(section.title, DOCUMENT, ground))
    found.extend(
        Violation(statement=DOCUMENT, code=g.code, span=g.key, reason=g.reason) for g in gaps(statements, ground)
    )
    found.extend(repetitions(statements, ground))
    found.extend(contradictions(statements, ground))
    return tuple(found)
