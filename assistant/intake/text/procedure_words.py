"""The words of the data by which a request names a procedure without a code."""

from ...model.base import Model

Phrases = tuple[str, ...]


class Procedure(Model):
    """A procedure that a question names without a code."""

    names: Phrases
    codes: dict[str, str] = {}
    """Code by region; `any` for all."""
    spanning: tuple[str, ...] = ()
    """Codes instead, of which the one of the approach and of the number of segments spanned is taken."""
    beside: bool = False
    """Whether it is done with another procedure that the same text names, at whose levels it is asked for."""
    joined: dict[str, str] = {}
    """Code of a second procedure that the words name, by region."""
    revision: dict[str, str] = {}
    """Codes where the words say that it is repeated."""
    fits: tuple[str, ...] = ()
    """Further codes that the words fit, such as that of each further level."""
    parts: tuple[str, ...] = ()
    """Codes of what is a part of it, where the same words name both at its levels."""
    exact: bool = False
    """Whether the words fit these codes alone, and not others of their family."""
    along: dict[str, dict[str, str]] = {}
    """Code by region, by the family of the procedure that the same words name, or its family and approach: by themselves they name none."""
    alone: dict[str, str] = {}
    """Codes by region for these words by themselves, where nothing else, nor the record, says which procedure is meant."""
    long: tuple[str, ...] = ()
    """Codes instead where it spans as many landmarks as one of these counts, from the least that the first counts."""
    not_long: tuple[str, ...] = ()
    """Expressions in the same sentence by which it is done for something that those codes are not for."""
