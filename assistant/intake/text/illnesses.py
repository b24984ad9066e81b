"""Whether what helped, helped another illness than the one that a record is about ("the other one is well controlled")."""

from .lexicon import Mark
from .sentence import Sentence

NEAR = 4
"""Words between a response and the illness that it is told of."""


def of_another_illness(sentence: Sentence, response: Mark) -> bool:
    """Whether an illness stands beside a response in its clause, nearer than any treatment."""
    begin, end = sentence.clause(response.first)
    away = [_apart(m, response) for m in sentence.cued("illness") if begin <= m.first < end]
    others = [_apart(m, response) for m in sentence.names if m.role == "treatment"]
    return bool(away) and min(away) <= NEAR and min(away) < min(others, default=len(sentence.words))


def _apart(mark: Mark, response: Mark) -> int:
    """Words from one to the other."""
    return max(mark.first - response.last, response.first - mark.last)
