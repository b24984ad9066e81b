"""The words of a request that tell of the patient, and of earlier work, beside what is asked."""

from ...model.base import Model


class QuestionWords(Model):
    """Words of a question."""

    persons: tuple[str, ...] = ()
    """Words for the person whom a question is about: behind them it tells of the patient."""
    ages: tuple[str, ...] = ()
    """Words behind a number of years that stand for the person, where what describes him follows."""
    grounds: tuple[str, ...] = ()
    """Words behind which a question tells why."""
    needs: tuple[str, ...] = ()
    """Words between a person and what is asked for him."""
    alone: tuple[str, ...] = ()
    """Words of a sentence that asks without being a question."""
    extends: tuple[str, ...] = ()
    """Words in the name of a procedure for making an earlier one reach further."""
    again: tuple[str, ...] = ()
    """Words for one more of what was given before."""
    one_more: tuple[str, ...] = ()
    """Words behind those for what is counted beside another, and was not done before."""
    done_again: tuple[str, ...] = ()
    """Words behind what is asked for once more."""
    wants: tuple[str, ...] = ()
    """Words of a sentence outside a plan that asks for something."""
    unsettled: tuple[str, ...] = ()
    """Words of a sentence in which one more is no plan, or not yet."""
    given_nouns: tuple[str, ...] = ()
    """Nouns for what is given on one day, whatever it is."""
    one_again: tuple[str, ...] = ()
    """Words before such a noun for one more of what was given, beside those for any."""
    former_ones: tuple[str, ...] = ()
    """Words before such a noun for one that was given."""
    did: tuple[str, ...] = ()
    """What one that was given did."""
    none_given: tuple[str, ...] = ()
    """Words of a sentence by which none was given."""
