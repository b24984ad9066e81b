"""What a question names: lines, levels, stages, the level of care, criteria, findings, treatments, documents, policy sets."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from ..guard.analysed import Analysed
from ..intake.text import read_request
from ..intake.text.line import Line
from ..intake.text.sentence import read_sentence
from ..model.answer import Subject
from ..model.base import NOT_STATED
from ..model.outcome import LineOutcome
from ..model.policy import Criterion
from ..model.vocabulary import AskedFor
from ..pack.pack import Pack
from .aims import aimed_at
from .opened import Opened
from .reports import of_study, studies_in

_CODE: Final = re.compile(r"(?<![\w.$/-])(\d{5}|\d{4}T)(?![\w/]|[.-]\d)")
_STAGE: Final = re.compile(
    r"\bstages?\s*(?:#\s*)?(\d|one|two|three|i{1,3})\b|\b(first|second|third|1st|2nd|3rd) stage\b", re.IGNORECASE
)
_STAGES: Final = {
    **{"one": 1, "two": 2, "three": 3, "i": 1, "ii": 2, "iii": 3},
    **{"first": 1, "second": 2, "third": 3, "1st": 1, "2nd": 2, "3rd": 3},
}
SPOKEN: Final = 2
"""Kinds of finding that may have a word in their name for it still to tell a kind of document."""
BEGINNING: Final = 5
"""Letters by which two words are taken for forms of one."""
_LINE: Final = re.compile(r"\bline (?:item )?([a-z])\b(?! )|\bline ([b-z])\b", re.IGNORECASE)


def named(subject: Subject) -> bool:
    """Whether anything is named."""
    return subject != Subject()


class SubjectReader:
    """Reads what questions about one determination name."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._pack = opened.context.pack
        self._lexicon = opened.reader.lexicon

    def read(self, text: str) -> Subject:
        """What a question names. Lines are those of the request, by id, code, name, level or stage."""
        analysed = Analysed(text, self._opened.ground.lexicon)
        levels = self._levels(text)
        stages = self._stages(text)
        codes = tuple(dict.fromkeys(m[1] for m in _CODE.finditer(text)))
        bare = self.without_things(text)
        read = analysed if bare == text else Analysed(bare, self._opened.ground.lexicon)
        lines = self._lines(bare, read, codes, levels, stages)
        kinds, treatments = self._facts(text, analysed)
        requested = {line.code for line in self._opened.outcome.lines}
        return Subject(
            lines=lines,
            levels=levels,
            stages=stages,
            setting=self._setting(text),
            criteria=self._aimed(text, lines) or self._criteria(analysed, lines, kinds),
            kinds=kinds,
            treatments=treatments,
            documents=self._documents(text, analysed),
            policy_sets=self._sets(text),
            unrequested=tuple(c for c in codes if c in self._pack.codes and c not in requested),
        )

    def without_things(self, text: str) -> str:
        """A question without the words for things of their own."""
        for asked in self._pack.vocabulary.asked:
            for pattern in asked.any if asked.alone else ():
                text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
        return text

    def _levels(self, text: str) -> tuple[str, ...]:
        found = dict.fromkeys(level for _, _, levels in self._lexicon.levels(text) for level in levels)
        lower = text.lower()
        found |= {s.id: None for s in self._pack.anatomy.segments if " " in s.id and s.id.lower() in lower}
        if self._at_landmarks:
            found |= dict.fromkeys(landmarks_alone(text, self._opened))
        return self._pack.levels.order(found)

    @cached_property
    def _at_landmarks(self) -> bool:
        """Whether something is requested at landmarks, which are then what a question calls a level."""
        marks = self._pack.anatomy.landmarks
        return any(level in marks for line in self._opened.outcome.lines for level in line.levels)

    def _stages(self, text: str) -> tuple[int, ...]:
        found = (_STAGES.get((m[1] or m[2]).lower()) or int(m[1]) for m in _STAGE.finditer(text))
        have = {s.stage for s in self._opened.outcome.stages}
        return tuple(dict.fromkeys(n for n in found if n in have))

    # --- Lines ------------------------------------------------------------------------------------------------------

    def _lines(
        self, text: str, analysed: Analysed, codes: tuple[str, ...], levels: tuple[str, ...], stages: tuple[int, ...]
    ) -> tuple[str, ...]:
        lines = [line for line in self._opened.outcome.lines if not stages or line.stage in stages]
        letters = {(m[1] or m[2]).lower() for m in _LINE.finditer(text)}
        chosen = [line for line in lines if line.code in codes or line.id in letters]
        if not chosen and not codes:
            chosen = self._by_name(text, analysed, lines)
        at = [line for line in chosen or lines if not levels or not set(levels).isdisjoint(line.levels)]
        if chosen or levels or stages:
            return tuple(line.id for line in (at if levels else chosen or lines))
        return ()

    def _by_name(self, text: str, analysed: Analysed, lines: list[LineOutcome]) -> list[LineOutcome]:
        """Lines whose name the question has most of; words that all lines share tell none of them apart."""
        asked = {line.code for line in read_request(text, self._pack).lines}
        if found := [line for line in lines if line.code in asked]:
            families = {line.family for line in found}
            return [line for line in lines if line.family in families]
        lexicon = self._opened.ground.lexicon
        terms = lexicon.licensed(c for c in analysed.concepts if c.startswith(("term:", "structure:")))
        spelt = set(re.findall(r"[\w/-]+", text))
        terms |= self._stems(*(t.meaning for t in self._pack.glossary if t.term in spelt))
        stems = (analysed.text.stem_set | terms) - self._opened.ground.lists.connectives
        scores = {
            line.id: sum(1 - self._shares[s] for s in stems & self._names[line.id] if s in self._shares)
            for line in lines
        }
        best = max(scores.values(), default=0)
        return [line for line in lines if best > 0 and scores[line.id] >= best - 1e-9]

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        """Stems of the names of each line."""
        described = {line.id: line.description for line in self._opened.context.case.request.lines}
        return {
            line.id: self._stems(
                "" if described[line.id] == NOT_STATED else described[line.id],
                line.procedure,
                self._pack.vocabulary.procedures.get(line.family, ""),
                self._pack.codes[line.code].description if line.code in self._pack.codes else "",
            )
            for line in self._opened.outcome.lines
        }

    @cached_property
    def _shares(self) -> dict[str, float]:
        """Share of the lines that a stem names."""
        counts = Counter(s for stems in self._names.values() for s in stems)
        return {s: n / len(self._names) for s, n in counts.items()}

    def _stems(self, *texts: str) -> frozenset[str]:
        lists = self._opened.ground.lists
        found = (Analysed(text, self._opened.ground.lexicon).text.stem_set for text in texts if text)
        plain = lists.connectives | lists.words.numerals.keys()
        return frozenset(s for s in frozenset().union(*found) - plain if not s.isdigit())

    def _setting(self, text: str) -> bool:
        lower = text.lower()
        words = (w for kind in self._lexicon.reading.settings.values() for w in kind)
        known = (*words, self._opened.outcome.setting.requested.replace("_", " "), "level of care")
        if re.search(self._opened.questions.setting_words, lower):
            return True
        return any(len(w) > 3 and re.search(rf"\b{re.escape(w.lower())}\b", lower) for w in known if w != NOT_STATED)

    # --- Criteria -----------------------------------------------------------------------------------------------------

    def _aimed(self, text: str, lines: tuple[str, ...]) -> tuple[str, ...]:
        keys = dict.fromkeys(f"{c.policy}:{c.id}" for line in self._opened.lines(lines) for c in line.criteria)
        return aimed_at(text, keys, self._opened)

    def _criteria(self, analysed: Analysed, lines: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Criteria of the lines, or of the request, that the question speaks of more than of others."""
        # Words that name a line tell no criterion, nor does one that every line of the request is called by.
        called = frozenset().union(*(self._names[id] for id in lines))
        called |= frozenset(s for s, share in self._shares.items() if share == 1)
        wanted = analysed.text.stem_set - self._idle - called
        concepts = {c for c in analysed.concepts if c.startswith(("kind:", "treatment:"))}
        concepts |= {f"kind:{k}" for k in kinds}
        keys = dict.fromkeys(f"{c.policy}:{c.id}" for line in self._opened.lines(lines) for c in line.criteria)
        scores: dict[str, float] = {}
        for key in keys:
            label, whole, facts = self._criterion_words(key)
            own = sum(self._weight[s] for s in wanted & label)
            rest = sum(self._weight.get(s, 0) for s in (wanted & whole) - label)
            scores[key] = 2 * own + 0.5 * rest + 2 * min(1, len(concepts & facts))
        best = max(scores.values(), default=0)
        return tuple(key for key, score in scores.items() if best >= 1 and score >= 0.8 * best)

    @cached_property
    def _weight(self) -> dict[str, float]:
        """How much a stem tells of a criterion: the less, the more criteria have it."""
        seen: dict[str, set[str]] = {}
        for line in self._opened.outcome.lines:
            for c in line.criteria:
                for stem in self._criterion_words(f"{c.policy}:{c.id}")[0]:
                    seen.setdefault(stem, set()).add(c.family)
        families = max(len({f for fs in seen.values() for f in fs}), 1)
        return {stem: 1 - (len(found) - 1) / families for stem, found in seen.items()}

    def _criterion_words(self, key: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Stems of its label and family, of all its words, and the findings and treatments it asks for."""
        known = self._criteria_read.get(key)
        if known is None:
            definition = self._opened.ground.definitions.get(key)
            if not isinstance(definition, Criterion):
                known = (frozenset(), frozenset(), frozenset())
            else:
                family = self._pack.family(definition.family)
                label = self._told(definition.label, family.title, family.short)
                whole = label | self._told(definition.text, definition.needs, definition.remedy)
                known = (label, whole, frozenset(asked_of(definition.test.model_dump(), self._classes)))
            self._criteria_read[key] = known
        return known

    def _told(self, *texts: str) -> frozenset[str]:
        """Stems of texts but those of words that say nothing of a topic."""
        return frozenset().union(*(self._opened.ground.lexicon.kept(t).text.stem_set for t in texts)) - self._idle

    @cached_property
    def _idle(self) -> frozenset[str]:
        lists = self._opened.ground.lists
        words = (*lists.words.connectives["function"].split(), *self._opened.questions.idle_words)
        return frozenset(lists.stemmer(word) for word in words)

    @cached_property
    def _criteria_read(self) -> dict[str, tuple[frozenset[str], frozenset[str], frozenset[str]]]:
        return {}

    @cached_property
    def _classes(self) -> dict[str, list[str]]:
        """Treatments by class."""
        return treatment_classes(self._pack)

    # --- Facts ------------------------------------------------------------------------------------------------------

    def _facts(self, text: str, analysed: Analysed) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Finding and treatment kinds named, by the words of records and by those of the vocabulary."""
        sentence = read_sentence(Line(text, 0, ""), self._lexicon)
        kinds: dict[str, None] = {}
        treatments: dict[str, None] = {}
        for mark in sentence.names:
            if mark.role in ("kind", "absent", "performed", "unsure"):
                kinds[mark.value.split(":")[0]] = None
            elif mark.role == "head":
                kinds[mark.value] = None
                kinds |= dict.fromkeys(self._places(mark.value, sentence.names))
            elif mark.role in ("treatment", "treatment?"):
                treatments[mark.value] = None
        signs = self._lexicon.reading.signs
        kinds |= {signs[int(m.value)].kind: None for m in sentence.cued("anchor")} if not kinds else {}
        for concept in sorted(analysed.concepts):
            table, _, id = concept.partition(":")
            if table == "kind":
                kinds[id] = None
            elif table == "treatment":
                treatments[id] = None
        if not kinds:
            kinds |= dict.fromkeys(self._near(analysed))
        lower = text.lower()
        for name, members in self._classes.items() if not treatments else ():
            idle = name in self._opened.questions.idle_words
            if len(name) > 5 and not idle and re.search(rf"\b{re.escape(name.split('_')[-1])}s?\b", lower):
                treatments |= dict.fromkeys(members)
        if not treatments and re.search(self._opened.questions.all_treatments, lower):
            treatments |= dict.fromkeys(t.kind for t in self._opened.context.case.treatments)
        for sign in signs:
            if any(m.role == "structure" and sign.table and m.value.startswith(sign.table) for m in sentence.names):
                kinds[sign.kind] = None
        for asked in self._asked_for(lower):
            kinds |= dict.fromkeys(asked.kinds)
            if not kinds and not treatments:
                kinds |= dict.fromkeys(k.id for k in self._pack.vocabulary.kinds if k.group in asked.groups)
        return tuple(kinds), tuple(treatments)

    def _asked_for(self, lower: str) -> list[AskedFor]:
        """What the question asks for without naming it."""
        return [a for a in self._pack.vocabulary.asked if any(re.search(pattern, lower) for pattern in a.any)]

    def _near(self, analysed: Analysed) -> list[str]:
        """Kinds with a one-word name that shares its beginning with a word of the question (who drinks is a drinker)."""
        lexicon = self._opened.ground.lexicon
        words = {s for s in analysed.text.stem_set - self._opened.ground.lists.connectives if len(s) >= BEGINNING}
        return [
            kind.id
            for kind in self._pack.vocabulary.kinds
            for name in lexicon.names_of.get(f"kind:{kind.id}", ())
            if len(name) == 1
            and any(w[:BEGINNING] == name[0][:BEGINNING] and abs(len(w) - len(name[0])) <= 3 for w in words)
        ]

    def _places(self, plain: str, names: Iterable[object]) -> list[str]:
        """Kinds that a noun becomes by its place: those of the places named, or all where none is."""
        head = next(h for h in self._lexicon.reading.heads if h.plain == plain)
        told = [
            value.split(":", 1)[1]
            for m in names
            if getattr(m, "role", "") == "place" and (value := str(getattr(m, "value", ""))).startswith(f"{plain}:")
        ]
        return told or list(head.places)

    def _documents(self, text: str, analysed: Analysed) -> tuple[str, ...]:
        """Documents of the record named by kind, or by the telling words of their titles."""
        case = self._opened.context.case
        kinds = {c.partition(":")[2] for c in analysed.concepts if c.startswith("document:")}
        words = set(re.findall(r"[a-z]+", text.lower()))
        kinds |= {k.id for k in self._pack.vocabulary.documents if words & set(k.groups) - self._plain_groups}
        meant = {group for asked in self._asked_for(text.lower()) for group in asked.documents}
        kinds |= {k.id for k in self._pack.vocabulary.documents if meant & set(k.groups)}
        stems = analysed.text.stem_set
        found = {d.id: None for d in case.documents if d.kind in kinds}
        found |= {d.id: None for kind in studies_in(text, self._opened) for d in of_study(kind, self._opened)}
        titles = {
            d.id: self._stems(d.title, self._pack.document_kind(d.kind).label, *_stated(d.author)) - self._plain_titles
            for d in case.documents
        }
        counts = Counter(s for own in titles.values() for s in own)
        for id, own in titles.items():
            if any(s in self._kind_names or (counts[s] == 1 and s not in self._fact_words) for s in stems & own):
                found[id] = None
        return tuple(d.id for d in case.documents if d.id in found)

    @cached_property
    def _kind_names(self) -> frozenset[str]:
        """Words that tell kinds of documents from each other."""
        labels = [self._stems(kind.label) for kind in self._pack.vocabulary.documents]
        counts = Counter(s for own in labels for s in own)
        facts = Counter(s for kind in self._pack.vocabulary.kinds for s in self._stems(kind.label, *kind.synonyms))
        return frozenset(s for s, n in counts.items() if n == 1 and facts[s] <= SPOKEN)

    @cached_property
    def _fact_words(self) -> frozenset[str]:
        """Words of the names of findings."""
        return frozenset(s for kind in self._pack.vocabulary.kinds for s in self._stems(kind.label, *kind.synonyms))

    @cached_property
    def _plain_groups(self) -> frozenset[str]:
        """Groups of documents whose names are words of a request as well."""
        return frozenset(self._opened.questions.plain_titles.split())

    @cached_property
    def _plain_titles(self) -> frozenset[str]:
        """Words of titles that tell no document: those of regions and procedures, and plain ones."""
        spoken = (*self._pack.vocabulary.regions.values(), *self._pack.vocabulary.procedures.values())
        return frozenset().union(*(self._stems(text) for text in (self._opened.questions.plain_titles, *spoken)))

    def _sets(self, text: str) -> tuple[str, ...]:
        """Policy sets named by id, or by a payer they are of; not the one in force."""
        lower = text.lower()
        found = []
        for id in self._pack.policy_set_ids():
            names = {id, *(i.lower() for i in self._pack.policy_set_alone(id).issuers)}
            if id != self._opened.outcome.policy_set and any(re.search(rf"\b{re.escape(n)}\b", lower) for n in names):
                found.append(id)
        return tuple(found)


def landmarks_alone(text: str, opened: Opened) -> tuple[str, ...]:
    """The landmarks that a text names outside its levels."""
    lexicon = opened.reader.lexicon
    levels = [(start, end) for start, end, _ in lexicon.levels(text)]
    alone = (m for m in lexicon.landmarks(text) if not any(start <= m[0] < end for start, end in levels))
    return tuple(dict.fromkeys(mark for _, _, marks in alone for mark in marks))


def _stated(text: str) -> tuple[str, ...]:
    return () if text == NOT_STATED else (text,)


def treatment_classes(pack: Pack) -> dict[str, list[str]]:
    """Treatments by class."""
    found: dict[str, list[str]] = {}
    for treatment in pack.vocabulary.treatments:
        for name in treatment.classes:
            found.setdefault(name, []).append(treatment.id)
    return found


def asked_of(test: object, classes: dict[str, list[str]]) -> Iterable[str]:
    """Finding and treatment kinds that a test asks for, as concepts."""
    if isinstance(test, dict):
        for name, value in test.items():
            if name in ("finding", "correlation") and isinstance(value, dict):
                for part in ("kinds", "signs", "symptoms", "compression"):
                    yield from (f"kind:{k}" for k in value.get(part, ()))
            elif name == "treatment" and isinstance(value, dict):
                yield from (f"treatment:{k}" for k in value.get("kinds", ()))
                counted = (*value.get("classes", ()), *value.get("told", ()))
                yield from (f"treatment:{t}" for c in counted for t in classes.get(c, ()))
            else:
                yield from asked_of(value, classes)
    elif isinstance(test, list | tuple):
        for part in test:
            yield from asked_of(part, classes)
