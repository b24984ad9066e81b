"""What a document takes back without naming it: "Symptoms have now resolved." stands for what was told before."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model.base import NOT_STATED, sides_overlap
from .facts import FoundFinding, Span, quoted
from .lexicon import Lexicon
from .quick import AnyCase, whole
from .refused import long_past
from .sentence import Sentence
from .stating import Setting, Stating

NEAR = 160
"""Characters before a word such as `it` in which that is told which it stands for."""

_PASSED = re.compile(r"\b(?:after|within|in|over)\s+(?:(?:about|just|only|the|next|an?|one)\s+)*$", re.IGNORECASE)
"""Words before a time behind which something was over, and not one for which it was."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Words that take back what was told before them."""

    span: Span
    quote: str
    kinds: frozenset[str]
    """Kinds that they take back; empty: what the sentence before told."""
    named: tuple[FoundFinding, ...] = ()
    """The denials that name what they take back."""
    region: str = NOT_STATED
    also: frozenset[str] = frozenset()
    """Further kinds that words without a name may take back."""


class Withdrawing:
    """Reads that what was told is no more, with the words of the data."""

    def __init__(self, lexicon: Lexicon, stating: Stating) -> None:
        self._stating = stating
        self._numbers = lexicon.general.numbers
        rows = lexicon.reading.withdrawals
        self._rows = [(row, AnyCase(row.re)) for row in rows]
        self._kinds = frozenset(kind for row in rows for kind in row.kinds)
        self._also = frozenset(kind for row in rows for kind in row.also) - self._kinds
        self._denials = frozenset(word.lower() for word in lexicon.general.negation)
        begins = "|".join(map(re.escape, (*lexicon.general.subjects, *lexicon.general.when)))
        self._begins = re.compile(rf"(?:{begins})(?!\w)|\d", re.IGNORECASE)
        self._ended = whole(lexicon.general.ended)
        self._again = whole(lexicon.general.again)

    def read(
        self, sentence: Sentence, setting: Setting, told: Sequence[FoundFinding], *, treated: bool
    ) -> Iterator[Withdrawal]:
        """What a sentence takes back. One that tells of a treatment says what that brought, and for how long is open."""
        text = sentence.line.text
        ended = self._ended.search(text)
        if treated or ended is None or sentence.cued("family"):
            return
        if any(not _PASSED.search(text[: m.start()]) for m in self._again.finditer(text)):
            return
        named = tuple(
            f
            for f in told
            if f.status == "absent"
            and (f.kind in self._kinds or (f.kind in self._also and self._ended.search(f.quote) is not None))
        )
        if named and ended[0].lower() not in self._denials:
            yield Withdrawal(named[0].span, named[0].quote, frozenset(), named, also=self._also)
            return
        for row, found in self._rows:
            match = next(found.matches(text), None)
            kinds = frozenset(k for k in row.kinds if self._stating.stated(k, sentence, setting, graded=False))
            if match is None or (row.kinds and not kinds):
                continue
            if self._of_another_part(sentence, setting, told, match) or self._of_another(text, told, match):
                return
            starts = [w.start for w in sentence.words]
            first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end()) - 1
            quote, span = quoted(sentence, min(first, last), last, setting.document)
            yield Withdrawal(span, quote, kinds, (), setting.region, frozenset(row.also))
            return

    def _of_another_part(
        self, sentence: Sentence, setting: Setting, told: Sequence[FoundFinding], match: re.Match[str]
    ) -> bool:
        """Whether words take nothing back, as they are told of what stands before them: a part of the body, or an operation, that is none of
        this specialty, years ago.
        """
        parts = [m for m in sentence.cued("elsewhere") if sentence.words[m.first].start < match.start()]
        if not parts or told or sentence.cued("region") or sentence.levels:
            return False
        return long_past(sentence, parts[-1], (0, len(sentence.words)), setting.latest, self._numbers)

    def _of_another(self, text: str, told: Sequence[FoundFinding], match: re.Match[str]) -> bool:
        """Whether words behind a comma are told of what opens the sentence, a thing that is none of this ("Hernia, asymptomatic.")."""
        opens = text[: match.start()].strip()
        return bool(opens) and not told and match[0][0] in ",;:" and not self._begins.match(opens)

    def applied(self, findings: Sequence[FoundFinding], taken: Sequence[Withdrawal]) -> list[FoundFinding]:
        """The findings of a document, what it takes back denied in the words that do so. What it tells again behind them stays."""
        made = list(findings)
        for one in taken:
            gone = [f for f in made if self._concerns(one, f, made)]
            kinds = one.kinds or {f.kind for f in gone}
            if any(f.kind in kinds and f.status == "present" and f.span.start > one.span.end for f in made):
                continue
            denied = [replace(f, status="absent", grade=NOT_STATED, quote=one.quote, span=one.span) for f in gone]
            if not gone and one.region != NOT_STATED:
                rest = sorted(one.kinds - {f.kind for f in made})
                denied = [FoundFinding(kind, one.span, one.quote, "absent", region=one.region) for kind in rest]
            made = [f for f in made if f not in gone] + ([] if one.named else denied)
        return made

    def _concerns(self, one: Withdrawal, told: FoundFinding, all_told: Sequence[FoundFinding]) -> bool:
        if told.status != "present" or told.span.end > one.span.start:
            return False
        if told.kind not in self._kinds and told.kind not in one.also:
            return False
        if one.named:
            return any(
                told.kind == f.kind
                and (NOT_STATED in (told.of, f.of) or told.of == f.of)
                and sides_overlap(told.side, f.side)
                and (NOT_STATED in (told.region, f.region) or told.region == f.region)
                for f in one.named
            )
        if one.kinds:
            return told.kind in one.kinds
        before = [f.span.start for f in all_told if f.span.end <= one.span.start]
        return one.span.start - told.span.end <= NEAR and told.span.start >= max(before) - NEAR // 4
