"""What a document says of all visits of a course: that nobody was seen in person ("all sessions were by video")."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .facts import FoundTreatment
from .treatment_words import Treatments

_SENTENCE = re.compile(r"[^.;!?\n]+")


class FromAfar:
    """Reads it with the expressions of the data."""

    def __init__(self, told: Treatments) -> None:
        self._said = re.compile("|".join(f"(?:{e})" for e in told.from_afar) or "(?!)", re.IGNORECASE)
        self._not_so = re.compile("|".join(f"(?:{e})" for e in told.not_from_afar) or "(?!)", re.IGNORECASE)
        self._attended = frozenset(told.attended)
        self._watched = re.compile(
            "|".join(rf"\b{re.escape(w)}\b".replace(r"\ ", r"[\s-]+") for w in told.supervised) or "(?!)", re.IGNORECASE
        )

    def applied(self, text: str, treatments: Sequence[FoundTreatment]) -> list[FoundTreatment]:
        """The treatments of a document. That all visits were so counts for the one course that it tells, unless its own words say otherwise."""
        courses = [t for t in treatments if t.kind in self._attended and t.status == "present"]
        if len(courses) != 1 or courses[0].supervised == "no" or not self._tells(text):
            return list(treatments)
        own = courses[0]
        if any(not _denied(own.quote, m.start()) for m in self._watched.finditer(own.quote)):
            return list(treatments)
        return [replace(t, supervised="no") if t is own else t for t in treatments]

    def _tells(self, text: str) -> bool:
        told = (m.group() for m in _SENTENCE.finditer(text))
        return any(self._said.search(sentence) and not self._not_so.search(sentence) for sentence in told)


def _denied(text: str, at: int) -> bool:
    """Whether a denial stands straight before words."""
    return text[:at].lower().rstrip().rpartition(" ")[2] in ("no", "not", "never", "without", "non")
