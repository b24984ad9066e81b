"""Words of outcome in any statement: they agree with what the checker computed for the line, level, criterion or
whole spoken of.
"""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import OutcomeRef, Violation
from .reading import Mood, Reading, Said
from .words import Expression

_REACH = 9
"""Words before an outcome word in which a modal, a negation or an "if" governs it."""
_NAMES = {"not_necessary": "not necessary", "partially_necessary": "partially necessary", "not_met": "not met"}
_BARE_COPULA = re.compile(r"\s*\)?[\s,:]*(?:(?:is|are|was|were|remains?|stays?|therefore|thus|still)\s*)*")
_AND = re.compile(r"\s(?:and|,)\s")
_RELATIVE = re.compile(r"\s*(?:which|who|that|both of which)\b")
_PARTS = re.compile(r"\b(?:levels?|segments?|lines?|parts?|rest|some|others?)\b")
"""Words that speak of parts of what a reference names."""
_ANY_BUT_NECESSARY = ("not_necessary", "undetermined", "partially_necessary", "incidental")


def said(reading: Reading, pattern: re.Pattern[str], expressions: tuple[Expression, ...]) -> list[Said]:
    """Outcome expressions outside quotations, with their mood."""
    found = []
    for match in pattern.finditer(reading.text.lower):
        if match.lastgroup is None or reading.quoted(match.start()):
            continue
        group = next(name for name in match.groupdict() if match[name] is not None)
        means = expressions[int(group[1:])].means
        found.append(
            Said(match.start(), match.end(), match[0].strip(" ,:"), means, _mood(reading, match.start(), match[0]))
        )
    return found


def _mood(reading: Reading, position: int, words: str) -> Mood:
    lists, text = reading.ground.lists, reading.text.lower
    start, _ = reading.text.clause_at(position)
    if text[: reading.text.sentence_at(position)[1]].rstrip().endswith("?"):
        return "mentioned"
    tokens = [t for t in reading.text.tokens if start <= t[1] < position][-_REACH:]
    start = tokens[0][1] if tokens else position
    if lists.not_asserted.search(text, start, position):
        return "mentioned"
    if lists.hypothetical.search(text, start, position) or re.match(r"could\b(?! not)", words):
        return "supposed"
    inside = re.search(r"\bnot\b|\bcannot\b|\bno\b", words)
    return "negated" if inside is None and lists.negator.search(text, start, position) else "asserted"


def verdicts(reading: Reading) -> list[Said]:
    """Verdict words of a statement."""
    if reading.verdicts is None:
        lists = reading.ground.lists
        searched = not lists.words.verdict_gate.isdisjoint(reading.words)
        reading.verdicts = said(reading, lists.verdict, lists.words.verdicts) if searched else []
    return reading.verdicts


def verdict_contradiction(reading: Reading) -> Iterator[Violation]:
    """A verdict word that no outcome it can speak of has."""
    for word in verdicts(reading):
        if word.mood == "mentioned" or (reading.tells_sources and not _about_this_case(reading, word)):
            continue
        sets = outcomes_at(reading, word.start)
        if not sets or _criterion_sense(reading, word):
            continue
        means = _ANY_BUT_NECESSARY if word.mood == "negated" and word.means == ("necessary",) else word.means
        if word.mood == "negated" and word.means != ("necessary",):
            continue
        if word.mood == "supposed":
            if word.means == ("necessary",) and not _may_change(reading, word.start):
                yield _contradiction(reading, word, "nothing that the checker computed would make it necessary")
        elif wrong := next((allowed for allowed in sets if allowed.isdisjoint(means)), None):
            has = ", ".join(sorted(_NAMES.get(o, o) for o in wrong))
            yield _contradiction(reading, word, f"the outcome of the rules is: {has}")


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


def _criterion_sense(reading: Reading, word: Said) -> bool:
    """Whether "undetermined" or "open" speaks of a criterion of the basis, not of a line or level."""
    if _of_a_line(reading, word):
        return False
    return "undetermined" in word.means and any("undetermined" in truths for truths in criteria_at(reading, word.start))


def _of_a_line(reading: Reading, word: Said) -> bool:
    """Whether a verdict word is said of a code or level itself: it follows in the label, or with nothing but a copula
    or colon between.
    """
    figures = [f for f in reading.analysed.figures if f.kind in ("level", "code") and f.end <= word.start]
    if not figures:
        return False
    between = reading.text.lower[figures[-1].end : word.start]
    return _BARE_COPULA.fullmatch(between) is not None


