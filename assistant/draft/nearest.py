"""The words of the record that come nearest to what was not read from it, for the reviewer to weigh."""

from collections.abc import Sequence

from ..model.document import Statement
from ..model.outcome import CriterionResult, LineOutcome
from .context import Context, key
from .words import listed, quoted


def nearest(same: Sequence[tuple[LineOutcome, CriterionResult]], context: Context) -> list[Statement]:
    """One sentence for a requirement that is open for want of facts: where to look. None for the patient, nor of words told already."""
    if context.audience == "patient":
        return []
    keys = {key(c) for _, c in same}
    told = " ".join(context.worded(context.spoken_of, context.treatments_told))
    found: dict[str, list[str]] = {}
    for one in context.evidence.nearest:
        words = quoted(one.quote)
        if one.criterion in keys and words.strip("“”") not in told:
            found.setdefault(one.document, []).append(words)
    if not found:
        return []
    said = []
    for document, quotes in found.items():
        verb = context.pack.narrative.verb(context.document_kind(document).groups)
        said.append(f"{context.document_name(document)} {verb} {listed(quotes)} [[record:{document}]]")
    text = f"Nearest to this, {listed(said)}; no finding on this was read from it, and it is left to the reviewer"
    return [context.statement("record_fact", text)]
