"""More and less told with figures: what is said to be more frequent, higher or best has the greater one beside it."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .figure import Figure
from .moved import ends_of
from .reading import Reading

_COMPARED = re.compile(
    r"\b(?:(?P<more>more (?:frequent|common|often|likely)(?:ly)?|commoner|higher|greater|larger|longer|later|older|slower)"
    r"|(?P<times>(?<=times as )(?:frequent|common|often|likely|high|large|great)(?:ly)?)"
    r"|(?P<less>less (?:frequent|common|often|likely)(?:ly)?|rarer|lower|smaller|fewer|shorter|earlier|younger|faster))\b"
)
_EXTREME = re.compile(
    r"\b(?:(?P<most>most (?:frequent|common|often|likely)(?:ly)?|commonest|highest|greatest|largest)"
    r"|(?P<least>least (?:frequent|common|often|likely)(?:ly)?|rarest|lowest|smallest|fewest))\b"
)
_EVEN = re.compile(r"\b(?:no (?:more|less)|not (?:more|less)|just as|equally|neither more nor less|as) $")
_FREQUENT = re.compile(r"(?:frequent|common|often|likely)(?:ly)?\b")
_FURTHER = re.compile(r"[;.]|, and |\band (?:most|least|rarest|commonest|highest|lowest)\b")
_WHEN = re.compile(r"\b(?:at|after|by|within|over|in|until|for)(?: the)? $")
"""Before a figure that says when."""
_AGAINST = re.compile(r" (?:against|versus|vs|compared with|rather than|as opposed to) ")
_NEAR = 90
"""Characters behind a superlative in which its figure stands."""


def ranked_wrong(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: the greater told as the lesser, or a figure as the greatest of its passage that is not."""
    if not reading.tells_sources or reading.verbatim:
        return
    for start, end, right, other in _rankings(reading):
        if not right:
            yield reading.violation(
                "figure-misplaced", reading.text.text[start:end], f"The figures are the other way: {other}."
            )


def ranked(reading: Reading, position: int) -> bool:
    """Whether the word at a place ranks figures as they are."""
    if not reading.tells_sources:
        return False
    return _as_much(reading, position) or any(a <= position < b and right for a, b, right, _ in _rankings(reading))


def _as_much(reading: Reading, position: int) -> bool:
    """Whether the word at a place tells that something is as frequent as something else, where the passage says that they are alike."""
    lists = reading.ground.lists
    if not _EVEN.search(reading.text.lower, 0, position) or not _FREQUENT.match(reading.text.lower, position):
        return False
    told = set(reading.text.stems[slice(*reading.text.token_span(*reading.text.clause_at(position)))])
    for source in reading.texts_of(reading.facts_at(position)):
        for match in lists.without_relation.finditer(source.text.lower):
            alike = set(source.text.stems[slice(*source.text.token_span(*source.text.clause_at(match.start())))])
            if not told & (source.text.stem_set - alike) - lists.connectives:
                return True
    return False


def _rankings(reading: Reading) -> list[tuple[int, int, bool, str]]:
    """Words that rank two figures of a sentence, or one among those of its passage, with whether they do so rightly."""
    lower, found = reading.text.lower, []
    for match in _COMPARED.finditer(lower):
        low, high = reading.text.sentence_at(match.start())
        than = lower.find(" as " if match["times"] else " than ", match.end(), high)
        here = _measures(reading, low, high)
        ends = ends_of(reading, match.end()) if than < 0 else None
        if ends is not None and not reading.quoted(match.start()):
            right = (ends[1] > ends[0]) == (match["less"] is None)
            found.append((match.start(), match.end(), right, f"from {ends[0]:g} to {ends[1]:g}"))
        if len(here) != 2 or reading.quoted(match.start()):
            continue
        one, two = here
        if than < 0:
            than = _set_against(lower, match.end(), one, two)
        if than < 0:
            continue
        if one.start < than < two.start and one.unit == two.unit and _value(one) != _value(two):
            right = (_value(one) > _value(two)) == (match["less"] is None)
            found.append((match.start(), match.end(), right, f"{one.text} and {two.text}"))
    for match in _EXTREME.finditer(lower):
        _, high = reading.text.sentence_at(match.start())
        stop = _FURTHER.search(lower, match.end(), high)
        here = _measures(reading, match.end(), min(high, match.end() + _NEAR, stop.start() if stop else high))
        held = {
            _value(f)
            for text in reading.texts_of(reading.facts_at(match.start()))
            for f in text.figures
            if here and f.kind == "number" and f.unit == here[0].unit
        }
        if len(here) == 1 and len(held) > 1 and _value(here[0]) in held and not reading.quoted(match.start()):
            right = _value(here[0]) == (max(held) if match["most"] is not None else min(held))
            found.append((match.start(), match.end(), right, ", ".join(f"{v:g}" for v in sorted(held))))
    return found


def _set_against(lower: str, end: int, one: Figure, two: Figure) -> int:
    """Where two figures behind a comparative are set against each other ("longer with a, 7.4 days on average against 4.1")."""
    found = _AGAINST.search(lower, one.end, two.start) if end <= one.start else None
    return -1 if found is None else found.start()


def _measures(reading: Reading, low: int, high: int) -> list[Figure]:
    """Shares of a stretch; else its two measures, of which the second may leave its unit out."""
    here = [f for f in reading.analysed.figures if low <= f.start < high and f.kind == "number"]
    shares = [f for f in here if f.unit == "%"]
    if shares or len(here) != 2 or here[0].unit not in reading.ground.lists.words.measures:
        return shares
    one, two = here
    when = any(_WHEN.search(reading.text.lower[: f.start]) for f in here)
    return [one, two._replace(unit=one.unit)] if two.unit in ("", one.unit) and not when else []


def _value(figure: Figure) -> float:
    return float(figure.key) if isinstance(figure.key, float | int) else 0.0
