"""What the reader is told of the words by which a request names a code that is none of it."""

from ...model.base import Model
from .procedure_words import Phrases


class TakenBackWords(Model):
    """Regular expressions, in any case."""

    before: Phrases = ()
    """What stands directly before such a code."""
    after: Phrases = ()
    """What stands behind it in its clause."""
    whole: Phrases = ()
    """What says, before or behind it, that a code is none of the request wherever this names it."""
