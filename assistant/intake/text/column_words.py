"""The words by which the columns of a table are known."""

from pydantic import Field

from ...model.base import Model
from .procedure_words import Phrases


class Columns(Model):
    """Words at the head or in the last cell of a column."""

    of_start: Phrases = ()
    """Heads of the first days of courses."""
    of_end: Phrases = ()
    """Heads of their last days, in the next column."""
    aside: Phrases = ()
    """Heads of a column that says nothing new beside two of the sides."""
    problems: Phrases = ()
    """Names of a list of problems, at the beginning of its heading."""
    closed: Phrases = ()
    """What the last column of such a list says of one that is over."""
    responses: Phrases = ()
    """Heads of a column that says whether a treatment helped."""
    results: Phrases = ()
    """Heads that say so in a table with one of `treated`; a form has them for its answers."""
    treated: Phrases = ()
    """Heads of what was given, and of how much."""
    helped: dict[str, str] = Field(default_factory=dict)
    """What its answers say in words, by the answer."""
