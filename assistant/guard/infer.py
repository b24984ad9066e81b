"""Type and basis of a sentence that comes without them, from its words: levels, codes, terms, quotations, verdicts.

What is inferred is generous: a finding, a line or a criterion that the words could speak of is taken into the basis, so
that the guard refuses for what is wrong and not for what was guessed.
"""

from collections.abc import Iterable

from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import Basis, OutcomeRef, Statement, StatementType
from ..model.policy import Criterion
from .analysed import Analysed
from .figure import supports
from .foreign import Sentence
from .ground import Ground
from .reading import Reading
from .said import criterion_words, verdicts

_MOST = 3
"""Facts of one source that a number is taken to cite."""
_GAIN = 2
"""Words (a figure counts two) that a further fact must add."""
_RULE = 0.7
"""Share of what the best facts say that those of the named criterion must say to be taken for the cited ones."""
_COVERED = 0.8
"""Share of the words of a sentence that a criterion's text must have for the sentence to tell it."""
_REPEATED = 0.6
"""Share of the words of a finding that a sentence must have to speak of it."""
_LABEL = 0.6
"""Share of the words of a criterion's label that name it."""


def inferred(sentence: Sentence, id: str, ground: Ground, facts_of: dict[str, tuple[str, ...]]) -> Statement:
    """The sentence as a statement."""
    bare = Statement(id=id, type="outcome", text=_without_sources(sentence))
    reading = Reading(bare, ground)
    basis = _basis(reading, ground, cited=bool(sentence.sources))
    grounds = {ref for key in basis.criteria if (d := ground.definitions.get(key)) is not None for ref in d.grounds}
    text = sentence.text
    for source in sentence.sources:
        of_rule = [ref for ref in facts_of.get(source, ()) if ref in grounds]
        best = _best(reading, facts_of.get(source, ()), ground)
        refs = of_rule if of_rule and _told(reading, of_rule, ground) >= _RULE * _told(reading, best, ground) else best
        text = text.replace(f"[[{source}]]", "".join(f"[[{ref}]]" for ref in refs))
    statement = bare.model_copy(update={"text": text, "basis": basis})
    return statement.model_copy(update={"type": _type(Reading(statement, ground), ground)})


def _without_sources(sentence: Sentence) -> str:
    text = sentence.text
    for source in sentence.sources:
        text = text.replace(f"[[{source}]]", "")
    return text


def _best(reading: Reading, refs: Iterable[str], ground: Ground) -> list[str]:
    """The facts of a source that together say most of what the sentence says, each adding something."""
    left = reading.text.stem_set - ground.lists.connectives
    figures = {str(f.key) for f in reading.analysed.figures}
    texts = {ref: text for ref in refs if (text := ground.fact_text(ref)) is not None}
    chosen: list[str] = []
    while texts and len(chosen) < _MOST:
        gain = {
            ref: len(left & t.licensed) + 2 * len(figures & {str(f.key) for f in t.figures}) for ref, t in texts.items()
        }
        best = max(gain, key=lambda ref: (gain[ref], ref not in chosen))
        if chosen and gain[best] < _GAIN:
            break
        chosen.append(best)
        figures -= {str(f.key) for f in texts[best].figures}
        left -= texts.pop(best).licensed
    return chosen


def _told(reading: Reading, refs: list[str], ground: Ground) -> int:
    """How much of a sentence some facts hold: words, and figures twice."""
    texts = [text for ref in refs if (text := ground.fact_text(ref)) is not None]
    stems = set[str]().union(*(t.licensed for t in texts)) & reading.text.stem_set - ground.lists.connectives
    figures = {str(f.key) for f in reading.analysed.figures} & {str(f.key) for t in texts for f in t.figures}
    return len(stems) + 2 * len(figures)