def _stretch(reading: Reading, position: int) -> tuple[int, int]:
    """The part of a clause that a verdict word speaks of: clauses are cut at an "and" where both sides name a level
    and a verdict.
    """
    start, end = reading.text.clause_at(position)
    if _RELATIVE.match(reading.text.lower, start):
        start = reading.text.clause_at(max(start - 2, 0))[0]
    elif _after_colon(reading, position) and not _named(reading, start, end):
        start = reading.text.sentence_at(position)[0]
    low = start
    for match in _AND.finditer(reading.text.lower, start, end):
        cut, after = match.start(), match.end()
        if (
            reading.levels_in(low, cut)
            and reading.levels_in(after, end)
            and _has_verdict(reading, low, cut)
            and _has_verdict(reading, after, end)
        ):
            if position < cut:
                return low, cut
            low = after
    return low, end


def _after_colon(reading: Reading, position: int) -> bool:
    """Whether the clause at a place stands behind a colon, as the verdict of a heading does."""
    start, _ = reading.text.clause_at(position)
    return reading.text.lower[:start].rstrip().endswith(":")


def _named(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch names a level or a code."""
    return any(f.kind in ("level", "code") and start <= f.start < end for f in reading.analysed.figures)


def _has_verdict(reading: Reading, start: int, end: int) -> bool:
    return reading.ground.lists.verdict.search(reading.text.lower, start, end) is not None


def outcomes_at(reading: Reading, position: int) -> list[frozenset[str]]:
    """Outcomes that the words at a place can speak of, one set for each thing spoken of; the words must agree with
    every set.

    The levels and codes named beside the words decide; else the references of the statement; else the criteria of its
    basis.
    """
    ground, outcome = reading.ground, reading.ground.outcome
    start, end = _stretch(reading, position)
    refs = reading.statement.basis.outcomes
    lines = [r.line for r in refs if r.line != NOT_STATED]
    codes = {str(f.key) for f in reading.analysed.figures if f.kind == "code" and start <= f.start < end}
    by_code = [line for line in outcome.lines if line.code in codes]
    chosen = [line.id for line in by_code] or lines
    beside = frozenset().union(*(of_ref(reading, r) for r in refs if r.part in ("alternative", "setting")))
    beside |= {line.outcome for line in outcome.lines if line.id in chosen and line.outcome == "incidental"}
    if _after_colon(reading, position) and any(r.part == "request" for r in refs):
        beside |= {outcome.overall, outcome.determination}
    if beside and refs and all(r.part == "alternative" for r in refs):
        named = reading.levels_in(start, end)
        lesser = [a for a in outcome.alternatives if any(r.line in (NOT_STATED, a.line) for r in refs)]
        if named <= {level for a in lesser for level in a.levels}:
            return [frozenset(a.outcome for a in lesser)]
    sets = []
    for figure, levels in reading.levels:
        if start <= figure.start < end and (found := _at_levels(reading, chosen, levels)):
            sets.append(found | beside)
    if sets:
        return _shared(sets, reading, start, end)
    if by_code:
        return _shared([frozenset({line.outcome}) for line in by_code], reading, start, end)
    if refs:
        whole = frozenset().union(*(of_ref(reading, r) for r in refs))
        if _PARTS.search(reading.text.lower, start, end):
            whole |= _of_parts(reading, lines)
        return [whole] if whole else []
    if ground.lists.setting.search(reading.text.lower, start, end):
        return [frozenset({outcome.setting.outcome, outcome.overall, outcome.determination})]
    whole = _of_criteria(reading) | {outcome.overall, outcome.determination}
    return [whole | _of_parts(reading, []) if _PARTS.search(reading.text.lower, start, end) else whole]


def _of_parts(reading: Reading, lines: list[str]) -> frozenset[str]:
    """Outcomes of the levels of the named lines; where none is named, of all lines and their levels."""
    outcome = reading.ground.outcome
    levels = {lv.outcome for line in outcome.lines if not lines or line.id in lines for lv in line.per_level}
    return frozenset(levels | {line.outcome for line in outcome.lines if not lines})


def _shared(sets: list[frozenset[str]], reading: Reading, start: int, end: int) -> list[frozenset[str]]:
    """One set for all where several verdicts are listed for several things ("a and b, which are open and refused")."""
    words = {m[0] for m in reading.ground.lists.verdict.finditer(reading.text.lower, start, end)}
    return [frozenset().union(*sets)] if len(words) > 1 and len(sets) > 1 else sets


def speaks_of_other_line(reading: Reading, word: Said) -> bool:
    """Whether a verdict word stands beside codes of lines that the statement does not refer to."""
    start, end = _stretch(reading, word.start)
    lines = {r.line for r in reading.statement.basis.outcomes}
    codes = {str(f.key) for f in reading.analysed.figures if f.kind == "code" and start <= f.start < end}
    return bool(codes) and not any(line.code in codes for line in reading.ground.outcome.lines if line.id in lines)


def _at_levels(reading: Reading, chosen: list[str], levels: frozenset[str]) -> frozenset[str]:
    """Outcomes at one named level, or of the lines that ask for exactly the named span; else of all its levels."""
    ground = reading.ground
    whole = frozenset(
        line.outcome
        for line in ground.outcome.lines
        if set(line.levels) == levels and (not chosen or line.id in chosen)
    )
    if len(levels) > 1 and whole:
        return whole
    known = [id for id in chosen if any(lv.level in levels for lv in ground.lines[id].per_level)] if chosen else []
    return frozenset(lv.outcome for lv in ground.levels_at(known, levels)) | whole


def _of_criteria(reading: Reading) -> frozenset[str]:
    """Outcomes of the lines and levels that the criteria of the basis decide."""
    deciding = set(reading.statement.basis.criteria)
    lines = [
        line for line in reading.ground.outcome.lines if any(f"{c.policy}:{c.id}" in deciding for c in line.criteria)
    ]
    return frozenset(line.outcome for line in lines) | {
        lv.outcome
        for line in lines
        for lv in line.per_level
        if any(f"{c.policy}:{c.id}" in deciding for c in lv.criteria)
    }


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
    """Whether something spoken of could become necessary: it is already, it has computed changes, or it is an
    alternative.
    """
    ground = reading.ground
    refs = reading.statement.basis.outcomes
    if any(r.part in ("alternative", "setting") for r in refs) and ground.outcome.alternatives:
        return True
    start, _ = reading.text.sentence_at(position)
    lines = [r.line for r in refs if r.line in ground.lines] or list(ground.lines)
    levels = reading.levels_in(*reading.text.clause_at(position)) or reading.levels_in(start, position)
    levels = levels or frozenset(str(r.level) for r in refs if r.level != NOT_STATED)
    chosen = [lv for id in lines for lv in ground.lines[id].per_level if not levels or lv.level in levels]
    return any(lv.changes or lv.outcome in ("necessary", "partially_necessary") for lv in chosen)


def criteria_at(reading: Reading, position: int) -> list[frozenset[str]]:
    """Answers of the criteria of the basis, before and after waivers: one set for each level named in the clause,
    else one in all.
    """
    start, end = reading.text.clause_at(position)
    results = [r for key in reading.statement.basis.criteria for r in reading.ground.results.get(key, ())]
    named = [levels for figure, levels in reading.levels if start <= figure.start < end]
    named = named or [frozenset(str(r.level) for r in reading.statement.basis.outcomes if r.level != NOT_STATED)]
    sets = []
    for levels in named:
        here = [r for r in results if not levels or r.level == NOT_STATED or r.level in levels] or results
        sets.append(frozenset(t for r in here for t in (r.truth, r.effective)))
    return [truths for truths in sets if truths]


def criterion_words(reading: Reading) -> list[Said]:
    """Words of a statement that say whether a criterion is met."""
    lists = reading.ground.lists
    if lists.words.criterion_gate.isdisjoint(reading.words):
        return []
    return said(reading, lists.criterion_word, lists.words.criterion_words)


def criterion_contradiction(reading: Reading) -> Iterator[Violation]:
    """A criterion called met, not met or undetermined against what the checker found."""
    if not reading.statement.basis.criteria:
        return
    for word in criterion_words(reading):
        sets = criteria_at(reading, word.start)
        if word.mood in ("mentioned", "supposed") or not sets:
            continue
        if reading.tells_sources and not _about_this_case(reading, word):
            continue
        means = ("not_met", "undetermined") if word.mood == "negated" and word.means == ("met",) else word.means
        if word.mood == "negated" and word.means != ("met",):
            continue
        wrong = next((truths for truths in sets if truths.isdisjoint(means)), None)
        if wrong is not None and not _verdict_sense(reading, word):
            has = ", ".join(sorted(_NAMES.get(t, t) for t in wrong))
            yield reading.violation(
                "criterion-contradiction", word.words, f'The statement says "{word.words}"; the criterion is: {has}.'
            )


def _verdict_sense(reading: Reading, word: Said) -> bool:
    """Whether "undetermined" speaks of a line or level that the statement refers to, not of a criterion."""
    return bool(reading.statement.basis.outcomes) and any(
        set(word.means) & allowed for allowed in outcomes_at(reading, word.start)
    )


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
        if condition is not None and len(text[word.end : condition.start()].split()) <= _REACH:
            yield _conditional(reading, word.start, condition.end())


def _conditional(reading: Reading, start: int, end: int) -> Violation:
    return reading.violation(
        "conditional-approval",
        reading.text.text[start:end],
        "An approval on condition is not an outcome: what is still open is undetermined.",
    )
