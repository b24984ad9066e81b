"""Every phrase that the reader knows, by role, and the marks that they leave in a sentence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from ...model.base import NOT_STATED
from ...pack.pack import Pack
from .data import Reading
from .general_words import General
from .kind_words import KindReading
from .level_words import LevelFinder
from .lines import answers
from .part_names import faced_names, sided_names
from .sided import sided
from .words import Mender, PhraseBook, Token, Words, tokens

NOWHERE: tuple[int, ...] = ()
AHEAD = "ahead"
"""Of a cue that only speaks of what follows it."""
ALL = ("both", "each", "two")
"""Words for several places at the end of words for them, behind which they may be named."""
NAMES, GRADES = 0, 1
"""Numbers of the books of names and of grades; those of cues stand before them."""


@dataclass(slots=True, unsafe_hash=True)  # not frozen: very many are made, and freezing triples their cost
class Mark:
    """A phrase found in a sentence; nothing changes it."""

    role: str
    value: str
    first: int
    """Index of its first word."""
    last: int
    """Index of its last word."""


@dataclass(slots=True, unsafe_hash=True)
class LevelMark:
    """Levels named in a sentence; nothing changes them."""

    levels: tuple[str, ...]
    first: int
    last: int


class Lexicon:
    """The phrases of a pack and of general English. Several books, so that a cue within a name does not hide the name."""

    def __init__(self, general: General, reading: Reading, pack: Pack) -> None:
        self.general = general
        self.reading = reading
        self.pack = pack
        spellings = reading.spellings
        self.spelt = Words(spellings).tokens
        """Reads words as they are spelt here, and none of them mended."""
        self.names, self.cues, self.grades = PhraseBook(self.spelt), PhraseBook(self.spelt), PhraseBook(self.spelt)
        self.parts, self.anchors, self.responses = (
            PhraseBook(self.spelt),
            PhraseBook(self.spelt),
            PhraseBook(self.spelt),
        )
        self.tests, self.gains = PhraseBook(self.spelt), PhraseBook(self.spelt)
        self.values = PhraseBook(self.spelt)
        self._heads: dict[str, frozenset[tuple[str, str]]] = {"": frozenset()}
        self._done: dict[str, bool] = {"": False}
        self.approaches = PhraseBook()
        for way, phrases in reading.approaches.items():
            self.approaches.add(phrases, "approach", way)
        self._surgical = PhraseBook()
        self._surgical.add(reading.surgical_headings, "heading", "")
        self.answer = answers(general)
        self._add_kinds()
        self._add_treatments()
        self._add_cues()
        self._add_grades()
        self.books = (self.cues, self.parts, self.anchors, self.values, self.responses, self.tests, self.gains)
        """The books of cues; each is read by itself, so that one cue does not hide another."""
        self.words = set().union(*(book.words for book in self.books), self.names.words, self.grades.words)
        mender = Mender(self.words | {w for phrase in general.common for w in phrase.lower().split()})
        self._tokens = Words(spellings, mender).tokens
        self._begins: dict[str, tuple[int, ...]] = {}
        """The books in which a word begins a phrase."""
        self._capitals: dict[str, tuple[int, ...]] = {}
        """The same of one in capitals."""
        for n, book in enumerate((*self.books, self.names, self.grades), -len(self.books)):
            for word in book.begins:
                capitals = word.startswith("=") and word != "="
                begins, word = (self._capitals, word[1:]) if capitals else (self._begins, word)
                begins[word] = (*begins.get(word, ()), n)
        places = LevelFinder(pack, reading)
        self.levels, self.landmarks, self.stems = places.levels, places.landmarks, places.stems
        self.scale_patterns = {id: re.compile(text, re.IGNORECASE) for id, text in reading.scale_patterns.items()}
        self.sided = sided(reading.paired, general.sides)
        self._region_of_root = _regions_of_roots(pack)
        self._region_named: dict[str, list[str]] = {}
        for region, word in ((region, word) for region, words in reading.regions.items() for word in words):
            self._region_named.setdefault(" ".join(word.lower().split()), []).append(region)
        longest = sorted(map(re.escape, self._region_named), key=len, reverse=True)
        self._regions = re.compile(rf"(?<![a-z0-9])(?P<word>{'|'.join(longest)})s?(?![a-z])".replace(r"\ ", r"[\s-]+"))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Those that are only known in capitals."""
        return frozenset(word[1:] for word in self.words if len(word) > 1 and word.startswith("="))

    @cached_property
    def length(self) -> re.Pattern[str]:
        """A length of time: groups 1 or 2 its number, in figures or as a word, group 3 its unit."""
        numbers = "|".join(self.general.numbers)
        units = "|".join(sorted(map(re.escape, self.general.weeks), key=len, reverse=True))
        return re.compile(
            rf"(?:(?<![\d/.-])(\d+(?:\.\d+)?)\+?[\s-]*|\b({numbers})[\s-]+)({units})s?\b(?![\s-]*(?:ago|post|old)|/[a-z]|\.\s?o\b)",
            re.IGNORECASE,
        )

    def begun(self, words: Sequence[Token]) -> dict[int, list[int]]:
        """The words at which a phrase may begin, book by book."""
        places: dict[int, list[int]] = {NAMES: [], GRADES: []}
        begins, in_capitals = self._begins.get, self._capitals.get
        for n, (word, capitals, _, _) in enumerate(words):
            for book in begins(word, NOWHERE):
                if book in places:
                    places[book].append(n)
                else:
                    places[book] = [n]
            if capitals:
                for book in in_capitals(capitals, NOWHERE):
                    if (at := places.setdefault(book, []))[-1:] != [n]:
                        at.append(n)
        return places

    def cues_of(self, words: Sequence[Token], begun: dict[int, list[int]]) -> list[tuple[int, int, str, str]]:
        """The cues of all books among some words, book by book; `begun`: where they may begin."""
        found: list[tuple[int, int, str, str]] = []
        for n, book in enumerate(self.books, -len(self.books)):
            if n in begun:
                found += book.find(words, begun[n])
        return found

    def shown(self, text: str) -> bool:
        """Whether a text names what a study can show, or a level."""
        if any(self.levels(text)):
            return True
        found = self.names.find(self.tokens(text))
        kinds = (value.partition(":")[0] for *_, role, value in found if role in ("kind", "head", "absent"))
        return any(self.pack.kind(kind).group in self.reading.imaging_groups for kind in kinds)

    def felt(self, text: str) -> bool:
        """Whether a text names what is felt, or a treatment: no study shows these."""
        return any(
            role == "treatment" or (role == "kind" and self.pack.kind(value.partition(":")[0]).group == "symptom")
            for *_, role, value in self.names.find(self.tokens(text))
        )

    def given(self, text: str) -> bool:
        """Whether a text names a treatment."""
        return any(role == "treatment" for _, _, role, _ in self.names.find(self.tokens(text)))

    def examined(self, text: str, section: str = "") -> bool:
        """Whether a text names what only an examination shows, with what was found there; `section`: the one that does not tell it, else
        that of studies.
        """
        words = self.tokens(text)
        books = (self.names, self.tests) if section else (self.names,)
        named = {
            value if role == "sign" else value.partition(":")[0]
            for book in books
            for *_, role, value in book.find(words)
            if role in ("sign", "structure", "test")
        }
        if not named:
            return False
        told = {value for *_, role, value in self.values.find(words) if role in ("abnormal", "normal")}
        scales = {value.partition(":")[0] for *_, role, value in self.grades.find(words) if role == "grade"}
        scales |= {id for id, pattern in self.scale_patterns.items() if section and pattern.search(text)}
        return any(
            (str(n) in named or sign.table in named) and (str(n) in told or sign.scale in scales)
            for n, sign in enumerate(self.reading.signs)
            if sign.sections and (section or self.reading.study_section) not in sign.sections
        )

    def reading_of(self, kind: str) -> KindReading:
        """What the data says of a kind."""
        return self.reading.kinds.get(kind, _PLAIN)

    def heading(self, words: str) -> frozenset[tuple[str, str]]:
        """What a heading lists below it: roles and values of the tests and treatments that it names."""
        if words not in self._heads:
            self._heads[words] = frozenset((role, value) for _, _, role, value in self.tests.find(self.tokens(words)))
        return self._heads[words]

    def surgical(self, heading: str) -> bool:
        """Whether what is named under a heading was done."""
        if heading not in self._done:
            self._done[heading] = bool(self._surgical.find(tokens(heading)))
        return self._done[heading]

    def region_of(self, table: str, id: str) -> str:
        """The region whose roots serve a structure; not stated where they belong to several."""
        regions = {self._region_of_root.get(root, "") for root in self.pack.structure(table, id).roots} - {""}
        return regions.pop() if len(regions) == 1 else NOT_STATED

    def tokens(self, text: str) -> list[Token]:
        """The words of a text, misspelt long ones mended."""
        return self._tokens(text)

    def regions(self, text: str) -> Iterator[str]:
        """The regions that a text names by words of place."""
        for match in self._regions.finditer(text.lower()):
            yield from self._region_named[" ".join(match["word"].replace("-", " ").split())]

    def regions_named(self, text: str) -> Counter[str]:
        """How often a text names each region, by words of place and by levels; where it has neither, the regions of the bones it names."""
        counts = Counter(self.regions(text))
        for _, _, levels in self.levels(text):
            counts.update({self.pack.levels.region(level) for level in levels})
        if not counts:
            bones = {bone for _, _, marks in self.landmarks(text) for bone in marks}
            counts.update(
                r for bone in bones.difference(self.reading.sequences) for r in self.pack.levels.regions(bone)
            )
        return counts

    # --- Filling the books --------------------------------------------------------------------------------------------

    def _add_kinds(self) -> None:
        for kind in self.pack.vocabulary.kinds:
            own = self.reading_of(kind.id)
            self.names.add((kind.label, *kind.synonyms, *own.terms), "kind", kind.id)
            self.names.add(own.absent, "absent", kind.id)
            self.names.add(own.performed, "performed", kind.id)
            for document, phrases in own.told.items():
                self.names.add(phrases, f"told in {document}", kind.id)
            self.names.add(own.uncertain_terms, "unsure", kind.id)
            for structure, phrases in own.of.items():
                self.names.add(phrases, "kind", f"{kind.id}:{structure}")
            for n, lists in enumerate(own.together):
                for m, phrases in enumerate(lists):
                    self.parts.add(phrases, "part", f"{kind.id}:{n}:{m}")
            for n, lists in enumerate(own.absent_together):
                for m, phrases in enumerate(lists):
                    self.parts.add(phrases, "denied part", f"{kind.id}:{n}:{m}")
            self.values.add(own.felt, "felt", kind.id)
            self.values.add(own.hurts, "hurts", kind.id)
        self.parts.add(self.reading.idle, "idle", "")
        for kind_id, own in self.reading.kinds.items():
            self.names.drop(own.without, "kind", kind_id)
        for head in self.reading.heads:
            for kind_id in (head.plain, *head.places):
                kind = self.pack.kind(kind_id)
                self.names.drop((kind.label, *kind.synonyms), "kind", kind_id)
            self.names.add(head.words, "head", head.plain)
            self.parts.add(head.denied, "denied head", head.plain)
            for kind_id, phrases in head.places.items():
                self.names.add(phrases, "place", f"{head.plain}:{kind_id}")
        for table, rows in self.pack.anatomy.structures.items():
            for row in rows:
                self.names.add((row.label, *row.synonyms), "structure", f"{table}:{row.id}")
        for table, named in self.reading.structures.items():
            for id, phrases in named.items():
                self.names.add(phrases, "structure", f"{table}:{id}")
        for table, rows in self.pack.anatomy.structures.items():
            wholes = {name for row in rows for name in (row.label, *row.synonyms)}
            for row in rows:
                known = (row.label, *row.synonyms, *self.reading.structures.get(table, {}).get(row.id, ()))
                self.names.add(
                    (sided for phrase in known for sided in sided_names(phrase)), "structure", f"{table}:{row.id}"
                )
                faced = (told for phrase in known for told in faced_names(phrase, wholes, self.general.faces))
                self.names.add(faced, "structure", f"{table}:{row.id}")
        self.names.add(self.reading.things, "thing", "")

    def _add_treatments(self) -> None:
        told = self.reading.treatments
        for kind in self.pack.vocabulary.treatments:
            own = told.kinds.get(kind.id)
            self.names.add((kind.label, *kind.synonyms, *(own.terms if own else ())), "treatment", kind.id)
            if own:
                self.names.drop(own.without, "treatment", kind.id)
                self.names.add(own.uncertain, "treatment?", kind.id)
                self.names.add(own.absent, "no treatment", kind.id)
        self.names.add(told.others, "other treatment", "")
        for n, head in enumerate(told.heads):
            self.tests.add(head.words, "treatment head", str(n))
            for place, phrases in head.places.items():
                self.tests.add(phrases, "treatment place", f"{n}:{place}")
        for response, phrases in told.responses.items():
            self.responses.add(phrases, "response", response)
        self.cues.add(told.fell_short, "fell short", "")
        self.cues.add(told.supervised, "supervised", "yes")
        self.cues.add(told.unsupervised, "supervised", "no")
        self.cues.add(told.continued, "continued", "")
        self.tests.add(told.looks_back, "looks back", "")
        self.tests.add(told.goes_to, "goes to", "")
        self.anchors.add(told.elsewhere, "elsewhere", "")
        self.cues.add(told.sessions, "session", "")
        self.tests.add(told.recorded, "recorded", "")
        self.tests.add(told.told_by, "told by", "")
        self.tests.add(told.cited, "cited", "")
        self.tests.add(told.again, "again", "")
        for kind_id, phrases in told.counted_as.items():
            self.tests.add(phrases, "counted as", kind_id)
        for kind_id, phrases in told.listed_as.items():
            self.tests.add(phrases, "listed as", kind_id)
        self.tests.add(told.opens, "opens", "")
        self.tests.add(told.illnesses, "illness", "")
        self.tests.add(told.spared, "spared", "")
        self.tests.add(told.effects.same, "same places", "")
        for kind_id, phrases in told.effects.trials.items():
            self.tests.add(phrases, "trial", kind_id)

    def _add_cues(self) -> None:
        general = self.general
        for role in ("negation", "negated_after", "no_negation", "uncertain", "uncertain_after", "hypothetical", "planned_after", "silent",
                     "shows", "past", "family", "denies_next", "excluded_after", "excludes", "refused", "orders", "refused_after", "others",
                     "done", "informants", "helped", "past_after", "looked_for", "aside", "less", "ago", "unrecorded", "earlier", "became",
                     "unsaid", "acts", "acted_on", "keeps", "wanes", "excepts", "causes", "wanted", "restricted", "relatives", "described",
                     "traces", "describes", "necessity", "listing", "signed", "reviews",
                     "reaches", "continues", "throughout", "tests_for", "tests_clear",
                     "breaks", "joins", "alternatives", "fillers", "copulas", "beside", "same_place"):  # fmt: skip
            self.cues.add(getattr(general, role), role, "")
        self.cues.add((w for w in general.both_places if w.split()[-1] not in ALL), "both_places", "")
        self.cues.add(general.awaited, "wanted", AHEAD)
        self.cues.add(general.eases, "acts", "improved")
        self.cues.add(general.worsens, "acts", "worse")
        self.cues.add(general.side_comparisons, "side comparison", "")
        self.cues.add(general.person_titles, "person title", "")
        self.gains.add(general.stays, "stays", "")
        self.tests.add((w for w in general.both_places if w.split()[-1] in ALL), "both_places", "")  # beside a side
        self.gains.add(general.gains, "gain", "")
        self.gains.add(general.gain_links, "link", "")
        for response, phrases in general.amounts.items():
            self.gains.add(phrases, "amount", response)
        for side, phrases in general.sides.items():
            self.cues.add(phrases, "side", side)
        for region, phrases in self.reading.regions.items():
            self.cues.add(phrases, "region", region)
        for location, phrases in self.reading.locations.items():
            self.cues.add(phrases, "location", location)
        self.cues.add(self.reading.studies, "study", "")
        self.cues.add(self.reading.other_parts, "other part", "")
        for paper, phrases in self.reading.papers.items():
            self.tests.add(phrases, "paper", paper)
        self.anchors.add(general.unremarkable, "unremarkable", "")
        self.anchors.add(general.clear, "clear", "")
        for n, sign in enumerate(self.reading.signs):
            self.anchors.add(sign.anchors, "anchor", str(n))
            self.tests.add(sign.lists, "list", str(n))
            self.values.add(sign.abnormal, "abnormal", str(n))
            self.values.add(sign.normal, "normal", str(n))
            if sign.normal and not (sign.documents or sign.counted):
                self.values.add_joined(sign.anchors, _as_it_should_be(general.unremarkable), "normal", str(n))
            self.names.add(sign.names, "sign", str(n))
            for test, phrases in sign.counted.items():
                self.tests.add(phrases, "test", f"{n}:{test}")

    def _add_grades(self) -> None:
        self.grades.add(self.general.comparisons, "comparison", "")
        for scale in self.pack.vocabulary.scales:
            if scale.id in self.reading.scale_patterns:
                continue
            for grade in scale.grades:
                phrases: Iterable[str] = (
                    grade.replace("_", " "),
                    scale.label(grade),
                    *scale.synonyms.get(grade, ()),
                    *self.reading.grades.get(scale.id, {}).get(grade, ()),
                )
                self.grades.add((p for p in phrases if p != "none"), "grade", f"{scale.id}:{grade}")


_PLAIN = KindReading()


def _as_it_should_be(words: Iterable[str]) -> Iterator[str]:
    """What stands behind what is examined where it is as it should be."""
    links = ("", ":", " is", " are", " exam", " exam is", " exam:", " testing")
    return (f"{link} {word}" for word, link in product(words, links))


def _regions_of_roots(pack: Pack) -> dict[str, str]:
    """The region of each root: that of the levels at which it can be compressed, where all are of one region."""
    regions: dict[str, set[str]] = {}
    for segment in pack.anatomy.segments:
        for roots in segment.roots.values():
            for root in roots:
                regions.setdefault(root, set()).add(segment.region)
    return {root: found.pop() for root, found in regions.items() if len(found) == 1}
