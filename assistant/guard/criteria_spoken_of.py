"""Which criteria an outcome word speaks of: those whose label the words beside it name, else those of its statement."""

import re

from ..check.labels import placed
from ..model.base import NOT_STATED
from ..model.outcome import CriterionResult
from .analysed import Analysed
from .reading import Reading
from .spoken_of import AND, EACH, OF_PLACES
from .text import words_of

_LIST = re.compile(r",|\b(?:and|or|but)\b")
_BEHIND = re.compile(r"(?:\w+ )?(?:fails? on|meets? (?:the criteria )?on|(?:still )?(?:open|undecided) on)\b")
"""An outcome word of which what follows it is said."""
_LISTS = re.compile(r"[^.;:,]{0,40}:\s")
"""Behind an outcome word: what it is said of follows."""


def criteria_at(reading: Reading, position: int, *, waived: bool = False) -> list[frozenset[str]]:
    """Answers of the criteria of the basis, before waivers, and `waived`: one set for each criterion named beside the word,
    else for each level named in the clause, else one in all.
    """
    start, end = reading.text.clause_at(position)
    keys = reading.statement.basis.criteria
    results = [r for key in keys for r in reading.ground.results.get(key, ())]
    of_lines = all_of_lines(reading) if waived or reading.statement.basis.outcomes else []
    results = of_lines if waived else results
    low, high = _own_places(reading, position, start, end)
    named = [levels for figure, levels in reading.levels if low <= figure.start < high]
    referred = [frozenset((str(r.level),)) for r in reading.statement.basis.outcomes if r.level != NOT_STATED]
    if not named and reading.text.lower.startswith(":", end):  # "Met: x at the lower level"
        low, high = _beside(reading, position)
        named = [found] if (found := reading.levels_in(low, high)) else []
    each = EACH.search(reading.text.lower, start, position) is not None
    if _at_each_place(reading, position, end):
        places = dict.fromkeys(str(r.level) for r in results if r.level != NOT_STATED)
        each, referred = True, referred or [frozenset((level,)) for level in places]
    named = named or (referred if each else []) or [frozenset[str]().union(*referred)]
    sets = []
    for group in criteria_named(reading, position, results) or criteria_named(reading, position, of_lines):
        levels = frozenset[str]().union(*named)
        sets += [answered(group, at) for at in (named if each else [levels])]
    if sets:
        return sets
    own = [r for key in keys for r in reading.ground.results.get(key, ())] if waived else []
    if own and all(r.waived_by == NOT_STATED for r in own):
        return [answered(own, frozenset())]
    if waived:
        return [truths for truths in [answered(results, frozenset())] if "waived" not in truths]
    of_each = each and _each_criterion(reading, start, position)
    apart = [[r for r in results if f"{r.policy}:{r.id}" == key] for key in keys] if of_each else [results]
    sets = [answered(group, levels) for group in apart for levels in named]
    return [truths for truths in sets if truths]


def _own_places(reading: Reading, position: int, start: int, end: int) -> tuple[int, int]:
    """The part of a clause whose places an answer speaks of: up to an "and" on both sides of which an answer stands with a place."""
    low = start
    for match in AND.finditer(reading.text.lower, start, end) if len(reading.levels) > 1 else ():
        sides = ((low, match.start()), (match.end(), end))
        if all(reading.levels_in(a, b) and any(a <= w < b for w, _ in reading.outcome_words) for a, b in sides):
            if position < match.start():
                return low, match.start()
            low = match.end()
    return low, end


def _at_each_place(reading: Reading, start: int, end: int) -> bool:
    """Whether an answer is given for each place behind it ("met at both levels")."""
    lower = reading.text.lower
    return any(OF_PLACES.match(lower, m.end()) for m in EACH.finditer(lower, start, end))


def _each_criterion(reading: Reading, start: int, end: int) -> bool:
    """Whether "all", "both" and their like between two places can speak of criteria, and not of levels or sides alone."""
    sides = [m.span() for m in reading.ground.lists.side.finditer(reading.text.lower, start, end)]
    return any(
        OF_PLACES.match(reading.text.lower, m.end()) is None and not any(a <= m.start() < b for a, b in sides)
        for m in EACH.finditer(reading.text.lower, start, end)
    )


def answered(results: list[CriterionResult], levels: frozenset[str]) -> frozenset[str]:
    """Truths of some answers at some levels, before waivers and after."""
    here = [r for r in results if not levels or r.level == NOT_STATED or r.level in levels] or results
    return frozenset(t for r in here for t in (r.truth, r.effective if r.waived_by == NOT_STATED else "waived"))


