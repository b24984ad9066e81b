"""The report of a run: one HTML file without anything loaded from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..model.base import NOT_STATED
from .content import Content
from .misses import Miss
from .outcomes import confusion, recall_by_outcome
from .plot import WIDTH, plot
from .sample import Run, Sample
from .summary import Column, cell_text, columns, not_scored, rows
from .written import Said, Written


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement as printed, with what it matched."""

    said: Said
    made: tuple[str, ...]
    """Ids of points, steps and figures that it makes."""
    parts: tuple[tuple[str, str], ...]
    """Runs of text, each with why it is forbidden; empty where it is not."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its statements."""

    heading: str
    statements: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A case with the article beside it."""

    own: Sample
    reference: Sample | None


def render_report(run: Run, missed: Sequence[Miss] = ()) -> str:
    """The report, worst cases first."""
    environment = Environment(
        loader=PackageLoader("assistant.evaluate"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    environment.filters["words"] = lambda text: str(text).replace("_", " ")
    shown, table = columns(run), rows(run)
    pairs = sorted((Pair(s, run.sample(s.case, "reference")) for s in run.of("assistant")), key=_badness)
    return environment.get_template("report.html.j2").render(
        manifest=run.manifest,
        articles=len(run.of("reference")),
        columns=shown,
        rows=[(row, plot(row, shown)) for row in table if row.scored],
        not_scored_at_all=not_scored(table),
        cell_text=cell_text,
        width=WIDTH,
        missed=missed,
        confusions=[(c.head, *_confusion(c)) for c in shown if c.id != "beside"],
        pairs=pairs,
        blocks=blocks,
        value=lambda sample, measure: sample.value(measure),
        not_stated=NOT_STATED,
    )


def _badness(pair: Pair) -> tuple[int, float, float, str]:
    """Cases without a document first, then by outcomes that agree, missed points and forbidden statements; those without a
    key, of which nothing is known, last.
    """
    own = pair.own
    group = 0 if own.error != NOT_STATED else 1 if own.keyed else 2
    told = (own.value("point_recall") or 0.0) - len(own.content.hits)
    return (group, own.value("outcome_agreement") or 0.0, told, own.case)


def _confusion(column: Column) -> tuple[dict[str, dict[str, int]], list[str], dict[str, float]]:
    units = [u for s in column.samples for u in s.units]
    table = confusion(units)
    return table, sorted({word for row in table.values() for word in row}), recall_by_outcome(units)


def blocks(sample: Sample) -> list[Block]:
    """The document of a sample, statement by statement, under its headings."""
    if not isinstance(sample.written, Written):
        return []
    found: list[tuple[str, list[Shown]]] = []
    for said in sample.written.statements:
        shown = _shown(said, sample.content)
        if found and found[-1][0] == said.heading:
            found[-1][1].append(shown)
        else:
            found.append((said.heading, [shown]))
    return [Block(heading, tuple(statements)) for heading, statements in found]


def _shown(said: Said, content: Content) -> Shown:
    matches = (*content.points, *content.steps, *content.figures)
    made = tuple(dict.fromkeys(m.id for m in matches if m.statement == said.id))
    reasons = [(hit.sentence, f"{hit.says} {hit.why}") for hit in content.hits if hit.statement == said.id]
    return Shown(said, made, tuple(_parts(said.text, reasons)))


def _parts(text: str, reasons: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The text in runs. A sentence that was normalised for comparing, and is not found as it stands, marks the whole."""
    if not reasons:
        return [(text, "")]
    joined: dict[str, list[str]] = {}
    for sentence, why in reasons:
        joined.setdefault(sentence, []).append(why)
    parts = [(text, "")]
    for sentence, whys in joined.items():
        parts = [piece for part in parts for piece in _cut(part, sentence, " ".join(whys))]
    return parts if any(why for _, why in parts) else [(text, " ".join(why for _, why in reasons))]


def _cut(part: tuple[str, str], sentence: str, why: str) -> list[tuple[str, str]]:
    before, found, after = part[0].partition(sentence)
    if part[1] or not found:
        return [part]
    return [piece for piece in ((before, ""), (found, why), (after, "")) if piece[0]]