def _basis(reading: Reading, ground: Ground, *, cited: bool) -> Basis:
    case = ground.case
    levels = frozenset().union(*(names for _, names in reading.levels))
    findings = tuple(f.id for f in case.findings if _speaks_of(reading, f, ground, levels))
    if not findings and levels:  # told at another level: the check of levels says so
        findings = tuple(f.id for f in case.findings if _repeats(reading, f, ground))
    treatments = tuple(t.id for t in case.treatments if _speaks_of(reading, t, ground, frozenset()))
    named = dict.fromkeys(_criteria(reading, ground, cited=cited))
    if not named and any(m.lastgroup == "rule" for m in ground.lists.cue.finditer(reading.text.lower)):
        named = dict.fromkeys(_decided_by({*findings, *treatments}, ground) if findings or treatments else ())
        named = named or dict.fromkeys(_asking(reading, ground))
    return Basis(
        findings=findings,
        treatments=treatments,
        criteria=tuple(named),
        outcomes=_outcomes(reading, ground, levels),
    )


def _criteria(reading: Reading, ground: Ground, *, cited: bool) -> Iterable[str]:
    """Criteria that the sentence names by label or by what they ask for, or whose text it tells; without a citation,
    also remedies and lessons.
    """
    content = reading.text.stem_set - ground.lists.connectives
    for key in dict.fromkeys((*ground.definitions, *ground.results)):
        if key in ground.results and _names(reading, key, ground):
            yield key
            continue
        wording = ground.criterion_wording(key) if cited else ground.criterion_text(key)
        if wording is not None and len(content) > 2 and len(content & wording.text.stem_set) >= _COVERED * len(content):
            yield key
    for pitfall in () if cited else ground.pack.narrative.pitfalls:
        text = ground.lexicon.kept(pitfall.text)
        if content and len(content & text.text.stem_set) >= _COVERED * len(content):
            yield f"narrative:{pitfall.id}"


def _asking(reading: Reading, ground: Ground) -> Iterable[str]:
    """Criteria of this outcome whose words have a measure that a sentence without anything else names ("75% is required")."""
    measured = [f for f in reading.analysed.figures if f.unit in ground.lists.words.measures]
    for key in ground.results if measured else ():
        wording = ground.criterion_wording(key)
        if wording is not None and all(any(g.unit == f.unit for g in wording.supporting(f)) for f in measured):
            yield key


def _decided_by(entries: set[str], ground: Ground) -> Iterable[str]:
    """Criteria that all of some findings and treatments went into: a rule that is spoken of beside them is one of these."""
    for key in ground.results if entries else ():
        if entries <= {id for node in ground.nodes_of(key) for id in (*node.findings, *node.treatments)}:
            yield key


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
    if _repeats(reading, fact, ground) or _measures(reading, text, ground):
        return not levels or not known or bool(levels & known)
    named = (
        _in_general(reading, text)
        or kind in reading.analysed.concepts
        or bool(reading.analysed.concepts & text.concepts & _kinds(reading))
    )
    return named and (not levels or not known or bool(levels & known))


def _in_general(reading: Reading, text: Analysed) -> bool:
    """Whether a sentence names by a general term of the pack what a finding or treatment has by a special one."""
    mentions = (m for m in reading.analysed.mentions if m.tables & {"kind", "treatment"})
    return any(text.text.stem_set.issuperset(reading.text.stems[m.first : m.last]) for m in mentions)


def _measures(reading: Reading, text: Analysed, ground: Ground) -> bool:
    """Whether a sentence has a measure of a finding or treatment, and a word of it besides."""
    told = [f for f in reading.analysed.figures if f.kind == "ratio" or f.unit in ground.lists.words.measures]
    content = reading.text.stem_set - ground.lists.connectives
    return any(
        g.unit == f.unit or f.kind == "ratio" for f in told for g in text.supporting(f)
    ) and not content.isdisjoint(text.text.stem_set)


def _repeats(reading: Reading, fact: Finding | Treatment, ground: Ground) -> bool:
    """Whether a sentence has most words of a finding or treatment, or names the structure or both days that it has."""
    lists = ground.lists
    own = ground.analysed("quote", fact.id, (fact.quote,)).text.stem_set - lists.function
    own = frozenset(s for s in own if len(s) > 1 and not s.isdigit())
    told = reading.text.stem_set | {s for stem in reading.text.stem_set for s in lists.synonyms.get(stem, ())}
    if own and len(own & told) >= max(_REPEATED * len(own), min(2, len(own))):
        return True
    if isinstance(fact, Finding) and not fact.levels and _alone_has(fact, own & told, ground):
        return True
    if isinstance(fact, Finding):
        return fact.of != NOT_STATED and any(
            c.startswith("structure:") and c.endswith(f":{fact.of}") for c in reading.analysed.concepts
        )
    days = [f for f in ground.treatment_text(fact).figures if f.kind == "date"]
    told_days = [f for f in reading.analysed.figures if f.kind == "date"]
    return bool(days) and any(supports(f, day) for f in told_days for day in days)


