"""Words of outcome in any statement: they agree with what the checker computed for the line, level, criterion or
whole spoken of.
"""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from ..model.outcome import CriterionResult, LevelOutcome
from .criteria_spoken_of import all_of_lines, criteria_at, criteria_named
from .reading import Reading, Said
from .said import REACH, criterion_words, verdicts
from .spoken_of import outcomes_at

_NAMES = {"not_necessary": "not necessary", "partially_necessary": "partially necessary", "not_met": "not met"}
_UNDER = re.compile(r"\b[Uu]nder (?P<name>[A-Z]\w+)'s? (?:\w+ )?(?:criteria|policy|policies|rules|guidelines?)\b")
_ENDS = re.compile(r"[;:.]")
_BARE_COPULA = re.compile(
    r"\s*\)?(?:, (?:left|right|both sides|midline))?[\s,:]*(?:(?:is|are|was|were|remains?|stays?|therefore|thus|still)\s*)*"
)
_OF_SOME = re.compile(
    r"\b(?:both|two|three|four|these|those|(?:(?:all|every|each) (?:of )?(?:the )?)?(?:other|remaining))(?: of (?:the|these|those))? $"
)
"""Before criteria that are not all of them."""
_STILL = re.compile(r"\b(?:still|yet) to be\b")
"""Says of what is open that it has to come, which what is waived has not."""
_OPEN_ON = re.compile(
    r" on (?!(?:this|the|that|these|present) (?:record|file|documents?|evidence|basis|point)|file|record)"
)
_NOT_EVEN = re.compile(r"\b(?:would|could|can|might|may)(?: still| alone)? not (?:\w+ )?$|\bcannot (?:\w+ )?$")
"""Before a supposed verdict: it is denied that it would follow."""
_CRITERIA = re.compile(r"\b(?:criteria|requirements) (?:are )?$")
_WAIVED_BEHIND = re.compile(r"[;,] (?:and )?waived: ")
"""Around "met" where all criteria are told but those waived, which follow ("criteria met; waived: a")."""
_OUTCOMES = ("necessary", "not_necessary", "undetermined", "partially_necessary", "incidental")
_TRUTHS = ("met", "not_met", "undetermined")


def verdict_contradiction(reading: Reading) -> Iterator[Violation]:
    """A verdict word that no outcome it can speak of has."""
    for word in verdicts(reading):
        if word.mood == "mentioned" or (reading.tells_sources and not _about_this_case(reading, word)):
            continue
        if reading.statement.basis.criteria and _OF_SOME.search(reading.text.lower[: word.start]):
            continue  # "both criteria are met": of those criteria, which are looked at by themselves
        why = _against(reading, word)
        if why and not criterion_sense(reading, word) and not of_rule(reading, word):
            yield _contradiction(reading, word, why)


def _against(reading: Reading, word: Said) -> str:
    """What the checker computed against a verdict word; empty where nothing stands against it."""
    if word.mood == "supposed" and word.means != ("necessary",):
        return ""
    sets = outcomes_at(reading, word.start)
    means = _means(reading, word, _OUTCOMES, "necessary") if sets else None
    if means is None:
        return ""
    if word.mood == "supposed":
        if _NOT_EVEN.search(reading.text.lower, reading.text.clause_at(word.start)[0], word.start):
            return ""
        if _one_is_not_enough(reading, word.start):
            return "no single thing would make it necessary"
        may = _may_change(reading, word.start)
        return "" if may else "nothing that the checker computed would make it necessary"
    wrong = next((allowed for allowed in sets if allowed.isdisjoint(means)), None)
    return f"the outcome of the rules is: {', '.join(sorted(_NAMES.get(o, o) for o in wrong))}" if wrong else ""


def of_other_set(reading: Reading) -> Iterator[Violation]:
    """A verdict told to be that of a policy set by whose name the one in force is not called."""
    if reading.tells_sources:
        return
    for match in _UNDER.finditer(reading.text.text):
        low, high = reading.text.sentence_at(match.start())
        name, own = match["name"].lower(), reading.ground.policy_set.id.lower()
        here = [w for w in verdicts(reading) if low <= w.start < high and w.mood in ("asserted", "negated")]
        if here and name not in own and not reading.quoted(match.start()) and reading.ground.others is None:
            yield reading.violation(
                "verdict-contradiction", match[0], f"What is decided here is decided under the policy set {own}."
            )


