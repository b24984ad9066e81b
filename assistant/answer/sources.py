"""What policies require and who differs, and what the sources say of outcomes: each statement with its source."""

import math
import re
from collections.abc import Collection, Sequence
from typing import Final

from ..draft import Context
from ..draft.verdict import summary
from ..draft.weighing import weighing
from ..draft.words import listed
from ..errors import AssistantError
from ..guard import Ground
from ..guard.analysed import Analysed
from ..model.answer import Understood
from ..model.corpus import Fact, Source
from ..model.document import OutcomeRef, Statement
from ..model.evidence import Passage
from ..model.outcome import LineOutcome
from ..model.policy import Criterion
from ..writer.redact import without_persons
from .aims import aimed_at
from .narrow import guidelines_first, of_patients, seeks_against, speaking_against, studies_named
from .opened import Opened, narrowed
from .question import topic
from .subject import asked_of, treatment_classes
from .tell import Told, statements
from .worlds import world

HITS: Final = 6
"""Facts told from a search."""
SEARCHED: Final = 40
"""Facts that a search hands over, before those that miss the topic are left out."""
PLANNED: Final = 6
"""Facts told from the evidence plans of the policies."""
LAW: Final = 4
"""Facts told of the law."""
CRITERIA: Final = 8
"""Criteria told for one question."""
ENOUGH: Final = 3
"""Facts of studies and guidelines beside which payers' texts are no evidence that is missing."""
FEW: Final = 4
"""Criteria up to which each is told with what it rests on and who differs."""
COVERED: Final = 0.5
"""Share of the topic, weighed by rarity, that a fact has to hold."""


# --- Requirements -----------------------------------------------------------------------------------------------------


def requirement(asked: Understood, opened: Opened) -> Told:
    """What the deciding policies ask for, on which sources that rests, which others differ, and the version in force."""
    told = Told()
    if asked.subject.policy_sets:
        return _required_elsewhere(asked, opened)
    context = opened.fresh()
    keys = asked.subject.criteria or tuple(
        dict.fromkeys(f"{c.policy}:{c.id}" for line in opened.lines(asked.subject.lines) for c in line.criteria)
    )
    counts = re.search(opened.questions.figures, asked.text.lower()) and asked.subject.treatments
    if counts and not aimed_at(asked.text, keys, opened):
        keys = tuple(dict.fromkeys((*keys, *_counting(asked, opened))))
    keys = _with_figure(keys, asked, opened) or keys
    if re.search(opened.questions.versions, asked.text.lower()) and not asked.subject.criteria:
        told.say([_version(context)], opened.ground)
        return told
    unlike: dict[str, tuple[str, Criterion]] = {}
    for key in keys:
        definition = opened.ground.definitions.get(key)
        if isinstance(definition, Criterion):
            unlike.setdefault(definition.text, (key, definition))
    told.say(_restricted(asked, context, opened), opened.ground)
    if told.blocks:
        return told
    brief = not asked.subject.criteria and len(unlike) > FEW
    for key, criterion in list(unlike.values())[: CRITERIA if brief else FEW]:
        told.say(_required(key, criterion, context, brief=brief), opened.ground)
    if not told.blocks and opened.outcome.lines:
        text = "No policy of this set decides what the question names"
        told.say([context.statement("outcome", text, outcomes=[context.request_ref()])], opened.ground)
    told.say([_version(context)], opened.ground)
    return told


