"""What one sentence of a cited document says of a thing, turned round: what it denies told as done, what helps told to hurt."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .ground import Ground
from .on_file import clauses_of
from .polarity import directions_of
from .reading import Reading
from .record_pieces import FINER, pieces, sentences, sides_of
from .scope import denied_words, may_deny

_AXIS = "quality"
_LEAST = 2
"""Words denied of nobody named ("cannot do a or b") that a piece has to affirm."""
_STILL_SO = ("no longer",)
_LIKENED = re.compile(r"\b(?:as|than)\b")
_APART = ".;"
"""Marks behind which a sentence goes on to something else."""


def denied_on_file(reading: Reading) -> Iterator[Violation]:
    """`record-status`: what a clause of a cited document denies of a thing, told of that thing without a denial."""
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application"):
        return
    lists, text = reading.ground.lists, reading.text
    mine = reading.analysed.of(denied_words)
    for low, high in pieces(reading):
        first, last = text.token_span(low, high)
        if first == last or any(mine[first:last]) or not _tells(reading, low):
            continue
        denying = [found for id in _cited(reading, low) for found in reading.ground.made(_denying, id)]
        if not denying:
            continue
        stems = {text.stems[n] for n in range(first, last)} - lists.function
        stems = {stem for stem in stems if stem.isalpha()}
        names = frozenset[str]().union(*(lists.synonyms.get(s, frozenset()) | {s} for s in stems))
        for clause, affirmed, refused in denying:
            if names.isdisjoint(refused):
                continue
            told = (names & refused).difference(*(lists.carriers(stem) for stem in affirmed))
            content = told - lists.connectives
            if affirmed - lists.connectives:
                if not affirmed <= names or not told or (content and not content >= refused - lists.connectives):
                    continue
            elif reading.statement.type != "record_fact" or len(content) < _LEAST or affirmed - names:
                continue
            sides, theirs = {lists.sides[m[0]] for m in lists.side.finditer(text.lower, low, high)}, sides_of(clause)
            if sides and theirs and sides.isdisjoint(theirs):
                continue
            if reading.levels_in(low, high) and any(f.kind == "level" for f in clause.figures):
                continue
            if _affirmed_elsewhere(reading, low, told):
                continue
            if not _plainly(reading, low):  # asked last, for it takes longest
                break
            yield reading.violation(
                "record-status", text.text[low:high].strip(), f'The record denies it: "{clause.text.text}"'
            )
            return


def _tells(reading: Reading, position: int) -> bool:
    """Whether the clause at a place tells something in words of its own: it quotes nothing, and gives no rule and no outcome."""
    low, high = reading.text.clause_at(position)
    if any(low <= quote.start < high for quote in reading.quotes) or reading.voice(position) == "rule":
        return False
    return not any(low <= a < high for a, _ in reading.outcome_words)


def _plainly(reading: Reading, position: int) -> bool:
    """Whether the clause at a place tells it plainly: no supposition and no denial."""
    lists, text = reading.ground.lists, reading.text
    low, high = text.clause_at(position)
    if lists.hinders.search(text.lower, low, high):
        return False
    found = (lists.negator, lists.negator_after, lists.uncertain, lists.hypothetical, lists.unsound)
    return not any(pattern.search(text.lower, low, high) for pattern in found)


def _cited(reading: Reading, position: int) -> list[str]:
    return [c.document for c in reading.cited_at(position) if c.document in reading.ground.documents]


def _denying(ground: Ground, id: str) -> list[tuple[Analysed, frozenset[str], frozenset[str]]]:
    """Clauses of a document that deny something, with the words that each affirms and those that it denies."""
    clauses = (clause for clause in _clauses(ground, id) if may_deny(clause.text.lower, ground.lists))
    found = ((clause, *clause.of(_split)) for clause in clauses)
    return [(clause, affirmed, refused) for clause, affirmed, refused in found if refused]


def _clauses(ground: Ground, id: str) -> list[Analysed]:
    return ground.made(clauses_of, id)


def _split(clause: Analysed) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a clause that it affirms, and those that it denies; without the negations themselves."""
    lists, stems = clause.lexicon.lists, clause.text.stems
    no = clause.of(denied_words)
    if not any(no):
        return frozenset(), frozenset()
    spoken = [n for n, stem in enumerate(stems) if stem not in lists.function and stem.isalpha()]
    return frozenset(stems[n] for n in spoken if not no[n]), frozenset(stems[n] for n in spoken if no[n])


def _affirmed_elsewhere(reading: Reading, position: int, told: frozenset[str]) -> bool:
    """Whether another clause of the documents, or an entry of the basis, has the same words without a denial."""
    texts = [c for id in _cited(reading, position) for c in _clauses(reading.ground, id)]
    for text in (*texts, *reading.record_texts):
        plain = {s for s, no in zip(text.text.stems, text.of(denied_words), strict=True) if not no}
        if told <= plain and not told & (text.of(_split)[1] if text in texts else frozenset()):
            return True
    return False


