"""What is supposed, in words of the pack."""

from collections.abc import Iterable

from ..draft.words import listed
from ..model.base import NOT_STATED
from ..model.case import Finding
from .opened import Opened
from .suppose import Supposed


def said(supposed: Supposed, opened: Opened) -> Iterable[str]:
    """What is supposed, in words of the pack."""
    pack, context = opened.context.pack, opened.context
    for f in supposed.findings:
        kind = pack.kind(f.kind)
        grade = pack.scale(kind.scale).label(f.grade) if NOT_STATED not in (f.grade, kind.scale) else ""
        value = f"{f.number:g} {'' if f.unit == NOT_STATED else f.unit}".strip() if f.number != NOT_STATED else ""
        of = "" if f.of == NOT_STATED else f"of {_structure(f, opened)}"
        at = f"at {context.span(_levels(f, opened))}" if f.levels else ""
        side = "" if f.side == NOT_STATED else f.side
        times = f"{f.times} times" if f.times != NOT_STATED else ""
        tested = f.kind in opened.reader.reading.tests
        no = {"absent": "negative" if tested else "no", "uncertain": "possible"}.get(f.status, "")
        yield " ".join(p for p in (no, grade, side, kind.label, of, value, times, at) if p)
    for t in supposed.treatments:
        weeks = f"for {t.weeks:g} weeks" if t.weeks != NOT_STATED else ""
        visits = f"{t.sessions} sessions" if t.sessions != NOT_STATED else ""
        formal = {"yes": "supervised", "no": "unsupervised"}.get(t.supervised, "")
        no = {"absent": "no", "uncertain": "possible"}.get(t.status, "")
        yield " ".join(p for p in (no, formal, pack.treatment(t.kind).label, visits, weeks) if p)
    if supposed.setting:
        yield f"{supposed.setting.replace('_', ' ')} care"
    if supposed.side:
        yield f"the {supposed.side} side alone in the request"
    if supposed.left_out:
        names = (_name(part, opened) for part in supposed.left_out)
        yield f"without {listed(names)} in the request"
    if gone := set(supposed.taken):
        labels = [pack.kind(f.kind).label for f in context.case.findings if f.id in gone]
        labels += [pack.treatment(t.kind).label for t in context.case.treatments if t.id in gone]
        yield f"without {listed(labels)} on record"


def _structure(f: Finding, opened: Opened) -> str:
    table = opened.context.pack.kind(f.kind).structures
    try:
        return opened.context.pack.structure(table, f.of).label
    except KeyError:
        return f.of.replace("_", " ")


def _levels(f: Finding, opened: Opened) -> list[str]:
    return [level for text in f.levels for level in opened.context.pack.levels.named(text)]


def _name(part: str, opened: Opened) -> str:
    id, _, level = part.partition("@")
    code = opened.outcome.line(id).code
    return f"{code} at {level}" if level else code
