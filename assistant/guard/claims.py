"""What is claimed of the record beyond its single entries: an order in time, a cause, a will, a silence, that something
is the only one. Each has to stand in the words of the record, because no entry of a case says it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..model.document import Violation
from .analysed import Analysed
from .derived import extreme, in_time
from .on_file import on_file
from .phrases import Phrases
from .reading import Reading
from .record_pieces import sentences
from .silence import silent_stretches
from .text import squeeze

_REQUEST = re.compile(r" (?:the|this) (?:request|review|determination)\b")
_FOR = re.compile(r"\b(?:for|from|due to|owing to|because of|given|on account of)\b")
_BY = re.compile(r"\b(?:ruled out|excluded|shown|confirmed|seen|proved|established|found|diagnosed) (?:by|on|in|with) ")
_DATED = ("date", "year", "number", "range")
"""Kinds of figure beside which a word of time only places something in the calendar."""
_BEFORE_AND_AFTER = re.compile(r"\bbefore and after\b")
_AS_LONG = re.compile(
    r" (?:(?:well |far |much |more than )?(?:longer|shorter) than|(?:more than )?twice|(?:\w+ times|half) as long)\b"
)
_TIMES = frozenset(("hour", "day", "week", "month", "year"))
_REASON = "plain_cause"
"""Words that join a reason: what follows from a criterion has its own check, and a fact of the record has none."""
_NOTHING_BUT, _ONLY = "nothing but", "only"
_BACKWARD = frozenset(("before", "preceded", "preceding", "came before"))
_ONWARD = frozenset(("then",))
"""Words that tell, at the head of a sentence, of what came before, and those of the record that tell only what came after."""
_SHARED = 2
"""Words that a sentence of a document has at least in common with the one that tells it."""
_BEHIND = 5
"""Words behind a word of time among which its anchor stands."""
_NEAR = 12
"""Characters between a word of time and the date that it goes with."""


def claimed(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: words that relate entries of the record, which none of its words behind the basis has."""
    if reading.statement.type not in ("record_fact", "application") or not (reading.findings or reading.treatments):
        return
    lists = reading.ground.lists
    for name, found in lists.claims.items():
        if not found.touches(reading.text.runs) or (name == _REASON and reading.statement.type != "record_fact"):
            continue
        for start, end in _told(reading, found):
            if (name != "span" and _worded(reading, found, start, end)) or _otherwise(reading, name, start, end):
                continue
            if any(a <= start < b for a, b in silent_stretches(reading)):
                continue
            if name == "exclusive" and (
                _all_of_it(reading, end) or any(extreme(reading, n) for n in range(start, end))
            ):
                continue
            if name == "order" and reading.text.lower[start:end] in lists.words.onsets and on_file(reading, start):
                continue
            if name == "exclusive" and reading.text.lower[start:end] == _NOTHING_BUT and _only(reading, end):
                continue
            if name == "order" and (
                in_time(reading, start) or _in_document(reading, start, end) or _alike(reading, start)
            ):
                continue
            if name == "span" and on_file(reading, start) and _anchored(reading, end, _cited(reading, start)):
                continue
            if name == "duration" and reading.text.lower.startswith(" since ", end):
                continue  # which is held to the record itself
            if name == "span" and lists.expressions["since_reason"].match(reading.text.lower, end):
                continue
            span = reading.text.text[start:end]
            yield reading.violation("record-unsupported", span, f'No entry of the record behind this says "{span}".')


