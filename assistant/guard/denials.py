"""What the record denies or leaves open, told as it tells it, word by word: also of what the pack has no term for."""

import re
from collections.abc import Callable, Iterator

from ..model.document import Violation
from .analysed import Analysed
from .figure_voice import beyond_limit
from .labels import of_met
from .on_file import on_file
from .reading import Reading
from .roots import supply_at
from .said import criterion_words
from .scope import denied_words

_PLAIN = ("no", "not", "never", "without")
"""Negations that deny the word behind them."""
_BARE = ("no", "never", "without")
"""Those that deny a thing itself wherever they stand."""
_NEVER, _NORMAL = "never", "normal"
_NOT_SO = re.compile(r"\b(?:is|are|was|were) not(?=\s*(?:[,;.]|$))")
_OR = re.compile(r"\b(?:or|nor)\b")
_LOST = ("loss", "lost", "missing")
"""Words by which what is there no longer is told without a negation."""
_ABLE = re.compile(
    r"\b(?:can|could|able to|manages? to) (?!not\b|neither\b|no\b|only be\b)(?:still |just |also |\w+ly )?(\w+)"
    r"|\bstill (?!able\b|manages?\b|can\b|could\b)(\w+)\b"
)
"""What somebody is said to be able to do."""
_REPORTED = frozenset(("found", "seen", "shown", "described", "reported", "noted", "mentioned"))
"""What is denied by these stands before them."""
_REACH = 6
"""Words behind a loss among which what is lost stands."""
_LEAST = 2
"""Content words that a clause must share with what the record leaves open before it is taken to speak of it."""


def record_denied(reading: Reading) -> Iterator[Violation]:
    """`record-status`: words of the record denied that its findings and treatments affirm."""
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application"):
        return
    lists, text = reading.ground.lists, reading.text
    if not lists.negator.touches(reading.text.runs):
        return
    plain = _PLAIN if reading.statement.type == "record_fact" else _BARE
    matches = [m for m in lists.negations(text.lower) if m[0] in plain and not reading.quoted(m.start())]
    if not matches:
        return
    quotes = [quote for quote, _ in _quotes(reading)]
    elsewhere = _of_other_sides(reading)
    affirmed = {s for q in quotes for s, no in zip(q.text.stems, q.of(denied_words), strict=True) if not no}
    affirmed -= {s for q in quotes for s, no in zip(q.text.stems, q.of(denied_words), strict=True) if no}
    ground = reading.ground
    had = frozenset[str]().union(
        *(ground.analysed("quote", t.id, (t.quote,)).text.stem_set for t in reading.treatments)
    )
    quoted = [n for n, t in enumerate(text.tokens) if reading.quoted(t[1])]
    for match in matches:
        first, _ = text.token_span(match.end(), len(text.text))
        head = next(
            (n for n in range(first, min(first + 2, len(text.tokens))) if text.stems[n] not in lists.function), None
        )
        if head is None or head in quoted or text.word_list[head] in _REPORTED:
            continue
        names = lists.carriers(text.stems[head]) & had if match[0] == _NEVER else frozenset[str]()
        held = next(iter(sorted((names | {text.stems[head]}) & affirmed - lists.function)), "")
        if held and not (
            elsewhere(match.start(), held)
            or _of_other_levels(reading, match.start(), held)
            or on_file(reading, text.tokens[head][1])
        ):
            span = text.text[match.start() : text.tokens[head][2]]
            yield reading.violation("record-status", span, f'The record does not deny it: "{quotes[0].text.text}"')


def _of_other_sides(reading: Reading) -> Callable[[int, str], bool]:
    """Tells whether only findings of another side than the one named in the clause at a place have a word."""
    ground, lists, text = reading.ground, reading.ground.lists, reading.text

    def told(place: int, stem: str) -> bool:
        sides = {lists.sides[m[0]] for m in lists.side.finditer(text.lower, *text.clause_at(place))}
        having = [f for f in reading.findings if stem in ground.analysed("quote", f.id, (f.quote,)).text.stem_set]
        return (
            len(sides) == 1
            and bool(having)
            and all(f.side in ("left", "right") and f.side not in sides for f in having)
        )

    return told


