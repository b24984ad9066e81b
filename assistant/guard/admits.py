"""What a rule or a finding takes in and what it leaves out, in whatever words: "does not cover a" and "excludes a" are one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..model.document import Violation
from .analysed import Analysed
from .phrases import Phrases, phrases
from .reading import Reading
from .scope import denied
from .words import Lists

_BE = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:(?:not|never|also|thus|therefore|both|all|now|expressly) )*$")
_BOUND = re.compile(
    r"[;:.!?](?=\s|$)|\b(?:unless|except|whereas|while|although|though|where|when|if|because|as|for|in|from|under|at|on|to|by)\b"
)
"""Ends what a rule takes in or leaves out, behind its verb."""
_TURNS = re.compile(r"\b(?:but not|neither|nor|not)\b")
_HELD_AGAINST = re.compile(r"\b(?:although|though|but|while|whereas|yet)\b")
"""Begins what stands against what was denied before it."""
_ALONE = re.compile(r"\b(?:alone|only|single|one|less|fewer|shorter|below|under|without)\b")
_LIMITED = re.compile(r"\b(?:only|unless|except|excludes?|limit\w*)\b")
_SOME = 2
_MOST = 0.7
"""Things said to be left out, and the share of them that a source names, from which it speaks of them."""
_REACH = 5
"""Words before a verb in which a negation governs it."""


class Admission(NamedTuple):
    """Things that are taken in or left out by one verb, or by one side of a "but not"."""

    taken: bool
    things: frozenset[str]
    start: int
    end: int
    verb: str
    """The stem of its verb."""


@lru_cache(maxsize=4)
def _verbs(lists: Lists) -> tuple[Phrases, Phrases]:
    """Finds the verbs that take in, and those that leave out."""
    return phrases(lists.words.taking_in), phrases(lists.words.leaving_out)


def admissions(text: Analysed) -> list[Admission]:
    """What a text says is taken in or left out."""
    return text.of(_admissions)


def _admissions(text: Analysed) -> list[Admission]:
    lists, lower = text.lexicon.lists, text.text.lower
    taking, leaving = _verbs(lists)
    verbs = [(m, True) for m in taking.finditer(lower)] + [(m, False) for m in leaving.finditer(lower)]
    verbs = [
        (m, taken) for m, taken in verbs if not lower.endswith(("to ", "help "), 0, m.start())
    ]  # "to exclude a disease"
    verbs.sort(key=lambda found: found[0].start())
    found: list[Admission] = []
    for n, (verb, taken) in enumerate(verbs):
        low, high = text.text.sentence_at(verb.start())
        before = max((m.end() for m, _ in verbs[:n] if m.end() > low), default=low)
        stem = text.text.stems[text.text.token_span(verb.start(), verb.end())[0]]
        passive = _BE.search(lower, low, verb.start()) is not None or verb[0] in lists.words.of_subject
        sign = taken is not _denied(text, before, verb.start())
        if passive:
            bounds = [
                m.end() for m in re.finditer(r"[;:.] |\b(?:whereas|while|but|although|though) ", lower[: verb.start()])
            ]
            start = max([before, *(b for b in bounds if b > low)])
            found.append(Admission(sign, _things(text, start, verb.start()), start, verb.end(), stem))
            continue
        stop = _BOUND.search(lower, verb.end(), high)
        end = min(stop.start() if stop else high, verbs[n + 1][0].start() if n + 1 < len(verbs) else high)
        start, here = verb.end(), sign
        for turn in _TURNS.finditer(lower, verb.end(), end):
            if turn.start() > start + 1:
                found.append(Admission(here, _things(text, start, turn.start()), verb.start(), turn.start(), stem))
            here, start = not sign, turn.end()
        found.append(Admission(here, _things(text, start, end), min(start, verb.start()), end, stem))
    return [a for a in found if a.things]


def _denied(text: Analysed, low: int, verb: int) -> bool:
    """Whether a negation stands shortly before a verb, or "neither" before what it is said of, with no turn between."""
    low = max((m.end() for m in _HELD_AGAINST.finditer(text.text.lower, low, verb)), default=low)
    return any(
        len(text.text.lower[m.end() : verb].split()) <= _REACH or m[0] in ("neither", "no", "none")
        for m in text.lexicon.lists.negations(text.text.lower, low, verb)
    )


def _things(text: Analysed, start: int, end: int) -> frozenset[str]:
    first, last = text.text.token_span(start, end)
    return frozenset(text.text.stems[first:last]) - text.lexicon.lists.function - text.lexicon.lists.idle


def admission_turned(reading: Reading) -> Iterator[Violation]:
    """`polarity`: what the cited source leaves out told as taken in, or the reverse."""
    if not reading.tells_sources or reading.verbatim:
        return
    for told in admissions(reading.analysed):
        agree, against = _held(reading, told)
        if reading.quoted(told.start) or reading.is_verbatim(*reading.text.sentence_at(told.start)):
            continue
        if not against and not told.taken and (source := _names_them(reading, told)) is not None:
            span = reading.text.text[told.start : told.end].strip()
            yield reading.violation("polarity", span, f'The source leaves nothing out: "{source.text.text}"')
        if len(against) > len(agree):
            how = "leaves it out" if told.taken else "takes it in"
            span = reading.text.text[told.start : told.end].strip()
            yield reading.violation(
                "polarity", span, f'The source {how} ("{min(against, key=reading.text.stems.index)}").'
            )


def _names_them(reading: Reading, told: Admission) -> Analysed | None:
    """The cited fact that names most of the things that are said to be left out, and denies and leaves out nothing."""
    lists, text = reading.ground.lists, reading.text
    if len(told.things) < _SOME or _ALONE.search(text.lower, *text.sentence_at(told.start)):
        return None
    for source in reading.texts_of(reading.facts_at(told.start)):
        plain = not any(found.search(source.text.lower) for found in (lists.negator, lists.negator_after, _LIMITED))
        if plain and not admissions(source) and len(told.things & source.text.stem_set) > _MOST * len(told.things):
            return source
    return None


def _held(reading: Reading, told: Admission) -> tuple[frozenset[str], frozenset[str]]:
    """Of the things told, those that the cited facts admit alike, and those that they admit the other way only."""
    same, other = set[str](), set[str]()
    for source in reading.texts_of(reading.facts_at(told.start)):
        for held in admissions(source):
            (same if held.taken is told.taken else other).update(held.things)
    return told.things & same, told.things & (other - same)


def admitted_alike(reading: Reading) -> list[Admission]:
    """What a statement says is taken in or left out as its source has it."""
    return reading.of(_admitted_alike)


def _admitted_alike(reading: Reading) -> list[Admission]:
    return [
        told
        for told in admissions(reading.analysed)
        for agree, against in [_held(reading, told)]
        if len(agree) > len(against)
    ]


def denied_of_same(reading: Reading, verb: str) -> bool:
    """Whether a criterion denies a verb in a clause of which the statement has most words: then it denies it of the same thing."""
    lists, mine = reading.ground.lists, reading.text.stem_set
    for text in reading.criterion_wordings:
        refused = denied(text.text, lists)
        for low, high in text.text.clauses:
            first, last = text.text.token_span(low, high)
            stems = text.text.stems[first:last]
            here = frozenset(stems) - lists.function
            if any(no and stem == verb for stem, no in zip(stems, refused[first:last], strict=True)) and (
                len(here & mine) >= _MOST * len(here)
            ):
                return True
    return False