def means_changed(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: that by which something was shown or ruled out, where the record names something else."""
    lists, text = reading.ground.lists, reading.text
    for match in _BY.finditer(text.lower):
        if (
            reading.tells_sources
            or reading.quoted(match.start())
            or not any(c.document for c in reading.cited_at(match.start()))
        ):
            continue
        _, high = text.clause_at(match.start())
        told = set(text.stems[slice(*text.token_span(match.end(), high))]) - lists.function
        for entry in _entries(reading):
            for other in _BY.finditer(entry.text.lower):
                _, stop = entry.text.clause_at(other.start())
                held = set(entry.text.stems[slice(*entry.text.token_span(other.end(), stop))]) - lists.function
                held |= {name for stem in held for name in lists.synonyms.get(stem, ())}
                if told and held and told.isdisjoint(held):
                    span = text.text[match.start() : high]
                    yield reading.violation(
                        "record-unsupported", span, f'The record says: "{entry.text.text[other.start() : stop]}"'
                    )
                    return


_PROVES = re.compile(
    r"\b(?:excludes?|excluded|rules? out|ruled out|proves?|proved"
    r"|confirms?|confirmed|establishe[sd]) (?!by\b|on\b|in\b|with\b)"
)


def proved_by_other(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: one finding told to prove or to exclude another, which no sentence of the record joins."""
    if reading.statement.type not in ("record_fact", "application") or len(reading.findings) < 2:
        return
    ground, text = reading.ground, reading.text
    for match in _PROVES.finditer(text.lower):
        low, high = text.clause_at(match.start())
        if reading.quoted(match.start()) or reading.voice(match.start()) == "rule":
            continue
        before, behind = _entries_in(reading, low, match.start()), _entries_in(reading, match.end(), high)
        one, two = before - behind, behind - before
        if (
            not one
            or not two
            or any(m.of("document") for m in reading.analysed.mentions if low <= m.start < match.start())
        ):
            continue
        quotes = {f.id: (f.document, squeeze(f.quote)) for f in reading.findings}
        together = any(
            quotes[a][0] == quotes[b][0] and quotes[a][1] in s.text.lower and quotes[b][1] in s.text.lower
            for a in one
            for b in two
            if quotes[a][0] in ground.documents
            for s in sentences(ground, quotes[a][0])
        )
        if not together:
            span = text.text[low:high].strip()
            yield reading.violation(
                "record-unsupported", span, "No sentence of the record draws the one from the other."
            )


def _entries_in(reading: Reading, low: int, high: int) -> set[str]:
    """The findings of the basis that a stretch names, by their kinds or by two of their words."""
    lists, text = reading.ground.lists, reading.text
    stems = set(text.stems[slice(*text.token_span(low, high))]) - lists.function
    stems = stems.union(*(lists.synonyms.get(s, frozenset()) for s in stems))
    kinds = {k for m in reading.analysed.mentions if low <= m.start < high for k in m.of("kind")}
    found = set[str]()
    for f in reading.findings:
        words = reading.ground.analysed("quote", f.id, (f.quote,)).text.stem_set - lists.function
        quote = words - lists.connectives or words
        if f.kind in kinds or (quote and len(quote & stems) >= min(2, len(quote))):
            found.add(f.id)
    return found


def _all_of_it(reading: Reading, end: int) -> bool:
    """Whether the only entry of a kind is spoken of, and the basis names all treatments of the case, or all such findings."""
    noun = next((stem for stem, t in zip(reading.text.stems, reading.text.tokens, strict=True) if t[1] >= end), "")
    lists, case = reading.ground.lists, reading.ground.case
    if noun not in {lists.stemmer(word) for word in lists.words.entries}:
        return False
    kinds = {f.kind for f in reading.findings}
    same = {f.id for f in case.findings if f.kind in kinds}
    treatments = {t.id for t in case.treatments} if reading.treatments else set[str]()
    named = {f.id for f in reading.findings} | {t.id for t in reading.treatments}
    return bool(named) and named >= same | treatments


def _told(reading: Reading, found: Phrases) -> Iterator[tuple[int, int]]:
    """Places in the record's voice: in a sentence that cites the record, outside quotations, rules and suppositions."""
    lists, text = reading.ground.lists, reading.text
    for match in found.finditer(text.lower):
        if reading.quoted(match.start()) or not any(c.document for c in reading.cited_at(match.start())):
            continue
        if reading.voice(match.start()) == "rule" or lists.hypothetical.search(
            text.lower, *text.clause_at(match.start())
        ):
            continue
        low, high = text.clause_at(match.start())
        if match[0] in lists.words.linking:
            low, high = text.sentence_at(
                match.start()
            )  # "since it is documented, ... is waived": the rule is the cause
        answers = any(low <= a < high for a, _ in reading.outcome_words) or (
            match[0] in lists.words.linking and _names_criterion(reading, *text.clause_at(match.start()))
        )
        if not (answers and reading.statement.type == "application"):
            yield match.span()


def _names_criterion(reading: Reading, start: int, end: int) -> bool:
    """Whether a clause speaks of what a criterion of the basis asks, by a word that its label has."""
    lists, text = reading.ground.lists, reading.text
    first, last = text.token_span(start, end)
    stems = set(text.stems[first:last]) - lists.function - lists.idle
    results = (r for key in reading.statement.basis.criteria for r in reading.ground.results.get(key, ()))
    return any(not stems.isdisjoint(map(lists.stemmer, r.label.lower().split())) for r in results)


def _worded(reading: Reading, found: Phrases, start: int, end: int) -> bool:
    """Whether the record's own words have a word of the kind, or the policy has this one."""
    said = reading.text.lower[start:end]
    if any(found.search(text.text.lower) for text in _entries(reading)):
        return True
    return any(said in text.text.lower for text in (*reading.criterion_texts, *reading.fact_texts))


def _entries(reading: Reading) -> list[Analysed]:
    ground = reading.ground
    return [
        *(ground.finding_text(f) for f in reading.findings),
        *(ground.treatment_text(t) for t in reading.treatments),
        *reading.around_texts,
    ]


def _otherwise(reading: Reading, name: str, start: int, end: int) -> bool:
    """Whether a word is used otherwise: of the calendar or of a reason, of a conclusion, or of the documents themselves."""
    lists, text = reading.ground.lists, reading.text
    said, before = text.lower[start:end], text.lower[:start].rstrip()
    if name in (_REASON, "cause") and _for_that(reading, start, end):
        return True
    if name == "order":
        words = {m[0] for entry in _entries(reading) for m in lists.order_told.finditer(entry.text.lower)}
        leads = said in _BACKWARD and start == text.sentence_at(start)[0]
        told = bool(words - _ONWARD if leads else words)
        return (
            told
            or _ordered(reading, start, end)
            or _calendar(reading, end)
            or _of_request(reading, end)
            or (said == "since" and start == text.sentence_at(start)[0])
        )
    if name == "span":
        return (
            _calendar(reading, end)
            or _of_request(reading, end)
            or _told_behind(reading, end)
            or _anchored(reading, end)
            or (said == "since" and start == text.sentence_at(start)[0])
        )
    if name == "duration":
        return _calendar(reading, end, _TIMES) or _as_long(reading, end)
    if name == "cause":
        return before.endswith("which")
    if name == "completion":  # a count of visits, which is checked on its own, and no whole course
        return any(f.kind == "number" and f.unit and 0 <= f.start - end <= _NEAR for f in reading.analysed.figures)
    behind = [w for w, _, _ in text.tokens[text.token_span(end, end)[0] :]][:1]
    return name == "exclusive" and bool(behind) and behind[0] in lists.words.document_words


def _alike(reading: Reading, start: int) -> bool:
    """Whether "before and after" is told of one value that the response of a treatment has twice ("7/10 at start, 7/10 at end")."""
    if not any(m.start() <= start < m.end() for m in _BEFORE_AND_AFTER.finditer(reading.text.lower)):
        return False
    texts = [reading.ground.treatment_text(t) for t in reading.treatments]
    return any(len(text.supporting(f)) > 1 for f in reading.analysed.figures if f.kind == "ratio" for text in texts)


def _as_long(reading: Reading, end: int) -> bool:
    """Whether a length is told by another one ("lasted twice as long as the six weeks"), which is checked on its own."""
    figures, (_, high) = reading.analysed.figures, reading.text.clause_at(end)
    return _AS_LONG.match(reading.text.lower, end) is not None and any(
        f.unit in _TIMES for f in figures if end <= f.start < high
    )


def _ordered(reading: Reading, start: int, end: int) -> bool:
    """Whether a word of time stands between two treatments of the basis with a first day each, or tells that one began whose first
    day is on record: the order of the days has a check of its own.
    """
    text = reading.text
    low, high = text.sentence_at(start)
    dated = {t.kind for t in reading.treatments if isinstance(t.start, date)}
    named = [(m.start, dated & set(m.of("treatment"))) for m in reading.analysed.mentions if low <= m.start < high]
    before = {kind for place, kinds in named if place < start for kind in kinds}
    behind = {kind for place, kinds in named if place >= end for kind in kinds}
    lists = reading.ground.lists
    if text.lower[start:end] in lists.words.beginnings:
        clause = text.clause_at(start)[1]
        ordered = any(found.search(text.lower, end, clause) for found in lists.orders.values())
        return bool(before) and ordered and bool(behind - before)
    return bool(before) and bool(behind - before)


def _for_that(reading: Reading, start: int, end: int) -> bool:
    """Whether a document cited has what is told behind a word of cause behind "for" or its like, and what is told before it in the
    same sentence.
    """
    lists, text = reading.ground.lists, reading.text
    low, high = text.sentence_at(start)
    before = set(text.stems[slice(*text.token_span(low, start))]) - lists.function
    behind = set(text.stems[slice(*text.token_span(end, high))]) - lists.function
    for id in (c.document for c in reading.cited_at(start) if c.document in reading.ground.documents):
        for sentence in sentences(reading.ground, id):
            for match in _FOR.finditer(sentence.text.lower):
                at, _ = sentence.text.token_span(match.end(), match.end())
                if behind & set(sentence.text.stems[at : at + 2]) - lists.function and before & set(
                    sentence.text.stems[:at]
                ):
                    return True
    return False


def _told_behind(reading: Reading, end: int) -> bool:
    """Whether what an entry itself places in time stands right behind a word of time ("since the last visit")."""
    found = reading.ground.lists.order_told.search(reading.text.lower, end, end + 2 * _NEAR)
    return found is not None and any(found[0] in entry.text.lower for entry in _entries(reading))


def _only(reading: Reading, end: int) -> bool:
    """Whether a clause of a document cited has what stands behind "nothing but" with "only"."""
    n, _ = reading.text.token_span(end, end)
    thing = reading.text.stems[n : n + 1]
    return any(
        _ONLY in sentence.text.words and not sentence.text.stem_set.isdisjoint(thing)
        for sentence in _cited(reading, end)
        if not reading.levels_in(*reading.text.sentence_at(end)) - _levels(sentence)
    )


def _levels(sentence: Analysed) -> frozenset[str]:
    keys = [f.key for f in sentence.figures if f.kind == "level"]
    return frozenset(str(k) for key in keys for k in (key if isinstance(key, tuple) else (key,)))


def _cited(reading: Reading, start: int) -> list[Analysed]:
    """The sentences of the documents cited for a place."""
    cited = (c.document for c in reading.cited_at(start) if c.document in reading.ground.documents)
    return [sentence for id in cited for sentence in sentences(reading.ground, id)]


def _anchored(reading: Reading, end: int, entries: Sequence[Analysed] = ()) -> bool:
    """Whether the record, or one of some sentences of it, has the same thing behind a word of the kind ("since winter")."""
    lists, text = reading.ground.lists, reading.text
    first, _ = text.token_span(end, end)
    anchor = next((s for s in text.stems[first : first + _BEHIND] if s not in lists.function), "")
    for entry in entries or (*_entries(reading), *reading.criterion_texts, *reading.fact_texts):
        for match in lists.claims["span"].finditer(entry.text.lower):
            at, _ = entry.text.token_span(match.end(), match.end())
            if anchor in entry.text.stems[at : at + _BEHIND]:
                return True
    return False


def _of_request(reading: Reading, end: int) -> bool:
    """Whether the request stands behind a word of time: all of a record lies before it."""
    return _REQUEST.match(reading.text.lower, end) is not None


def _in_document(reading: Reading, start: int, end: int) -> bool:
    """Whether a sentence of a cited document has the word of time itself, beside a measure that is told in its sentence, or in the clause
    that is told.
    """
    said, (low, high) = reading.text.lower[start:end], reading.text.sentence_at(start)
    told = [f for f in reading.analysed.figures if low <= f.start < high and f.kind in ("number", "ratio")]
    whole = on_file(reading, start)
    lists = reading.ground.lists
    stems = {n for s in reading.text.stems[slice(*reading.text.token_span(low, high))] for n in lists.carriers(s)}
    stems -= lists.connectives
    leads = start == low and said in _BACKWARD
    return any(
        said in sentence.text.words
        and (
            (whole and (not leads or len(stems & sentence.text.stem_set) >= _SHARED))
            or any(sentence.supporting(f) for f in told)
        )
        for c in reading.cited_at(start)
        if c.document in reading.ground.documents
        for sentence in sentences(reading.ground, c.document)
    )


def _calendar(reading: Reading, end: int, units: frozenset[str] | None = None) -> bool:
    """Whether a date or a length of time stands behind a word of time: the figures are checked on their own."""
    return any(
        f.kind in _DATED and 0 <= f.start - end <= _NEAR and (units is None or f.kind == "date" or f.unit in units)
        for f in reading.analysed.figures
    )
