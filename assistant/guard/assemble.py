"""Verified statements to a determination: references and record documents numbered in order of first use."""

from collections.abc import Container, Iterable
from typing import Literal

from ..model.base import NOT_STATED
from ..model.corpus import Source
from ..model.document import Determination, Header, RecordReference, Reference, Statement
from .coverage import statements_of
from .ground import Ground
from .process import Guarded

_PREFERRED = {
    "doi": "DOI ",
    "pmid": "PMID ",
    "pmcid": "",
    "policy_number": "Policy ",
    "policy_numbers": "Policies ",
    "rule": "Rule ",
    "regulation": "",
    "url": "",
    "isbn": "ISBN ",
    "trial": "Trial ",
}
"""Identifiers that a reader looks a source up by, the best first, as printed."""


def assemble(
    guarded: Guarded,
    header: Header,
    ground: Ground,
    related_questions: tuple[str, ...] | None = None,
    disclaimer: str = "",
) -> Determination:
    """The document: only what is cited is listed, each source once, with the passages cited from it.

    `related_questions` that the guard refused are left out; by default those of the guarded draft.
    """
    statements = statements_of(guarded.lead, guarded.sections)
    asked = guarded.related_questions if related_questions is None else related_questions
    return Determination(
        header=header,
        case=ground.case,
        outcome=ground.outcome,
        title=guarded.title,
        lead=guarded.lead,
        sections=guarded.sections,
        references=references(statements, ground),
        record=record_references(statements, ground),
        related_questions=tuple(q for q in asked if q in guarded.related_questions or not guarded.related_questions),
        disclaimer=disclaimer,
        guard=guarded.report,
    )


def references(statements: Iterable[Statement], ground: Ground) -> tuple[Reference, ...]:
    """Sources cited, numbered from 1 in order of first use."""
    cited: dict[str, tuple[Source, dict[str, str]]] = {}
    for ref in dict.fromkeys(ref for s in statements for ref in s.facts()):
        found = ground.fact(ref)
        if found is not None:
            cited.setdefault(found[0].id, (found[0], {}))[1][ref] = found[1].text
    return tuple(reference(n, source, passages) for n, (source, passages) in enumerate(cited.values(), start=1))


def reference(number: int, source: Source, passages: dict[str, str]) -> Reference:
    """A source as an entry of the reference list."""
    return Reference(
        number=number,
        source=source.id,
        type=source.type,
        title=source.title,
        issuer=source.issuer,
        venue=source.venue,
        year=source.year,
        identifier=identifier(source),
        fidelity=fidelity(source, passages),
        passages=passages,
    )


def fidelity(source: Source, passages: Container[str]) -> Literal["primary", "secondary", "mixed"]:
    """Whether what a document cites from a source was read in the source itself."""
    cited = [fact.second_hand for fact in source.facts if f"{source.id}#{fact.id}" in passages]
    if source.fidelity == "secondary" or (cited and all(cited)):
        return "secondary"
    return "mixed" if any(cited) else "primary"


def identifier(source: Source) -> str:
    """The identifier a reader looks a source up by; empty where it has none."""
    return next(
        (f"{word}{source.identifiers[name]}" for name, word in _PREFERRED.items() if name in source.identifiers), ""
    )


def record_references(statements: Iterable[Statement], ground: Ground) -> tuple[RecordReference, ...]:
    """All documents of the record: those cited from 1 in order of first use, then those read and not quoted."""
    cited = dict.fromkeys(d for s in statements for d in s.documents() if d in ground.documents)
    used = list(dict.fromkeys((*cited, *ground.documents)))
    numbers = {id: n for n, id in enumerate(used, start=1)}
    return tuple(
        RecordReference(
            number=n,
            document=id,
            title=ground.documents[id].title,
            date=str(ground.documents[id].date),
            within=numbers.get(ground.documents[id].within, NOT_STATED),
        )
        for id, n in numbers.items()
    )
