"""The word lists by which facts of the record are told and related, compiled."""

import re
from functools import cached_property

from .phrases import Phrases, phrases
from .word_lists import Words


class RecordLists:
    """What is said to be on record, how entries are related, and what happened when."""

    words: Words

    @cached_property
    def on_record(self) -> Phrases:
        """Finds words by which the record is said to hold what stands before them."""
        return phrases(self.words.on_record)

    @cached_property
    def assertions(self) -> dict[str, Phrases]:
        """Finds, by group, words of how long, how widely or how little something holds, which a source has to have."""
        return {name: phrases(entries) for name, entries in self.words.assertions.items()}

    @cached_property
    def claims(self) -> dict[str, Phrases]:
        """Finds words that relate entries of the record to each other, by what they claim."""
        return {name: phrases(entries) for name, entries in self.words.claims.items()}

    @cached_property
    def order_told(self) -> Phrases:
        """Finds words of the record that bear out an order in time."""
        return phrases(self.words.order_told)

    @cached_property
    def moving(self) -> Phrases:
        """Finds verbs by which a measure goes up or down."""
        return phrases((*self.words.rising, *self.words.falling))

    @cached_property
    def statistic(self) -> Phrases:
        """Finds names of statistics."""
        return phrases(self.statistics)

    @cached_property
    def statistics(self) -> dict[str, tuple[int, str]]:
        """For each name of a statistic its group, and the first name of what it is."""
        return {
            name: (n, names[0]) for n, group in enumerate(self.words.statistics) for names in group for name in names
        }

    @cached_property
    def no_worse(self) -> Phrases:
        """Finds words by which neither of two is the better."""
        return phrases(self.words.no_worse)

    @cached_property
    def request_cue(self) -> Phrases:
        """Finds words that speak of the request."""
        return phrases(self.words.request_cues)

    @cached_property
    def gone(self) -> Phrases:
        """Finds words by which all of a pain is said to have gone."""
        return phrases(self.words.gone)

    @cached_property
    def silent(self) -> Phrases:
        """Finds words behind which stands what the record is said not to say."""
        return phrases(self.words.silent)

    @cached_property
    def unsaid(self) -> Phrases:
        """Finds words before which it stands."""
        return phrases(self.words.unsaid)

    @cached_property
    def attributes(self) -> dict[str, Phrases]:
        """Finds names of what a treatment has on record, by what it is."""
        return {name: phrases(entries) for name, entries in self.words.attributes.items()}

    @cached_property
    def too_little(self) -> Phrases:
        """Finds words by which there was too little of something."""
        return phrases(self.words.too_little)

    @cached_property
    def felt(self) -> dict[str, Phrases]:
        """Finds words that say what became of a complaint, by what they say."""
        return {name: phrases(entries) for name, entries in self.words.felt.items()}

    @cached_property
    def following(self) -> Phrases:
        """Finds words by which an operation is said to go with another."""
        return phrases(self.words.following)

    @cached_property
    def reason(self) -> Phrases:
        """Finds words that open the reason of an outcome."""
        return phrases(self.words.reasons)

    @cached_property
    def ordinals(self) -> dict[str, int]:
        """Place among several by word."""
        return self.words.ordinals

    @cached_property
    def time_roles(self) -> dict[str, Phrases]:
        """Finds words that say what happened on a day."""
        return {name: phrases(entries) for name, entries in self.words.time_roles.items()}

    @cached_property
    def orders(self) -> dict[str, Phrases]:
        """Finds words that put two treatments in an order."""
        return {name: phrases(entries) for name, entries in self.words.orders.items()}

    @cached_property
    def given(self) -> Phrases:
        """Finds, behind a treatment, that it was done."""
        return phrases(self.words.given)

    @cached_property
    def given_before(self) -> Phrases:
        """Finds, before a treatment, that it was not done."""
        return phrases(self.words.given_before)

    @cached_property
    def unattended(self) -> Phrases:
        """Finds words for visits not kept."""
        return phrases(self.words.unattended)

    @cached_property
    def unsound(self) -> Phrases:
        """Finds words of what is weak, reduced or lost."""
        return phrases(self.words.unsound)

    @cached_property
    def missing(self) -> Phrases:
        """Finds words by which something is said not to be on record."""
        return phrases(self.words.missing)

    @cached_property
    def agreements(self) -> dict[str, Phrases]:
        """Finds words by which documents are said to agree or to differ."""
        return {name: phrases(entries) for name, entries in self.words.agreements.items()}

    @cached_property
    def reservation(self) -> Phrases:
        """Finds words by which something is said to stand against what is told."""
        return phrases(self.words.reservations)

    @cached_property
    def insufficient(self) -> Phrases:
        """Finds words by which something is said not to be enough."""
        return phrases(self.words.insufficient)

    @cached_property
    def sound(self) -> Phrases:
        """Finds words that tell health or soundness, and so deny a finding without a negation."""
        return phrases(self.words.sound)

    @cached_property
    def uncertain(self) -> Phrases:
        """Finds words that leave a fact open; the month of May before a number leaves none."""
        return phrases(self.words.uncertain, unless=(f"may {number}" for number in (*range(1, 32), *range(1990, 2100))))

    @cached_property
    def end_before(self) -> re.Pattern[str]:
        """Finds, right before a figure, a word that says that something began (`from`) or ended (`to`) with it."""
        one, two = (phrases(self.words.ends[name]).source for name in ("from", "to"))
        return re.compile(rf"(?:(?P<from>{one})|(?P<to>{two})) (?:the |about |some )?$")

    @cached_property
    def ceased_behind(self) -> Phrases:
        """Finds words behind a complaint by which it is there no longer."""
        return phrases(self.words.ceased_behind)

    @cached_property
    def never_given(self) -> Phrases:
        """Finds words behind a treatment by which it was not given."""
        return phrases(self.words.never_given)

    @cached_property
    def ceased(self) -> Phrases:
        """Finds words by which something was given up."""
        return phrases(self.words.ceased)

    @cached_property
    def had(self) -> Phrases:
        """Finds words by which a person is said to have had something."""
        return phrases(self.words.had)

    @cached_property
    def forms(self) -> dict[str, Phrases]:
        """Finds words of a treatment that was supervised (`yes`), or was not (`no`)."""
        return {sense: phrases(told) for sense, told in self.words.forms.items()}

    @cached_property
    def expressions(self) -> dict[str, re.Pattern[str]]:
        """Expressions of single checks, by name."""
        return {name: re.compile(pattern) for name, pattern in self.words.expressions.items()}

    @cached_property
    def hinders(self) -> re.Pattern[str]:
        """Finds words that deny without a negation."""
        return re.compile(self.words.hinders)

    @cached_property
    def sets_apart(self) -> re.Pattern[str]:
        """Finds words by which one thing is told from another without a negation."""
        return re.compile(self.words.sets_apart)

    @cached_property
    def ended(self) -> re.Pattern[str]:
        """Finds words by which a record tells that something came to an end."""
        return re.compile(self.words.ended)

    @cached_property
    def relief_in_part(self) -> re.Pattern[str]:
        """Finds words of an effect in part."""
        return re.compile(self.words.relief_in_part)

    @cached_property
    def relief_in_whole(self) -> re.Pattern[str]:
        """Finds words of an effect in full."""
        return re.compile(self.words.relief_in_whole)
