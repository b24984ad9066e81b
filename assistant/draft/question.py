"""What the question and the request name beside the lines themselves, so that none of it goes unanswered."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from ..check.known import know
from ..model.base import NOT_STATED
from ..model.document import Statement
from ..model.language import Test
from ..model.outcome import CriterionResult, Node
from ..model.policy import Criterion
from .context import Context, key
from .reasons import why
from .words import listed, quoted

LONG = 40
"""Letters from which a quotation is held against those told."""
SHARE = 0.7
"""Share of it that another quotation has in one piece."""
FEW = 6
"""Findings quoted at most of a document that decides nothing."""
_REQUEST = "request"
"""The group of documents that ask, and prove nothing."""


def untold(context: Context, asked_about: Iterable[str] | None = None) -> Iterator[Statement]:
    """Findings on record that the question names and no criterion turned on. `asked_about`: their kinds, where they are known."""
    if asked_about is None:
        asked_about = (
            k.id for k in context.pack.vocabulary.kinds if _named(context.case.question, (k.label, *k.synonyms))
        )
    kinds = set(asked_about)
    asked = _findings(_trees(context))
    told = asked | context.spoken_of
    decided = {(context.findings[i].kind, context.findings[i].status) for i in told}
    # Where a criterion asks for it, the request turns on it, though another finding decides.
    kinds -= {kind for c in _criteria(context) for kind in _kinds(c.test)}
    left = [f for f in context.case.findings if f.kind in kinds and (f.kind, f.status) not in decided]
    # What the record states somewhere, it does not deny by stating its absence elsewhere.
    stated = {f.kind for f in context.case.findings if f.status == "present"}
    for opening, ending, ids in (
        (
            "Named in the question, and on record",
            "no criterion of this request turns on this",
            [f.id for f in left if f.status != "absent"],
        ),
        (
            "Named in the question, and denied on record",
            "no criterion of this request asks for it, so this does not speak against the request",
            [f.id for f in left if f.status == "absent" and f.kind not in stated],
        ),
    ):
        if ids:
            text = f"{opening}: {context.said(ids)}; {ending}"
            yield context.statement("application", text, findings=ids, outcomes=[context.request_ref()])


def unread(context: Context) -> Iterator[Statement]:
    """What the record holds and no statement has told, in one sentence, for a reader who holds it asks what became of it: of each document
    the findings that a criterion of the request asks for first, and the treatments.
    """
    if context.audience == "patient":
        return
    asked = {kind for c in _criteria(context) for kind in _kinds(c.test)}
    worded = tuple(context.worded(context.spoken_of, context.treatments_told))
    told = " ".join(worded)
    cared = context.outcome.setting.requested != NOT_STATED  # then the level of care tells what bears on it
    later = context.pack.narrative.care if cared else ()
    findings: list[str] = []
    treatments: list[str] = []
    for document in context.case.documents:
        if _REQUEST in context.document_kind(document.id).groups:
            continue
        new = document.id not in context.documents_told
        own = [f for f in context.case.findings if f.document == document.id and (new or f.status == "present")]
        own = [f for f in own if f.kind not in later and not _of_title(f.quote, document.title)]
        left = [f for f in own if f.id not in context.spoken_of and not _told_already(context.words(f), told, worded)]
        findings += (f.id for f in sorted(left, key=lambda f: f.kind not in asked)[:FEW])
        given = (t for t in context.case.treatments if t.document == document.id and t.status == "present")
        fresh = (t for t in given if t.id not in context.treatments_told)
        treatments += (t.id for t in fresh if not _told_already(context.words(t), told, worded))
    if findings or treatments:
        text = f"On file as well: {context.said(findings, treatments, named=True)}"
        yield context.statement("record_fact", text, findings=findings, treatments=treatments)


def _told_already(quotation: str, told: str, worded: Iterable[str]) -> bool:
    """Whether a quotation, or most of a long one in one piece, has been told in the words of another."""
    words = quotation.strip("“”")
    if words in told or len(words) < LONG:
        return words in told
    common = (SequenceMatcher(None, words, other, autojunk=False).find_longest_match() for other in worded)
    return any(match.size >= SHARE * len(words) for match in common)


def _of_title(quote: str, title: str) -> bool:
    """Whether a quotation is the title of its document, with its day or without: the list of the record has it."""
    words = {w for w in quote.lower().split() if not any(c.isdigit() for c in w)}
    return bool(words) and words <= set(title.lower().split())


def _trees(context: Context) -> Iterator[Node]:
    """The trees of all criteria and waivers of the request."""
    for line in context.outcome.lines:
        for level in line.per_level:
            yield from (c.tree for c in level.criteria)
            yield from (w.tree for w in level.exceptions)
    yield from (c.tree for c in context.outcome.setting.criteria)


def _criteria(context: Context) -> list[Criterion]:
    """The criteria of the request, each once."""
    results = {key(c): c for line in context.outcome.lines for c in line.criteria}
    return [context.criterion(c) for c in results.values()]


def _kinds(test: Test) -> Iterator[str]:
    """The finding kinds that a test asks for or tells."""
    for asked in know(test).findings:
        yield from (*asked.kinds, *asked.told)


def _findings(trees: Iterable[Node]) -> set[str]:
    """The findings of all nodes of trees; levels share most of them, so each is looked at once."""
    found: set[str] = set()
    seen: set[int] = set()
    open_ = list(trees)
    while open_:
        node = open_.pop()
        if id(node) not in seen:
            seen.add(id(node))
            found.update(node.findings)
            open_ += node.children
    return found


def contingent(context: Context) -> Iterator[Statement]:
    """A procedure that the request keeps open, and for which no line is requested."""
    names = context.pack.vocabulary.procedures
    asked = " ".join(f"{line.procedure} {names.get(line.family, '')}" for line in context.outcome.lines).lower()
    heads = sorted({name.split()[-1] for name in names.values()} - set(asked.split()))
    forms = "|".join(form.format(procedure=f"(?:{'|'.join(heads)})") for form in context.pack.narrative.contingent)
    if not forms:
        return
    for document in context.case.documents:
        found = re.search(rf"\b(?:{forms})\b", document.text, re.IGNORECASE)
        if found and _REQUEST in context.document_kind(document.id).groups:
            text = (
                f"{context.document_name(document.id)} states {quoted(found[0])} [[record:{document.id}]]; no code is "
                "requested for it, so it stays outside this review"
            )
            yield context.statement("outcome", text, outcomes=[context.request_ref()])


def other_care(context: Context) -> list[Statement]:
    """Non-operative care that the question puts against the request: no line of it, yet the reader asked."""
    kinds = context.pack.vocabulary.treatments
    named = [kind.label for kind in kinds if any(_named(c, (kind.label, *kind.synonyms)) for c in _choices(context))]
    classes = dict.fromkeys(name for kind in kinds for name in kind.classes)
    named = named or [name for name in classes if any(_named(c, (name,)) for c in _choices(context))]
    results = _on_care(context) if named else []
    if not results:
        return []
    result = results[0]
    criterion, reason = context.criterion(result), why(result, context, full=False)
    asked = f"{criterion.needs} {context.grounds(criterion.grounds)}"
    if result.effective == "met":
        stands = f"such care has been given: what the policy asks for, {asked}, is met, for {reason.text}"
    else:
        stands = f"such care comes first here: {asked} has to precede it, and {reason.text}"
    text = f"The question puts {listed(named)} against what is requested, and {stands}"
    made = context.statement(
        "application",
        text,
        criteria=[key(c) for c in results],
        findings=reason.findings,
        treatments=reason.treatments,
        outcomes=[context.request_ref()],
    )
    return [made, *(s for ref in context.pack.narrative.choice_grounds for s in (context.told(ref),) if s is not None)]


def _on_care(context: Context) -> list[CriterionResult]:
    """Criteria on treatment, once each: those that are not met, or, where all are, those that are."""
    results = {
        key(c): c
        for line in context.outcome.lines
        if line.outcome != "incidental"
        for c in line.criteria
        if c.tree.operator == "treatment" and c.waived_by == NOT_STATED
    }
    return [c for c in results.values() if c.effective != "met"] or list(results.values())


def _choices(context: Context) -> list[str]:
    """The clauses of the question that put something against the request."""
    openers = "|".join(context.pack.narrative.choices)
    return re.split(rf"\b(?:{openers})\b", context.case.question)[1:] if openers else []


def _named(text: str, names: Iterable[str]) -> bool:
    """Whether a text names one of these."""
    lower = text.lower()
    held = (name.lower() for name in names if name.lower() in lower)  # an expression is made only of what can be found
    return any(re.search(rf"\b{re.escape(name)}\b", lower) for name in held)
