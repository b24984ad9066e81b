"""How and when a thing is: standing or lying, all day or part of it, told as the record tells it; an examination that is on record, told
as not made; and what was given up, told as going on.
"""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .reading import Reading

_NOT_MADE = re.compile(
    r"\b(?:could not be|cannot be|(?:was|were|is|are|has been|have been) (?:not|never)|(?:has|have) (?:not|never) been|not|never)"
    r" (?:tested|examined|assessed|checked|asked about|asked for|looked for|evaluated)\b"
)
_GOES_ON = re.compile(r"\b(?:still|continues? to|keeps?|goes on|has not stopped|has resumed|is back to)\b")
_GIVEN_UP = re.compile(r"\b(?:gave up|given up|stopped|quit|no longer|had to (?:stop|cancel|give up))\b")
_WHOLE = 100
_NEAR = 4
"""Words behind such words in which the thing stands that is meant."""


def manner_changed(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: a posture or a time of day told of a finding or treatment that the record tells with another one."""
    lists = reading.ground.lists
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application"):
        return
    documents = [reading.ground.documents[d] for d in reading.documents if d in reading.ground.documents]
    for group, words in zip(lists.manners, lists.words.manners, strict=True):
        found = [(n, value) for n, value in enumerate(group) if value.touches(reading.text.runs)]
        told = [(n, m) for n, value in found for m in value.finditer(reading.text.lower)]
        theirs = {
            n for n, value in enumerate(group) for t in reading.record_texts if told and value.search(t.text.lower)
        }
        for n, match in told:
            if not theirs or n in theirs or reading.quoted(match.start()) or reading.voice(match.start()) == "rule":
                continue
            if not any(group[n].search(document.text.lower()) for document in documents):
                other = words[min(theirs)][0]
                yield reading.violation("record-unsupported", match[0], f'The record says "{other}" of that.')
                return


def made_after_all(reading: Reading) -> Iterator[Violation]:
    """`record-status`: an examination or a question told as not made whose result the basis has."""
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application"):
        return
    text = reading.text
    for match in _NOT_MADE.finditer(text.lower):
        low, _ = text.clause_at(match.start())
        entry = _of(reading, low, match.start())
        if entry is not None and not reading.quoted(match.start()) and not _NOT_MADE.search(entry.text.lower):
            yield reading.violation("record-status", match[0], f'The record has it: "{entry.text.text}"')
            return


def goes_on(reading: Reading) -> Iterator[Violation]:
    """`record-status`: what the record says was given up, told as going on."""
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application"):
        return
    lists, text = reading.ground.lists, reading.text
    for match in _GOES_ON.finditer(text.lower):
        first, _ = text.token_span(match.end(), match.end())
        told = set(text.stems[first : first + _NEAR]) - lists.function
        for finding in reading.findings:
            quote = reading.ground.analysed("quote", finding.id, (finding.quote,))
            for ended in _GIVEN_UP.finditer(quote.text.lower):
                at, _ = quote.text.token_span(ended.end(), ended.end())
                if told & set(quote.text.stems[at : at + _NEAR]) - lists.connectives and not reading.quoted(
                    match.start()
                ):
                    yield reading.violation("record-status", match[0], f'The record says: "{finding.quote}"')
                    return


def relief_of_part(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`, `overstated`: a share told of another part of the body than the one that the record gives it for, or told as
    the whole.
    """
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application"):
        return
    lists, text = reading.ground.lists, reading.text
    parts = lists.words.parts
    for finding in reading.findings:
        if finding.unit != "%" or not isinstance(finding.number, float | int) or finding.number >= _WHOLE:
            continue
        quote = reading.ground.analysed("quote", finding.id, (finding.quote,))
        own = {parts[word] for word in quote.text.word_list if word in parts}
        for figure in reading.analysed.figures:
            low, high = text.clause_at(figure.start)
            told = {parts[w] for w, at, _ in text.tokens if low <= at < high and w in parts}
            if figure.key == finding.number and figure.unit == "%" and own and told and own.isdisjoint(told):
                yield reading.violation("figure-misplaced", figure.text, f'The record says: "{finding.quote}"')
                return
        match = lists.relief_in_whole.search(text.lower)
        if match is not None and not reading.quoted(match.start()) and reading.voice(match.start()) != "rule":
            same = [f for f in reading.findings if f.kind == finding.kind]
            denied = lists.negator.search(text.lower, text.clause_at(match.start())[0], match.start())
            if denied is None and all(isinstance(f.number, float | int) and f.number < _WHOLE for f in same):
                yield reading.violation("overstated", match[0], f'The record says: "{finding.quote}"')
                return


def _of(reading: Reading, low: int, high: int) -> Analysed | None:
    """The quotation of the basis that a stretch speaks of, by a word of its own."""
    lists, text = reading.ground.lists, reading.text
    stems = set(text.stems[slice(*text.token_span(low, high))]) - lists.connectives
    for finding in reading.findings:
        quote = reading.ground.analysed("quote", finding.id, (finding.quote,))
        if finding.status != "uncertain" and stems & quote.text.stem_set - lists.connectives:
            return quote
    return None
