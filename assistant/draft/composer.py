"""The composer: from outcome and passages to a whole document, without a model.

Every sentence is built from the outcome tree, the words of the record, the policy's own text and the facts of the corpus, and says so in
its basis. A section stands only where the outcome calls for it.
"""

from collections.abc import Callable

from ..model.document import Draft, Section
from .analysis import whole
from .context import Context
from .criteria import deficiencies
from .knowledge import approach, outcomes, pitfalls, related
from .next_steps import alternative, restrictions, setting
from .shown import met
from .steps import plan, steps
from .verdict import lead, summary, title
from .waivers import waivers
from .weighing import weighing

AUDIENCES = ("physician", "clinician", "patient")
_SECTIONS: tuple[tuple[Callable[[Context], Section | None], tuple[str, ...]], ...] = (
    (waivers, ("physician", "clinician")),
    (deficiencies, AUDIENCES),
    (met, ("physician", "clinician")),
    (whole, AUDIENCES),
    (weighing, ("physician", "clinician")),
    (setting, AUDIENCES),
    (restrictions, ("physician", "clinician")),
    (steps, AUDIENCES),
    (alternative, AUDIENCES),
    (approach, ("physician", "clinician")),
    (outcomes, AUDIENCES),
    (pitfalls, ("physician", "clinician")),
    (summary, AUDIENCES),
)
"""Sections in the order of telling, with the readers they are for. Facts and verdict are the same for all."""


def compose(context: Context) -> Draft:
    """A whole draft."""
    audience = context.audience
    plan(context)
    first = lead(context)
    sections = tuple(s for make, readers in _SECTIONS if audience in readers for s in (make(context),) if s is not None)
    return Draft(
        title=title(context),
        lead=first,
        sections=sections,
        related_questions=related(context),
        drafted_by="composer",
    )
