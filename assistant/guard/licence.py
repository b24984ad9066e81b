"""Licence: every content word of a statement occurs in its basis, by stem, by synonym, or joins and reports and says
nothing.
"""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .analysed import Analysed
from .beside import denied_at, told_beside
from .by_level import ranks_levels
from .derived import extreme, in_time
from .in_other_words import said_otherwise
from .moved import moved_as_told
from .on_file import on_file
from .ranked import ranked
from .reading import Reading
from .significance import significance_backed
from .silence import unsaid_indeed
from .words import Lists


def unlicensed_term(reading: Reading) -> Iterator[Violation]:
    """Content words that nothing in the basis holds, each once. Quotations and figures have checks of their own."""
    lists = reading.ground.lists
    if reading.statement.type not in lists.words.licence_types:
        return
    owed = reading.text.stem_set - lists.free(reading.statement.type)
    if not owed:
        return
    open_words = [
        (stem, start, end)
        for stem, (word, start, end) in zip(reading.text.stems, reading.text.tokens, strict=True)
        if stem in owed
        and len(word) > 1
        and (word.isalpha() or not any(c.isdigit() for c in word))
        and word not in lists.words.numerals
    ]
    held: list[Analysed] = []
    left = {stem for stem, _, _ in open_words}
    for texts in (_basis, _general):
        found = list(texts(reading)) if left else []
        held += found
        left = _unsaid(left, found, lists)
    if left:
        left = _unheld(left, held, lists)
    open_words = [w for w in open_words if w[0] in left] if left else []
    if not open_words or reading.verbatim:
        return
    if open_words and any(treatment.start != NOT_STATED for treatment in reading.treatments):
        begun = lists.words.beginnings  # the order in time has a check of its own
        open_words = [w for w in open_words if reading.text.lower[w[1] : w[2]] not in begun]
    if open_words and any(finding.status == "absent" for finding in reading.findings):
        open_words = [w for w in open_words if w[0] not in lists.sound_words]  # what is denied may be told as health
    beside = told_beside(reading) if open_words else frozenset()
    open_words = [w for w in open_words if (w[0], denied_at(reading, w[1])) not in beside] if beside else open_words
    seen: set[str] = set()
    named = _named(reading) if open_words else []
    for stem, start, end in open_words:
        if (
            stem in seen
            or any(a <= start < b for a, b in named)
            or reading.quoted(start)
            or _by_name(stem, start, reading, held)
            or significance_backed(reading, start)
            or _same_way(stem, start, reading)
            or ranked(reading, start)
            or ranks_levels(reading, start)
            or moved_as_told(reading, start)
            or extreme(reading, start)
            or in_time(reading, start)
            or on_file(reading, start)
            or unsaid_indeed(reading, start)
            or said_otherwise(stem, start, reading, held)
        ):
            continue
        seen.add(stem)
        word = reading.text.text[start:end]
        yield reading.violation("unlicensed-term", word, f'Nothing that the statement rests on says "{word}".')


def _unsaid(stems: set[str], texts: list[Analysed], lists: Lists) -> set[str]:
    """Stems that stand in none of some texts, neither as they are nor by another name."""
    for text in texts:
        stems = stems - text.text.stem_set  # not in place, which would walk through all of the text
    left = [(stem, lists.carriers(stem)) for stem in stems]
    for text in texts if left else ():
        left = [(stem, carriers) for stem, carriers in left if carriers.isdisjoint(text.text.stem_set)]
    return {stem for stem, _ in left}


def _unheld(stems: set[str], texts: list[Analysed], lists: Lists) -> set[str]:
    """Those of them that belong to no class of a thing that one of the texts names."""
    of_classes = texts[0].lexicon.of_classes if texts else frozenset[str]()
    near = {stem for stem in stems if not lists.carriers(stem).isdisjoint(of_classes)}
    return {stem for stem in stems if stem not in near or not any(text.licenses(stem) for text in texts)}


