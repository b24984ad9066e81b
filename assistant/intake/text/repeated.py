"""On how many occasions an effect was seen that is told once of several ("two blocks, each with 90% relief"), and what was given on each."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ...model.base import NOT_STATED, NotStated
from .dates import dates
from .facts import FoundFinding, FoundTreatment
from .lexicon import Mark
from .sentence import Sentence
from .treatment_words import Effects

SEVERAL = 2
_JOINED = re.compile(r"[\s,;&/()#\d]*(?:\b(?:and|on|again|x)\b[\s,;&/()#\d]*)*", re.IGNORECASE)
"""What stands between the days of occasions that one effect is told of."""
_AFTER = re.compile(
    r"(?:\s+of\s+\w+)?\s+(?:after|from|with|following)\s+(?:the\s+|his\s+|her\s+|their\s+)?", re.IGNORECASE
)
NUMBER = 14
"""Characters in which the number of an occasion stands."""


def times_given(treatments: Iterable[FoundTreatment]) -> int:
    """How often treatments of one kind were given, as far as their days or their number say."""
    given = [t for t in treatments if t.status == "present"]
    days = {t.start for t in given if t.start == t.end != NOT_STATED}
    return max(len(days), *(t.sessions for t in given if t.sessions != NOT_STATED), 0)


def given_again(
    treatments: Sequence[FoundTreatment], effects: Iterable[FoundFinding], counted: Container[str]
) -> list[FoundTreatment]:
    """What was given on a day that is told only with its effect ("... on the third 90% relief, on the tenth 85%", "a second set on the
    tenth took 85% of the pain"), where what was given in the sentence, or before it, is of one kind.
    """
    given = [t for t in treatments if t.status == "present" and t.start == t.end and t.weeks == NOT_STATED]
    given = [t for t in given if t.start != NOT_STATED] or given
    if not given or {t.kind for t in treatments} != {given[0].kind} or given[0].kind not in counted:
        return []
    days = {t.start for t in given}
    further = {e.date: e for e in effects if isinstance(e.date, date) and e.status == "present" and e.date not in days}
    one = given[0]
    return [
        replace(
            one,
            start=day,
            end=day,
            span=e.span,
            quote=e.quote,
            side=e.side if NOT_STATED not in (one.side, e.side) else one.side,
        )
        for day, e in further.items()
    ]


class Repeated:
    """Reads it with the expressions of the data."""

    def __init__(self, told: Effects) -> None:
        self._each, self._single = (re.compile("|".join(e) or "(?!)", re.IGNORECASE) for e in (told.each, told.single))
        self._numbered = [re.compile(e, re.IGNORECASE) for e in told.numbered]

    def times(self, sentence: Sentence, marks: Sequence[Mark], mark: Mark | None, words: list[int], given: int) -> int:
        """The occasions of an effect, `given` as often as that; one where nothing says that it was seen more than once.

        What names one of them, another effect beside this one, or a day of its own, says that it is told of that one alone.
        """
        text = sentence.line.text
        piece = self._piece(sentence, marks, mark, words)
        if piece is None:
            return 1
        begin, end = piece
        if self._single.search(text, begin, end):
            return 1
        if self._each.search(text, begin, end):
            return given if given == 1 and _on_both_sides(sentence, words[0]) else max(SEVERAL, given)
        effect = sentence.words[words[0]].start
        days = [d for d in dates(text) if d.exact and begin <= d.start < end]
        apart = any(not _JOINED.fullmatch(text[a.end : b.start]) for a, b in pairwise(days))
        further = [m for role in ("response", "gain") for m in sentence.cued(role) if m.first > words[-1]]
        further = [m for m in further if sentence.words[m.first].start < end]
        months = [d.start for d in dates(text) if begin <= d.start < end]
        own = any(d.start > effect for d in days) or (months and min(months) < effect < max(months))
        return 1 if given < SEVERAL or apart or further or own else given

    def each_at(self, text: str, begin: int) -> bool:
        """Whether the word there speaks of each of several occasions, and of no place ("both with 80% relief")."""
        return self._each.match(text, begin) is not None

    def which(self, text: str, begin: int, end: int) -> int | NotStated:
        """The occasion that characters name last, as the second of two; not stated where they name none."""
        found = [(m.start(), n) for n, e in enumerate(self._numbered, 1) for m in e.finditer(text, begin, end)]
        return max(found)[1] if found else NOT_STATED

    def which_after(self, text: str, begin: int) -> int | NotStated:
        """The same of what stands right behind an effect ("after the second block")."""
        match = _AFTER.match(text, begin)
        return self.which(text, match.end(), match.end() + NUMBER) if match else NOT_STATED

    def _piece(
        self, sentence: Sentence, marks: Sequence[Mark], mark: Mark | None, words: list[int]
    ) -> tuple[int, int] | None:
        """The characters that speak of an effect: none where another treatment is named between it and its own."""
        text = sentence.line.text
        start, stop = sentence.words[words[0]].start, sentence.words[words[-1]].end
        begin = text.rfind(";", 0, min(start, sentence.words[mark.first].start if mark else start)) + 1
        end = text.find(";", stop) if ";" in text[stop:] else len(text)
        for other in (m for m in marks if mark is not None and m.value != mark.value):
            at = sentence.words[other.first].start
            if at < start:
                if mark is not None and other.first > mark.first:
                    return None
                begin = max(begin, sentence.words[other.last].end)
            else:
                end = min(end, at)
        return begin, end


def _on_both_sides(sentence: Sentence, before: int) -> bool:
    """Whether both sides are named before an effect, so that what it is told of each may be those of one occasion."""
    sides = {m.value for m in sentence.cued("side") if m.first < before and sentence.words[m.first].word != "both"}
    return sides >= {"left", "right"} or "bilateral" in sides
