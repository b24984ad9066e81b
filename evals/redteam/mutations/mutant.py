"""What a mutation is, and what the classes share: places in the prose of a statement, and changes at them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from assistant.model.document import Determination, Statement

from ..subjects import Subject

STRICT = 0.99
"""Aim for figures, levels, sides, codes, citations, quotations, verdicts and authority."""
USUAL = 0.95
"""Aim for every other class."""


@dataclass(frozen=True)
class Mutant:
    """One document made wrong in one place."""

    kind: str
    """Class."""
    subject: Subject
    before: str
    after: str
    """The words before and after."""
    statement: Statement | None = None
    """The wrong statement; None where the document as a whole is wrong."""
    document: Determination | None = None
    """The wrong document."""
    codes: frozenset[str] = frozenset()
    """Of a document: codes that say what is wrong with it. A statement: empty, any violation of it counts."""


Change = Callable[[Statement, Subject, Random], Iterator[Statement]]
Whole = Callable[[Subject, Random], Iterator[Mutant]]


@dataclass(frozen=True)
class Kind:
    """A class of mutations."""

    name: str
    aim: float
    change: Change | None = None
    whole: Whole | None = None
    says: str = ""


KINDS: dict[str, Kind] = {}
_SHUT = re.compile(r"“[^”]*”|\"[^\"]*\"|\[\[[^\]]*\]\]")


def changes(name: str, aim: float = USUAL) -> Callable[[Change], Change]:
    """Registers a class that changes one statement."""

    def register(change: Change) -> Change:
        assert name not in KINDS, name
        KINDS[name] = Kind(name, aim, change=change, says=(change.__doc__ or "").strip())
        return change

    return register


def wholes(name: str, aim: float = USUAL) -> Callable[[Whole], Whole]:
    """Registers a class that changes the document."""

    def register(change: Whole) -> Whole:
        assert name not in KINDS, name
        KINDS[name] = Kind(name, aim, whole=change, says=(change.__doc__ or "").strip())
        return change

    return register


def told(statement: Statement) -> str:
    """Label and text."""
    return statement.text if statement.label == "not_stated" else f"{statement.label} {statement.text}"


def with_text(statement: Statement, text: str) -> Statement:
    """The statement with other words."""
    return statement.model_copy(update={"text": text})


def shut(text: str) -> list[tuple[int, int]]:
    """Spans of quotations and markers: what a change of prose leaves alone."""
    return [m.span() for m in _SHUT.finditer(text)]


def spots(pattern: str, text: str, *, flags: int = re.IGNORECASE) -> list[re.Match[str]]:
    """Matches in the prose."""
    closed = shut(text)
    return [m for m in re.finditer(pattern, text, flags) if not any(a < m.end() and m.start() < b for a, b in closed)]


def put(text: str, match: re.Match[str], words: str) -> str:
    """The text with other words in the place of a match; a capital is kept."""
    if match[0][:1].isupper() and words[:1].islower() and not match[0].isupper():
        words = words[:1].upper() + words[1:]
    return text[: match.start()] + words + text[match.end() :]


def rewritten(
    statement: Statement, pattern: str, words: str | Callable[[re.Match[str]], str | None], *, label: bool = False
) -> Iterator[Statement]:
    """One statement for each place where the pattern stands, with the words put there. None leaves a place alone."""
    for field in ("text", "label") if label else ("text",):
        text = getattr(statement, field)
        if text == "not_stated":
            continue
        for match in spots(pattern, text):
            new = words(match) if callable(words) else words
            if new is not None and new != match[0]:
                yield statement.model_copy(update={field: put(text, match, new)})


def before_end(text: str, words: str) -> str:
    """The text with words put before its last full stop and the citations there."""
    match = re.search(r"((?:\s*\[\[[^\]]*\]\])*)\s*[.?!]?\s*$", text)
    assert match is not None
    return text[: match.start()] + words + (match[1] or "") + "."


def sources_told(statement: Statement) -> bool:
    """Whether it tells of sources or rules."""
    return statement.type in ("evidence", "policy_statement")


def about_patient(statement: Statement) -> bool:
    """Whether it tells of this patient's record."""
    return statement.type in ("record_fact", "application") and bool(
        statement.basis.findings or statement.basis.treatments
    )
