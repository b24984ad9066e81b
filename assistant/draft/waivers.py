"""Which waiver opens what, on which facts; or, where one could have helped, that none does."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..check import deciding, standing
from ..check.labels import placed
from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.document import OutcomeRef, Section, Statement
from ..model.outcome import ExceptionResult, LineOutcome, Node
from ..model.policy import Waiver
from .asides import in_question
from .context import Context, key
from .reasons import why
from .refs import level_refs
from .words import capital, listed, lower_first, number, quoted, sentence

FEW = 4
"""Facts quoted at most where none of them decides."""
REACH = 40
"""Letters among which an earlier grade, and the end of the clause that gives it, are looked for."""


def waivers(context: Context) -> Section | None:
    """Why a waiver applies, with the findings that open it; or, where one could have helped, that none does."""
    applied: dict[str, tuple[LineOutcome, ExceptionResult]] = {}
    refused: dict[str, tuple[LineOutcome, ExceptionResult]] = {}
    bears: Counter[str] = Counter()
    for line in context.outcome.lines:
        for level in line.per_level if line.outcome != "incidental" else ():
            needed = {c.id for c in level.criteria if c.truth != "met"}
            for w in level.exceptions:
                if needed & set(w.waives) and line.policy != NOT_STATED:
                    name = f"{line.policy}:{w.id}"
                    bears[name] += len(needed & set(w.waives))
                    (applied if w.truth == "met" else refused).setdefault(name, (line, w))
    statements: list[Statement] = []
    for name, (line, w) in applied.items():
        statements += _applied(name, line, w, context)
    open_for = {name: line for name, (line, _) in refused.items()} if statements else {}
    refused = {
        n: held for n, held in refused.items() if held[0].policy not in {line.policy for line, _ in applied.values()}
    }
    refused = _bearing(refused, bears)
    unlike = {context.waiver(line.policy, w.id).text: (name, line, w) for name, (line, w) in reversed(refused.items())}
    if unlike:
        statements += [_waiver_text(name, line, w, context) for name, line, w in reversed(unlike.values())]
        others = [line for name, line in open_for.items() if name in refused]
        statements.append(_refusal(refused, context, listed(dict.fromkeys(context.line_name(line) for line in others))))
    if not statements:
        return None
    which = "waivers_apply" if applied else "waivers_not"
    return context.section(which, "bullets" if applied and len(statements) > 3 else "paragraph", statements)


def _bearing(
    refused: dict[str, tuple[LineOutcome, ExceptionResult]], bears: Counter[str]
) -> dict[str, tuple[LineOutcome, ExceptionResult]]:
    """Of the waivers that do not apply those that a fact on record comes near, what could lift most first. Where none does, the narrowest:
    a wide one is for another condition, of which nothing here speaks.
    """
    near = [n for n, (_, w) in refused.items() if any(leaf.findings for leaf in _leaves(w.tree))]
    far = sorted(refused, key=lambda name: (len(refused[name][1].waives), -bears[name]))[:1]
    return {name: refused[name] for name in sorted(near, key=lambda name: -bears[name]) or far}


def _refusal(refused: dict[str, tuple[LineOutcome, ExceptionResult]], context: Context, lines: str) -> Statement:
    """That no waiver applies, with the facts on record that come near one, or that leave it open.

    `lines`: for which, where another is waived.
    """
    opened = any(w.truth == "undetermined" for _, w in refused.values())
    wanted = "undetermined" if opened else "not_met"
    near = [leaf for _, w in refused.values() for leaf in _leaves(w.tree) if leaf.truth == wanted and leaf.findings]
    ids = [i for leaf in near for i in leaf.findings if not opened or context.findings[i].status != "absent"]
    findings = tuple(dict.fromkeys(ids))[:FEW]
    end = f", so none applies for {lines}" if lines else ", so no waiver applies"
    end += " yet" if opened else ""
    if findings:
        denied = all(context.findings[i].status == "absent" for i in findings)
        shows = "and the record documents none of these" if denied else "which shows none of these"
        state = "which leaves open whether any of these is present" if opened else shows
        text = f"{context.said(findings)}, {state}{end}"
    elif opened:
        text = f"The record leaves open whether any of these is present{end}"
    elif parts := list(_in_part([w.tree for _, w in refused.values()])):
        findings, missing = parts[0][0][:FEW], parts[0][1]
        named = f"but the record does not show {missing}"
        lacks = "which is a part of one of these and not the whole" if missing in _kinds(context) else named
        text = f"{context.said(findings)}, {lacks}{end}"
    elif all(leaf.operator == "request" for _, w in refused.values() for leaf in _leaves(w.tree)):
        text = f"The request is not of this kind{end}"
    else:
        several = sum(len(list(_leaves(w.tree))) for _, w in refused.values()) > 1
        text = f"Nothing in this record documents {'any of these' if several else 'this'}{end}"
    return context.statement("application", text, criteria=refused, findings=findings)


def _in_part(trees: Iterable[Node]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Conditions of a waiver that the record shows in part: the findings, and the name of what is missing."""
    for node in trees:
        if node.operator == "all" and node.truth != "met":
            held = tuple(i for c in node.children if c.truth == "met" for leaf in _leaves(c) for i in leaf.findings)
            missing = [c.label for c in node.children if c.truth != "met"]
            if held and len(missing) == 1:
                yield tuple(dict.fromkeys(held)), missing[0]
        yield from _in_part(node.children)


