"""What the record says: typed facts first, then the sentences of its documents that hold the words asked for."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ..draft import Context
from ..draft.words import listed, quoted
from ..guard.analysed import Analysed
from ..guard.text import squeeze
from ..model.answer import Subject, Understood
from ..model.base import NOT_STATED
from ..model.case import Document, Finding, Treatment
from ..model.document import Statement
from .opened import Opened
from .question import topic
from .tell import Told

SENTENCES: Final = 4
"""Sentences quoted for one question."""
FACTS: Final = 12
"""Facts told for one question."""
LIKE: Final = 0.75
"""Share of the words looked for that a fact has to hold, where it is not named."""
_LONGEST: Final = 320
"""Characters of a sentence that is quoted."""
_WORD: Final = {"present": "", "absent": "Expressly denied: ", "uncertain": "Left open: "}


def record(asked: Understood, opened: Opened) -> Told:
    """Findings and treatments of the kinds asked about, where they stand; or the words themselves; or that there are none."""
    told, subject = Told(), asked.subject
    context = opened.fresh()
    named = bool(subject.kinds or subject.treatments)
    facts = _facts(subject, opened)
    facts += _effects(asked, facts, opened)
    spoken = [] if facts and named else _sentences(asked, opened)
    if not facts and not spoken:
        facts = _loosely(asked, opened)
    if not facts and not spoken and subject.levels and not named:
        facts = _facts(Subject(levels=subject.levels, documents=subject.documents), opened)
    if not facts and not spoken and subject.documents and not _specific(asked, opened):
        facts = [f for f in _all(opened) if f.document in subject.documents]
    placed = set(subject.levels) - {level for line in opened.outcome.lines for level in line.levels}
    if not (facts or spoken or named or placed) and (spoken := _sentences(asked, opened, part=True)):
        told.note("nearest")
    typed = [(d, words, _within(d, words, opened)) for d, words in spoken]
    facts += [f for _, _, found in typed for f in found]
    spoken = [(d, words) for d, words, found in typed if not found]
    told.say(_all_told(facts, context, opened), opened.ground, "bullets")
    told.say((_spoken(d, words, context) for d, words in spoken), opened.ground, "bullets")
    told.say(_unstated(asked, [f for f in facts if isinstance(f, Treatment)], context, opened), opened.ground)
    told.say(_made_by(asked, context, opened), opened.ground, "bullets")
    if not told.blocks:
        _absent(subject, context, opened, told)
    return told


def _unstated(asked: Understood, given: Sequence[Treatment], context: Context, opened: Opened) -> list[Statement]:
    """What the question wants to know of treatments, and no document tells."""
    lower, words = asked.text.lower(), opened.questions
    missing: dict[str, list[Treatment]] = {}
    for t in given:
        length = (t.weeks, t.sessions) if t.start == t.end or NOT_STATED in (t.start, t.end) else ("dated",)
        for pattern, name, values in (
            (words.lengths, "length", length),
            (words.days, "dates", (t.start, t.end)),
            (words.responses, "response", (t.response,)),
        ):
            if re.search(pattern, lower) and all(value == NOT_STATED for value in values):
                missing.setdefault(name, []).append(t)
    return [
        context.statement(
            "record_fact",
            f"Not in the record: the {name} of {listed(opened.context.pack.treatment(t.kind).label for t in found)} "
            f"{context.cited_documents((), [t.id for t in found])}",
            treatments=[t.id for t in found],
        )
        for name, found in missing.items()
    ]


def _effects(asked: Understood, given: Sequence[Finding | Treatment], opened: Opened) -> list[Finding | Treatment]:
    """Findings that a sentence on one of the treatments states as well, where the question asks what it did, and for how long."""
    lower, words, case = asked.text.lower(), opened.questions, opened.context.case
    treatments = [t for t in given if isinstance(t, Treatment)]
    if not treatments or not re.search(f"{words.responses}|{words.lengths}", lower):
        return []
    sentences = [
        (document.id, squeeze(line.text))
        for document in case.documents
        for line in opened.reader.layout.sentences(document.text)
    ]
    near = [(id, s) for id, s in sentences if any(t.document == id and squeeze(t.quote) in s for t in treatments)]
    return [
        f for f in case.findings if f not in given and any(f.document == d and squeeze(f.quote) in s for d, s in near)
    ]


def _made_by(asked: Understood, context: Context, opened: Opened) -> list[Statement]:
    """The day and the author of the documents named, where the question asks for them."""
    lower, words = asked.text.lower(), opened.questions
    named = [d for d in context.case.documents if d.id in asked.subject.documents]
    found = []
    if re.search(words.days, lower):
        found += [
            context.statement("record_fact", f"{context.document_name(d.id)} is dated {d.date} [[record:{d.id}]]")
            for d in named
        ]
    if re.search(words.authors, lower):
        for d in named:
            name = context.document_name(d.id)
            who = f"names {d.author} as its author" if d.author != NOT_STATED else "names no author"
            found.append(context.statement("record_fact", f"{name} {who} [[record:{d.id}]]"))
    return found


def _absent(subject: Subject, context: Context, opened: Opened, told: Told) -> None:
    """That no document says so; with what they say of the same at other levels."""
    elsewhere = _facts(subject.model_copy(update={"levels": ()}), opened) if subject.levels else []
    where = f" at {context.span(subject.levels)}" if elsewhere else ""
    count = len(context.case.documents)
    none = "the one document" if count == 1 else f"none of the {count} documents"
    text = f"Not in the record: {none} on file states this{where}"
    if not (subject.kinds or subject.treatments):  # words alone were looked for: another word may say the same
        text = f"Not in the record in these words: {none} on file has a sentence with them{where}"
    told.say([context.statement("record_fact", text)], opened.ground)
    told.note("not_in_record")
    told.say(_all_told(elsewhere, context, opened), opened.ground, "bullets")


def facts_of(subject: Subject, opened: Opened) -> list[Finding | Treatment]:
    """Facts of the kinds named, at the levels named."""
    return _facts(subject, opened)


def told_of(facts: Sequence[Finding | Treatment], opened: Opened) -> Told:
    """What the documents say of some facts."""
    told, context = Told(), opened.fresh()
    told.say(_all_told(facts, context, opened), opened.ground, "bullets")
    return told


def _all(opened: Opened) -> list[Finding | Treatment]:
    case = opened.context.case
    return [*case.findings, *case.treatments]


def _facts(subject: Subject, opened: Opened) -> list[Finding | Treatment]:
    """Facts of the kinds, at the levels and in the documents named. A fact without a level speaks of any."""
    case, levels = opened.context.case, set(subject.levels)
    any_kind = not (subject.kinds or subject.treatments)
    if any_kind and not levels:
        return []
    parse = opened.context.pack.levels.places
    found: list[Finding | Treatment] = []
    for finding in case.findings:
        at = {level for text in finding.levels for level in parse(text)}
        here = not levels or (not at.isdisjoint(levels) if any_kind or at else True)
        if here and (finding.kind in subject.kinds or any_kind):
            found.append(finding)
    found += [t for t in case.treatments if t.kind in subject.treatments]
    order = {d.id: n for n, d in enumerate(case.documents)}
    if subject.documents:
        found = [f for f in found if f.document in subject.documents]
    return sorted(found, key=lambda f: order[f.document])


def _loosely(asked: Understood, opened: Opened) -> list[Finding | Treatment]:
    """Facts whose names and words, taken together, hold nearly all that the question looks for."""
    wanted, named = _wanted(asked, opened), asked.subject.documents
    lexicon, best = opened.ground.lexicon, 0.0
    found: list[tuple[float, Finding | Treatment]] = []
    for fact in _all(opened) if wanted else ():
        table = "kind" if isinstance(fact, Finding) else "treatment"
        names = (stem for name in lexicon.names_of.get(f"{table}:{fact.kind}", ()) for stem in name)
        held = {*names, *Analysed(fact.quote, lexicon).text.stems}
        share = len(wanted & held) / len(wanted)
        if not named or fact.document in named:
            best = max(best, share)
            found.append((share, fact))
    return [fact for share, fact in found if share == best >= LIKE]


def _grouped(facts: Sequence[Finding | Treatment], opened: Opened) -> list[list[Finding | Treatment]]:
    """Facts of one document and one status together; apart by their levels where its facts differ
    in them, and its words do not name them.
    """
    levels_in = opened.reader.lexicon.levels
    places = {f.id: f.levels for f in facts if isinstance(f, Finding) and f.levels and not levels_in(f.quote)}
    told = {(f.document, f.levels) for f in facts if isinstance(f, Finding) and f.levels}
    differ = {document for document, _ in told if sum(d == document for d, _ in told) > 1}
    groups: dict[tuple[str, ...], list[Finding | Treatment]] = {}
    for fact in facts:
        levels = places.get(fact.id, ()) if fact.document in differ else ()
        groups.setdefault((fact.document, fact.status, *levels), []).append(fact)
    return list(groups.values())


def _told(group: Sequence[Finding | Treatment], context: Context, opened: Opened, *, placed: bool) -> Statement:
    """What one document says, quoted, with its date; `placed`: and the levels of it."""
    findings = [f.id for f in group if isinstance(f, Finding)]
    treatments = [t.id for t in group if isinstance(t, Treatment)]
    text = f"{_WORD[group[0].status]}{context.said(findings, treatments)}"
    first = group[0]
    if placed and isinstance(first, Finding) and first.levels and not opened.reader.lexicon.levels(first.quote):
        levels = [level for named in first.levels for level in context.pack.levels.places(named)]
        word, said = _WORD[first.status].rstrip(": "), text.removeprefix(_WORD[first.status])
        text = f"{word} at {context.span(levels)}: {said}" if word else f"At {context.span(levels)}, {text}"
    return context.statement("record_fact", text, findings=findings, treatments=treatments)


def _all_told(facts: Sequence[Finding | Treatment], context: Context, opened: Opened) -> Iterable[Statement]:
    """What the documents say of some facts, each document by itself."""
    groups = _grouped(facts[:FACTS], opened)
    several = {d for d in (g[0].document for g in groups) if sum(g[0].document == d for g in groups) > 1}
    return (_told(group, context, opened, placed=group[0].document in several) for group in groups)


def _specific(asked: Understood, opened: Opened) -> bool:
    """Whether a question names more than a document."""
    titles = {
        stem
        for d in opened.context.case.documents
        for text in _called(d.id, opened)
        for stem in Analysed(text, opened.ground.lexicon).text.stems
    }
    return any(stem not in titles for stem in topic(asked.text, opened))


# --- Words ------------------------------------------------------------------------------------------------------------


def _sentences(asked: Understood, opened: Opened, *, part: bool = False) -> list[tuple[Document, str]]:
    """Sentences that name the kinds asked about, or else hold most words of the question; `part`: or any of them."""
    subject = asked.subject
    documents = [d for d in opened.context.case.documents if not subject.documents or d.id in subject.documents]
    concepts = {f"kind:{k}" for k in subject.kinds} | {f"treatment:{t}" for t in subject.treatments}
    wanted = _wanted(asked, opened)
    scored: list[tuple[int, Document, str]] = []
    for document in documents:
        for line in opened.reader.layout.sentences(document.text):
            words = " ".join(line.text.split())
            if _of_other_level(words, subject, opened):
                continue
            held = Analysed(words, opened.ground.lexicon)
            score = len(wanted & (held.text.stem_set | _same(held.text.stem_set, opened)))
            if concepts:
                score = len(concepts & held.concepts)
            if score and len(words) <= _LONGEST:
                scored.append((score, document, words))
    best = max((score for score, _, _ in scored), default=0)
    few = not concepts and (best < len(wanted) / 2 or (best < 2 <= len(wanted) and best < len(wanted)))
    if few and not part:
        return []
    return [(document, words) for score, document, words in scored if score == best][:SENTENCES]


def _of_other_level(words: str, subject: Subject, opened: Opened) -> bool:
    """Whether a sentence names levels, and none of those asked about."""
    levels = {level for _, _, named in opened.reader.lexicon.levels(words) for level in named}
    return bool(subject.levels) and bool(levels) and levels.isdisjoint(subject.levels)


def _within(document: Document, words: str, opened: Opened) -> list[Finding | Treatment]:
    """Typed facts that a sentence states, where they hold most of it or more than its words: that it denies, or leaves open."""
    text = squeeze(words)
    held = [f for f in _all(opened) if f.document == document.id and squeeze(f.quote) in text]
    return [f for f in held if f.status != "present" or 2 * len(f.quote) > len(words)]


def _wanted(asked: Understood, opened: Opened) -> frozenset[str]:
    """Stems of the question that say what to look for."""
    own = {
        stem
        for id in asked.subject.documents
        for text in _called(id, opened)
        for stem in Analysed(text, opened.ground.lexicon).text.stems
    }
    return frozenset(topic(asked.text, opened)) - own


def _called(id: str, opened: Opened) -> tuple[str, ...]:
    """What a document can be called: its kind, its groups, its title, who wrote it."""
    kind, document = opened.context.document_kind(id), opened.context.case.document(id)
    return kind.label, *kind.groups, document.title, *((document.author,) if document.author != NOT_STATED else ())


def _same(stems: Iterable[str], opened: Opened) -> frozenset[str]:
    synonyms = opened.ground.lists.synonyms
    return frozenset(s for stem in stems for s in synonyms.get(stem, ()))


def _spoken(document: Document, words: str, context: Context) -> Statement:
    """The words of a document that no typed fact holds."""
    verb = context.pack.narrative.verb(context.document_kind(document.id).groups)
    name = context.document_name(document.id)
    return context.statement("record_fact", f"{name} {verb} {quoted(words)} [[record:{document.id}]]")
