"""One side of a request for both: the case as if that side alone were requested."""

import re

from ..model.case import Case
from .opened import Opened
from .suppose import Supposed


def one_side(text: str, opened: Opened) -> str:
    """The side that a question names alone, where both are requested; empty where it names none, or both."""
    if not any(line.side == "bilateral" for line in opened.context.case.request.lines):
        return ""
    sides = {s for m in re.finditer(opened.questions.one_side, text.lower()) for s in m.groups() if s}
    return sides.pop() if len(sides) == 1 else ""


def on_one_side(case: Case, side: str) -> Case:
    """The case with that side in the place of both."""
    lines = tuple(
        line.model_copy(update={"side": side}) if line.side == "bilateral" else line for line in case.request.lines
    )
    return case.model_copy(update={"request": case.request.model_copy(update={"lines": lines})})


def sided(text: str, opened: Opened) -> Supposed | None:
    """What a question supposes that names one of two requested sides alone."""
    side = one_side(text, opened)
    return Supposed(on_one_side(opened.context.case, side), side=side) if side else None
