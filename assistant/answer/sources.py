"""What the sources say of outcomes, and of how a decision is contested: each statement with its source."""

import math
import re
from collections.abc import Collection, Sequence
from typing import Final

from ..draft import Context
from ..draft.verdict import summary
from ..draft.weighing import weighing
from ..guard.analysed import Analysed
from ..model.answer import Understood
from ..model.corpus import Fact, Source
from ..model.document import Statement
from ..model.evidence import Passage
from ..writer.redact import without_persons
from .narrow import guidelines_first, of_patients, seeks_against, speaking_against, studies_named
from .opened import Opened, narrowed
from .question import topic
from .tell import Told, statements

HITS: Final = 6
"""Facts told from a search."""
SEARCHED: Final = 40
"""Facts that a search hands over, before those that miss the topic are left out."""
PLANNED: Final = 6
"""Facts told from the evidence plans of the policies."""
LAW: Final = 4
"""Facts told of the law."""
ENOUGH: Final = 3
"""Facts of studies and guidelines beside which payers' texts are no evidence that is missing."""
FEW: Final = 4
"""Facts told where they are only near to a question."""
TOPICAL: Final = ("natural_history", "complications")
"""Sections of a plan that answer a question by being on its subject."""
COVERED: Final = 0.5
"""Share of the topic, weighed by rarity, that a fact has to hold."""


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
    context = opened.fresh(further=told.passages)
    ground = opened.grounded(told.passages)
    alike = not named and re.search(opened.questions.alike, asked.text.lower()) is not None
    if alike:
        told.section(weighing(_part(asked, opened)), opened.ground)
        found = sorted(found, key=lambda p: p.found_by != "plan")[:FEW]
    refs = [p.ref for p in found]
    transfers = bool(named) and re.search(opened.questions.transfers, asked.text.lower()) is not None
    if transfers and not told.section(weighing(context, sources=named), ground):
        told.note("not_weighed_here")
    told.say([s for ref in refs for s in (context.told(ref),) if s], ground, "bullets")
    if not told.blocks and (near := _of_section(asked, opened)):
        told.note("near_sources")
        told.say(near, opened.ground, "bullets")
    elif not told.blocks:
        told.note("not_in_sources")
        if asked.subject.lines:  # what was found for the procedure itself, in patients like this one
            told.section(weighing(_part(asked, opened)), opened.ground)
    return told


def _of_section(asked: Understood, opened: Opened) -> list[Statement]:
    """What the plans hold of the sections that a question names, whatever else it asks of them."""
    plans = opened.questions.plans
    if not any(re.search(plans[section], asked.text.lower()) for section in TOPICAL):
        return []
    context = opened.fresh()
    planned = _planned(asked, (), True, opened)[:FEW]
    return [s for p in planned for s in (context.told(p.ref),) if s]


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
