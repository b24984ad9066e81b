"""One statement, read once for all checks: clean text, citations by place, quotations, and the texts of its basis."""

import re
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeVar

from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import MARKER, Statement, Violation
from .analysed import Analysed
from .figure import Figure
from .ground import Ground
from .once import once
from .text import normalise

T = TypeVar("T")
Mood = Literal["asserted", "negated", "supposed", "mentioned"]
_QUOTE = re.compile(r'"([^"]*)"')
_BEFORE_PUNCTUATION = re.compile(r"\s+(?=[.,;:])")


class Citation(NamedTuple):
    """A marker, and the place in the clean text behind which it stands."""

    position: int
    fact: str
    """Reference of the fact; empty for a record document."""
    document: str


class Quote(NamedTuple):
    """Words between quotation marks."""

    start: int
    end: int
    words: str


class Said(NamedTuple):
    """One outcome expression of a statement."""

    start: int
    end: int
    words: str
    means: tuple[str, ...]
    mood: Mood


class Part(NamedTuple):
    """A stretch of a statement that speaks of one place: a clause, or its half where both halves name a level."""

    start: int
    end: int
    levels: frozenset[str]


def reading_of(statement: Statement, ground: Ground) -> "Reading":
    """The reading of a statement, remembered while the ground lives."""
    key = (statement.id, statement.text, statement.label, statement.type)
    known = ground.readings.get(key)
    if known is None or (known.statement is not statement and known.statement != statement):
        known = ground.readings[key] = Reading(statement, ground)
    return known


