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
    beside = (i for n in same for i in n.detail.get("beside", "").split(",") if i)
    counted = tuple(dict.fromkeys(i for n in same for i in n.treatments))
    treatments = tuple(dict.fromkeys((*counted, *beside)))
    said = context.said([i for n in same for i in n.findings], counted)
    text = _clause(leaf, result, said, context)
    if result.truth != "met" and leaf.reason == "refuted" and any(n.reason == "unreported" for n in leaves):
        text += ", and nothing further on file shows it"
    return Why(text, findings, treatments, leaf.reason)


def _clause(leaf: Node, result: CriterionResult, said: str, context: Context) -> str:
    """The clause for one leaf. What is asked for always stands behind words that say so, for it is not said of the patient."""
    asked = f"what the policy asks for, {context.criterion(result).needs}"
    weeks = f" ({leaf.detail['weeks']} weeks in all)" if "weeks" in leaf.detail else ""
    if result.truth == "met" and said:
        return f"{said}{weeks}"
    match leaf.reason:
        case "refuted" | "too_short" if said and result.truth != "not_met":
            return f"{said}{weeks}, against {asked}"
        case "refuted" if said:
            return varied((f"{said}, which falls short of {asked}", f"{said}, short of {asked}"), context.turn())
        case "shown" if said:
            return f"{said}, against {asked}"
        case "too_short":
            return f"{said}{weeks}, which falls short of {asked}{_beside(leaf, context)}"
        case "no_value":
            return f"{said} without a grade or a measurement, which neither shows nor excludes {asked}"
        case "uncertain":
            return f"{said}, which leaves the question open"
        case "second_hand":
            return f"{said}, but no report that could prove it is on file"
        case "conflict":
            return f"{said}; these statements contradict each other, and the question stays open until that is resolved"
        case "mismatch":
            return f"{said}; not one of these signs belongs to {leaf.detail.get('roots', '')} at {result.level}"
        case "incomplete" if leaf.treatments:
            return f"{said}, without the dates, length, form or response that would let it count towards {asked}{_beside(leaf, context)}"
        case "incomplete" if said:
            return f"{said}, which does not settle this"
        case "unreported" if said:
            return f"{said}, and no report on file shows {asked}{_differing(leaf, context)}"
        case "unreported":
            documents = (f"{context.document_name(d)} [[record:{d}]]" for d in leaf.detail["documents"].split(","))
            return f"nothing in {listed(documents)} shows {asked}"
        case "computed" | "incomplete" if leaf.operator == "line":
            return _follows(leaf, result, context)
        case "computed" | "incomplete":
            return f"the request does not show {asked}"
        case "silent" if leaf.treatments or (leaf.findings and leaf.operator == "finding"):
            return f"{said}, but the record does not show {asked}"
        case "silent" if leaf.findings:
            return f"the record does not show {asked}; {_stray(leaf, result, said, context)}"
    return f"the record does not show {asked}"


def _beside(leaf: Node, context: Context) -> str:
    """Treatments on record that do not count."""
    ids = [i for i in leaf.detail.get("beside", "").split(",") if i]
    return f"; {context.said((), ids)}, which does not take its place" if ids else ""


def _differing(leaf: Node, context: Context) -> str:
    """Where documents grade the same thing differently, which of them decides."""
    grades: dict[str, dict[str, str]] = {}
    for finding in (context.findings[i] for i in leaf.findings):
        grades.setdefault(finding.kind, {})[finding.document] = finding.grade
    differ = any(len(set(by_document.values())) > 1 for by_document in grades.values())
    return "; where a note and a report differ, the report decides" if differ else ""


def _stray(leaf: Node, result: CriterionResult, said: str, context: Context) -> str:
    """Symptoms that a compression at the level does not explain, beside those that it could."""
    side = leaf.detail.get("one_sided")
    if side:
        return f"{said}, which a compression on the {side} alone does not explain"
    fitting = context.said([i for i in leaf.detail.get("fitting", "").split(",") if i])
    beside = f"; {fitting}, which could" if fitting else ""
    return f"{said}, which does not fit {leaf.detail.get('roots', '')} at {result.level}{beside}"


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
