"""The plainest true statement of a line or a criterion, for where the guard left out the only one that told it."""

from collections.abc import Callable

from ..check.labels import WORDS
from ..model.base import NOT_STATED
from ..model.document import OutcomeRef, Statement
from ..model.evidence import UNWEIGHED
from ..model.outcome import CriterionResult
from .context import Context, key
from .unweighed import unweighed
from .words import capital

_STANDS = {"not_met": "not met", "undetermined": "open", "met": "met"}


def fallbacks(context: Context) -> Callable[[str], Statement | None]:
    """A function from a line id, a criterion key or `UNWEIGHED` to its statement; None for what the outcome does not hold."""

    def told(name: str) -> Statement | None:
        if name == UNWEIGHED:
            return next(iter(unweighed(context)), None)
        for line in context.outcome.lines:
            if line.id == name:
                text = f"{capital(context.line_name(line))} is {WORDS[line.outcome]}"
                return context.statement("outcome", text, outcomes=[OutcomeRef(part="line", line=line.id)])
        results = [
            c for line in context.outcome.lines for c in line.criteria if key(c) == name and c.effective != "met"
        ]
        return _criterion(results, context) if results else None

    return told


def _criterion(results: list[CriterionResult], context: Context) -> Statement:
    worst = next((c for c in results if c.effective == "not_met"), results[0])
    levels = context.span([str(c.level) for c in results if c.effective == worst.effective and c.level != NOT_STATED])
    place = f" at {levels}" if levels else ""
    text = f"{capital(worst.label)}: {_STANDS[worst.effective]}{place}"
    return context.statement("application", text, criteria=[key(worst)])
