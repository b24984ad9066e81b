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


MEASURES: Final = (
    Measure(id="outcome_agreement", label="Outcomes that agree", better="higher"),
    Measure(id="outcome_acceptable", label="Outcomes that agree or are acceptable", better="higher"),
    Measure(id="recall_necessary", label="Of what is necessary, found so", better="higher"),
    Measure(id="recall_not_necessary", label="Of what is not necessary, found so", better="higher"),
    Measure(id="recall_undetermined", label="Of what is open, found so", better="higher"),
    Measure(id="disposition_strict", label="Approvals that agree (strict: what is open is refused)", better="higher"),
    Measure(id="disposition_lenient", label="Refusals that agree (lenient: what is open is not)", better="higher"),
    Measure(id="basis_agreement", label="Bases that agree", better="higher"),
    Measure(id="kappa", label="Cohen's kappa", better="higher", form="number"),
    Measure(id="point_recall", label="Key points made", better="higher"),
    Measure(id="step_recall", label="Required next steps", better="higher"),
    Measure(id="figure_accuracy", label="Figures right", better="higher"),
    Measure(id="figures_wrong", label="Figures wrong", better="lower", form="number"),
    Measure(id="forbidden", label="Forbidden statements", better="lower", form="number"),
    Measure(id="unsupported_figures", label="Unsupported figures", better="lower", form="number"),
    Measure(id="figures_nowhere", label="Figures in no source and not in the record", better="lower", form="number"),
    Measure(id="contradictions", label="Contradictions within the document", better="lower", form="number"),
    Measure(id="wrong_expansions", label="Abbreviations spelt out wrongly", better="lower", form="number"),
    Measure(id="proved", label="Statements proved by the guard", better="higher"),
    Measure(id="citation_recall", label="Citation recall (by the guard)", better="higher"),
    Measure(id="citation_precision", label="Citation precision (by the guard)", better="higher"),
    Measure(id="cited", label="Statements with the source they need", better="higher"),
    Measure(id="dangling_citations", label="Citations without a source", better="lower", form="number"),
    Measure(id="section_coverage", label="Sections of the reference covered", better="higher"),
    Measure(id="sections", label="Kinds of section of substance", better="higher", form="number"),
    Measure(id="sources", label="Distinct sources", better="higher", form="number"),
    Measure(id="source_diversity", label="Sources, weighed by use", better="higher", form="number"),
    Measure(id="top_source", label="Share of the most cited source", better="lower"),
    Measure(id="lone_source", label="Statements that rest on one and the same source alone", better="lower"),
    Measure(id="accepted", label="Statements that stand as drafted", better="higher"),
    Measure(id="repaired", label="Statements repaired", better="lower"),
    Measure(id="replaced", label="Statements replaced or left out", better="lower"),
    Measure(id="words", label="Words", better="neither", form="number"),
    Measure(id="statements", label="Statements", better="neither", form="number"),
    Measure(id="repetition", label="Repeated runs of six words", better="lower"),
    Measure(id="readability", label="Flesch reading ease", better="neither", form="number"),
    Measure(id="school_grade", label="School grade (Flesch-Kincaid)", better="neither", form="number"),
    Measure(id="readable", label="Sentences within reach of the reader", better="higher"),
    Measure(id="seconds", label="Seconds", better="lower", form="seconds"),
    Measure(id="tokens", label="Tokens", better="lower", form="number"),
    Measure(id="cost", label="Cost", better="lower", form="number"),
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
