"""Which root a sign comes from, and how that root runs at the level in question."""

from collections.abc import Iterable

from ..check import deciding, standing
from ..model.base import NOT_STATED
from ..model.outcome import CriterionResult, Node
from .context import Context
from .words import listed


def served(results: Iterable[CriterionResult], context: Context) -> str:
    """`C7, the root that leaves at C6-7, supplies the triceps`, of the signs that fit their levels; each told once in a document."""
    told: dict[str, tuple[dict[str, None], dict[str, list[str]]]] = {}
    for result in results:
        for leaf in standing(result.tree):
            at_stake = leaf.detail.get("roots", "").split(" or ")
            fits = leaf.operator == "correlation" and leaf.truth == "met"
            for name, roots in _supplied(leaf, context) if fits else ():
                if own := [root for root in roots if root in at_stake]:
                    names, runs = told.setdefault(own[0], ({}, {}))
                    names[name] = None
                    runs.setdefault(_course(own[0], result.level, context), []).append(str(result.level))
    clauses = [f"{root}{_running(runs)} supplies {listed(names)}" for root, (names, runs) in told.items()]
    fresh = [clause for clause in clauses if clause not in context.reasons_told]
    context.reasons_told.update(fresh)
    return "; ".join(fresh)


def others(result: CriterionResult, context: Context) -> str:
    """`C7 supplies the triceps`, of signs that fit no root of a level: where each of them comes from."""
    told: dict[str, list[str]] = {}
    for leaf in deciding(result.tree):
        for name, roots in _supplied(leaf, context) if leaf.reason == "mismatch" else ():
            told.setdefault(roots[0], []).append(name)
    return "; ".join(f"{root} supplies {listed(names)}" for root, names in told.items())


def _supplied(leaf: Node, context: Context) -> list[tuple[str, tuple[str, ...]]]:
    """What the signs of a leaf were found in, with its roots, the main one first."""
    found = []
    for finding in (context.findings[i] for i in leaf.findings):
        structure = context.facts.told[finding.id].structure
        table = context.pack.kind(finding.kind).structures
        if structure is None or table not in context.pack.anatomy.supplied:
            continue
        if not any(root in structure.label for root in structure.roots):  # an area named after its root says so itself
            found.append((f"the {structure.label}", structure.roots))
    return found


def _course(root: str, level: str, context: Context) -> str:
    """How a root runs at a level; empty where the anatomy does not say."""
    courses = context.pack.anatomy.courses
    roots = context.pack.levels.segment(level).roots if level != NOT_STATED else {}
    return next((courses[place] for place in reversed(roots) if root in roots[place] and place in courses), "")


def _running(runs: dict[str, list[str]]) -> str:
    """How a root runs at the levels told."""
    ways = listed(f"{how} {listed(levels)}" for how, levels in runs.items() if how)
    return f", the root that {ways}," if ways else ""