def given_up(reading: Reading) -> Iterator[Violation]:
    """`record-status`: a habit or a treatment told to have been given up of which the record says only that there is none."""
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application"):
        return
    lists, text = reading.ground.lists, reading.text
    absent = [f for f in reading.findings if f.status == "absent"]
    for match in lists.ceased.finditer(text.lower) if absent else ():
        if match[0] in _STILL_SO or reading.quoted(match.start()) or reading.voice(match.start()) == "rule":
            continue
        first, _ = text.token_span(match.end(), match.end())
        behind = [m for m in reading.analysed.mentions if first <= m.first <= first + 1]
        own = [f for f in absent if any(f.kind in m.of("kind") for m in behind)]
        others = [f for f in reading.ground.case.findings if own and f.kind == own[0].kind and f.status != "absent"]
        if not own or others:
            continue
        documents = (
            reading.ground.documents[f.document].text.lower() for f in own if f.document in reading.ground.documents
        )
        if not any(lists.ended.search(document) for document in documents):
            yield reading.violation("record-status", match[0], f'The record says no more than: "{own[0].quote}"')


def helped_by(reading: Reading) -> Iterator[Violation]:
    """`polarity`: what eases a complaint told to make it worse, or something else told to ease it, against the sentence of the record
    that says what does.
    """
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application"):
        return
    lists, text = reading.ground.lists, reading.text
    told = [d for d in reading.analysed.of(directions_of) if d[0] == _AXIS and not reading.quoted(d[2])]
    for low, high in pieces(reading) if told else ():
        here = [d for d in told if low <= d[2] < high]
        if len({sign for _, sign, _, _ in here}) != 1 or reading.voice(low) == "rule":
            continue
        first, last = text.token_span(low, high)
        places = {a for _, _, a, _ in here}
        own = {text.stems[n] for n in range(first, last) if text.tokens[n][1] not in places} - lists.function
        own = {s for s in own if s not in lists.idle and not s[:1].isdigit()}
        names = frozenset[str]().union(*(lists.synonyms.get(s, frozenset()) | {s} for s in own))
        for id in _cited(reading, low):
            for sentence in sentences(reading.ground, id):
                if not _LIKENED.search(sentence.text.lower) and _otherwise(sentence, names, here[0][1]):
                    yield reading.violation(
                        "polarity", text.text[low:high].strip(), f'The record says: "{sentence.text.text}"'
                    )
                    return


def relief_in_part(reading: Reading) -> Iterator[Violation]:
    """`polarity`: relief told as partial that the cited document calls complete."""
    if reading.tells_sources or reading.statement.type not in ("record_fact", "application"):
        return
    lists, text = reading.ground.lists, reading.text
    for match in lists.relief_in_part.finditer(text.lower):
        if reading.quoted(match.start()) or reading.voice(match.start()) == "rule":
            continue
        own = set(text.stems[slice(*text.token_span(*text.sentence_at(match.start())))]) - lists.connectives
        told = [s for id in _cited(reading, match.start()) for s in sentences(reading.ground, id)]
        near = [s for s in told if len(own & s.text.stem_set) >= _LEAST]
        full = [s for s in near if lists.relief_in_whole.search(s.text.lower)]
        if full and not any(lists.relief_in_part.search(s.text.lower) for s in told):
            yield reading.violation("polarity", match[0], f'The record says: "{full[0].text.text}"')
            return


def _otherwise(sentence: Analysed, names: frozenset[str], sign: int) -> bool:
    """Whether a sentence has the words of a piece only where it says the opposite, or beside what it says of something else."""
    parts = sentence.of(_parts)
    right = [words for words, signs, _ in parts if signs == {sign}]
    if len(right) != 1 or not right[0] or names & right[0]:
        return False
    at = next(n for n, (_, signs, _) in enumerate(parts) if signs == {sign})
    return any(
        names & words and (signs == {-sign} or (not signs and apart != parts[at][2])) for words, signs, apart in parts
    )


def _parts(sentence: Analysed) -> list[tuple[frozenset[str], frozenset[int], int]]:
    """The pieces of a sentence: their words, what they say of better and worse, and the number of the statement that they stand in."""
    lists, text = sentence.lexicon.lists, sentence.text
    told = [d for d in sentence.of(directions_of) if d[0] == _AXIS]
    cuts = [m.span() for m in FINER.finditer(text.text)]
    starts, ends = [0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(text.text)]
    found, apart = list[tuple[frozenset[str], frozenset[int], int]](), 0
    for low, high in zip(starts, ends, strict=True):
        first, last = text.token_span(low, high)
        here = [d for d in told if low <= d[2] < high]
        places = {a for _, _, a, _ in here}
        words = {text.stems[n] for n in range(first, last) if text.tokens[n][1] not in places} - lists.function
        if first < last:
            found.append((frozenset(words), frozenset(sign for _, sign, _, _ in here), apart))
        apart += text.text[high : high + 1] in _APART
    return found
