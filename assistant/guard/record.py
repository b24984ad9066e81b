"""Facts of this patient: nothing unnamed by the basis; level, side, severity and status as the findings have them."""

import re
from collections.abc import Iterator

from ..model.case import Finding
from ..model.document import Violation
from .beside import denied_at, told_beside
from .labels import of_met, of_remedy, of_unmet
from .lexicon import Mention
from .on_file import clauses_of, on_file
from .reading import Part, Quote, Reading
from .record_pieces import pieces
from .said import criterion_words, verdicts
from .scope import denied_words
from .scope import negated as reaches
from .text import squeeze

_TABLES = ("kind", "treatment", "structure")
_OF_PATIENT = frozenset(("kind", "treatment"))
_INTERRUPTED = re.compile(r", (?:and )?[^,;.]{1,40}, (?:at|for) ")
_CONTRASTS = ("but", "while", "whereas", "although", "though")
_AS_AT = re.compile(r", (?:as |which is )?(?:found|seen|reported|described|shown)? ?(?:at|for) ")
_AT = re.compile(r" \(?(?:at|for) (?:the level )?")
_JOINED = re.compile(r"(?: \([^()]*\))?(?:,|,? and) ")
_IN_BRACKETS = re.compile(r" \((?:[a-z -]+ )?at ")
_AND = re.compile(r"\s(?:and|,)\s")


_DESCRIBING = frozenset(("grade", "kind"))
"""Tables of which a word describes what a level has."""


def parts_of(reading: Reading) -> list[Part]:
    """The parts of a statement; one that names no level takes those of the part before it in its sentence."""
    if reading.parts is None:
        reading.parts = _split(reading)
    return reading.parts


def _split(reading: Reading) -> list[Part]:
    parts: list[Part] = []
    last_sentence, last_levels = -1, frozenset[str]()
    for start, end in reading.text.clauses:
        sentence = reading.text.sentence_at(start)[0]
        if sentence != last_sentence:
            last_sentence, last_levels = sentence, frozenset()
        for low, high in _halves(reading, start, end):
            levels = reading.levels_in(low, high) or _told_behind(reading, high) or last_levels
            last_levels = levels
            parts.append(Part(low, high, levels))
    return parts


def _told_behind(reading: Reading, end: int) -> frozenset[str]:
    """Levels of the clause that says behind a comma where the clause before it is found ("..., as at the lower level, ...")."""
    if not _AS_AT.match(reading.text.lower, end):
        return _told_further_on(reading, end)
    return reading.levels_in(*reading.text.clause_at(end + 1))


def _told_further_on(reading: Reading, end: int) -> frozenset[str]:
    """Levels at the end of a contrast that two commas interrupt ("but severe, and on both sides, at the lower level")."""
    lower, (_, stop) = reading.text.lower, reading.text.sentence_at(end - 1)
    behind = _INTERRUPTED.match(lower, end, stop)
    before = reading.text.clause_at(end - 1)[0]
    if behind is None or not lower[:before].rstrip().endswith(_CONTRASTS):
        return frozenset()
    return reading.levels_in(*reading.text.clause_at(behind.end()))


