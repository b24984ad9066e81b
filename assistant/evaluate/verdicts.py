"""Verdicts that an article states in words: for the whole, for stages, codes, levels and the setting."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..model.base import NOT_STATED, Model, NotStated
from ..model.outcome import OutcomeWord
from .matching import LEVEL
from .written import Written

_PATTERNS: Final[dict[OutcomeWord, str]] = {
    "undetermined": r"cannot (?:yet )?be (?:determined|decided)|\bundetermined\b|insufficient information",
    "partially_necessary": r"partial(?:ly)? medical(?:ly)? necess\w+|partially necessary",
    "not_necessary": (
        r"\bnot (?:be )?medically (?:necessary|indicated)|(?:does|do) not (?:currently )?meet|not indicated|not necessary"
        r"|\bdenied\b|\bnot approved\b"
    ),
    "necessary": r"medically (?:necessary|indicated)|meets criteria|\bapproved\b|\brequires inpatient|: supported",
}
"""Words of verdicts; the first that is found decides, so denials come before what they deny."""
_INCIDENTAL = re.compile(r"\bincidental\b", re.IGNORECASE)
_STAGE = re.compile(r"\bstage (\d)\b", re.IGNORECASE)
_CODES = re.compile(r"\b\d{5}\b|\b\d{4}[A-Z]\b")
_SETTING = re.compile(r"\b(?:inpatient|outpatient|ambulatory|observation)\b", re.IGNORECASE)
_MAY = re.compile(
    r"\bmay (?:justify|qualify|be justified|be appropriate)\b|\bcould (?:justify|qualify)\b", re.IGNORECASE
)
_AFFIRMED = re.compile(
    r"\b(?:is|are|was|were found)(?: (?!only)\w+){0,2}? (?:medically (?:necessary|indicated)|necessary)\b"
    r"|[:,] (?:medically )?necessary(?=[.,]|$)|(?:\bis|\bare|[:,]) approved\b",
    re.IGNORECASE,
)
"""A sentence calls a part necessary only in so many words: most that hold the word speak of what would be asked for."""
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|once|until|when|whether|would|could|should|for .{3,40} to be)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[;,]\s+(?:(?:but|while|whereas|and)\s+)?|\s+(?:but|while|whereas)\s+|(?<=[.!?])\s+")
_FIRST: Final = 3
"""Statements at the beginning that may state the verdict of the whole."""


class Verdicts(Model):
    """What an article states; parts it does not decide in so many words are missing."""

    whole: OutcomeWord | NotStated = NOT_STATED
    stages: dict[int, OutcomeWord] = {}
    codes: dict[str, OutcomeWord] = {}
    levels: dict[str, OutcomeWord] = {}
    """By level or range, as written."""
    setting: OutcomeWord | NotStated = NOT_STATED


def verdict_in(text: str) -> OutcomeWord | None:
    """The verdict that a heading or sentence states; None where it states none."""
    return next((word for word, pattern in _PATTERNS.items() if re.search(pattern, text, re.IGNORECASE)), None)


def verdicts_of(written: Written, level: re.Pattern[str] = LEVEL) -> Verdicts:
    """Verdicts of headings first, then of sentences where no heading states one; the first statement of each counts."""
    stages: dict[int, OutcomeWord] = {}
    codes: dict[str, OutcomeWord] = {}
    setting: OutcomeWord | NotStated = NOT_STATED
    for text in (written.title, *written.headings):
        word = verdict_in(text)
        if word is None:
            continue
        found = _CODES.findall(text)
        for code in found:
            codes.setdefault(code, word)
        if stage := _STAGE.search(text):
            stages.setdefault(int(stage[1]), word)
        elif _SETTING.search(text) and not found and setting == NOT_STATED:
            setting = word
    for code, word in _told_codes(written):
        codes.setdefault(code, word)
    _incidental(written, codes)
    return Verdicts(
        whole=_whole(written), stages=stages, codes=codes, levels=dict(_levels(written, level)), setting=setting
    )


def stated_in(sentence: str) -> OutcomeWord | None:
    """The verdict that a sentence of the text states; None where it speaks of conditions, or states none."""
    word = verdict_in(sentence)
    if word not in (None, "necessary"):
        return word
    return "necessary" if _AFFIRMED.search(sentence) and not _CONDITIONAL.search(sentence) else None


def codes_in(text: str) -> tuple[str, ...]:
    """Procedure codes that a text names."""
    return tuple(dict.fromkeys(_CODES.findall(text)))


def _told_codes(written: Written) -> Iterator[tuple[str, OutcomeWord]]:
    """Codes that a clause of a sentence, or a row of a table, decides."""
    for said in written.statements:
        clauses = [c for c in _CLAUSE.split(said.text) if c]
        decided = [(c, word) for c in clauses if (word := stated_in(c)) is not None]
        for clause, word in decided:
            # A row of a table, and a sentence with one verdict, decide every code they name.
            named = said.text if len(decided) == 1 else clause
            yield from ((code, word) for code in _CODES.findall(named))


def _incidental(written: Written, codes: dict[str, OutcomeWord]) -> None:
    """A code whose own section calls it incidental is incidental, whatever its heading denies."""
    for said in written.statements:
        if _INCIDENTAL.search(said.text):
            for code in _CODES.findall(said.heading):
                codes[code] = "incidental"


def _whole(written: Written) -> OutcomeWord | NotStated:
    """The verdict of the title, or of the first headings and statements that speak of no part."""
    first = [written.title, *written.headings[:1], *(s.text for s in written.statements[:_FIRST])]
    for text in first:
        if _STAGE.search(text):
            return NOT_STATED
        if (word := verdict_in(text)) is not None:
            return word
    return NOT_STATED


def _levels(written: Written, level: re.Pattern[str]) -> Iterator[tuple[str, OutcomeWord]]:
    """Levels of sentences that decide them; a range that was decided before keeps its first verdict."""
    known: set[str] = set()
    for said in written.statements:
        levels = [m[0] for m in level.finditer(said.text)]
        word: OutcomeWord | None = "undetermined" if _MAY.search(said.text) else stated_in(said.text)
        if word in ("undetermined", "not_necessary", "necessary"):
            yield from ((name, word) for name in _new(levels, known))


def _new(levels: Iterable[str], known: set[str]) -> Iterator[str]:
    for level in levels:
        if level not in known:
            known.add(level)
            yield level
