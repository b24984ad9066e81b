"""What the record says: typed facts first, then the sentences of its documents that hold the words asked for."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ..draft import Context
from ..draft.words import listed
from ..guard.analysed import Analysed
from ..guard.text import squeeze
from ..intake.text.dates import names_day
from ..model.answer import Subject, Understood
from ..model.base import NOT_STATED
from ..model.case import Document, Finding, Treatment
from ..model.document import Statement
from .clashes import clashes
from .fuller import in_other_words, of_ordinal, qualified, signed, timed, with_kin
from .opened import Opened
from .question import topic
from .reports import as_a_whole, day_of, missing, none_on_file, of_named_studies, of_study, studies_in, without_studies
from .spoken import SENTENCES, called, dated_rows, every, on_studies, sentences, spoken, wanted, within
from .subject import SubjectReader
from .tell import Told

_PART = re.compile(r"(?<=[.;:])\s+|\n")
"""What parts the sentences of a document, and a heading from what follows it."""

FACTS: Final = 12
"""Facts told for one question."""
LIKE: Final = 0.75
"""Share of the words looked for that a fact has to hold, where it is not named."""
BARE: Final = 2
"""Words of a quote that says no more than the name of what it is of."""
SENTENCE: Final = 30
"""Words of a sentence that is quoted in the place of such a quote."""
_WORD: Final = {"present": "", "absent": "Expressly denied: ", "uncertain": "Left open: "}


def record(asked: Understood, opened: Opened) -> Told:
    """Findings and treatments of the kinds asked about, where they stand; or the words themselves; or that there are none."""
    if re.search(opened.questions.clashes, asked.text.lower()):
        return clashes(opened)
    told, subject = Told(), asked.subject
    context = opened.fresh()
    if re.search(opened.questions.holdings, asked.text.lower()):
        told.say([day_of(d, context) for d in context.case.documents], opened.ground, "bullets")
        return told
    if re.search(opened.questions.agreement, asked.text.lower()):  # what one document says is held against the others
        subject = subject.model_copy(update={"documents": ()})
        if not (subject.levels or subject.kinds or subject.treatments):
            return clashes(opened)
        asked = asked.model_copy(update={"subject": subject})
    if absent := missing(asked, opened):
        return _without_report(absent, asked, opened)
    if re.search(opened.questions.attending, asked.text.lower()) and (rows := list(_signatures(opened))):
        told.say(rows, opened.ground, "bullets")
        return told
    if _unread_course(subject, opened):
        told.note("not_read")
    asked = with_kin(asked, opened)
    subject = asked.subject
    if subject.kinds and studies_in(asked.text, opened):  # the name of a study is no finding that is looked for
        kinds = SubjectReader(opened).read(without_studies(asked.text, opened)).kinds
        subject = subject.model_copy(update={"kinds": kinds})
        asked = asked.model_copy(update={"subject": subject})
    named = bool(subject.kinds or subject.treatments)
    facts = _facts(subject, opened)
    facts += _effects(asked, facts, opened)
    facts = of_ordinal(asked, facts, opened)
    lines = [] if facts and named else sentences(asked, opened)
    lines = lines if facts else in_other_words(asked, opened) or lines
    if (
        named and not facts and not lines
    ):  # of what is named nothing is on file: the words of the question may stand there
        lines = sentences(asked.model_copy(update={"subject": Subject(levels=subject.levels)}), opened)
    measured = re.search(opened.questions.measures, asked.text.lower()) is not None
    if facts and measured and not any(_figured(f) for f in facts):
        lines = sentences(asked, opened, figures=True)
    further: list[tuple[Document, str]] = []
    if named and (facts or lines):
        quoted = [*(f.quote for f in facts), *(words for _, words in lines)]
        further = timed(asked, facts, opened) or qualified(asked, quoted, opened)
        facts = [f for f in facts if not any(d.id == f.document and squeeze(f.quote) in squeeze(w) for d, w in further)]
    if not (facts or lines or further):
        facts = _loosely(asked, opened)
    if not (facts or lines or further) and subject.levels and not named:
        facts = _facts(Subject(levels=subject.levels, documents=subject.documents), opened)
    if (made := _made_by(asked, context, opened)) and not (named or subject.levels):
        told.say(made, opened.ground, "bullets")
        return told
    if not (facts or lines or further) and subject.documents and not _specific(asked, opened):
        facts = of_named_studies(asked, opened) or [f for f in every(opened) if f.document in subject.documents]
        lines = [] if facts else as_a_whole(asked, opened)
    if not (facts or lines or further or named):
        facts = of_named_studies(asked, opened)
    if not (facts or lines or further) and re.search(opened.questions.days, asked.text.lower()):
        lines = dated_rows(asked, opened)
    placed = set(subject.levels) - {level for line in opened.outcome.lines for level in line.levels}
    if not (facts or lines or named or placed) and (lines := sentences(asked, opened, part=True)):
        told.note("nearest")
        if re.search(opened.questions.days, asked.text.lower()):  # of those, what names a day answers better
            lines = [(d, words) for d, words in lines if names_day(words)] or lines
    typed = [(d, words, _stating(asked, d, words, opened)) for d, words in lines]
    if measured:  # the figure stands in the sentence where the fact is quoted without one
        typed = [
            (d, words, [f for f in found if _figured(f)] if _figure(words) else found) for d, words, found in typed
        ]
    facts += [f for _, _, found in typed for f in found if f not in facts]
    lines = [(d, words) for d, words, found in typed if not found]
    if not (lines or further) and (whole := _whole(facts, opened)):
        facts, lines = [], whole
    told.say((spoken(d, words, context) for d, words in further), opened.ground, "bullets")
    told.say(_all_told(facts, context, opened), opened.ground, "bullets")
    told.say((spoken(d, words, context) for d, words in lines), opened.ground, "bullets")
    told.say(_unstated(asked, facts, context, opened), opened.ground)
    told.say(made, opened.ground, "bullets")
    if not told.blocks:
        _absent(subject, context, opened, told)
    return told


def _without_report(kinds: tuple[str, ...], asked: Understood, opened: Opened) -> Told:
    """That a report is not on file, and the sentences in which other documents speak of its study."""
    told, context = Told(), opened.fresh()
    told.say([none_on_file(opened)], opened.ground)
    told.note("not_in_record")
    told.say(
        (spoken(d, words, context) for d, words in on_studies(kinds, asked.subject, opened)),
        opened.ground,
        "bullets",
    )
    return told


def _whole(facts: Sequence[Finding | Treatment], opened: Opened) -> list[tuple[Document, str]]:
    """The sentences of facts that are all quoted in a word or two: what is asked of them may stand beside it."""
    found: dict[str, tuple[Document, str]] = {}
    for fact in facts:
        if fact.status != "present" or len(fact.quote.split()) > BARE or (isinstance(fact, Finding) and fact.levels):
            return []
        document, bare = opened.context.case.document(fact.document), squeeze(fact.quote)
        held = (" ".join(line.text.split()) for line in opened.reader.layout.sentences(document.text))
        sentence = next((words for words in held if bare in squeeze(words)), "")
        if not sentence or len(sentence.split()) > SENTENCE:
            return []
        found.setdefault(sentence, (document, sentence))
    return list(found.values())[:SENTENCES]


def _stating(asked: Understood, document: Document, words: str, opened: Opened) -> list[Finding | Treatment]:
    """The facts of a sentence that may be told in its place: those that hold of what is looked for as much as it does."""
    found, lexicon = within(document, words, opened), opened.ground.lexicon
    held = frozenset().union(*(Analysed(f.quote, lexicon).text.stem_set for f in found))
    return found if wanted(asked, opened) & Analysed(words, lexicon).text.stem_set <= held else []


def _figured(fact: Finding | Treatment) -> bool:
    """Whether a fact is quoted with a figure."""
    return _figure(fact.quote)


def _figure(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _unstated(
    asked: Understood, facts: Sequence[Finding | Treatment], context: Context, opened: Opened
) -> list[Statement]:
    """What the question wants to know of treatments, and no document tells, nor the quotation of another fact told with them."""
    lower, words = asked.text.lower(), opened.questions
    effects = [f for f in facts if isinstance(f, Finding) and re.search(words.responses, f.quote.lower())]
    missing: dict[str, list[Treatment]] = {}
    for t in facts:
        if not isinstance(t, Treatment):
            continue
        length = (t.weeks, t.sessions) if t.start == t.end or NOT_STATED in (t.start, t.end) else ("dated",)
        for pattern, name, values in (
            (words.lengths, "length", length),
            (words.days, "dates", (t.start, t.end)),
            (words.responses, "response", (t.response,)),
        ):
            # What is quoted may name the days, though the fact holds none: one sentence on several courses.
            dated = name != "response" and names_day(context.said((), [t.id]))
            known = dated or (name == "response" and any(squeeze(t.quote) in squeeze(f.quote) for f in effects))
            if re.search(pattern, lower) and not known and all(value == NOT_STATED for value in values):
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


def _days_of(kinds: tuple[str, ...], documents: Sequence[Document], opened: Opened) -> list[tuple[Document, str]]:
    """Where documents tell the day of a study that another made: the words that name both."""
    parts = ((d, " ".join(p.split()).rstrip(":")) for d in documents for p in _PART.split(d.text))
    named = ((d, p) for d, p in parts if names_day(p) and not set(kinds).isdisjoint(studies_in(p, opened)))
    return list(named)[:SENTENCES]


def _signatures(opened: Opened) -> Iterable[Statement]:
    """The rows that name who saw the patient."""
    context = opened.fresh()
    return (spoken(d, row, context) for d in context.case.documents if (row := signed(d, opened)))


def _unread_course(subject: Subject, opened: Opened) -> bool:
    """Whether a question names a course, such as a deficit that progresses, of which no fact was read."""
    courses = {k for k in subject.kinds if opened.context.pack.kind(k).measured_by}
    return bool(courses) and courses.isdisjoint(f.kind for f in opened.context.case.findings)


def study_days(asked: Understood, opened: Opened) -> list[Statement]:
    """The days of the studies that a question names: of their reports, or as other documents tell them."""
    kinds, context = studies_in(asked.text, opened), opened.fresh()
    reports = {d.id: d for kind in kinds for d in of_study(kind, opened)}
    dated = [day_of(d, context) for d in reports.values() if d.date != NOT_STATED]
    told = _days_of(kinds, opened.context.case.documents, opened) if kinds and not dated else []
    return dated or [spoken(d, words, context) for d, words in told]


def _made_by(asked: Understood, context: Context, opened: Opened) -> list[Statement]:
    """The day and the author of the documents named, where the question asks for them."""
    lower, words = asked.text.lower(), opened.questions
    named = [d for d in context.case.documents if d.id in asked.subject.documents]
    found = []
    if re.search(words.days, lower):
        found += [day_of(d, context) for d in named if d.date != NOT_STATED]
        undated = [d for d in named if d.date == NOT_STATED]
        told = [spoken(d, words, context) for d, words in _days_of(studies_in(asked.text, opened), undated, opened)]
        found += told or [day_of(d, context) for d in undated]
    if not named and re.search(words.people, lower):
        rows = ((d, signed(d, opened)) for d in context.case.documents)
        found += [spoken(d, row, context) for d, row in rows if row]
    if re.search(words.authors, lower):
        for d in named:
            name = context.document_name(d.id)
            if d.author == NOT_STATED and (row := signed(d, opened)):
                found.append(spoken(d, row, context))
                continue
            who = f"names {d.author} as its author" if d.author != NOT_STATED else "names no author"
            found.append(context.statement("record_fact", f"{name} {who} [[record:{d.id}]]"))
    return found


def _absent(subject: Subject, context: Context, opened: Opened, told: Told) -> None:
    """That no document says so; with what they say of the same at other levels."""
    elsewhere = _facts(subject.model_copy(update={"levels": ()}), opened) if subject.levels else []
    where = f" at {context.span(subject.levels)}" if elsewhere else ""
    count = len(context.case.documents)
    none = "no document" if count == 1 else f"none of the {count} documents"
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
    looked, named = wanted(asked, opened), asked.subject.documents
    lexicon, best = opened.ground.lexicon, 0.0
    found: list[tuple[float, Finding | Treatment]] = []
    for fact in every(opened) if looked else ():
        table = "kind" if isinstance(fact, Finding) else "treatment"
        names = (stem for name in lexicon.names_of.get(f"{table}:{fact.kind}", ()) for stem in name)
        held = {*names, *Analysed(fact.quote, lexicon).text.stems}
        share = len(looked & held) / len(looked)
        if not named or fact.document in named:
            best = max(best, share)
            found.append((share, fact))
    return [fact for share, fact in found if share == best >= LIKE]


def _grouped(facts: Sequence[Finding | Treatment], opened: Opened) -> list[list[Finding | Treatment]]:
    """Facts of one document and one status together; apart by their levels where its facts differ
    in them, and its words do not name them.
    """
    places = {f.id: f.levels for f in facts if isinstance(f, Finding) and f.levels and not _places_in(f.quote, opened)}
    told = {(f.document, f.levels) for f in facts if isinstance(f, Finding) and f.levels}
    differ = {document for document, _ in told if sum(d == document for d, _ in told) > 1}
    groups: dict[tuple[str, ...], list[Finding | Treatment]] = {}
    for fact in facts:
        levels = places.get(fact.id, ()) if fact.document in differ else ()
        groups.setdefault((fact.document, fact.status, *levels), []).append(fact)
    return list(groups.values())


def _places_in(quote: str, opened: Opened) -> bool:
    """Whether words name a level or a landmark."""
    lexicon = opened.reader.lexicon
    return bool(lexicon.levels(quote) or lexicon.landmarks(quote))


def _told(group: Sequence[Finding | Treatment], context: Context, opened: Opened, *, placed: bool) -> Statement:
    """What one document says, quoted, with its date; `placed`: and the levels of it."""
    findings = [f.id for f in group if isinstance(f, Finding)]
    treatments = [t.id for t in group if isinstance(t, Treatment)]
    first = group[0]
    denies = first.status != "absent" or any(re.search(opened.questions.denials, f.quote.lower()) for f in group)
    text = f"{_WORD[first.status] if denies else ''}{context.said(findings, treatments)}"
    if placed and isinstance(first, Finding) and first.levels and not _places_in(first.quote, opened):
        levels = [level for named in first.levels for level in context.pack.levels.named(named)]
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
        for text in called(d.id, opened)
        for stem in Analysed(text, opened.ground.lexicon).text.stems
    }
    return any(stem not in titles for stem in topic(without_studies(asked.text, opened), opened))