def _required_elsewhere(asked: Understood, opened: Opened) -> Told:
    """What other policy sets ask for of the lines named: of the families of criteria that the question names, where it names any."""
    told, definitions = Told(), opened.ground.definitions
    asks: dict[str, list[tuple[list[Statement], Ground]]] = {}
    versions: list[tuple[list[Statement], Ground]] = []
    several = len(asked.subject.policy_sets) > 1
    families = {d.family for key in asked.subject.criteria if isinstance(d := definitions.get(key), Criterion)}
    for id in asked.subject.policy_sets:
        try:
            context, ground = world(opened.context.case, opened, id)
        except AssistantError:
            continue  # not in force on that day
        lines = [context.outcome.line(line.id) for line in opened.lines(asked.subject.lines)]
        keys = dict.fromkeys(f"{c.policy}:{c.id}" for ln in lines if ln.policy_set == id for c in ln.criteria)
        own = {k: d for k in keys if isinstance(d := ground.definitions.get(k), Criterion)}
        of_family = {k: d for k, d in own.items() if d.family in families} or own
        unlike = {d.text: (k, d) for k, d in of_family.items()}
        brief = len(unlike) > FEW or several
        for key, criterion in list(unlike.values())[:CRITERIA]:
            said = _required(key, criterion, context, brief=brief)
            asks.setdefault(criterion.family, []).append(([_under(id, s) for s in said] if several else said, ground))
        if own:
            versions.append(([_version(context)], ground))
        else:
            versions.append((_without_policy(id, lines, context), ground))
    for of_one in asks.values():  # what sets ask for of one thing stands together
        for said, ground in of_one:
            told.say(said, ground)
    for said, ground in versions:
        told.say(said, ground)
    return told


def _under(policy_set: str, statement: Statement) -> Statement:
    """The statement with the policy set that says so in its label."""
    return statement.model_copy(update={"label": f"{statement.label.rstrip('.')}, {policy_set}."})


def _without_policy(id: str, lines: Sequence[LineOutcome], context: Context) -> list[Statement]:
    """That a set has no policy for the lines asked about."""
    refs = [OutcomeRef(part="line", line=line.id) for line in lines]
    text = f"The policy set {id} has no policy for {listed(line.code for line in lines)}"
    return [context.statement("outcome", text, outcomes=refs)]


def _counting(asked: Understood, opened: Opened) -> list[str]:
    """Criteria of the lines asked about that count treatments of the kinds named."""
    kinds = {f"treatment:{t}" for t in asked.subject.treatments}
    classes = treatment_classes(opened.context.pack)
    found = []
    for line in opened.lines(asked.subject.lines):
        for c in line.criteria:
            definition = opened.ground.definitions.get(f"{c.policy}:{c.id}")
            if isinstance(definition, Criterion) and kinds & set(asked_of(definition.test.model_dump(), classes)):
                found.append(f"{c.policy}:{c.id}")
    return list(dict.fromkeys(found))


def _with_figure(keys: Sequence[str], asked: Understood, opened: Opened) -> tuple[str, ...]:
    """The criteria in whose words a figure of the question stands, of a question that names none; codes and levels are no such figures."""
    text = re.sub(r"\b[A-Za-z]+\d+(?:-\w+)?\b|\b\d{4}[\dT]\b", " ", asked.text)
    figures = set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)", text))
    if asked.subject.criteria or not figures:
        return ()
    definitions = ((key, opened.ground.definitions.get(key)) for key in keys)
    told = {key: set(re.findall(r"\d+(?:\.\d+)?", d.text)) for key, d in definitions if isinstance(d, Criterion)}
    return tuple(key for key, found in told.items() if figures <= found)


def _required(key: str, criterion: Criterion, context: Context, *, brief: bool) -> list[Statement]:
    """One requirement, what grounds it, and who asks for something else."""
    label = f"{context.pack.family(criterion.family).title}."
    first = context.statement("policy_statement", context.backed(criterion.text, criterion.grounds), criteria=[key])
    found = [first.model_copy(update={"label": label})]
    if not brief:
        refs = context.citable(criterion.grounds) or context.retrieved(criterion.grounds)
        found += [s for ref in refs for s in (context.told(ref),) if s]
        differing = [s for ref in criterion.differs for s in (context.told(ref),) if s]
        if differing:
            lead = differing[0]
            found += [lead.model_copy(update={"text": f"Sources differ here. {lead.text}"}), *differing[1:]]
    return found


