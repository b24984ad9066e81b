"""Which treatment an effect is of: the one told beside it, or before it, with its side, its place and its day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date
from functools import cached_property

from ...model.base import NOT_STATED, Side
from .dates import dates
from .facts import FoundTreatment
from .given import Given
from .lexicon import Lexicon, Mark
from .repeated import Repeated, times_given
from .sentence import Sentence
from .status import status_of

AFTER = 10
"""Words from an effect to a treatment behind it."""
NAMING = 24
"""Characters before a treatment in which it is numbered."""
NEAR = 4
"""Words beside a treatment in which its side stands."""
_BY_SHARE = re.compile(r"[^.;,\n]{0,24}?\b(?:by|to)\s+[^.;,\n]{0,12}?(?:%|percent|half|third|quarter)", re.IGNORECASE)
"""Behind a drug, by how much less of it is taken."""


class Acting:
    """Finds it with the words of the data."""

    def __init__(self, lexicon: Lexicon, repeated: Repeated) -> None:
        self._told = lexicon.reading.treatments.effects
        self._repeated = repeated

    def source(
        self, sentence: Sentence, mark: Mark | None, treatments: Sequence[FoundTreatment], before: Given | None
    ) -> Given | None:
        """What had an effect, where a sentence names it, or else what was told `before`; None where it did not happen."""
        if mark is None:
            return before
        present = any(t.kind == mark.value and t.status == "present" for t in treatments)
        if not present or mark.value not in self._told.after:
            return None
        own = there_again(sentence, self.of(sentence, mark, treatments), before)
        if before is None or before.kind != mark.value or any(m.role == "treatment" for m in sentence.names):
            return own
        side = before.side if own.side == NOT_STATED else own.side
        return replace(own, side=side, of=before.of)  # The one that is not named anew is of the same kind.

    def of(self, sentence: Sentence, mark: Mark, treatments: Sequence[FoundTreatment]) -> Given:
        """A treatment that a sentence names, with what it says of its side, its place, its day and its number."""
        of = self._told.of.get(mark.value, NOT_STATED)
        if table := self._told.named.get(mark.value):
            inside = (m for m in sentence.names if m.role == "structure" and mark.first <= m.first <= mark.last)
            of = next((m.value.split(":")[1] for m in inside if m.value.startswith(f"{table}:")), of)
        beside = (m for m in sentence.cued("side") if _beside(sentence, mark, m))
        sides = {
            m.value for m in beside if not self._repeated.each_at(sentence.line.text, sentence.words[m.first].start)
        }
        at = sentence.line.start + sentence.words[mark.first].start
        own = [t for t in treatments if t.kind == mark.value and t.span.start <= at < t.span.end]
        days = {t.start for t in own if t.start == t.end}
        later = [m.first for m in sentence.names if m.role == "treatment" and m.first > mark.last]
        end = sentence.line.start + (sentence.words[later[0]].start if later else len(sentence.line.text))
        between = [d for d in dates(sentence.line.text) if d.exact and at < sentence.line.start + d.start < end]
        day = days.pop() if len(days) == 1 and len(between) <= 1 else NOT_STATED
        side: Side = sides.pop() if len(sides) == 1 else NOT_STATED  # type: ignore[assignment]
        places = {t.levels for t in own}
        return Given(
            mark.value,
            side,
            of,
            places.pop() if len(places) == 1 else (),
            day if isinstance(day, Date) else NOT_STATED,
            max((d for d in days if isinstance(d, Date)), default=NOT_STATED),
            sentence.line.heading,
            times_given(own),
            self._repeated.which(
                sentence.line.text, max(0, sentence.words[mark.first].start - NAMING), end - sentence.line.start
            ),
        )

    def without_weaned(self, sentence: Sentence, marks: Sequence[Mark]) -> list[Mark]:
        """The treatments that a sentence names, without those that less is taken of: that tells what another one did. Where it says by how
        much, the share is that of the drug.
        """
        text, words = sentence.line.text, sentence.words
        weaned = (m for m in marks if self._weaned.search(text, 0, words[m.first].start))
        apart = {m.first for m in weaned if not _BY_SHARE.match(text, words[m.last].end)}
        return [m for m in marks if m.first not in apart]

    @cached_property
    def _weaned(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(self._told.weaned) or '(?!)'})$", re.IGNORECASE)

    def tried(self, sentence: Sentence) -> Given | None:
        """What was tried out, whose effect its sentence and the next ones tell."""
        for mark in sentence.cued("trial"):
            if _of_another(sentence, mark):
                continue
            if status_of(sentence, mark.first, mark.last, (), past=True)[0] == "present":
                return Given(mark.value, heading=sentence.line.heading)
        return None

    def nearest(self, marks: Sequence[Mark], words: list[int]) -> Mark | None:
        """The treatment before an effect, or within its words; else the one shortly behind it ("so much relief after it")."""
        earlier = [m for m in marks if m.first <= words[0]] or [m for m in marks if m.first <= words[-1]]
        later = [m for m in marks if 0 < m.first - words[-1] <= AFTER]
        return earlier[-1] if earlier else later[0] if later else None


def _of_another(sentence: Sentence, trial: Mark) -> bool:
    """Whether something else was tried, as what follows says ("a trial of this drug")."""
    following = trial.last + 1
    of = following < len(sentence.words) and sentence.words[following].word == "of"
    return of and any(m.role == "treatment" and following < m.first <= following + NEAR for m in sentence.names)


def there_again(sentence: Sentence, own: Given, before: Given | None) -> Given:
    """What was given, with the places of the same treatment before it where it says that they are the same."""
    if before is None or before.kind != own.kind or own.levels or not sentence.cued("same places"):
        return own
    return replace(own, side=before.side, of=before.of, levels=before.levels)


def _beside(sentence: Sentence, mark: Mark, side: Mark) -> bool:
    """Whether a side stands near a treatment, its number, its levels and its day left out, and near no other."""
    first, last = sorted((mark.first, side.first))
    placing = sentence.level_words | {n for m in sentence.marks for n in range(m.first, m.last + 1)}
    placing |= {n + 1 for n in placing}  # what joins two levels as well
    begun = mark.last + 1 if first == mark.first else side.last + 1
    between = [sentence.words[n] for n in range(begun, last) if n not in placing]
    others = any(m.role == "treatment" and first < m.first < last for m in sentence.names)
    return not others and sum(w.word.isalpha() or w.word in ",;" for w in between) <= NEAR
