"""Which document of the record an entry in another system's list of them means: by its title, its day, or its kind."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from ..model.base import NOT_STATED
from ..model.case import Case, Document
from .text import squeeze

_EMPTY: Final = frozenset(
    ("of", "the", "and", "a", "an", "for", "from", "with", "on", "dated", "date", "s", "report", "reports")
)
"""Words that tell no document from another."""


def document_of(entry: str, case: Case, labels: Mapping[str, str]) -> str | None:
    """The document that an entry names: that of its title; else the one of its day, or the one of its kind. `labels`: of the kinds."""
    plain = squeeze(entry)
    named = [d for d in case.documents if squeeze(d.title) in plain]
    if named:
        return max(named, key=lambda d: (_on_day(d, plain), len(d.title))).id
    words = _words(plain)
    like = [d for d in case.documents if words & (_words(d.title) | _words(labels.get(d.kind, "")))]
    same_day = [d for d in case.documents if _on_day(d, plain)]
    for found in ([d for d in same_day if d in like], like if not _dated(plain) else [], same_day):
        if found:
            best = max(found, key=lambda d: _share(d, words, labels))
            if len(found) == 1 or sum(_share(d, words, labels) == _share(best, words, labels) for d in found) == 1:
                return best.id
            return None
    return None


def is_entry(entry: str, case: Case, labels: Mapping[str, str]) -> bool:
    """Whether a line does little more than name a document: hardly a word of it is neither of the name nor of the day of one."""
    found = document_of(entry, case, labels)
    if found is None:
        return False
    document = next(d for d in case.documents if d.id == found)
    words = {w for w in _words(entry) if len(w) > _LETTERS - 1} - _MONTHS
    own = _words(document.title) | _words(labels.get(document.kind, ""))
    return len(words - own) <= len(words & own) + (_DAY if _on_day(document, squeeze(entry)) else 0)


def _share(document: Document, words: set[str], labels: Mapping[str, str]) -> float:
    return max(
        len(own & words) / max(len(own), 1) for own in (_words(document.title), _words(labels.get(document.kind, "")))
    )


def _words(text: str) -> set[str]:
    return {w.rstrip("s") if len(w) > _LETTERS else w for w in re.findall(r"[a-z]+", text.lower())} - _EMPTY


_LETTERS: Final = 3
_DAY: Final = 2
"""Words of a name for which the day of a document counts."""
_MONTHS: Final = frozenset(date(2000, n, 1).strftime(form).lower() for n in range(1, 13) for form in ("%B", "%b"))
_DATED: Final = re.compile(r"\b(?:19|20)\d\d\b")


def _dated(plain: str) -> bool:
    return _DATED.search(plain) is not None


def _on_day(document: Document, plain: str) -> bool:
    """Whether an entry has the day of a document, in any of the usual ways of writing it."""
    day = document.date
    if day == NOT_STATED or not isinstance(day, date):
        return False
    month, short = day.strftime("%B").lower(), day.strftime("%b").lower()
    forms = [day.isoformat(), f"{day.month}/{day.day}/{day.year}", f"{day:%m/%d/%Y}", f"{day:%m/%d/%y}"]
    forms += [f"{day.day} {name} {day.year}" for name in (month, short)]
    forms += [f"{name} {day.day}, {day.year}" for name in (month, short, f"{short}.")]
    return any(re.search(rf"(?<!\d){re.escape(form)}(?!\d)", plain) for form in forms)