def _means(reading: Reading, word: Said, of: tuple[str, ...], plain: str) -> tuple[str, ...] | None:
    """The outcomes with which a word agrees as it stands: a denied one with all others. None where a denial further off
    may speak of something else.
    """
    if word.mood != "negated":
        return word.means
    lower = reading.text.lower
    direct = any(not lower[m.end() : word.start].strip() for m in reading.ground.lists.negations(lower, 0, word.start))
    if word.means != (plain,) and not direct:
        return word.means if word.means == ("waived",) and _of_a_thing(reading, word) else None
    return tuple(outcome for outcome in of if outcome not in word.means)


def _of_a_thing(reading: Reading, word: Said) -> bool:
    """Whether the denials before a word deny a thing ("an absent sign lifts ..."), and not what is said of it."""
    low, _ = reading.text.clause_at(word.start)
    lists = reading.ground.lists
    found = [m[0] for m in lists.negations(reading.text.lower, low, word.start)]
    return all(negation in lists.words.predicates for negation in found)


def _contradiction(reading: Reading, word: Said, why: str) -> Violation:
    return reading.violation("verdict-contradiction", word.words, f'The statement says "{word.words}"; {why}.')


def _about_this_case(reading: Reading, word: Said) -> bool:
    """Whether a sentence about sources gives a verdict on this request: it names it, and no cited text has the
    words.
    """
    start, end = reading.text.sentence_at(word.start)
    texts = [*reading.fact_texts, *reading.criterion_texts]
    lists, lower = reading.ground.lists, reading.text.lower
    tied = (
        lists.this_case.search(lower, start, end)
        or lists.own_verdict.search(lower, start, end)
        or reading.levels_in(start, end)
    )
    return bool(tied or reading.statement.basis.outcomes) and not any(word.words in t.text.lower for t in texts)


def criterion_sense(reading: Reading, word: Said) -> bool:
    """Whether "undetermined" or "open" speaks of a criterion of the basis, not of a line or level."""
    if "undetermined" not in word.means or _of_a_line(reading, word):
        return False
    return any("undetermined" in truths for truths in criteria_at(reading, word.start))


def _of_a_line(reading: Reading, word: Said) -> bool:
    """Whether a verdict word is said of a code or level itself: it follows in the label, or with nothing but a copula
    or colon between; or it is open on a criterion.
    """
    if _OPEN_ON.match(reading.text.lower, word.end):
        return True
    figures = [f for f in reading.analysed.figures if f.kind in ("level", "code") and f.end <= word.start]
    if not figures:
        return False
    between = reading.text.lower[figures[-1].end : word.start]
    return _BARE_COPULA.fullmatch(between) is not None


def of_rule(reading: Reading, word: Said) -> bool:
    """Whether a word stands, with the one before it, in what the policy is said to ask for ("a device approved for ...")."""
    if reading.voice(word.start) != "rule":
        return False
    first, _ = reading.text.token_span(word.start, word.end)
    told = reading.text.lower[reading.text.tokens[max(first - 1, 0)][1] : word.end]
    return any(told in text.text.lower for text in reading.criterion_texts)


def _one_is_not_enough(reading: Reading, position: int) -> bool:
    """Whether one thing alone is said to change an outcome that takes several."""
    start, end = reading.text.sentence_at(position)
    if reading.ground.lists.alone.search(reading.text.lower, start, end) is None:
        return False
    changes = [change for level in _spoken_of(reading, position) for change in level.changes]
    return bool(changes) and all(len(change.criteria) > 1 for change in changes)


def _may_change(reading: Reading, position: int) -> bool:
    """Whether something spoken of could become necessary: it is already, it has computed changes, or it is an
    alternative.
    """
    ground = reading.ground
    refs = reading.statement.basis.outcomes
    if any(r.part in ("alternative", "setting") for r in refs) and ground.outcome.alternatives:
        named = reading.levels_in(*reading.text.sentence_at(position))
        lesser = [a for a in ground.outcome.alternatives if any(r.line in (NOT_STATED, a.line) for r in refs)]
        return not lesser or named <= {level for a in lesser for level in a.levels}
    chosen = _spoken_of(reading, position)
    return any(lv.changes or lv.outcome in ("necessary", "partially_necessary") for lv in chosen)


