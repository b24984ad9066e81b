"""Sentences of the record that hold the words of a question, where no typed fact does."""

import re
from collections.abc import Iterable
from typing import Final

from ..draft import Context
from ..draft.words import quoted
from ..guard.analysed import Analysed
from ..guard.text import squeeze
from ..intake.text.dates import names_day
from ..model.answer import Subject, Understood
from ..model.base import NOT_STATED
from ..model.case import Document, Finding, Treatment
from ..model.document import Statement
from .opened import Opened
from .question import topic
from .reports import studies_in

SENTENCES: Final = 4
"""Sentences quoted for one question."""
SHORT: Final = 2
"""Letters of a name that is one only in capitals."""
LONGEST: Final = 320
"""Characters of a sentence that is quoted."""


def every(opened: Opened) -> list[Finding | Treatment]:
    """All typed facts."""
    case = opened.context.case
    return [*case.findings, *case.treatments]


def sentences(
    asked: Understood, opened: Opened, *, part: bool = False, figures: bool = False
) -> list[tuple[Document, str]]:
    """Sentences that name the kinds asked about, or else hold most words of the question; `part`: or any of them;
    `figures`: those alone that hold one.
    """
    subject = asked.subject
    documents = [d for d in opened.context.case.documents if not subject.documents or d.id in subject.documents]
    concepts = {f"kind:{k}" for k in subject.kinds} | {f"treatment:{t}" for t in subject.treatments}
    looked = wanted(asked, opened)
    shorts = _shorts(concepts, opened)
    scored: list[tuple[int, Document, str]] = []
    for document in documents:
        for line in opened.reader.layout.sentences(document.text):
            words = " ".join(line.text.split())
            if of_other_level(words, subject, opened):
                continue
            held = Analysed(words, opened.ground.lexicon)
            score = len(looked & (held.text.stem_set | same(held.text.stem_set, opened)))
            if concepts:
                named = Analysed(shorts.sub("", words), opened.ground.lexicon) if shorts else held
                score = len(concepts & named.concepts)
            if score and len(words) <= LONGEST:
                scored.append((score, document, words))
    best = max((score for score, _, _ in scored), default=0)
    if figures:
        scored = [(score, document, words) for score, document, words in scored if any(c.isdigit() for c in words)]
        best = max((score for score, _, _ in scored), default=0)
    few = not concepts and (best < len(looked) / 2 or (best < 2 <= len(looked) and best < len(looked)))
    if few and not part:
        return []
    return [(document, words) for score, document, words in scored if score == best][:SENTENCES]


def dated_rows(asked: Understood, opened: Opened) -> list[tuple[Document, str]]:
    """Rows of the record, headings as well, that hold all that a question on a day looks for, and a day."""
    looked, lexicon = wanted(asked, opened), opened.ground.lexicon
    rows = ((d, " ".join(row.split())) for d in opened.context.case.documents for row in d.text.split("\n"))
    dated = ((d, words) for d, words in rows if looked and len(words) <= LONGEST and names_day(words))
    return [(d, words) for d, words in dated if looked <= Analysed(words, lexicon).text.stem_set][:SENTENCES]


def on_studies(kinds: tuple[str, ...], subject: Subject, opened: Opened) -> list[tuple[Document, str]]:
    """Sentences in which documents of another kind speak of a study, of the levels asked about."""
    found = []
    for document in opened.context.case.documents:
        for line in opened.reader.layout.sentences(document.text):
            words = " ".join(line.text.split())
            if not set(kinds).isdisjoint(studies_in(words, opened)) and not of_other_level(words, subject, opened):
                found.append((document, words))
    return found[:SENTENCES]


def _shorts(concepts: Iterable[str], opened: Opened) -> re.Pattern[str] | None:
    """Names of two letters, in small letters: so written they mean something else."""
    names = {name[0] for c in concepts for name in opened.ground.lexicon.names_of.get(c, ()) if len(name) == 1}
    short = sorted(name for name in names if len(name) == SHORT)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, short))})\b") if short else None


def of_other_level(words: str, subject: Subject, opened: Opened) -> bool:
    """Whether a sentence names levels, and none of those asked about."""
    lexicon, marks = opened.reader.lexicon, set(opened.context.pack.anatomy.landmarks)
    levels = {level for _, _, named in lexicon.levels(words) for level in named}
    if not marks.isdisjoint(subject.levels):
        levels |= {level for _, _, named in lexicon.landmarks(words) for level in named}
    return bool(subject.levels) and bool(levels) and levels.isdisjoint(subject.levels)


def within(document: Document, words: str, opened: Opened) -> list[Finding | Treatment]:
    """Typed facts that a sentence states, where they hold most of it or more than its words: that it denies, or leaves open."""
    text = squeeze(words)
    held = [f for f in every(opened) if f.document == document.id and squeeze(f.quote) in text]
    return [f for f in held if f.status != "present" or 2 * len(f.quote) > len(words)]


def wanted(asked: Understood, opened: Opened) -> frozenset[str]:
    """Stems of the question that say what to look for."""
    own = {
        stem
        for id in asked.subject.documents
        for text in called(id, opened)
        for stem in Analysed(text, opened.ground.lexicon).text.stems
    }
    words = frozenset(topic(asked.text, opened))
    if asked.kind == "record":
        words |= _nouns(asked.text, opened)
    return words - own


def _nouns(text: str, opened: Opened) -> frozenset[str]:
    """Words that say nothing of the topic of a source, and say what is looked for in a record that holds them."""
    lexicon, lists = opened.ground.lexicon, opened.ground.lists
    nouns = {lists.stemmer(w) for w in opened.questions.nouns.split()} & Analysed(text, lexicon).text.stem_set
    return frozenset(nouns & _held(opened)) if nouns else frozenset()


def _held(opened: Opened) -> frozenset[str]:
    """Stems of all documents."""
    return frozenset().union(
        *(Analysed(d.text, opened.ground.lexicon).text.stem_set for d in opened.context.case.documents)
    )


def called(id: str, opened: Opened) -> tuple[str, ...]:
    """What a document can be called: its kind, its groups, its title, who wrote it."""
    kind, document = opened.context.document_kind(id), opened.context.case.document(id)
    return kind.label, *kind.groups, document.title, *((document.author,) if document.author != NOT_STATED else ())


def same(stems: Iterable[str], opened: Opened) -> frozenset[str]:
    """Stems of words that mean the same."""
    synonyms = opened.ground.lists.synonyms
    return frozenset(s for stem in stems for s in synonyms.get(stem, ()))


def spoken(document: Document, words: str, context: Context) -> Statement:
    """The words of a document that no typed fact holds."""
    verb = context.pack.narrative.verb(context.document_kind(document.id).groups)
    name = context.document_name(document.id)
    return context.statement("record_fact", f"{name} {verb} {quoted(words)} [[record:{document.id}]]")
