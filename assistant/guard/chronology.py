"""Which of several, and when: the first and the second told with their own figures, a day on which something began not told
as the one on which it ended, and an order between two treatments borne out by their days.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..model.base import NOT_STATED
from ..model.case import Treatment
from ..model.document import Violation
from ..model.when import earliest, latest
from .analysed import Analysed
from .figure import Figure
from .reading import Reading

_NEAR = 3
"""Words between a word of beginning or ending and the day that it goes with."""
_BARE = re.compile(r"\b(?:no|not|never) (?:any )?$|\b(?:had|received|underwent|tried|given) no $")
"""A denial right before a treatment."""
_BEFORE = 24
"""Characters before a treatment in which the verb of a denial stands."""
_MEASURES = ("number", "ratio", "range")


def ordinal_told(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: the figure of one entry told of the first or second where it is the other's."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources or lists.ordinals.keys().isdisjoint(reading.words):
        return
    for entries in _dated(reading):
        held = [f for entry in entries for f in entry.figures]
        figures = [f for f in reading.analysed.figures if f.kind in _MEASURES and not reading.quoted(f.start)]
        figures = [f for f in figures if any(h.unit == f.unit and h.key == f.key for h in held)]
        for start, end in text.sentences:
            words = [
                (low, lists.ordinals[w]) for w, low, _ in text.tokens if start <= low < end and w in lists.ordinals
            ]
            words = [(low, nth) for low, nth in words if not reading.quoted(low)]
            here = [f for f in figures if start <= f.start < end]
            for place, figure in _paired(words, here):
                nth = place if place >= 0 else len(entries) + place
                has = {n for n, e in enumerate(entries) if any(f.unit == figure.unit for f in e.supporting(figure))}
                if has and nth < len(entries) and nth not in has:
                    yield reading.violation(
                        "figure-misplaced", figure.text, f'Of that one the record says: "{entries[nth].text.text}"'
                    )


def _dated(reading: Reading) -> Iterator[list[Analysed]]:
    """The words of the basis' findings of one kind, of several days, in the order of their days."""
    ground = reading.ground
    for kind in dict.fromkeys(f.kind for f in reading.findings):
        found = [(f.date, f) for f in reading.findings if f.kind == kind and isinstance(f.date, date)]
        if len({day for day, _ in found}) == len(found) > 1:
            yield [ground.analysed("quote", f.id, (f.quote,)) for _, f in sorted(found, key=lambda pair: pair[0])]


def _paired(words: list[tuple[int, int]], figures: list[Figure]) -> Iterator[tuple[int, Figure]]:
    """Each ordinal with the figure told of it: the one behind it, or the one before where figures come first."""
    if not words or not figures:
        return
    first = figures[0].start < words[0][0]
    for n, (position, place) in enumerate(words):
        until = words[n + 1][0] if n + 1 < len(words) else None
        since = words[n - 1][0] if n else -1
        if first:
            before = [f for f in figures if since < f.start < position]
            if before:
                yield place, before[-1]
        else:
            behind = [f for f in figures if f.start > position and (until is None or f.start < until)]
            if behind:
                yield place, behind[0]


