"""A verdict or an answer that a second clause takes up without its word ("and so is b", "nor is b", "the same holds for b"):
it has to be that of the second thing too.
"""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from ..model.outcome import CriterionResult
from .criteria_spoken_of import all_of_lines, answered, owed_words
from .reading import Reading, Said
from .said import criterion_words, verdicts
from .spoken_of import at_levels

_VERB = r"(?:is|are|was|were|does|do|did)"
_BEHIND = re.compile(
    rf"\b(?:so|as) {_VERB}(?: also)? (?!if\b|that\b|the case\b)"
    rf"|\b(?P<nor>neither|nor) {_VERB} "
    r"|\b(?:the same|that|this) (?:also |equally )?(?:holds|goes|applies|is true|is so|can be said)"
    r"(?: too| as well| equally| here)? (?:for|of|to|at) "
    r"|\blikewise (?:for )?(?=the |an? )"
)
"""Openers of which what follows is the second thing."""
_BEFORE = re.compile(
    rf"\b{_VERB} (?P<not>not )?(?:too|as well|likewise|also|either)\b(?! \w+ed\b)"
    rf"|\b(?P<bare>{_VERB})(?=\s*(?:[.;,)]|$))"
    r"|\b(?:likewise|too|as well)(?=\s*(?:[.;]|$))"
)
"""Closers of which what stands before them is."""
_PARTS = re.compile(r"\s(?:and|but|while|whereas)\s|[,;:]\s")
_DENIES = re.compile(r"\b(?:not|no|cannot|never|un\w+|fails?|failed)\b")
_OF_OUTCOME = frozenset(("necessary", "not_necessary", "undetermined", "partially_necessary", "incidental"))
_OF_ANSWER = frozenset(("met", "not_met", "undetermined"))


def taken_up(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`, `criterion-contradiction`: what is said of one thing taken up for another that has it not."""
    if reading.tells_sources:
        return
    of_things = [w for w in verdicts(reading) if w.mood in ("asserted", "negated")]
    of_criteria = [w for w in criterion_words(reading) if w.mood in ("asserted", "negated")]
    if not of_things and not of_criteria:
        return
    for at, start, end, turn in _places(reading):
        first = _before(reading, of_things, at)
        if first is not None and first.end <= at and not start <= first.start < end:
            has = _outcomes(reading, start, end)
            said = _sense(first, turn, _OF_OUTCOME, "necessary")
            if has and said.isdisjoint(has):
                yield _wrong(reading, "verdict-contradiction", start, end, first, has)
                continue
        first = _before(reading, of_criteria, at)
        if first is None or start <= first.start < end:
            continue
        said = frozenset(first.means) if "waived" in first.means else _sense(first, turn, _OF_ANSWER, "met")
        for has in _criteria(reading, start, end):
            if said.isdisjoint(has):
                yield _wrong(reading, "criterion-contradiction", start, end, first, has)
                break


def _wrong(reading: Reading, code: str, start: int, end: int, first: Said, has: frozenset[str]) -> Violation:
    told = ", ".join(sorted(h.replace("_", " ") for h in has))
    return reading.violation(code, reading.text.text[start:end], f'It takes up "{first.words}"; it has: {told}.')


def _places(reading: Reading) -> Iterator[tuple[int, int, int, str]]:
    """Where something is taken up: the place, the span of the second thing, and what becomes of the sense."""
    lower = reading.text.lower
    for match in _BEHIND.finditer(lower):
        if not reading.quoted(match.start()):
            _, high = reading.text.clause_at(match.end())
            yield match.start(), match.end(), high, "denied" if match["nor"] else "kept"
    for match in _BEFORE.finditer(lower):
        low, _ = reading.text.clause_at(match.start())
        low = max([m.end() for m in _PARTS.finditer(lower, low, match.start())], default=low)
        turn = "denied" if match["not"] else "affirmed" if match["bare"] else "kept"
        if not reading.quoted(match.start()) and lower[low : match.start()].strip():
            yield low, low, match.start(), turn


def _before(reading: Reading, words: list[Said], at: int) -> Said | None:
    """The last outcome word before a place, of its sentence or, where that has none before it, of the one before."""
    low, _ = reading.text.sentence_at(at)
    found = [w for w in words if low <= w.start and w.end <= at]
    if not found and at - low <= 2 and low:
        previous, _ = reading.text.sentence_at(low - 1)
        found = [w for w in words if previous <= w.start < low]
    return found[-1] if found else None


def _sense(first: Said, turn: str, of: frozenset[str], plain: str) -> frozenset[str]:
    """What the second thing is said to be."""
    means = frozenset(first.means)
    if first.mood == "negated":
        means = of - means
    denying = first.mood == "negated" or _DENIES.search(first.words) is not None
    if turn == "affirmed" and denying:
        return frozenset((plain,))
    if turn == "denied" and not denying:
        return of - means
    return means


def _outcomes(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Outcomes of the lines, levels or the level of care that a span names; empty where it names none."""
    ground, outcome = reading.ground, reading.ground.outcome
    codes = {str(f.key) for f in reading.analysed.figures if f.kind == "code" and start <= f.start < end}
    first, last = reading.text.token_span(start, end)
    heads = [
        line for s in reading.text.stems[first:last] for line in ground.heads.get(ground.lists.synonym_name(s), ())
    ]
    lines = [line for line in outcome.lines if line.code in codes] or heads
    levels = reading.levels_in(start, end)
    if levels:
        refs = [str(r.line) for r in reading.statement.basis.outcomes if r.line != NOT_STATED]
        return at_levels(reading, [line.id for line in lines] or refs, levels)
    if ground.lists.setting.search(reading.text.lower, start, end) and not codes:
        return frozenset({outcome.setting.outcome})
    return frozenset(o for line in lines for o in (line.outcome, *(level.outcome for level in line.per_level)))


def _criteria(reading: Reading, start: int, end: int) -> list[frozenset[str]]:
    """Answers of the criteria that a span names by their labels, one set for each."""
    lists, lexicon = reading.ground.lists, reading.ground.lexicon
    first, last = reading.text.token_span(start, end)
    told = {lists.synonym_name(stem) for stem in reading.text.stems[first:last]} - lists.unnaming
    keys = reading.statement.basis.criteria
    own = [r for key in keys for r in reading.ground.results.get(key, ())]
    for results in (own, all_of_lines(reading)):
        labels = dict.fromkeys(r.label for r in results)
        words = {label: lexicon.kept(label).of(owed_words) for label in labels}
        named = [label for label in labels if words[label] and words[label] <= told]
        named += [r.label for r in results if r.label not in named and _by_id(reading, r) <= told]
        named = named or [label for label in labels if told and told <= words[label]]
        if named and told:
            levels = reading.levels_in(start, end)
            return [answered([r for r in results if r.label == label], levels) for label in named]
    return []


def _by_id(reading: Reading, result: CriterionResult) -> frozenset[str]:
    """The words of the id of a criterion, by which a model that was shown it may name it."""
    return frozenset(reading.ground.lists.synonym_name(reading.ground.lists.stemmer(w)) for w in result.id.split("-"))
