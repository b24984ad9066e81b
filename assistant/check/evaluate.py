"""A test, asked at a site: the tree of nodes with what decided each."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from ..model.base import NOT_STATED
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
from .known import KNOWN, know
from .logic import all_of, any_of, at_least, negate
from .request import Standing, ask_patient, ask_request
from .treatments import ask_treatment

_made: Callable[[dict[str, object]], Node] = TypeAdapter(Node).validator.validate_python
"""A node of these fields, as `Node(...)` makes it in twice the time: a check needs a hundred."""

AskOther = Callable[[LineTest, Site], Answer]
"""Answers questions about other lines; given by the evaluation of the whole request."""


@dataclass
class Evaluator:
    """Asks tests of one case. Answers to record tests do not depend on other lines, and are kept with its facts."""

    facts: CaseFacts
    ask_line: AskOther
    standing: Standing = frozenset()
    """What stands, for questions about the level of care."""
    _unsaid: dict[int, bool] = field(default_factory=dict)
    """Whether the record says nothing of all that a test asks for, by its first identity."""

    def ask(self, test: Test, site: Site, criteria: dict[str, Criterion]) -> Node:
        """The node of a test at a site; `criteria` are those it may refer to."""
        known = KNOWN.get(id(test)) or know(test)
        rests = known.rests
        if "others" in rests:
            return self._ask(test, site, criteria)
        unsaid = self._unsaid.get(known.first)
        if unsaid is None:
            silent = known.silence is not None and self.facts.spoken.isdisjoint(known.silence)
            unsaid = self._unsaid[known.first] = silent
        if unsaid:
            if known.silent is not None:
                return known.silent
            rests = frozenset()  # silence is the same everywhere in the region
        line = site.line
        key = (
            known.first,
            line.regions,
            site.side if "side" in rests else NOT_STATED,
            site.level if "level" in rests else NOT_STATED,
            line.levels if "line" in rests or (site.level == NOT_STATED and "level" in rests) else (),
        )
        node = self.facts.answers.get(key)
        if node is None:
            node = self.facts.answers[key] = self._ask(test, site, criteria)
            if unsaid and known.same:
                known.silent = node
        return node

    def _ask(self, test: Test, site: Site, criteria: dict[str, Criterion]) -> Node:
        match test:  # the commonest first: each class that is tried costs as much as the choice itself
            case AskFinding():
                return self._finding(test, site)
            case AnyOf(any=parts):
                return self._combine("any", any_of, parts, test, site, criteria)
            case All(all=parts):
                return self._combine("all", all_of, parts, test, site, criteria)
            case AskRequest(request=asked):
                return _node("request", test, ask_request(asked, site, self.facts, self.standing), "the request")
            case AskCorrelation(correlation=asked):
                return _node(
                    "correlation", test, ask_correlation(asked, site, self.facts), "correlation of signs and level"
                )
            case AskLine(line=asked):
                return _node("line", test, self.ask_line(asked, site), test.label)
            case Not(not_=part):
                return self._combine("not", lambda values: negate(next(iter(values))), (part,), test, site, criteria)
            case AskCriterion(criterion=name):
                other = criteria[name]
                return self.ask(other.test, site, criteria).model_copy(update={"remedy": other.remedy})
            case AskTreatment(treatment=asked):
                return _node("treatment", test, ask_treatment(asked, site, self.facts), "treatment")
            case AtLeast(at_least=n, of=parts):
                return self._combine("at_least", lambda values: at_least(n, values), parts, test, site, criteria)
            case AskPatient(patient=asked):
                return _node("patient", test, ask_patient(asked, self.facts), "the person")
        raise TypeError(f"no way to ask {type(test).__name__}")

    def _finding(self, test: AskFinding, site: Site) -> Node:
        asked = test.finding
        label = test.label
        if label == NOT_STATED:
            label = " or ".join([self.facts.pack.kind(kind).label for kind in asked.kinds[:3]])
        if asked.side == "each" and site.side == "bilateral":
            parts = tuple(
                _node("finding", test, answer, label).model_copy(
                    update={"label": f"{label} on the {side}", "detail": {**answer.detail, "side": side}}
                )
                for side in BOTH
                for answer in (ask_finding(asked, site.of(side), self.facts, one_of_two=True),)
            )
            truth = all_of([part.truth for part in parts])
            return Node(operator="all", label=f"{label} on each side", truth=truth, children=parts, remedy=test.remedy)
        return _node("finding", test, ask_finding(asked, site, self.facts), label)

    def _combine(
        self,
        operator: str,
        rule: Callable[[list[Truth]], Truth],
        parts: tuple[Test, ...],
        test: All | AnyOf | AtLeast | Not,
        site: Site,
        criteria: dict[str, Criterion],
    ) -> Node:
        children = tuple([self.ask(part, site, criteria) for part in parts])
        label = test.label if test.label != NOT_STATED else operator.replace("_", " ")
        truth = rule([c.truth for c in children])
        detail = {"wanted": str(test.at_least)} if isinstance(test, AtLeast) else {}
        return _made(
            {
                "operator": operator,
                "label": label,
                "truth": truth,
                "detail": detail,
                "children": children,
                "remedy": test.remedy,
                "documentable": test.documentable,
            }
        )


def follows(test: Test) -> bool:
    """Whether a test asks about other lines or about the request."""
    return "others" in know(test).rests


def deciding(node: Node) -> list[Node]:
    """The leaves that decided a node: of a met disjunction its first part that is met, of an unmet conjunction its first that is not."""
    if not node.children:
        return [node]
    if node.operator == "not":
        return [leaf for child in node.children for leaf in deciding(child)]
    telling = [c for c in node.children if c.truth == node.truth] or list(node.children)
    if (node.operator, node.truth) in (("all", "not_met"), ("any", "met")):
        telling = telling[:1]
    return [leaf for child in telling for leaf in deciding(child)]


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


def _node(operator: str, test: Test, answer: Answer, label: str) -> Node:
    return _made(
        {
            "operator": operator,
            "label": test.label if test.label != NOT_STATED else label,
            "truth": answer.truth,
            "reason": answer.reason,
            "findings": answer.findings,
            "treatments": answer.treatments,
            "detail": answer.detail,
            "remedy": test.remedy,
            "documentable": test.documentable,
        }
    )
