"""Single fields of the entries of the record, told as they are: the number that each has, the form of a treatment, the landmark
that a thing lies at, and what was given up.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.document import Violation
from .analysed import Analysed
from .each import each_word
from .figure_sources import TIMES
from .on_file import on_file
from .reading import Reading
from .record import negated

_DAILY = frozenset(("daily", "day"))
_DOSES = re.compile(r"\b(twice|three times|four times) (?:daily|a day)\b")
_REACHED: dict[str, Callable[[Any, float], bool]] = {
    "at_least": lambda value, told: value >= told,
    "more_than": lambda value, told: value > told,
    "at_most": lambda value, told: value <= told,
    "less_than": lambda value, told: value < told,
    "": lambda value, told: value == told,
}
_BEYOND = re.compile(
    r"\b(above|over|beyond|exceed(?:s|ed)?|more than|below|under|less than|short of) (?:the|these|those) $"
)
_SIDES = dict.fromkeys(("above", "over", "beyond", "exceed", "exceeds", "exceeded", "more than"), "more_than")
_SIDES |= dict.fromkeys(("below", "under", "less than", "short of"), "less_than")
"""Comparator of words that stand before a threshold with its article."""
_NONE = re.compile(r"\b(?:neither|none)\b")
_NOUN = 2
"""Words behind "has had" of which one says what."""
_SHORT = re.compile(r"\b(?:short of|below|under|less than)\b")
_NOT_SO = re.compile(r"[:,]? ?(?:-+ )?(?:this is |is |are )?not (?:met|reached|shown|satisfied)\b")
"""Behind what each would have to have."""
_OWED = re.compile(r"\b(?:has|have|had) to\b")
_OF = re.compile(r"([a-z]+) of (?:the )?$")
_NEXT = re.compile(r" ([a-z]+)(?: ([a-z]+))?")


def _length_of_each(reading: Reading, measured: list[Finding], low: int, high: int) -> Iterator[Violation]:
    """A length of time told of each that the record has beside one of them and not beside another."""
    around = [(f, text) for f in measured if (text := reading.ground.around(f)) is not None]
    for figure in reading.analysed.figures if len(around) == len(measured) else ():
        if figure.unit not in TIMES or not low <= figure.start < high:
            continue
        other = next((f for f, text in around if not text.supporting(figure)), None)
        if other is not None and any(text.supporting(figure) for _, text in around):
            yield reading.violation("figure-unsupported", figure.text, f'Not of each: "{other.quote}"')


def number_of_each(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: a number told of both or all findings of a kind that one of them has not."""
    measured = [f for f in reading.findings if f.number != NOT_STATED and f.unit != NOT_STATED]
    if reading.tells_sources or len(measured) < 2 or len({f.kind for f in measured}) != 1:
        return
    lower = reading.text.lower
    for match in each_word(reading):
        low, high = reading.text.clause_at(match.start())
        yield from _length_of_each(reading, measured, low, high)
        for figure in reading.analysed.figures:
            if figure.kind != "number" or not low <= figure.start < high or not isinstance(figure.key, float):
                continue
            told, beyond = figure.key, _BEYOND.search(lower[: figure.start])
            reached = _REACHED[figure.comparator or _SIDES.get(beyond[1] if beyond else "", "")]
            other = next((f for f in measured if f.unit == figure.unit and not reached(f.number, told)), None)
            ruled = reading.voice(figure.start) == "rule" and beyond is None
            if other is not None and not ruled and not _OWED.search(lower[low:high]) and not _NOT_SO.match(lower, high):
                yield reading.violation("figure-unsupported", figure.text, f'Not of each: "{other.quote}"')