def _named(reading: Reading) -> list[tuple[int, int]]:
    """Stretches that have checks of their own, or need no licence: dates, names of things, levels, comparators before a
    figure, set phrases.
    """
    figures = reading.analysed.figures
    measures = reading.ground.lists.words.measures
    named = [(f.start, f.end) for f in figures if f.kind in ("date", "identifier", "level") or f.unit in measures]
    named += [
        (f.start - _COMPARED, f.start)
        for f in figures
        if f.kind == "number" and _THAN.search(reading.text.lower[: f.start])
    ]
    behind = (_OR_MORE.match(reading.text.lower, f.end) for f in figures if f.kind == "number")
    named += [m.span() for m in behind if m is not None]
    return named + [m.span() for m in reading.ground.lists.set_phrase.finditer(reading.text.lower)]


_THAN = re.compile(r" than (?:the )?$")
_COMPARED = 16
"""Characters before a figure in which the word stands that compares with it ("longer than the")."""
_OR_MORE = re.compile(r" (?:or|and) (?:longer|shorter|more|less|fewer|higher|lower)\b")
_COMPARATIVE = re.compile(r"(?:low|high|small|large|great|few|short|long|fast|quick|slow|soon)e?r\b")
_TABLES = frozenset(("kind", "treatment", "procedure"))


def foreign_term(reading: Reading) -> Iterator[Violation]:
    """`unlicensed-term`: a finding, treatment or procedure of the pack that the cited facts themselves do not name,
    whatever else their source is about.
    """
    if not reading.tells_sources or reading.verbatim:
        return
    ground = reading.ground
    for mention in reading.analysed.mentions:
        if not mention.tables & _TABLES or reading.quoted(mention.start):
            continue
        refs = reading.facts_at(mention.start) or reading.facts
        texts = [*reading.texts_of(refs), *reading.criterion_texts]
        texts += [text for ref in refs if (text := ground.whom(ref)) is not None]
        if reading.statement.basis.outcomes or reading.names_this_case:
            texts += [ground.request, ground.computed]
        if not texts or any(mention.concepts & text.concepts for text in texts):
            continue
        stems = set(reading.text.stems[mention.first : mention.last]) - ground.lists.function
        held: set[str] = set().union(*(text.text.stem_set for text in texts))
        if not stems <= held | {s for h in held for s in ground.lists.synonyms.get(h, ())}:
            span = reading.text.text[mention.start : mention.end]
            yield reading.violation("unlicensed-term", span, f'The cited passage does not speak of "{span}".')


def _basis(reading: Reading) -> Iterator[Analysed]:
    """Texts of the basis that license words."""
    ground = reading.ground
    yield from reading.fact_texts
    yield from reading.criterion_texts
    yield from reading.record_texts
    yield from (text for ref in reading.facts if (text := ground.about(ref)) is not None)


def _general(reading: Reading) -> Iterator[Analysed]:
    """Texts of the whole request, which are long and seldom needed."""
    ground = reading.ground
    if reading.of_record_alone:
        yield ground.request
    elif not reading.tells_sources or reading.statement.basis.outcomes or reading.names_this_case:
        yield ground.request
        yield ground.computed


def _same_way(stem: str, start: int, reading: Reading) -> bool:
    """Whether a word of direction is a comparative for another one of the cited facts that points the same way ("lower" for "smaller")."""
    directions = reading.ground.lists.directions
    if not reading.tells_sources or stem not in directions or not _COMPARATIVE.match(reading.text.lower, start):
        return False
    texts = reading.texts_of(reading.facts_at(start))
    return any(
        directions.get(s) == directions[stem] and _COMPARATIVE.match(w)
        for text in texts
        for s, w in zip(text.text.stems, text.text.word_list, strict=True)
    )


def _by_name(stem: str, start: int, reading: Reading, held: list[Analysed]) -> bool:
    """Whether the word is part of a term that the basis names in another way (an abbreviation, a synonym)."""
    for mention in reading.analysed.mentions:
        if mention.start <= start < mention.end:
            names = [reading.ground.lexicon.names_of.get(concept, ()) for concept in mention.concepts]
            return any(all(text.licenses(s) for s in name) for concept in names for name in concept for text in held)
    return False