def _kinds(context: Context) -> frozenset[str]:
    """Names of findings: that the record is silent on one is said by a rule's own words, which the name alone need not be."""
    return frozenset(kind.label for kind in context.pack.vocabulary.kinds)


def _leaves(node: Node) -> Iterator[Node]:
    if not node.children:
        yield node
    for child in node.children:
        yield from _leaves(child)


def _measured(findings: list[str], waiver: str, refs: list[OutcomeRef], context: Context) -> Iterator[Statement]:
    """How many measurements stand behind a finding that says something changed."""
    for finding in (context.findings[i] for i in dict.fromkeys(findings)):
        kinds = context.pack.kind(finding.kind).measured_by
        if not kinds or f"measured {finding.id}" in context.reasons_told:
            continue
        context.reasons_told.add(f"measured {finding.id}")
        graded = [f for f in context.case.findings if f.kind in kinds and NOT_STATED not in (f.grade, f.status)]
        documents = dict.fromkeys(f.document for f in graded)
        count = len({context.case.document(d).date for d in documents})
        cited = context.marks(f"record:{d}" for d in documents if count > 1 or d != finding.document)
        words = f"{context.words(finding)} [[record:{finding.document}]]"
        before = [b for f in graded if f.status == "present" for b in (_graded_before(f, context),) if b]
        stands = "one graded examination" if count == 1 else "no graded examination"
        if count > 1:
            text = f"{capital(number(count))} graded examinations {cited} stand behind {words}"
        elif before == [words]:
            text = f"The graded examination {words} on file gives the earlier grade beside the present one"
        elif before:
            text = f"Behind {words} {stands} {cited} is on file; it gives the earlier grade beside the present one, {listed(before)}"
        else:
            text = f"Behind {words} {stands} {cited} is on file, so the change is stated and not measured"
        text = " ".join(text.split())
        yield context.statement(
            "application", text, criteria=[waiver], findings=[finding.id, *(f.id for f in graded)], outcomes=refs
        )


def _graded_before(finding: Finding, context: Context) -> str:
    """The words of a graded finding with those behind them that say what the grade was before; empty where none do."""
    scale = context.pack.kind(finding.kind).scale
    openers = "|".join(context.pack.narrative.earlier)
    text = context.case.document(finding.document).text
    at = text.find(finding.quote)
    if at < 0 or scale == NOT_STATED or not openers:
        return ""
    labels = (context.pack.scale(scale).label(g) for g in context.pack.scale(scale).grades if g != finding.grade)
    grades = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    after = re.compile(
        rf"[\s(\[,–-]{{0,3}}(?:{openers})\s(?:[^.;,()]{{0,{REACH}}}\s)?(?:{grades})(?![\w/])[^.;()]{{0,{REACH}}}",
        re.IGNORECASE,
    )
    found = after.match(text, at + len(finding.quote))
    if found is None:
        return ""
    end = found.end() + (text[found.end() : found.end() + 1] == ")")
    return f"{quoted(text[at:end])} [[record:{finding.document}]]"