def number_of_none(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: a number denied of all findings of a kind that one of them has."""
    measured = [f for f in reading.findings if f.number != NOT_STATED and f.unit != NOT_STATED]
    if reading.tells_sources or len(measured) < 2 or len({f.kind for f in measured}) != 1:
        return
    for match in _NONE.finditer(reading.text.lower):
        _, high = reading.text.clause_at(match.start())
        for figure in reading.analysed.figures:
            if figure.kind != "number" or not match.end() <= figure.start < high or not isinstance(figure.key, float):
                continue
            told = figure.key
            other = next(
                (f for f in measured if f.unit == figure.unit and _REACHED[figure.comparator](f.number, told)), None
            )
            if other is not None and not reading.quoted(match.start()) and reading.voice(match.start()) != "rule":
                yield reading.violation("figure-unsupported", figure.text, f'One of them has it: "{other.quote}"')


def had_on_record(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: what a person is said to have had, which no entry of the basis has."""
    if reading.tells_sources:
        return
    lists, text = reading.ground.lists, reading.text
    for match in lists.had.finditer(text.lower) if lists.had.touches(reading.text.runs) else ():
        first, _ = text.token_span(match.end(), len(text.text))
        noun = next((n for n in range(first, min(first + _NOUN, len(text.tokens))) if _tells(reading, n)), None)
        if noun is None or reading.quoted(match.start()) or negated(reading, *text.tokens[noun][1:]):
            continue
        known = [*reading.record_texts, *reading.around_texts, reading.ground.request]
        if not any(text.stems[noun] in held.licensed for held in known) and not on_file(reading, text.tokens[noun][1]):
            word = text.text[text.tokens[noun][1] : text.tokens[noun][2]]
            yield reading.violation("record-unsupported", word, f'No entry of the record behind this says "{word}".')


def _tells(reading: Reading, place: int) -> bool:
    return reading.text.stems[place] not in reading.ground.lists.connectives and reading.text.tokens[place][0].isalpha()


def number_of_nth(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: the first or second of several said to reach a number, or to fall short of it, which it does not."""
    measured = [f for f in reading.findings if f.number != NOT_STATED and f.unit != NOT_STATED]
    lists = reading.ground.lists
    if reading.tells_sources or len(measured) < 2 or len({f.kind for f in measured}) != 1:
        return
    in_turn = sorted(measured, key=lambda f: str(f.date) if f.date != NOT_STATED else "")
    for word, start, end in reading.text.tokens:
        place = lists.ordinals.get(word, len(in_turn))
        if place >= len(in_turn) or reading.quoted(start) or reading.voice(start) == "rule":
            continue
        _, high = reading.text.clause_at(start)
        short = _SHORT.search(reading.text.lower, end, high)
        value = in_turn[place]
        for figure in reading.analysed.figures if short else ():
            if not end <= figure.start < high or figure.kind != "number" or figure.unit != value.unit:
                continue
            if isinstance(figure.key, float) and value.number != NOT_STATED and value.number >= figure.key:
                yield reading.violation("figure-unsupported", figure.text, f'The record says: "{value.quote}"')


def doses_a_day(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: a treatment told as given more often a day than its entry says."""
    if reading.tells_sources or not reading.treatments or _DAILY.isdisjoint(reading.words):
        return
    texts = [reading.ground.treatment_text(t).text.lower for t in reading.treatments]
    texts += [text.text.lower for text in reading.around_texts]
    for match in _DOSES.finditer(reading.text.lower):
        told = f"{match[1]} daily"
        known = any(told in text or f"{match[1]} a day" in text for text in texts)
        if any("daily" in text for text in texts) and not known and not reading.quoted(match.start()):
            yield reading.violation("figure-unsupported", match[0], f'The record says: "{reading.treatments[0].quote}"')


def form_of_treatment(reading: Reading) -> Iterator[Violation]:
    """`record-status`: supervised care told as unsupervised, and the reverse."""
    forms = {t.supervised for t in reading.treatments} - {NOT_STATED}
    lists = reading.ground.lists
    if reading.tells_sources or len(forms) != 1 or any(t.supervised == NOT_STATED for t in reading.treatments):
        return
    for sense, found in lists.forms.items():
        for match in found.finditer(reading.text.lower) if found.touches(reading.text.runs) else ():
            if reading.quoted(match.start()) or reading.voice(match.start()) == "rule":
                continue
            denied = negated(reading, match.start(), match.end())
            told = {"yes": "no", "no": "yes"}[sense] if denied else sense
            if told not in forms and (sense == "no" or denied or reading.statement.type == "record_fact"):
                quote = reading.treatments[0].quote
                yield reading.violation("record-status", match[0], f'The record says otherwise: "{quote}"')


def landmark_of_thing(reading: Reading) -> Iterator[Violation]:
    """`record-level`: a thing told of one landmark that the record has at another ("the X4 root" for "the X5 root")."""
    if reading.statement.type != "record_fact" or not reading.findings:
        return
    told = [f for f in reading.analysed.figures if f.kind == "landmark" and not reading.quoted(f.start)]
    if not told:
        return
    ground = reading.ground
    texts = [ground.analysed("quote", f.id, (f.quote,)) for f in reading.findings] + reading.around_texts
    held: dict[str, set[object]] = {}
    for text in texts:
        for figure in text.figures:
            for noun in _things(text, figure.start, figure.end) if figure.kind == "landmark" else ():
                held.setdefault(noun, set()).add(figure.key)
    roots = {f.key for found in reading.findings for f in ground.finding_text(found).figures if f.kind == "landmark"}
    for figure in told:
        for noun in _things(reading.analysed, figure.start, figure.end):
            if noun in held and figure.key not in held[noun] | roots:
                yield reading.violation(
                    "record-level", figure.text, f"The record says {', '.join(sorted(map(str, held[noun])))} of that."
                )
                break


def _things(text: Analysed, start: int, end: int) -> list[str]:
    """The nouns that a landmark goes with: behind it, or before "of"."""
    lists, lower = text.lexicon.lists, text.text.lower
    behind, before = _NEXT.match(lower, end), _OF.search(lower[:start])
    words = [w for m in (behind, before) if m for w in m.groups() if w]
    return [s for s in map(lists.stemmer, words) if s not in lists.function]
