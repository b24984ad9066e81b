"""A test, asked at a site: the tree of nodes with what decided each."""

from collections.abc import Callable
from dataclasses import dataclass

from ..model.base import NOT_STATED, maker
from ..model.language import FindingTest, LineTest, Test
from ..model.outcome import Node, Reason
from ..model.policy import Criterion
from .answer import Answer
from .correlation import ask_correlation
from .facts import CaseFacts
from .findings import ask_finding
from .known import OTHERS, Known, know
from .logic import all_of, any_of, at_least, negate
from .request import Standing, ask_patient, ask_request
from .requested import BOTH, Site
from .treatments import ask_treatment

_node = maker(Node)
_NONE: dict[str, str] = {}
"""The figures of an answer that has none."""

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
        return self.answer(know(test), site, criteria)

    def met(self, test: Test, site: Site, criteria: dict[str, Criterion]) -> Node | None:
        """The node of a test that is met at a site, else None: where all parts have to be, none is asked behind the first that is not."""
        known = know(test)
        if known.operator == "all" and any(self.answer(part, site, criteria).truth != "met" for part in known.parts):
            return None
        node = self.answer(known, site, criteria)
        return node if node.truth == "met" else None

    def answer(self, known: Known, site: Site, criteria: dict[str, Criterion]) -> Node:
        """The same of a test of which all is known."""
        rests = known.rests
        if rests >= OTHERS:
            return self._answer(known, site, criteria)
        kept = site.answers.get(rests)
        if kept is None:
            kept = self.facts.answers(site, rests)
        node = kept.get(known)
        if node is None:
            silent = known.here is not None and self.facts.is_silent(known, known.here, site)
            node = kept[known] = (self._silent if silent else self._answer)(known, site, criteria)
        return node

    def _silent(self, known: Known, site: Site, criteria: dict[str, Criterion]) -> Node:
        """The answer of a record that says nothing: the same everywhere in the region, or in every record.

        Not where a summary tells of some levels: what it leaves out there is another silence than elsewhere.
        """
        if known.silent is not None and known.silent[0] is self.facts.pack:
            return known.silent[1]
        if self.facts.retells and not known.same:
            return self._answer(known, site, criteria)
        kept = self.facts.answers(site, 0)
        node = kept.get(known)
        if node is None:
            node = kept[known] = self._answer(known, site, criteria)
        if known.same:
            known.silent = (self.facts.pack, node)
        return node

    def _answer(self, known: Known, site: Site, criteria: dict[str, Criterion]) -> Node:
        match known.operator:  # the commonest first
            case "finding":
                return self._finding(known, site)
            case "any" | "all" | "not" | "at_least":
                return self._combine(known, site, criteria)
            case "request":
                return _leaf(known, ask_request(known.asked, site, self.facts, self.standing))
            case "correlation":
                return _leaf(known, ask_correlation(known.asked, site, self.facts))
            case "line":
                return _leaf(known, self.ask_line(known.asked, site))
            case "criterion":
                other = criteria[known.asked]
                return _node(**(vars(self.ask(other.test, site, criteria)) | {"remedy": other.remedy}))
            case "treatment":
                return _leaf(known, ask_treatment(known.asked, site, self.facts))
            case "patient":
                return _leaf(known, ask_patient(known.asked, self.facts))
        raise TypeError(f"no way to ask {known.operator}")

    def _finding(self, known: Known, site: Site) -> Node:
        asked: FindingTest = known.asked
        label = known.label if known.label != NOT_STATED else self.facts.pack.labels(asked.kinds)
        if asked.side != "each" or site.line.side != "bilateral":
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

    def _combine(self, known: Known, site: Site, criteria: dict[str, Criterion]) -> Node:
        children = tuple([self.answer(part, site, criteria) for part in known.parts])
        truths = [child.truth for child in children]
        operator, detail = known.operator, _NONE
        if operator == "all":
            truth = all_of(truths)
        elif operator == "any":
            truth = any_of(truths)
        elif operator == "not":
            truth = negate(truths[0])
        else:
            truth, detail = at_least(known.asked, truths), {"wanted": str(known.asked)}
        return _node(
            operator=operator,
            label=known.label,
            truth=truth,
            reason="computed",
            findings=(),
            treatments=(),
            detail=detail,
            children=children,
            remedy=known.remedy,
            documentable=known.documentable,
        )


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