def _restricted(asked: Understood, context: Context, opened: Opened) -> list[Statement]:
    """The rule by which a line named is part of another, and what it rests on."""
    named = [line for line in opened.lines(asked.subject.lines) if asked.subject.lines and line.outcome == "incidental"]
    found: list[Statement] = []
    for id in dict.fromkeys(r.id for line in named for r in line.restrictions if r.applies):
        rule, policy_set = context.restriction(id)
        text = context.backed(rule.text, rule.grounds)
        found.append(context.statement("policy_statement", text, criteria=[f"{policy_set.id}:{rule.id}"]))
        found += [s for ref in context.citable(rule.grounds) for s in (context.told(ref),) if s]
    return found


def _version(context: Context) -> Statement:
    outcome = context.outcome
    text = f"This is decided under the policy set {outcome.policy_set}, version {outcome.policy_version}, as of {outcome.as_of}"
    return context.statement("outcome", text, outcomes=[context.request_ref()])


# --- Evidence ---------------------------------------------------------------------------------------------------------


def evidence(asked: Understood, opened: Opened) -> Told:
    """Facts of the sources that bear on the question, within the region and policy set of the request."""
    told = Told()
    words = _topic(asked, opened)
    hits = _searched(asked, words, opened)
    planned = _planned(asked, words, bool(hits), opened)
    if named := studies_named(asked.text, opened):
        hits, planned = _of_sources(named, words, opened), []
    found = [*hits[:HITS], *(p for p in planned[:PLANNED] if p.ref not in {h.ref for h in hits[:HITS]})]
    found, unlike = of_patients(guidelines_first(found, asked.text, opened), asked.text, opened)
    favourable = False
    if seeks_against(asked.text, opened):
        found, favourable = _against([*hits, *found], asked, opened, alone=bool(named))
    told.passages = found
    if unlike:
        told.note("other_patients")
    if favourable:
        told.note("on_neither_side")
    refs = [p.ref for p in found]
    context = opened.fresh(further=told.passages)
    ground = opened.grounded(told.passages)
    alike = not named and re.search(opened.questions.alike, asked.text.lower()) is not None
    if alike:
        told.section(weighing(_part(asked, opened)), opened.ground)
    transfers = bool(named) and re.search(opened.questions.transfers, asked.text.lower()) is not None
    if transfers and not told.section(weighing(context, sources=named), ground):
        told.note("not_weighed_here")
    told.say([s for ref in refs for s in (context.told(ref),) if s], ground, "bullets")
    if not told.blocks:
        told.note("not_in_sources")
        if asked.subject.lines:  # what was found for the procedure itself, in patients like this one
            told.section(weighing(_part(asked, opened)), opened.ground)
    return told


def _part(asked: Understood, opened: Opened) -> Context:
    """A context of the lines and levels asked about."""
    return opened.fresh(narrowed(opened.outcome, asked.subject.lines, asked.subject.levels))


def _against(found: Sequence[Passage], asked: Understood, opened: Opened, *, alone: bool) -> tuple[list[Passage], bool]:
    """What speaks against it first: of what was found and, unless the question names its sources, of what the plans of the lines
    at the levels named hold, in whatever words; whether nothing does.
    """
    subject, found = asked.subject, list({p.ref: p for p in found}.values())
    known = {p.ref for p in found}
    here = tuple(line.id for line in opened.outcome.lines if not set(subject.levels).isdisjoint(line.levels))
    wide = asked.model_copy(update={"subject": subject.model_copy(update={"lines": here or subject.lines})})
    planned = () if alone else [p for p in _planned(wide, (), True, opened) if p.ref not in known]
    ordered, none = speaking_against([*found, *planned], asked.text, opened)
    return (found if none else ordered)[: None if alone else HITS], none


