"""The clause of the record that a piece of a statement tells, found by the words that they share: its side, its level, its state, the
document that it stands in, and whether it is only planned, are told as it has them.
"""

from collections import Counter
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .ground import Ground
from .on_file import clauses_of
from .reading import Reading
from .record_pieces import pieces, sentences, sides_of
from .scope import denied_words
from .side_words import sides_in

_SHARED = 2
"""Words that a piece and a clause must share at least before the one is taken to tell the other."""
_SHARE = 0.5
"""Share of the words of a piece that they must be."""
_LONG = 5
"""Letters of a word that "un-" turns, from which on it is no other word."""


def nearest_told(reading: Reading) -> Iterator[Violation]:
    """`record-side`, `record-level`, `record-severity`, `record-status`, `record-unsupported`: a clause of the record told otherwise."""
    if reading.statement.type not in ("record_fact", "application"):
        return
    for low, high in pieces(reading):
        near = nearest(reading, low, high)
        if not near:
            continue
        documents, clauses = [d for d, _ in near], [c for _, c in near]
        found = _other_document(reading, low, high, documents, clauses)
        for check in (
            () if _set_apart(reading, low, high) else (_other_side, _other_level, _other_state, _not_done, _other_share)
        ):
            found = found or check(reading, low, high, clauses)
        if found is not None:
            yield found
            return


def nearest(reading: Reading, low: int, high: int) -> list[tuple[str, Analysed]]:
    """The clauses of the cited documents that share most words with a piece, each with its document; none where they share too few."""
    lists, text = reading.ground.lists, reading.text
    first, last = text.token_span(low, high)
    named = [(m.start, m.end) for m in reading.analysed.mentions if m.of("document")]
    own = {
        text.stems[n]
        for n in range(first, last)
        if reading.spoken[n] and not any(a <= text.tokens[n][1] < b for a, b in named)
    }
    own = {s for s in own - lists.of_any_clause if not s[:1].isdigit() and len(s) > 1}
    if len(own) < _SHARED:
        return []
    found, most = list[tuple[str, Analysed]](), max(_SHARED, round(_SHARE * len(own) + 0.4))
    carried = [lists.carriers(s) for s in own]
    for id in dict.fromkeys(c.document for c in reading.citations if c.document in reading.ground.documents):
        clauses, having = reading.ground.made(clauses_of, id), reading.ground.made(_having, id)
        shared = Counter(n for stems in carried for n in {n for s in stems & having.keys() for n in having[s]})
        best = max(shared.values(), default=0)
        if best > most:
            found, most = [], best
        if best == most:
            found += [(id, clauses[n]) for n in sorted(shared) if shared[n] == best]
    found = [(id, clause) for id, clause in found if not _asked(reading.ground, id, clause)]
    texts = [clause.text.lower for _, clause in found]
    return [one for one in found if not any(t != one[1].text.lower and t in one[1].text.lower for t in texts)]


def _asked(ground: Ground, id: str, clause: Analysed) -> bool:
    """Whether a document only asks what a clause of it says."""
    words = clause.text.text.rstrip()
    return words.endswith("?") or f"{words}?" in ground.made(_on_one_line, id)


def _on_one_line(ground: Ground, id: str) -> str:
    """The text of a document, each run of white space one blank."""
    return " ".join(ground.documents[id].text.split())


def _having(ground: Ground, id: str) -> dict[str, list[int]]:
    """The clauses of a document, by their place, that have each stem."""
    found: dict[str, list[int]] = {}
    for n, clause in enumerate(ground.made(clauses_of, id)):
        for stem in clause.text.stem_set:
            found.setdefault(stem, []).append(n)
    return found


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
        {str(v) for f in c.figures if f.kind == "level" and isinstance(f.key, tuple) for v in f.key} for c in clauses
    ]
    if told and all(h and h.isdisjoint(told) for h in held):
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


def _other_share(reading: Reading, low: int, high: int, clauses: list[Analysed]) -> Violation | None:
    """One of several things told alone, of which the record says it of both or all."""
    known = reading.ground.lists.expressions
    few = known["one_of"].search(reading.text.lower, low, high)
    if few is None or reading.quoted(few.start()) or not all(known["all_of"].search(c.text.lower) for c in clauses):
        return None
    return reading.violation("record-unsupported", few[0], f'The record: "{clauses[0].text.text}"')


def prefix_lost(reading: Reading) -> Iterator[Violation]:
    """`record-status`: a word told of the record that its documents have only with the prefix that denies it ("remarkable")."""
    if reading.statement.type != "record_fact" or not reading.documents:
        return
    ground, text = reading.ground, reading.text
    held = frozenset[str]().union(
        *(s.text.words for d in reading.documents if d in ground.documents for s in sentences(ground, d))
    )
    for word, start, end in text.tokens:
        if len(word) < _LONG or f"un{word}" not in held or word in held or reading.quoted(start):
            continue
        low, high = text.clause_at(start)
        lists = ground.lists
        said = text.lower[low:high]
        if not (lists.negator.search(said) or lists.hinders.search(said) or "nothing" in said):
            yield reading.violation("record-status", text.text[start:end], f'The record says "un{word}".')
            return


def neither_turned(reading: Reading) -> Iterator[Violation]:
    """`record-status`: of two things told that neither is sound, where the record calls them sound, or that neither is there, where it
    has one of them.
    """
    if reading.statement.type not in ("record_fact", "application"):
        return
    ground, text, lists = reading.ground, reading.text, reading.ground.lists
    for match in lists.expressions["neither_nor"].finditer(text.lower):
        if reading.quoted(match.start()) or reading.voice(match.start()) == "rule":
            continue
        if match["said"] in lists.words.sound:
            near = [c for _, c in nearest(reading, *match.span())]
            turned = bool(near) and all(match["said"] in c.text.words and not any(c.of(denied_words)) for c in near)
        elif match["there"] is None:
            continue
        else:
            spans = (text.token_span(*match.span(name)) for name in ("one", "two"))
            told = {s for a, b in spans for s in text.stems[a:b]} - lists.function - lists.connectives
            quotes = [ground.analysed("quote", f.id, (f.quote,)) for f in reading.findings if f.status == "present"]
            turned = bool(told) and any(
                not no and not lists.carriers(s).isdisjoint(told)
                for q in quotes
                for s, no in zip(q.text.stems, q.of(denied_words), strict=True)
                if s not in lists.function
            )
        if turned:
            yield reading.violation("record-status", match[0], "The record does not deny it.")
            return
