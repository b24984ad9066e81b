"""Words of outcome in any statement: they agree with what the checker computed for the line, level, criterion or whole spoken of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..model.base import NOT_STATED
from ..model.document import OutcomeRef, Violation
from .reading import Reading
from .words import Expression

_REACH = 9
"""Words before an outcome word in which a modal, a negation or an "if" governs it."""
Mood = Literal["asserted", "negated", "supposed", "mentioned"]
_NAMES = {"not_necessary": "not necessary", "partially_necessary": "partially necessary", "not_met": "not met"}
_ANY_BUT_NECESSARY = ("not_necessary", "undetermined", "partially_necessary", "incidental")


@dataclass(frozen=True, slots=True)
class Said:
    """One outcome expression of a statement."""

    start: int
    end: int
    words: str
    means: tuple[str, ...]
    mood: Mood


def said(reading: Reading, pattern: re.Pattern[str], expressions: tuple[Expression, ...]) -> list[Said]:
    """Outcome expressions outside quotations, with their mood."""
    found = []
    for match in pattern.finditer(reading.text.lower):
        if match.lastgroup is None or reading.quoted(match.start()):
            continue
        group = next(name for name in match.groupdict() if match[name] is not None)
        means = expressions[int(group[1:])].means
        found.append(Said(match.start(), match.end(), match[0].strip(" ,:"), means, _mood(reading, match.start(), match[0])))
    return found


def _mood(reading: Reading, position: int, words: str) -> Mood:
    lists, text = reading.ground.lists, reading.text.lower
    start, _ = reading.text.clause_at(position)
    tokens = [t for t in reading.text.tokens if start <= t[1] < position][-_REACH:]
    start = tokens[0][1] if tokens else position
    if lists.not_asserted.search(text, start, position):
        return "mentioned"
    if lists.hypothetical.search(text, start, position) or re.match(r"(?:could|can)\b(?! not)", words):
        return "supposed"
    inside = re.search(r"\bnot\b|\bcannot\b|\bno\b", words)
    return "negated" if inside is None and lists.negator.search(text, start, position) else "asserted"


def verdicts(reading: Reading) -> list[Said]:
    """Verdict words of a statement."""
    return said(reading, reading.ground.lists.verdict, reading.ground.lists.words.verdicts)


def verdict_contradiction(reading: Reading) -> Iterator[Violation]:
    """A verdict word that no outcome it can speak of has."""
    for word in verdicts(reading):
        if word.mood == "mentioned" or (reading.tells_sources and not _about_this_case(reading, word)):
            continue
        allowed = outcomes_at(reading, word.start)
        if not allowed or _criterion_sense(reading, word):
            continue
        means = _ANY_BUT_NECESSARY if word.mood == "negated" and word.means == ("necessary",) else word.means
        if word.mood == "negated" and word.means != ("necessary",):
            continue
        if word.mood == "supposed":
            if word.means == ("necessary",) and not _may_change(reading, word.start):
                yield _contradiction(reading, word, "nothing that the checker computed would make it necessary")
        elif allowed.isdisjoint(means):
            has = ", ".join(sorted(_NAMES.get(o, o) for o in allowed))
            yield _contradiction(reading, word, f"the outcome of the rules is: {has}")


def _contradiction(reading: Reading, word: Said, why: str) -> Violation:
    return reading.violation("verdict-contradiction", word.words, f'The statement says "{word.words}"; {why}.')


def _about_this_case(reading: Reading, word: Said) -> bool:
    """Whether a sentence about sources gives a verdict on this request: it names it, and no cited text has the words."""
    start, end = reading.text.sentence_at(word.start)
    texts = [*reading.fact_texts, *reading.criterion_texts]
    tied = reading.ground.lists.this_case.search(reading.text.lower, start, end) or reading.levels_in(start, end)
    return bool(tied or reading.statement.basis.outcomes) and not any(word.words in t.text.lower for t in texts)


def _criterion_sense(reading: Reading, word: Said) -> bool:
    """Whether "undetermined" or "open" speaks of a criterion of the basis, not of a line."""
    return "undetermined" in word.means and "undetermined" in criteria_at(reading, word.start)


def outcomes_at(reading: Reading, position: int) -> frozenset[str]:
    """Outcomes that the words at a place can speak of: of the levels and codes named in the clause, else of the references."""
    ground, outcome = reading.ground, reading.ground.outcome
    start, end = reading.text.clause_at(position)
    refs = reading.statement.basis.outcomes
    lines = [r.line for r in refs if r.line != NOT_STATED]
    codes = {str(f.key) for f in reading.analysed.figures if f.kind == "code" and start <= f.start < end}
    by_code = [line for line in outcome.lines if line.code in codes]
    levels = reading.levels_in(start, end)
    if levels:
        chosen = [line.id for line in by_code] or lines
        found = frozenset(lv.outcome for lv in ground.levels_at(chosen, levels))
        spans = frozenset(line.outcome for line in outcome.lines if set(line.levels) == levels and (not chosen or line.id in chosen))
        refs_too = frozenset().union(*(of_ref(reading, r) for r in refs if r.part in ("alternative", "setting")))
        incidental = frozenset(line.outcome for line in outcome.lines if line.id in chosen and line.outcome == "incidental")
        if found or spans:
            return found | spans | refs_too | incidental
    if by_code:
        return frozenset(line.outcome for line in by_code)
    if refs:
        return frozenset().union(*(of_ref(reading, r) for r in refs))
    if ground.lists.setting.search(reading.text.lower, start, end):
        return frozenset({outcome.setting.outcome, outcome.overall, outcome.determination})
    deciding = {key for key in reading.statement.basis.criteria}
    of_criteria = {
        lv.outcome for line in outcome.lines for lv in line.per_level for c in lv.criteria if f"{c.policy}:{c.id}" in deciding
    } | {line.outcome for line in outcome.lines for c in line.criteria if f"{c.policy}:{c.id}" in deciding}
    return frozenset(of_criteria) | {outcome.overall, outcome.determination}


def of_ref(reading: Reading, ref: OutcomeRef) -> frozenset[str]:
    """Outcomes of one reference; the whole request has the logical outcome and the one after the disposition."""
    outcome = reading.ground.outcome
    if ref.part == "setting":
        return frozenset({outcome.setting.outcome})
    if ref.part == "stage":
        return frozenset(s.outcome for s in outcome.stages if ref.stage in (NOT_STATED, s.stage))
    if ref.part == "alternative":
        return frozenset(a.outcome for a in outcome.alternatives if ref.line in (NOT_STATED, a.line))
    if ref.line != NOT_STATED and ref.line in reading.ground.lines:
        line = reading.ground.lines[ref.line]
        if ref.level != NOT_STATED:
            return frozenset(lv.outcome for lv in line.per_level if lv.level == ref.level)
        return frozenset({line.outcome})
    return frozenset({outcome.overall, outcome.determination})


def _may_change(reading: Reading, position: int) -> bool:
    """Whether something spoken of could become necessary: it is already, it has computed changes, or it is an alternative."""
    ground = reading.ground
    refs = reading.statement.basis.outcomes
    if any(r.part in ("alternative", "setting") for r in refs) and ground.outcome.alternatives:
        return True
    start, end = reading.text.sentence_at(position)
    lines = [r.line for r in refs if r.line in ground.lines] or list(ground.lines)
    levels = reading.levels_in(*reading.text.clause_at(position)) or reading.levels_in(start, position)
    levels = levels or frozenset(str(r.level) for r in refs if r.level != NOT_STATED)
    chosen = [lv for id in lines for lv in ground.lines[id].per_level if not levels or lv.level in levels]
    return any(lv.changes or lv.outcome in ("necessary", "partially_necessary") for lv in chosen)


def criteria_at(reading: Reading, position: int) -> frozenset[str]:
    """Answers of the criteria of the basis, at the levels named in the clause where it names any; before and after waivers."""
    levels = reading.levels_in(*reading.text.clause_at(position)) or frozenset(
        str(r.level) for r in reading.statement.basis.outcomes if r.level != NOT_STATED
    )
    results = [r for key in reading.statement.basis.criteria for r in reading.ground.results.get(key, ())]
    here = [r for r in results if not levels or r.level == NOT_STATED or r.level in levels] or results
    return frozenset(t for r in here for t in (r.truth, r.effective))


def criterion_contradiction(reading: Reading) -> Iterator[Violation]:
    """A criterion called met, not met or undetermined against what the checker found."""
    if not reading.statement.basis.criteria:
        return
    lists = reading.ground.lists
    for word in said(reading, lists.criterion_word, lists.words.criterion_words):
        allowed = criteria_at(reading, word.start)
        if word.mood in ("mentioned", "supposed") or not allowed:
            continue
        if reading.tells_sources and not _about_this_case(reading, word):
            continue
        means = ("not_met", "undetermined") if word.mood == "negated" and word.means == ("met",) else word.means
        if word.mood == "negated" and word.means != ("met",):
            continue
        if allowed.isdisjoint(means) and not (outcomes_at(reading, word.start) & set(means) and reading.statement.basis.outcomes):
            has = ", ".join(sorted(_NAMES.get(t, t) for t in allowed))
            yield reading.violation("criterion-contradiction", word.words, f'The statement says "{word.words}"; the criterion is: {has}.')


def conditional_approval(reading: Reading) -> Iterator[Violation]:
    """An approval on condition: that is an undetermined."""
    lists, text = reading.ground.lists, reading.text.lower
    if reading.tells_sources and not lists.this_case.search(text):
        return
    for match in lists.conditional_phrase.finditer(text):
        if not reading.quoted(match.start()):
            yield _conditional(reading, match.start(), match.end())
    words = [w for w in verdicts(reading) if w.means == ("necessary",) and w.mood == "asserted"]
    words += [
        w
        for w in said(reading, lists.criterion_word, lists.words.criterion_words)
        if w.means == ("met",) and w.mood == "asserted"
    ]
    for word in words:
        _, end = reading.text.sentence_at(word.start)
        condition = lists.condition.search(text, word.end, end)
        if condition is not None and len(text[word.end : condition.start()].split()) <= _REACH:
            yield _conditional(reading, word.start, condition.end())


def _conditional(reading: Reading, start: int, end: int) -> Violation:
    return reading.violation(
        "conditional-approval", reading.text.text[start:end], "An approval on condition is not an outcome: what is still open is undetermined."
    )
