"""What became of the complaint in one part of the body, told as the record tells it of that part: the halves of an entry ("the back
eased, the leg unchanged") are not told of each other.
"""

from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .analysed import Analysed
from .ground import Ground
from .labels import labelled_at
from .reading import Reading
from .record_pieces import FINER, pieces, sentences
from .scope import denied_words

_SHARE, _ALL = "%", 100
BETTER, SAME, WORSE = "better", "same", "worse"
_TENTHS = "/10"
_THEN = "was"
_COMPLAINT = "pain"
_NOT = "not"
Felt = tuple[str, str]
"""A part of the body (or the pain as such), and what became of it."""


def part_responded(reading: Reading) -> Iterator[Violation]:
    """`polarity`: a part said to have become better, worse, or neither, of which the document cited tells something else."""
    lists = reading.ground.lists
    if reading.statement.type not in ("record_fact", "application") or not reading.documents:
        return
    if not any(found.touches(reading.text.runs) for found in lists.felt.values()):
        return
    before, names = "", _documents_named(reading)
    for low, high in pieces(reading):
        told = _felt(reading.analysed, low, high, before, names)
        before = next((how for _, how in told), before)
        if not told:
            continue
        cited = [c.document for c in reading.cited_at(low) if c.document in reading.ground.documents]
        if (
            reading.quoted(low)
            or reading.voice(low) == "rule"
            or any(
                labelled_at(reading, a) for _, a, _ in reading.text.tokens[slice(*reading.text.token_span(low, high))]
            )
            or lists.hypothetical.search(reading.text.lower, low, high)
        ):
            continue
        held = felt_on_file(reading, cited)
        sentence = reading.text.sentence_at(low)
        since = {w for w, a, _ in reading.text.tokens if sentence[0] <= a < sentence[1]} & lists.words.now
        for part, how in sorted(told):
            known = {h for p, h in held if p == part}
            if known and how not in known and not (since and part == _COMPLAINT):
                span = reading.text.text[low:high]
                yield reading.violation("polarity", span, f"The record says of the {part}: {', '.join(sorted(known))}.")


def relief_in_full(reading: Reading) -> Iterator[Violation]:
    """`polarity`: all of a pain said to have gone, where the basis has a share of it gone, or a treatment that did not."""
    lists, lower = reading.ground.lists, reading.text.lower
    if reading.tells_sources or not lists.gone.touches(reading.text.runs):
        return
    shares = [f for f in reading.findings if f.unit == _SHARE and f.number != NOT_STATED and f.number < _ALL]
    if not shares or any(f.unit == _SHARE for f in reading.analysed.figures):
        return
    for match in lists.gone.finditer(lower):
        denied = lists.negator.search(lower, reading.text.clause_at(match.start())[0], match.start())
        if not denied and not reading.quoted(match.start()):
            yield reading.violation("polarity", match[0], f'The record says: "{shares[0].quote}"')
            return


def agrees(reading: Reading, position: int, documents: list[str]) -> bool:
    """Whether the piece at a place tells of a part what a document tells of it."""
    before, names = "", _documents_named(reading)
    for low, high in pieces(reading):
        told = _felt(reading.analysed, low, high, before, names)
        before = next((how for _, how in told), before)
        if low <= position < high:
            return bool(told) and told <= felt_on_file(reading, documents)
    return False


def felt_on_file(reading: Reading, documents: list[str]) -> frozenset[Felt]:
    """What documents tell of the parts of the body."""
    return frozenset[Felt]().union(*(reading.ground.made(_of_document, id) for id in documents))


def _of_document(ground: Ground, id: str) -> frozenset[Felt]:
    return frozenset[Felt]().union(*(text.of(_of_sentence) for text in sentences(ground, id)))


def _of_sentence(sentence: Analysed) -> frozenset[Felt]:
    found, start = set[Felt](), 0
    lower = sentence.text.lower
    for match in FINER.finditer(lower):
        found |= _felt(sentence, start, match.start(), "")
        start = match.end()
    found |= _felt(sentence, start, len(lower), "")
    return frozenset(found | _scored(sentence, 0, len(lower)))


def _documents_named(reading: Reading) -> frozenset[int]:
    """The words of a statement that name a kind of document: a clinic for pain tells of none."""
    text, found = reading.text, set[int]()
    for kind in reading.ground.pack.vocabulary.documents:
        at = text.lower.find(kind.label)
        while at >= 0:
            found.update(range(*text.token_span(at, at + len(kind.label))))
            at = text.lower.find(kind.label, at + len(kind.label))
    return frozenset(found)


def _felt(text: Analysed, low: int, high: int, before: str, names: frozenset[int] = frozenset()) -> frozenset[Felt]:
    """What a stretch tells, but for the words that are names; one that only denies, and names a part, denies what was told `before`
    it ("but not the leg").
    """
    lists, lower = text.lexicon.lists, text.text.lower
    first, last = text.text.token_span(low, high)
    known = lists.words.parts
    said = [n for n in range(first, last) if n not in names]
    parts = {known[w] for w in (text.text.word_list[n] for n in said) if w in known}
    if not parts and any(text.text.stems[n] == _COMPLAINT for n in said):
        parts = {_COMPLAINT}
    if not parts:
        return frozenset()
    same = lists.felt[SAME].search(lower, low, high) is not None
    hows = set[str]()
    for how in (BETTER, WORSE):
        for match in lists.felt[how].finditer(lower, low, high):
            n, _ = text.text.token_span(match.start(), match.end())
            denied = text.of(denied_words)
            hows.add(SAME if same or (n < len(denied) and denied[n]) else how)
    if same:
        hows = {SAME}
    if not hows and before == BETTER and _NOT in text.text.word_list[first : first + 2]:
        hows = {SAME}
    return frozenset((part, how) for part in parts for how in hows) if len(hows) == 1 else frozenset()


def _scored(text: Analysed, low: int, high: int) -> set[Felt]:
    """What two scores of ten tell of the one part that their sentence names."""
    lists, tokens = text.lexicon.lists, text.text.tokens
    scores = [f for f in text.figures if f.kind == "ratio" and str(f.key).endswith(_TENTHS) and low <= f.start < high]
    if len(scores) != 2:
        return set()
    first, last = text.text.token_span(low, high)
    parts = {lists.words.parts[w] for w, _, _ in tokens[first:last] if w in lists.words.parts} or {_COMPLAINT}
    values = [float(str(f.key).removesuffix(_TENTHS)) for f in scores]
    if text.text.lower[scores[0].end : scores[1].start].rstrip().endswith(_THEN):
        values.reverse()
    change = values[1] - values[0]
    how = SAME if not change else WORSE if change > 0 else BETTER
    return {(part, how) for part in parts} if len(parts) == 1 else set()
