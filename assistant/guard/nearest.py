"""The clause of the record that a piece of a statement tells, found by the words that they share: its side, its level, its state, the
document that it stands in, and whether it is only planned, are told as it has them.
"""

from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .on_file import clauses_of
from .reading import Reading
from .record_pieces import pieces, sides_of
from .side_words import sides_in

_SHARED = 2
"""Words that a piece and a clause must share at least before the one is taken to tell the other."""
_SHARE = 0.5
"""Share of the words of a piece that they must be."""


def nearest_told(reading: Reading) -> Iterator[Violation]:
    """`record-side`, `record-level`, `record-severity`, `record-unsupported`: a clause of the record told otherwise than it stands there."""
    if reading.statement.type not in ("record_fact", "application"):
        return
    for low, high in pieces(reading):
        near = nearest(reading, low, high)
        if not near:
            continue
        documents, clauses = [d for d, _ in near], [c for _, c in near]
        found = _other_document(reading, low, high, documents, clauses)
        for check in () if _set_apart(reading, low, high) else (_other_side, _other_level, _other_state, _not_done):
            found = found or check(reading, low, high, clauses)
        if found is not None:
            yield found
            return


def nearest(reading: Reading, low: int, high: int) -> list[tuple[str, Analysed]]:
    """The clauses of the cited documents that share most words with a piece, each with its document; none where they share too few."""
    lists, text = reading.ground.lists, reading.text
    first, last = text.token_span(low, high)
    named = [(m.start, m.end) for m in reading.analysed.mentions if m.of("document")]
    idle = _idle(reading.analysed)
    own = {
        text.stems[n]
        for n in range(first, last)
        if reading.spoken[n] and not any(a <= text.tokens[n][1] < b for a, b in named)
    }
    own = {s for s in own - idle if not s[:1].isdigit() and len(s) > 1}
    found, most = list[tuple[str, Analysed]](), max(_SHARED, round(_SHARE * len(own) + 0.4))
    if len(own) < _SHARED:
        return []
    carried = {s: lists.carriers(s) for s in own}
    for id in dict.fromkeys(c.document for c in reading.citations if c.document in reading.ground.documents):
        for clause in reading.ground.made(clauses_of, id):
            shared = sum(not carried[s].isdisjoint(clause.text.stem_set) for s in own)
            if shared > most:
                found, most = [(id, clause)], shared
            elif shared == most:
                found.append((id, clause))
    texts = [clause.text.lower for _, clause in found]
    return [one for one in found if not any(t != one[1].text.lower and t in one[1].text.lower for t in texts)]


def _idle(text: Analysed) -> frozenset[str]:
    """Stems by which no clause is known: words that only join, and those that the clause is asked for."""
    lists = text.lexicon.lists
    return lists.function | lists.connectives | frozenset(lists.sides) | frozenset(map(lists.stemmer, lists.states))


def _set_apart(reading: Reading, low: int, high: int) -> bool:
    """Whether a piece denies, supposes or asks for something, and tells nothing plainly."""
    lists, lower = reading.ground.lists, reading.text.lower
    failing = lists.words.infinitive_negators
    if any(m[0] not in failing for m in lists.negations(lower, low, high)):
        return True
    return lists.hypothetical.search(lower, low, high) is not None or reading.voice(max(low, high - 1)) == "rule"


def _other_side(reading: Reading, low: int, high: int, clauses: list[Analysed]) -> Violation | None:
    lists = reading.ground.lists
    told = {lists.sides[m[0]] for m in sides_in(reading.text.lower, lists, low, high) if not reading.quoted(m.start())}
    held = [clause.of(sides_of) for clause in clauses]
    if len(told) == 1 and all(h and h.isdisjoint(told | {"bilateral"}) for h in held) and told != {"bilateral"}:
        return reading.violation("record-side", reading.text.text[low:high], f'The record: "{clauses[0].text.text}"')
    return None


def _other_level(reading: Reading, low: int, high: int, clauses: list[Analysed]) -> Violation | None:
    told = reading.levels_in(low, high)
    held = [
        frozenset(map(str, f.key)) for c in clauses for f in c.figures if f.kind == "level" and isinstance(f.key, tuple)
    ]
    if told and len(held) >= len(clauses) and all(h and h.isdisjoint(told) for h in held):
        return reading.violation("record-level", reading.text.text[low:high], f'The record: "{clauses[0].text.text}"')
    return None


def _other_state(reading: Reading, low: int, high: int, clauses: list[Analysed]) -> Violation | None:
    lists = reading.ground.lists
    told = {
        lists.states[m[0]] for m in lists.state.finditer(reading.text.lower, low, high) if not reading.quoted(m.start())
    }
    held = [{lists.states[m[0]] for m in lists.state.finditer(clause.text.lower)} for clause in clauses]
    if len(told) == 1 and all(len(h) == 1 and h != told for h in held):
        return reading.violation(
            "record-severity", reading.text.text[low:high], f'The record: "{clauses[0].text.text}"'
        )
    return None


def _other_document(
    reading: Reading, low: int, high: int, documents: list[str], clauses: list[Analysed]
) -> Violation | None:
    """A document told to say what only another one says."""
    ground = reading.ground
    named = [m for m in reading.analysed.mentions if low <= m.start < high and m.of("document")]
    if len(named) != 1 or not reading.ground.lists.expressions["reporting"].match(reading.text.lower, named[0].end):
        return None
    kinds = set(named[0].of("document"))
    meant = {id for id, document in ground.documents.items() if document.kind in kinds}
    if meant and meant.isdisjoint(documents):
        span = reading.text.text[named[0].start : named[0].end]
        return reading.violation("record-unsupported", span, f'Another document says: "{clauses[0].text.text}"')
    return None


def _not_done(reading: Reading, low: int, high: int, clauses: list[Analysed]) -> Violation | None:
    """What is only planned, told as done."""
    done = reading.ground.lists.expressions["done"].search(reading.text.lower, low, high)
    if done is None or any(reading.ground.lists.expressions["done_before"].search(c.text.lower) for c in clauses):
        return None
    if all(reading.ground.lists.expressions["planned"].search(clause.text.lower) for clause in clauses):
        return reading.violation("record-status", done[0], f'The record plans it: "{clauses[0].text.text}"')
    return None
