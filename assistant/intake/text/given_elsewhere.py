"""What was given at another place than any of this specialty: its effect is that of no treatment named before it."""

import re
from collections.abc import Sequence

from .lexicon import Mark
from .sentence import Sentence
from .treatment_words import Effects


class GivenElsewhere:
    """Knows it by the expressions of the data."""

    def __init__(self, told: Effects) -> None:
        places = "|".join(told.other_places) or "(?!)"
        self._told = [re.compile(e.replace("{place}", f"(?:{places})"), re.IGNORECASE) for e in told.elsewhere]

    def among(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether such a thing is named from one word to another."""
        if last < first:
            return False
        begin, end = sentence.words[first].start, sentence.words[last].end
        return any(e.search(sentence.line.text, begin, end) for e in self._told)

    def of(self, sentence: Sentence, marks: Sequence[Mark]) -> bool:
        """Whether a sentence names such a thing and none of the treatments `marks`, so that nothing in it speaks of one before."""
        return not marks and self.among(sentence, 0, len(sentence.words) - 1)

    def since(self, sentence: Sentence, mark: Mark | None, words: Sequence[int]) -> bool:
        """Whether such a thing stands between a treatment and an effect behind it."""
        return mark is not None and self.among(sentence, mark.last + 1, words[0])
