"""What an answer to a criterion is told beside: findings and treatments that the checker counted for it, and no gap where it
found something.
"""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from ..model.outcome import CriterionResult
from .answers import deciding_facts, nodes
from .criteria_spoken_of import criteria_named
from .reading import Reading, Said
from .reasons import facts_told, gives_reason, reason_of
from .said import criterion_words, verdicts

_ANSWERS = frozenset(("met", "not_met"))


def counted_others(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: an answer told beside facts of the record of which the checker counted none for it."""
    if reading.statement.type != "application" or not (reading.findings or reading.treatments):
        return
    for word in criterion_words(reading):
        if word.mood not in ("asserted", "negated") or not _ANSWERS & set(word.means):
            continue
        span = reading.text.clause_at(word.start)
        if len([w for w in criterion_words(reading) if span[0] <= w.start < span[1]]) > 1:
            continue  # a list: each fact may be another one's
        right = _spoken_of(reading, word)
        waiving = {str(r.waived_by) for r in right if r.waived_by != NOT_STATED}
        counted = frozenset[str]().union(*(reading.ground.of_result(_facts, r) for r in right))
        alone = len(reading.text.sentences) == 1 and reading.documents
        told = facts_told(reading, span)
        named = {f.id for f in reading.findings} | {t.id for t in reading.treatments}
        told = told or (frozenset(named) if alone else told)
        if not counted or not told or waiving or not named.isdisjoint(counted):
            continue
        if not _of_the_kind(reading, told, counted, right):
            label = right[0].label
            yield reading.violation(
                "criterion-contradiction",
                reading.text.text[slice(*span)],
                f"The checker counted none of these findings for {label}.",
            )
            return


_ALONE = re.compile(
    r"\brests? (?:up)?on (?P<before>[^.;,]{2,80}?) (?:alone|only)\b"
    r"|\brests? (?:only|solely|alone|exclusively|entirely) (?:up)?on (?P<behind>[^.;,]{2,80})"
)


def rests_on_more(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: an answer said to rest on one thing alone, where the checker counted another one as well."""
    if reading.statement.type != "application" or not (match := _ALONE.search(reading.text.lower)):
        return
    told = match.span(match.lastgroup or "before")
    named = facts_told(reading, told)
    case = reading.ground.case
    kind = {f.id: f.kind for f in case.findings} | {t.id: t.kind for t in case.treatments}
    for key in reading.statement.basis.criteria:
        for result in reading.ground.results.get(key, ()):
            counted = reading.ground.of_result(deciding_facts, result)
            others = {kind[id] for id in counted if id in kind} - {kind[id] for id in named}
            if named & counted and others:
                also = next(id for id in sorted(counted) if kind.get(id) in others)
                quotes = {f.id: f.quote for f in case.findings} | {t.id: t.quote for t in case.treatments}
                quote = quotes[also]
                span = reading.text.text[slice(*match.span())]
                yield reading.violation("criterion-contradiction", span, f'The checker counted more: "{quote}"')
                return


def _of_the_kind(reading: Reading, told: frozenset[str], counted: frozenset[str], right: list[CriterionResult]) -> bool:
    """Whether a fact told is of a kind that was counted, or that the criterion names."""
    case = reading.ground.case
    kinds = {f"kind:{f.kind}" for f in case.findings if f.id in told}
    kinds |= {f"treatment:{t.kind}" for t in case.treatments if t.id in told}
    of = {f"kind:{f.kind}" for f in case.findings if f.id in counted}
    of |= {f"treatment:{t.kind}" for t in case.treatments if t.id in counted}
    texts = (reading.ground.criterion_text(f"{r.policy}:{r.id}") for r in right)
    return not kinds.isdisjoint(of.union(*(text.concepts for text in texts if text is not None)))


def gap_told(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: an unmet criterion explained by a gap of the record, where the record answers it."""
    lists = reading.ground.lists
    if reading.tells_sources or reading.statement.type == "record_fact":
        return
    if not gives_reason(reading) or not lists.gap.search(reading.text.lower):
        return
    for word in (*verdicts(reading), *criterion_words(reading)):
        told = reason_of(reading, word) if word.mood in ("asserted", "negated") and "waived" not in word.means else None
        gap = lists.gap.search(reading.text.lower, *told) if told is not None else None
        right = _spoken_of(reading, word) if gap is not None else []
        if gap is None or not right or any(r.truth != "not_met" for r in right):
            continue
        leaves = [n for r in right for n in nodes(r.tree) if n.truth == "not_met" and not n.children]
        facts = {id for n in leaves for id in (*n.findings, *n.treatments)}
        quotes = [f.quote.lower() for f in reading.ground.case.findings if f.id in facts]
        quotes += [t.quote.lower() for t in reading.ground.case.treatments if t.id in facts]
        if quotes and not all(map(lists.negator.match, quotes)):  # "no therapy", as the record itself says
            yield reading.violation(
                "criterion-contradiction", gap[0], f'The record has it, and does not meet it: "{quotes[0]}"'
            )
            return


def _spoken_of(reading: Reading, word: Said) -> list[CriterionResult]:
    """Answers of the criteria that an outcome word is said of: named beside it, else the only one of the basis."""
    results = [r for key in reading.statement.basis.criteria for r in reading.ground.results.get(key, ())]
    named = [r for group in criteria_named(reading, word.start, results) for r in group]
    found = named or (results if len({r.label for r in results}) == 1 else [])
    levels = reading.levels_in(*reading.text.clause_at(word.start))
    return [r for r in found if not levels or r.level in (NOT_STATED, *levels)] or found


def _facts(result: CriterionResult) -> frozenset[str]:
    """What decided an answer, and what its other questions rest on."""
    return deciding_facts(result) | {id for n in nodes(result.tree) for id in (*n.findings, *n.treatments)}
