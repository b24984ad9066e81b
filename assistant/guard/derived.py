"""Figures that a reader can work out from those told: a difference, how many times one is another, the rest of a whole, and the time
between two days of the record.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from ..model.base import NOT_STATED
from .analysed import Analysed
from .figure import Figure
from .reading import Reading
from .record_pieces import sentences

_BY = re.compile(r"\b(?:by|falls|fall|fell|only|just|of|another|the|with|about|some|nearly|almost|merely) $|^$")
_MORE = re.compile(
    r" (?:[a-z]+ ){0,2}?(?:above|below|over|under|beyond|short of|more|fewer|less|higher|lower|better|worse|greater|longer|shorter|later"
    r"|earlier|apart)\b"
)
_DIFFERENCE = re.compile(
    r"\b(?:difference|gap|margin|distance|lead|advantage|change|gain|drop|fall|rise|surplus) (?:was |is |of )*(?:only |just |about )?$"
)
_LEFT = re.compile(r"(?: [a-z]+)? that (?:were|was|are|is) left\b")
_BY_SO_MUCH = re.compile(r"\bby (?:some |about |roughly |around |nearly |almost |just over |just under )?$")
_ROUGHLY = re.compile(r"\b(?:some|about|roughly|around|nearly|almost|approximately|just over|just under) $")
_REST = re.compile(r"\b(?:the other|the remaining|the rest|remainder|others)\b")
_TIMES = "time"
_POINTS = ("point", "%", "percentage")
_SPAN = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_ORDER = re.compile(
    r" (?:(?P<before>before|earlier|prior to|previously)|(?P<after>after|later|following)|(?P<apart>apart))\b"
)
_ABOUT = 0.12
"""How far, in proportion, "four times" may be from the true ratio."""
_WHOLE = 100.0


def worked_out(figure: Figure, reading: Reading, sources: list[tuple[Analysed, bool]]) -> bool:
    """Whether a figure follows from others that the same sentence tells, or from days of the record."""
    if figure.kind == "range":
        return _course(figure, reading)
    held = [f for text, _ in sources for f in text.figures if f.kind in ("number", "ratio", "range")]
    if _just(figure, reading, held):
        return True
    if (
        figure.kind not in ("number", "fraction")
        or not isinstance(figure.key, float)
        or (figure.comparator and figure.kind != "fraction" and figure.unit != _TIMES)
    ):
        return False
    if figure.unit in _SPAN and _between(figure, reading):
        return True
    beside = list(_beside(figure, reading))
    return _difference(figure, reading, beside, held) or _ratio(figure, reading, beside) or _rest(figure, reading, held)


_JUST = re.compile(
    r"\b(?:just|a little|slightly|barely|not much) (?:(?P<over>over|more than|above)|(?P<under>under|less than|below|short of)) $"
)
_JUST_SO = 0.12
"""How far, in proportion, "just over four" may be from the true figure."""


def _just(figure: Figure, reading: Reading, held: list[Figure]) -> bool:
    """Whether it is told as just above or below, and lies so near to a figure of what it rests on."""
    match = _JUST.search(reading.text.lower[: figure.start])
    if match is None or figure.kind != "number" or not isinstance(figure.key, float):
        return False
    sign, key = (1 if match["over"] else -1), figure.key
    away = [sign * (v - key) / key for f in held if f.unit == figure.unit for v in _values(f) if key]
    return any(0 < share <= _JUST_SO for share in away)


def _course(figure: Figure, reading: Reading) -> bool:
    """Whether a way from one value to another is told of two values that one sentence of a cited document has."""
    if reading.tells_sources or not isinstance(figure.key, tuple):
        return False
    one, two = (float(v) for v in figure.key)
    lists, text = reading.ground.lists, reading.text
    first, last = text.token_span(*text.clause_at(figure.start))
    ways = {lists.directions[s][1] for s in text.stems[first:last] if lists.directions.get(s, ("", 0))[0] == _AMOUNT}
    for document in (c.document for c in reading.cited_at(figure.start) if c.document in reading.ground.documents):
        for sentence in sentences(reading.ground, document):
            held = {v for f in sentence.figures if f.unit == figure.unit and f.kind == "number" for v in _values(f)}
            if {one, two} <= held:
                return (-1 if one < two else 1) not in ways
    return False


_AMOUNT = "amount"


def _beside(figure: Figure, reading: Reading) -> Iterator[Figure]:
    """The other figures of its sentence, which are held to their sources themselves."""
    low, high = reading.text.sentence_at(figure.start)
    for other in reading.analysed.figures:
        if low <= other.start < high and other.start != figure.start:
            yield other


def _values(figure: Figure) -> tuple[float, ...]:
    if figure.kind == "range" and isinstance(figure.key, tuple):
        return tuple(float(v) for v in figure.key)
    if figure.kind == "ratio":
        few = str(figure.key).partition("/")[0]
        return (float(few),) if few.isdigit() else ()
    return (figure.key,) if isinstance(figure.key, float) else ()


def _difference(figure: Figure, reading: Reading, beside: list[Figure], held: list[Figure]) -> bool:
    """Whether it is told as what lies between two figures, and does: both told in its sentence, or one of them there."""
    lower = reading.text.lower
    before, behind = lower[: figure.start], lower[figure.end :]
    by = _BY_SO_MUCH.search(before) is not None or _DIFFERENCE.search(before) is not None
    more = _MORE.match(behind) and (figure.unit in _POINTS or _BY.search(before[-8:]))
    if not (by or more or _LEFT.match(behind)):
        return False
    assert isinstance(figure.key, float)
    pairs = [*combinations(beside, 2), *((one, two) for one in beside for two in held), *pairwise(held)]
    near = 0.5 if _ROUGHLY.search(before) else 0.05
    return any(
        abs(abs(a - b) - figure.key) < near
        for one, two in pairs
        if one.unit == two.unit and figure.unit in ("", one.unit, *_POINTS)
        for a in _values(one)
        for b in _values(two)
    ) or any(one.kind == "range" and abs(abs(_values(one)[0] - _values(one)[-1]) - figure.key) < 0.05 for one in beside)


def _ratio(figure: Figure, reading: Reading, beside: list[Figure]) -> bool:
    """Whether "four times" and "half" hold of two figures of one unit that its sentence tells."""
    of_it = figure.kind == "fraction" and reading.text.lower.startswith((" of ", " as ", " the "), figure.end)
    if not (figure.unit == _TIMES or of_it):
        return False
    assert isinstance(figure.key, float)
    key = figure.key
    if figure.kind == "fraction" and any(not f.unit and abs(v - key) < 0.05 for f in beside for v in _values(f)):
        return True  # a ratio told with its figure
    told = [(f, v) for f in beside for v in _values(f)]
    for (one, a), (two, b) in combinations(told, 2):
        if (one.unit != two.unit and one.unit and two.unit) or not a or not b:
            continue
        share = max(a, b) / min(a, b) if figure.unit == _TIMES else min(a, b) / max(a, b)
        beyond = {"less_than": share < figure.key, "more_than": share > figure.key}.get(figure.comparator)
        if beyond or (beyond is None and abs(share - figure.key) <= _ABOUT * figure.key):
            return True
    return False


def _rest(figure: Figure, reading: Reading, held: list[Figure]) -> bool:
    """Whether it is what a share leaves of the whole, and told as the rest or under a denial."""
    clause = reading.text.clause_at(figure.start)
    told = _REST.search(reading.text.lower, *clause) or reading.ground.lists.negator.search(
        reading.text.lower, figure.end, clause[1]
    )
    if told is None or not (figure.unit == "%" or figure.kind == "fraction"):
        return False
    assert isinstance(figure.key, float)
    value = figure.key * _WHOLE if figure.kind == "fraction" else figure.key
    near = 3.5 if figure.kind == "fraction" else 0.05
    shares = {v for f in held if f.unit == "%" for v in _values(f) if f.kind == "number"}
    beside = {v for f in _beside(figure, reading) if f.unit == "%" for v in _values(f)}
    shares = shares & beside if len(shares) > 1 else shares
    return len(shares) == 1 and any(abs(_WHOLE - v - value) <= near for v in shares)


def rest_told(reading: Reading, position: int) -> bool:
    """Whether the clause at a place tells what a share of a cited fact leaves, of which the opposite is so."""
    low, high = reading.text.clause_at(position)
    held = [f for text in reading.texts_of(reading.facts_at(position)) for f in text.figures]
    return any(
        low <= f.start < high
        and f.kind in ("number", "fraction")
        and not any(f.unit == other.unit and f.key == other.key for other in held)
        and _rest(f, reading, held)
        for f in reading.analysed.figures
    )


def _between(figure: Figure, reading: Reading) -> bool:
    """Whether a length of time lies between the day of what is told here and that of another thing told, in the order said."""
    if reading.tells_sources:
        return False
    order = _ORDER.match(reading.text.lower, figure.end)
    if order is None:
        return False
    here, there = _days(reading, figure.start, order.end())
    assert isinstance(figure.key, float)
    length = figure.key * _SPAN[figure.unit]
    if order["after"] and _since_month(reading, figure, order.end(), length):
        return True
    for one in here:
        for two in there:
            away = (two - one).days if order["before"] else (one - two).days
            away = abs(away) if order["apart"] else away
            if away > 0 and abs(away - length) <= max(0.0 if figure.unit == "day" else 0.5 * _SPAN[figure.unit], 0.5):
                return True
    return False


def in_time(reading: Reading, position: int) -> bool:
    """Whether a word of time ("before", "later") at a place says which way a length of time before it lies, and does so rightly; or the
    request itself has the two together.
    """
    for figure in reading.analysed.figures:
        if figure.kind != "number" or figure.unit not in _SPAN or not isinstance(figure.key, float):
            continue
        order = _ORDER.match(reading.text.lower, figure.end)
        if order is None or not order.start() <= position < order.end():
            continue
        asked = f"{figure.text.lower}{order[0]}" in reading.ground.request.text.lower
        if asked or _between(figure, reading):
            return True
    return False


def _since_month(reading: Reading, figure: Figure, end: int, length: float) -> bool:
    """Whether a length in months or years lies between the month that the quotation of a finding has and the day of a document cited,
    and what is told behind it is that finding.
    """
    if figure.unit not in ("month", "year"):
        return False
    documents, text = reading.ground.documents, reading.text
    days = [documents[c.document].date for c in reading.cited_at(figure.start) if c.document in documents]
    first, last = text.token_span(end, text.clause_at(end)[1])
    told = set(text.stems[first:last]) - reading.ground.lists.connectives
    for finding in reading.findings:
        quote = reading.ground.analysed("quote", finding.id, (finding.quote,))
        for dated in quote.figures if told & quote.text.stem_set else ():
            if dated.kind != "date" or not isinstance(dated.key, tuple) or not (dated.key[0] and dated.key[1]):
                continue
            month = date(int(dated.key[0]), int(dated.key[1]), int(dated.key[2]) or 15)
            if any(
                isinstance(day, date) and abs((day - month).days - length) <= 0.25 * _SPAN[figure.unit] for day in days
            ):
                return True
    return False


_LENGTHS = {"shorter": "less_than", "longer": "more_than"}


def in_length(reading: Reading, position: int) -> bool:
    """Whether the word at a place calls shorter or longer what a cited fact gives as less or more than a length of time."""
    n, _ = reading.text.token_span(position, position + 1)
    comparator = _LENGTHS.get(reading.text.word_list[n])
    return comparator is not None and any(
        f.comparator == comparator and f.unit in _TIMES_OF
        for text in reading.texts_of(reading.facts_at(position))
        for f in text.figures
    )


_TIMES_OF = frozenset((*_SPAN, "hour", "midnight"))
_EXTREME = re.compile(
    r"\b(?:(?P<most>largest|greatest|highest|worst)|(?P<least>smallest|lowest|least))\b(?! (?:one|two|three|of)\b)"
)


def extreme(reading: Reading, position: int) -> bool:
    """Whether a superlative at a place is told of a measure of the basis with its figure, and no other of the case goes beyond it."""
    low, high = reading.text.sentence_at(position)
    match = next((m for m in _EXTREME.finditer(reading.text.lower, low, high) if m.start() <= position < m.end()), None)
    near = [f for f in reading.analysed.figures if low <= f.start < high and f.kind == "number" and f.unit]
    if match is not None and match["most"] and not near and _gravest(reading, low, high):
        return True
    if match is None or not near:
        return False
    told = near[0]
    kinds = {f.kind for f in reading.findings if f.number == told.key}
    all_of = [float(f.number) for f in reading.ground.case.findings if f.kind in kinds and f.number != NOT_STATED]
    return bool(all_of) and told.key == (max(all_of) if match["most"] else min(all_of))


def _gravest(reading: Reading, low: int, high: int) -> bool:
    """Whether the first level told in a sentence has a graver finding than all others of its kind in the basis."""
    scales = {s.id: s for s in reading.ground.pack.vocabulary.scales}
    first = next((levels for figure, levels in reading.levels if low <= figure.start < high), frozenset[str]())
    graded: dict[str, list[tuple[int, bool]]] = {}
    for f in reading.findings:
        scale = scales.get(str(reading.ground.lexicon.scales.get(f.kind)))
        if scale is not None and f.grade in scale.grades and f.levels:
            here = not first.isdisjoint(reading.ground.at(f))
            graded.setdefault(f.kind, []).append((list(scale.grades).index(str(f.grade)), here))
    pairs = [ranks for ranks in graded.values() if len(ranks) > 1]
    return bool(pairs) and all(
        any(here for _, here in ranks)
        and max(r for r, here in ranks if here) > max((r for r, here in ranks if not here), default=-1)
        for ranks in pairs
    )


_BOTH = (0, 1)


def _days(reading: Reading, start: int, end: int) -> tuple[set[date], set[date]]:
    """Days of what stands before a length of time, and of what it is counted from: treatments named, else documents cited."""
    low, high = reading.text.sentence_at(start)
    named = [
        (m.start, day)
        for m in reading.analysed.mentions
        if low <= m.start < high
        for t in reading.treatments
        if t.kind in m.of("treatment")
        for day in ((t.end,) if _over(reading, m.start) else (t.start,))
        if isinstance(day, date)
    ]
    before, behind = {d for at, d in named if at < start}, {d for at, d in named if at >= end}
    if before and behind:
        return before, behind
    documents = reading.ground.documents
    own = {c.document for c in reading.cited_at(start) if c.document in documents}
    told = [f.date for f in reading.findings if isinstance(f.date, date) and f.document in own]
    told += [t.start for t in reading.treatments if isinstance(t.start, date) and t.document in own]
    two = sorted(set(told))
    if len(two) == len(_BOTH) and reading.text.lower.startswith(" apart", end - len(" apart")):
        return {two[0]}, {two[1]}  # two dated things of the basis
    others = {c.document for c in reading.citations if c.document in documents} - own
    if len(own) == len(_BOTH) and not others:  # both cited at once: the later is counted from the earlier
        two = sorted(d for id in own if isinstance(d := documents[id].date, date))
        return ({two[0]}, {two[1]}) if len(two) == len(_BOTH) else (set(), set())
    days = {id: documents[id].date for id in own | others}
    mine = {d for id in own if isinstance(d := days[id], date)} | {
        f.date for f in reading.findings if isinstance(f.date, date) and f.document in own
    }
    theirs = {d for id in others if isinstance(d := days[id], date)}
    return mine, theirs | behind


def _over(reading: Reading, start: int) -> bool:
    """Whether the end of a treatment is spoken of ("after therapy had ended")."""
    clause = reading.text.clause_at(start)
    found = reading.ground.lists.time_roles.get("end")
    return found is not None and found.search(reading.text.lower, start, clause[1]) is not None
