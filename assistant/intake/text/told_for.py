"""Whose result a sentence of a note tells: that of another paper, which its label or the sentence before names."""

from collections.abc import Collection

from .sentence import Sentence

WITHOUT = frozenset(
    ("hypothetical", "planned_after", "refused", "refused_after", "negated_after", "silent", "unrecorded")
)
"""What says of that paper that it is not there, or not yet."""
OPEN = WITHOUT | {"negation", "uncertain", "uncertain_after", "family"}
"""The same where no label names it."""


def paper_named(sentence: Sentence) -> str:
    """The one kind of paper that a sentence names as there, so that the next may tell its result; empty where it names none or several."""
    named = {m.value for m in sentence.cued("paper")}
    return named.pop() if len(named) == 1 and not sentence.cued_any(OPEN) else ""


class ToldFor:
    """Follows the sentences of one document. `others`: words of a sentence that may tell the result of somebody else."""

    def __init__(self, others: Collection[str]) -> None:
        self._others = frozenset(others)
        self._before, self._shut = "", ""

    def of(self, sentence: Sentence, label: str, *, goes_on: bool) -> str:
        """The kind of paper whose result a sentence tells: that of its label, else of the sentence that it goes on from.

        Empty where it may be another's, and below a label behind which it is said that the paper is not there.
        """
        before, self._before = self._before if goes_on else "", paper_named(sentence)
        line = f"{sentence.line.heading}|{sentence.line.place}"
        if label and not before and sentence.cued_any(WITHOUT) and not sentence.names:
            self._shut = line
        if not self._others.isdisjoint([w.word for w in sentence.words]):
            return ""
        return ("" if self._shut == line else label) or before