def _alone_has(fact: Finding, stems: frozenset[str], ground: Ground) -> bool:
    """Whether one of some words stands in no other finding of the case."""
    others = (ground.analysed("quote", f.id, (f.quote,)).text.stem_set for f in ground.case.findings if f is not fact)
    return bool(stems - ground.lists.connectives - frozenset[str]().union(*others))


def _kinds(reading: Reading) -> frozenset[str]:
    return frozenset(c for c in reading.analysed.concepts if c.startswith(("kind:", "treatment:")))


def _names(reading: Reading, key: str, ground: Ground) -> bool:
    """Whether a sentence has most words of a criterion's label, or of what it asks for."""
    definition = ground.definitions.get(key)
    needs = definition.needs if isinstance(definition, Criterion) else ""
    for words, share in ((ground.results[key][0].label, _LABEL), (needs, _COVERED)):
        stems = ground.lexicon.kept(words).text.stem_set - ground.lists.function if words else frozenset[str]()
        if stems and len(stems & reading.text.stem_set) >= share * len(stems):
            return True
    return False


def _outcomes(reading: Reading, ground: Ground, levels: frozenset[str]) -> tuple[OutcomeRef, ...]:
    """Lines by their codes, levels by their names, stages by number, the setting by its words; else the request."""
    outcome = ground.outcome
    if lesser := tuple(_alternatives(reading, ground)):
        return lesser
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
    if refs:
        return tuple(refs)
    whole = OutcomeRef(line=outcome.lines[0].id, part="line")
    return (OutcomeRef(), whole) if len(outcome.lines) == 1 else (OutcomeRef(),)


def _alternatives(reading: Reading, ground: Ground) -> Iterable[OutcomeRef]:
    """The computed alternatives that a sentence names: by words of the other procedure that the requested one has not, or as the lesser
    operation that it is.
    """
    lists, stems = ground.lists, reading.text.stem_set
    for alternative in ground.outcome.alternatives:
        line = ground.lines.get(alternative.line)
        own = ground.lexicon.kept(alternative.procedure).text.stem_set - lists.function
        asked = ground.lexicon.kept(line.procedure).text.stem_set if line is not None else frozenset[str]()
        if (own <= stems and own - asked) or (
            own - asked == frozenset() and lists.narrowing.search(reading.text.lower)
        ):
            yield OutcomeRef(line=alternative.line, part="alternative")


def _type(reading: Reading, ground: Ground) -> StatementType:
    """What a sentence owes, by what it cites and says."""
    basis, facts = reading.statement.basis, reading.facts
    answered = bool(criterion_words(reading)) and bool(basis.criteria)
    if reading.documents or reading.quotes:
        return "application" if facts or basis.criteria else "record_fact"
    if facts:
        roles = {found[1].role for ref in facts if (found := ground.fact(ref)) is not None}
        return "policy_statement" if basis.criteria or roles == {"requirement"} else "evidence"
    if answered:
        return "application"
    lower = reading.text.lower
    if verdicts(reading) or reading.names_this_case or ground.lists.conditional_phrase.search(lower):
        return "outcome"
    if basis.criteria:
        return "application" if basis.findings or basis.treatments else "recommendation"
    if (basis.findings or basis.treatments) and not reading.words & _GENERAL:
        return "record_fact"
    if any(ref.part == "setting" for ref in basis.outcomes):
        return "outcome"
    claims = any(m.tables & {"kind", "treatment", "procedure"} for m in reading.analysed.mentions)
    return "evidence" if claims or any(f.unit == "%" for f in reading.analysed.figures) else "outcome"


_GENERAL = frozenset(("patients", "studies", "trials", "guidelines", "series", "literature", "evidence"))
"""Words of a sentence that speaks of people in general, not of this record."""
