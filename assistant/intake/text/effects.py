"""What a treatment did, as a number: told in its sentence, or in one of the next that name no other treatment."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from ...model.base import NOT_STATED, NotStated, Side
from .acting import Acting, there_again
from .alike import Alike
from .dates import dates
from .diaries import begun, ended, fallen, in_figures, shares
from .explained import asked_bound
from .facts import FoundFinding, FoundTreatment
from .given import Given as Given
from .given_elsewhere import GivenElsewhere
from .lasted import Lasted
from .lengths import words_of
from .lexicon import Lexicon, Mark
from .ranges import begins, least
from .repeated import Repeated
from .runs import came_before
from .sentence import Sentence
from .share_side import side_beside
from .shares import WHOLE, Shares
from .short_of import short_of
from .stating import Setting, Stating
from .status import status_of

REMEMBERED = 3
"""Sentences after a treatment in which its effect may stand."""
FORMER = ("past", "again", "earlier")
"""Roles of words for what was before."""
PARTS = (",", ";", "and", "&")
"""Words behind an effect after which it is told of no other treatment."""
BOTH = 2
"""Days of two effects that are told in their order."""
BESIDE = 30
"""Characters behind scores in which it is said what else they are of."""

_POSTURE = re.compile(
    r"\s*(?:/\s*10\s*)?(?:when|while|with|by|upon|at\s+rest|at\s+night|lying|sitting|standing|walking)\b", re.IGNORECASE
)
"""What stands behind two scores of which the second is that of rest, of a posture or of something else that was done."""
_BESIDE = re.compile(r"\s*\(\s*(?:on\s+)?", re.IGNORECASE)
"""What stands between an effect and the day of its treatment in brackets."""
_PERCENT = r"(?<![\d/.])(?<!\D-)(?P<number>\d{{1,3}}(?:\.\d+)?|\b(?:{0})\b)"


class EffectReader:
    """Reads effects with the expressions of the data."""

    def __init__(self, lexicon: Lexicon, stating: Stating) -> None:
        self._lexicon = lexicon
        self._told = lexicon.reading.treatments.effects
        self._stating = stating
        self._repeated = Repeated(self._told)
        self._acting = Acting(lexicon, self._repeated)
        self.alike = Alike(self._told, self._repeated)
        """Reads what did the same as the one before it."""
        self._shares = Shares(lexicon.general)
        self._elsewhere = GivenElsewhere(self._told)
        self._lasted = Lasted(lexicon, stating)
        self.kinds = frozenset((*self._told.after.values(), *self._told.lasting.values()))
        """Finding kinds of the effect of a treatment."""
        self._seen = frozenset((*lexicon.reading.treatments.counted, *self._told.trials))
        """What is given, or tried, to see how much pain it takes."""

    @cached_property
    def _expressions(self) -> list[re.Pattern[str]]:
        percent = _PERCENT.format("|".join(self._shares.numbers) or "(?!)")
        forms = {"{n}": percent, "{m}": percent.replace("number", "other"), "{share}": self._shares.expression}
        told = []
        for expression in self._told.expressions:
            for name, form in forms.items():
                expression = expression.replace(name, form)
            told.append(re.compile(expression, re.IGNORECASE))
        return told

    def given(
        self,
        sentence: Sentence,
        marks: Sequence[Mark],
        treatments: Sequence[FoundTreatment],
        before: Given | None,
        *,
        carried: bool = False,
        alone: bool = False,
    ) -> Given | None:
        """The treatment whose effect the next sentences may tell, with the score before it that one of them gave."""
        marks = self._acting.without_weaned(sentence, marks)
        found = self._given(sentence, marks, treatments, before, carried=carried, alone=alone)
        score = begun(sentence.line.text, self._told) if found is not None else 0.0
        return replace(found, score=score) if found is not None and score else found

    def _given(
        self,
        sentence: Sentence,
        marks: Sequence[Mark],
        treatments: Sequence[FoundTreatment],
        before: Given | None,
        *,
        carried: bool,
        alone: bool,
    ) -> Given | None:
        """That treatment; those that are `carried` on, also below another heading.

        `alone`: whether the document tells what was done and names nothing else that was, so that all of it speaks of that.
        """
        if (trial := self._acting.tried(sentence)) is not None:
            return trial
        present = {t.kind for t in treatments if t.status == "present"}
        own = [m for m in marks if m.value in self._told.after and m.value in present]
        last = next((m for m in reversed(own) if m == own[0] or not came_before(sentence, m)), None)
        if last is not None:
            return there_again(sentence, self._acting.of(sentence, last, treatments), before)
        if self._elsewhere.of(sentence, own):
            return None
        if alone and before is not None and not marks:
            return before
        if marks or before is None or before.past >= REMEMBERED:
            return None
        if before.heading != sentence.line.heading and not carried:
            return None
        named = self._repeated.which(sentence.line.text, 0, len(sentence.line.text))
        return replace(before, past=before.past + 1, nth=before.nth if named == NOT_STATED else named)

    def read(
        self,
        sentence: Sentence,
        setting: Setting,
        marks: Sequence[Mark],
        treatments: Sequence[FoundTreatment],
        before: Given | None,
    ) -> Iterator[FoundFinding]:
        """The effects that a sentence tells: as a share, or by the scores of a diary where it states none."""
        tried, marks = self._acting.tried(sentence), self._acting.without_weaned(sentence, marks)
        own = [m for m in marks if m.value in self._told.after]
        before = None if before is not None and self._elsewhere.of(sentence, own) else before
        if tried is None and before is None and not own:
            return  # nothing is there that could have one
        found = list(self._stated(sentence, setting, marks, treatments, before, tried))
        found = found or list(self._kept(sentence, setting, marks, treatments, before, tried))
        yield from found
        told = {f.date for f in found}
        without = self._without(sentence, setting, marks, treatments, before)
        yield from (f for f in without if not told or f.date not in told)
        if before is not None and not own:
            yield from self._lasted.read(sentence, setting, before, min((m.first for m in marks), default=None))
        mark = own[-1] if own else None
        source = before if mark is None else self._acting.source(sentence, mark, treatments, None)
        if source is not None:
            yield from self._lasted.until(sentence, setting, source, mark.last if mark else 0)

    def _without(
        self,
        sentence: Sentence,
        setting: Setting,
        marks: Sequence[Mark],
        treatments: Sequence[FoundTreatment],
        before: Given | None,
    ) -> Iterator[FoundFinding]:
        """That a treatment of a day had no effect, told behind it in its sentence, or with which the next one begins."""
        text = sentence.line.text
        if (
            before is not None
            and not marks
            and (match := next(filter(None, (e.match(text) for e in self._next)), None))
        ):
            source = self._acting.source(sentence, None, treatments, before)
            words = words_of(sentence, match.start(), match.end())
            found = self._made(sentence, setting, None, words, source, 0.0, None) if source is not None else None
            if found is not None and found.date != NOT_STATED:
                yield found
        for match in (m for e in self._nothing for m in e.finditer(text)):
            words = words_of(sentence, match.start(), match.end())
            mark = next((m for m in reversed(marks) if words and m.last < words[0]), None)
            source = self._acting.source(sentence, mark, treatments, None) if mark else None
            if source is not None and status_of(sentence, words[0], words[-1], (), past=True, valued=True)[0]:
                found = self._made(sentence, setting, mark, words, source, 0.0, None)
                if found.date != NOT_STATED:
                    yield found

    def _kept(
        self,
        sentence: Sentence,
        setting: Setting,
        marks: Sequence[Mark],
        treatments: Sequence[FoundTreatment],
        before: Given | None,
        tried: Given | None,
    ) -> Iterator[FoundFinding]:
        """The effects of what is given, or tried, to see how much pain it takes, by the scores that were kept of it."""
        text = sentence.line.text
        fell = list(fallen(in_figures(text, self._lexicon.general.numbers), self._told))
        told = [*shares(text, self._told), *fell]
        if not told and before is not None:
            told = list(ended(text, self._told, before.score))
        for share, start, end in told:
            words = words_of(sentence, start, end)
            mark = self._acting.nearest(marks, words) if words and tried is None else None
            source = tried or (self._acting.source(sentence, mark, treatments, before) if mark or not marks else None)
            if words and source is not None and self._scored(source, text, end, fell=(share, start, end) in fell):
                yield self._made(sentence, setting, mark, words, source, share, None)

    def _scored(self, source: Given, text: str, end: int, *, fell: bool) -> bool:
        """Whether scores tell what was given: any of a test, of other treatments those that fell, and by nothing else."""
        if source.kind in self._seen:
            return True
        other = any(re.search(e, text[: end + BESIDE], re.IGNORECASE) for e in self._told.otherwise)
        return source.kind in self._told.after and fell and not other and not _POSTURE.match(text, end)

    def _stated(
        self,
        sentence: Sentence,
        setting: Setting,
        marks: Sequence[Mark],
        treatments: Sequence[FoundTreatment],
        before: Given | None,
        tried: Given | None,
    ) -> Iterator[FoundFinding]:
        """The effects that a sentence states in percent."""
        text = sentence.line.text
        if not self._shares.told(text):
            return
        dated = any(t.status == "present" and t.start != NOT_STATED for t in treatments)
        turned = before is not None and before.heading != sentence.line.heading
        if turned and not dated and any(map(sentence.cued, FORMER)):
            return  # what one before it did, where another heading tells of it
        taken: set[tuple[int, int]] = set()
        begun = max((m.last for m in sentence.cued("trial")), default=0)
        for expression in self._expressions:
            for match in expression.finditer(text):
                places = [match.span(name) for name in ("number", "other") if match.groupdict().get(name)]
                words = words_of(sentence, min(match.start(), begins(text, match.start("number"))), match.end())
                if not taken.isdisjoint(places) or not words or short_of(sentence, match.start("number")):
                    continue
                if asked_bound(sentence, words[-1]):
                    continue
                if any(words[0] <= m.first <= words[-1] and m.value not in self._told.after for m in marks):
                    continue  # of a drug, of which less was taken
                status, _ = status_of(sentence, words[0], words[-1], (), past=True, behind=False)
                part = next(
                    (n for n in range(words[-1] + 1, len(sentence.words)) if sentence.words[n].word in PARTS), 0
                )
                known = [m for m in marks if m.value in self._told.after or not 0 < part < m.first]
                if any(m.first < words[0] for m in sentence.cued("trial")) and tried is not None:
                    known = [m for m in known if begun < m.first < words[0]]  # it is what was tried that had the effect
                mark = self._acting.nearest(known, words)
                if self._elsewhere.since(sentence, mark, words):
                    continue
                source = self._acting.source(sentence, mark, treatments, tried or before) if mark or not known else None
                if status != "present" or source is None:
                    continue
                taken.update(places)
                source = replace(source, side=_told_of(sentence, source.side, mark, words, taken))
                if mark is not None and mark.first < words[0]:  # what is counted behind an effect is another occasion
                    source = replace(source, nth=NOT_STATED)
                one = len(places) == 1
                times = self._repeated.times(sentence, marks, mark, words, source.times) if one else 1
                for n, (start, end) in enumerate(places):
                    source = replace(source, side=side_beside(sentence, start, end, source.side))
                    number = least(text, start, self._shares.value(text[start:end]))
                    number = WHOLE - number if "left" in match.groupdict() else number
                    found = self._made(sentence, setting, mark, words, source, number, None if one else n)
                    if times == 1:
                        nth = (
                            self._nth(sentence, words, source, taken) if one else n + 1 if source.times else NOT_STATED
                        )
                        yield replace(found, nth=nth)
                    else:
                        yield replace(found, date=NOT_STATED, times=times)

    def _nth(self, sentence: Sentence, words: list[int], source: Given, taken: set[tuple[int, int]]) -> int | NotStated:
        """Which of several occasions had an effect, by what names one between the effect before it and this one, or else right behind it."""
        start, stop = sentence.words[words[0]].start, sentence.words[words[-1]].end
        before = max((end for _, end in taken if end <= start), default=0)
        named = self._repeated.which(sentence.line.text, before, stop)
        if named == NOT_STATED:
            named = self._repeated.which_after(sentence.line.text, stop)
        return source.nth if named == NOT_STATED and not before else named

    def _made(
        self,
        sentence: Sentence,
        setting: Setting,
        mark: Mark | None,
        words: list[int],
        source: Given,
        number: float,
        nth: int | None,
    ) -> FoundFinding:
        """An effect. `nth`: its place among two that are told in one breath, as their days may be."""
        kind, end = self._told.after.get(source.kind, source.kind), sentence.words[words[-1]].end
        first, last = (min(mark.first, words[0]), max(mark.last, words[-1])) if mark else (words[0], words[-1])
        found = self._stating.make(
            sentence,
            kind,
            first,
            last,
            setting,
            status="present",
            side=source.side,
            levels=source.levels,
            of=source.of,
            number=number,
            unit=self._lexicon.pack.kind(kind).unit,
        )
        days = [d for d in dates(sentence.line.text) if d.exact]
        if beside := [d for d in days if d.start >= end and _BESIDE.fullmatch(sentence.line.text, end, d.start)]:
            return replace(found, date=beside[0].first)
        if mark is not None and source.date == NOT_STATED:  # of several days, the last before the effect
            begin, end = sentence.words[mark.last].end, sentence.words[words[0]].start
            between = [d.first for d in days if begin <= d.start < end and not self._asked_at(sentence, d.start)]
            if nth is not None and len(between) == BOTH:
                return replace(found, date=between[nth])
            return replace(found, date=between[-1] if between else NOT_STATED)
        exact = [d.first for d in days if not self._asked_at(sentence, d.start)] if mark is None else []
        return replace(found, date=exact[0] if len(exact) == 1 else NOT_STATED if exact else source.date)

    def _asked_at(self, sentence: Sentence, start: int) -> bool:
        """Whether a day is one on which it was told what something did on an earlier one ("at follow-up on such a day reported so much")."""
        return any(e.search(sentence.line.text[:start]) for e in self._asked)

    @cached_property
    def _nothing(self) -> list[re.Pattern[str]]:
        return [re.compile(e, re.IGNORECASE) for e in self._told.nothing]

    @cached_property
    def _next(self) -> list[re.Pattern[str]]:
        return [re.compile(e, re.IGNORECASE) for e in self._told.nothing_next]

    @cached_property
    def _asked(self) -> list[re.Pattern[str]]:
        return [re.compile(e, re.IGNORECASE) for e in self._told.asked_at]


def _told_of(sentence: Sentence, side: Side, mark: Mark | None, words: list[int], taken: set[tuple[int, int]]) -> Side:
    """The side that alone stands between an effect and the one before it, of several in one sentence; else that of the treatment."""
    start = sentence.words[words[0]].start
    ends = [end for _, end in taken if end <= start]
    if mark is None and not ends:
        return _turned(sentence, words[0], side)
    if mark is None or not ends:
        return side
    own = {m.value for m in sentence.cued("side") if m.first < words[0] and sentence.words[m.first].start >= max(ends)}
    return own.pop() if len(own) == 1 else side  # type: ignore[return-value]


def _turned(sentence: Sentence, first: int, side: Side) -> Side:
    """The other side, where a sentence that goes on with a treatment turns to it before the effect ("on the left one block gave ...")."""
    told = [m for m in sentence.cued("side") if m.first < first]
    placed = [
        m for m in told if not any(n.first <= m.last + 1 <= n.last for n in sentence.names if n.role != "treatment")
    ]
    own = {m.value for m in placed}
    return own.pop() if side != NOT_STATED and len(told) == len(placed) and len(own) == 1 else side  # type: ignore[return-value]
