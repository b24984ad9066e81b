"""The figures of a run: means with intervals, side by side, as data and as Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.base import NOT_STATED
from .misses import Miss
from .outcomes import confusion, kappa, recall_by_outcome
from .sample import Run, Sample, values
from .score import INTERVAL, MEASURES, Interval, Measure, interval

POOLED = "kappa"
"""Measure that is computed over the outcomes of all cases at once: within one case they are too few."""
UNGUARDED = "**Drafted without the guard, for measuring alone. None of these documents is a determination.**"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the tables: documents of one writer."""

    id: str
    head: str
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure of one column."""

    interval: Interval | None
    reason: str = ""
    """Why it was not scored in any case."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, by id of the column."""

    measure: Measure
    cells: dict[str, Cell]

    @property
    def scored(self) -> bool:
        """Whether it was scored in any column."""
        return any(cell.interval is not None for cell in self.cells.values())


def columns(run: Run) -> tuple[Column, ...]:
    """The program's documents; where there are articles, those on their cases once more, so that like stands beside like."""
    own, theirs = run.of("assistant"), run.of("reference")
    if not theirs:
        return (Column("assistant", _head("assistant", own), own),)
    known = {s.case for s in theirs}
    beside = tuple(s for s in own if s.case in known)
    article = Column("reference", _head("reference article", theirs), theirs)
    if len(beside) == len(own):
        return Column("assistant", _head("assistant", own), own), article
    return (
        Column("assistant", _head("assistant", own), own),
        Column("beside", _head("assistant, same cases as the articles", beside), beside),
        article,
    )


def _head(name: str, samples: Sequence[Sample]) -> str:
    return f"{name} ({len(samples)})"


def rows(run: Run) -> list[Row]:
    """All measures, in the order of the tables."""
    shown = columns(run)
    return [Row(m, {c.id: _cell(c.samples, m.id) for c in shown}) for m in MEASURES]


def _cell(samples: Sequence[Sample], measure: str) -> Cell:
    if measure == POOLED:
        pooled = kappa([u for s in samples for u in s.units])
        if pooled.value == NOT_STATED:
            return Cell(None, str(pooled.reason))
        return Cell(Interval(mean=pooled.value, low=pooled.value, high=pooled.value, cases=len(samples)))
    found = interval(values(samples, measure))
    reasons = dict.fromkeys(str(x.reason) for s in samples for x in s.scores if x.measure == measure)
    return Cell(found, "" if found else "; ".join(reasons) or "no document")


def written(value: float, measure: Measure) -> str:
    """A value as printed."""
    if measure.form == "seconds":
        return f"{value:.2f} s"
    if measure.form == "number":
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{100 * value:.1f} %"


def cell_text(cell: Cell, measure: Measure) -> str:
    """Mean and interval; the interval is left out where it is a point."""
    found = cell.interval
    if found is None:
        return "not scored"
    mean = written(found.mean, measure)
    if found.low == found.high:
        return mean
    low, high = (written(end, measure).removesuffix(" %").removesuffix(" s") for end in (found.low, found.high))
    return f"{mean} ({low} to {high})"


def not_scored(table: Iterable[Row]) -> dict[str, list[str]]:
    """Measures that were scored in no column, by reason."""
    found: dict[str, list[str]] = {}
    for row in table:
        if not row.scored:
            reason = next(iter(row.cells.values())).reason
            found.setdefault(reason, []).append(row.measure.label)
    return found


def summary_markdown(run: Run, missed: Sequence[Miss] = ()) -> str:
    """The summary of a run, for a pull request."""
    return "\n".join(_lines(run, missed)) + "\n"


def _lines(run: Run, missed: Sequence[Miss]) -> Iterator[str]:
    shown = columns(run)
    manifest = run.manifest
    yield "# Evaluation"
    yield ""
    if not run.guarded:
        yield UNGUARDED
        yield ""
    yield (
        f"{len(run.of('assistant'))} cases, {len(run.of('reference'))} reference articles; program {manifest.version}, "
        f"{manifest.configuration.told()}; {manifest.seconds:.1f} s. "
        f"Means over the cases, with {100 * INTERVAL:.0f} % bootstrap intervals."
    )
    yield ""
    yield "| measure | " + " | ".join(c.head for c in shown) + " |"
    yield "| --- |" + " --- |" * len(shown)
    table = rows(run)
    for row in table:
        if row.scored:
            yield (
                f"| {row.measure.label} | " + " | ".join(cell_text(row.cells[c.id], row.measure) for c in shown) + " |"
            )
    yield ""
    yield from _not_scored(table)
    yield from _thresholds(missed)
    for column in shown:
        yield from _confusion(column)
    yield "## Cases"
    for sample in run.of("assistant"):
        yield from _case(sample)


def _not_scored(table: Iterable[Row]) -> Iterator[str]:
    if found := not_scored(table):
        yield "Not scored: " + "; ".join(f"{', '.join(labels)} ({reason})" for reason, labels in found.items()) + "."
        yield ""


def _thresholds(missed: Sequence[Miss]) -> Iterator[str]:
    if missed:
        yield "## Thresholds that are not kept"
        yield ""
        yield from (f"- {miss}" for miss in missed)
        yield ""


def _confusion(column: Column) -> Iterator[str]:
    units = [u for s in column.samples for u in s.units]
    if not units or column.id == "beside":
        return
    table, recall = confusion(units), recall_by_outcome(units)
    found = sorted({word for row in table.values() for word in row})
    yield f"## Outcomes, {column.head}"
    yield ""
    yield "| expected | " + " | ".join(f"found {w.replace('_', ' ')}" for w in found) + " | recall |"
    yield "| --- |" + " --- |" * (len(found) + 1)
    for word, counts in sorted(table.items()):
        cells = " | ".join(str(counts.get(w, 0)) for w in found)
        share = f"{100 * recall[word]:.0f} %" if word in recall else "none decided"
        yield f"| {word.replace('_', ' ')} | {cells} | {share} |"
    yield ""


def _case(sample: Sample) -> Iterator[str]:
    yield ""
    yield f"### {sample.case}"
    yield ""
    if sample.error != NOT_STATED:
        yield f"- not drafted: {sample.error}"
        return
    yield from (f"- not written by the model: {section} ({why})" for section, why in sample.unwritten.items())
    yield f"- determination: {str(sample.verdict).replace('_', ' ')}"
    if not sample.keyed:
        yield "- no key"
        return
    for unit in sample.units:
        if not unit.agrees:
            found = "acceptable" if unit.acceptable else "wrong"
            yield f"- {found} outcome, {unit.name}: expected {unit.expected}, found {unit.found}"
    content = sample.content
    yield from (f"- missed point `{p.id}`: {p.says}" for p in content.points if not p.made)
    yield from (f"- missed step `{s.id}`: {s.says}" for s in content.steps if not s.made)
    for figure in content.figures:
        if figure.state == "wrong" or (figure.state == "absent" and figure.required):
            yield f"- {figure.state} figure `{figure.id}`: {figure.says}"
    yield from (f"- forbidden `{hit.id}`: {hit.sentence}" for hit in content.hits)
