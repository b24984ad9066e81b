"""Type and basis of a sentence that comes without them, from its words: levels, codes, terms, quotations, verdicts.

What is inferred is generous: a finding, a line or a criterion that the words could speak of is taken into the basis, so
that the guard refuses for what is wrong and not for what was guessed.
"""

from collections.abc import Iterable

from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import Basis, OutcomeRef, Statement, StatementType
from .foreign import Sentence
from .ground import Ground
from .reading import Reading
from .said import criterion_words, verdicts

_MOST = 3
"""Facts of one source that a number is taken to cite."""
_NEAR = 0.6
"""Share of the best fact's likeness that a further one must have."""
_LABEL = 0.6
"""Share of the words of a criterion's label that name it."""


def inferred(sentence: Sentence, id: str, ground: Ground, facts_of: dict[str, tuple[str, ...]]) -> Statement:
    """The sentence as a statement."""
    bare = Statement(id=id, type="outcome", text=_without_sources(sentence))
    reading = Reading(bare, ground)
    text = sentence.text
    for source in sentence.sources:
        refs = _best(reading, facts_of.get(source, ()), ground)
        text = text.replace(f"[[{source}]]", "".join(f"[[{ref}]]" for ref in refs))
    statement = bare.model_copy(update={"text": text, "basis": _basis(reading, ground)})
    return statement.model_copy(update={"type": _type(Reading(statement, ground), ground, sentence)})


def _without_sources(sentence: Sentence) -> str:
    text = sentence.text
    for source in sentence.sources:
        text = text.replace(f"[[{source}]]", "")
    return text


def _best(reading: Reading, refs: Iterable[str], ground: Ground) -> list[str]:
    """The facts of a source that say most of what the sentence says."""
    stems = reading.text.stem_set - ground.lists.connectives
    figures = {str(f.key) for f in reading.analysed.figures}
    scored = []
    for ref in refs:
        text = ground.fact_text(ref)
        if text is not None:
            shared = len(stems & text.licensed) + 2 * len(figures & {str(f.key) for f in text.figures})
            scored.append((shared, ref))
    scored.sort(key=lambda s: (-s[0], s[1]))
    best = scored[0][0] if scored else 0
    return [ref for score, ref in scored[:_MOST] if score >= max(1.0, _NEAR * best)] or [r for _, r in scored[:1]]


def _basis(reading: Reading, ground: Ground) -> Basis:
    case = ground.case
    levels = frozenset().union(*(names for _, names in reading.levels))
    return Basis(
        findings=tuple(f.id for f in case.findings if _speaks_of(reading, f, ground, levels)),
        treatments=tuple(t.id for t in case.treatments if _speaks_of(reading, t, ground, frozenset())),
        criteria=tuple(key for key in ground.results if _names(reading, key, ground)),
        outcomes=_outcomes(reading, ground, levels),
    )


def _speaks_of(reading: Reading, fact: Finding | Treatment, ground: Ground, levels: frozenset[str]) -> bool:
    """Whether a sentence quotes a finding or treatment, or names its kind at its level."""
    quoted = any(q.words.strip(" .,;").casefold() in fact.quote.casefold() for q in reading.quotes if q.words)
    if isinstance(fact, Finding):
        kind, known = f"kind:{fact.kind}", ground.at(fact)
        text = ground.finding_text(fact)
    else:
        kind, known, text = f"treatment:{fact.kind}", frozenset[str](), ground.treatment_text(fact)
    if quoted:
        return not levels or not known or bool(levels & known) or fact.quote.casefold() in reading.text.lower
    named = kind in reading.analysed.concepts or bool(reading.analysed.concepts & text.concepts & _kinds(reading))
    return named and (not levels or not known or bool(levels & known))


def _kinds(reading: Reading) -> frozenset[str]:
    return frozenset(c for c in reading.analysed.concepts if c.startswith(("kind:", "treatment:")))


def _names(reading: Reading, key: str, ground: Ground) -> bool:
    """Whether a sentence has most words of a criterion's label."""
    label = ground.results[key][0].label
    stems = ground.lexicon.kept(label).text.stem_set - ground.lists.function
    return bool(stems) and len(stems & reading.text.stem_set) >= _LABEL * len(stems)


def _outcomes(reading: Reading, ground: Ground, levels: frozenset[str]) -> tuple[OutcomeRef, ...]:
    """Lines by their codes, levels by their names, stages by number, the setting by its words; else the request."""
    outcome = ground.outcome
    codes = {str(f.key) for f in reading.analysed.figures if f.kind == "code"}
    lines = [line for line in outcome.lines if line.code in codes] or list(outcome.lines if levels else ())
    refs = []
    for line in lines:
        at = [lv for lv in line.per_level if lv.level in levels]
        refs += [OutcomeRef(line=line.id, level=lv.level, part="level") for lv in at]
        if not at and line.code in codes:
            refs.append(OutcomeRef(line=line.id, part="line"))
    stages = [int(f.key) for f in reading.analysed.figures if f.unit == "stage" and isinstance(f.key, float)]
    refs += [OutcomeRef(part="stage", stage=n) for n in stages if any(s.stage == n for s in outcome.stages)]
    if not refs and ground.lists.setting.search(reading.text.lower) and outcome.setting.requested != NOT_STATED:
        refs.append(OutcomeRef(part="setting"))
    return tuple(refs) or (OutcomeRef(),)


def _type(reading: Reading, ground: Ground, sentence: Sentence) -> StatementType:
    """What a sentence owes, by what it cites and says."""
    basis, facts = reading.statement.basis, reading.facts
    on_file = bool(basis.findings or basis.treatments or reading.documents)
    if reading.documents or (on_file and (facts or reading.levels)):
        return "application" if facts or criterion_words(reading) else "record_fact"
    if facts:
        roles = {found[1].role for ref in facts if (found := ground.fact(ref)) is not None}
        return "policy_statement" if roles == {"requirement"} else "evidence"
    if (
        verdicts(reading)
        or criterion_words(reading)
        or reading.names_this_case
        or ground.lists.conditional_phrase.search(reading.text.lower)
    ):
        return "application" if criterion_words(reading) and basis.criteria else "outcome"
    if basis.criteria:
        return "recommendation"
    claims = any(m.tables & {"kind", "treatment", "procedure"} for m in reading.analysed.mentions)
    return "evidence" if claims or any(f.unit == "%" for f in reading.analysed.figures) else "outcome"
