"""What a scorer returns: a value, or the reason why there is none. What is not scored never enters a mean."""

import random
from collections.abc import Sequence
from typing import Final, Literal

from ..model.base import NOT_STATED, Model, NotStated

SEED: Final = 20261121
"""Of the resampling behind the intervals."""
RESAMPLES: Final = 1000
"""Samples drawn for an interval."""
INTERVAL: Final = 0.95
"""Share of the resampled means that an interval holds."""

Better = Literal["higher", "lower", "neither"]


class Measure(Model):
    """What is measured, and how it is read."""

    id: str
    label: str
    better: Better
    """Which way is better; `neither`: told, not judged."""
    form: Literal["share", "number", "seconds"] = "share"


MEASURES: Final = tuple(
    Measure(id=id, label=label, better=better, form=form)
    for id, label, better, form in (
        ("outcome_agreement", "Outcomes that agree", "higher", "share"),
        ("outcome_acceptable", "Outcomes that agree or are acceptable", "higher", "share"),
        ("basis_agreement", "Bases that agree", "higher", "share"),
        ("kappa", "Cohen's kappa", "higher", "number"),
        ("point_recall", "Key points made", "higher", "share"),
        ("step_recall", "Required next steps", "higher", "share"),
        ("figure_accuracy", "Figures right", "higher", "share"),
        ("figures_wrong", "Figures wrong", "lower", "number"),
        ("forbidden", "Forbidden statements", "lower", "number"),
        ("unsupported_figures", "Unsupported figures", "lower", "number"),
        ("citation_precision", "Statements proved by the guard", "higher", "share"),
        ("citation_recall", "Statements with the source they need", "higher", "share"),
        ("dangling_citations", "Citations without a source", "lower", "number"),
        ("section_coverage", "Sections of the reference covered", "higher", "share"),
        ("sections", "Kinds of section", "higher", "number"),
        ("sources", "Distinct sources", "higher", "number"),
        ("top_source", "Share of the most cited source", "lower", "share"),
        ("guard_touched", "Statements repaired, replaced or left out", "lower", "number"),
        ("words", "Words", "neither", "number"),
        ("statements", "Statements", "neither", "number"),
        ("repetition", "Repeated runs of six words", "lower", "share"),
        ("readability", "Flesch reading ease", "neither", "number"),
        ("seconds", "Seconds", "lower", "seconds"),
    )
)
"""In the order of the tables."""
BY_ID: Final = {measure.id: measure for measure in MEASURES}


class Score(Model):
    """One value of one document."""

    measure: str
    """Id of the measure."""
    value: float | NotStated = NOT_STATED
    """Not stated where it was not scored."""
    of: int = 0
    """How many things it was counted over."""
    reason: str | NotStated = NOT_STATED
    """Why it was not scored."""


def scored(measure: str, value: float, of: int = 1) -> Score:
    """A value."""
    return Score(measure=measure, value=round(value, 6), of=of)


def not_scored(measure: str, reason: str) -> Score:
    """No value, and why."""
    return Score(measure=measure, reason=reason)


def share(measure: str, good: float, total: float, nothing: str) -> Score:
    """A share; not scored, for the reason `nothing`, where there is nothing to count."""
    return scored(measure, good / total, int(total)) if total else not_scored(measure, nothing)


class Interval(Model):
    """A mean with its bootstrap interval."""

    mean: float
    low: float
    high: float
    cases: int
    """Values it rests on."""


def interval(values: Sequence[float], seed: int = SEED) -> Interval | None:
    """Mean and percentile bootstrap interval over cases (Efron 1979); None where there is no value."""
    if not values:
        return None
    draw = random.Random(seed)
    count = len(values)
    means = sorted(sum(draw.choices(values, k=count)) / count for _ in range(RESAMPLES))
    tail = (1 - INTERVAL) / 2
    low, high = means[int(tail * RESAMPLES)], means[min(RESAMPLES - 1, int((1 - tail) * RESAMPLES))]
    return Interval(mean=sum(values) / count, low=low, high=high, cases=count)
