"""The figures of a run: means with intervals, side by side, as data and as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.base import NOT_STATED
from .misses import Miss
from .outcomes import confusion, kappa, recall_by_outcome
from .sample import Run, Sample, System, values
from .score import INTERVAL, MEASURES, Interval, Measure, interval

POOLED = "kappa"
"""Measure that is computed over the outcomes of all cases at once: within one case they are too few."""
UNGUARDED = "**Drafted without the guard, for measuring alone. None of these documents is a determination.**"
HEADS = {"assistant": "assistant", "reference": "reference article"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure of one writer over all cases."""

    interval: Interval | None
    reason: str = ""
    """Why it was not scored in any case."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, by writer."""

    measure: Measure
    cells: dict[System, Cell]


def systems(run: Run) -> tuple[System, ...]:
    """Writers of a run, the program first."""
    return ("assistant", "reference") if run.of("reference") else ("assistant",)


def rows(run: Run) -> list[Row]:
    """All measures, in the order of the tables."""
    return [Row(m, {system: _cell(run.of(system), m.id) for system in systems(run)}) for m in MEASURES]


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
    return f"{mean} ({written(found.low, measure)} to {written(found.high, measure)})"


def summary_markdown(run: Run, missed: Sequence[Miss] = ()) -> str:
    """The summary of a run, for a pull request."""
    return "\n".join(_lines(run, missed)) + "\n"


def _lines(run: Run, missed: Sequence[Miss]) -> Iterator[str]:
    shown = systems(run)
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
    yield "| measure | " + " | ".join(HEADS[s] for s in shown) + " |"
    yield "| --- |" + " --- |" * len(shown)
    for row in rows(run):
        yield f"| {row.measure.label} | " + " | ".join(cell_text(row.cells[s], row.measure) for s in shown) + " |"
    yield ""
    yield from _thresholds(missed)
    for system in shown:
        yield from _confusion(run, system)
    yield "## Cases"
    for sample in run.of("assistant"):
        yield from _case(sample)


def _thresholds(missed: Sequence[Miss]) -> Iterator[str]:
    if missed:
        yield "## Thresholds that are not kept"
        yield ""
        yield from (f"- {miss}" for miss in missed)
        yield ""


def _confusion(run: Run, system: System) -> Iterator[str]:
    units = [u for s in run.of(system) for u in s.units]
    if not units:
        return
    table, recall = confusion(units), recall_by_outcome(units)
    found = sorted({word for row in table.values() for word in row})
    yield f"## Outcomes, {HEADS[system]}"
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