def _topic(asked: Understood, opened: Opened) -> tuple[str, ...]:
    """What the question is about beside the section of a plan that it names."""
    text = asked.text
    for pattern in opened.questions.plans.values():
        text = re.sub(rf"(?:{pattern})\w*", " ", text, flags=re.IGNORECASE)
    for aside in (opened.questions.spans, opened.questions.alike):
        text = re.sub(aside, " ", text, flags=re.IGNORECASE)
    words = topic(text, opened)
    telling = tuple(w for w in words if w not in opened.ground.lists.connectives and not w.isdigit())
    return telling or words


def _searched(asked: Understood, words: Sequence[str], opened: Opened) -> list[Passage]:
    """What the search finds that holds enough of the topic; without an index, what was retrieved for the case."""
    if not words:
        return []
    context, weights = opened.context, _weights(words, opened)
    if opened.index is None:
        own = context.evidence.passages
        found = [p.model_copy(update={"purposes": ("answer",)}) for p in own if context.concerns(p.ref)]
    else:
        query = _query(asked, opened)
        hits = opened.index.search(query, regions=context.evidence.regions, policy_set=context.sets[0].id, k=SEARCHED)
        found = [Passage(ref=h.ref, text=h.text, found_by="search", score=h.score, purposes=("answer",)) for h in hits]
    kept = [p for p in found if _share(p.ref, weights, opened) >= COVERED and not _of_other_region(p.ref, opened)]
    counted = re.search(opened.questions.figures, asked.text.lower()) is not None
    kept.sort(key=lambda p: (-_share(p.ref, weights, opened), counted and "%" not in p.text))
    if re.search(opened.questions.plans["complications"], asked.text.lower()):
        kept = [p for p in kept if re.search(opened.questions.harms, p.text.lower())]
    told = [p for p in kept if _is_evidence(*context.fact(p.ref))]
    return [*told, *(p for p in kept if p not in told)] if len(told) < ENOUGH else told


def _of_sources(named: Collection[str], words: Sequence[str], opened: Opened) -> list[Passage]:
    """What the sources named say, what holds most of the topic first."""
    facts, weights = opened.context.pack.facts, _weights(words, opened)
    own = [(ref, fact) for ref, (source, fact) in facts.items() if source.id in named]
    own.sort(key=lambda pair: -_share(pair[0], weights, opened))
    return [Passage(ref=ref, text=fact.text, found_by="search", purposes=("answer",)) for ref, fact in own]


def _is_evidence(source: Source, fact: Fact) -> bool:
    """Whether a fact is a result or advice, and no payer's rule."""
    return source.type != "Policy" and fact.role != "requirement"


def _of_other_region(ref: str, opened: Opened) -> bool:
    """Whether a fact of a source on several regions names another one than those of the request."""
    text, regions = opened.ground.fact_text(ref), opened.ground.lexicon.regions
    own = {regions[s] for s in text.text.stem_set if s in regions} if text else set()
    return bool(own) and own.isdisjoint(opened.context.evidence.regions)


def _query(asked: Understood, opened: Opened) -> str:
    """The topic as typed, without the words of asking."""
    idle = opened.questions.idle_words
    text = without_persons(asked.text, opened.context.case) if opened.far else asked.text
    kept = [w for w in re.findall(r"[\w'/-]+", text) if w.lower() not in idle]
    return " ".join(kept)


def _weights(words: Sequence[str], opened: Opened) -> dict[str, float]:
    """How much each word of the topic tells: the rarer among the facts, the more. Names of regions tell nothing here."""
    counts, total = opened.stem_counts, len(opened.context.pack.facts)
    regions = {
        stem
        for name in opened.context.pack.vocabulary.regions.values()
        for stem in Analysed(name, opened.ground.lexicon).text.stems
    }
    return {w: math.log(1 + total / (1 + counts[w])) for w in words if w not in regions or len(words) == 1}


