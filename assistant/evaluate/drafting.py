"""One case drafted as a configuration asks for it."""

from dataclasses import dataclass
from typing import Any, Final

from ..api import compose_case, draft_whole
from ..guard import Ground
from ..guard.assemble import references
from ..guard.coverage import statements_of
from ..intake import Loaded
from ..model.base import NOT_STATED
from ..model.document import GuardReport, Statement, WriterReport
from ..settings import Settings
from ..writer import destination
from .configuration import BY_KEY, Configuration
from .key import Key
from .unguarded import raw_draft
from .unruled import unruled
from .written import Written, of_determination, of_sections

UNGUARDED: Final = "UNGUARDED DRAFT, no determination: "
"""Stands before the title of what was drafted without the guard, wherever it is shown or kept."""


@dataclass(frozen=True, slots=True)
class Document:
    """What was drafted, as far as scorers need it. It is no determination, and nothing renders it."""

    written: Written
    statements: tuple[Statement, ...]
    ground: Ground
    guard: GuardReport | None
    """None: the guard was off."""
    writer: WriterReport | None
    """None: no model was asked."""
    audience: str


def draft_document(loaded: Loaded, key: Key | None, configuration: Configuration, settings: Settings) -> Document:
    """Drafts one case. Raises what `draft` raises."""
    chosen = {
        name: value if value != BY_KEY else getattr(key, name) if key is not None else None
        for name, value in (("policy_set", configuration.policy_set), ("disposition", configuration.disposition))
    }
    search = configuration.retrieval != "none"
    options: dict[str, Any] = {**chosen, "settings": settings, "pack": loaded.pack, "search": search}
    if search:
        options["ranking"] = configuration.retrieval
    if not configuration.guard:
        return _unguarded(loaded, configuration, settings, options)
    recast = None if configuration.rules else unruled
    drafted = draft_whole(loaded.case, model=configuration.model, recast=recast, **options)
    made = drafted.determination
    writer = made.guard.writer
    return Document(
        written=of_determination(made),
        statements=tuple(statements_of(made.lead, made.sections)),
        ground=drafted.ground,
        guard=made.guard,
        writer=None if writer == NOT_STATED else writer,
        audience=settings.audience,
    )


def _unguarded(loaded: Loaded, configuration: Configuration, settings: Settings, options: dict[str, Any]) -> Document:
    composed = compose_case(loaded.case, **options)
    chosen = destination(settings, configuration.model)
    draft, report = composed.draft, None
    if chosen is not None:
        draft, report = raw_draft(composed, chosen, settings, rules=configuration.rules)
    statements = tuple(statements_of(draft.lead, draft.sections))
    sources = {r.source: r.type for r in references(statements, composed.ground)}
    written = of_sections(UNGUARDED + draft.title, draft.lead, draft.sections, sources)
    return Document(written, statements, composed.ground, None, report, settings.audience)