def _of_other_levels(reading: Reading, place: int, stem: str) -> bool:
    """Whether only findings of other levels than those named in the clause at a place have a word."""
    ground = reading.ground
    levels = reading.levels_in(*reading.text.clause_at(place))
    having = [f for f in reading.findings if stem in ground.analysed("quote", f.id, (f.quote,)).text.stem_set]
    return bool(levels) and bool(having) and all(f.levels and levels.isdisjoint(ground.at(f)) for f in having)


def _quotes(reading: Reading) -> list[tuple[Analysed, bool]]:
    """The words of the record behind each finding and treatment of the basis, and whether they leave it open."""
    ground = reading.ground
    found = [(ground.analysed("quote", f.id, (f.quote,)), f.status == "uncertain") for f in reading.findings]
    return found + [(ground.analysed("quote", t.id, (t.quote,)), False) for t in reading.treatments]


def record_affirmed(reading: Reading) -> Iterator[Violation]:
    """`record-status`: words that the record of the basis has only under a negation or a doubt, told without either."""
    if reading.tells_sources or reading.statement.type == "recommendation":
        return
    lists, text = reading.ground.lists, reading.text
    items = _quotes(reading)
    if not any(uncertain or any(quote.of(denied_words)) for quote, uncertain in items):
        return
    if _all_denied(reading, items):
        yield reading.violation(
            "record-status",
            text.text,
            f'The record denies it, and the statement denies nothing: "{items[0][0].text.text}"',
        )
        return
    idle = lists.function | lists.idle
    ground = reading.ground
    absent = [ground.analysed("quote", f.id, (f.quote,)) for f in reading.findings if f.status == "absent"]
    others = {s for quote, _ in items for s in _affirmed(quote)}
    if len(reading.treatments) > 1:  # one that helped beside one that did not
        others = others.union(*(lists.synonyms.get(s, frozenset()) for s in others))
    kinds = {f"kind:{f.kind}" for f in reading.findings if f.status == "present"}
    present = {s for m in reading.analysed.mentions if m.concepts & kinds for s in text.stems[m.first : m.last]}
    refused = reading.analysed.of(denied_words)
    for source, uncertain in items:
        no = source.of(denied_words)
        owed = {s for s, n in zip(source.text.stems, no, strict=True) if (n or uncertain) and s not in idle}
        owed -= set() if uncertain else others
        owed = owed - lists.connectives or owed if source in absent else owed
        if not owed:
            continue
        for start, end in text.clauses:
            if not uncertain and owed <= present and not reading.levels_in(start, end):
                continue  # of another place the record has it, by another name
            first, last = text.token_span(start, end)
            here = [n for n in range(first, last) if reading.spoken[n]]
            lost = [
                n
                for n in here
                if text.word_list[n] in _LOST
                and not owed.isdisjoint(text.stems[max(first, n - 3 * (text.word_list[n] != "loss")) : n + _REACH])
            ]
            kept = any(refused[n] for n in lost)  # "no loss of it": it is there
            plain = {text.stems[n] for n in here if uncertain or kept or not refused[n]}
            one = not uncertain and lists.sound.search(text.lower, start, end) is None and _one_of(source, owed, plain)
            if not (len(owed & plain) >= _LEAST if uncertain else owed <= plain or one):
                continue
            if owed <= source.of(_of_places) and plain - lists.connectives <= owed:
                continue  # a place alone says nothing of what is denied there
            sentence = text.sentence_at(start)
            open_ended = lists.uncertain.search(text.lower, *sentence) is not None or (
                uncertain and _told_open(reading, *sentence)
            )
            denies = any(refused[n] for n in here) or lists.negator.search(text.lower, start, end) is not None
            denies = not kept if lost else denies
            denies = denies or (source in absent and _sound(reading, here))
            places = [text.tokens[n][1] for n in here if text.stems[n] in owed]
            ruled = any(reading.voice(at) == "rule" or of_met(reading, at) for at in places)
            figures = [f for f in reading.analysed.figures if start <= f.start < end]
            if any(beyond_limit(f, source, reading) for f in figures):
                continue
            if not open_ended and (uncertain or not denies) and not ruled and not supply_at(reading, start):
                how = "leaves it open" if uncertain else "denies it"
                yield reading.violation(
                    "record-status", text.text[start:end], f'The record {how}: "{source.text.text}"'
                )


