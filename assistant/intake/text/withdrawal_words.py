"""What the reader is told of words that take back what was told before."""

from ...model.base import Model
from .procedure_words import Phrases


class WithdrawalReading(Model):
    """Words that take back what was told before, without naming it."""

    re: str
    kinds: Phrases = ()
    """Kinds that they take back; empty: what the sentence before told."""
    also: Phrases = ()
    """Further kinds that the sentence before may have told; named with their end, they are taken back as well."""
