"""What one clause of a cited document says, told as it says it: with its figures, its side, its level and its denials. A writer
reads whole documents, and may tell more of them than the words that a fact was quoted from.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .analysed import Analysed
from .around import unbroken
from .figure import Figure
from .ground import Ground
from .in_sentence import in_sentence
from .part_responses import agrees
from .reading import Reading
from .record_pieces import CUT, FINER, LETTER, LETTERS, document_named, pieces, place_of_denial, sentences, sides_of
from .scope import denied_words
from .side_words import sides_in
from .swapped import swapped
from .text import SENTENCE_END, Text, normalise
from .words import Lists

_UN = "un"
_MUST = "must"
_ANGLE = "degree"
_SINCE = "since"
_SUDDEN = frozenset(("sudden", "suddenly"))
_NEAR = 12
"""Characters before a figure among which the word stands that it goes with."""
_HAS_TO = re.compile(r"\b(?:has|have|had) to\b")
_REQUIRED = frozenset(("required",))
_HAS_REQUIRED = re.compile(r"\b(?:has|have|had) required\b")
_MEASURES = ("number", "ratio", "fraction", "range")
_OF_PLACE = ("level", "landmark")
_ORDERED = (*_MEASURES, *_OF_PLACE)
_EARLIER = re.compile(
    r"(?P<of>[^,;:.()]+?) \d[\d.+/-]*%? ?\((?P<then>(?:was|were|from|previously|earlier|up from|down from) [^()]+)\)"
)
"""A value with an earlier one of the same thing behind it in brackets."""
_LABEL = 24
"""Characters of the label that a line begins with."""
_MOST = 0.7
"""Share of the words of a piece that its clause of the record must have; the rest names the fact that it goes with."""


def on_file(reading: Reading, position: int, figure: Figure | None = None) -> bool:
    """Whether the piece of a statement at a place stands in one clause of a document that is cited for it, `figure` and all."""
    if reading.statement.type not in ("record_fact", "application"):
        return False
    piece = next(((low, high) for low, high in pieces(reading) if low <= position < high), None)
    piece = _with_headed(reading, piece, position)
    whole = reading.text.clause_at(position)
    behind = [
        c for c in reading.cited_at(position) if c.position >= position or reading.statement.type == "record_fact"
    ]
    cited = [c.document for c in behind if c.document in reading.ground.documents]
    if piece is None or not cited:
        return False
    clauses = (clause for id in cited for clause in reading.ground.made(clauses_of, id))
    of_piece = _told(reading, *piece)
    of_clause = of_piece if piece == whole else _told(reading, *whole)
    sentence = _uncited(reading, position)
    alone = reading.statement.type != "record_fact" or sentence in (piece, whole)
    of_sentence = None if alone else _told(reading, *sentence)
    return (
        any(
            _says(clause, reading, of_piece if clause.of(_single) else of_clause)
            for clause in clauses
            if figure is None or any(f.unit in _units(figure) for f in clause.supporting(figure))
        )
        or in_sentence(reading, position, cited, figure)
        or (
            of_sentence is not None
            and any(
                _says(clause, reading, of_sentence, position if figure is None else None)
                for id in cited
                for clause in sentences(reading.ground, id)
                if figure is None or any(f.unit in _units(figure) for f in clause.supporting(figure))
            )
        )
        or (figure is None and agrees(reading, position, cited))
    )


def _uncited(reading: Reading, position: int) -> tuple[int, int]:
    """The sentence at a place, as far as it rests on one citation."""
    start, end = reading.text.sentence_at(position)
    cuts = sorted({c.position + 1 for c in reading.citations if start <= c.position < end})
    return max((start, *(c for c in cuts if c <= position))), min((end, *(c for c in cuts if c > position)))


def _units(figure: Figure) -> tuple[str, ...]:
    """The units that a figure may have in the record: an angle is often noted without one."""
    return (figure.unit, "") if figure.unit == _ANGLE else (figure.unit,)


def _with_headed(reading: Reading, piece: tuple[int, int] | None, position: int) -> tuple[int, int] | None:
    """A level that heads a sentence by itself ("L3-4: a bulge") together with what it heads."""
    start, end = reading.text.sentence_at(position)
    if piece is None or piece[0] != start:
        return piece
    headed = next((f for f in reading.analysed.figures if f.kind in _OF_PLACE and f.start == start), None)
    return (start, end) if headed is not None and headed.end >= piece[1] else piece


def on_file_in_turn(reading: Reading, position: int) -> bool:
    """Whether the clause at a place tells a sentence of a cited document with all its several measures and sides, in order."""
    cited = [c.document for c in reading.cited_at(position) if c.document in reading.ground.documents]
    told = _told(reading, *reading.text.clause_at(position))
    return any(
        not clause.of(_single) and _says(clause, reading, told)
        for id in cited
        for clause in reading.ground.made(clauses_of, id)
    )


def clauses_of(ground: Ground, id: str) -> list[Analysed]:
    """The sentences of a document and their clauses."""
    found = []
    for n, line in enumerate(unbroken(ground.documents[id].text)):
        for m, sentence in enumerate(SENTENCE_END.split(f"{normalise(line)} ")):
            head, colon, rest = sentence.partition(": ")
            head = f"{head}: " if colon and len(head) < _LABEL else ""  # what a line of a list is headed with
            cuts = [f"{head}{c.strip()}" for c in CUT.split(rest if head else sentence) if c.strip()]
            for k, words in enumerate(dict.fromkeys((sentence, *cuts))):
                found.append(ground.analysed("clause", f"{id}/{n}/{m}/{k}", (words,)))
            for k, earlier in enumerate(_EARLIER.finditer(sentence)):
                words = f"{head}{earlier['of'].strip()} {earlier['then']}"
                found.append(ground.analysed("clause", f"{id}/{n}/{m}/then{k}", (words,)))
    return found


def _single(text: Analysed) -> bool:
    """Whether a sentence has at most one measure, one side and one level: then none can be told of another."""
    kinds = [f.kind for f in text.figures]
    return (
        sum(kind in _MEASURES for kind in kinds) < 2
        and kinds.count("level") + kinds.count("landmark") < 2
        and len(text.of(sides_of)) < 2
    )


def _says(clause: Analysed, reading: Reading, piece: "_Told", asked: int | None = None) -> bool:
    """Whether a clause of the record has what a piece of a statement tells beyond its basis, told alike; the word `asked` for too."""
    lists, text = reading.ground.lists, reading.text
    low, high, first, last, idle, figures, told = piece
    held, axes = clause.of(_held), clause.of(_axes)
    same = {n for stem, no, n in told if stem in lists.directions and (lists.directions[stem], no) in axes}
    same |= {n for stem, no, n in told if (stem, no) in held or (stem.startswith(_UN) and (stem[2:], not no) in held)}
    same |= {n for a, b in _named(reading, clause) for n in range(a, b)}
    same |= {
        k
        for n in range(first, last - 1)
        if text.word_list[n] + text.word_list[n + 1] in clause.text.words
        for k in (n, n + 1)
    }
    same |= {n for stem, _, n in told if (stem, True) in held and (_denied_behind(text, n), True) in held}
    begun = {n for _, _, n in told if text.word_list[n] in lists.words.onsets and n not in same}
    sudden = not _SUDDEN.isdisjoint(clause.text.words)
    begun = begun if sudden or _SINCE in clause.text.words else set[int]()
    same |= begun
    if asked is not None and not any(text.tokens[n][1] <= asked < text.tokens[n][2] for n in same):
        return False
    here = [t for t in told if t[2] in same]
    if not here:
        return False
    names = {name for s, _, _ in here for name in (s, *lists.synonyms.get(s, ()))}
    owed = clause.of(_worded) - idle
    placed = {s for s in clause.text.stem_set - idle if not s[:1].isdigit()}
    measured = any(clause.supporting(f) for f in figures)
    whole = owed <= names and (len(here) > 1 or (measured and _levels_told(clause, figures)))
    whole = whole or (measured and placed <= names)
    if not owed or (len(here) < _MOST * len(told) and not whole):
        return False
    known = frozenset[str]().union(*(t.licensed for t in reading.record_texts))
    around = frozenset[tuple[str, bool]]().union(*(t.of(_held) for t in reading.around_texts))
    if any(n not in same and stem not in known and (stem, no) not in around for stem, no, n in told):
        return False
    if any((stem, not no) in held and (stem, no) not in held for stem, no in _light(text, lists, reading, low, high)):
        return False  # "will reach it" for "will not reach it"
    if (
        begun
        and not sudden
        and not (all(_since(clause, f) for f in figures) if figures else not CUT.search(clause.text.text))
    ):
        return False  # what began with the one is not told by the day or the length of the other
    if any(_other(clause, f) for f in figures) or not (clause.of(_single) or _in_turn(clause, reading, low, high)):
        return False
    if {lists.sides[m[0]] for m in sides_in(text.lower, lists, low, high)} - clause.of(sides_of):
        return False
    return _as_sure(clause, text, first, last)


def _levels_told(clause: Analysed, figures: list[Figure]) -> bool:
    """Whether the levels of a clause, if it has any, are among some figures, which name no other level."""
    here = {f.key for f in clause.figures if f.kind == "level"}
    return bool(here) and here == {f.key for f in figures if f.kind == "level"}


_NOT_BEEN = re.compile(r" (?:(?:is|are|was|were) not|(?:has|have|had) not been) ")


def _denied_behind(text: Text, n: int) -> str:
    """The verb that is denied right behind a word ("the goals had not been met" for "without goals met"); empty without one."""
    found = _NOT_BEEN.match(text.lower, text.tokens[n][2])
    verb = text.token_span(found.end(), found.end())[0] if found else len(text.stems)
    return text.stems[verb] if verb < len(text.stems) else ""


class _Told(NamedTuple):
    """What a piece of a statement tells, which is held against one clause of the record after another."""

    low: int
    high: int
    first: int
    last: int
    idle: frozenset[str]
    figures: list[Figure]
    words: list[tuple[str, bool, int]]
    """Stems of its words, whether they are denied, and their places."""


def _told(reading: Reading, low: int, high: int) -> _Told:
    lists, text = reading.ground.lists, reading.text
    first, last = text.token_span(low, high)
    idle = lists.free(reading.statement.type) - lists.unsound_words
    denied = reading.analysed.of(denied_words)
    figures = [f for f in reading.analysed.figures if low <= f.start < high]
    of_document = [(m.start, m.end) for m in reading.analysed.mentions if m.of("document")]
    phrases = [m.span() for m in lists.set_phrase.finditer(text.lower, low, high)]
    phrases += [m.span() for m in lists.pale_phrase.finditer(text.lower, low, high)]
    apart = [*((f.start, f.end) for f in figures), *of_document, *phrases]
    named = document_named(reading, low, high)
    places = [n for n in range(first, last) if n not in named and not any(a <= text.starts[n] < b for a, b in apart)]
    pale = lists.words.pale
    told = [
        (text.stems[n], denied[n], n) for n in places if text.stems[n] not in idle and text.word_list[n] not in pale
    ]
    told = [t for t in told if not _moves(reading, text.word_list[t[2]], *text.sentence_at(low))]
    return _Told(low, high, first, last, idle, figures, told)


def _moves(reading: Reading, word: str, low: int, high: int) -> bool:
    """Whether a word tells the way from the first to the last of the values of a sentence ("7/10 standing; it drops to 3/10")."""
    words = reading.ground.lists.words
    values = [str(f.key).split("/") for f in reading.analysed.figures if f.kind == "ratio" and low <= f.start < high]
    if len(values) < 2 or word not in (*words.rising, *words.falling) or values[0][1:] != values[-1][1:]:
        return False
    if not (values[0][0].isdigit() and values[-1][0].isdigit()):
        return False  # a grade of strength such as "4+"
    first, last = int(values[0][0]), int(values[-1][0])
    return first < last if word in words.rising else first > last


def _light(text: Text, lists: Lists, reading: Reading, low: int, high: int) -> Iterator[tuple[str, bool]]:
    """The words of a stretch that need no licence and are more than articles and the like, each with whether it is denied."""
    first, last = text.token_span(low, high)
    denied = reading.analysed.of(denied_words)
    light = lists.free(reading.statement.type) - lists.function
    return (
        (text.stems[n], denied[n])
        for n in range(first, last)
        if text.stems[n] in light and text.word_list[n] not in lists.sides
    )


def _axes(clause: Analysed) -> frozenset[tuple[tuple[str, int], bool]]:
    """The directions of a clause, each with whether it is denied."""
    directions = clause.lexicon.lists.directions
    return frozenset((directions[stem], no) for stem, no in clause.of(_held) if stem in directions)


def _worded(clause: Analysed) -> frozenset[str]:
    """The words of a clause that are no figures."""
    tokens = zip(clause.text.stems, clause.text.tokens, strict=True)
    return frozenset(s for s, (_, a, _b) in tokens if not any(f.start <= a < f.end for f in clause.figures))


def _named(reading: Reading, clause: Analysed) -> Iterator[tuple[int, int]]:
    """Words by which a piece names what a clause has by another name, denied as it is there."""
    mine, theirs = reading.analysed.of(denied_words), clause.of(denied_words)
    for mention in reading.analysed.mentions:
        same = [m for m in clause.mentions if m.concepts & mention.concepts]
        if any(theirs[m.first] == mine[mention.first] for m in same):
            yield mention.first, mention.last


def _as_sure(clause: Analysed, text: Text, first: int, last: int) -> bool:
    """Whether what is only planned, advised or possible in a clause is not told as done."""
    lists = clause.lexicon.lists
    words = {w for w, _, _ in text.tokens[first:last]}
    if _HAS_TO.search(text.lower, *text.sentence_at(text.tokens[first][1])):
        words.add(_MUST)
    mine = {text.stems[n] for n in range(first, last)} - lists.function
    unsettled = {
        w
        for low, high in clause.of(_parts)
        if not mine.isdisjoint(clause.text.stems[low:high])
        for w, _, _ in clause.text.tokens[low:high]
    } & lists.unsettled
    if _HAS_REQUIRED.search(clause.text.lower):
        unsettled -= _REQUIRED  # "has required a walker": it was so
    plain = not unsettled and not lists.hypothetical.search(clause.text.lower)
    return plain or not words.isdisjoint(lists.unsettled)


def _parts(clause: Analysed) -> list[tuple[int, int]]:
    """Word spans of a clause between its marks and each "and"."""
    cuts = [m.span() for m in FINER.finditer(clause.text.text)]
    starts, ends = [0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(clause.text.text)]
    return [clause.text.token_span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _in_turn(clause: Analysed, reading: Reading, low: int, high: int) -> bool:
    """Whether all measures, sides and places of a clause that has several are told, in its order."""
    here = [f for f in reading.analysed.figures if low <= f.start < high]
    kinds = _ORDERED if any(f.kind in _OF_PLACE for f in here) else _MEASURES
    days = {f.key[1:] for f in here if f.kind == "date" and isinstance(f.key, tuple)}
    held = [f for f in clause.figures if f.kind != "ratio" or (_day(f) not in days and not f.text.startswith("0"))]
    held = [f for f in held if not clause.text.text.endswith("#", 0, f.start)]  # "injection #2" is the second one
    told = [f.key for f in here if f.kind in kinds and not reading.text.text.endswith("#", 0, f.start)]
    sides = [side for place, side in _placed(reading.analysed) if low <= place < high]
    same = told == [f.key for f in held if f.kind in kinds] and sides == [s for _, s in _placed(clause)]
    return same and not swapped(clause, reading, low, high, _MEASURES)


def _day(figure: Figure) -> tuple[float, float] | None:
    """The month and day that a figure such as "05/18" can be."""
    month, _, day = str(figure.key).partition("/")
    return (float(month), float(day)) if month.isdigit() and day.isdigit() else None


def _placed(text: Analysed) -> list[tuple[int, str]]:
    """Sides with their places, each run of the same one once."""
    lists = text.lexicon.lists
    found = [(m.start(), lists.sides[m[0]]) for m in sides_in(text.text.lower, lists)]
    found += [(m.start(), LETTERS[m[0]]) for m in LETTER.finditer(text.text.text)]
    return sorted(found)


def _held(clause: Analysed) -> frozenset[tuple[str, bool]]:
    """The words of a clause and those of the same meaning, each with whether it is denied; "un-" denies as well."""
    found, synonyms, implied = set[tuple[str, bool]](), clause.lexicon.lists.synonyms, clause.lexicon.lists.implied
    shown_on = clause.of(place_of_denial)
    for n, (stem, no) in enumerate(zip(clause.text.stems, clause.of(denied_words), strict=True)):
        if no and any(low <= n < high for low, high in shown_on):
            found.add((stem, False))  # "no shift on the lateral view": the view is there
        found |= {(name, no) for name in (stem, *synonyms.get(stem, ()), *implied.get(stem, ()))}
        if stem.startswith(_UN):
            found.add((stem.removeprefix(_UN), not no))
    return frozenset(found)


def _since(clause: Analysed, figure: Figure) -> bool:
    """Whether a clause has a figure right behind "since"."""
    lower = clause.text.lower
    return any(_SINCE in lower[max(0, f.start - _NEAR) : f.start] for f in clause.supporting(figure))


def _other(clause: Analysed, figure: Figure) -> bool:
    """Whether a clause has figures of the kind of one that is told, and not this one."""
    same = [f for f in clause.figures if f.kind == figure.kind and (not figure.unit or figure.unit == f.unit)]
    return bool(same) and not any(f in same for f in clause.supporting(figure))