class Reading:
    """A statement with what the checks need of it."""

    def __init__(self, statement: Statement, ground: Ground) -> None:
        self.statement = statement
        self.ground = ground
        self.violations: tuple[Violation, ...] | None = None
        """What all checks found; None before they ran."""
        marked = normalise(statement.text if statement.label == NOT_STATED else f"{statement.label} {statement.text}")
        self.citations: list[Citation] = []
        clean = ""
        at = 0
        for match in MARKER.finditer(marked):
            clean += marked[at : match.start()]
            clean = clean.rstrip()
            self.citations.append(Citation(max(len(clean) - 1, 0), match["fact"] or "", match["document"] or ""))
            at = match.end()
            clean += "" if marked[at : at + 1] in ".,;:" else " "
        clean = _BEFORE_PUNCTUATION.sub(
            "", clean + marked[at:].lstrip() if clean.endswith(" ") else clean + marked[at:]
        )
        general = statement.origin == "composer" and statement.type in ("evidence", "policy_statement")
        self.analysed = ground.lexicon.kept(clean) if general else Analysed(clean, ground.lexicon)
        self.text = self.analysed.text
        self.verdicts: list[Said] | None = None
        """Verdict words; found when first asked for."""
        self.criterion_answers: list[Said] | None = None
        """Words that say whether a criterion is met; likewise."""
        self.parts: list[Part] | None = None
        """Its parts; likewise."""
        self._made: dict[Callable[..., Any], Any] = {}
        self._cited_at: dict[int, list[Citation]] = {}
        self._facts_at: dict[int, tuple[str, ...]] = {}
        self._texts: dict[tuple[str, ...], tuple[Analysed, ...]] = {}
        self._voices: dict[int, str] = {}
        self._verbatim: dict[tuple[int, int], bool] = {}
        self.findings: list[Finding] = [ground.findings[f] for f in statement.basis.findings if f in ground.findings]
        self.treatments: list[Treatment] = [
            ground.treatments[t] for t in statement.basis.treatments if t in ground.treatments
        ]

    def of(self, make: "Callable[[Reading], T]") -> T:
        """What a check makes of this statement, made once: a point is held against many statements."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @once
    def words(self) -> frozenset[str]:
        """The words in lower case."""
        return self.text.words

    @once
    def telling(self) -> frozenset[str]:
        """Stems of the words that say something."""
        lists = self.ground.lists
        return self.text.stem_set - lists.function - lists.idle

    @once
    def quotes(self) -> list[Quote]:
        """Quotations in the order of the text."""
        if '"' not in self.text.text:
            return []
        return [Quote(m.start(), m.end(), m[1].strip()) for m in _QUOTE.finditer(self.text.text)]

    def quoted(self, position: int) -> bool:
        """Whether a character stands between quotation marks."""
        for quote in self.quotes:  # noqa: SIM110 asked so often that a loop is worth its lines
            if quote.start <= position < quote.end:
                return True
        return False

    @once
    def spoken(self) -> tuple[bool, ...]:
        """Of each word, whether it stands outside quotation marks."""
        tokens = self.text.tokens
        return tuple([not self.quoted(start) for _, start, _ in tokens]) if self.quotes else (True,) * len(tokens)

    @once
    def facts(self) -> tuple[str, ...]:
        """Facts cited anywhere in the statement, each once."""
        return tuple(dict.fromkeys(c.fact for c in self.citations if c.fact))

    @once
    def documents(self) -> tuple[str, ...]:
        """Record documents cited anywhere in the statement, each once."""
        return tuple(dict.fromkeys(c.document for c in self.citations if c.document))

    @once
    def fact_texts(self) -> tuple[Analysed, ...]:
        """The facts cited."""
        return self.texts_of(self.facts)

    def texts_of(self, refs: tuple[str, ...]) -> tuple[Analysed, ...]:
        """The texts of facts; unknown references are left out."""
        known = self._texts.get(refs)
        if known is None:
            texts = map(self.ground.fact_text, refs)
            known = self._texts[refs] = tuple([text for text in texts if text is not None])
        return known

    @once
    def criteria_told(self) -> list[tuple[str, Analysed]]:
        """The criteria, waivers and restrictions of the basis, by their keys."""
        keyed = ((key, self.ground.criterion_text(key)) for key in self.statement.basis.criteria)
        return [(key, text) for key, text in keyed if text is not None]

    @once
    def criterion_texts(self) -> list[Analysed]:
        """Their texts."""
        return [text for _, text in self.criteria_told]

    @once
    def criterion_wordings(self) -> list[Analysed]:
        """The same, as the policy words them: without what the checker computed."""
        found = (self.ground.criterion_wording(key) for key in self.statement.basis.criteria)
        return [text for text in found if text is not None]

    @once
    def record_texts(self) -> list[Analysed]:
        """The findings and treatments of the basis, and the documents cited (their titles)."""
        ground = self.ground
        texts = [ground.finding_text(f) for f in self.findings] + [ground.treatment_text(t) for t in self.treatments]
        return texts + [ground.document_text(d) for d in self.documents if d in ground.documents]

    @once
    def around_texts(self) -> list[Analysed]:
        """The sentences of the record that the facts of the basis stand in, where they say more than what was quoted: they back
        what is told of the record, and nothing that is concluded from it.
        """
        if self.statement.type != "record_fact":
            return []
        facts: list[Finding | Treatment] = [*self.findings, *self.treatments]
        found = (self.ground.around(fact) for fact in facts)
        return [text for text in found if text is not None]

    @once
    def tells_sources(self) -> bool:
        """Whether the statement speaks of sources and rules in general, not of this patient."""
        return self.statement.type in ("evidence", "policy_statement")

    @once
    def names_this_case(self) -> bool:
        """Whether its words speak of this request or patient."""
        return self.ground.lists.this_case.search(self.text.lower) is not None

    @once
    def of_record_alone(self) -> bool:
        """Whether it tells the record and not the request: then only what it names of the record vouches for it."""
        named = self.findings or self.treatments or self.documents
        return bool(self.statement.type == "record_fact" and named) and not (
            self.ground.lists.request_cue.touches(self.text.runs)
        )

    def cited_at(self, position: int) -> list[Citation]:
        """Citations that vouch for the words at a place: the next ones of the sentence, else the last ones before,
        else all.
        """
        if position not in self._cited_at:
            self._cited_at[position] = self._find_cited(position)
        return self._cited_at[position]

    def _find_cited(self, position: int) -> list[Citation]:
        start, end = self.text.sentence_at(position)
        here = [c for c in self.citations if start <= c.position < end]
        after = [c for c in here if c.position >= position]
        if after:
            return [c for c in after if c.position == after[0].position]
        if here:
            return [c for c in here if c.position == here[-1].position]
        return self.citations

    def facts_at(self, position: int) -> tuple[str, ...]:
        """Facts that vouch for the words at a place; those of the sentence where the nearest marker is of the
        record.
        """
        if position not in self._facts_at:
            self._facts_at[position] = self._find_facts(position)
        return self._facts_at[position]

    def _find_facts(self, position: int) -> tuple[str, ...]:
        near = tuple(c.fact for c in self.cited_at(position) if c.fact)
        if near:
            return near
        start, end = self.text.sentence_at(position)
        here = tuple(c.fact for c in self.citations if c.fact and start <= c.position < end)
        return here or (self.facts if not any(start <= c.position < end for c in self.citations) else ())

    @once
    def stretches(self) -> list[tuple[int, int]]:
        """The sentences, each cut behind the citations within it: what stands before a citation is told from it."""
        found = []
        for start, end in self.text.sentences:
            cuts = sorted({c.position + 1 for c in self.citations if c.fact and start <= c.position < end})
            low = start
            for cut in cuts[:-1]:
                found.append((low, cut))
                low = cut
            found.append((low, end))
        return found

    def voice(self, position: int) -> str:
        """Whether the `rule` or the `record` speaks at a place, by the nearest cue before it in its sentence; empty:
        neither said.
        """
        if position not in self._voices:
            start, _ = self.text.sentence_at(position)
            last = ""
            for match in self.ground.lists.cue.finditer(self.text.lower, start, position):
                if not self.quoted(match.start()):
                    last = match.lastgroup or ""
            self._voices[position] = last
        return self._voices[position]

    @once
    def levels(self) -> list[tuple[Figure, frozenset[str]]]:
        """Levels named outside quotations, with what they expand to; a landmark is one where something is decided at it."""
        decided = self.ground.made(_decided_landmarks, "")
        return [
            (f, frozenset(map(str, f.key)) if isinstance(f.key, tuple) else frozenset({str(f.key)}))
            for f in self.analysed.figures
            if ((f.kind == "level" and isinstance(f.key, tuple)) or (f.kind == "landmark" and f.key in decided))
            and not self.quoted(f.start)
        ]

    @once
    def outcome_words(self) -> list[tuple[int, int]]:
        """Spans of the words that give a verdict or say whether a criterion is met, quoted or not."""
        return [m.span() for m in (*self.criterion_matches, *self.verdict_matches)]

    @once
    def criterion_matches(self) -> list[re.Match[str]]:
        """Words that say whether a criterion is met, quoted or not."""
        lists = self.ground.lists
        if lists.words.criterion_gate.isdisjoint(self.words):
            return []
        return list(lists.criterion_word.finditer(self.text.lower))

    @once
    def verdict_matches(self) -> list[re.Match[str]]:
        """Words that give a verdict, quoted or not."""
        lists = self.ground.lists
        return [] if lists.words.verdict_gate.isdisjoint(self.words) else list(lists.verdict.finditer(self.text.lower))

    def levels_in(self, start: int, end: int) -> frozenset[str]:
        """Levels named in a span."""
        if not self.levels:
            return frozenset()
        return frozenset(level for figure, levels in self.levels if start <= figure.start < end for level in levels)

    def violation(self, code: str, span: str, reason: str) -> Violation:
        """A violation of this statement."""
        return Violation(statement=self.statement.id, code=code, span=span.strip(), reason=reason)

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether a sentence stands, word for word and whole, in a fact that the statement cites or in a criterion of
        its basis.
        """
        known = self._verbatim.get((start, end))
        if known is None:
            known = self._verbatim[start, end] = bare(self.text.lower[start:end]) in self._wordings
        return known

    @once
    def _wordings(self) -> frozenset[str]:
        """The sentences of the facts that it cites and of the criteria of its basis, as they are compared word for word."""
        texts = (*self.fact_texts, *self.criterion_texts, *self.criterion_wordings)
        return frozenset[str]().union(*(text.of(sentences_of) for text in texts))

    @once
    def is_passage(self) -> bool:
        """Whether it is, word for word and whole, the one passage that it cites."""
        if self.statement.type != "evidence" or len(self.facts) != 1 or self.documents:
            return False
        passage = self.fact_texts
        return bool(passage) and bare(passage[0].text.lower) == bare(self.text.lower)

    @once
    def verbatim(self) -> bool:
        """Whether every sentence is."""
        return all(self.is_verbatim(start, end) for start, end in self.text.sentences)


def sentences_of(text: Analysed) -> frozenset[str]:
    """The sentences of a text, as they are compared word for word."""
    return frozenset(bare(text.text.lower[start:end]) for start, end in text.text.sentences)


def bare(sentence: str) -> str:
    """A sentence as it is compared word for word."""
    return sentence.strip().rstrip(".")


def _decided_landmarks(ground: Ground, key: str) -> frozenset[str]:
    """Landmarks at which something is requested, and so decided."""
    levels = {str(lv.level) for line in ground.outcome.lines for lv in line.per_level}
    return frozenset(levels.intersection(ground.pack.anatomy.landmarks))
