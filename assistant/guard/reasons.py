"""Why an outcome is what it is: a reason given for a verdict or an answer is that of a criterion that decided it."""

import re
from collections.abc import Iterator, Mapping

from ..model.base import NOT_STATED
from ..model.document import Violation
from ..model.outcome import CriterionResult
from .analysed import Analysed
from .answers import deciding_facts
from .criteria_spoken_of import all_of_lines, criteria_named
from .figure_sources import TIMES
from .reading import Reading, Said
from .said import criterion_words, verdicts

_MARGIN = 1.5
"""How much better a reason has to fit a criterion that did not decide than any that did."""
_LEAST = 1.0
"""Words of its own, in all, that it has to have of that criterion."""
_FURTHER = re.compile(r";|\.\s|,? (?:and|but|so|which|while)\b")
"""What follows a reason."""
_SO = re.compile(r",? (?:so|hence|therefore|thus|and so|which is why)\b")
"""What stands between a reason and what follows from it."""
_BACKWARDS = re.compile(r"\b(?:is|are) (?:the reason )?why\b")
_FOLLOWING = frozenset(("so", "hence", "therefore", "thus", "why"))
"""Words of which one stands in each of them."""
_WILL = "will"
_OF_TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|durations?|length|last(?:s|ed|ing)?|recent\w*|old|time)\b")
Words = Mapping[str, float]


