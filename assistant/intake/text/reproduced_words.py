"""What the reader is told of the words by which a note marks a report that it reproduces."""

from ...model.base import Model
from .procedure_words import Phrases


class Reproducing(Model):
    """Regular expressions, in any case, of what marks the words of a report within a note."""

    quick: Phrases = ()
    """One of these stands in every note that reproduces a report: the others are only looked for there."""
    leads: Phrases = ()
    """What says that the words behind it are those of a report, up to its colon, its verb or the sign of quotation."""
    trails: Phrases = ()
    """What says that the words before it in its sentence are those of a report."""
    parts: dict[str, Phrases] = {}
    """The labels of the parts of a report, by the name of the part: they head it below a study and its day."""
    verbatim: Phrases = ()
    """Words within `leads` that give what a report says, and not what it amounts to."""
    contrary: Phrases = ()
    """Words of a sentence before the report's that say that there is none, or that it is the writer's own."""
    others: Phrases = ()
    """Words of a sentence before the report's that name a paper of another kind."""
    retold: Phrases = ()
    """Words before a mere colon that say that the writer tells what he read."""