def _told_open(reading: Reading, start: int, end: int) -> bool:
    """Whether a sentence answers a criterion, or a line, with "open"."""
    return any("undetermined" in w.means for w in criterion_words(reading) if start <= w.start < end)


def ability_turned(reading: Reading) -> Iterator[Violation]:
    """`record-status`: what the record says somebody cannot do, told as what they can."""
    if reading.tells_sources or reading.statement.type == "recommendation":
        return
    lists, text = reading.ground.lists, reading.text
    refused = reading.analysed.of(denied_words)
    for match in _ABLE.finditer(text.lower):
        n, _ = text.token_span(*match.span(match.lastindex or 0))
        if reading.quoted(match.start()) or refused[n] or text.stems[n] in lists.function:
            continue
        quotes = [quote for quote, _ in _quotes(reading) if text.stems[n] in quote.text.stem_set]
        low, high = text.clause_at(match.start())
        told = [f for f in reading.analysed.figures if low <= f.start < high]
        if any(beyond_limit(f, quote, reading) for f in told for quote in quotes):
            continue
        if quotes and not any(text.stems[n] in _affirmed(quote) for quote in quotes):
            yield reading.violation("record-status", match[0], f'The record denies it: "{quotes[0].text.text}"')


def _sound(reading: Reading, here: list[int]) -> bool:
    """Whether some words tell health and nothing that is weak or lost."""
    lists, text = reading.ground.lists, reading.text
    normal = next(group for group in lists.words.states if _NORMAL in group)
    sound = any(text.word_list[n] in normal for n in here)
    if _NOT_SO.search(text.lower, *text.sentence_at(text.starts[here[0]])):
        return False  # "the one is normal, but the other is not"
    return sound and not any(text.stems[n] in lists.unsound_words for n in here)


def _one_of(source: Analysed, owed: set[str], plain: set[str]) -> bool:
    """Whether one of several things that the record denies one by one ("no a, no b") is told."""
    no, stems = source.of(denied_words), source.text.stems
    places = source.of(_of_places)  # "no bone at the one level or the other" denies one thing
    ends = (source.text.token_span(*m.span()) for m in _OR.finditer(source.text.lower))
    cuts = [(cut, behind) for cut, behind in ends if places.isdisjoint(stems[behind : behind + 1])]
    spans = [source.text.token_span(*clause) for clause in source.text.clauses]
    for cut, _ in cuts:
        spans = [part for a, b in spans for part in ([(a, cut), (cut, b)] if a < cut < b else [(a, b)])]
    things = [{stems[n] for n in range(a, b) if no[n]} & owed for a, b in spans]
    return len(things) > 1 and any(thing and thing <= plain for thing in things)


def _of_places(text: Analysed) -> frozenset[str]:
    """The words of a text that name a level or a landmark."""
    spans = [text.text.token_span(f.start, f.end) for f in text.figures if f.kind in ("level", "landmark")]
    return frozenset(stem for first, last in spans for stem in text.text.stems[first:last])


def _all_denied(reading: Reading, items: list[tuple[Analysed, bool]]) -> bool:
    """Whether a fact of the record rests on denials alone, and has no word of denial, doubt or health itself."""
    lists, lower = reading.ground.lists, reading.text.lower
    return (
        reading.statement.type == "record_fact"
        and not reading.treatments
        and not reading.quotes
        and all(f.status == "absent" for f in reading.findings)
        and all(any(quote.of(denied_words)) for quote, _ in items)
        and not any(found.search(lower) for found in (lists.negator, lists.negator_after, lists.uncertain, lists.sound))
    )


def _affirmed(text: Analysed) -> set[str]:
    return {s for s, no in zip(text.text.stems, text.of(denied_words), strict=True) if not no}