def _halves(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """A clause split at each "and" that stands between two full descriptions (level, and grade or side or finding, on both
    sides).
    """
    cuts = [start]
    for match in _AND.finditer(reading.text.text, start, end) if len(reading.levels) > 1 else ():
        if all(
            reading.levels_in(a, b) and _described(reading, a, b)
            for a, b in ((cuts[-1], match.start()), (match.end(), end))
        ):
            cuts.append(match.end())
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _described(reading: Reading, start: int, end: int) -> bool:
    return any(start <= m.start < end and m.tables & _DESCRIBING for m in reading.analysed.mentions) or bool(
        reading.ground.lists.side.search(reading.text.lower, start, end)
    )


def record_unsupported(reading: Reading) -> Iterator[Violation]:
    """Findings, treatments and structures of the vocabulary that nothing in the basis holds."""
    if reading.tells_sources:
        return
    ground = reading.ground
    texts = [*reading.record_texts, *reading.criterion_texts, *reading.fact_texts]
    texts += [] if reading.of_record_alone else [ground.request]
    if reading.statement.type in ("outcome", "recommendation"):
        texts.append(ground.computed)
    concepts = frozenset(f"kind:{f.kind}" for f in reading.findings) | {
        f"treatment:{t.kind}" for t in reading.treatments
    }
    for mention in reading.analysed.mentions:
        named = {c for c in mention.concepts if c.startswith(_TABLES)}
        if not named or named & concepts or reading.quoted(mention.start):
            continue
        if of_unmet(reading, mention.start) or of_remedy(reading, mention.start):
            continue
        if _asserted_of_patient(reading, mention) and not _has_finding(reading, mention):
            if not on_file(reading, mention.start):
                yield _missing(reading, mention)
            continue
        if any(named & text.concepts for text in texts) or _stands_beside(reading, mention):
            continue
        stems = reading.text.stems[mention.first : mention.last]
        if not all(any(stem in text.licensed for text in texts) or stem in ground.lists.connectives for stem in stems):
            if on_file(reading, mention.start):
                continue
            yield _missing(reading, mention)


def _missing(reading: Reading, mention: Mention) -> Violation:
    span = reading.text.text[mention.start : mention.end]
    return reading.violation(
        "record-unsupported", span, f'Nothing in the basis of the statement says "{span}" of this patient.'
    )


_SIGNS_OF = re.compile(r"\b(?:signs?|symptoms?|findings?|evidence|picture) of ")
"""With a diagnosis: what stands for it, whatever the record calls it."""


def _asserted_of_patient(reading: Reading, mention: Mention) -> bool:
    """Whether the record is said to show a finding, without negation or supposition."""
    if not mention.tables & _OF_PATIENT or reading.statement.type not in ("record_fact", "application"):
        return False
    voice = reading.voice(mention.start)
    start, end = reading.text.clause_at(mention.start)
    lists = reading.ground.lists
    if voice != "record" and (
        voice == "rule" or not _cited_behind(reading, mention.end, reading.text.sentence_at(mention.start)[1])
    ):
        return False
    cited = min((c.position for c in reading.citations if c.document and c.position + 1 >= mention.end), default=end)
    words = (*verdicts(reading), *criterion_words(reading))
    if not _SIGNS_OF.search(reading.text.lower, start, mention.end):
        end = min(end, cited)  # what is cited to the record is told of it, whatever is said to follow
    answered = any(mention.end <= w.start < end for w in words)
    if answered and any(mention.concepts & text.concepts for text in reading.criterion_texts):
        return False  # it is the criterion that is spoken of
    return not (negated(reading, mention.start, mention.end) or lists.uncertain.search(reading.text.lower, start, end))


def _cited_behind(reading: Reading, place: int, end: int) -> bool:
    """Whether the record is cited in the rest of a clause, before anything is said to follow from it."""
    low, _ = reading.text.sentence_at(place - 1)
    if any(low <= a < place for a, _ in reading.outcome_words):
        return False  # a list of what is met
    behind = [c for c in reading.citations if place <= c.position + 1 <= end]
    return bool(behind) and bool(behind[0].document) and reading.statement.type == "application"


def _has_finding(reading: Reading, mention: Mention) -> bool:
    """Whether a finding of the basis, its quote or a treatment holds the term."""
    named = mention.concepts
    stems = set(reading.text.stems[mention.first : mention.last])
    if any(named & text.concepts or stems <= text.licensed for text in reading.record_texts):
        return True
    return _stands_beside(reading, mention)


def _stands_beside(reading: Reading, mention: Mention) -> bool:
    """Whether the words of a term stand in the sentence of a fact of the basis, denied there as they are here."""
    told, denied = told_beside(reading), denied_at(reading, mention.start)
    idle = reading.ground.lists.connectives
    return bool(told) and all(
        (stem, denied) in told for stem in reading.text.stems[mention.first : mention.last] if stem not in idle
    )


def record_status(reading: Reading) -> Iterator[Violation]:
    """A negated or uncertain finding told as present, or a present one told as absent."""
    if reading.tells_sources or reading.statement.type == "recommendation":
        return
    lists = reading.ground.lists
    for mention in reading.analysed.mentions:
        kinds = frozenset(mention.of("kind"))
        if not kinds or reading.quoted(mention.start) or reading.voice(mention.start) == "rule":
            continue
        if of_unmet(reading, mention.start):
            continue
        start, end = reading.text.clause_at(mention.start)
        levels = next((p.levels for p in parts_of(reading) if p.start <= mention.start < p.end), frozenset())
        findings = same_place(reading, [f for f in reading.findings if f.kind in kinds], levels)
        denied = negated(reading, mention.start, mention.end) or _ceased(reading, mention)
        span = reading.text.text[start:end]
        if denied and not findings:
            findings = (
                same_place(reading, [f for f in reading.ground.case.findings if f.kind in kinds], levels)
                if levels or not reading.findings
                else []
            )
            findings = [f for f in findings if levels or not f.levels]
        cited = {c.document for c in reading.cited_at(mention.start)}
        findings = [f for f in findings if f.document in cited] or findings  # documents may differ
        if not findings:
            continue
        statuses = {f.status for f in findings}
        open_ended = lists.uncertain.search(reading.text.lower, start, end) is not None
        if denied and (_predicated(reading, mention) or _denied_there(reading, mention)):
            continue
        if denied and statuses == {"present"} and not _denies_part(reading, mention):
            yield reading.violation("record-status", span, f'The record states it: "{findings[0].quote}"')
        elif denied and statuses == {"uncertain"} and not open_ended and not _denies_part(reading, mention):
            yield reading.violation("record-status", span, f'The record leaves it open: "{findings[0].quote}"')
        elif of_met(reading, mention.start) and statuses == {"absent"}:
            continue
        elif not denied and statuses == {"absent"} and (not open_ended or _suspected(reading, mention)):
            yield reading.violation("record-status", span, f'The record denies it: "{findings[0].quote}"')
        elif not denied and "present" not in statuses and not open_ended:
            yield reading.violation("record-status", span, f'The record leaves it open: "{findings[0].quote}"')


def _ceased(reading: Reading, mention: Mention) -> bool:
    """Whether a thing is said to have been given up, and not only that it should be."""
    start, _ = reading.text.clause_at(mention.start)
    lists, lower = reading.ground.lists, reading.text.lower
    if lists.ceased_behind.match(lower, mention.end + 1):
        return True
    found = lists.ceased.search(lower, start, mention.start)
    if found is None or len(lower[found.end() : mention.start].split()) > 1:
        return False
    return not (negated(reading, found.start(), found.end()) or lists.hypothetical.search(lower, start, found.start()))


def _denied_there(reading: Reading, mention: Mention) -> bool:
    """Whether a thing is denied at a place that its own piece names, as a clause of a cited document denies it there."""
    low, high = next((a, b) for a, b in pieces(reading) if a <= mention.start < b)
    places = [f for f in reading.analysed.figures if f.kind in ("level", "landmark") and low <= f.start < high]
    cited = {c.document for c in reading.cited_at(mention.start)} & reading.ground.documents.keys()
    return bool(places) and any(
        all(clause.supporting(f) for f in places)
        and any(m.concepts & mention.concepts and clause.of(denied_words)[m.first] for m in clause.mentions)
        for id in cited
        for clause in reading.ground.made(clauses_of, id)
    )


_PREDICATE = re.compile(r"\b(?:is|are|was|were) (?:an?|the|enough|by)\b")


def _predicated(reading: Reading, mention: Mention) -> bool:
    """Whether what is denied is what is said of findings, and not they themselves ("neither of a nor b is a sign")."""
    start, end = reading.text.clause_at(mention.start)
    before = reading.text.lower[start : mention.start].split()
    return before[:1] == ["neither"] and _PREDICATE.search(reading.text.lower, mention.end, end) is not None


def _suspected(reading: Reading, mention: Mention) -> bool:
    """Whether a finding itself is called possible, right before it."""
    before = reading.text.lower[: mention.start].rstrip().rsplit(None, 1)[-1:]
    return bool(before) and before[0] in reading.ground.lists.words.suspected


def _denies_part(reading: Reading, mention: Mention) -> bool:
    """Whether the negation denies a grade, a side or a document of the finding, and not the finding itself."""
    start, _ = reading.text.clause_at(mention.start)
    between = reading.text.lower[start : mention.start]
    return bool(re.search(r"\b(?:grade|graded|degree|level|side|date|cause|progress\w*)\b", between)) or any(
        start <= m.start < mention.start
        and m.of("grade")
        and reading.text.stems[m.first] not in reading.ground.lists.function
        for m in reading.analysed.mentions
    )


def negated(reading: Reading, start: int, end: int) -> bool:
    """Whether a negation of the statement's own words reaches a place."""
    quoted = tuple((q.start, q.end) for q in reading.quotes)
    return reaches(reading.text, reading.ground.lists, start, end, quoted)


def same_place(reading: Reading, findings: list[Finding], levels: frozenset[str]) -> list[Finding]:
    """Findings at one of the levels; those without a level speak of any."""
    at = reading.ground.at
    return [f for f in findings if not levels or not f.levels or levels & at(f)]


def record_level(reading: Reading) -> Iterator[Violation]:
    """A finding told at a level at which no finding of the basis stands; words quoted for another level."""
    if reading.tells_sources or not reading.findings:
        return
    for part in parts_of(reading):
        named = reading.levels_in(part.start, part.end)
        for mention in reading.analysed.mentions:
            kinds = frozenset(mention.of("kind"))
            if not kinds or not named or not part.start <= mention.start < part.end or reading.quoted(mention.start):
                continue
            findings = [f for f in reading.findings if f.kind in kinds and f.levels]
            if not findings or reading.voice(mention.start) == "rule" or negated(reading, mention.start, mention.end):
                continue
            held = frozenset(level for f in findings for level in reading.ground.at(f))
            aside = (f for f, levels in reading.levels if part.start <= f.start < part.end and not levels <= held)
            if all(on_file(reading, f.start, f) for f in aside) and not held.isdisjoint(named):
                continue
            if (
                (held < named and reading.statement.type == "record_fact" and _rival(reading, part, kinds, named))
                or not named & held
                or (len(named) > 1 and not named <= held and _one_by_one(reading, part))
            ):
                yield _elsewhere(reading, part, held)
    yield from _quoted_elsewhere(reading)


def _rival(reading: Reading, part: Part, kinds: frozenset[str], named: frozenset[str]) -> bool:
    """Whether a part names another finding too, which is at all of its levels: they are told of both."""
    inside = {k for m in reading.analysed.mentions if part.start <= m.start < part.end for k in m.of("kind")}
    others = [f for f in reading.findings if f.kind in inside - kinds]
    return bool(others) and named <= {level for f in others for level in reading.ground.at(f)}


def _one_by_one(reading: Reading, part: Part) -> bool:
    """Whether levels are listed one by one, not as a span of the operation."""
    return all(len(levels) == 1 for figure, levels in reading.levels if part.start <= figure.start < part.end)


def _quoted_elsewhere(reading: Reading) -> Iterator[Violation]:
    for quote in reading.quotes:
        words = squeeze(quote.words).strip(" .,;")
        sources = [f for f in reading.findings if words and words in squeeze(f.quote)]
        start, _ = reading.text.sentence_at(quote.start)
        clause_start, _ = reading.text.clause_at(max(quote.start - 1, 0))
        named = (
            _right_behind(reading, quote.end)
            or _ahead(reading, clause_start, quote.start)
            or _ahead(reading, start, quote.start)
        )
        if not sources or not named or not all(f.levels for f in sources):
            continue
        held = frozenset(level for f in sources for level in reading.ground.at(f))
        # A landmark lies in the levels that join it.
        near = held | {s.id for s in reading.ground.pack.anatomy.segments if not held.isdisjoint(s.ends)}
        elsewhere = named & near or _beyond(reading, quote.start, named, held)
        if held and not elsewhere and not _places_itself(reading, quote, held):
            yield _elsewhere(reading, Part(start, quote.end, named), held)


def _places_itself(reading: Reading, quote: Quote, held: frozenset[str]) -> bool:
    """Whether a quotation that is joined to the one before it names the level of its finding in its own words."""
    joined = any(
        q.end < quote.start and _JOINED.fullmatch(reading.text.lower, q.end, quote.start) for q in reading.quotes
    )
    return joined and any(level in quote.words for level in held)


def _beyond(reading: Reading, position: int, named: frozenset[str], held: frozenset[str]) -> bool:
    """Whether the clause at a place says that its finding lies above or below the levels named before it, and it does."""
    start, end = reading.text.clause_at(position)
    place = {segment.id: n for n, segment in enumerate(reading.ground.pack.anatomy.segments)}
    of_named, of_held = ([place[level] for level in levels if level in place] for levels in (named, held))
    if not of_named or not of_held or reading.levels_in(start, position):
        return False
    said = {w for w, low, _ in reading.text.tokens if start <= low < end and not reading.quoted(low)}
    return ("below" in said and min(of_held) > max(of_named)) or ("above" in said and max(of_held) < min(of_named))


def _right_behind(reading: Reading, end: int) -> frozenset[str]:
    """Levels that are given right behind a quotation ("... at the lower level")."""
    named = (
        levels for f, levels in reading.levels if f.start > end and _AT.fullmatch(reading.text.lower, end, f.start)
    )
    return next(named, frozenset())


def _ahead(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Levels named in a stretch ahead of a quotation, but for those in brackets behind another one, which are that one's."""
    text = reading.text.lower
    taken = [
        (q.end, text.find(")", q.end))
        for q in reading.quotes
        if start <= q.end < end and _IN_BRACKETS.match(text, q.end)
    ]
    names = (
        levels
        for figure, levels in reading.levels
        if start <= figure.start < end and not any(low < figure.start < high for low, high in taken)
    )
    return frozenset(level for levels in names for level in levels)


def _elsewhere(reading: Reading, part: Part, held: frozenset[str]) -> Violation:
    span = reading.text.text[part.start : part.end]
    told = ", ".join(sorted(part.levels))
    return reading.violation(
        "record-level", span, f"The statement speaks of {told}; the finding is at {', '.join(sorted(held))}."
    )
