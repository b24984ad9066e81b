"""When which treatment was given, as far as the record dates it."""

from datetime import date as Date

from .base import Model, NotStated, YesNo


class Episode(Model):
    """Days on which a treatment was given without a break that the record shows. Overlapping ones are joined."""

    start: Date
    end: Date | NotStated
    """Not stated where the record names no last day."""
    treatments: tuple[str, ...]
    """Ids of the treatments behind it."""


class Gap(Model):
    """Days between two episodes."""

    start: Date
    end: Date
    days: int


class Course(Model):
    """One kind of treatment, supervised apart from unsupervised."""

    kind: str
    label: str
    supervised: YesNo
    episodes: tuple[Episode, ...]
    gaps: tuple[Gap, ...]
    weeks: float
    """Weeks that the dated episodes cover."""


class Timeline(Model):
    """The conservative care of a record. What is denied is not in it."""

    until: Date | NotStated = "not_stated"
    """Day of the request."""
    courses: tuple[Course, ...] = ()
    undated: tuple[str, ...] = ()
    """Ids of treatments that the record does not date."""
    elsewhere: tuple[str, ...] = ()
    """Ids of treatments of another region than the request, which are not drawn."""
