"""Another procedure in the place of what is requested: what the rules would say of it on the same record."""

import re

from ..errors import AssistantError
from ..intake.text import read_request
from ..model.answer import Supposition, Understood
from ..model.base import NOT_STATED
from ..model.case import Case, RequestLine
from .hypothesis import stand
from .opened import Opened
from .tell import Told
from .worlds import world

KINDS = frozenset(("alternative", "what_if", "verdict"))
"""Kinds of question that may put another procedure in the place of the one requested."""


def another(asked: Understood, opened: Opened) -> Told:
    """How the other procedure would stand; empty where the question names none by code or name, or only one of the request."""
    told, words = Told(), opened.questions
    if asked.kind not in KINDS or not re.search(words.instead, asked.text.lower()):
        return told
    lines = _lines(asked, opened)
    if not lines:
        return told
    case = opened.context.case
    request = case.request.model_copy(update={"lines": lines})
    try:
        context, ground = world(case.model_copy(update={"request": request}), opened, opened.outcome.policy_set)
    except AssistantError:
        return told
    told.note("hypothetical")
    names = (f"{line.code} at {context.span(line.levels)}" if line.levels else line.code for line in lines)
    told.suppositions.append(Supposition(said=tuple(f"{name} in the place of what is requested" for name in names)))
    places = [(line, level) for line in context.outcome.lines for level in line.per_level]
    told.say(stand(places, context, still=False), ground, "bullets")
    return told


def _lines(asked: Understood, opened: Opened) -> tuple[RequestLine, ...]:
    """The lines that the question names and the request has not, at the levels named, or at those of the request."""
    case, pack = opened.context.case, opened.context.pack
    levels = asked.subject.levels or _requested(case, opened)
    plain = re.sub(opened.questions.contrast, "", asked.text, flags=re.IGNORECASE)
    plain = re.sub(rf"(?:{opened.questions.instead})(?: of\b[^?]*)?", "", plain, flags=re.IGNORECASE).rstrip(" ?.")
    placed = plain if asked.subject.levels else f"{plain} at {' and '.join(levels)}"
    own = {line.code for line in case.request.lines}
    side = next((line.side for line in case.request.lines if line.side != NOT_STATED), NOT_STATED)
    codes = dict.fromkeys(line.code for line in read_request(placed, pack).lines if line.code in pack.codes)
    return tuple(
        RequestLine(id=f"other{n}", code=code, levels=tuple(levels), side=side)
        for n, code in enumerate(codes, start=1)
        if code not in own
    )


def _requested(case: Case, opened: Opened) -> tuple[str, ...]:
    found = dict.fromkeys(level for line in opened.outcome.lines for level in line.levels)
    return opened.context.pack.levels.order(found)
