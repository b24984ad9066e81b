"""Sentences by which a record doubts itself: a correction, a second reader who disagrees, a request that was overtaken.

What they correct may not be known, and it need not be: who reads that a part of the record is wrong asks before he approves.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ...model.base import NOT_STATED
from ...model.case import Document
from .dates import dates
from .doubt_words import DoubtRule, DoubtWords
from .facts import CLIPPED, FoundFinding, FoundTreatment, Span
from .quick import AnyCase

_ENDS: Final = re.compile(
    r"(?<=[.?!])[\"')\]\u201d]*\s+(?=[\"(\u201c]?[A-Z\d])|\n\s*\n|\n(?=\s*(?:[-*\u2022]|\d+[.)]|[A-Z][\w /&]{0,30}:))"
)
"""Where one sentence ends and another begins."""
_SHORT: Final = re.compile(r"(?m)^.{0,60}$(?=\n[\"(\u201c]?[A-Z\d])")
"""A short row before one that begins like a sentence: its end is one, though no stop stands there."""
_TITLE: Final = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Pt|vs|approx|St)\.\s*$")
_OF_ANOTHER: Final = re.compile(
    r"\b(?:since|(?<!as\s)(?<!visit\s)(?<!note\s)(?<!exam\s)(?<!examination\s)of|for|from|dated|(?:requested|submitted|filed|planned|scheduled|booked|ordered)\s+(?:on|for|in))\s*$",
    re.IGNORECASE,
)
"""Words before a day that is not the one of which a sentence tells, but of what it names or when that began ("the request of ...")."""


class Doubts:
    """Finds such sentences with the words of the data."""

    def __init__(self, words: DoubtWords, group_of: Callable[[str], str]) -> None:
        """`group_of`: the group of a kind of findings."""
        named = {name: "|".join(each) or "(?!)" for name, each in words.words.items()}
        self._words = {name: AnyCase(rf"(?<!\w)(?:{each})(?!\w)") for name, each in named.items()}
        self._rules = words.rules
        self._leads = frozenset(rule.all[0] for rule in words.rules)
        self._group_of = group_of

    def read(
        self,
        documents: Sequence[Document],
        findings: Sequence[FoundFinding],
        treatments: Sequence[FoundTreatment],
        held: Callable[[str], Sequence[tuple[int, int]]],
    ) -> Iterator[FoundFinding]:
        """One finding for each such sentence and kind. `held`: characters of a text that state nothing of the person."""
        for document in documents:
            small = document.text.lower()
            places = {
                name: [m.start() for m in self._words[name].matches(document.text, small)] for name in self._leads
            }
            if not any(places.values()):
                continue
            sentences, away = list(_sentences(document.text)), held(document.text)
            made: set[tuple[str, int]] = set()
            for rule in self._rules:
                for start, end in {_around(sentences, place) for place in places[rule.all[0]]}:
                    if (rule.kind, start) in made or any(a < end and start < b for a, b in away):
                        continue
                    span = Span(document.id, start, end)
                    if not self._holds(rule, document.text[start:end]) or self._back(
                        rule, document.text, sentences, end
                    ):
                        continue
                    if rule.last and not _last(document, start, end, documents):
                        continue
                    if self._of_something(rule, span, findings, treatments):
                        made.add((rule.kind, start))
                        yield _finding(rule.kind, document, start, end)

    def _holds(self, rule: DoubtRule, sentence: str) -> bool:
        """Whether a sentence holds what a rule asks for."""
        flat = re.sub(r"\s", " ", sentence)
        small = flat.lower()
        if flat.rstrip().endswith("?") or any(self._has(name, flat, small) for name in rule.none):
            return False
        return all(self._has(name, flat, small) for name in rule.all)

    def _back(self, rule: DoubtRule, text: str, sentences: Sequence[tuple[int, int]], end: int) -> bool:
        """Whether the next sentence tells that what was gone came back."""
        following = next((text[a:b] for a, b in sentences if a >= end), "") if rule.back else ""
        return any(self._has(name, following, following.lower()) for name in rule.back)

    def _has(self, name: str, text: str, small: str) -> bool:
        return next(self._words[name].matches(text, small), None) is not None

    def _of_something(
        self, rule: DoubtRule, span: Span, findings: Sequence[FoundFinding], treatments: Sequence[FoundTreatment]
    ) -> bool:
        """Whether the record states elsewhere what a rule speaks of, and does not state what would explain it."""
        read = [f.span for f in findings] + [t.span for t in treatments] if rule.unread else []
        if any(_within(one, span) for one in read):
            return False
        stated = {f.kind for f in findings if f.status == "present" and not _within(f.span, span)}
        if not stated.isdisjoint(rule.untold) or any(
            f.kind in rule.understood and f.status == "present" and _within(f.span, span) for f in findings
        ):
            return False
        given = {t.kind for t in treatments if t.status == "present" and not _within(t.span, span)}
        return not rule.told or not {*stated, *map(self._group_of, stated), *given}.isdisjoint(rule.told)


def _last(document: Document, start: int, end: int, documents: Sequence[Document]) -> bool:
    """Whether nothing in the record is of a later day than a sentence, as far as days are stated."""
    text, sentence = document.text, document.text[start:end]
    own = [d.first for d in dates(sentence) if d.exact and not _OF_ANOTHER.search(sentence, 0, d.start)]
    others = [d.date for d in documents if d.date != NOT_STATED]
    if own:
        others += [d.first for d in dates(text[:start] + text[end:]) if d.exact]
        return max(own) >= max(others, default=max(own))
    return document.date == NOT_STATED or document.date >= max(others)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The characters of each sentence of a text."""
    begin = 0
    ends = [m.span() for m in _ENDS.finditer(text) if not _TITLE.search(text[max(0, m.start() - 9) : m.start()])]
    for start, end in sorted({*ends, *((m.end(), m.end() + 1) for m in _SHORT.finditer(text))}):
        if start >= begin:
            yield begin, start
            begin = end
    yield begin, len(text)


def _around(sentences: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    """The sentence in which a character stands."""
    return next(((a, b) for a, b in sentences if place < b), sentences[-1])


def _within(one: Span, other: Span) -> bool:
    return one.document == other.document and other.start <= one.start < other.end


def _finding(kind: str, document: Document, start: int, end: int) -> FoundFinding:
    """The finding of one sentence, in its words, as many as are quoted."""
    words = document.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if len(words) > CLIPPED:
        words = words[: words.rfind(" ", 0, CLIPPED)]
    words = words.rstrip(" .,;:")
    span = Span(document.id, start, start + len(words))
    return FoundFinding(kind, span, " ".join(words.split()), status="uncertain")
