"""Two runs side by side: differences case by case, with paired intervals, and what changed in each case."""

from collections.abc import Iterator
from typing import Literal

from ..model.base import Model
from .sample import Manifest, Run, Sample
from .score import BY_ID, MEASURES, Interval, interval
from .summary import written


class Difference(Model):
    """A measure over the cases that both runs scored: second minus first."""

    measure: str
    first: float
    second: float
    change: Interval
    """Paired over cases."""
    judged: Literal["better", "worse", "same", "unclear"]
    """Better or worse where the whole interval lies on one side of no change."""


class CaseChange(Model):
    """What changed in one case, in sentences."""

    case: str
    changes: tuple[str, ...]


class Comparison(Model):
    """Two runs."""

    made: tuple[str, ...] = ()
    """What differs in how they were made, in sentences. Where keys differ, the same document may score otherwise."""
    differences: tuple[Difference, ...]
    cases: tuple[CaseChange, ...]
    only_first: tuple[str, ...] = ()
    """Cases that the second run does not have."""
    only_second: tuple[str, ...] = ()


def compare(first: Run, second: Run) -> Comparison:
    """Compares the program's documents of two runs, on the cases that both have."""
    before = {s.case: s for s in first.of("assistant")}
    after = {s.case: s for s in second.of("assistant")}
    both = [case for case in before if case in after]
    pairs = [(before[case], after[case]) for case in both]
    changed = ((case, tuple(_changes(before[case], after[case]))) for case in both)
    return Comparison(
        made=tuple(_made(first.manifest, second.manifest)),
        differences=tuple(_differences(pairs)),
        cases=tuple(CaseChange(case=case, changes=changes) for case, changes in changed if changes),
        only_first=tuple(case for case in before if case not in after),
        only_second=tuple(case for case in after if case not in before),
    )


def _made(first: Manifest, second: Manifest) -> Iterator[str]:
    """What differs between two manifests."""
    before, after = first.configuration.model_dump(), second.configuration.model_dump()
    for name, value in before.items():
        if value != after[name]:
            yield f"{name.replace('_', ' ')}: {value} became {after[name]}"
    for name in sorted(first.prompts.keys() | second.prompts.keys()):
        old, new = (m.prompts.get(name, "none") for m in (first, second))
        if old != new:
            yield f"version of the prompt '{name}': {old} became {new}"
    for word, name in (("program", "program"), ("corpus", "corpus"), ("settings", "settings")):
        if getattr(first, name) != getattr(second, name):
            yield f"the {word} is not the same" if word != "settings" else "the settings are not the same"
    known = {e.case: e for e in second.entries}
    both = [(e, known[e.case]) for e in first.entries if e.case in known]
    for word, name in (("case", "digest"), ("key", "key"), ("article", "article")):
        changed = [a.case for a, b in both if getattr(a, name) != getattr(b, name)]
        if changed:
            yield f"another {word}: {', '.join(changed)}"


def _differences(pairs: list[tuple[Sample, Sample]]) -> Iterator[Difference]:
    for measure in MEASURES:
        found = [
            (a, b)
            for x, y in pairs
            if (a := x.value(measure.id)) is not None and (b := y.value(measure.id)) is not None
        ]
        change = interval([b - a for a, b in found])
        if change is None:
            continue
        judged: Literal["better", "worse", "same", "unclear"] = "unclear"
        if change.low == change.high == 0:
            judged = "same"
        elif change.cases > 1 and measure.better != "neither" and (change.low > 0 or change.high < 0):
            judged = "better" if (change.low > 0) == (measure.better == "higher") else "worse"
        yield Difference(
            measure=measure.id,
            first=sum(a for a, _ in found) / len(found),
            second=sum(b for _, b in found) / len(found),
            change=change,
            judged=judged,
        )


def _changes(before: Sample, after: Sample) -> Iterator[str]:
    if before.error != after.error:
        yield f"could be drafted: {'no' if after.written == 'not_stated' else 'yes'} now"
    found = {u.name: u.found for u in before.units}
    for unit in after.units:
        if unit.name in found and found[unit.name] != unit.found:
            yield f"{unit.name}: {found[unit.name]} became {unit.found} (expected {unit.expected})"
    for name, said in (("point", "points"), ("step", "steps")):
        made = {m.id: m.made for m in getattr(before.content, said)}
        for match in getattr(after.content, said):
            if match.id in made and made[match.id] != match.made:
                yield f"{name} {match.id}: {'made now' if match.made else 'missed now'}"
    states = {f.id: f.state for f in before.content.figures}
    for figure in after.content.figures:
        if figure.id in states and states[figure.id] != figure.state:
            yield f"figure {figure.id}: {states[figure.id]} became {figure.state}"
    hits, now = {h.id for h in before.content.hits}, {h.id for h in after.content.hits}
    yield from (f"forbidden {id}: new" for id in sorted(now - hits))
    yield from (f"forbidden {id}: gone" for id in sorted(hits - now))


# --- as text ------------------------------------------------------------------------------------------------------

HEADS = ("measure", "first", "second", "change", "judged")


def table_of(found: Comparison) -> Iterator[tuple[str, ...]]:
    """One row for each measure, as printed."""
    for d in found.differences:
        measure = BY_ID[d.measure]
        ends = f"{written(d.change.low, measure)} to {written(d.change.high, measure)}"
        change = written(d.change.mean, measure) + ("" if d.change.low == d.change.high else f" ({ends})")
        yield measure.label, written(d.first, measure), written(d.second, measure), change, d.judged


def comparison_markdown(found: Comparison) -> str:
    """A comparison, for a pull request."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Comparison) -> Iterator[str]:
    yield "# Evaluation, second run against first"
    yield ""
    yield from (f"- {difference}" for difference in found.made or ("Both were made in the same way.",))
    yield ""
    yield f"| {' | '.join(HEADS)} |"
    yield "| --- |" + " --- |" * (len(HEADS) - 1)
    yield from (f"| {' | '.join(row)} |" for row in table_of(found))
    for case in found.cases:
        yield ""
        yield f"## {case.case}"
        yield ""
        yield from (f"- {change}" for change in case.changes)
    for name, cases in (("first", found.only_first), ("second", found.only_second)):
        if cases:
            yield ""
            yield f"Only in the {name} run: {', '.join(cases)}."
