"""What a run does not keep of its thresholds."""

from collections.abc import Iterator

from ..model.base import Model
from .sample import Run, Sample, values
from .score import BY_ID
from .thresholds import Thresholds


class Miss(Model):
    """A limit that is not kept."""

    measure: str
    found: str
    limit: str

    def __str__(self) -> str:
        return f"{self.measure} is {self.found}; the threshold is {self.limit}."


def misses(run: Run, thresholds: Thresholds) -> Iterator[Miss]:
    """Limits that the run does not keep. What no case was scored on is not kept: nobody knows."""
    own = run.of("assistant")
    if (errors := run.errors()) > thresholds.errors:
        yield Miss(measure="cases that could not be drafted", found=str(errors), limit=f"at most {thresholds.errors}")
    for name, limit in thresholds.means.items():
        found = values(own, name)
        mean = sum(found) / len(found) if found else None
        if mean is None:
            yield Miss(measure=BY_ID[name].label, found="not scored in any case", limit=str(limit))
        elif not limit.kept_by(mean):
            yield Miss(measure=BY_ID[name].label, found=f"{mean:.4g}", limit=str(limit))
    for sample in own:
        yield from misses_of(sample, thresholds)


def misses_of(sample: Sample, thresholds: Thresholds) -> Iterator[Miss]:
    """Limits for each case that this one does not keep. What was not scored on it is passed over."""
    for name, limit in thresholds.each.items():
        value = sample.value(name)
        if value is not None and not limit.kept_by(value):
            label = f"{sample.case}: {BY_ID[name].label}"
            yield Miss(measure=label, found=f"{value:.4g}", limit=str(limit))
