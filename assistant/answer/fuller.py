"""What a question on a fact of the record asks beyond the name of the fact: the sentences in which the rest of it stands."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ..guard.analysed import Analysed
from ..guard.text import squeeze
from ..intake.text.dates import names_day
from ..model.answer import Understood
from ..model.base import NOT_STATED
from ..model.case import Document, Finding, Treatment
from ..model.vocabulary import AskedFor
from .opened import Opened
from .spoken import LONGEST, SENTENCES, of_other_level, same, wanted

Lines = list[tuple[Document, str]]
_CLOSED: Final = re.compile(r":|(?<!\bDr)\.(?=\s|$)")
"""What ends the words around a name."""
SIGNATURE: Final = 12
"""Words of the longest row that is quoted whole for the name in it."""


def with_kin(asked: Understood, opened: Opened) -> Understood:
    """The question with the findings on file that belong to those it names, though it does not name them."""
    kinds = {k: None for a in _meant(asked, opened) for k in a.beside}
    held = {f.kind for f in opened.context.case.findings}
    further = tuple(k for k in kinds if k in held and k not in asked.subject.kinds)
    if not further:
        return asked
    subject = asked.subject.model_copy(update={"kinds": (*asked.subject.kinds, *further)})
    return asked.model_copy(update={"subject": subject})


def in_other_words(asked: Understood, opened: Opened) -> Lines:
    """Sentences with the words by which a record tells of what the question asks for."""
    stemmer = opened.ground.lists.stemmer
    phrases = [frozenset(map(stemmer, told.split())) for a in _meant(asked, opened) for told in a.words]
    return [(d, line) for d, line, stems in _sentences(asked, opened) if any(p <= stems for p in phrases)][:SENTENCES]


def qualified(asked: Understood, quoted: Sequence[str], opened: Opened) -> Lines:
    """Sentences on the facts named that hold what the question says of them beyond their names, where nothing quoted does."""
    lexicon, words = opened.ground.lexicon, opened.questions
    tables = {f"kind:{k}" for k in asked.subject.kinds} | {f"treatment:{t}" for t in asked.subject.treatments}
    names = frozenset(s for c in tables for name in lexicon.names_of.get(c, ()) for s in name)
    names |= frozenset().union(*(same([s], opened) for s in names))
    told = frozenset().union(*(Analysed(quote, lexicon).text.stem_set for quote in quoted))
    stemmer, spoken = opened.ground.lists.stemmer, Analysed(asked.text, lexicon).text.stem_set
    qualities = frozenset() if _asks_measure(asked, opened) else {stemmer(w) for w in words.qualities.split()} & spoken
    looked = frozenset(s for s in (wanted(asked, opened) | qualities) - names - told if not any(c.isdigit() for c in s))
    if not looked:
        return []
    levels = bool(asked.subject.levels)
    scored = [
        (len(looked & (stems | same(stems, opened))), document, line)
        for document, line, stems in _sentences(asked, opened)
        if names & stems or (levels and _placed(line, opened))
    ]
    best = max((score for score, _, _ in scored), default=0)
    return [(document, line) for score, document, line in scored if score == best > 0][:SENTENCES]


def _asks_measure(asked: Understood, opened: Opened) -> bool:
    return re.search(opened.questions.measures, asked.text.lower()) is not None


def timed(asked: Understood, facts: Sequence[Finding | Treatment], opened: Opened) -> Lines:
    """The sentences of facts that tell a time, where a question asks for one and no fact is quoted with one."""
    tells = _tells_time if re.search(opened.questions.days, asked.text.lower()) else _tells_length
    length = re.search(r"\bhow long\b", asked.text.lower())
    if not (tells is _tells_time or length) or any(tells(f.quote, opened) for f in facts):
        return []
    quotes = {(f.document, squeeze(f.quote)) for f in facts if f.status == "present"}
    return [
        (document, line)
        for document, line, _ in _sentences(asked, opened)
        if tells(line, opened) and any(d == document.id and quote in squeeze(line) for d, quote in quotes)
    ][:SENTENCES]


def signed(document: Document, opened: Opened) -> str:
    """The row of a document that names who wrote it, cut behind the name where it is long; empty where none does."""
    pattern = opened.questions.signatures
    for row in (" ".join(row.split()) for row in document.text.split("\n")):
        if (found := re.search(pattern, row)) is None:
            continue
        end = _CLOSED.search(row, found.end()) if len(row.split()) > SIGNATURE else None
        if len(told := row[: end.start()] if end else row) <= LONGEST:
            return told
    return ""


def _tells_time(text: str, opened: Opened) -> bool:
    return names_day(text) or re.search(opened.questions.times, text.lower()) is not None


def _tells_length(text: str, opened: Opened) -> bool:
    return re.search(opened.questions.durations, text.lower()) is not None


def of_ordinal(asked: Understood, facts: Sequence[Finding | Treatment], opened: Opened) -> list[Finding | Treatment]:
    """Of facts of one kind that are dated apart, the one that the question means by its place in their row."""
    lower = asked.text.lower()
    nth = next((n for n, pattern in opened.questions.ordinals.items() if re.search(pattern, lower)), 0)
    rows: dict[str, dict[object, list[Finding | Treatment]]] = {}
    for fact in facts:
        day = fact.date if isinstance(fact, Finding) else fact.start
        if day != NOT_STATED and fact.status == "present":
            rows.setdefault(fact.kind, {}).setdefault(day, []).append(fact)
    row = next((days for days in rows.values() if len(days) >= max(2, nth)), None)
    if not nth or row is None:
        return list(facts)
    return row[sorted(row, key=str)[nth - 1 if nth > 0 else nth]]


def _placed(line: str, opened: Opened) -> bool:
    """Whether a sentence names a level or a landmark."""
    lexicon = opened.reader.lexicon
    return bool(lexicon.levels(line) or lexicon.landmarks(line))


def _meant(asked: Understood, opened: Opened) -> list[AskedFor]:
    lower = asked.text.lower()
    return [a for a in opened.context.pack.vocabulary.asked if any(re.search(pattern, lower) for pattern in a.any)]


def _sentences(asked: Understood, opened: Opened) -> Iterable[tuple[Document, str, frozenset[str]]]:
    """The sentences of the documents asked about that are not of another level, with their stems."""
    for document in opened.context.case.documents:
        if asked.subject.documents and document.id not in asked.subject.documents:
            continue
        for line in opened.reader.layout.sentences(document.text):
            words = " ".join(line.text.split())
            titled = squeeze(words) in (squeeze(document.title), f"{squeeze(document.title)}.")
            if len(words) <= LONGEST and not titled and not of_other_level(words, asked.subject, opened):
                yield document, words, frozenset(Analysed(words, opened.ground.lexicon).text.stem_set)
