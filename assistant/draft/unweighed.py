"""What the record says beside an approval and was not weighed: whoever signs reads it first."""

from ..model.document import Statement
from .context import Context
from .words import listed, quoted


def unweighed(context: Context) -> list[Statement]:
    """One statement that quotes the sentences that were not weighed, by document; none where there are none."""
    found: dict[str, list[str]] = {}
    for one in context.evidence.unweighed:
        found.setdefault(one.document, []).append(quoted(one.quote))
    said = []
    for document, quotes in found.items():
        verb = context.pack.narrative.verb(context.document_kind(document).groups)
        said.append(f"{context.document_name(document)} {verb} {listed(quotes)} [[record:{document}]]")
    text = f"Not weighed, or only in part: {listed(said)}; the reviewer reads this before approval"
    return [context.statement("record_fact", text)] if said else []
