"""The guard's word lists (`corpus/guard.yaml`), typed, and compiled once into sets and regular expressions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from ..pack.data import corpus_root
from ..pack.kept import load_kept
from .outcome_lists import OutcomeLists
from .phrases import Phrases, phrases
from .record_lists import RecordLists
from .stemmer import Stemmer
from .word_lists import Words

_NEXT_THING = re.compile(
    r"\b(?:and|with) (?:an?|the)\b|\band (?:he|she|it|they|there|his|her|their)\b|\band [\w-]+ (?:being|having)\b"
    r"|\band (?:is|are|was|were|has|have|had)\b"
)
_COPULA_BEHIND = re.compile(r"\b(?:is|are|was|were|has|have|had|does|did)\b")
_COPULAS = ("is", "are", "was", "were")
_COPULA_BEFORE = tuple(f"{copula} " for copula in (*_COPULAS, "be", "been", "either"))
_WHETHER = re.compile(r"\b(?:differ\w*|matter(?:s|ed)?|depend(?:s|ed)?)\b[^.;,]{0,40}?\b(?P<turn>whether)\b")
"""What makes no difference, with what is so either way behind it."""
_OBJECT_BEFORE = re.compile(r"\b(?:adds?|added|changed?|changes|gained?|did|does|brought|made) (?:little or )?$")
_CHANGED_BEFORE = re.compile(
    r"\b(?:changed?|changes|improved?|improves|eased?|eases|helped|helps|altered|affected|affects) $"
)
_PREPOSITION = re.compile(r" (?:in|to|for|over|beyond|at|after|on) ")
_LETTERS = re.compile("[a-z]+")


@dataclass(eq=False)
class Lists(RecordLists, OutcomeLists):
    """The lists compiled. Built once per process."""

    words: Words
    stemmer: Stemmer = field(init=False)
    _free: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    _carriers: dict[str, frozenset[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.stemmer = Stemmer(self.words.spelling, self.words.irregular)

    @cached_property
    def connectives(self) -> frozenset[str]:
        """Stems that need no licence."""
        listed = {word for block in self.words.connectives.values() for word in block.split()}
        return frozenset(self.stemmer(word) for word in listed)

    @cached_property
    def weighty(self) -> dict[str, frozenset[str]]:
        """Stems of those that need a licence all the same, by type of statement."""
        return {type: frozenset(map(self.stemmer, words.split())) for type, words in self.words.weighty.items()}

    def free(self, type: str) -> frozenset[str]:
        """Stems that need no licence in a statement of a type."""
        if type not in self._free:
            self._free[type] = self.connectives - self.weighty.get(type, frozenset())
        return self._free[type]

    @cached_property
    def of_any_clause(self) -> frozenset[str]:
        """Stems by which no clause is known: words that only join, and those that the clause is asked for (its side, its state)."""
        return self.function | self.connectives | frozenset(self.sides) | frozenset(map(self.stemmer, self.states))

    @cached_property
    def function(self) -> frozenset[str]:
        """Stems of articles, pronouns, prepositions and auxiliaries."""
        return frozenset(self.stemmer(word) for word in self.words.connectives["function"].split())

    @cached_property
    def idle(self) -> frozenset[str]:
        """Stems that name nothing of a criterion."""
        return frozenset(self.stemmer(word) for word in self.words.idle)

    @cached_property
    def saying(self) -> frozenset[str]:
        """Stems of the verbs by which a document or a body tells what it found."""
        return frozenset(self.stemmer(word) for word in self.words.attribution["find"])

    def synonym_name(self, stem: str) -> str:
        """One stem for all of a synonym group."""
        return self._synonym_names.get(stem, stem)

    @cached_property
    def _synonym_names(self) -> dict[str, str]:
        return {stem: min(group) for stem, group in self.synonyms.items()}

    @cached_property
    def without_relation(self) -> Phrases:
        """Finds words that deny a difference or a relation without a negation."""
        return phrases(self.words.without_relation)

    @cached_property
    def unnaming(self) -> frozenset[str]:
        """Stems that name no criterion: of function words, idle ones, and of answers."""
        return self.function | self.idle | {self.stemmer(word) for word in self.words.criterion_gate}

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """Words of what is planned, advised or possible, and not done."""
        return frozenset(self.words.unsettled) | self.modals.keys()

    @cached_property
    def synonyms(self) -> dict[str, frozenset[str]]:
        """For each stem of a synonym group, the stems of the group."""
        found: dict[str, frozenset[str]] = {}
        for group in self.words.synonyms:
            stems = frozenset(self.stemmer(word) for word in group)
            for stem in stems:
                found[stem] = found.get(stem, frozenset()) | stems
        return found

    @cached_property
    def implied(self) -> dict[str, frozenset[str]]:
        """For each stem the stems of what it always goes with, which do not imply it."""
        stem = self.stemmer
        return {stem(word): frozenset(map(stem, more)) for word, more in self.words.implies.items()}

    def carriers(self, stem: str) -> frozenset[str]:
        """Stems of which a text needs one to license a stem: itself, those of its meaning, and what always goes with them."""
        known = self._carriers.get(stem)
        if known is None:
            names = self.synonyms.get(stem, frozenset()) | {stem}
            implying = {word for word, more in self.implied.items() if not names.isdisjoint(more)}
            known = self._carriers[stem] = names | implying
        return known

    @cached_property
    def units(self) -> dict[str, str]:
        """Name of the unit by each of its words."""
        return {word.lower(): group[0] for group in self.words.units for word in group}

    @cached_property
    def comparators(self) -> dict[str, str]:
        """Comparator by phrase."""
        return {phrase.lower(): name for name, entries in self.words.comparators.items() for phrase in entries}

    @cached_property
    def document_name(self) -> re.Pattern[str]:
        """Finds a document called by a word before it (group `name`), with the verb of telling behind it."""
        nouns, verbs = "|".join(self.words.document_words), phrases(self.words.record_cues).source
        return re.compile(rf"\b(?P<name>[a-z][\w-]+)(?:'s)?\s+(?:{nouns})(?=\s+(?:{verbs}))")

    @cached_property
    def sides(self) -> dict[str, str]:
        """Side by word."""
        return {word: side for side, entries in self.words.sides.items() for word in entries}

    @cached_property
    def side(self) -> Phrases:
        """Finds words of side."""
        return phrases(self.sides)

    @cached_property
    def not_a_side(self) -> re.Pattern[str]:
        """Finds `left` and `right` in other senses."""
        return re.compile(rf"\b(?:{'|'.join(self.words.not_a_side)})\b")

    @cached_property
    def not_alternative(self) -> Phrases:
        """Finds "or" that leaves no choice ("with or without")."""
        return phrases(self.words.not_alternatives)

    @cached_property
    def left_out(self) -> Phrases:
        """Finds words by which things are kept out ("excludes")."""
        return phrases(self.words.leaving_out)

    @cached_property
    def negator(self) -> Phrases:
        """Finds words that negate what follows; "no more than" and its like compare, and negate nothing."""
        return phrases(self.words.negators, unless=(*self.comparators, *self.words.not_denials))

    @cached_property
    def set_aside(self) -> Phrases:
        """Finds negations of what follows them alone ("rather than")."""
        return phrases(self.words.set_aside)

    def negations(self, lower: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The negations of a stretch; "with or without" denies nothing, and "is absent" nothing behind it."""
        for match in self.negator.finditer(lower, start, len(lower) if end is None else end):
            predicate = match[0] in self.words.predicates and lower.endswith(_COPULA_BEFORE, 0, match.start())
            if not predicate and not lower.endswith(("with or ", "with and "), 0, match.start()):
                yield match

    @cached_property
    def wide_firsts(self) -> frozenset[str]:
        """First words of the negations that reach all of their sentence."""
        return frozenset(phrase.split()[0] for phrase in self.words.wide_negators)

    def denial_end(self, lower: str, denial: re.Match[str], end: int) -> int:
        """Where a denial ends that begins before a place: one of a thing ("absent a and a b") not behind the next thing."""
        if denial[0] == "neither" and _CHANGED_BEFORE.search(lower, 0, denial.start()):
            return denial.end()  # "changed neither a nor b": both are there
        if denial[0] == "nothing" and _OBJECT_BEFORE.search(lower, 0, denial.start()):
            behind = _PREPOSITION.search(lower, denial.end(), end)
            return end if behind is None else behind.start()  # "added nothing in a thing": the thing is there
        alike = _WHETHER.search(lower, denial.end(), end)
        if alike is not None:
            return alike.start("turn")
        if denial[0] not in self.words.nominal_negators:
            verb = self._changing.match(lower, denial.end(), end)
            return end if verb is None else verb.end()  # "did not change the pain": the pain is there
        of_change = self._no_change.match(lower, denial.end(), end)
        if of_change is not None:
            return of_change.end()  # "no change in the pain": the pain is there
        governing = _COPULA_BEHIND if denial[0] in self.words.prepositional else _NEXT_THING
        following = governing.search(lower, denial.end(), end) or _NEXT_THING.search(lower, denial.end(), end)
        return end if following is None else following.start()

    @cached_property
    def _no_change(self) -> re.Pattern[str]:
        """Finds, behind a denial, the change that is denied of what follows."""
        return re.compile(rf" (?:\w+ )?(?:{'|'.join(self.words.changes)})(?= (?:in|of|on|to|from|for)\b)")

    @cached_property
    def _changing(self) -> re.Pattern[str]:
        """Finds, behind "not", the verb of a change with what it would change."""
        return re.compile(rf" (?:{'|'.join(self.words.changing)})(?= (?:the|his|her|their|any)\b)")

    @cached_property
    def pale_phrase(self) -> re.Pattern[str]:
        """Finds phrases that only carry what is told."""
        return re.compile(rf"\b(?:{'|'.join(self.words.pale_phrases)})\b")

    @cached_property
    def negator_after(self) -> Phrases:
        """Finds words that negate what precedes, also with an adverb between ("is thus excluded")."""
        told = self.words.negators_after
        split = [(phrase.split(" ", 1), adverb) for phrase in told if " " in phrase for adverb in self.words.adverbs]
        return phrases(
            (*told, *(f"{copula} {adverb} {rest}" for (copula, rest), adverb in split if copula in _COPULAS))
        )

    @cached_property
    def sound_words(self) -> frozenset[str]:
        """Stems of words that tell health or soundness."""
        return frozenset(self.stemmer(word) for word in self.words.sound if word.isalpha())

    @cached_property
    def manners(self) -> tuple[tuple[Phrases, ...], ...]:
        """Finds how and when something is so, by group and value."""
        return tuple(tuple(phrases(value) for value in group) for group in self.words.manners)

    @cached_property
    def sorts(self) -> dict[str, tuple[int, int]]:
        """Group and value of each word that tells which of several like things is meant."""
        return {w: (g, v) for g, group in enumerate(self.words.sorts) for v, ws in enumerate(group) for w in ws}

    @cached_property
    def states(self) -> dict[str, int]:
        """Group of each word of a state."""
        return {word: n for n, group in enumerate(self.words.states) for word in group}

    @cached_property
    def state(self) -> Phrases:
        """Finds words of a state."""
        return phrases(self.states)

    @cached_property
    def paired_statistic(self) -> Phrases:
        """Finds statistics that are told together."""
        return phrases(self.words.paired_statistics)

    @cached_property
    def burdens(self) -> frozenset[str]:
        """Stems of what is better where it is less."""
        return frozenset(map(self.stemmer, self.words.burdens))

    @cached_property
    def unsound_words(self) -> frozenset[str]:
        """Stems of words that tell what is weak, reduced or lost."""
        return frozenset(self.stemmer(word) for word in self.words.unsound)

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """Finds words that say whether the rule or the record speaks (group `rule` or `record`)."""
        rule, record = phrases(self.words.rule_cues).source, phrases(self.words.record_cues).source
        return re.compile(f"(?P<rule>{rule})|(?P<record>{record})")

    @cached_property
    def reading_advice(self) -> re.Pattern[str]:
        """Finds what the reader is told to do with a source."""
        return re.compile(self.words.reading_advice)

    @cached_property
    def setting(self) -> Phrases:
        """Finds words of the level of care."""
        return phrases(self.words.setting_words)

    @cached_property
    def directions(self) -> dict[str, tuple[str, int]]:
        """Axis and sign by stem."""
        found: dict[str, tuple[str, int]] = {}
        for axis in self.words.directions:
            for sign, entries in ((1, axis.up), (-1, axis.down)):
                for word in entries:
                    found.setdefault(self.stemmer(word), (axis.name, sign))
        return found

    @cached_property
    def modals(self) -> dict[str, int]:
        """Strength by word."""
        return {word: strength for strength, entries in self.words.modals.items() for word in entries}

    @cached_property
    def degrees(self) -> dict[str, tuple[str, int]]:
        """Group and strength of words of quantity and obligation."""
        return {
            w: (name, value) for name, table in self.words.degrees.items() for value, ws in table.items() for w in ws
        }

    @cached_property
    def pivot(self) -> Phrases:
        """Finds words that join the sides of a comparison."""
        return phrases(self.words.pivots)

    @cached_property
    def condition_opener(self) -> re.Pattern[str]:
        """Finds words that open a condition (group `opens`), or do so at the beginning of a sentence (`leads`)."""
        opens, leads = phrases(self.words.condition_openers).source, phrases(self.words.condition_leads).source
        return re.compile(f"(?P<opens>{opens})|(?P<leads>{leads})")

    @cached_property
    def hedge(self) -> Phrases:
        """Finds words that leave a claim open."""
        return phrases(self.words.hedges)

    @cached_property
    def absolute(self) -> Phrases:
        """Finds words that close a claim."""
        return phrases(self.words.absolutes)

    @cached_property
    def surgery(self) -> dict[str, Phrases]:
        """Finds words of first and of repeat operations."""
        return {name: phrases(entries) for name, entries in self.words.surgery_words.items()}

    @cached_property
    def populations(self) -> tuple[tuple[Phrases, ...], ...]:
        """Groups of words that exclude each other."""
        return tuple(tuple(phrases(entries) for entries in group) for group in self.words.populations)

    @cached_property
    def attribution_verbs(self) -> dict[str, str]:
        """Class of an attribution verb, by phrase."""
        return {verb: name for name, verbs in self.words.attribution.items() for verb in verbs}

    @cached_property
    def never_rules(self) -> Phrases:
        """Finds publications that find and never require."""
        return phrases(self.words.never_rule)

    @cached_property
    def set_phrase(self) -> Phrases:
        """Finds phrases that need no licence, of words that do."""
        return phrases(self.words.set_phrases)

    @cached_property
    def _instructions(self) -> list[tuple[frozenset[str], re.Pattern[str]]]:
        return [(gated.words, re.compile(gated.pattern)) for gated in self.words.instructions]

    @cached_property
    def _instruction_words(self) -> frozenset[str]:
        return frozenset().union(*(gate for gate, _ in self._instructions))

    def instructions_in(self, text: str) -> list[re.Match[str]]:
        """Instructions to a program or reader in a text in lower case, in its order."""
        words = self._instruction_words.intersection(_LETTERS.findall(text))
        if not words:
            return []
        searched = [found for gate, found in self._instructions if not gate.isdisjoint(words)]
        return sorted((m for found in searched for m in found.finditer(text)), key=lambda m: m.start())

    @cached_property
    def retired(self) -> Phrases:
        """Finds words that say a code is no longer valid."""
        return phrases(self.words.retired_words)


@lru_cache(maxsize=4)
def load_lists(path: Path | None = None) -> Lists:
    """The word lists of a file, or of the program's own `corpus/guard.yaml`.

    Raises CorpusError where the file does not have the form of `Words`.
    """
    path = path or corpus_root() / "guard.yaml"
    lists = Lists(load_kept(Words, path))
    lists.stemmer.learn(path)
    return lists
