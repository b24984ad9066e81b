"""Citations: they resolve, were retrieved for this case, stand where they are owed, and belong to the basis."""

import re
from collections.abc import Iterable, Iterator

from ..model.base import NOT_STATED
from ..model.document import MARKER, Violation
from ..model.policy import Criterion
from .derived import in_time
from .figure import supports
from .ground import short_title
from .labels import labelled_at
from .on_file import on_file
from .reading import Reading, bare, sentences_of

_BY_HAND = re.compile(r"\[\[[^\]]*\]?\]?|\[(?:R|ref\.? ?)?\d+(?:\s?[,;-]\s?(?:R)?\d+)*\]", re.IGNORECASE)
_BEGINS = re.compile(r"\b[a-z]")
_COUNTING = ("number", "range", "ratio")
_LEAST_SHARE = 0.3
"""The share of them that it must hold in a statement on sources."""
_NEARLY = 0.8
"""The same beside a fact that the sentence tells word for word."""
_LEAST_BESIDE = 0.5
"""The same where a criterion is told, and the fact is none of those on which it rests."""
_SHARED = 2
"""Content words (or one figure) that a cited fact must share with the sentence that cites it."""


def citation_unresolved(reading: Reading) -> Iterator[Violation]:
    """Markers that name nothing, and numbers written by hand: numbers are given by the renderer."""
    for ref in reading.facts:
        if reading.ground.fact(ref) is None:
            yield reading.violation("citation-unresolved", ref, f"No source of the corpus holds the passage {ref}.")
    for match in _BY_HAND.finditer(MARKER.sub("", reading.text.text)) if "[" in reading.text.text else ():
        yield reading.violation(
            "citation-unresolved", match[0], f"{match[0]} is not a citation that can be followed to a passage."
        )


def document_unresolved(reading: Reading) -> Iterator[Violation]:
    """Record documents that the case does not have."""
    for document in reading.documents:
        if document not in reading.ground.documents:
            yield reading.violation("document-unresolved", document, f"The record has no document {document}.")


def basis_unresolved(reading: Reading) -> Iterator[Violation]:
    """What a statement is said to rest on, and the case does not have: a line, a finding, a treatment."""
    basis, ground = reading.statement.basis, reading.ground
    lines = (str(ref.line) for ref in basis.outcomes if ref.line != NOT_STATED)
    for what, ids, known in (
        ("requested line", lines, ground.lines),
        ("finding", basis.findings, ground.findings),
        ("treatment", basis.treatments, ground.treatments),
    ):
        for id in ids:
            if id not in known:
                yield reading.violation("basis-unresolved", id, f"The case has no {what} {id}.")


def citation_not_retrieved(reading: Reading) -> Iterator[Violation]:
    """Passages that exist, and were not found for this case."""
    for ref in reading.facts:
        if ref not in reading.ground.retrieved and reading.ground.fact(ref) is not None:
            yield reading.violation(
                "citation-not-retrieved", ref, f"The passage {ref} is not among those retrieved for this case."
            )


def citation_missing(reading: Reading) -> Iterator[Violation]:
    """Statements that owe a citation and have none."""
    statement = reading.statement
    if reading.tells_sources and not reading.facts:
        what = "evidence" if statement.type == "evidence" else "what a policy says"
        yield reading.violation(
            "citation-missing", reading.text.text[:80], f"The statement tells {what} and cites no source."
        )
    elif statement.type == "record_fact" and (reading.findings or reading.treatments) and not reading.documents:
        yield reading.violation(
            "citation-missing",
            reading.text.text[:80],
            "The statement tells a fact of the record and cites no document.",
        )
    for quote in reading.quotes:
        if len(quote.words.split()) > 1 and not reading.documents and not reading.facts:
            yield reading.violation(
                "citation-missing", quote.words, "The quotation is not followed by the document it comes from."
            )


def citation_unused_basis(reading: Reading) -> Iterator[Violation]:
    """A document that is not the basis findings' own, a document named as another, a fact that the sentence does not
    use.
    """
    yield from _other_document(reading)
    yield from _document_misnamed(reading)
    yield from _title_misused(reading)
    yield from _unlike_document(reading)
    yield from _idle_fact(reading)


