"""Findings that a regular expression reads whole: data of the specialty."""

from typing import Literal

from pydantic import field_validator

from ...model.base import Model
from .procedure_words import Phrases

Polarity = Literal["present", "absent", "uncertain"]


class Pattern(Model):
    """A finding that a regular expression reads whole.

    Groups: `number`, with `time` for its unit of time (alone it is one of it); `since` for a `{date}`, or for a `{when}` that may be a month,
    a season or a year alone, from which weeks are counted; `grade` for words of a grade on the scale of the kind; `treatment` lets the
    expression run over a treatment. `{n}` stands for a number in figures, `{count}` for one in figures or words. `{m}` is a number in
    figures from which `{n}` differs: the difference is the value.
    """

    re: str
    cue: Phrases = ()
    """Small-letter texts without one of which the expression is not tried; one alone may stand without brackets."""
    unless: Phrases = ()
    """Expressions one of which a sentence has that speaks of something else, so that the expression is not tried."""
    under: Phrases = ()
    """Expressions one of which the heading of a sentence has, or the place above it; empty: it stands under any."""
    status: Polarity = "present"
    of: str = ""
    """The structure that the expression itself names."""
    sections: Phrases = ()
    """Sections that may state it, in place of those of its kind."""
    documents: Phrases = ()
    """Kinds of documents that may state it, or in whose name a note tells it; empty: all."""
    of_line: bool = False
    """Whether it is a label, which in a line that names a treatment before is that of the treatment."""
    within: float = 0.0
    """Weeks back up to which the day of `since` states it, which then only dates it; 0: any, and the weeks are the value."""
    factor: float = 1.0
    """What the number is multiplied with, where the text gives it in another unit."""

    @field_validator("cue", "unless", mode="before")
    @classmethod
    def _one(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value