def all_of_lines(reading: Reading) -> list[CriterionResult]:
    """Results of the lines that a statement refers to, else of all: what is waived need not be in its basis."""
    ground = reading.ground
    refs = frozenset([r.line for r in reading.statement.basis.outcomes])
    known = ground.pools.get(refs)
    if known is None:
        lines = [line for line in ground.outcome.lines if line.id in refs] or ground.outcome.lines
        answers = [r for line in lines for r in line.criteria]
        answers += [r for line in lines for level in line.per_level for r in level.criteria]
        known = ground.pools[refs] = list({id(r): r for r in answers}.values())
    return known


def criteria_named(reading: Reading, position: int, results: list[CriterionResult]) -> list[list[CriterionResult]]:
    """Results of the criteria that the words beside an outcome word name by their label: behind it where a colon
    follows, else before it.
    """
    if not results:
        return []
    low, high = _beside(reading, position)
    first, last = reading.text.token_span(low, high)
    lists, lexicon = reading.ground.lists, reading.ground.lexicon
    told = {lists.synonym_name(reading.text.stems[n]) for n in range(first, last) if reading.spoken[n]}
    groups: dict[str, list[CriterionResult]] = {}
    for result in results:
        groups.setdefault(result.label, []).append(result)
    owed = {label: lexicon.kept(label).of(owed_words) for label in groups}
    whole = [group for label, group in groups.items() if owed[label] and owed[label] <= told]
    if whole and reading.levels:  # the name of a place names no criterion
        within = {n for figure, _ in reading.levels for n in range(*reading.text.token_span(figure.start, figure.end))}
        unplaced = {lists.synonym_name(reading.text.stems[n]) for n in range(first, last) if n not in within}
        whole = [group for group in whole if not unplaced.isdisjoint(owed[group[0].label])]
    whole = _beyond_others(reading, low, high, whole, owed) if len(whole) > 1 else whole
    return whole or _named_in_part(reading, max(low, reading.text.clause_at(max(low, high - 1))[0]), high, groups, owed)


def _beyond_others(
    reading: Reading, low: int, high: int, whole: list[list[CriterionResult]], owed: dict[str, frozenset[str]]
) -> list[list[CriterionResult]]:
    """Those that are named word for word, and those that words beside them name: a label lends no other its words."""
    text, name = reading.text, reading.ground.lists.synonym_name
    labels = [placed(group[0].label, "").lower() for group in whole]
    spans = [(at, at + len(words)) for words in labels if (at := text.lower.find(words, low, high)) >= 0]
    taken = {n for span in spans for n in range(*text.token_span(*span))}
    left = {name(text.stems[n]) for n in range(*text.token_span(low, high)) if reading.spoken[n] and n not in taken}
    said = text.lower[low:high]
    return [g for g, words in zip(whole, labels, strict=True) if words in said or owed[g[0].label] <= left]


def _named_in_part(
    reading: Reading,
    low: int,
    high: int,
    groups: dict[str, list[CriterionResult]],
    owed: dict[str, frozenset[str]],
) -> list[list[CriterionResult]]:
    """Results of the criteria that a list of nothing but words of labels names ("a and b are met")."""
    lists, named = reading.ground.lists, list[list[CriterionResult]]()
    for words in _LIST.split(reading.text.lower[low:high]):
        stems = {lists.synonym_name(lists.stemmer(w)) for w in words_of(words)} - lists.unnaming
        found = [group for label, group in groups.items() if stems and stems <= owed[label]]
        if stems and not found:
            return []
        named += [[r for group in found for r in group]] if found else []
    return named


def owed_words(label: Analysed) -> frozenset[str]:
    """The words by which a label is named."""
    lists = label.lexicon.lists
    content = label.text.stem_set - lists.function
    return frozenset(lists.synonym_name(s) for s in content - lists.idle or content)


def _beside(reading: Reading, position: int) -> tuple[int, int]:
    """The words that an outcome word answers: up to the outcome words next to it in its sentence."""
    start, end = reading.text.sentence_at(position)
    places = [(a, b) for a, b in reading.outcome_words if start <= a < end]
    own = max((b for a, b in places if a <= position < b), default=position)
    following = min((a for a, _ in places if a > own), default=end)
    if _BEHIND.match(reading.text.lower, position):
        return own, min(following, reading.text.clause_at(own)[1])
    if _LISTS.match(reading.text.lower, own):
        return own, following
    return max((b for _, b in places if b <= position), default=start), own
