"""Reports that are on file only as a note reproduces them: their words count, and the originals are no gap."""

from ..model.base import NOT_STATED
from ..model.document import Statement
from .context import Context
from .words import capital, listed


def originals(context: Context) -> list[Statement]:
    """The reports that each note reproduces, with the courtesy of asking for the originals; none for the patient."""
    if context.audience == "patient":
        return []
    held: dict[str, list[str]] = {}
    for document in context.case.documents:
        if document.within != NOT_STATED:
            held.setdefault(document.within, []).append(document.id)
    made = []
    for note, reports in held.items():
        names = listed(f"{context.document_name(id)} [[record:{id}]]" for id in reports)
        one, day = len(reports) == 1, context.case.document(note).date
        name = context.document_kind(note).label
        when = "" if day == NOT_STATED else f" of {day.day} {day:%B %Y}"
        text = (
            f"{capital(names)} {'stands' if one else 'stand'} within the {name}{when} [[record:{note}]] and "
            f"{'counts as such' if one else 'count as such'}; no criterion waits for the "
            f"{'original' if one else 'originals'}, which may be sent as a courtesy"
        )
        made.append(context.statement("record_fact", text))
    return made
