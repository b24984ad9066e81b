"""The pack's words as phrases: which findings, treatments, structures, grades, procedures and regions a text names."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from ..model.corpus import Anatomy, Authority, Code, DiagnosisCode, Fact, Narrative, Source, Term
from ..model.letter import LetterRules
from ..model.policy import Criterion, Disposition, PolicySet, Restriction, Waiver
from ..model.vocabulary import CriterionFamily, FindingKind, Vocabulary
from .phrases import phrases
from .quantities import FigureReader
from .text import Text, normalise
from .words import Lists

if TYPE_CHECKING:
    from .analysed import Analysed

T = TypeVar("T")
Definition = Criterion | Waiver | Restriction
_WORD_BY_WORD = ("term:", "procedure:", "region:", "document:", "grade:")
"""Tables of which each word of a name stands for it; of findings, treatments and structures only a whole name does."""
_APPROACH = "approach"
MOST_KEPT = 8000
"""Analysed texts kept for one pack; a document uses a few hundred."""


class PackWords(Hashable, Protocol):
    """What the guard needs of a pack."""

    @property
    def vocabulary(self) -> Vocabulary: ...
    @property
    def anatomy(self) -> Anatomy: ...
    @property
    def codes(self) -> Mapping[str, Code]: ...
    @property
    def diagnoses(self) -> Mapping[str, DiagnosisCode]: ...
    @property
    def glossary(self) -> tuple[Term, ...]: ...
    @property
    def authorities(self) -> tuple[Authority, ...]: ...
    @property
    def dispositions(self) -> Mapping[str, Disposition]: ...
    @property
    def narrative(self) -> Narrative: ...
    @property
    def letters(self) -> LetterRules: ...
    @property
    def sources(self) -> Mapping[str, Source]: ...
    def policy_set(self, id: str, as_of: date) -> PolicySet: ...
    def fact(self, ref: str) -> tuple[Source, Fact]: ...
    def kind(self, id: str) -> FindingKind: ...
    def family(self, id: str) -> CriterionFamily: ...


class Mention(NamedTuple):
    """A term of the pack in a text."""

    concepts: frozenset[str]
    """`kind:x`, `treatment:x`, `structure:table:x`, `grade:scale:x`, `procedure:x`, `region:x`, `document:x`,
    `term:x`.
    """
    start: int
    end: int
    """Character span."""
    first: int
    last: int
    """Span of words."""

    by_table: Mapping[str, tuple[str, ...]]
    """Ids of the concepts by the table that they are of."""

    @property
    def tables(self) -> Set[str]:
        """Tables that it is of."""
        return self.by_table.keys()

    def of(self, table: str) -> tuple[str, ...]:
        """Concept ids of one table, without its name."""
        return self.by_table.get(table, ())


class Lexicon:
    """Terms of one pack. Built once per pack."""

    def __init__(self, pack: PackWords, lists: Lists) -> None:
        self.pack = pack
        self.lists = lists
        self._made: dict[Callable[..., Any], Any] = {}
        self.figures = FigureReader(pack.anatomy, lists)
        self._kept: OrderedDict[str, Analysed] = OrderedDict()
        self.scales = {kind.id: kind.scale for kind in pack.vocabulary.kinds}
        """Graded scale by finding kind."""
        self.glossary: dict[str, list[Term]] = {}
        """The entries of the glossary by their term."""
        for entry in pack.glossary:
            self.glossary.setdefault(entry.term, []).append(entry)
        self.terms = {normalise(term.term).lower(): term.term for term in pack.glossary}
        self.term = phrases(self.terms)
        """Finds terms of the glossary."""
        self.regions = {lists.stemmer(name.lower()): id for id, name in pack.vocabulary.regions.items()}
        """Region by the stem of its printed adjective."""
        self.region_words = {word: id for id, found in pack.vocabulary.region_words.items() for word in found}
        self.region_word = phrases(self.region_words)
        """Finds everyday words of a region."""
        self._entries: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.stems_of: dict[str, frozenset[str]] = {}
        """Stems that naming a concept licenses: of its classes, and of the words of its names where each stands for it."""
        self.names_of: dict[str, list[tuple[str, ...]]] = {}
        """Stems of each name of a concept."""
        labels = (scale.label(grade) for scale in pack.vocabulary.scales for grade in scale.grades)
        self.grade_labels = frozenset(label for label in labels if label[:1].isdigit())
        """Printed grades that are written with figures, such as `4/5`."""
        self.opposites = self._opposites(pack)
        """Group and value of each word that has an opposite."""
        self.strict_opposites = frozenset(g.name for g in lists.words.opposites if g.strict) | {_APPROACH}
        """Groups of which a text that has one value only has no other, whatever it is tied to."""
        self._add_vocabulary(pack.vocabulary)
        for table, structures in pack.anatomy.structures.items():
            for s in structures:
                self._add(f"structure:{table}:{s.id}", (s.label, *s.synonyms), hypernyms=(table,))
        for term in pack.glossary:
            self._add(f"term:{term.term}", (term.term, term.meaning))
        self.of_classes: frozenset[str] = frozenset().union(*self.stems_of.values())
        """Stems that naming anything at all licenses."""
        self._by_length = {head: _by_length(found, lists.connectives) for head, found in self._entries.items()}
        """Concepts by first stem, number of stems (the most first) and stems."""
        self.of_sets: dict[tuple[int, ...], tuple[tuple[PolicySet, ...], Mapping[str, Definition]]] = {}
        """Definitions of policy sets, by the identity of the sets, which are held here so that it stays theirs."""
        self.texts: dict[tuple[str, str], Analysed | None] = {}
        """Texts that the pack alone gives, by table and key; kept as long as the pack."""

    def kept(self, text: str) -> "Analysed":
        """An analysed text of the pack (a fact, a criterion), kept as long as the pack. Texts of a record are never
        passed here.
        """
        known = self._kept.get(text)
        if known is None:
            from .analysed import Analysed  # here, for even a known import costs more than the look-up

            if len(self._kept) >= MOST_KEPT:
                self._kept.popitem(last=False)  # one at a time: to let go of all at once takes as long as a document
            known = self._kept[text] = Analysed(text, self)
        return known

    def of(self, make: "Callable[[Lexicon], T]") -> T:
        """What a check makes of the pack, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def forget(self) -> None:
        """Lets go of the texts that it has kept."""
        self._kept.clear()
        self.texts.clear()

    def _opposites(self, pack: PackWords) -> dict[str, list[tuple[str, int]]]:
        """Words that exclude each other: those listed, and the approaches of the codes."""
        found: dict[str, list[tuple[str, int]]] = {}
        for group in self.lists.words.opposites:
            for value, entries in enumerate(group.values):
                for word in entries:
                    found.setdefault(word, []).append((group.name, value))
        approaches = sorted({code.approach for code in pack.codes.values() if code.approach.isalpha()} - {"any"})
        for value, approach in enumerate(approaches):
            found.setdefault(approach, []).append((_APPROACH, value))
        return found

    def _add_vocabulary(self, vocabulary: Vocabulary) -> None:
        for kind in vocabulary.kinds:
            self._add(f"kind:{kind.id}", (kind.label, *kind.synonyms), hypernyms=(kind.group,))
        for treatment in vocabulary.treatments:
            self._add(f"treatment:{treatment.id}", (treatment.label, *treatment.synonyms), hypernyms=treatment.classes)
        for document in vocabulary.documents:
            self._add(f"document:{document.id}", (document.label,), hypernyms=document.groups)
        for scale in vocabulary.scales:
            for grade in scale.grades:
                label = scale.label(grade)
                if not label[:1].isdigit():
                    self._add(f"grade:{scale.id}:{grade}", (label, *scale.synonyms.get(grade, ())))
        for id, name in vocabulary.procedures.items():
            self._add(f"procedure:{id}", (name,))
        for id, name in vocabulary.regions.items():
            self._add(f"region:{id}", (name,))

    def _add(self, concept: str, entries: Iterable[str], hypernyms: Iterable[str] = ()) -> None:
        licensed: set[str] = set()
        for entry in entries:
            stems = tuple(Text(normalise(entry), self.lists.stemmer).stems)
            if stems:
                self._entries.setdefault(stems[0], []).append((stems, concept))
                self.names_of.setdefault(concept, []).append(stems)
                if concept.startswith(_WORD_BY_WORD):
                    licensed.update(stems)
        for entry in hypernyms:
            licensed.update(Text(entry.replace("_", " "), self.lists.stemmer).stems)
        self.stems_of[concept] = self.stems_of.get(concept, frozenset()) | licensed

    def mentions(self, text: Text) -> list[Mention]:
        """Terms in a text, the longest first at each place, not overlapping. A term of connective words alone is
        none.
        """
        stems = text.stems
        by_length, numerals = self._by_length, self.lists.words.numerals
        found, after = list[Mention](), 0
        for at in compress(range(len(stems)), map(by_length.__contains__, stems)):
            if at < after or text.word_list[at] in numerals:
                continue
            for length, named in by_length[stems[at]]:
                phrase = tuple(stems[at : at + length])
                meant = named.get(phrase)
                if meant is not None:
                    after = at + length
                    tokens = text.tokens
                    found.append(
                        Mention(meant.concepts, tokens[at][1], tokens[after - 1][2], at, after, meant.by_table)
                    )
                    break
        return found

    def licensed(self, concepts: Iterable[str]) -> frozenset[str]:
        """Stems that naming these concepts licenses."""
        return frozenset().union(*(self.stems_of.get(c, frozenset()) for c in concepts))


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a phrase names."""

    concepts: frozenset[str]
    by_table: Mapping[str, tuple[str, ...]]


def _by_length(
    entries: Iterable[tuple[tuple[str, ...], str]], connectives: Set[str]
) -> list[tuple[int, dict[tuple[str, ...], _Meant]]]:
    """What phrases of one first stem mean, the longest phrases first; of connective words alone only
    a grade and a document of two words are terms.
    """
    concepts: dict[tuple[str, ...], list[str]] = {}
    for phrase, concept in entries:
        titled = concept.startswith("document:") and len(phrase) > 1
        if titled or concept.startswith("grade:") or not connectives >= set(phrase):
            concepts.setdefault(phrase, []).append(concept)
    found: dict[int, dict[tuple[str, ...], _Meant]] = {}
    for phrase, named in concepts.items():
        by_table: dict[str, tuple[str, ...]] = {}
        for table, _, id in (concept.partition(":") for concept in dict.fromkeys(named)):
            by_table[table] = (*by_table.get(table, ()), id)
        found.setdefault(len(phrase), {})[phrase] = _Meant(frozenset(named), by_table)
    return sorted(found.items(), reverse=True)


@lru_cache(maxsize=4)
def lexicon_of(pack: PackWords, lists: Lists) -> Lexicon:
    """The lexicon of a pack, kept while few packs are in use."""
    return Lexicon(pack, lists)
