"""Everything a statement may rest on, prepared once per document and read lazily: what no statement names is never
analysed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from ..check import Others
from ..check.sets import joined
from ..model.base import NOT_STATED
from ..model.case import Case, Document, Finding, Treatment
from ..model.evidence import Evidence
from ..model.outcome import CriterionResult, LevelOutcome, LineOutcome, Node, Outcome
from ..model.policy import Criterion, PolicySet, Restriction, SettingRule, Waiver
from ..model.when import told
from .analysed import Analysed
from .answers import node_words, nodes
from .around import joined as whole
from .around import sentence_around
from .case_words import computed_words, counts_of, person_words, request_words
from .definitions import definitions_of
from .lexicon import PackWords
from .pack_texts import BEARING, CODE, NARRATIVE, TERM, WORD, PackTexts
from .text import normalise, squeeze, words_of
from .words import Lists, load_lists

if TYPE_CHECKING:
    from .attribution import Bodies
    from .reading import Reading

T = TypeVar("T")
_HEAD = re.compile(r".*?([a-z]+)(?= (?:of|for|with|without|in|by|at|to|after)\b|[,(]|$)")
"""A procedure up to its noun, which stands before whatever says more of it."""
DAYS = ":days"
"""Ends the key of what a set says of the number of days."""


class Ground(PackTexts):
    """Case, outcome, evidence and pack, indexed for the checks."""

    def __init__(
        self,
        case: Case,
        outcome: Outcome,
        evidence: Evidence,
        pack: PackWords,
        policy_set: PolicySet,
        lists: Lists | None = None,
    ) -> None:
        super().__init__(pack, lists or load_lists())
        self.case = case
        self.outcome = outcome
        self.evidence = evidence
        self.policy_set = policy_set
        self.policy_sets = self._with_fallback(policy_set)
        self.retrieved = evidence.refs()
        self.findings: Mapping[str, Finding] = {f.id: f for f in case.findings}
        self.treatments: Mapping[str, Treatment] = {t.id: t for t in case.treatments}
        self.documents = {d.id: d for d in case.documents}
        self.lines: Mapping[str, LineOutcome] = {line.id: line for line in outcome.lines}
        self.sides = {line.id: line.side for line in case.request.lines}
        self.results = self._index_results()
        self.definitions = definitions_of(self.policy_sets, self.lexicon)
        self._nodes: dict[str, list[Node]] = {}
        self._deciding: dict[str, frozenset[str]] = {}
        self._made: dict[tuple[Callable[..., Any], str], Any] = {}
        self._of_results: dict[tuple[Callable[..., Any], int], tuple[CriterionResult, Any]] = {}
        self._squeezed: dict[str, str] = {}
        self._around: dict[str, Analysed | None] = {}
        self._wholes: dict[str, str] = {}
        self._levels: dict[str, frozenset[str]] = {}
        self.readings: dict[tuple[str, ...], Reading] = {}
        """Statements read so far."""
        self.pools: dict[frozenset[str], list[CriterionResult]] = {}
        """Results of lines, by the lines that a statement refers to; filled as asked."""
        self.doubts: dict[str, str] = {}
        """What a second opinion objects to, by what each statement is known by."""
        self.bodies: Bodies | None = None
        """Names of bodies; made at the first statement."""
        self.others: Others | None = None
        """The case under other policy sets, where statements may speak of them."""
        self._under: dict[str, Ground] = {}

    def under(self, policy_set: str) -> "Ground":
        """What proves a statement under another set than the one in force; this ground where that is not known."""
        if self.others is None or policy_set not in self.others.ids():
            return self
        if policy_set not in self._under:
            outcome, chosen = self.others.outcome(policy_set), joined(self.others.sets(policy_set))
            self._under[policy_set] = Ground(self.case, outcome, self.evidence, self.pack, chosen, self.lists)
        return self._under[policy_set]

    def _with_fallback(self, policy_set: PolicySet) -> tuple[PolicySet, ...]:
        """The set, and the one that decides where it has no policy."""
        if policy_set.fallback == NOT_STATED:
            return (policy_set,)
        return (policy_set, self.pack.policy_set(policy_set.fallback, date.fromisoformat(self.outcome.as_of)))

    # --- indexes --------------------------------------------------------------------------------------------------

    def _index_results(self) -> dict[str, list[CriterionResult]]:
        """Criterion results of all levels, and of the setting, by `policy:criterion`."""
        found: dict[str, list[CriterionResult]] = {}
        pools = [line.criteria for line in self.outcome.lines]
        pools += [level.criteria for line in self.outcome.lines for level in line.per_level]
        pools += [self.outcome.setting.criteria, *(a.criteria for a in self.outcome.alternatives)]
        seen: set[tuple[str, str, str, str, str, int]] = set()
        for pool in pools:
            for result in pool:
                # Trees are compared by identity: the checker builds an answer once, and comparing whole trees is slow.
                says = (result.policy, result.id, result.level, result.truth, result.waived_by, id(result.tree))
                if says not in seen:
                    seen.add(says)
                    found.setdefault(f"{result.policy}:{result.id}", []).append(result)
        return found

    # --- single sources -------------------------------------------------------------------------------------------

    def analysed(self, kind: str, key: str, parts: Iterable[object]) -> Analysed:
        """An analysed text, remembered by kind and key; parts that are not stated are left out."""
        known = self._cache.get((kind, key))
        if known is None:
            known = self._cache[kind, key] = Analysed(
                ". ".join(str(p) for p in parts if p and p != NOT_STATED), self.lexicon
            )
        return known

    def made(self, make: "Callable[[Ground, str], T]", key: str) -> T:
        """What a check makes of a part of the case, by its id, made once."""
        if (make, key) not in self._made:
            self._made[make, key] = make(self, key)
        made: T = self._made[make, key]
        return made

    def of_result(self, make: "Callable[[CriterionResult], T]", result: CriterionResult) -> T:
        """What a check makes of an answer of the outcome, made once."""
        known = self._of_results.get((make, id(result)))
        if known is None or known[0] is not result:
            known = self._of_results[make, id(result)] = (result, make(result))
        made: T = known[1]
        return made

    def at(self, finding: Finding) -> frozenset[str]:
        """Levels of a finding, one by one; a span such as `X3-5` stands for all of its levels."""
        known = self._levels.get(finding.id)
        if known is None:
            read = self.lexicon.figures.levels
            known = self._levels[finding.id] = frozenset(
                level for name in finding.levels for level in (*read(name), *(() if read(name) else (name,)))
            )
        return known

    def finding_text(self, finding: Finding) -> Analysed:
        """A finding: quote, kind, grade, value, place, date, document."""
        if ("finding", finding.id) in self._cache:
            return self._cache["finding", finding.id]
        kind = self.pack.kind(finding.kind)
        scale = next((s for s in self.pack.vocabulary.scales if s.id == kind.scale), None)
        grade = scale.label(finding.grade) if scale and finding.grade != NOT_STATED else NOT_STATED
        value = (
            f"{finding.number:g} {'' if finding.unit == NOT_STATED else finding.unit}"
            if finding.number != NOT_STATED
            else NOT_STATED
        )
        structure = next((s for s in self.pack.anatomy.structures.get(kind.structures, ()) if s.id == finding.of), None)
        parts = (
            finding.quote,
            kind.label,
            kind.group,
            grade,
            value,
            *finding.levels,
            finding.region,
            finding.side,
            finding.date,
        )
        named = (
            (structure.label, " ".join(structure.roots))
            if structure
            else (finding.of.replace("_", " ") if finding.of != NOT_STATED else "",)
        )
        return self.analysed("finding", finding.id, (*parts, *named, *self._document_words(finding.document)))

    def treatment_text(self, treatment: Treatment) -> Analysed:
        """A treatment: quote, kind, classes, dates, duration, visits, response, document."""
        kind = next((t for t in self.pack.vocabulary.treatments if t.id == treatment.kind), None)
        named = (kind.label, *(c.replace("_", " ") for c in kind.classes)) if kind else (treatment.kind,)
        weeks = f"{treatment.weeks:g} weeks" if treatment.weeks != NOT_STATED else ""
        sessions = f"{treatment.sessions} sessions" if treatment.sessions != NOT_STATED else ""
        supervised = "supervised formal in person" if treatment.supervised == "yes" else "unsupervised home"
        parts = (
            treatment.quote,
            "" if treatment.response_quote == NOT_STATED else treatment.response_quote,
            *named,
            weeks,
            sessions,
            told(treatment.start),
            told(treatment.end),
            treatment.region,
            self.lists.words.responses.get(treatment.response, treatment.response),
        )
        dosing = self.lists.words.dosing
        told_by = (
            supervised,
            self.lists.words.treatment_words,
            *(dosing.get(word) for word in words_of(treatment.quote)),
        )
        return self.analysed("treatment", treatment.id, (*parts, *told_by, *self._document_words(treatment.document)))

    def lasted(self, treatment: Treatment) -> Analysed:
        """How long a treatment went on, by its first and last day."""
        return self.analysed("lasted", treatment.id, (_weeks_between(treatment),))

    def _document_words(self, id: str) -> tuple[object, ...]:
        document = self.documents.get(id)
        if document is None:
            return ()
        label = next((k.label for k in self.pack.vocabulary.documents if k.id == document.kind), document.kind)
        return (document.title, label, document.date, document.author)

    def around(self, fact: Finding | Treatment) -> Analysed | None:
        """The sentence of its document that a fact was quoted from; None where the quotation is the sentence."""
        if fact.id not in self._around:
            document = self.documents.get(fact.document)
            found = fact.quote if document is None else sentence_around(fact.quote, self._whole(document))
            self._around[fact.id] = (
                None if len(found) <= len(fact.quote) + 1 else self.analysed("around", fact.id, (found,))
            )
        return self._around[fact.id]

    def _whole(self, document: Document) -> str:
        """The text of a document with its broken lines put together."""
        if document.id not in self._wholes:
            self._wholes[document.id] = whole(document.text)
        return self._wholes[document.id]

    def document_text(self, id: str) -> Analysed:
        """Title, kind, date and author of a document; not its content."""
        return self.analysed("document", id, self._document_words(id))

    def criterion_text(self, key: str) -> Analysed | None:
        """A criterion, waiver or restriction: its words, and what the checker computed for it."""
        if ("criterion", key) in self._cache:
            return self._cache["criterion", key]
        if key.startswith((NARRATIVE, BEARING, TERM, WORD, CODE)):
            return self._pack_text(key)
        if key.endswith(DAYS):
            rules = [r for r in self.setting_rules() if r.days]
            return self.of_pack("days", key, [part for r in rules for part in (r.days, *r.setting)]) if rules else None
        definition, results = self.definitions.get(key), self.results.get(key, [])
        if definition is None and not results:
            return None
        parts: list[object] = [*self.policy_titles.get(key.rpartition(":")[0], ())]
        if isinstance(definition, Criterion):
            parts += [definition.label, definition.text, definition.needs, definition.remedy]
        elif isinstance(definition, Waiver):
            parts += [definition.label, definition.text, *(self._label(key, id) for id in definition.waives)]
        elif isinstance(definition, Restriction):
            parts += [definition.text, *definition.codes, *definition.with_codes]
        parts.append(key.rpartition(":")[2].replace("-", " "))
        family = definition.family if isinstance(definition, Criterion) else results[0].family if results else ""
        if family:
            named = next((f for f in self.pack.vocabulary.families if f.id == family), None)
            parts += [named.title, named.short, named.plain, named.send] if named else []
            own = [named.of[result.label] for result in results[:1] if named and result.label in named.of]
            parts += [words for each in own for words in (each.plain, each.send)]
        parts += [result.label for result in results]
        parts += [part for node in self.nodes_of(key) for part in node_words(node)]
        return self.of_pack("criterion", key, dict.fromkeys(parts))

    @cached_property
    def policy_titles(self) -> dict[str, list[str]]:
        """The titles of the policies of the sets, by policy."""
        found: dict[str, list[str]] = {}
        for policy in (p for chosen in self.policy_sets for p in chosen.policies):
            found.setdefault(policy.id, []).append(policy.title)
        return found

    def criterion_wording(self, key: str) -> Analysed | None:
        """A criterion, waiver or restriction as the policy words it."""
        definition = self.definitions.get(key)
        return None if definition is None else self.lexicon.kept(definition.text)

    def nodes_of(self, key: str) -> list[Node]:
        """Every node of a criterion's answers, at all places."""
        if key not in self._nodes:
            self._nodes[key] = [node for result in self.results.get(key, ()) for node in nodes(result.tree)]
        return self._nodes[key]

    def deciding_documents(self, key: str) -> frozenset[str]:
        """Documents of the findings and treatments that decided a criterion."""
        if key not in self._deciding:
            answers = self.nodes_of(key)
            found = {self.findings[id].document for node in answers for id in node.findings if id in self.findings}
            given = (self.treatments[id] for node in answers for id in node.treatments if id in self.treatments)
            self._deciding[key] = frozenset(found | {treatment.document for treatment in given})
        return self._deciding[key]

    def _label(self, key: str, id: str) -> str:
        waived = self.definitions.get(f"{key.rpartition(':')[0]}:{id}")
        return waived.label if isinstance(waived, Criterion) else ""

    # --- the whole ------------------------------------------------------------------------------------------------

    @cached_property
    def request(self) -> Analysed:
        """What was asked, and of whom."""
        return self.analysed("request", "", request_words(self.case, self.pack))

    @cached_property
    def person(self) -> Analysed:
        """Of whom it was asked."""
        return self.analysed("person", "", person_words(self.case))

    @cached_property
    def computed(self) -> Analysed:
        """What the checker computed beyond single criteria: lines, changes, alternatives, restrictions, setting,
        versions.
        """
        words = computed_words(self.outcome, self.pack, self.policy_set, self.policy_sets, tuple(self.setting_rules()))
        return self.of_pack("computed", "", dict.fromkeys(words))

    @cached_property
    def asked(self) -> frozenset[str]:
        """Policies that were asked for this request, and the sets in force."""
        sets = (chosen.id for chosen in self.policy_sets)
        return frozenset({key.rpartition(":")[0] for key in self.results} | {*sets, "narrative", "term", "code"})

    @cached_property
    def general_grounds(self) -> frozenset[str]:
        """Facts on which alternatives and lengths of stay rest, whatever criterion is spoken of."""
        named = [a.grounds for a in self.outcome.alternatives] + [r.days_grounds for r in self.setting_rules()]
        named += [s.grounds for chosen in self.policy_sets for s in chosen.stays]
        return frozenset(ref for refs in named for ref in refs)

    def setting_rules(self) -> Iterator[SettingRule]:
        """Rules of the requested level of care, and the one that needs no reason."""
        return (
            r
            for chosen in self.policy_sets
            for r in chosen.settings
            if self.outcome.setting.requested in r.setting or r.default
        )

    @cached_property
    def heads(self) -> dict[str, list[LineOutcome]]:
        """Requested lines by the noun of their procedure, by the name of its group of synonyms."""
        found: dict[str, list[LineOutcome]] = {}
        for line in self.outcome.lines:
            noun = _HEAD.match(line.procedure.lower())
            if noun is not None:
                found.setdefault(self.lists.synonym_name(self.lists.stemmer(noun[1])), []).append(line)
        return found

    @cached_property
    def counts(self) -> dict[str, frozenset[int]]:
        """Counts the outcome gives, by unit."""
        return counts_of(self.outcome, len(self.case.documents))

    @cached_property
    def titles(self) -> dict[str, str]:
        """Document by its title, where that is more than one word."""
        named = ((short_title(d.title), d.id) for d in self.case.documents)
        return {title: id for title, id in named if " " in title}

    def squeezed(self, document: str) -> str:
        """A record document in the form in which quotations are compared."""
        if document not in self._squeezed:
            self._squeezed[document] = squeeze(self.documents[document].text)
        return self._squeezed[document]

    def levels_at(self, lines: Iterable[str], levels: frozenset[str]) -> list[LevelOutcome]:
        """Outcomes of the named levels of the named lines (all lines where none is named)."""
        chosen = [self.lines[id] for id in lines if id in self.lines] or list(self.outcome.lines)
        return [lv for line in chosen for lv in line.per_level if lv.level in levels]


def _weeks_between(treatment: Treatment) -> str:
    """The weeks from the first to the last day of a treatment of which both are on record as days; empty otherwise."""
    start, end = treatment.start, treatment.end
    if not isinstance(start, date) or not isinstance(end, date) or start == end:
        return ""
    return f"{((end - start).days + 1) / 7:.1f} weeks"


def short_title(title: str) -> str:
    """A title without what stands behind its comma, as texts name it."""
    return normalise(title).lower().partition(",")[0].strip()
