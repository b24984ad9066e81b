"""From two values of one sentence, that what they measure grew worse or better ("declined from the one to the other")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model.base import NOT_STATED, Status
from ...model.vocabulary import FindingKind
from .dates import dates
from .facts import FoundFinding
from .lexicon import Lexicon, Mark
from .on_a_day import of_then, pairs_of_days
from .quick import whole
from .sentence import Sentence
from .stating import Setting, Stating
from .status import status_of
from .then_and_now import APART, BEHIND, STOPS, Value, graded, order, words_of_time

_NUMBER = re.compile(
    r"(?<![\w./-])\d{1,2}(?:\.\d)?(?:\s*/\s*\d{1,2})?(?![\w/.-]*\d|\s*(?:%|-?\s*(?:day|week|wk|month|mo|year|yr)))"
)


class ChangeReader:
    """Reads from two values of one sentence that what they measure grew worse, or better."""

    def __init__(self, lexicon: Lexicon, stating: Stating) -> None:
        self._lexicon = lexicon
        self._stating = stating
        self._words = words_of_time(lexicon.general)
        pack = lexicon.pack
        self._kinds = [(changed, pack.kind(id)) for changed in pack.vocabulary.kinds for id in changed.measured_by]
        self._scored = [
            (changed, measure, whole([measure.label, *measure.synonyms]))
            for changed, measure in self._kinds
            if measure.worse != NOT_STATED
        ]
        self._graded = frozenset(measure.id for _, measure in self._kinds if measure.scale != NOT_STATED)
        names = (name for _, measure in self._kinds for name in (measure.label, *measure.synonyms))
        self._named = whole(list(dict.fromkeys(names)))

    def added(self, told: Sequence[FoundFinding], sentence: Sentence, setting: Setting) -> list[FoundFinding]:
        """What a sentence tells with the changes that it tells by two values; of a score only the value that is."""
        if sentence.grades:
            told = of_then(told, sentence.line.text, sentence.line.start, self._graded, setting.latest)
        if len(sentence.grades) < 2 and self._named.search(sentence.line.text) is None:
            return list(told)
        found = [*self._read(sentence, setting), *self._since_then(told, sentence, setting)]
        scored = {f.kind for f in found if f.number != NOT_STATED}
        return [*(f for f in told if f.kind not in scored), *found]

    def _since_then(self, told: Sequence[FoundFinding], sentence: Sentence, setting: Setting) -> Iterator[FoundFinding]:
        """That something grew worse, or better, by what is told of it of an earlier day."""
        for then, now in pairs_of_days(told):
            kind, measure = next((c, m) for c, m in self._kinds if m.id == now.kind)
            scale = self._lexicon.pack.scale(measure.scale)
            best = scale.grades[-1 if scale.descending else 0]
            grades = [best if f.status == "absent" else f.grade for f in (then, now)]
            if NOT_STATED in grades or "uncertain" in (then.status, now.status):
                continue
            steps = scale.grades.index(grades[1]) - scale.grades.index(grades[0])
            fall = -steps if scale.descending else steps
            marks = [
                self._mark(sentence, *(n - sentence.line.start for n in (f.span.start, f.span.end)))
                for f in (then, now)
            ]
            made = self._made(sentence, setting, kind, marks[0], marks[1], fall, scale.apart)
            yield from (replace(f, region=now.region) for f in made)

    def _read(self, sentence: Sentence, setting: Setting) -> Iterator[FoundFinding]:
        for changed, measure in self._kinds:
            if measure.scale == NOT_STATED:
                continue
            scale = self._lexicon.pack.scale(measure.scale)
            for was, is_ in graded(sentence, measure.scale, self._lexicon):
                steps = scale.grades.index(is_.value.partition(":")[2]) - scale.grades.index(
                    was.value.partition(":")[2]
                )
                fall = -steps if scale.descending else steps
                yield from self._made(sentence, setting, changed, was, is_, fall, scale.apart)
        for changed, measure, named in self._scored if _NUMBER.search(sentence.line.text) else ():
            for before, after, first in self._scores(sentence, named):
                worse = after.value - before.value if measure.worse == "higher" else before.value - after.value
                then, now = (self._mark(sentence, v.start, v.end) for v in (before, after))
                yield from self._made(sentence, setting, changed, then, now, worse, 0, first)
                if self._stating.stated(measure.id, sentence, setting, graded=True):
                    begin, end = self._mark(sentence, first, first + 1).first, max(then.last, now.last)
                    yield self._stating.make(
                        sentence,
                        measure.id,
                        begin,
                        end,
                        setting,
                        status="present",
                        number=after.value,
                        unit=measure.unit,
                    )

    def _scores(self, sentence: Sentence, named: re.Pattern[str]) -> Iterator[tuple[Value, Value, int]]:
        text = sentence.line.text
        name = named.search(text)
        if name is None:
            return
        days = [(d.start, d.end) for d in dates(text)]
        found = [
            Value(float(re.split(r"\s*/", m[0])[0]), *m.span())
            for m in _NUMBER.finditer(text, name.end())
            if not any(a <= m.start() < b for a, b in days)
        ]
        if len(found) != 2 or found[1].start - found[0].end > APART or found[0].start - name.end() > APART:
            return
        if (pair := order(text, found[0], found[1], name.end(), self._words)) is not None:
            yield *pair, name.start()

    def _mark(self, sentence: Sentence, start: int, end: int) -> Mark:
        inside = [n for n, w in enumerate(sentence.words) if w.start < end and w.end > start]
        return Mark("score", "", inside[0], inside[-1])

    def _made(
        self,
        sentence: Sentence,
        setting: Setting,
        changed: FindingKind,
        was: Mark,
        is_: Mark,
        worse: float,
        apart: int,
        begin: int = -1,
    ) -> Iterator[FoundFinding]:
        if not worse or not self._stating.stated(changed.id, sentence, setting, graded=True):
            return
        first, last = min(was.first, is_.first), max(was.last, is_.last)
        status, _ = status_of(sentence, first, last, (), valued=True)
        if status is None:
            return
        of = [m for m in sentence.names if m.role == "structure" and m.last < first]
        said: Status = "absent" if worse < 0 else "present" if worse >= apart and status == "present" else "uncertain"
        named = [m.first for m in of[-1:]] + [n for n, w in enumerate(sentence.words) if w.start == begin]
        structure = of[-1].value.partition(":")[2] if of else NOT_STATED
        table = of[-1].value.partition(":")[0] if of else ""
        made = self._stating.make(
            sentence, changed.id, min([first, *named]), self._end(sentence, last), setting, status=said
        )
        region = self._lexicon.region_of(table, structure) if of else NOT_STATED
        yield made if region == NOT_STATED else replace(made, region=region)

    def _end(self, sentence: Sentence, last: int) -> int:
        """The last of the words behind a value that say of when it is."""
        text, end = sentence.line.text, sentence.words[last].end
        stop = STOPS.search(text, end)
        until = min(stop.start() if stop else len(text), end + BEHIND)
        return max([last, *(n for n, w in enumerate(sentence.words) if end <= w.start and w.end <= until)])
