"""Why a criterion has its answer, in words: the finding that decides it, against what the policy asks for."""

from dataclasses import dataclass

from ..check import deciding
from ..model.base import NOT_STATED
from ..model.outcome import CriterionResult, Node, Reason
from .context import WORDS, Context
from .words import listed, varied

_ORDER: tuple[Reason, ...] = (
    "conflict",
    "refuted",
    "mismatch",
    "too_short",
    "no_value",
    "uncertain",
    "second_hand",
    "incomplete",
    "unreported",
    "silent",
    "computed",
    "presumed",
    "shown",
)
"""What is told first where several leaves decide."""


@dataclass(frozen=True, slots=True)
class Why:
    """A clause with what it rests on."""

    text: str
    findings: tuple[str, ...]
    treatments: tuple[str, ...]
    reason: Reason


def why(result: CriterionResult, context: Context) -> Why:
    """The clause for a result, told from the leaves that weigh most; it begins in lower case and has no full stop."""
    leaves = deciding(result.tree)
    leaf = min(leaves, key=lambda n: _ORDER.index(n.reason))
    same = [n for n in leaves if n.reason == leaf.reason]
    findings = tuple(
        dict.fromkeys(i for n in same for i in (*n.findings, *filter(None, n.detail.get("fitting", "").split(","))))
    )
    treatments = tuple(dict.fromkeys(i for n in same for i in n.treatments))
    said = context.said([i for n in same for i in n.findings], treatments)
    text = _clause(leaf, result, said, context)
    if result.truth != "met" and leaf.reason == "refuted" and any(n.reason == "unreported" for n in leaves):
        text += ", and nothing further on file shows it"
    return Why(text, findings, treatments, leaf.reason)


def _clause(leaf: Node, result: CriterionResult, said: str, context: Context) -> str:
    needs = context.criterion(result).needs
    if result.truth == "met" and said:
        weeks = leaf.detail.get("weeks")
        return f"{said} ({weeks} weeks)" if weeks else said
    turn = context.turn()
    match leaf.reason:
        case "refuted" if said:
            return varied((f"{said}, which falls short of {needs}", f"{said}, short of {needs}"), turn)
        case "too_short":
            weeks = leaf.detail.get("weeks")
            length = f" ({weeks} weeks when joined)" if weeks else ""
            return f"{said}{length}, which is less than {needs}"
        case "no_value":
            return f"{said} without a grade or a measurement, so {needs} can be neither shown nor excluded"
        case "uncertain":
            return f"{said}, which leaves the question open"
        case "second_hand":
            return f"{said}, but no report that could prove it is on file"
        case "conflict":
            return f"{said}; these statements contradict each other, and the question stays open until that is resolved"
        case "mismatch":
            return f"{said}; none of these signs belongs to {leaf.detail.get('roots', '')} at {result.level}"
        case "incomplete" if leaf.treatments:
            return f"{said}, without the dates, length, form or response that would let it count towards {needs}"
        case "incomplete" if said:
            return f"{said}, which does not settle this"
        case "unreported" if said:
            return f"{said}, and no report on file shows {needs}"
        case "unreported":
            documents = (context.document_name(d) for d in leaf.detail.get("documents", "").split(","))
            return f"nothing in {listed(documents)} shows {needs}"
        case "computed" | "incomplete" if leaf.operator == "line":
            return _follows(leaf, result, context)
        case "computed" | "incomplete":
            return f"the request does not show {needs}"
        case "silent" if leaf.treatments or (leaf.findings and leaf.operator == "finding"):
            return f"{said}, but the record does not show {needs}"
        case "silent" if leaf.findings:
            side = leaf.detail.get("one_sided")
            if side:
                return f"the record does not show {needs}; {said}, which a compression on the {side} alone does not explain"
            fitting = context.said([i for i in leaf.detail.get("fitting", "").split(",") if i])
            beside = f"; {fitting}, which could" if fitting else ""
            roots = leaf.detail.get("roots", "")
            return f"the record does not show {needs}; {said}, which does not fit {roots} at {result.level}{beside}"
    return f"the record does not show {needs}"


def rests_on_facts(node: Node) -> bool:
    """Whether a fact of the record stands behind an answer, or only its silence."""
    return bool(node.findings or node.treatments) or any(rests_on_facts(c) for c in node.children)


def _follows(leaf: Node, result: CriterionResult, context: Context) -> str:
    """A line that follows others: which, and how each of them stands at the place in question."""
    ids = [id for id in leaf.detail.get("lines", "").split(",") if id]
    if not ids:
        return f"the request holds nothing that could be {result.label}"
    by_word: dict[str, list[str]] = {}
    for id in ids:
        line = context.outcome.line(id)
        words = {lv.outcome for lv in line.per_level if result.level in (lv.level, NOT_STATED)} or {line.outcome}
        for word in sorted(words):
            levels = [
                str(lv.level) for lv in line.per_level if lv.outcome == word and result.level in (lv.level, NOT_STATED)
            ]
            by_word.setdefault(WORDS[word], []).append(" at ".join(p for p in (line.code, context.span(levels)) if p))
    stands = [
        f"{listed(codes)}, {'which is' if len(set(codes)) == 1 else 'which are'} {word}"
        for word, codes in by_word.items()
    ]
    return f"it follows {'; and '.join(stands)}"
