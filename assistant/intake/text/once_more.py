"""What is asked for once more, of what is given on one day: so it was given before, and silence on that is no first request."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ...model.base import NOT_STATED
from ...model.case import Document
from .facts import FoundTreatment, Span
from .lexicon import Lexicon

if TYPE_CHECKING:
    from .record import Reader

_NEAR: Final = 18
"""Words from the one that says so to what it says it of, at most."""
_CODE: Final = re.compile(r"\b[0-9A-Z]\d{4}\b")
_BEHIND: Final = re.compile(r"\s*(?:$|[?.;,:()]|(?:on|at|of|in|with|by|medically|necessary|appropriate|indicated)\b)")
"""What stands behind a word for one more that follows what it is said of ("64483, repeat")."""


def asked_once_more(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """The words of a text that ask for something again, its code told by name, with the treatment; both empty where there is none."""
    told = lexicon.general.question
    flat = _CODE.sub(lambda m: lexicon.pack.codes[m[0]].name if m[0] in lexicon.pack.codes else m[0], text)
    for match in _again(told.again, told.one_more).finditer(flat):
        if kind := _first(match[2], lexicon):
            return match[0].strip(" ,;:"), kind
    for match in _words(told.done_again).finditer(flat):
        if (match[0][0] == "#" or _BEHIND.match(flat, match.end())) and (
            kind := _first(flat[: match.start()], lexicon, near=False)
        ):
            return f"{match[0]} {flat[: match.start()]}".strip(" ,;:("), kind
    return "", ""


def planned_once_more(
    documents: Iterable[Document], given: Sequence[FoundTreatment], reader: "Reader"
) -> Iterator[FoundTreatment]:
    """What notes ask for again of which nothing on file says when it was given, and what it did: left open, as a claim is."""
    told = reader.general.question
    lists = ((*told.again, *told.done_again), told.wants, told.unsettled)
    again, wants, unsettled = map(_words, lists)
    for document in documents:
        if reader.leads(document) or document.kind in reader.reading.performed or not again.search(document.text):
            continue
        for line in reader.layout.sentences(document.text):
            planning = line.section in (*reader.reading.plan_sections, *reader.reading.request_sections)
            if not again.search(line.text) or not (planning or wants.search(line.text)) or unsettled.search(line.text):
                continue
            kind = asked_once_more(line.text, reader.lexicon)[1]
            if kind and not any(t.kind == kind for t in given):
                span = Span(document.id, line.start, line.start + len(line.text))
                yield FoundTreatment(
                    kind, span, line.text, "uncertain", region=reader.region_of(document) or NOT_STATED
                )
                return


def _first(text: str, lexicon: Lexicon, *, near: bool = True) -> str:
    """The first treatment that a text names and that is given on one day, where no other word for a treatment stands before it."""
    tokens = lexicon.tokens(text)
    found = sorted((first, role, value) for first, _, role, value in lexicon.names.find(tokens))
    for first, role, value in found:
        if role == "treatment":
            return value if value in lexicon.reading.treatments.one_day and (first <= _NEAR or not near) else ""
    return ""


@lru_cache(maxsize=8)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _again(words: tuple[str, ...], besides: tuple[str, ...]) -> re.Pattern[str]:
    """Words for one more, with what follows up to a sign."""
    again, beside = ("|".join(map(re.escape, some)) or "(?!)" for some in (words, besides))
    return re.compile(
        rf"\b({again})\b(?!\s(?:{beside})s?\b)((?:[^?.;,:()]|,(?=\s*(?:and\s+)?[A-Z]\d))*)", re.IGNORECASE
    )