def day_turned(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: the first day of a treatment told as its last, or as one before it; or the last as the first."""
    if reading.tells_sources or not reading.treatments:
        return
    days = [f for f in reading.analysed.figures if f.kind == "date" and not reading.quoted(f.start)]
    starts = {_key(t.start) for t in reading.treatments if t.start != t.end} - {None}
    ends = {_key(t.end) for t in reading.treatments if t.start != t.end} - {None}
    for figure in days:
        role = _role(reading, figure)
        if figure.key in starts - ends and role in ("end", "before"):
            yield reading.violation("figure-misplaced", figure.text, "On that day it began.")
        elif figure.key in ends - starts and role == "start":
            yield reading.violation("figure-misplaced", figure.text, "On that day it ended.")


def _key(day: object) -> tuple[float, ...] | None:
    return (float(day.year), float(day.month), float(day.day)) if isinstance(day, date) else None


def _role(reading: Reading, figure: Figure) -> str:
    """What the nearest word of time before a day makes of it: `start`, `end` or `before`; empty where there is none."""
    low, _ = reading.text.clause_at(figure.start)
    for name, found in reading.ground.lists.time_roles.items():
        for match in found.finditer(reading.text.lower, low, figure.start):
            if len(reading.text.lower[match.end() : figure.start].split()) <= _NEAR and not any(
                other.search(reading.text.lower, match.end(), figure.start)
                for other in reading.ground.lists.time_roles.values()
            ):
                return name
    return ""


def treatments_ordered(reading: Reading) -> Iterator[Violation]:
    """`record-unsupported`: an order told between two treatments that their days do not bear out."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources or len(reading.treatments) < 2:
        return
    named = [
        (m.start, m.end, [t for t in reading.treatments if t.kind in m.of("treatment")])
        for m in reading.analysed.mentions
        if not reading.quoted(m.start)
    ]
    named = [entry for entry in named if entry[2]]
    for (_, end, one), (start, _, two) in pairwise(named):
        if text.sentence_at(end) != text.sentence_at(start) or {t.kind for t in one} & {t.kind for t in two}:
            continue
        found = ((name, words.search(text.lower, end, start)) for name, words in lists.orders.items())
        name, match = next(((name, m) for name, m in found if m is not None), ("", None))
        if match is None or reading.quoted(match.start()) or _worded(reading, one, two):
            continue
        first, second = (one, two) if name == "first" else (two, one)
        if not any(_precedes(a, b) for a in first for b in second):
            yield reading.violation("record-unsupported", match[0], "The record does not date them in that order.")


def _worded(reading: Reading, one: list[Treatment], two: list[Treatment]) -> bool:
    """Whether the words of the record have the two with a word of order between."""
    for entry in (*one, *two):
        quote = reading.ground.analysed("quote", entry.id, (entry.quote,))
        places = [[m.start for m in quote.mentions if t.kind in m.of("treatment")] for t in (one[0], two[0])]
        if all(places):
            low, high = sorted((places[0][0], places[1][0]))
            if any(words.search(quote.text.lower, low, high) for words in reading.ground.lists.orders.values()):
                return True
    return False


def _precedes(one: Treatment, two: Treatment) -> bool:
    """Whether one treatment is on record as begun before another."""
    own, other = earliest(one.start), latest(two.start)
    return own != NOT_STATED and other != NOT_STATED and own <= other


_NO_CARE = re.compile(r"\bno (?:\w+ )?(?:therapy|treatment|care)\b")
"""Treatment of any kind, denied."""


_AS_PROOF = re.compile(r"\b(?:proof|evidence|a sign|to mean|as if|as though) (?:that )?$")
"""Before what is only taken for so."""


def not_given(reading: Reading) -> Iterator[Violation]:
    """`record-status`: a treatment that is on record as given, told as not done."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources or not reading.treatments:
        return
    yield from _none_given(reading)
    for mention in reading.analysed.mentions:
        given = [t for t in reading.treatments if t.kind in mention.of("treatment") and t.status == "present"]
        if not given or reading.quoted(mention.start) or not _BARE.search(text.lower[: mention.start]):
            continue
        behind, before = lists.given.match, lists.given_before.search
        if behind(text.lower, mention.end + 1) or before(
            text.lower, max(mention.start - _BEFORE, 0), mention.start + 1
        ):
            span = text.text[mention.start : mention.end]
            yield reading.violation("record-status", span, f'The record has it: "{given[0].quote}"')


def unknown_denied(reading: Reading) -> Iterator[Violation]:
    """`record-status`: a treatment of which the record does not know whether it was given, told as not given."""
    lists, text = reading.ground.lists, reading.text
    unknown = [t for t in reading.treatments if t.status == "uncertain"]
    if reading.tells_sources or not unknown or len(unknown) < len(reading.treatments):
        return
    for match in (*lists.never_given.finditer(text.lower), *lists.given_before.finditer(text.lower)):
        low, high = text.clause_at(match.start())
        told = set(text.stems[slice(*text.token_span(low, high))])
        named = any(m.of("treatment") for m in reading.analysed.mentions if low <= m.start < high)
        named = named or not told.isdisjoint(lists.carriers(lists.stemmer("therapy")))
        if named and not reading.quoted(match.start()) and not lists.uncertain.search(text.lower, low, high):
            yield reading.violation("record-status", match[0], f'The record leaves it open: "{unknown[0].quote}"')
            return


def _none_given(reading: Reading) -> Iterator[Violation]:
    """Treatment as such denied ("no therapy took place"), where the basis has some."""
    lists, text = reading.ground.lists, reading.text
    given = [t for t in reading.treatments if t.status == "present"]
    for match in _NO_CARE.finditer(text.lower) if given else ():
        behind, before = lists.given.match, lists.given_before.search
        told = behind(text.lower, match.end() + 1) or before(text.lower, max(match.start() - _BEFORE, 0), match.end())
        if told and not reading.quoted(match.start()) and not _AS_PROOF.search(text.lower[: match.start()]):
            yield reading.violation("record-status", match[0], f'The record has it: "{given[0].quote}"')
            return
