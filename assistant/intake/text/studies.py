"""The day of a study that a note or a summary tells of: what it showed is of that day, not of the day of the note."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...model.base import NOT_STATED, NotStated
from .clear_side import told_well
from .dates import dates
from .facts import FoundFinding
from .lexicon import Mark
from .quick import one_of
from .sentence import Sentence

BESIDE = 60
"""Characters between a study and its day."""
OWN = frozenset(("the", "her", "his", "their", "my", "recent", "these", "this"))
"""Words before a study that was done."""
TO_COME = frozenset(("to", "should", "will", "must", "would", "may", "might", "can", "could"))
"""Words before what a study has not shown yet."""
LEADING = 4
"""Words before the name of a study whose findings a sentence tells."""
SHOWN = 12
"""Words from the name of a study to the word that says what it showed."""
_HOUR = r"at\s+(?:about\s+|around\s+)?\d{1,2}(?::\d\d)?\s?(?:[ap]\.?\s?m|hours|hrs)"
"""The hour of a study without its day, which is that of what is told before."""
_YEAR = re.compile(r"[^\d.;]{0,25}\b((?:19|20)\d\d)\b(?![-/]\d)")
_IN_YEAR = re.compile(r"(?:19|20)\d\d\b(?![-/]\d)")
_ENDS = re.compile(r"\.\s|;|\n\s*\n")
_SHOWN_ON = re.compile(
    r"(?:(?!\.\s|;|\n\s*\n)[\s\S]){0,60}\b(?:on|by|per)\s+(?:(?:an?|the|his|her)\s+)?(?:[a-z-]+\s+){0,2}", re.IGNORECASE
)
"""What stands between a finding and the study that shows it, in one sentence ("... on the study of that day")."""
_BESIDE = re.compile(
    r"\s*[,(\[\u2013\u2014-]+\s*(?:(?:the|an?|his|her|per|see|recent|latest)\s+){0,2}(?:[a-z-]+\s+){0,2}", re.IGNORECASE
)
"""The same where nothing but a sign parts them ("..., study of that day"); the clause then ends with the day."""
_CLOSES = re.compile(r"\s*(?:[.;,)\]]|\n|$)")
_WITHIN = r"\w"
"""What stands before a name only where it is part of a longer word."""
ROW = 24
"""Characters of a row in which its day stands."""
_RANGED = re.compile(r"\s*(?:-|\u2013|to|through|thru)\s*\d")
_OWN_DAY = re.compile(
    r"\s*(?:\(?[A-Z]\d{1,2}\s?[-\u2013/]\s?[A-Z]?\d{1,2}\)?,?\s*)?(?:(?:on|in|by|at|as\s+of)\s+|\(\s*)"
)
"""Between a measure and the day of its own, with the place that it is of."""
_COMPARED = re.compile(
    r"(?:^|\n)[ \t]*(?:comparisons?|compared\s+(?:to|with)|prior\s+stud(?:y|ies))\s*:?[^.\n]*\Z", re.IGNORECASE
)
"""The line of a report that names the studies which it compares; none of them shows what follows."""
_PARAGRAPH = re.compile(r"\n\s*\n(?![ \t]*[A-Z]\d{1,2}\s?[-\u2013/]\s?[A-Z]?\d{1,2}[\s:])")
"""The end of a paragraph, behind which no row of a level goes on."""


_COMPARES = re.compile(r"\b(?:comparisons?|compared\s+(?:to|with)|prior\s+stud(?:y|ies))\s*:[^.;\n]*", re.IGNORECASE)
"""The part of a report that names the studies which it compares."""


def uncompared(text: str) -> str:
    """A text with blanks in place of the studies that a report compares."""
    return _COMPARES.sub(lambda m: " " * len(m[0]), text) if "ompar" in text or "rior" in text else text


@dataclass(frozen=True, slots=True)
class _Study:
    """A study that a text names."""

    start: int
    day: date | NotStated
    kinds: frozenset[str]
    """Of findings that it shows."""
    closes: bool
    """Whether a clause ends with its day, so that what follows need not be what it showed."""


class StudyDays:
    """Gives what a note tells of a study the day of the study."""

    def __init__(
        self,
        names: Iterable[str],
        kinds: Iterable[str],
        tests: Mapping[str, Iterable[str]],
        same_day: Iterable[str],
        unnamed: Iterable[str] = (),
    ) -> None:
        """`names`: the words for studies; `kinds`: of findings that studies show; `tests`: the words for each test of one kind;
        `same_day`: words for the day told before; `unnamed`: those for the report of any study, which without a day is that of the one
        before.
        """
        self._unnamed = _named(unnamed)
        self._sorts = [(_named(names), frozenset(kinds)), *((_named(ws), frozenset([k])) for k, ws in tests.items())]
        self._kinds = frozenset().union(*(kinds for _, kinds in self._sorts))
        words = "|".join(map(re.escape, same_day)) or "(?!)"
        self._same_day = re.compile(rf"\b(?:{words}|{_HOUR})\b", re.IGNORECASE)

    def dated(self, text: str, findings: Sequence[FoundFinding]) -> list[FoundFinding]:
        """The findings, each of a study that is named before it in its paragraph with the day of that study."""
        if not any(f.kind in self._kinds and f.date == NOT_STATED for f in findings):
            return list(findings)
        told = {f.kind for f in findings if f.date == NOT_STATED}
        sorts = [(named, kinds) for named, kinds in self._sorts if not kinds.isdisjoint(told)]
        studies = [study for named, kinds in sorts for study in self._studies(text, named, kinds)]
        return [self._of(f, text, studies) for f in findings]

    def _studies(self, text: str, named: re.Pattern[str], kinds: frozenset[str]) -> list[_Study]:
        places, days = [m.span() for m in named.finditer(text)], list(dates(text))
        found: list[_Study] = []
        for (start, end), after in zip(places, [*(start for start, _ in places[1:]), len(text)], strict=False):
            if _COMPARED.search(text, max(0, start - BESIDE), start):
                continue
            stop = min(end + BESIDE, after, next((m.start() for m in _ENDS.finditer(text, end)), len(text)))
            behind = next((d for d in days if end <= d.start < stop), None)
            year = None if behind else _YEAR.match(text, end, stop)
            begin = max(
                (m.end() for m in _ENDS.finditer(text, max(0, start - BESIDE), start)), default=max(0, start - BESIDE)
            )
            before = next((d for d in reversed(days) if begin <= d.start and d.end <= start), None)
            if not behind and not year and self._same_day.search(text, begin, stop):
                before = next((d for d in reversed(days) if d.end <= start), None)
            day = behind or (None if year else before)
            told = day.first if day else date(int(year[1]), 12, 31) if year else NOT_STATED
            if told == NOT_STATED and found and self._unnamed.match(text, start):
                continue
            closes = behind is not None and _CLOSES.match(text, behind.end) is not None
            found.append(_Study(start, told, kinds, closes))
        return found

    def _of(self, finding: FoundFinding, text: str, studies: Sequence[_Study]) -> FoundFinding:
        if finding.kind not in self._kinds or finding.date != NOT_STATED:
            return finding
        shown = [s for s in studies if finding.kind in s.kinds]
        above = [s for s in shown if s.start < finding.span.end]
        for study in (s for s in shown if s.start > finding.span.end and s.day != NOT_STATED):
            beside = study.closes and _BESIDE.fullmatch(text, finding.span.end, study.start)
            if (beside or _SHOWN_ON.fullmatch(text, finding.span.end, study.start)) and (
                not above or above[-1].closes or _ENDS.search(text, above[-1].start, finding.span.start)
            ):
                return replace(finding, date=study.day)
        while (
            len(above) > 1 and above[-1].day == NOT_STATED and not _ENDS.search(text, above[-2].start, above[-1].start)
        ):
            above.pop()  # one that is named in passing, without its day
        if not above or above[-1].day == NOT_STATED:
            return finding
        ended = _PARAGRAPH.search(text, above[-1].start, finding.span.end)
        if ended is not None and ended.start() < finding.span.start:
            return finding
        return replace(finding, date=above[-1].day)


def of_own_days(text: str, findings: Sequence[FoundFinding]) -> list[FoundFinding]:
    """The findings, each measure with the day that stands directly behind it, as where one is told of several days."""
    return [
        replace(f, date=own)
        if f.number != NOT_STATED and f.date == NOT_STATED and (own := _own_day(text, f.span.end)) is not None
        else f
        for f in findings
    ]


def _own_day(text: str, end: int) -> date | None:
    """The day that stands there, with nothing but a place and a preposition before it."""
    lead = _OWN_DAY.match(text, end)
    if lead is None:
        return None
    day = next((d for d in dates(text[lead.end() : lead.end() + ROW]) if not d.start), None)
    year = None if day else _IN_YEAR.match(text, lead.end())
    return day.first if day else date(int(year[0]), 12, 31) if year else None


class Shown:
    """Follows the sentences of one document: which of them tell what a study showed."""

    def __init__(self, section: str) -> None:
        """`section`: that of studies."""
        self._section = section
        self._before = False

    def told(self, sentence: Sentence, *, goes_on: bool) -> bool:
        """Whether a sentence without a place goes on from one that tells what a study showed at a place, and not that all is well there."""
        before = self._before and goes_on
        shows = sentence.line.section == self._section or shows_study(sentence)
        well = bool(sentence.cued("negation")) or any(told_well(sentence, m.last) for m in sentence.levels)
        self._before = shows and not well and (before or bool(sentence.levels))
        return before and not sentence.levels


def of_rows(text: str, findings: Sequence[FoundFinding]) -> list[FoundFinding]:
    """The findings of a summary, those of a row that begins with a day with that day."""
    made = []
    for finding in findings:
        start = text.rfind("\n", 0, finding.span.start) + 1
        head = next(iter(dates(text[start : start + ROW])), None) if finding.date == NOT_STATED else None
        leads = head is not None and head.exact and not text[start : start + head.start].strip(" \t|*-\u2022")
        ranged = head is not None and _RANGED.match(text, start + head.end)
        made.append(replace(finding, date=head.first) if head is not None and leads and not ranged else finding)
    return made


def _named(names: Iterable[str]) -> re.Pattern[str]:
    names = list(names)
    names += [name.replace(" ", "-") for name in names if " " in name]
    return re.compile(rf"{one_of(names, apart=_WITHIN)}[sS]?\b")


def shows_study(sentence: Sentence) -> bool:
    """Whether a sentence begins with a study and says what it showed."""
    studies = [m for m in sentence.cued("study") if m.first <= LEADING]
    if studies and studies[0].first == 0 and sentence.levels:
        return True
    return bool(studies) and any(_behind(studies[0], m) for m in sentence.cued("shows"))


def study_showed(sentence: Sentence) -> bool:
    """Whether a sentence is of a study and says what it showed, as one among plans may, where another study is only ordered or awaited."""
    words = [w.word for w in sentence.words]
    studies = [m for m in sentence.cued("study") if m.first == (words[0] in OWN)]
    shown = [m for m in sentence.cued("shows") if studies and _behind(studies[0], m)]
    return any(words[m.first - 1] not in TO_COME for m in shown)


def _behind(study: Mark, shows: Mark) -> bool:
    return study.last < shows.first <= study.last + SHOWN
