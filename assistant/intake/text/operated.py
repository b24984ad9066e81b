"""What was done, and the day of it, where a note tells it beside ("s/p an operation on 02/01/2026", "On 02/01/2026 he underwent")."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ...model.base import NOT_STATED, NotStated
from ...model.vocabulary import FindingKind
from .dates import Dated, dates
from .facts import FoundFinding
from .lexicon import Lexicon
from .sentence import Sentence
from .stating import Setting

_REACH: Final = 60
"""Characters between what was done and its day."""
_ENDS: Final = re.compile(r"[;\n]|\.(?=\s+[A-Z]|\s*$)")
"""What parts it from the day of something else."""
_PLACE: Final = r"(?:[A-Z]\d{1,2}(?:\s*[-/,]\s*[A-Z]?\d{1,2})*|left|right|bilateral|levels?|sided?)"
_BEHIND: Final = re.compile(
    rf"[\s,(\u2013-]*(?:(?:{_PLACE}|at|of|the|with|by|Dr\.?\s+[A-Z][\w'-]+|surgery|procedure|operation|was|which|performed|done|dated|DOS|date|took\s+place)"
    rf"[\s,(:\u2013-]*)*(?:on|in)?[\s,(:]*",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"[\s,:)\u2013-]*(?:(?:{_PLACE}|he|she|they|I|the|patient|pt|a|an|underwent|had|has|undergone|received|for|surgery|procedure|operation)[\s,:\u2013-]*)*",
    re.IGNORECASE,
)
_STATE: Final = re.compile(
    r"(?:s/p|status[\s-]+post|h/o|hx|history|prior|previous|earlier|old|known|remote)\b", re.IGNORECASE
)
"""Words that tell what was done as the state in which somebody is: a day before them is that of a visit or a study."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def was_done(sentence: Sentence, setting: Setting, lexicon: Lexicon) -> bool:
    """Whether what a sentence names was done: it tells of an operation, stands below a heading for such, or behind the report of one with
    its day.
    """
    line, reports = sentence.line, lexicon.reading.performed
    if line.section in (*lexicon.reading.request_sections, *lexicon.reading.plan_sections):
        return False  # "Requested surgery: ..."
    if (line.section == "performed" and setting.kind in reports) or lexicon.surgical(line.heading):
        return True
    return setting.speaks in reports and any(d.exact for d in dates(line.place or line.heading))


def operated(
    text: str, findings: Sequence[FoundFinding], kinds: Iterable[FindingKind], latest: date | NotStated
) -> list[FoundFinding]:
    """The findings, each of what was done with the day that stands beside it.

    `kinds`: those of what is done; `latest`: the day of the document.
    """
    done = {kind.id for kind in kinds if kind.dated_by}
    return [
        replace(f, date=_day(text, f, latest))
        if f.kind in done and f.status == "present" and f.date == NOT_STATED
        else f
        for f in findings
    ]


def _day(text: str, finding: FoundFinding, latest: date | NotStated) -> date | NotStated:
    start, end = finding.span.start, finding.span.end
    begin = max((m.end() for m in _ENDS.finditer(text, max(0, start - _REACH), start)), default=max(0, start - _REACH))
    stop = next((m.start() for m in _ENDS.finditer(text, end, end + _REACH)), end + _REACH)
    behind = [d for d in dates(text[end:stop]) if _BEHIND.fullmatch(text[end : end + d.start])]
    before = [d for d in dates(text[begin:start]) if _BEFORE.fullmatch(text[begin + d.end : start])]
    if behind or _STATE.match(text, start) or _year(text, start, end, stop):
        before = []
    within = [d for d in dates(text[start:end]) if d.exact]
    if len(within) == 1 and _been(within[0], latest):
        return within[0].first
    for day in (*behind[:1], *before[-1:]):
        if day.exact and _been(day, latest):
            return day.first
    return NOT_STATED


def _year(text: str, start: int, end: int, stop: int) -> bool:
    """Whether what was done has its own year, in its words or right behind them."""
    behind = (_BEHIND.fullmatch(text[end : year.start()]) for year in _YEAR.finditer(text, end, stop))
    return _YEAR.search(text, start, end) is not None or any(behind)


def _been(day: Dated, latest: date | NotStated) -> bool:
    return latest == NOT_STATED or day.first <= latest
