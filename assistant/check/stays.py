"""The days asked for in hospital, held against the stays that sources report after what stands."""

import math
from collections.abc import Sequence

from ..model.base import NOT_STATED, NotStated
from ..model.outcome import Stay
from ..model.policy import PolicySet
from .evaluate import Evaluator
from .requested import Site


def held_against(
    days: int | NotStated, sites: Sequence[Site], sets: Sequence[PolicySet], evaluator: Evaluator
) -> tuple[Stay, tuple[str, ...]]:
    """How the days asked for compare, with the ids of the stays that fit what stands, the longest first."""
    if days == NOT_STATED:
        return NOT_STATED, ()
    stays = {stay.id: stay for each in reversed(sets) for stay in each.stays}
    fitting = [s for s in stays.values() if any(evaluator.ask(s.when, site, {}).truth == "met" for site in sites)]
    fitting.sort(key=lambda stay: -stay.days)
    if not fitting:
        return "no_source", ()
    return "within" if days <= math.ceil(fitting[0].days) else "beyond", tuple(s.id for s in fitting)