def _spoken_of(reading: Reading, position: int) -> list[LevelOutcome]:
    """Levels of the lines referred to, those named beside a word where some are."""
    ground, refs = reading.ground, reading.statement.basis.outcomes
    start, _ = reading.text.sentence_at(position)
    lines = [r.line for r in refs if r.line in ground.lines] or list(ground.lines)
    levels = reading.levels_in(*reading.text.clause_at(position)) or reading.levels_in(start, position)
    levels = levels or frozenset(str(r.level) for r in refs if r.level != NOT_STATED)
    return [lv for id in lines for lv in ground.lines[id].per_level if not levels or lv.level in levels]


def criterion_contradiction(reading: Reading) -> Iterator[Violation]:
    """A criterion called met, not met or undetermined against what the checker found."""
    if not reading.statement.basis.criteria:
        return
    for word in criterion_words(reading):
        if word.mood in ("mentioned", "supposed"):
            continue
        sets = criteria_at(reading, word.start, waived=word.means == ("waived",))
        if not sets:
            continue
        if word.means == ("met",) and _all_but(reading, word):
            continue
        if reading.tells_sources and not _about_this_case(reading, word):
            continue
        means = _means(reading, word, _TRUTHS, "met")
        if means is None:
            continue
        wrong = next((truths for truths in sets if truths.isdisjoint(means)), None)
        if wrong is None and "undetermined" in means and _STILL.search(word.words):
            wrong = next((truths for truths in sets if "waived" in truths), None)
        if wrong is not None and not _verdict_sense(reading, word) and not _of_record(reading, word):
            has = ", ".join(sorted(_NAMES.get(t, t) for t in wrong))
            yield reading.violation(
                "criterion-contradiction", word.words, f'The statement says "{word.words}"; the criterion is: {has}.'
            )


def _of_record(reading: Reading, word: Said) -> bool:
    """Whether a cited document has the words with the one before them: then they are its own ("goals not met")."""
    first, _ = reading.text.token_span(word.start, word.end)
    start = reading.text.tokens[max(first - 1, 0)][1]
    told, ground = reading.text.lower[start : word.end].strip(), reading.ground
    return start < word.start and any(told in ground.squeezed(d) for d in reading.documents if d in ground.documents)


def _all_but(reading: Reading, word: Said) -> bool:
    """Whether all criteria but those of the basis are said to be met, and are."""
    start, end = reading.text.sentence_at(word.start)
    lower = reading.text.lower
    found = reading.ground.lists.all_but.search(lower, start, word.start)
    listed = _CRITERIA.search(lower[start : word.start]) and _WAIVED_BEHIND.match(lower, word.end, end)
    if not listed and (found is None or _ENDS.search(lower, found.end(), word.start)):
        return False
    named = set(reading.statement.basis.criteria)
    others = [r for r in all_of_lines(reading) if f"{r.policy}:{r.id}" not in named]
    return bool(others) and all(r.truth == "met" or r.waived_by != NOT_STATED for r in others)


def _verdict_sense(reading: Reading, word: Said) -> bool:
    """Whether "undetermined" speaks of a line or level that the statement refers to, not of a criterion."""
    if word.means == ("undetermined",) and criteria_named(reading, word.start, _of_basis(reading)):
        return False
    return bool(reading.statement.basis.outcomes) and any(
        set(word.means) & allowed for allowed in outcomes_at(reading, word.start)
    )


def _of_basis(reading: Reading) -> list[CriterionResult]:
    return [r for key in reading.statement.basis.criteria for r in reading.ground.results.get(key, ())]


def conditional_approval(reading: Reading) -> Iterator[Violation]:
    """An approval on condition: that is an undetermined."""
    lists, text = reading.ground.lists, reading.text.lower
    if reading.tells_sources and not lists.this_case.search(text):
        return
    for match in lists.conditional_phrase.finditer(text):
        if not reading.quoted(match.start()):
            yield _conditional(reading, match.start(), match.end())
    words = [w for w in verdicts(reading) if w.means == ("necessary",) and w.mood == "asserted"]
    words += [w for w in criterion_words(reading) if w.means == ("met",) and w.mood == "asserted"]
    for word in words:
        _, end = reading.text.sentence_at(word.start)
        condition = lists.condition.search(text, word.end, end)
        if condition is not None and len(text[word.end : condition.start()].split()) <= REACH:
            yield _conditional(reading, word.start, condition.end())


def _conditional(reading: Reading, start: int, end: int) -> Violation:
    return reading.violation(
        "conditional-approval",
        reading.text.text[start:end],
        "An approval on condition is not an outcome: what is still open is undetermined.",
    )
