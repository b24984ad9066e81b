"""Which facts of the corpus may be told of this person and request: those whose population does not exclude what the record shows."""

import re
from collections.abc import Iterable
from functools import cached_property

from ..model.base import NOT_STATED
from ..model.case import Case
from ..model.corpus import Cause, Fact, Source
from ..model.outcome import Outcome
from ..pack.pack import Pack

_OBSERVED = ("finding", "recommendation", "limit", "reading")
"""Roles of facts that hold for the people of their population alone."""
_NEAR = 5
"""Words before a noun among which its grade is looked for."""
_COUNTS = {"single": 1, "one": 1, "two": 2, "multi": 2, "three": 3}
"""What a population says of how many levels were operated on, as the fewest."""
_LEVELS = re.compile(
    r"\b(single|one|two|three|multi)(?:-level|level\b| levels?\b|-? (?:or|to|and) (?:two|three)(?:-level| levels?))"
)


class Fitness:
    """What the record shows, asked of one population after another."""

    def __init__(self, case: Case, outcome: Outcome, pack: Pack) -> None:
        self._case, self._pack = case, pack
        self._present = [f for f in case.findings if f.status == "present"]
        self._kinds = frozenset(f.kind for f in self._present)
        denied = {f.kind for f in case.findings if f.status == "absent"}
        self._nouns = self._named(denied) - self._named(f.kind for f in case.findings if f.status != "absent")
        self.causes = tuple(c for c in pack.narrative.causes if self._holds(c, outcome))
        """What makes this person another than those whom most studies observed."""
        levels: dict[str, set[str]] = {}
        for line in outcome.lines:
            levels.setdefault(line.family, set()).update(line.levels)
        self._most = max(map(len, levels.values()), default=0)

    def fits(self, source: Source, fact: Fact) -> bool:
        """Whether a fact may be told: its source is not of special conditions alone that the record does not show; its population is
        not said to be without what the record shows, of another grade of it, or of more levels than are requested; and what was observed or
        is advised is of such people, where the cause of the request is one of its own.
        """
        special = self._pack.narrative.special
        only_special = bool(source.conditions) and all(c in special for c in source.conditions)
        if only_special and not any(self._kinds.intersection(special[c]) for c in source.conditions):
            return False
        population = fact.population.lower()
        if fact.role in _OBSERVED and any(not _names(population, cause) for cause in self.causes):
            return False
        return not (
            self._without_it(population) or self._of_other_grade(population) or self._of_more_levels(population)
        )

    def grounding(self, refs: tuple[str, ...]) -> tuple[str, ...]:
        """Of the facts that ground a rule those without studies of special conditions alone, none of which the record shows; all, where
        hardly any would be left.
        """
        own = tuple(ref for ref in refs if not self._elsewhere(self._pack.facts[ref][0]))
        return own if len(own) > 1 else refs

    def _elsewhere(self, source: Source) -> bool:
        """Whether a source is a study of special conditions, none of which the record shows."""
        special = self._pack.narrative.special
        own = [special[c] for c in source.conditions if special.get(c)] if source.type == "Research" else []
        return bool(own) and not any(self._kinds.intersection(kinds) for kinds in own)

    def _holds(self, cause: Cause, outcome: Outcome) -> bool:
        """Whether the record shows a cause, at a level of the request, or the age for it."""
        age = self._case.patient.age
        if cause.below != NOT_STATED:
            return age != NOT_STATED and age < cause.below
        at = self._pack.levels
        asked = at.touching(level for line in outcome.lines for level in line.levels)
        here = (f for f in self._present if f.kind in cause.kinds)
        shown = any(not f.levels or any(not asked.isdisjoint(at.places(n)) for n in f.levels) for f in here)
        return shown and self._kinds.isdisjoint(cause.without)

    def concerns(self, fact: Fact) -> bool:
        """Whether a result may speak of this person: it is not of people with a graded thing that the record only denies."""
        told = fact.population.lower().split(" without ")[0].split()
        return self._nouns.isdisjoint(word.strip(",;") for word in told)

    def _named(self, kinds: Iterable[str]) -> frozenset[str]:
        """The nouns of kinds that a scale grades."""
        graded = (k for k in map(self._pack.kind, kinds) if k.scale != NOT_STATED)
        return frozenset(k.label.split()[-1].lower() for k in graded)

    def _without_it(self, population: str) -> bool:
        return "without" in population and self._without.search(population) is not None

    @cached_property
    def _without(self) -> re.Pattern[str]:
        kinds = [self._pack.kind(kind) for kind in sorted(self._kinds)]
        names = sorted({name.lower() for kind in kinds for name in (kind.label, *kind.synonyms)})
        said = "|".join(map(re.escape, names)) if names else "(?!)"
        return re.compile(rf"(?<!with or )\bwithout (?:[\w-]+ ){{0,2}}(?:{said})\b")

    def _of_other_grade(self, population: str) -> bool:
        """Whether a population is of one grade of a thing, and the record of others alone."""
        for noun, own, words in self._grades:
            if noun in population:
                before = population[: population.index(noun)].split()[-_NEAR:]
                named = {words[w] for w in before if w in words}
                if named and named.isdisjoint(own):
                    return True
        return False

    @cached_property
    def _grades(self) -> tuple[tuple[str, frozenset[str], dict[str, str]], ...]:
        """Of each thing that the record grades, by the noun that names it: its grades there, and the scale's grades by their one word."""
        own: dict[tuple[str, str], set[str]] = {}
        for finding in self._present:
            kind = self._pack.kind(finding.kind)
            if finding.grade != NOT_STATED and kind.scale != NOT_STATED:
                own.setdefault((kind.label.split()[-1].lower(), kind.scale), set()).add(str(finding.grade))
        scales = {scale.id: scale for scale in self._pack.vocabulary.scales}
        words = {
            id: {scale.label(g): g for g in scale.grades if scale.label(g).isalpha()} for id, scale in scales.items()
        }
        return tuple(
            (noun, frozenset(part for g in grades for part in (g, *g.split("_to_"))), words[scale])
            for (noun, scale), grades in own.items()
        )

    def _of_more_levels(self, population: str) -> bool:
        found = _LEVELS.search(population)
        return found is not None and 0 < self._most < _COUNTS[found[1]]


def _names(population: str, cause: Cause) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", population) is not None for word in cause.words)