def _applied(name: str, line: LineOutcome, w: ExceptionResult, context: Context) -> list[Statement]:
    waiver = context.waiver(line.policy, w.id)
    leaves = _met_leaves(w)
    findings = [i for leaf in leaves for i in leaf]
    context.quoted.add(frozenset(findings))
    refs = [r for ln in context.outcome.lines if ln.policy == line.policy for r in level_refs(ln, ln.per_level)]
    opened = [c for c in line.criteria if c.waived_by == w.id]
    told = waiver.text in context.reasons_told
    context.reasons_told.add(waiver.text)
    rule = _rule(name, waiver, w, context)
    said = f"That is so here: {context.said(findings)}" if findings else "The request itself shows that"
    again = said in context.reasons_told
    context.reasons_told.add(said)
    names: dict[str, list[str]] = {}
    for c in opened:
        names.setdefault(c.label, []).extend([str(c.level)] if c.level != NOT_STATED else [])
    waived = listed(lower_first(placed(label, context.span(levels))) for label, levels in names.items())
    waived, verb = f"the requirement of {waived}", "is"
    if len(names) > 1:
        waived, verb = waived.replace("requirement", "requirements", 1), "are"
    same = f"The same findings {context.cited_documents(findings)} open it" if findings else "The same opens it"
    if again and opened:
        texts = [f"{same} for {context.line_name(line)}, so {waived} {verb} waived there"]
    else:
        texts = [
            said,
            *([f"For {context.line_name(line)} {waived} {verb} therefore waived"] if opened else []),
        ]
    facts = [
        context.statement(
            "application", text, criteria=[name, *(key(c) for c in opened)], findings=findings, outcomes=refs
        )
        for text in texts
    ]
    result = [*([] if told else [rule]), *facts[:1], *_measured(findings, name, refs, context), *facts[1:]]
    for c in opened:
        reason = why(c, context)
        text = f"On {context.pack.family(c.family).short}, though waived, {context.said((), reason.treatments)}"
        if reason.treatments and text not in context.reasons_told:
            context.reasons_told.add(text)
            made = context.statement(
                "application", text, criteria=[key(c)], treatments=reason.treatments, outcomes=refs
            )
            result.append(made)
        if c.tree.truth == "not_met" and c.level != NOT_STATED:
            reason = why(c, context)
            result.append(
                context.statement(
                    "application",
                    f"Without the waiver {placed(lower_first(c.label), str(c.level))} would fail: {reason.text}",
                    criteria=[name, key(c)],
                    findings=reason.findings,
                    treatments=reason.treatments,
                    outcomes=refs,
                )
            )
            result += [s for ref in context.criterion(c).differs for s in (context.told(ref),) if s]
    strict = [s for ref in waiver.differs for s in (context.told(ref),) if s]
    if strict:
        first = strict[0]
        result += [
            first.model_copy(update={"text": sentence(f"Sources differ on how far this goes. {first.text}")}),
            *strict[1:],
        ]
    return result


def _waiver_text(name: str, line: LineOutcome, w: ExceptionResult, context: Context) -> Statement:
    waiver = context.waiver(line.policy, w.id)
    return _rule(name, waiver, w, context)


def _rule(name: str, waiver: Waiver, w: ExceptionResult, context: Context) -> Statement:
    """What a waiver waives and when, as far as the record puts it in question."""
    text = in_question(waiver.text, (leaf.reason for leaf in deciding(w.tree)), context)
    return context.statement("policy_statement", context.backed(text, waiver.grounds), criteria=[name])


def _met_leaves(w: ExceptionResult) -> Iterable[tuple[str, ...]]:
    return [leaf.findings for leaf in standing(w.tree) if leaf.truth == "met"]
