"""What a statement adds to its points: sentences made of words that the guard lets everyone use, which no point says.

The guard asks of each word whether the basis has it, and of a statement as a whole whether it contradicts the rules. Beside a
point told rightly, a sentence of plain words passes both ("Therapy notes may be written after the fact"). So each sentence
is held against the points by itself.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from ..guard.analysed import Analysed
from ..guard.figure import Key
from ..guard.reading import Reading
from .once import once

_LIKE: Final = 0.4
"""Likeness to a sentence of a point from which on a sentence is taken for that one in other words."""
_NEW: Final = 0.2
"""Part of the words of a sentence that is like none, from which on it says too much that no point says."""
_NEW_IN_OWN: Final = 0.34
"""The same where it is like one."""
_CLAUSE: Final = 3
"""Words from which on a clause is held against the points by itself."""
_NEW_IN_CLAUSE: Final = 1 / 3
"""The same for a clause that is like none."""


def added(reading: Reading, own: Sequence[Reading]) -> str:
    """What is wrong with the sentences that no point has; empty where nothing. What cites spare passages has no point."""
    if not own:
        return ""
    for check in (_strange, _elsewhere, _again):
        if found := check(reading, own):
            return found
    return ""


def _strange(reading: Reading, own: Sequence[Reading]) -> str:
    """Sentences and clauses of words that stand neither in the points nor in what they rest on."""
    held = _held(reading, own)
    for spans, least in ((reading.text.sentences, 1), (reading.text.clauses, _CLAUSE)):
        words_of, stems_of = (_by_sentence, _stems_by_sentence) if least == 1 else (_by_clause, _stems_by_clause)
        for (start, end), words, stems in zip(spans, words_of(reading), stems_of(reading), strict=True):
            if len(words) < least or held.issuperset(stems):
                continue
            if least > 1 and any(start <= q.start < end for q in reading.quotes):
                continue  # it brings in what the record says
            new = sum(w not in held for w in words)
            like = any(likeness(stems, t) >= _LIKE for r in own for t in stems_of(r) if t)
            most = _NEW_IN_OWN if like else _NEW if least == 1 else _NEW_IN_CLAUSE
            if new >= len(words) * most:
                return f'This says more than its points: "{reading.text.text[start:end].strip()}"'
    return ""


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The words that two stretches share, of all that either has."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def _held(reading: Reading, own: Sequence[Reading]) -> frozenset[str]:
    """Words of the points and of what the statement rests on; of synonyms each stands for all."""
    texts = (*reading.fact_texts, *reading.criterion_texts, *reading.record_texts, *(r.analysed for r in own))
    return frozenset().union(*(text.of(_with_synonyms) for text in texts))


def _with_synonyms(text: Analysed) -> frozenset[str]:
    synonyms, stems = text.lexicon.lists.synonyms, text.text.stem_set
    return stems.union(*(synonyms[stem] for stem in stems if stem in synonyms))


@once
def _by_sentence(reading: Reading) -> list[list[str]]:
    return [_words(reading, *span) for span in reading.text.sentences]


@once
def _by_clause(reading: Reading) -> list[list[str]]:
    return [_words(reading, *span) for span in reading.text.clauses]


@once
def _stems_by_sentence(reading: Reading) -> list[frozenset[str]]:
    return list(map(frozenset, _by_sentence(reading)))


@once
def _stems_by_clause(reading: Reading) -> list[frozenset[str]]:
    return list(map(frozenset, _by_clause(reading)))


def _words(reading: Reading, start: int, end: int) -> list[str]:
    """The stems of the words of a stretch that say something, outside quotations."""
    low, high = reading.text.token_span(start, end)
    return [stem for stem in _telling(reading)[low:high] if stem]


@once
def _telling(reading: Reading) -> list[str]:
    """The stem of each word, where the word says something outside quotations; empty where not. Denials are counted elsewhere."""
    lists, text = reading.ground.lists, reading.text
    function, idle = lists.function, lists.idle | {lists.stemmer(w) for w in lists.words.record_cues}
    denials = [m.span() for m in lists.negator.finditer(text.lower)]
    return [
        stem
        if out
        and len(word) > 1
        and word[0].isalpha()
        and stem not in function
        and stem not in idle
        and not any(low <= at < high for low, high in denials)
        else ""
        for (word, at, _), stem, out in zip(text.tokens, text.stems, reading.spoken, strict=True)
    ]


def _elsewhere(reading: Reading, own: Sequence[Reading]) -> str:
    """Levels, outside quotations, at which neither a point nor a fact or part of the outcome that it rests on is."""
    ground, basis = reading.ground, reading.statement.basis
    held = {level for r in own for _, levels in r.levels for level in levels}
    held |= {level for f in reading.findings for level in ground.at(f)} | {str(o.level) for o in basis.outcomes}
    texts = (*reading.fact_texts, *reading.record_texts)
    held |= {str(k) for t in texts for f in t.figures if f.kind == "level" and isinstance(f.key, tuple) for k in f.key}
    for figure, levels in reading.levels:
        if not held.issuperset(levels):
            return f"It names {figure.text}, and its points do not."
    return ""


def _again(reading: Reading, own: Sequence[Reading]) -> str:
    """Figures of a source told more often than points and source tell them: the second time of something else."""
    if not reading.tells_sources:
        return ""
    most = sum((_counted(r.analysed) for r in own), Counter[Key]())
    for text in reading.fact_texts:
        most |= _counted(text)
    for key, times in _counted(reading.analysed).items():
        if times > max(most[key], 1):
            told = next(f.text for f in reading.analysed.figures if f.key == key)
            return f"It tells {told} more often than its points do."
    return ""


def _counted(text: Analysed) -> Counter[Key]:
    return Counter(f.key for f in text.figures if f.kind != "level")