def _other_document(reading: Reading) -> Iterator[Violation]:
    if not reading.documents:
        return
    of_basis = frozenset([f.document for f in reading.findings] + [t.document for t in reading.treatments])
    of_basis = of_basis or _of_criteria(reading)
    if not of_basis:
        return
    title = {id: document.title for id, document in reading.ground.documents.items()}
    others = [d for d in reading.documents if d not in of_basis and d in title]
    silent = _searched(reading) if others else set[str]()
    for document in others:
        if document in silent or _quoted_from(reading, document) or _for_its_day(reading, document):
            continue
        places = [c.position for c in reading.citations if c.document == document]
        if not any(on_file(reading, at) or (at > 0 and on_file(reading, at - 1)) for at in places):
            named = ", ".join(sorted(title.get(d, d) for d in of_basis))
            yield reading.violation(
                "citation-unused-basis", document, f"The fact stands in {named}; the statement cites {title[document]}."
            )
    for document in sorted(of_basis - set(reading.documents)):
        findings = [f for f in reading.findings if f.document == document]
        if any(f.quote.casefold() in reading.text.lower for f in findings):
            yield reading.violation(
                "citation-unused-basis",
                document,
                f"The words of {title.get(document, document)} are told without citing it.",
            )


def _for_its_day(reading: Reading, document: str) -> bool:
    """Whether a document is cited where the time between its day and another's is told, as it is."""
    for citation in reading.citations:
        if citation.document == document:
            low, high = reading.text.sentence_at(citation.position)
            if any(in_time(reading, f.end + 1) for f in reading.analysed.figures if low <= f.start < high):
                return True
    return False


def _of_criteria(reading: Reading) -> frozenset[str]:
    """Documents of the findings and treatments that decided the criteria of a statement which names none itself."""
    return frozenset().union(*(reading.ground.deciding_documents(key) for key in reading.statement.basis.criteria))


def _searched(reading: Reading) -> set[str]:
    """Documents that the checker searched for what the criteria ask, and found silent."""
    answers = (node for key in reading.statement.basis.criteria for node in reading.ground.nodes_of(key))
    return {d for node in answers for d in node.detail.get("documents", "").split(",")}


def _quoted_from(reading: Reading, document: str) -> bool:
    return any(q.words.casefold().strip(".,;") in reading.ground.squeezed(document) for q in reading.quotes if q.words)


def _document_misnamed(reading: Reading) -> Iterator[Violation]:
    if reading.statement.type == "recommendation":
        return
    ground = reading.ground
    for mention in reading.analysed.mentions:
        named = mention.of("document")
        if not named:
            continue
        start, end = reading.text.sentence_at(mention.start)
        near = (c for c in reading.cited_at(mention.start) if start <= c.position < end)
        cited = [c.document for c in near if c.document in ground.documents]
        if not cited or reading.quoted(mention.start):
            continue
        if any(ground.documents[d].kind in named for d in cited) or _lacking(reading, mention.start):
            continue
        words = {stem for d in cited for stem in ground.document_text(d).licensed}
        known = words.issuperset(reading.text.stems[mention.first : mention.last])
        span = reading.text.text[mention.start : mention.end]
        told = any(span.casefold() in ground.squeezed(d) for d in cited) and on_file(reading, mention.start)
        if not known and not told and labelled_at(reading, mention.start) is None:
            labels = {k.id: k.label for k in ground.pack.vocabulary.documents}
            shown = ", ".join(labels.get(ground.documents[d].kind, d) for d in cited)
            yield reading.violation(
                "citation-unused-basis", span, f"The statement names the {span}; the document cited is the {shown}."
            )


def _lacking(reading: Reading, position: int) -> bool:
    """Whether a document is named only as one that there is not ("the lack of therapy notes")."""
    lists, text = reading.ground.lists, reading.text
    start, _ = text.clause_at(position)
    return any(
        match[0] in lists.words.nominal_negators and not text.lower[match.end() : position].strip()
        for match in lists.negations(text.lower, start, position)
    )


def _title_misused(reading: Reading) -> Iterator[Violation]:
    """The title of one document before the citation of another."""
    if reading.statement.type == "recommendation":
        return
    ground = reading.ground
    named = {title: document for title, document in ground.titles.items() if title in reading.text.lower}
    labels = {kind.id: kind.label for kind in ground.pack.vocabulary.documents} if named else {}
    for title, document in named.items():
        for match in re.finditer(rf"(?<!\w){re.escape(title)}(?!\w)", reading.text.lower):
            start, end = reading.text.sentence_at(match.start())
            cited = [c.document for c in reading.cited_at(match.end() - 1) if start <= c.position < end and c.document]
            known = {short_title(ground.documents[d].title) for d in cited if d in ground.documents}
            known |= {labels[ground.documents[d].kind].lower() for d in cited if d in ground.documents}
            if cited and document not in cited and title not in known and not reading.quoted(match.start()):
                yield reading.violation(
                    "citation-unused-basis",
                    reading.text.text[match.start() : match.end()],
                    f"The statement names the {title}; the document cited is another.",
                )


