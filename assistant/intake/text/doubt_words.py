"""What the reader is told of sentences that put in doubt what the rest of a record says."""

from ...model.base import Model
from .procedure_words import Phrases


class DoubtRule(Model):
    """Words that together put something in doubt."""

    kind: str
    """Kind of the finding that they make, which is left open."""
    all: Phrases
    """Names of words, of each of which a sentence holds one; it is looked for by the first."""
    none: Phrases = ()
    """Names of words, none of which it holds."""
    told: Phrases = ()
    """Kinds or groups of facts, or treatments, one of which the record states elsewhere, so that there is something to doubt; empty: any."""
    last: bool = False
    """Whether it counts only where nothing in the record is of a later day."""
    back: Phrases = ()
    """Names of words, none of which the next sentence holds: what was gone came back."""
    understood: Phrases = ()
    """Kinds of facts that the sentence itself states as present, for then they say it already."""
    unread: bool = False
    """Whether it counts only where nothing else was read of the sentence: words that are wide enough to be part of a fact."""
    untold: Phrases = ()
    """Kinds of facts that the record does not state, for then the words are part of what is asked for."""


class DoubtWords(Model):
    """Words for what is put in doubt, and by what."""

    words: dict[str, Phrases] = {}
    """Expressions by the name of what they mean; each is found as a whole."""
    rules: tuple[DoubtRule, ...] = ()
