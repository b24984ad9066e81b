"""Why a criterion has its answer, in words: the finding that decides it, against what the policy asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..check import deciding, standing
from ..check.known import know
from ..check.labels import WORDS, placed
from ..model.base import NOT_STATED
from ..model.language import Truth
from ..model.outcome import CriterionResult, Node, Reason
from .as_told import if_shown
from .beside import lacking, not_counted, reaching_too, said_there
from .claims import claimed
from .context import Context
from .roots import others
from .words import counts, listed, lower_first, varied

_ORDER: tuple[Reason, ...] = (
    "conflict",
    "mismatch",
    "refuted",
    "too_short",
    "outdated",
    "undated",
    "no_value",
    "uncertain",
    "second_hand",
    "incomplete",
    "unreported",
    "silent",
    "computed",
    "shown",
    "presumed",
)
"""What is told first where several leaves decide."""


@dataclass(frozen=True, slots=True)
class Why:
    """A clause with what it rests on."""

    text: str
    findings: tuple[str, ...]
    treatments: tuple[str, ...]
    reason: Reason
    beside: tuple[str, ...] = ()
    """Of the findings those that do not decide and are told beside those that do."""


def leading(result: CriterionResult) -> Node:
    """Of the leaves that decided a criterion the one that weighs most."""
    return min(deciding(result.tree), key=lambda n: _ORDER.index(n.reason))


def why(result: CriterionResult, context: Context, *, full: bool = True) -> Why:
    """The clause for a result, told from the leaves that weigh most; it begins in lower case and has no full stop.

    `full`: what is asked for is told in full; otherwise by its name, where a reader has just read it.
    """
    asked = id(result), full  # the outcome holds its results as long as the context does
    if asked not in context.reasons:
        context.reasons[asked] = _why(result, context, full=full)
    return context.reasons[asked]


def _why(result: CriterionResult, context: Context, *, full: bool) -> Why:
    leaves = standing(result.tree)
    facts = [n for n in leaves if n.findings or n.treatments] if result.truth == "met" else []
    # what shows it leads what is only not against it
    leaf = min(facts, key=lambda n: (n.reason != "shown", _ORDER.index(n.reason))) if facts else leading(result)
    same = [n for n in leaves if n.reason == leaf.reason]
    if (
        result.truth == "not_met" and leaf.reason == "refuted"
    ):  # what an exclusion found counts with what nothing made up for
        same += [n for n in leaves if n.reason == "shown"]
    if leaf.operator == "treatment" and (result.truth != "met" or "weeks" in leaf.detail):
        # Its weeks are counted, and speak of nothing beside it; what a number of treatments brought belongs to them.
        same = [n for n in same if n.operator == leaf.operator]
    stated = list(dict.fromkeys(i for n in same for i in n.findings))
    if leaf.reason == "second_hand":  # what a note denies leaves nothing open beside what it states
        stated = [i for i in stated if context.findings[i].status != "absent"] or stated
    if leaf.reason == "refuted":  # what a note claims against the report that decides is told apart
        claims = claimed(result, context)
        stated = [i for i in stated if i not in claims] or stated
    findings = tuple(dict.fromkeys((*stated, *(i for n in same for i in _named_beside(n)))))
    beside = (i for n in same for i in n.detail.get("beside", "").split(",") if i)
    counted = tuple(dict.fromkeys(i for n in same for i in n.treatments))
    treatments = tuple(dict.fromkeys((*counted, *beside)))
    said = context.said(stated, counted)
    there = tuple(said_there(leaf, result, context))
    text = _clause(leaf, result, said, counted, full, context)
    if contrary := _contrary(leaf, result):
        text, findings = f"{context.said(contrary)}, and {text}", (*findings, *contrary)
    if there:
        text = f"{context.said(there)}; {text}"
        findings = (*findings, *there)
    if result.truth != "met" and leaf.reason == "refuted" and any(n.reason == "unreported" for n in leaves):
        text += "; nothing further on file shows it"
    reaching = tuple(reaching_too(same, findings, context)) if leaf.reason == "refuted" else ()
    if reaching:
        text += f"; beside it, {context.said(reaching)}{_of_before(reaching, stated, result, context)}"
        findings = (*findings, *reaching)
    other: tuple[str, ...] = ()  # what shows the other side decides nothing here
    for part in _shown_elsewhere(result, leaf):
        if further := tuple(i for i in part.findings if i not in findings):
            text += f"; on the {part.detail['side']}, {context.said(part.findings)}"
            findings, other = (*findings, *further), (*other, *further)
    parts = [n for part in _shown_parts(result, (*findings, *treatments)) for n in standing(part)]
    ids = [i for n in parts for i in n.findings], [i for n in parts for i in n.treatments]
    if parts and not all(words.strip("“”") in text for words in context.worded(*ids)):
        rest = "the rest of it" if sum(c.truth != "met" for c in result.tree.children) == 1 else "a part of it"
        weeks = next((_weeks(n) for n in parts if "weeks" in n.detail), "")
        text += f"; beside it {context.said(*ids)}{weeks}, which shows {rest}"
        findings, treatments = (
            tuple(dict.fromkeys((*a, *b))) for a, b in zip((findings, treatments), ids, strict=True)
        )
    return Why(text, findings, treatments, leaf.reason, (*reaching, *there, *other))


def _of_before(others: Sequence[str], decided: Sequence[str], result: CriterionResult, context: Context) -> str:
    """That measurements are older than those which decided, where the criterion takes the latest."""
    kinds = {context.findings[i].kind for i in decided}
    asked = know(context.criterion(result).test).findings
    if result.tree.children or not any(one.latest and kinds.intersection(one.kinds) for one in asked):
        return ""
    days, last = ([context.facts.told[i].seen for i in ids] for ids in (others, decided))
    known = NOT_STATED not in (*days, *last)
    return ", and the later of these statements decides" if known and max(map(str, days)) < min(map(str, last)) else ""


def _contrary(leaf: Node, result: CriterionResult) -> tuple[str, ...]:
    """Of a criterion that one of several things would meet and that silence leaves open, what the record has against the others."""
    if leaf.reason != "silent" or leaf.findings or leaf.treatments or result.tree.operator != "any":
        return ()
    others = [n for part in result.tree.children if part.truth == "not_met" for n in deciding(part)]
    return tuple(dict.fromkeys(i for n in others if n.reason in ("shown", "refuted") for i in n.findings))


def _shown_parts(result: CriterionResult, told: Sequence[str]) -> list[Node]:
    """Of a criterion that asks for several things and is not met, those that facts of the record show, where these were not told."""
    facts = [
        (part, [i for n in standing(part) for i in (*n.findings, *n.treatments)])
        for part in _parts(result, "met")
        if part.documentable  # else nobody asks for it: it only says what silence means
    ]
    return [part for part, ids in facts if ids and not set(ids) <= set(told)]


def open_parts(result: CriterionResult) -> list[Node]:
    """Of a criterion that asks for several things, those that are open, where facts of the record show the others. A name that holds a
    figure would read as one of this patient: then none.
    """
    parts = _parts(result, "undetermined") if _shown_parts(result, ()) else []
    return [] if any(counts(part.label) for part in parts) else parts


def _parts(result: CriterionResult, truth: Truth) -> list[Node]:
    tree = result.tree
    several = tree.truth != "met" and tree.operator in ("all", "at_least")
    return (
        [c for c in tree.children if c.truth == truth and c.operator != "not" and "side" not in c.detail]
        if several
        else []
    )


def _shown_elsewhere(result: CriterionResult, leaf: Node) -> list[Node]:
    """Where each of two sides must be shown and one is not, what shows the other."""
    if "side" not in leaf.detail or leaf.truth == "met":
        return []
    return [n for n in _leaves(result.tree) if n.label != leaf.label and n.truth == "met" and "side" in n.detail]


def _excluded(node: Node, leaf: Node, within: bool = False) -> bool:
    """Whether a leaf asks for something that must not be there."""
    if node is leaf:
        return within
    return any(_excluded(child, leaf, within or node.operator == "not") for child in node.children)


def excludes(result: CriterionResult) -> bool:
    """Whether everything that decided a criterion is something that must not be there."""
    return all(_excluded(result.tree, leaf) for leaf in deciding(result.tree))


def _leaves(node: Node) -> list[Node]:
    return [leaf for child in node.children for leaf in _leaves(child)] if node.children else [node]


def _named_beside(leaf: Node) -> list[str]:
    """Findings that a leaf tells without their deciding it."""
    return [i for name in ("fitting", "unplaced") for i in leaf.detail.get(name, "").split(",") if i]


def _weeks(leaf: Node) -> str:
    """How many weeks a treatment is counted with, and how where months alone date it."""
    if "weeks" not in leaf.detail:
        return ""
    counted = ", counted by months" if "months" in leaf.detail else " in all"
    return f" ({leaf.detail['weeks']} weeks{counted})"


def _clause(
    leaf: Node, result: CriterionResult, said: str, counted: Sequence[str], full: bool, context: Context
) -> str:
    """The clause for one leaf. What is asked for always stands behind words that say so, for it is not said of the patient."""
    asked, required = _asked(result, full, context)
    if leaf in open_parts(result):
        asked = leaf.label
    if _shown_elsewhere(result, leaf):
        asked, required = (f"{words} on the {leaf.detail['side']}" for words in (asked, required))
    weeks = _weeks(leaf)
    if result.truth == "met" and said:
        return f"{said}{weeks}"
    match leaf.reason:
        case "refuted" | "too_short" if said and result.truth != "not_met":
            return f"{said}{weeks}, against {required}"
        case "refuted" if said:
            return varied((f"{said}, which falls short of {required}", f"{said}, short of {required}"), context.turn())
        case "shown" if said:
            return f"{said}, against {required}"
        case "too_short":
            return f"{said}{weeks}, which falls short of {required}{not_counted(leaf, counted, context)}"
        case "no_value":
            return (
                f"{said}, with no grade or measurement that would decide it, and so neither shows nor excludes {asked}"
            )
        case "uncertain":
            denied = {context.findings[i].claimed for i in leaf.findings if i in context.findings} == {"absent"}
            speaks_against = _excluded(result.tree, leaf) and not denied
            against = "; were it shown, it would speak against the procedure" if speaks_against else ""
            return f"{said}, which leaves the question open{against or if_shown(leaf, required)}"
        case "outdated":
            return f"{said}, which is too old to count towards {asked}"
        case "undated":
            return f"{said}, whose day is not on record, so whether it is recent enough for {asked} is open"
        case "second_hand":
            return f"{said}, but no report that could prove it is on file{if_shown(leaf, required)}"
        case "conflict":
            return f"{said}; these statements contradict each other, and the question stays open until that is resolved"
        case "mismatch" if "signs_on" in leaf.detail:
            return f"{said}; these signs are on the {leaf.detail['signs_on']}, and the request is for the {leaf.detail['asked_on']}"
        case "mismatch":
            from_there = others(result, context)
            elsewhere = f"; {from_there}" if from_there else ""
            return (
                f"{said}; not one of these signs belongs to {leaf.detail.get('roots', '')} at {result.level}{elsewhere}"
            )
        case "incomplete" if leaf.treatments:
            return f"{said}, {lacking(leaf, counted, context)}, which leaves {asked} open{not_counted(leaf, counted, context)}"
        case "incomplete" if said and "complaint_on" in leaf.detail:
            sides = f"the complaint is told on the {leaf.detail['complaint_on']}, and the {leaf.detail['asked_on']} is in question"
            return f"{said}; {sides}, which leaves {asked} open"
        case "incomplete" if said:
            unnamed = result.level == NOT_STATED and context.criterion(result).scope == "level"
            name = lower_first(placed(result.label, ""))
            return (
                f"{said}, which does not settle {name}{' while the levels requested are not named' if unnamed else ''}"
            )
        case "unreported" if said:
            return f"{said}, and no report on file shows {asked}{_differing(leaf, context)}"
        case "unreported":
            documents = (f"{context.document_name(d)} [[record:{d}]]" for d in leaf.detail["documents"].split(","))
            return f"nothing in {listed(documents)} shows {asked}"
        case "computed" | "incomplete" if leaf.operator == "line":
            return follows((result,), context)
        case "computed" | "incomplete":
            return f"the request does not show {asked}"
        case "silent" | "unreported" if said and "told_on" in leaf.detail:
            sides = f"this is on the {leaf.detail['told_on']}, and the request is for the {leaf.detail['asked_on']}"
            if _shown_elsewhere(result, leaf):
                sides = f"this is on the {leaf.detail['told_on']} alone"
            short = (
                f", which falls short of {required}" if result.truth == "not_met" else f", which leaves {asked} open"
            )
            return f"{said}; {sides}{short}"
        case "silent" if leaf.treatments:
            return f"{said}, {lacking(leaf, counted, context)}; nothing on file counts towards {asked}"
        case "silent" if leaf.findings and leaf.operator == "finding":
            return f"{said}, and the record does not show {asked}"
        case "silent" if leaf.findings:
            return f"the record does not show {asked}; {_stray(leaf, result, said, context)}"
        case "silent" if leaf.detail.get("unplaced"):
            unplaced = context.said(leaf.detail["unplaced"].split(","))
            return f"the record does not show {asked}; {unplaced}, which points to no root"
    # A name that begins with a grade, or holds a figure beside quoted facts, would read as one of this patient.
    named = graded(asked, context) or _shown_elsewhere(result, leaf) or (counts(asked) and _shown_parts(result, ()))
    what = f"what the policy asks for ({asked})" if named and not full else asked
    return on_file(result, context) or f"the record does not show {what}"


def on_file(result: CriterionResult, context: Context) -> str:
    """That documents of the very kind that a criterion asks for are there, where no fact read from them answers it."""
    criterion = context.criterion(result)
    wanted = f"{criterion.label} {criterion.needs} {criterion.remedy}".lower()
    same = [d.id for d in context.case.documents if context.document_kind(d.id).label.lower() in wanted]
    if not same or rests_on_facts(result.tree):
        return ""
    names = listed(f"{context.document_name(d)} [[record:{d}]]" for d in same)
    return f"{names} {'is' if len(same) == 1 else 'are'} on file, and nothing read from {'it' if len(same) == 1 else 'them'} settles this"


def _asked(result: CriterionResult, full: bool, context: Context) -> tuple[str, str]:
    """What is asked for, as something to be shown and as something to be reached."""
    criterion = context.criterion(result)
    if not full:
        return lower_first(criterion.label), "that requirement"
    asked = f"what the policy asks for ({criterion.needs})"
    return asked, asked


def _differing(leaf: Node, context: Context) -> str:
    """Where documents grade the same thing differently, which of them decides."""
    grades: dict[str, dict[str, str]] = {}
    for finding in (context.findings[i] for i in leaf.findings):
        grades.setdefault(finding.kind, {})[finding.document] = finding.grade
    differ = any(len(set(by_document.values())) > 1 for by_document in grades.values())
    return "; where a note and a report differ, the report decides" if differ else ""


def _stray(leaf: Node, result: CriterionResult, said: str, context: Context) -> str:
    """Symptoms that a compression at the level does not explain, beside those that it could."""
    side, roots = leaf.detail.get("one_sided", ""), leaf.detail.get("roots", "")
    if side and "fitting" not in leaf.detail:
        return f"{said}, which a compression on the {side} alone does not explain"
    fitting = context.said([i for i in leaf.detail.get("fitting", "").split(",") if i])
    beside = f"; {fitting}, which could" if fitting else ""
    alone = f", nor a compression on the {side} alone" if side else ""
    return f"{said}, which does not fit {roots} at {result.level}{alone}{beside}"


def rests_on_facts(node: Node) -> bool:
    """Whether a fact of the record stands behind an answer, or only its silence."""
    return bool(node.findings or node.treatments) or any(rests_on_facts(c) for c in node.children)


_STANDING = frozenset(WORDS[outcome] for outcome in ("necessary", "partially_necessary", "incidental"))
"""What is said of lines that others can follow."""


def follows(results: Sequence[CriterionResult], context: Context) -> str:
    """A line that follows others, at each level in question: which lines, and how each of them stands there."""
    at: dict[str, dict[str, list[str]]] = {}
    for result in results:
        for leaf in deciding(result.tree):
            for id in (id for id in leaf.detail.get("lines", "").split(",") if id):
                line = context.outcome.line(id)
                levels = [lv for lv in line.per_level if result.level in (lv.level, NOT_STATED)]
                for outcome in sorted({lv.outcome for lv in levels} or {line.outcome}):
                    places = at.setdefault(WORDS[outcome], {}).setdefault(context.code(line), [])
                    places += (str(lv.level) for lv in levels if lv.outcome == outcome)
    if all(result.truth == "met" for result in results):  # met by those that stand, whatever becomes of the others
        at = {word: codes for word, codes in at.items() if word in _STANDING} or at
    if not at and results[0].truth == "met":
        return "the request itself shows it"
    if not at:
        return f"the request holds nothing that could be {results[0].label}"
    stands = []
    for word, codes in at.items():
        stands.append(f"{codes_at(codes, context)}, {'which is' if len(codes) == 1 else 'which are'} {word}")
    return f"it follows {'; and '.join(stands)}"


def codes_at(codes: dict[str, list[str]], context: Context) -> str:
    """Codes with their levels, those with the same levels together: `22600 and 22614 at C3-6`."""
    spans: dict[str, list[str]] = {}
    for code, levels in codes.items():
        spans.setdefault(context.span(dict.fromkeys(levels)), []).append(code)
    return listed(" at ".join(p for p in (listed(same), span) if p) for span, same in spans.items())


def graded(name: str, context: Context) -> bool:
    """Whether the name of a criterion holds a grade of a scale."""
    labels = {scale.label(grade) for scale in context.pack.vocabulary.scales for grade in scale.grades}
    return any(f"{label} " in name for label in labels)
