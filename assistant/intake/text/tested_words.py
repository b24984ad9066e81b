"""Words for what somebody examined or tested for."""

from ...model.base import Model
from .procedure_words import Phrases


class TestedWords(Model):
    """Words for what was examined, tested for or looked for."""

    examined: Phrases = ()
    """Expressions by which the writer of a letter tells of an examination of his own, with its day."""
    tests_for: Phrases = ()
    """Words directly before facts that say what was tested for."""
    tests_clear: Phrases = ()
    """Words behind these facts by which the tests found none of them."""
    looked_for: Phrases = ()
    """Words directly behind a fact by which it only says what was looked for, such as the tests for it."""