def _share(ref: str, weights: dict[str, float], opened: Opened) -> float:
    """The share of the topic that a fact and what surrounds it hold."""
    text, about = opened.ground.fact_text(ref), opened.ground.about(ref)
    held = (text.licensed if text else frozenset()) | (about.licensed if about else frozenset())
    whole = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in held) / whole if whole else 0.0


def _planned(asked: Understood, words: Sequence[str], found: bool, opened: Opened) -> list[Passage]:
    """What the deciding policies plan to tell of the sections asked for; on the topic, where the question has one."""
    context, lower = opened.context, asked.text.lower()
    sections = [name for name, pattern in opened.questions.plans.items() if re.search(pattern, lower)] or ["outcomes"]
    lines = [ln for ln in opened.lines(asked.subject.lines) if ln.policy in context.policies]
    weights = _weights(words, opened)
    named = _names(opened, [ln.id for ln in lines])
    free = {w: n for w, n in weights.items() if w not in named}
    refs: dict[str, str] = {}
    for section in sections:
        for line in lines:
            refs |= {ref: section for ref in getattr(context.plan(line), section) if ref not in refs}
    on_topic = [r for r in refs if not free or _share(r, free, opened) >= COVERED]
    if not on_topic and free and not found:
        return []
    return [
        Passage(ref=r, text=context.fact(r)[1].text, found_by="plan", purposes=("answer", refs[r]))
        for r in context.citable(on_topic)
    ]


def _names(opened: Opened, lines: Sequence[str]) -> frozenset[str]:
    """Stems of the names of lines: a question that holds nothing else is about them as a whole."""
    pack, lexicon = opened.context.pack, opened.ground.lexicon
    texts = [
        text
        for line in opened.lines(lines)
        for text in (line.procedure, line.code, pack.vocabulary.procedures.get(line.family, ""), *line.levels)
    ]
    terms = [t.term for t in pack.glossary if any(t.meaning in text for text in texts)]
    return frozenset().union(*(Analysed(t, lexicon).text.stem_set for t in (*texts, *terms) if t))


# --- What happens next ------------------------------------------------------------------------------------------------


def process(asked: Understood, opened: Opened) -> Told:
    """Who decides and what comes next; of notices and contesting only what the sources of law hold."""
    told, context = Told(), opened.fresh()
    notice = context.statement("recommendation", context.pack.narrative.notice, criteria=["narrative:notice"])
    told.say([*statements(summary(context))[-1:], notice], opened.ground)
    told.passages = _law(asked, opened)
    context = opened.fresh(further=told.passages)
    refs = [p.ref for p in told.passages]
    told.say([s for ref in refs for s in (context.told(ref),) if s], opened.grounded(told.passages), "bullets")
    if not refs:
        told.note("not_in_sources")
    return told


def _law(asked: Understood, opened: Opened) -> list[Passage]:
    """Facts of sources of law on how a decision is told and contested, those nearest to the question first."""
    pack, regions = opened.context.pack, set(opened.context.evidence.regions)
    bodies = {name for a in pack.authorities if "law" in a.issues for name in (a.name, *a.also)}
    found = [
        (ref, fact)
        for ref, (source, fact) in pack.facts.items()
        if source.issuer in bodies
        and opened.questions.process_topic in fact.topics
        and ("any" in source.regions or not regions.isdisjoint(source.regions))
    ]
    words = opened.questions
    deciding = re.search(words.deciding.asked, asked.text.lower()) is not None
    looked = words.deciding.told if deciding else f"{asked.text} {words.process_words}"
    weights = _weights(topic(looked, opened), opened)
    shares = {ref: _share(ref, weights, opened) for ref, _ in found}
    best = max(shares.values(), default=0.0)
    chosen = sorted((p for p in found if shares[p[0]] >= best / 2), key=lambda pair: -shares[pair[0]])
    return [Passage(ref=ref, text=fact.text, found_by="search", purposes=("answer",)) for ref, fact in chosen[:LAW]]
