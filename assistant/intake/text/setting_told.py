"""The level of care that a record asks for, where no question and no letter names one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ...model.base import NOT_STATED
from ...model.case import Document, RequestedSetting
from .legible import legible
from .lines import HEADING
from .record import Reader
from .request import RequestReader

_SMALL = frozenset((
    "a", "an", "as", "at", "in", "on", "the", "or", "basis", "x", "for", "with", "anticipated", "expected",
    "planned", "hospital", "day", "days", "night", "nights", "midnight", "midnights", "stay", "admission", "one",
    "two", "three", "four", "five",
))  # fmt: skip
"""Words beside a level of care that say nothing else but how long it is."""
_WORD = re.compile(r"[^\W\d_]+")


def setting_told(requests: RequestReader, documents: Sequence[Document], reader: Reader) -> RequestedSetting:
    """The one level of care that the record asks for: behind its label in a form, beside a procedure in a plan, or as a sentence of its
    own straight behind one.
    """
    reading = reader.reading
    words = [word.lower() for phrases in reading.settings.values() for word in phrases]
    named = [d for d in documents for text in [d.text.lower()] if any(word in text for word in words)]
    alone = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)")
    labels, places = _labels(reading.setting_labels), _labels(reading.place_labels)
    told: list[str] = []
    for document in named:
        asks = bool(requests.codes_in(document.text))
        for row in legible(document.text).split("\n"):
            told += [row[m.end() :] for m in labels.finditer(row)][:1]
            told += [row[m.end() :] for m in places.finditer(row) if asks and _nothing_else(row[m.end() :], alone)][:1]
        told += _beside(requests, document, reader, words, alone)
    found = {s.kind: s for text in told if (s := requests.setting(text)).kind != NOT_STATED}
    return next(iter(found.values())) if len(found) == 1 else RequestedSetting()


def _beside(
    requests: RequestReader, document: Document, reader: Reader, words: Iterable[str], alone: re.Pattern[str]
) -> Iterator[str]:
    """Sentences of a plan or a request that name a level of care with what is to be done, or straight behind it and nothing else."""
    plans = (*reader.reading.request_sections, *reader.reading.plan_sections)
    asked = False
    for line in (line for line in reader.layout.sentences(document.text) if line.section in ("", *plans)):
        codes = requests.codes_in(line.text)
        by_name = line.section != "" and bool(codes or any(requests.names.named_in(line.text)))
        asks = by_name or requests.knows_all(codes)
        if (asks or (asked and _nothing_else(line.text, alone))) and any(word in line.text.lower() for word in words):
            yield line.text
        asked = asks


def _labels(labels: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, labels)) or '(?!)'})\s*:", re.IGNORECASE)


def _nothing_else(text: str, alone: re.Pattern[str]) -> bool:
    """Whether a text names a level of care, and nothing beside it."""
    if HEADING.match(text):
        return False
    rest, found = alone.subn(" ", text.lower())
    return found > 0 and _SMALL.issuperset(_WORD.findall(rest))