def reasons(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a verdict or an answer told to follow from a criterion that it does not follow from."""
    if reading.tells_sources or reading.statement.type == "record_fact":
        return
    if not gives_reason(reading):
        return
    for word in (*verdicts(reading), *criterion_words(reading)):
        told = reason_of(reading, word) if word.mood in ("asserted", "negated") and "waived" not in word.means else None
        if told is None or _of_setting(reading):
            continue
        if (will := _of_will(reading, told)) is not None:
            yield reading.violation("criterion-contradiction", will, "No criterion asks what a person wants.")
            continue
        results = _results(reading, word)
        named = criteria_named(reading, word.start, results)
        right = [r for group in named for r in group] or _decisive(reading, word, results, told)
        deciding = {(r.policy, r.id) for r in right}
        wrong = [r for r in results if (r.policy, r.id) not in deciding and r.label not in {d.label for d in right}]
        if not right or not wrong:
            continue
        if (length := _unasked_length(reading, told, right)) is not None:
            yield reading.violation(
                "criterion-contradiction", length, "This is not why: no length of time is asked for."
            )
            continue
        counted = {id for r in right for id in reading.ground.of_result(deciding_facts, r)}
        if counted and not counted.isdisjoint(facts_told(reading, told)):
            continue
        weights = _weights(reading, told, results)
        best, other = max((_fit(reading, r, weights), r.label) for r in wrong)
        span, decided = reading.text.text[slice(*told)], ", ".join(sorted({r.label for r in right}))
        if best >= _LEAST and best > max(_fit(reading, r, weights) for r in right) * _MARGIN:
            yield reading.violation(
                "criterion-contradiction", span, f"This is not why: it speaks of {other}; what decided is {decided}."
            )
        elif _of_others(reading, told, right):
            yield reading.violation(
                "criterion-contradiction", span, f"This is not why: the checker counted other findings for {decided}."
            )


def _unasked_length(reading: Reading, told: tuple[int, int], right: list[CriterionResult]) -> str | None:
    """A length of time that makes the whole of a reason, where no criterion that decided speaks of time."""
    here = [f for f in reading.analysed.figures if told[0] <= f.start < told[1]]
    if not here or any(f.unit not in TIMES for f in here):
        return None
    asked = (text for r in right for text in _worded(reading, r.label, f"{r.policy}:{r.id}"))
    return None if any(_OF_TIME.search(text.lower()) for text in asked) else here[0].text


def gives_reason(reading: Reading) -> bool:
    """Whether a statement can say why, or what follows."""
    reason, runs = reading.ground.lists.reason, reading.text.runs
    return reason.opens(reading.words) and (reason.touches(runs) or not _FOLLOWING.isdisjoint(runs))


def _of_setting(reading: Reading) -> bool:
    """Whether a statement speaks of the level of care alone, the reasons of which are its own and have a check of their own."""
    outcomes = reading.statement.basis.outcomes
    return bool(outcomes) and all(ref.part == "setting" for ref in outcomes) and not reading.documents


def _of_will(reading: Reading, told: tuple[int, int]) -> str | None:
    """Words of a reason by which someone wants something or declines it, which no criterion of the basis has."""
    lists, lower = reading.ground.lists, reading.text.lower
    found = lists.claims[_WILL].search(lower, *told) if _WILL in lists.claims else None
    if found is None or reading.quoted(found.start()) or any(found[0] in t.text.lower for t in reading.criterion_texts):
        return None
    return found[0]


def reason_of(reading: Reading, word: Said) -> tuple[int, int] | None:
    """Where the reason for an outcome word stands in its sentence."""
    lower, reason = reading.text.lower, reading.ground.lists.reason
    start, end = reading.text.sentence_at(word.start)
    backwards = _BACKWARDS.search(lower, start, word.start)
    if backwards is not None and not reading.quoted(backwards.start()):
        return start, backwards.start()
    behind = reason.search(lower, word.end, end)
    if behind is not None and not reading.quoted(behind.start()):
        further = _FURTHER.search(lower, behind.end(), end)
        return behind.end(), further.start() if further else end
    so = next(iter(_SO.finditer(lower, start, word.start)), None)
    if so is not None and not reading.quoted(so.start()):
        return (start, so.start()) if _says(reading, start, so.start()) else None
    leading = reason.match(lower, start, word.start)
    comma = lower.find(", ", start, word.start)
    return (leading.end(), comma) if leading is not None and comma > 0 else None


def _says(reading: Reading, low: int, high: int) -> bool:
    """Whether a stretch says something, and is not the mere subject of what follows ("the operation therefore fails")."""
    words, text = reading.ground.lists.words, reading.text
    told = set(text.word_list[slice(*text.token_span(low, high))])
    return "," in text.text[low:high] or text.text[high : high + 1] == "," or not told.isdisjoint(words.finite)


def _results(reading: Reading, word: Said) -> list[CriterionResult]:
    """Answers of the lines referred to, at the levels spoken of."""
    levels = reading.levels_in(*reading.text.clause_at(word.start))
    levels |= {str(r.level) for r in reading.statement.basis.outcomes if r.level != NOT_STATED}
    return [r for r in all_of_lines(reading) if not levels or r.level in (NOT_STATED, *levels)]


def _decisive(
    reading: Reading, word: Said, results: list[CriterionResult], told: tuple[int, int]
) -> list[CriterionResult]:
    """The answers from which an outcome follows: what is refused, from those not met where there are any."""
    found = [r for r in results if _decides(r, word, reading, told)]
    refused = [r for r in found if r.truth == "not_met"]
    return refused if refused and word.means == ("not_necessary",) and word.mood == "asserted" else found


def _of_others(reading: Reading, told: tuple[int, int], right: list[CriterionResult]) -> bool:
    """Whether a reason names findings or treatments of the basis, none of which a deciding criterion rests on."""
    named = facts_told(reading, told)
    counted = {id for r in right for id in reading.ground.of_result(deciding_facts, r)}
    return bool(named and counted) and named.isdisjoint(counted)


def facts_told(reading: Reading, told: tuple[int, int]) -> frozenset[str]:
    """Findings and treatments of the basis that a stretch names by their kind, or by words of their quotation."""
    inside = [m for m in reading.analysed.mentions if told[0] <= m.start < told[1]]
    named = {f.id for f in reading.findings if any(f.kind in m.of("kind") for m in inside)}
    named |= {t.id for t in reading.treatments if any(t.kind in m.of("treatment") for m in inside)}
    first, last = reading.text.token_span(*told)
    stems = set(reading.text.stems[first:last]) - reading.ground.lists.connectives
    quotes = {f.id: reading.ground.analysed("quote", f.id, (f.quote,)).licensed for f in reading.findings}
    return frozenset(named | {id for id, quote in quotes.items() if len(stems & quote) > 1})


def _decides(result: CriterionResult, word: Said, reading: Reading, told: tuple[int, int]) -> bool:
    """Whether an answer can be the reason for an outcome."""
    waived = result.waived_by != NOT_STATED
    means = set(word.means)
    if word.mood == "negated":
        means = {"not_necessary", "undetermined"}
    if means & {"necessary", "met"}:
        return result.truth == "met" or (waived and "waive" in reading.text.lower[slice(*told)])
    whole = any(r.part in ("request", "stage") for r in reading.statement.basis.outcomes)
    if waived or result.truth == "met":
        return False
    return whole or result.truth == "undetermined" or bool(means & {"not_necessary", "not_met"})


def _weights(reading: Reading, told: tuple[int, int], results: list[CriterionResult]) -> Words:
    """The words of a reason, each weighing less the more criteria have it."""
    lists = reading.ground.lists
    first, last = reading.text.token_span(*told)
    stems = {lists.synonym_name(s) for s in set(reading.text.stems[first:last]) - lists.connectives}
    texts = {(r.policy, r.id): _stems(reading, r) for r in results}
    held = {stem: sum(stem in words for words in texts.values()) for stem in stems}
    return {stem: 1 / n for stem, n in held.items() if n}


def _fit(reading: Reading, result: CriterionResult, weights: Words) -> float:
    words = _stems(reading, result)
    return sum(weight for stem, weight in weights.items() if stem in words)


def _stems(reading: Reading, result: CriterionResult) -> frozenset[str]:
    """The words of a criterion, each by the name of its group of synonyms."""
    ground, key = reading.ground, f"{result.policy}:{result.id}"
    return ground.of_pack("reason", key, _worded(reading, result.label, key)).of(_named)


def _worded(reading: Reading, label: str, key: str) -> Iterator[str]:
    worded = reading.ground.criterion_wording(key)
    yield label
    yield worded.text.text if worded else ""
    yield from dict.fromkeys(node.label for node in reading.ground.nodes_of(key))


def _named(text: Analysed) -> frozenset[str]:
    return frozenset(text.lexicon.lists.synonym_name(stem) for stem in text.text.stem_set)
