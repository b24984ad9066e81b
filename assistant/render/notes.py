"""What stands around the statements in every form: where the document stands, what is cited, what the guard did."""

import re
from dataclasses import dataclass

from ..model.base import NOT_STATED
from ..model.document import Determination, RecordReference, Reference

PENDING = "pending review by a licensed physician"
_DATED = re.compile(r"[\s,(]+\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\)?$")
"""The date at the end of a document's title."""

_SECOND_HAND = {"primary": "", "secondary": " (known second-hand)", "mixed": " (in part known second-hand)"}
"""How an entry of the reference list says that what is cited from it was not read in its own text."""


def standing(determination: Determination) -> str:
    """Status, policy, drafter, reader, date."""
    h = determination.header
    return (
        f"{h.review_status}, {PENDING} · policy set {h.policy_set} {h.policy_version}, disposition {h.disposition} · "
        f"drafted by {h.drafted_by} · for {h.audience} · {h.date}"
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference as it is printed: what stands before the title, the title, what follows it."""

    before: str
    title: str
    after: str


def entry(reference: Reference) -> Entry:
    """A reference as it is printed."""
    identifier = f" {reference.identifier}" if reference.identifier else ""
    year = "year not recorded" if reference.year == NOT_STATED else str(reference.year)
    when = "" if reference.venue.endswith(year) else f", {year}"
    second_hand = _SECOND_HAND[reference.fidelity]
    described = " (Our description: its published title is not known.)" if reference.described else ""
    return Entry(
        f"{reference.type}. {reference.issuer}. ",
        f"{reference.title}.",
        f"{described} {reference.venue}{when}.{identifier}{second_hand}",
    )


def record_entry(reference: RecordReference) -> str:
    """A document of the record as it is printed; a date that its own title ends with is not printed twice."""
    within = "" if reference.within == NOT_STATED else f", as reproduced in [R{reference.within}]"
    if reference.date in ("", NOT_STATED):  # older documents had it empty
        return f"{reference.title}{within}"
    title = _DATED.sub("", reference.title) or reference.title
    return f"{title}, {reference.date}{within}"


def guarded(determination: Determination) -> str:
    """What the guard did."""
    report = determination.guard
    types = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in report.proved.items())
    return (
        f"Guard: {sum(report.proved.values())} statements proved ({types}); {report.repaired} repaired, "
        f"{report.replaced} replaced, {report.dropped} left out; {report.figures} figures and {report.quotes} quotations "
        f"found in their source.{_unread(report.unread)}"
    )


def _unread(further: int) -> str:
    """How many sentences of the record no fact was read from, beyond those quoted."""
    if not further:
        return ""
    verb = "sentence of the record is" if further == 1 else "sentences of the record are"
    return f" Beyond what is quoted as not weighed, {further} {verb} told by no fact: they stand in the record."


def staged(determination: Determination) -> bool:
    """Whether the request has stages, so that the table has a column for them."""
    return any(line.stage != NOT_STATED for line in determination.outcome.lines)
