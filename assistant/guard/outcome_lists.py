"""The word lists by which outcomes are told, asked for, supposed and made to depend on something, compiled."""

import re
from collections.abc import Iterable
from functools import cached_property

from .phrases import Phrases, phrases
from .word_lists import Expression, Words


def alternatives(expressions: Iterable[Expression]) -> re.Pattern[str]:
    """One pattern of all expressions, in the order of the file; the name of the group that matched is `v` and its
    place.

    Matches begin at the beginning of a word.
    """
    return re.compile(
        r"(?<![a-z])(?!\s)(?:"
        + "|".join(f"(?P<v{n}>{expression.pattern})" for n, expression in enumerate(expressions))
        + ")"
    )


class OutcomeLists:
    """What is decided, and in what mood."""

    words: Words

    @cached_property
    def of_gap(self) -> Phrases:
        """Finds words by which a refusal is said to rest on what is missing."""
        return phrases(self.words.of_gap)

    @cached_property
    def of_finding(self) -> Phrases:
        """Finds words by which it is said to rest on what the record shows."""
        return phrases(self.words.of_finding)

    @cached_property
    def verdict(self) -> re.Pattern[str]:
        """Finds verdict words."""
        return alternatives(self.words.verdicts)

    @cached_property
    def criterion_word(self) -> re.Pattern[str]:
        """Finds words that say whether a criterion is met."""
        return alternatives(self.words.criterion_words)

    @cached_property
    def gap(self) -> re.Pattern[str]:
        """A gap of the record, given as a reason."""
        return re.compile(self.words.gaps)

    @cached_property
    def all_but(self) -> re.Pattern[str]:
        """Finds words that make an exception of what follows."""
        return re.compile(self.words.all_but)

    @cached_property
    def relation(self) -> re.Pattern[str]:
        """Finds words that hold a finding against what a policy asks."""
        return re.compile(self.words.relations)

    @cached_property
    def hypothetical(self) -> Phrases:
        """Finds modals that make a verdict a supposition."""
        return phrases(self.words.hypothetical)

    @cached_property
    def not_asserted(self) -> Phrases:
        """Finds words under which a verdict is mentioned, not given."""
        return phrases(self.words.not_asserted)

    @cached_property
    def foreclosed(self) -> re.Pattern[str]:
        """Finds words that rule an outcome out whatever is found."""
        return re.compile(self.words.foreclosed)

    @cached_property
    def depending(self) -> Phrases:
        """Finds words under which a verdict is told to depend on something."""
        return phrases(self.words.depending)

    @cached_property
    def taken_away(self) -> Phrases:
        """Finds words that suppose something gone."""
        return phrases(self.words.taken_away)

    @cached_property
    def as_stated(self) -> Phrases:
        """Finds words that suppose a claim to be documented."""
        return phrases(self.words.as_stated)

    @cached_property
    def would_decide(self) -> re.Pattern[str]:
        """Finds what a claim would do to a criterion; `short`, where it would not be met."""
        return re.compile(self.words.would_decide)

    @cached_property
    def condition(self) -> re.Pattern[str]:
        """Finds words that open a condition."""
        return re.compile(f"{self.words.conditions}|{self.words.loose_conditions}")

    @cached_property
    def conditional_phrase(self) -> re.Pattern[str]:
        """Finds set phrases of conditional approval."""
        return re.compile(self.words.conditional_phrases)

    @cached_property
    def alone(self) -> Phrases:
        """Finds words that make one thing enough."""
        return phrases(self.words.alone)

    @cached_property
    def asking(self) -> Phrases:
        """Finds words of a recommendation that ask for something still."""
        return phrases(self.words.asking)

    @cached_property
    def narrowing(self) -> Phrases:
        """Finds words that make an operation smaller."""
        return phrases(self.words.narrowing)

    @cached_property
    def this_case(self) -> re.Pattern[str]:
        """Finds words that tie a sentence to this request."""
        return re.compile(self.words.this_case)

    @cached_property
    def own_verdict(self) -> re.Pattern[str]:
        """Finds verdicts that can only be of this request."""
        return re.compile(self.words.own_verdicts)

    @cached_property
    def waiver(self) -> Phrases:
        """Finds names of what sets a criterion aside."""
        return phrases(self.words.waiver_words)
