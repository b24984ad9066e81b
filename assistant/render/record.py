"""The record on one page, with what was found in it marked at its place and listed beside it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from ..errors import Problem
from ..model import when
from ..model.base import NOT_STATED
from ..model.case import Case, Document, Finding, Treatment
from ..pack.pack import Pack
from .environment import template

Place = tuple[int, int]
"""First character of a document that states a fact, and the one behind the last."""


@dataclass(frozen=True, slots=True)
class Item:
    """One fact as it is listed."""

    id: str
    label: str
    said: tuple[str, ...]
    """Level, side, structure, value, dates: whatever it states."""
    status: str
    group: str
    quote: str
    clashes: tuple[str, ...]
    """Facts that contradict it."""

    @property
    def summary(self) -> str:
        """The fact in one line, for the mark."""
        return ", ".join((self.label, *self.said, self.status))


def render_record(
    case: Case, pack: Pack, places: Mapping[str, Place], clashes: Sequence[tuple[str, str]], problems: Sequence[Problem]
) -> str:
    """One self-contained page. `clashes`: pairs of facts that contradict each other."""
    against: dict[str, list[str]] = {}
    for one, other in clashes:
        against.setdefault(one, []).append(other)
        against.setdefault(other, []).append(one)
    stated: list[Finding | Treatment] = [*case.findings, *case.treatments]
    items = {f.id: _item(f, pack, tuple(against.get(f.id, ()))) for f in stated}
    facts: dict[str, list[Finding | Treatment]] = {d.id: [] for d in case.documents}
    for fact in stated:
        facts[fact.document].append(fact)
    return template("record.html.j2").render(
        case=case,
        items=items,
        facts={
            id: [items[f.id] for f in sorted(found, key=lambda f: places.get(f.id, (0, 0)))]
            for id, found in facts.items()
        },
        text={d.id: _marked(d, facts[d.id], items, places) for d in case.documents},
        lines=[
            (line, pack.codes[line.code].name if line.code in pack.codes else "code not known", _side(line.side))
            for line in case.request.lines
        ],
        problems=problems,
        not_stated=NOT_STATED,
    )


def _item(fact: Finding | Treatment, pack: Pack, clashes: tuple[str, ...]) -> Item:
    if isinstance(fact, Finding):
        kind = pack.kind(fact.kind)
        return Item(fact.id, kind.label, tuple(_finding(fact, pack)), fact.status, kind.group, fact.quote, clashes)
    label = pack.treatment(fact.kind).label
    return Item(fact.id, label, tuple(_treatment(fact)), fact.status, "treatment", fact.quote, clashes)


def _finding(fact: Finding, pack: Pack) -> Iterator[str]:
    kind = pack.kind(fact.kind)
    if fact.levels:
        yield ", ".join(fact.levels)
    elif fact.region != NOT_STATED:
        yield fact.region
    yield from filter(None, (_side(fact.side),))
    if fact.of != NOT_STATED and kind.structures != NOT_STATED:
        yield pack.structure(kind.structures, fact.of).label
    if fact.grade != NOT_STATED:
        yield pack.scale(kind.scale).label(fact.grade) if kind.scale != NOT_STATED else fact.grade
    if fact.number != NOT_STATED:
        yield f"{fact.number:g} {'' if fact.unit == NOT_STATED else fact.unit}".strip()
    if fact.date != NOT_STATED:
        yield str(fact.date)
    yield from _back(fact)


def _treatment(fact: Treatment) -> Iterator[str]:
    if fact.levels:
        yield ", ".join(fact.levels)
    elif fact.region != NOT_STATED:
        yield fact.region
    if fact.supervised != NOT_STATED:
        yield "supervised" if fact.supervised == "yes" else "unsupervised"
    if NOT_STATED != fact.start == fact.end:
        yield when.told(fact.start)
    elif (fact.start, fact.end) != (NOT_STATED, NOT_STATED):
        yield " to ".join("?" if day == NOT_STATED else when.told(day) for day in (fact.start, fact.end))
    yield from _back(fact)
    if fact.weeks != NOT_STATED:
        yield f"{fact.weeks:g} weeks"
    if fact.sessions != NOT_STATED:
        yield f"{fact.sessions} visits"
    if fact.response != NOT_STATED:
        told = "" if fact.response_quote == NOT_STATED else f" (“{fact.response_quote}”)"
        yield f"response: {fact.response}{told}"


def _back(fact: Finding | Treatment) -> Iterator[str]:
    if fact.weeks_back != NOT_STATED:
        yield f"at most {fact.weeks_back:g} weeks back"


def _side(side: str) -> str:
    return "" if side == NOT_STATED else side


def _marked(
    document: Document, facts: Sequence[Finding | Treatment], items: Mapping[str, Item], places: Mapping[str, Place]
) -> Markup:
    """The text with a mark for each stretch that states facts; where several overlap, the stretch names them all."""
    spans = {f.id: place for f in facts if (place := places.get(f.id) or _place(document.text, f.quote)) is not None}
    begins, ends = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for id, (start, end) in spans.items():
        begins[start].append(id)
        ends[end].append(id)
    edges = sorted({0, len(document.text), *begins, *ends})
    parts, begun, under = list[Markup](), set[str](), dict[str, None]()
    for start, end in pairwise(edges):
        for id in ends[start]:
            under.pop(id, None)
        under |= dict.fromkeys(begins[start])
        here = [items[id] for id in under]
        text = escape(document.text[start:end])
        if not here:
            parts.append(text)
            continue
        anchors = Markup("").join(Markup('<a id="m-{}"></a>').format(i.id) for i in here if i.id not in begun)
        begun |= {i.id for i in here}
        statuses = {i.status for i in here}
        classes = [
            statuses.pop() if len(statuses) == 1 else "several",
            *(["clash"] if any(i.clashes for i in here) else []),
        ]
        mark = Markup('<mark class="{}" data-facts="{}" title="{}">{}</mark>').format(
            " ".join(classes), " ".join(i.id for i in here), "\n".join(i.summary for i in here), text
        )
        parts += [anchors, mark]
    return Markup("").join(parts)


def _place(text: str, quote: str) -> Place | None:
    """The first place of a quote."""
    found = re.search(r"\s+".join(re.escape(word) for word in quote.split()), text)
    return (found.start(), found.end()) if found else None
