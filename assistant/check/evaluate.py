"""A test, asked at a site: the tree of nodes with what decided each."""

from collections.abc import Callable
from dataclasses import dataclass

from ..model.base import NOT_STATED, maker
from ..model.language import (
    All,
    AnyOf,
    AskCorrelation,
    AskCriterion,
    AskFinding,
    AskLine,
    AskPatient,
    AskRequest,
    AskTreatment,
    AtLeast,
    FindingTest,
    LineTest,
    Not,
    Test,
    Truth,
)
from ..model.outcome import Node, Reason
from ..model.policy import Criterion
from .correlation import ask_correlation
from .facts import BOTH, CaseFacts, Site
from .findings import Answer, ask_finding
from .known import KNOWN, OTHERS, REQUEST, Known, know
from .logic import all_of, any_of, at_least, negate
from .request import Standing, ask_patient, ask_request
from .treatments import ask_treatment

_node = maker(Node)

_BY_THE_FIRST = (("all", "not_met"), ("any", "met"))
"""Combinations that their first part of the same truth decides."""

AskOther = Callable[[LineTest, Site], Answer]
"""Answers questions about other lines; given by the evaluation of the whole request."""


@dataclass
class Evaluator:
    """Asks tests of one case. Answers to record tests do not depend on other lines, and are kept with its facts."""

    facts: CaseFacts
    ask_line: AskOther
    standing: Standing = frozenset()
    """What stands, for questions about the level of care."""

    def ask(self, test: Test, site: Site, criteria: dict[str, Criterion]) -> Node:
        """The node of a test at a site; `criteria` are those it may refer to."""
        return self._ask(KNOWN.get(id(test)) or know(test), site, criteria)

    def _ask(self, known: Known, site: Site, criteria: dict[str, Criterion]) -> Node:
        rests = known.rests
        if rests >= OTHERS:
            return self._answer(known, site, criteria)
        kept = site.answers.get(rests)
        if kept is None:
            kept = self.facts.answers(site, rests)
        node = kept.get(known)
        if node is None:
            silent = self.facts.is_silent(known, site)
            node = kept[known] = (self._silent if silent else self._answer)(known, site, criteria)
        return node

    def _silent(self, known: Known, site: Site, criteria: dict[str, Criterion]) -> Node:
        """The answer of a record that says nothing: the same everywhere in the region, or in every record.

        Not where a summary tells of some levels: what it leaves out there is another silence than elsewhere.
        """
        if known.silent is not None:
            return known.silent
        if self.facts.retells and not known.same:
            return self._answer(known, site, criteria)
        kept = self.facts.answers(site, 0)
        node = kept.get(known)
        if node is None:
            node = kept[known] = self._answer(known, site, criteria)
        if known.same:
            known.silent = node
        return node

    def _answer(self, known: Known, site: Site, criteria: dict[str, Criterion]) -> Node:
        match known.test:  # the commonest first: each class that is tried costs as much as the choice itself
            case AskFinding(finding=asked):
                return self._finding(known, asked, site)
            case AnyOf():
                return self._combine(known, any_of, site, criteria)
            case All():
                return self._combine(known, all_of, site, criteria)
            case AskRequest(request=asked):
                return _leaf(known, ask_request(asked, site, self.facts, self.standing))
            case AskCorrelation(correlation=asked):
                return _leaf(known, ask_correlation(asked, site, self.facts))
            case AskLine(line=asked):
                return _leaf(known, self.ask_line(asked, site))
            case Not():
                return self._combine(known, lambda values: negate(values[0]), site, criteria)
            case AskCriterion(criterion=name):
                other = criteria[name]
                return self.ask(other.test, site, criteria).model_copy(update={"remedy": other.remedy})
            case AskTreatment(treatment=asked):
                return _leaf(known, ask_treatment(asked, site, self.facts))
            case AtLeast(at_least=n):
                return self._combine(known, lambda values: at_least(n, values), site, criteria)
            case AskPatient(patient=asked):
                return _leaf(known, ask_patient(asked, self.facts))
        raise TypeError(f"no way to ask {type(known.test).__name__}")

    def _finding(self, known: Known, asked: FindingTest, site: Site) -> Node:
        label = known.label
        if label == NOT_STATED:
            label = " or ".join([self.facts.pack.kind(kind).label for kind in asked.kinds[:3]])
        if asked.side != "each" or site.side != "bilateral":
            return _leaf(known, ask_finding(asked, site, self.facts), label)
        parts = []
        for side in BOTH:
            answer = ask_finding(asked, site.of(side), self.facts, one_of_two=True)
            answer.detail = {**answer.detail, "side": side}
            parts.append(_leaf(known, answer, f"{label} on the {side}"))
        truth = all_of([part.truth for part in parts])
        return _node(
            operator="all", label=f"{label} on each side", truth=truth, children=tuple(parts), remedy=known.remedy
        )

    def _combine(
        self, known: Known, rule: Callable[[list[Truth]], Truth], site: Site, criteria: dict[str, Criterion]
    ) -> Node:
        children = tuple([self._ask(part, site, criteria) for part in known.parts])
        return _node(
            operator=known.operator,
            label=known.label,
            truth=rule([c.truth for c in children]),
            reason="computed",
            findings=(),
            treatments=(),
            detail={"wanted": str(known.test.at_least)} if isinstance(known.test, AtLeast) else {},
            children=children,
            remedy=known.remedy,
            documentable=known.documentable,
        )


def follows(test: Test) -> bool:
    """Whether a test asks about other lines or about the request."""
    return know(test).rests >= REQUEST


def deciding(node: Node) -> list[Node]:
    """The leaves that decided a node: of a met disjunction its first part that is met, of an unmet conjunction its first that is not."""
    found: list[Node] = []
    open_ = [node]
    while open_:
        node = open_.pop()
        children, truth = node.children, node.truth
        if not children:
            found.append(node)
        elif node.operator == "not":
            open_ += reversed(children)
        else:
            telling = [c for c in children if c.truth == truth] or children
            if (node.operator, truth) in _BY_THE_FIRST:
                telling = telling[:1]
            open_ += reversed(telling)
    return found


def standing(node: Node) -> list[Node]:
    """The leaves that an answer stands on: as `deciding`, but of a met disjunction every part that facts of the record meet."""
    if not node.children or node.operator == "not" or node.truth != "met":
        return deciding(node)
    met = [c for c in node.children if c.truth == "met"]
    if node.operator == "any":
        met = [c for c in met if any(n.findings or n.treatments for n in standing(c))] or met[:1]
    return [leaf for child in met for leaf in standing(child)]


def is_gap(node: Node) -> bool:
    """Whether an answer that is not met rests on missing documentation alone, and not on a fact that speaks against it."""
    failing: tuple[Reason, ...] = ("refuted", "mismatch", "too_short", "unreported", "computed", "shown")
    if node.truth == "met":
        return False
    if not node.children:
        return node.reason not in failing
    return all(leaf.reason not in failing for leaf in deciding(node))


def _leaf(known: Known, answer: Answer, label: str | None = None) -> Node:
    return _node(
        operator=known.operator,
        label=known.label if label is None else label,
        truth=answer.truth,
        reason=answer.reason,
        findings=answer.findings,
        treatments=answer.treatments,
        detail=answer.detail,
        children=(),
        remedy=known.remedy,
        documentable=known.documentable,
    )
