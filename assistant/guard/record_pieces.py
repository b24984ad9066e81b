"""Statements and documents of the record cut into the pieces in which one thing is told."""

import re
from collections.abc import Sequence

from .analysed import Analysed
from .around import unbroken
from .ground import Ground
from .reading import Reading
from .side_words import sides_in
from .text import SENTENCE_END, normalise

CUT = re.compile(r"[,;:.!?](?=\s|$)|\s(?:but|while|although|though)\b")
FINER = re.compile(r"[,;:.!?](?=\s|$)|[()]|\s(?:but|while|although|though|and)\b")
_AND = re.compile(r"\s(?:and|then|nor)\s")
LETTERS = {"L": "left", "R": "right"}
_BOTH = re.compile(r"\b(?:right and left|left and right)\b")
_DENIED_ON = re.compile(
    r"\b(?:no|without) (?:[\w-]+ ){1,4}?(?:on|in|at|across|along|around|over|behind|within) the (?P<where>(?:[\w-]+ ?){1,4})"
)
LETTER = re.compile(r"\b[LR]\b")


def pieces(reading: Reading) -> list[tuple[int, int]]:
    """Clauses of a statement, cut at each "and" and "nor"."""
    found = []
    for start, end in reading.text.clauses:
        low = start
        for match in _AND.finditer(reading.text.lower, start, end):
            if any(f.kind == "date" and f.end == match.start() for f in reading.analysed.figures):
                continue  # "between one day and another"
            found.append((low, match.start()))
            low = match.end()
        found.append((low, end))
    return found


def document_named(reading: Reading, low: int, high: int) -> range:
    """The words with which a stretch begins where they only name a document that is cited, by its abbreviation ("the MRI shows")."""
    first, last = reading.text.token_span(low, high)
    names = frozenset[str]().union(*(reading.ground.made(_names_of, id) for id in reading.documents))
    head = next((n for n in range(first, last) if reading.text.stems[n] not in reading.ground.lists.function), last)
    return range(head, head + 1) if head < last and reading.text.stems[head] in names else range(0)


def _names_of(ground: Ground, id: str) -> frozenset[str]:
    document = ground.documents.get(id)
    label = next((k.label for k in ground.pack.vocabulary.documents if document and k.id == document.kind), "")
    return frozenset(ground.lists.stemmer(word) for word in label.split() if word.isupper())


def sentences(ground: Ground, id: str) -> Sequence[Analysed]:
    """The sentences of a document."""
    return ground.made(_sentences, id)


def _sentences(ground: Ground, id: str) -> list[Analysed]:
    return [
        ground.analysed("clause", f"{id}/{n}/{m}/0", (sentence,))
        for n, line in enumerate(unbroken(ground.documents[id].text))
        for m, sentence in enumerate(SENTENCE_END.split(f"{normalise(line)} "))
    ]


def sides_of(clause: Analysed) -> frozenset[str]:
    """Sides that a clause names, also by a letter."""
    lists = clause.lexicon.lists
    if _BOTH.search(clause.text.lower):
        return frozenset(("bilateral",))
    lettered = {LETTERS[m[0]] for m in LETTER.finditer(clause.text.text)}
    return frozenset({lists.sides[m[0]] for m in lists.side.finditer(clause.text.lower)} | lettered)


def place_of_denial(clause: Analysed) -> list[tuple[int, int]]:
    """Words that say where a thing is not, in what shows that it is not there."""
    return [clause.text.token_span(m.start("where"), m.end("where")) for m in _DENIED_ON.finditer(clause.text.lower)]


def suits(reading: Reading, sentence: Analysed, clauses: Sequence[tuple[int, int]], piece: tuple[int, int]) -> bool:
    """Whether the sides that a piece names are those of the clauses that it tells, or the only one of their sentence; and what is
    only planned, advised or possible there is told as that.
    """
    lists, text = reading.ground.lists, sentence.text
    spans = [(text.tokens[a][1], text.tokens[b - 1][2]) for a, b in clauses if a < b]
    told = {lists.sides[m[0]] for m in sides_in(reading.text.lower, lists, *piece)}
    placed = [(m.start(), lists.sides[m[0]]) for m in lists.side.finditer(text.lower)]
    placed += [(m.start(), LETTERS[m[0]]) for m in LETTER.finditer(text.text)]
    here = {side for at, side in placed if any(a <= at < b for a, b in spans)}
    whole = sides_of(sentence)
    if told - (here or (whole if len(whole) == 1 else frozenset())):
        return False
    mine = {w for w, a, _ in reading.text.tokens if piece[0] <= a < piece[1]}
    theirs = {w for w, a, _ in text.tokens if any(low <= a < high for low, high in spans)}
    return theirs.isdisjoint(lists.unsettled) or not mine.isdisjoint(lists.unsettled)
