"""Sentences of a requirement that are told only where the record, or the request, puts them in question, such as how old an image may be."""

import re
from collections.abc import Iterable
from typing import Final

from ..model.outcome import Reason
from .context import Context

_BETWEEN: Final = re.compile(r"(?<=\.)\s+(?=[A-Z])")


def in_question(text: str, reasons: Iterable[Reason], context: Context) -> str:
    """The text of a requirement that fails or is open for these reasons, without what they do not put in question.

    Its first sentence always stays.
    """
    found = set(reasons)
    both = any(line.side == "bilateral" for line in context.outcome.lines)
    idle = [
        aside.says
        for aside in context.pack.narrative.asides
        if (not both if aside.both_sides else found.isdisjoint(aside.reasons))
    ]
    first, *others = _BETWEEN.split(text.strip())
    return " ".join([first, *(s for s in others if not any(re.search(says, s) for says in idle))])
