"""Sentences of a requirement that are told only where the record, or the request, puts them in question, such as how old an image may be."""

import re
from collections.abc import Iterable
from typing import Final

from ..model.corpus import Aside
from ..model.outcome import Reason
from .context import Context

_BETWEEN: Final = re.compile(r"(?<=\.)\s+(?=[A-Z])")


def in_question(text: str, reasons: Iterable[Reason], context: Context) -> str:
    """The text of a requirement that fails or is open for these reasons, without what they do not put in question.

    Its first sentence always stays.
    """
    found = set(reasons)
    idle = [aside.says for aside in context.pack.narrative.asides if _idle(aside, found, context)]
    first, *others = _BETWEEN.split(text.strip())
    return " ".join([first, *(s for s in others if not any(re.search(says, s) for says in idle))])


def _idle(aside: Aside, reasons: set[Reason], context: Context) -> bool:
    """Whether nothing puts it in question."""
    if aside.kinds:
        return not any(f.kind in aside.kinds for f in context.case.findings)
    if aside.both_sides:
        return not any(line.side == "bilateral" for line in context.outcome.lines)
    return reasons.isdisjoint(aside.reasons)