def _unlike_document(reading: Reading) -> Iterator[Violation]:
    """A note, report or letter called by a name that the document cited for it does not bear."""
    ground = reading.ground
    if reading.statement.type == "recommendation" or reading.words.isdisjoint(ground.lists.words.document_words):
        return
    for match in _names(reading):
        start, end = reading.text.sentence_at(match.start())
        cited = [c.document for c in reading.cited_at(match.end() - 1) if start <= c.position < end]
        cited = [d for d in cited if d in ground.documents]
        whole = ground.lists.stemmer(match["name"])
        parts = frozenset(map(ground.lists.stemmer, match["name"].split("-"))) - ground.lists.connectives
        if not cited or reading.quoted(match.start()) or whole in ground.lists.connectives:
            continue
        named = (ground.document_text(d).licensed for d in cited)
        if not any(whole in words or parts <= words for words in named):
            shown = ", ".join(ground.documents[d].title for d in cited)
            yield reading.violation(
                "citation-unused-basis", match[0], f"The statement names the {match[0]}; the document cited is {shown}."
            )


def _names(reading: Reading) -> Iterator[re.Match[str]]:
    """Documents called by a word before a note, report or letter: looked for where such a word stands."""
    lists, lower, starts = reading.ground.lists, reading.text.lower, reading.text.starts
    behind, nouns = 0, reading.words.intersection(lists.words.document_words)
    for n in [n for n, word in enumerate(reading.text.word_list) if word in nouns]:
        if n == 0:
            continue
        noun = starts[n]
        low = max(lower.rfind(" ", 0, starts[n - 1]) + 1, behind)
        found = (lists.document_name.match(lower, m.start()) for m in _BEGINS.finditer(lower, low, noun))
        match = next(filter(None, found), None)
        if match is not None:
            behind = match.end()
            yield match


def _idle_fact(reading: Reading) -> Iterator[Violation]:
    ground = reading.ground
    if not reading.facts:
        return
    grounds: set[str] = set()
    for key in reading.statement.basis.criteria:
        definition = ground.definitions.get(key)
        if bearing := ground.bearing(key):
            grounds.update(bearing.grounds)
        if definition is not None:
            grounds.update(definition.grounds)
            grounds.update(definition.differs if isinstance(definition, Criterion) else ())
    if reading.statement.type != "evidence":  # a fact told for itself rests on no rule of the setting or alternative
        grounds |= ground.general_grounds
    for start, end in reading.text.sentences:
        first, last = reading.text.token_span(start, end)
        content = {s for s in reading.text.stems[first:last] if not s.isdigit()} - ground.lists.connectives
        told = [f for f in reading.analysed.figures if start <= f.start < end and f.kind in _COUNTING]
        here = dict.fromkeys(c.fact for c in reading.citations if start <= c.position < end and c.fact)
        if grounds.issuperset(here):
            continue
        word_for_word = _word_for_word(reading, start, end, here) if len(here) > 1 else set[str]()
        covered = {ref: _covered(reading, ref, content) for ref in here}
        for ref in here:
            text = ground.fact_text(ref)
            if ref in grounds or text is None:
                continue
            others = set[str]().union(*(covered[r] for r in here if r != ref))
            figured = any(supports(f, s) for f in told for s in text.figures)
            share = _LEAST_BESIDE if grounds and reading.statement.basis.criteria else _LEAST_SHARE
            least = max(_SHARED, share * len(content)) if reading.tells_sources else _SHARED
            shared = len(covered[ref]) + _SHARED * figured
            idle = not figured and len(here) > 1 and not covered[ref] - others and 2 * len(covered[ref]) < len(content)
            retold = word_for_word - {ref} and len(covered[ref]) < _NEARLY * len(content)
            if shared < least or idle or retold:
                yield reading.violation(
                    "citation-unused-basis", ref, f"The cited passage {ref} does not speak of what the sentence says."
                )


def _covered(reading: Reading, ref: str, content: set[str]) -> set[str]:
    """Content words of a sentence that a fact holds, or that its population does; the title of a source says nothing."""
    text, people = reading.ground.fact_text(ref), reading.ground.people(ref)
    return {stem for stem in content for known in (text, people) if known is not None and known.licenses(stem)}


def _word_for_word(reading: Reading, start: int, end: int, refs: Iterable[str]) -> set[str]:
    """The facts that have a sentence as it stands."""
    sentence, texts = bare(reading.text.lower[start:end]), ((ref, reading.ground.fact_text(ref)) for ref in refs)
    return {ref for ref, text in texts if text is not None and sentence in text.of(sentences_of)}
