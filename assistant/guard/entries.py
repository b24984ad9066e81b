"""What single entries of the record say, kept apart: a word of one level's finding is not told of another level, what is
on file is not told as missing, and two documents are said to agree or to differ only as their findings do.
"""

from collections.abc import Iterator
from itertools import pairwise, product

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.document import Violation
from .analysed import Analysed
from .by_level import ranks_levels
from .reading import Reading
from .record import negated, parts_of
from .text import words_of

_KNOWN = ("present", "absent")


def word_elsewhere(reading: Reading) -> Iterator[Violation]:
    """`record-level`: a word that only the findings of other levels have, told of a level."""
    if reading.tells_sources or len(reading.findings) < 2 or not reading.levels:
        return
    ground, lists, text = reading.ground, reading.ground.lists, reading.text
    for part in parts_of(reading):
        named = reading.levels_in(part.start, part.end)
        here = [f for f in reading.findings if not f.levels or named & ground.at(f)]
        near = {f.id for f in here}
        there = [f for f in reading.findings if f.id not in near]
        if not named or not there or not any(f.levels for f in here):
            continue
        owed = frozenset[str]().union(*(_quote(reading, f).text.stem_set for f in there)) - lists.connectives
        vouched = [ground.finding_text(f) for f in here] + [ground.treatment_text(t) for t in reading.treatments]
        vouched += [*reading.criterion_texts, *reading.fact_texts, ground.request]
        for n in range(*text.token_span(part.start, part.end)):
            word, start, end = text.tokens[n]
            if text.stems[n] not in owed or word.isdigit() or len(word) < 2 or reading.quoted(start):
                continue
            if _apart(reading, part.start, part.end, start) or ranks_levels(reading, start):
                continue
            if any(text.stems[n] in known.licensed for known in vouched) or negated(reading, start, end):
                continue
            if reading.voice(start) != "rule":
                told = ", ".join(sorted(named))
                yield reading.violation("record-level", word, f'No finding of its basis at {told} says "{word}".')


def _apart(reading: Reading, low: int, high: int, place: int) -> bool:
    """Whether an "and" stands between a word and the levels of its part: then it may belong to another thing told."""
    levels = [f for f, _ in reading.levels if low <= f.start < high]
    spans = [(f.end, place) if f.end <= place else (place, f.start) for f in levels]
    return all(" and " in reading.text.lower[a:b] for a, b in spans)


def _quote(reading: Reading, finding: Finding) -> Analysed:
    return reading.ground.analysed("quote", finding.id, (finding.quote,))


def told_missing(reading: Reading) -> Iterator[Violation]:
    """`record-status`: what a finding of the basis states, told as not on record."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources or not reading.findings or not lists.missing.touches(reading.text.runs):
        return
    for match in lists.missing.finditer(text.lower):
        if reading.quoted(match.start()):
            continue
        low, _ = text.clause_at(match.start())
        subject = [n for n in range(*text.token_span(low, match.start())) if text.stems[n] not in lists.function][-1:]
        if (
            subject
            and text.stems[subject[0]] in lists.connectives
            and text.stems[subject[0] - 1] not in lists.connectives
        ):
            subject = [subject[0] - 1]  # "the use of a thing", told as one word behind it
        for finding in reading.findings:
            stated = finding.status in _KNOWN and subject
            if stated and text.stems[subject[0]] in _quote(reading, finding).text.stem_set - lists.idle:
                yield reading.violation("record-status", match[0], f'The record states it: "{finding.quote}"')
                break


def sources_compared(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: documents said to agree or to differ, whose findings in the basis do not."""
    if reading.tells_sources or not reading.findings:
        return
    lists, text = reading.ground.lists, reading.text
    of_document: dict[str, list[Finding]] = {}
    for finding in reading.findings:
        of_document.setdefault(finding.document, []).append(finding)
    for sense, found in lists.agreements.items():
        for match in found.finditer(text.lower) if found.touches(reading.text.runs) else ():
            start, _ = text.clause_at(match.start())
            named = _documents_named(reading, start, match.start())
            if reading.quoted(match.start()) or len(named) < 2 or negated(reading, match.start(), match.end()):
                continue
            groups = [of_document.get(d, []) for d in named]
            pairs = [pair for one, two in pairwise(groups) for pair in product(one, two)]
            if not any(_same(*pair) == (sense == "agree") for pair in pairs):
                yield reading.violation(
                    "record-unsupported", match[0], f'The findings of its basis do not show that they "{match[0]}".'
                )


def _documents_named(reading: Reading, start: int, end: int) -> list[str]:
    """Documents named in a stretch by a word that no other title of the record has, in the order of the record."""
    ground, lists = reading.ground, reading.ground.lists
    titles = {
        id: frozenset(lists.synonym_name(lists.stemmer(w)) for w in words_of(d.title)) - lists.function
        for id, d in ground.documents.items()
    }
    told = {lists.synonym_name(reading.text.stems[n]) for n in range(*reading.text.token_span(start, end))}
    return [
        id
        for id, own in titles.items()
        if told & own.difference(*(words for other, words in titles.items() if other != id))
    ]


def _same(one: Finding, two: Finding) -> bool:
    """Whether two findings of different documents say the same: neither is denied by the other, nor graded otherwise."""
    graded = NOT_STATED in (one.grade, two.grade) or one.grade == two.grade
    measured = NOT_STATED in (one.number, two.number) or one.number == two.number
    return one.status == two.status and graded and measured
