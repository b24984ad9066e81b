"""The kinds of letters, by their ids."""

from ..errors import InputError
from ..model.letter import KindPlan, LetterRules


def kind_of(id: str, rules: LetterRules) -> KindPlan:
    """A kind of letter. Raises InputError for one that there is not."""
    found = next((kind for kind in rules.kinds if kind.id == id), None)
    if found is None:
        raise InputError(f"there is no letter {id!r}.", remedy=f"Possible: {', '.join(k.id for k in rules.kinds)}.")
    return found
