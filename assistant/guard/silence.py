"""What the record is said not to say: it may be told of anything that no document says, and of nothing that one says. And nothing
follows from silence: a length that is on no record is not too short.
"""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.case import Treatment
from ..model.document import Violation
from .reading import Reading
from .record import negated, same_place
from .text import words_of

_WHETHER = "whether "
_NEAR = 6
"""Words between "whether" and what is asked for."""
_DATED, _LENGTH, _NUMBER, _RESPONSE, _GRADE = "dated", "length", "number", "response", "grade"


def silent_stretches(reading: Reading) -> list[tuple[int, int]]:
    """Stretches of which a statement says that the record does not tell them: behind "nothing says", before "is not said"."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources or not (
        lists.silent.touches(reading.text.runs) or lists.unsaid.touches(reading.text.runs)
    ):
        return []
    found = []
    for match in lists.silent.finditer(text.lower):
        if not reading.quoted(match.start()):
            found.append((match.end(), text.clause_at(match.start())[1]))
    for match in lists.unsaid.finditer(text.lower):
        if not reading.quoted(match.start()):
            found.append((text.clause_at(match.start())[0], match.end()))
    return found


def unsaid_indeed(reading: Reading, position: int) -> bool:
    """Whether the word at a place stands in such a stretch, and no document of the case has it."""
    if not any(low <= position < high for low, high in silent_stretches(reading)):
        return False
    lists, ground = reading.ground.lists, reading.ground
    for found in lists.attributes.values():
        if any(m.start() <= position < m.end() for m in found.finditer(reading.text.lower)):
            return True  # which `silence_broken` judges
    n, _ = reading.text.token_span(position, position + 1)
    carriers = lists.carriers(reading.text.stems[n])
    cited = {c.document for c in reading.cited_at(position)} & ground.documents.keys()
    if lists.on_record.opens(reading.words):
        cited = set()
    documents = (
        ground.analysed("whole", id, (d.text,)) for id, d in ground.documents.items() if id in cited or not cited
    )
    return all(carriers.isdisjoint(document.text.stem_set) for document in documents)


def silence_broken(reading: Reading) -> Iterator[Violation]:
    """`record-status`: days, length, number or response of a treatment, or whether there is a finding, told as not on record."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources:
        return
    stretches = silent_stretches(reading)
    yield from _whether(reading, stretches)
    yield from _grade(reading, stretches)
    if not reading.treatments:
        return
    for name, found in lists.attributes.items():
        if not found.touches(reading.text.runs) or not all(_known(t, name) for t in reading.treatments):
            continue
        for match in found.finditer(text.lower):
            silent = any(low <= match.start() < high for low, high in stretches)
            missed = name == _DATED and negated(reading, match.start(), match.end())
            if (silent or missed) and not reading.quoted(match.start()) and reading.voice(match.start()) != "rule":
                yield reading.violation(
                    "record-status", match[0], f'The record has it: "{reading.treatments[0].quote}"'
                )
                return


def _whether(reading: Reading, stretches: list[tuple[int, int]]) -> Iterator[Violation]:
    """Whether there is a finding, asked where a finding of the case answers it."""
    lists, lower = reading.ground.lists, reading.text.lower
    for low, high in stretches:
        at = lower.find(_WHETHER, low, high)
        if at < 0 or lists.side.search(lower, low, high):
            continue
        if any(m.of("grade") for m in reading.analysed.mentions if at < m.start < high):
            continue
        first, last = reading.text.token_span(at, high)
        told = set(reading.text.stems[first : min(last, first + _NEAR)])
        named = {
            k
            for m in reading.analysed.mentions
            if first < m.first < first + _NEAR and m.end <= high
            for k in m.of("kind")
        }
        for finding in reading.ground.case.findings:
            label = {
                lists.stemmer(w) for w in words_of(reading.ground.pack.kind(finding.kind).label)
            } - lists.connectives
            asked = finding.kind in named or (label and label <= told)
            if asked and finding.status in ("present", "absent"):
                yield reading.violation(
                    "record-status", reading.text.text[at:high], f'The record says it: "{finding.quote}"'
                )
                return


def _grade(reading: Reading, stretches: list[tuple[int, int]]) -> Iterator[Violation]:
    """A grade told as not given, of findings that all have one at the place that is spoken of."""
    grades = reading.ground.lists.attributes[_GRADE]
    for low, high in stretches if reading.findings else ():
        match = grades.search(reading.text.lower, low, high)
        if match is None or reading.voice(match.start()) == "rule":
            continue
        named = reading.levels_in(*reading.text.sentence_at(low))
        here = [f for f in same_place(reading, reading.findings, named) if f.levels]
        if here and all(f.grade != NOT_STATED for f in here):
            yield reading.violation(
                "record-status", reading.text.text[low : match.end()], f'The record has it: "{here[0].quote}"'
            )
            return


def length_unknown(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: too short or too few told of treatments whose length and number are on no record."""
    lists = reading.ground.lists
    if reading.tells_sources or not reading.treatments or reading.findings:
        return
    if any(_known(t, _LENGTH) or _known(t, _NUMBER) for t in reading.treatments):
        return
    if any(_known(t, _DATED) for t in reading.treatments) or not lists.too_little.touches(reading.text.runs):
        return
    for match in lists.too_little.finditer(reading.text.lower):
        if reading.voice(match.start()) == "rule":
            continue
        low, high = reading.text.clause_at(match.start())
        supposed = lists.hypothetical.search(reading.text.lower, low, high) or lists.uncertain.search(
            reading.text.lower, low, high
        )
        if not (supposed or reading.quoted(match.start()) or negated(reading, match.start(), match.end())):
            yield reading.violation("record-unsupported", match[0], "No length of it is on record.")
            return


def _known(treatment: Treatment, attribute: str) -> bool:
    dated = NOT_STATED not in (treatment.start, treatment.end)
    if attribute == _DATED:
        return treatment.start != NOT_STATED or treatment.end != NOT_STATED
    if attribute == _LENGTH:
        return dated or treatment.weeks != NOT_STATED
    if attribute == _NUMBER:
        return treatment.sessions != NOT_STATED
    return treatment.response != NOT_STATED if attribute == _RESPONSE else False
