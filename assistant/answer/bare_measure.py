"""A supposed figure that names nothing: of the one thing that the record has measured so, and that a criterion asks for."""

import re
from collections.abc import Sequence

from ..check import standing
from ..model.base import NOT_STATED
from ..model.case import Case, Finding
from ..model.outcome import CriterionResult
from .changed import less, with_facts
from .opened import Opened
from .question import topic
from .subject import asked_of, treatment_classes
from .wording import SUPPOSED, slug


def measured(plain: str, opened: Opened) -> tuple[Case, tuple[Finding, ...], tuple[()], tuple[str, ...]] | None:
    """The case with the number that the words give, the finding that has it, no treatment, and the finding on record that gave way;
    None where more than one could be meant.

    Of several of one kind it is the one that a criterion falls short on.
    """
    if not _bare(plain, opened):
        return None
    case, pack = opened.context.case, opened.context.pack
    units = {f.unit for f in case.findings if f.number != NOT_STATED and f.unit != NOT_STATED}
    figures = [(unit, m[1]) for unit in units for m in re.finditer(_figure(unit), plain.lower())]
    if len(figures) != 1:
        return None
    unit, number = figures[0]
    classes = treatment_classes(pack)
    results = [c for line in opened.outcome.lines for c in line.criteria]
    asked = {concept for c in results for concept in asked_of(opened.context.criterion(c).test.model_dump(), classes)}
    known = [f for f in case.findings if f.unit == unit and f.number != NOT_STATED and f"kind:{f.kind}" in asked]
    short = _falling_short([c for c in results if c.effective != "met"])
    if len(known) > 1:
        known = [f for f in known if f.id in short]
    if len(known) != 1:
        return None
    old, filed = known[0], SUPPOSED + slug(case.document(known[0].document).kind)
    new = old.model_copy(update={"id": f"{SUPPOSED}f1", "number": float(number), "quote": plain, "document": filed})
    return with_facts(less(case, (old.id,)), (new,), (), "", opened), (new,), (), (old.id,)


def _bare(plain: str, opened: Opened) -> bool:
    """Whether the words are a figure and at most a noun for what any treatment brings."""
    stemmer = opened.ground.lists.stemmer
    nouns = {stemmer(word) for noun in opened.reader.reading.treatments.effects.nouns for word in noun.lower().split()}
    units = {k.unit for k in opened.context.pack.vocabulary.kinds if k.unit != NOT_STATED}
    return all(word in nouns or word in units or word[0].isdigit() for word in topic(plain, opened))


def _figure(unit: str) -> str:
    """A number with a unit, as it is written or in words."""
    return rf"(?<![\w.-])(\d+(?:\.\d+)?)\s*{re.escape(unit)}(?!\w)"


def _falling_short(results: Sequence[CriterionResult]) -> frozenset[str]:
    """The findings that criteria rest on which are not met."""
    return frozenset(id for c in results for leaf in standing(c.tree) for id in leaf.findings)
