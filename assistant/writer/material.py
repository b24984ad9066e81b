"""How facts, documents and criteria stand in the material: a fact with all that was read with its words, and what several share
told once.
"""

from collections.abc import Iterable
from typing import Any, Final

from ..model.base import NOT_STATED
from ..model.case import Document, Finding, Treatment
from ..pack import Pack

_APART: Final = frozenset({"id", "kind", "document", "quote", "response_quote", "page"})
"""Fields of a fact that stand elsewhere in its row, or that no statement can use."""
_RULE: Final = ("text", "label", "asks_for")
"""Parts of a criterion that say what is asked, in whatever line it is asked."""


def marker(document: str) -> str:
    """The citation of a document."""
    return f"[[record:{document}]]"


def fact_row(id: str, fact: Finding | Treatment, document: Document, pack: Pack) -> dict[str, Any]:
    """A fact with its words, its kind, and what else of it is stated. Two quotations may read alike and be of two levels."""
    kind = pack.kind(fact.kind) if isinstance(fact, Finding) else pack.treatment(fact.kind)
    row: dict[str, Any] = {"id": id, "quote": flat(fact.quote), "marker": marker(fact.document), "kind": kind.label}
    for name, value in fact.model_dump(mode="json", exclude=set(_APART)).items():
        unsaid = value in (NOT_STATED, None, []) or (name, value) == ("status", "present")
        if not unsaid and not (name == "date" and value == str(document.date)):
            row[name] = value.replace("_", " ") if isinstance(value, str) else value
    if isinstance(fact, Treatment) and fact.response_quote not in (NOT_STATED, fact.quote):
        row["response_quote"] = flat(fact.response_quote)
    return row


def document_rows(documents: Iterable[Document], markers: Iterable[object]) -> list[dict[str, Any]]:
    """What the documents behind these markers are called, and their dates where known."""
    wanted = set(markers)
    return [
        {"marker": marker(d.id), "title": flat(d.title)} | ({} if d.date == NOT_STATED else {"date": str(d.date)})
        for d in documents
        if marker(d.id) in wanted
    ]


def told_once(criteria: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Criteria, those of several lines that ask for the same in the same words with these words at the first, and its id at the
    others.
    """
    first: dict[tuple[object, ...], str] = {}
    rows = []
    for row in criteria:
        rule = tuple(row.get(part) for part in _RULE)
        known = first.setdefault(rule, row["id"])
        if "text" in row and known != row["id"]:
            row = {"id": row["id"], "as": known, **{k: v for k, v in row.items() if k not in ("id", *_RULE)}}
        rows.append(row)
    return rows


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())
