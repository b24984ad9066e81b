"""Findings that a noun denies by itself ("free of it", "its absence"), with their places."""

from collections.abc import Iterator
from typing import Final

from ...model.base import NOT_STATED
from .bygone import LASTING
from .carried import carried
from .denied_at import denied_by_part, of_others, straight_before, straight_behind
from .facts import FoundFinding
from .lexicon import Lexicon, Mark
from .nouns import last_part
from .sentence import Sentence, behind
from .stating import Setting, Stating
from .status import denied_behind, status_of

PLACED: Final = 3
"""Words before a noun in which one may place it within its level."""
ONE_SIDE = ("left", "right")
"""Sides of which a denial goes on from the level just named."""


class DeniedNouns:
    """Reads them with the words of the data."""

    def __init__(self, lexicon: Lexicon, stating: Stating) -> None:
        self._lexicon = lexicon
        self._pack = lexicon.pack
        self._stating = stating

    def read(self, sentence: Sentence, mark: Mark, setting: Setting) -> Iterator[FoundFinding]:
        """That what such a noun names is absent, or left open, where its sentence says so."""
        reading = self._lexicon.reading_of(mark.value)
        own = reading.levels or reading.landmarks
        elsewhere_alone = of_others(sentence, mark.first, mark.last, placed=own and not sentence.levels)
        if elsewhere_alone or not self._stating.stated(mark.value, sentence, setting, graded=True):
            return
        decided = last_part(sentence, mark.value, mark.first, mark.last, "denied part")
        past = self._pack.kind(mark.value).group in LASTING
        status, cues = status_of(sentence, decided, mark.last, (), past=past, behind=False, valued=True)
        if sentence.answer[0] in ("no", "open") and any(c.role == "answer" for c in cues):
            named = self._pack.levels.order([level for m in sentence.levels for level in m.levels])
            yield self._stating.make(
                sentence, mark.value, mark.first, sentence.answer[2], setting, status="uncertain", levels=named
            )
            return  # "free of it: no" is no denial
        joins = sentence.cued("joins")
        ended = all(any(c.last < m.first and m.last in (mark.first - 1, mark.first) for m in joins) for c in cues)
        if status == "absent" and (ended or denied_by_part(sentence, mark, cues)):
            status = "present"  # "none of one and none of the other": the first denial ends there
        if status == "present" and not denied_behind(sentence, mark.last):
            alone = self._stating.at_landmark(mark.value, sentence, mark.first, mark.last, setting.levels)
            marks = sentence.marks if alone else sentence.levels
            own_clause = [m for m in marks if sentence.clause(m.first) == sentence.clause(mark.first)]
            before = [m for m in own_clause if m.last < mark.first]
            comma = any(w.word == "," for w in sentence.words[mark.last + 1 : max([0, *(m.first for m in own_clause)])])
            inner = [m for m in own_clause if mark.first <= m.first <= mark.last]
            later = inner if comma else own_clause
            at = (
                straight_behind(sentence, mark, own_clause) or inner or straight_before(sentence, mark, own_clause)
            )  # its own words name the place
            levels = [level for m in (at or (before if before and comma else later or before)) for level in m.levels]
            if not own_clause:
                levels = [level for m in marks for level in m.levels]
            all_over = of_every_place(sentence, mark.last)
            above = (setting.landmarks if alone else setting.levels) if sentence.line.fresh and not all_over else ()
            side = next((s.value for s in sentence.cued("side") if s.last == mark.first - 1), NOT_STATED)
            side = behind(sentence, mark.last) if side == NOT_STATED else side
            if not above and not all_over:
                above = carried(sentence, setting, told=reading.levels and side in ONE_SIDE)
            placed = self._pack.levels.order(levels) if levels else above
            if reading.overall and not placed_beside(sentence, mark.first, mark.last):
                placed = ()
            yield self._stating.make(
                sentence,
                mark.value,
                mark.first,
                mark.last,
                setting,
                status="absent",
                levels=placed if own else (),
                side=side,  # type: ignore[arg-type]
            )


def _parted(sentence: Sentence, first: int, last: int, begin: int, end: int) -> bool:
    """Whether a comma or semicolon stands between two runs of words."""
    between = range(last + 1, begin) if last < begin else range(end + 1, first)
    return any(sentence.words[n].word in (",", ";") for n in between)


def placed_beside(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a place stands directly beside some words ("none at this place", "at this place no such thing")."""
    marks = [m for m in (*sentence.marks, *sentence.levels) if not _parted(sentence, m.first, m.last, first, last)]
    return any(0 <= first - m.last <= PLACED + 1 or 0 <= m.first - last <= PLACED + 1 for m in marks) or any(
        first <= m.first <= last for m in marks
    )


def of_every_place(sentence: Sentence, last: int) -> bool:
    """Whether a sentence without a place of its own speaks of all places behind a noun ("none of this and no such at any of them")."""
    end = sentence.clause(last)[1]
    return not sentence.levels and any(last < m.first < end for m in sentence.cued("throughout"))
