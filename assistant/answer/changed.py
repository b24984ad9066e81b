"""A case as a supposition changes it: facts added and taken away, lines and levels left out, another level of care."""

from collections.abc import Collection, Sequence

from ..check.trial import BEFORE
from ..model.base import NOT_STATED
from ..model.case import Case, Document, Finding, RequestedSetting, RequestLine, Treatment
from ..pack.pack import Pack
from .opened import Opened
from .wording import SUPPOSED, slug


def with_facts(
    case: Case, findings: Sequence[Finding], treatments: Sequence[Treatment], setting: str, opened: Opened
) -> Case:
    """The case with supposed facts, each in a supposed document of the kind that proves it."""
    texts: dict[str, list[str]] = {}
    facts: list[Finding | Treatment] = [*findings, *treatments]
    for fact in facts:
        texts.setdefault(fact.document, []).append(fact.quote)
    kinds = {SUPPOSED + slug(k.id): k.id for k in opened.context.pack.vocabulary.documents}
    day = opened.context.case.date - BEFORE
    documents = tuple(
        Document(id=id, title=kinds[id], kind=kinds[id], date=day, text="\n".join(words)) for id, words in texts.items()
    )
    request = case.request
    if setting:
        request = request.model_copy(update={"setting": RequestedSetting.model_validate({"kind": setting})})
    return case.model_copy(
        update={
            "documents": (*case.documents, *documents),
            "findings": (*case.findings, *findings),
            "treatments": (*case.treatments, *treatments),
            "request": request,
        }
    )


def without_lines(case: Case, left: Sequence[str], pack: Pack) -> Case | None:
    """The case with lines (`id`), or levels of lines (`id@level`), left out of the request; None where nothing would be left."""
    kept: list[RequestLine] = []
    for line in case.request.lines:
        gone = {part.split("@")[1] for part in left if part.startswith(f"{line.id}@")}
        if line.id in left:
            continue
        levels = tuple(lv for text in line.levels for lv in pack.levels_asked(line.code, text) if lv not in gone)
        kept.append(line.model_copy(update={"levels": levels}) if gone else line)
    if not kept:
        return None
    return case.model_copy(update={"request": case.request.model_copy(update={"lines": tuple(kept)})})


def less(case: Case, ids: Sequence[str]) -> Case:
    """The case without some facts."""
    return case.model_copy(
        update={
            "findings": tuple(f for f in case.findings if f.id not in ids),
            "treatments": tuple(t for t in case.treatments if t.id not in ids),
        }
    )


def in_documents(case: Case, documents: Collection[str], pack: Pack) -> tuple[str, ...]:
    """The facts that some documents tell; a summary that stands for one of them on file is not meant by its name."""
    documents = [d for d in documents if not pack.document_kind(case.document(d).kind).stands_for] or documents
    facts: list[Finding | Treatment] = [*case.findings, *case.treatments]
    return tuple(f.id for f in facts if f.document in documents)


def of_two_times(
    findings: tuple[Finding, ...], treatments: tuple[Treatment, ...], opened: Opened
) -> tuple[tuple[Finding, ...], tuple[Treatment, ...]]:
    """The supposed effect of what was done twice, and what was done, as of two times; as they are where no effect is supposed."""
    effects = opened.reader.reading.treatments.effects.after
    if len(findings) != 1 or findings[0].number == NOT_STATED or findings[0].kind not in effects.values():
        return findings, treatments
    one = findings[0]
    sides = {f.side for f in opened.context.case.findings if f.kind == one.kind}
    side = sides.pop() if one.side == "bilateral" and len(sides) == 1 else one.side  # "both" counts times, not sides
    given = (
        t.model_copy(update={"sessions": 2}) if t.kind in effects and t.sessions == NOT_STATED else t
        for t in treatments
    )
    return (one.model_copy(update={"side": side, "times": 2}),), tuple(given)
