"""What every section of the composer works from: look-ups over case, outcome, evidence and pack, and the making of statements."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..check import Others, standing
from ..check.facts import CaseFacts
from ..model.base import NOT_STATED, NotStated, maker
from ..model.case import Case, Document, Finding, Treatment
from ..model.corpus import Fact, Source
from ..model.document import Basis, Block, OutcomeRef, Section, Statement, StatementType
from ..model.evidence import Evidence
from ..model.outcome import CriterionResult, LineOutcome, Outcome
from ..model.policy import Criterion, EvidencePlan, Policy, PolicySet, Restriction, SettingRule, Waiver
from ..model.vocabulary import DocumentKind
from ..pack.pack import Pack
from ..retrieve import plan_of
from .fitness import Fitness
from .quoting import together, with_responses
from .words import listed, sentence, told

if TYPE_CHECKING:
    from .reasons import Why


FEW = 2
"""Letters up to which a word of a name says nothing."""
_basis, _statement = maker(Basis), maker(Statement)


@dataclass
class Context:
    """One draft in the making."""

    case: Case
    outcome: Outcome
    evidence: Evidence
    pack: Pack
    sets: tuple[PolicySet, ...]
    audience: str
    others: Others | None = None
    """The case under other policy sets; none where they are not told."""
    cited: set[str] = field(default_factory=set)
    """Facts already told as statements of their own: none is told twice."""
    reasons_told: set[str] = field(default_factory=set)
    """Reasons already told of a criterion, so that another with the same one says so."""
    facts_told: dict[tuple[object, ...], tuple[str, str, tuple[OutcomeRef, ...]]] = field(default_factory=dict)
    """At which levels and for which codes facts were held against a criterion in the analysis, so that others with the same can say so."""
    explained: set[str] = field(default_factory=set)
    """Criteria whose need was told in full beside a level: a word does at the next one."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Numbers of the required steps, by remedy."""
    spoken_of: set[str] = field(default_factory=set)
    """Findings that a statement made so far rests on."""
    treatments_told: set[str] = field(default_factory=set)
    """Treatments that a statement made so far rests on."""
    documents_told: set[str] = field(default_factory=set)
    """Documents that a statement made so far cites."""
    quoted: set[frozenset[str]] = field(default_factory=set)
    """Facts already quoted together where they were the point of a statement."""
    reasons: "dict[tuple[int, bool], Why]" = field(default_factory=dict)
    """Why each result has its answer, by its identity: told several times, worked out once."""
    _worded: dict[str, str] = field(default_factory=dict)
    _plans: dict[str, EvidencePlan] = field(default_factory=dict)
    _turn: int = 0

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """Findings by id."""
        return {f.id: f for f in self.case.findings}

    @cached_property
    def treatments(self) -> dict[str, Treatment]:
        """Treatments by id."""
        return {t.id: t for t in self.case.treatments}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents of the record by id."""
        return {d.id: d for d in self.case.documents}

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Policies of the sets in force, by id."""
        return {p.id: p for s in reversed(self.sets) for p in s.policies}

    @cached_property
    def regions(self) -> frozenset[str]:
        """Regions of the request, as retrieval found them."""
        return frozenset(self.evidence.regions)

    def plan(self, line: LineOutcome) -> EvidencePlan:
        """What is planned to be told of outcomes and approach for a line."""
        if line.id not in self._plans:
            self._plans[line.id] = plan_of(line, self.case, self.pack, self.sets)
        return self._plans[line.id]

    @cached_property
    def facts(self) -> CaseFacts:
        """The facts of the case as the checker looks them up."""
        return self.others.facts if self.others is not None else CaseFacts(self.case, self.pack, self.pack.levels)

    @cached_property
    def kinds_present(self) -> frozenset[str]:
        """Finding kinds that the record states, where they may concern the regions of the request."""
        placed = ((f.kind, f.regions) for f in self.facts.told.values() if f.status == "present")
        return frozenset(
            kind for kind, place in placed if not (place and self.regions and place.isdisjoint(self.regions))
        )

    def waivers_used(self) -> dict[str, str]:
        """Labels by key of the waivers that waive a criterion of a line that is decided on its own."""
        return {
            f"{line.policy}:{w.id}": w.label
            for line in self.outcome.lines
            for level in line.per_level
            for w in level.exceptions
            if line.outcome != "incidental" and any(c.waived_by == w.id for c in level.criteria)
        }

    def instead(self) -> tuple[str, ...]:
        """The policy sets that decide where the one asked for decides nothing; none where it decides anything."""
        deciding = {str(line.policy_set) for line in self.outcome.lines if line.policy != NOT_STATED}
        return () if self.outcome.policy_set in deciding else tuple(sorted(deciding))

    def opening(self) -> tuple[str, ...]:
        """The findings that open the first waiver in use, those that decide first."""
        return next(
            (
                tuple(i for leaf in standing(w.tree) if leaf.truth == "met" for i in leaf.findings)
                for line in self.outcome.lines
                for level in line.per_level
                for w in level.exceptions
                if line.outcome != "incidental" and any(c.waived_by == w.id for c in level.criteria)
            ),
            (),
        )

    def first_time(self, name: str) -> bool:
        """Whether a criterion's need is told beside a level for the first time."""
        first = name not in self.explained
        self.explained.add(name)
        return first

    def turn(self) -> int:
        """A running number, for variation of wording."""
        self._turn += 1
        return self._turn

    def criterion(self, result: CriterionResult) -> Criterion:
        """The criterion behind a result."""
        policy = self.policies.get(result.policy)
        own = policy.by_id.get(result.id) if policy is not None else None
        return own or self._common[result.id]

    @cached_property
    def _common(self) -> dict[str, Criterion]:
        """Criteria of every line, and those of the levels of care, by id."""
        every = [c for s in self.sets for c in (*s.common, *(c for rule in s.settings for c in rule.criteria))]
        return {c.id: c for c in reversed(every)}

    def waiver(self, policy: str, id: str) -> Waiver:
        """A waiver of a policy."""
        return next(w for w in self.policies[policy].exceptions if w.id == id)

    def restriction(self, id: str) -> tuple[Restriction, PolicySet]:
        """A restriction and its set."""
        return next((r, s) for s in self.sets for r in s.restrictions if r.id == id)

    def setting_rule(self, setting: str) -> SettingRule | None:
        """The rule that decides a setting."""
        return next((r for s in self.sets for r in s.settings if setting in r.setting), None)

    def fact(self, ref: str) -> tuple[Source, Fact]:
        """A fact and its source."""
        return self.pack.fact(ref)

    def citable(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Those of the references that were retrieved and speak of a region of this request."""
        return tuple(r for r in self.retrieved(refs) if self.concerns(r))

    def fits(self, ref: str) -> bool:
        """Whether a fact may be told of this person and request: see `Fitness`."""
        return self.fitness.fits(*self.fact(ref))

    def of_such(self, ref: str) -> bool:
        """Whether a result of a study is of people like this one: see `Fitness`."""
        return self.fits(ref) and self.fitness.concerns(self.fact(ref)[1])

    @cached_property
    def fitness(self) -> Fitness:
        return Fitness(self.case, self.outcome, self.pack)

    @cached_property
    def _refs(self) -> frozenset[str]:
        return self.evidence.refs()

    def retrieved(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Those of the references that were retrieved."""
        return tuple(r for r in dict.fromkeys(refs) if r in self._refs)

    def backed(self, text: str, refs: Iterable[str]) -> str:
        """A text with the markers of what grounds it before its full stop."""
        return f"{text.strip().rstrip('.')} {self.grounds(refs)}."

    def grounds(self, refs: Iterable[str]) -> str:
        """Markers of what grounds a rule: facts of this region and no studies of another condition; all where it rests on few others."""
        refs = tuple(refs)
        return self.marks(self.fitness.grounding(self.citable(refs) or self.retrieved(refs)))

    def concerns(self, ref: str) -> bool:
        """Whether a fact's source speaks of a region of the request."""
        regions = set(self.fact(ref)[0].regions)
        return "any" in regions or not self.regions or not regions.isdisjoint(self.regions)

    def marks(self, refs: Iterable[str]) -> str:
        """Citation markers."""
        return "".join(f"[[{r}]]" for r in dict.fromkeys(refs))

    def issuers(self, refs: Iterable[str]) -> str:
        """The bodies behind facts, in words."""
        return listed(self.fact(r)[0].issuer for r in refs)

    def speaks_of(self, finding: Finding, level: str) -> bool:
        """Whether a finding may be of a level: it names it, or none."""
        places = {place for name in finding.levels for place in self.pack.levels.places(name)}
        return level == NOT_STATED or not places or level in places

    def names(self, finding: str, levels: tuple[str, ...]) -> bool:
        """Whether the words of a finding name the levels that it holds for."""
        words = self.words(self.findings[finding]).replace("/", "-").replace("–", "-")
        known = [self.pack.levels.segment(lv).ends for lv in levels if self.pack.levels.knows(lv)]
        return any(
            name in words for name in (self.span(levels), *("-".join(ends) for ends in known if len(levels) == 1))
        )

    def rank(self, finding: Finding) -> int:
        """How much a graded finding is, among others of its scale; what has no grade stands below."""
        named = self.pack.kind(finding.kind).scale
        if NOT_STATED in (named, finding.grade):
            return -1
        scale = self.pack.scale(named)
        place = scale.grades.index(finding.grade)
        return len(scale.grades) - place if scale.descending else place

    def stands_in(self) -> bool:
        """Whether a document stands for reports that are not on file."""
        kinds = [self.document_kind(d.id) for d in self.case.documents]
        filed = {group for kind in kinds for group in kind.groups}
        return any(not filed.issuperset(kind.stands_for) for kind in kinds)

    def document_kind(self, document: str) -> DocumentKind:
        """Kind of a record document."""
        return self.pack.document_kind(self.documents[document].kind)

    def said(self, findings: Iterable[str] = (), treatments: Iterable[str] = (), *, named: bool = False) -> str:
        """What documents say, quoted and cited: `the MRI report reads “...” [[record:mri]]`.

        `named`: no criterion says what the words are of, so that a bare measurement has its name behind it, and
        each finding its level where one of them is at a level that nobody asks for.
        """
        quotes: dict[str, list[tuple[str, Finding | Treatment]]] = {}
        facts = self._facts(findings, treatments)
        asked = {str(level.level) for line in self.outcome.lines for level in line.per_level}
        placed = any(not asked.issuperset(fact.levels) for fact in facts if isinstance(fact, Finding))
        for fact in facts:
            said = self._measured(fact, placed) if named and isinstance(fact, Finding) else self._quoted(fact)
            quotes.setdefault(fact.document, []).append((said, fact))
        parts = []
        for document, words in quotes.items():
            verb = self.pack.narrative.verb(self.document_kind(document).groups)
            quoted_here = together(with_responses(words), self.documents[document].text)
            parts.append(f"{self.document_name(document)} {verb} {listed(quoted_here)} [[record:{document}]]")
        return listed(parts)

    def words(self, fact: Finding | Treatment) -> str:
        """The words of a fact, quoted; a few words alone are told with the clause that they stand in."""
        fact_id = type(fact).__name__ + fact.id
        if fact_id not in self._worded:
            self._worded[fact_id] = told(fact, self.documents[fact.document].text)
        return self._worded[fact_id]

    def worded(self, findings: Iterable[str], treatments: Iterable[str]) -> list[str]:
        """The words of facts, quoted."""
        return [self.words(fact) for fact in self._facts(findings, treatments)]

    def _quoted(self, fact: Finding | Treatment) -> str:
        """The words of a fact; where those of a treatment do not say which, its name before them."""
        words = self.words(fact)
        if isinstance(fact, Finding):
            return words
        kind = self.pack.treatment(fact.kind)
        names = (kind.label, *kind.synonyms)
        said = any(name.lower() in words.lower() for name in names) or fact.status != "present"
        return words if said else f"{kind.label} ({words})"

    def _measured(self, finding: Finding, placed: bool) -> str:
        """The words of a finding; behind them what they measure and, if `placed`, the level, where they do not say it."""
        kind, words = self.pack.kind(finding.kind), self.words(finding)
        names = {w for name in (kind.label, *kind.synonyms) for w in name.lower().split() if len(w) > FEW}
        bare = kind.unit != NOT_STATED and names.isdisjoint(re.findall(r"[a-z0-9-]+", words.lower()))
        level = placed and finding.levels and not any(level in words for level in finding.levels)
        behind = ([kind.label] if bare else []) + ([f"at {listed(finding.levels)}"] if level else [])
        return f"{words} ({' '.join(behind)})" if behind else words

    def cited_documents(self, findings: Iterable[str] = (), treatments: Iterable[str] = ()) -> str:
        """Markers of the documents behind facts."""
        return self.marks(f"record:{d}" for d in dict.fromkeys(f.document for f in self._facts(findings, treatments)))

    def _facts(self, findings: Iterable[str], treatments: Iterable[str]) -> list[Finding | Treatment]:
        found: list[Finding | Treatment] = [self.findings[i] for i in findings]
        return [*found, *(self.treatments[i] for i in treatments)]

    def document_name(self, document: str) -> str:
        """How a document is called in a sentence; with its date where another of the same kind is on file."""
        kind = self.document_kind(document)
        same = [d for d in self.case.documents if d.kind == self.documents[document].kind]
        date = self.documents[document].date
        when = f" of {date.day} {date:%B %Y}" if len(same) > 1 and date != NOT_STATED else ""
        return f"the {kind.label}{when}"

    def statement(
        self,
        type: StatementType,
        text: str,
        *,
        label: str | NotStated = NOT_STATED,
        criteria: Iterable[str] = (),
        findings: Iterable[str] = (),
        treatments: Iterable[str] = (),
        outcomes: Iterable[OutcomeRef] = (),
        policy_set: str | NotStated = NOT_STATED,
    ) -> Statement:
        """A statement with its basis; ids follow the order of making."""
        findings, treatments = tuple(findings), tuple(treatments)
        self.spoken_of.update(findings)
        self.treatments_told.update(treatments)
        self.documents_told.update(re.findall(r"\[\[record:([^\]]+)\]\]", text))
        basis = _basis(
            findings=tuple(dict.fromkeys(findings)),
            treatments=tuple(dict.fromkeys(treatments)),
            criteria=tuple(dict.fromkeys(criteria)),
            outcomes=tuple(dict.fromkeys(outcomes)),
            policy_set=policy_set,
        )
        return _statement(
            id=f"s{self.turn():03d}", type=type, text=sentence(text), label=label, basis=basis, origin="composer"
        )

    def told(self, ref: str) -> Statement | None:
        """A fact as a statement of its own; None where it was told already or may not be cited."""
        if ref in self.cited or not self.citable((ref,)):
            return None
        self.cited.add(ref)
        text = self.fact(ref)[1].text.rstrip(".")
        return self.statement("evidence", f"{text} [[{ref}]]")

    def section(self, id: str, form: Literal["paragraph", "bullets"], statements: Iterable[Statement]) -> Section:
        """A section of one block, under its title."""
        return Section(
            id=id, title=self.pack.narrative.titles[id], blocks=(Block(form=form, statements=tuple(statements)),)
        )

    def request_ref(self) -> OutcomeRef:
        """The whole request."""
        return OutcomeRef(part="request")

    def line_name(self, line: LineOutcome) -> str:
        """`anterior fusion (22551)`; the code is left out for a patient."""
        return line.procedure if self.audience == "patient" else f"{line.procedure} ({line.code})"

    def code(self, line: LineOutcome) -> str:
        """What a line is called where others are listed with it: its code, for a patient its name."""
        return line.procedure if self.audience == "patient" else line.code

    def about(self, result: CriterionResult, label: str) -> str:
        """What a criterion is called: by its label, for a patient by what its family is about in everyday words."""
        plain = self.pack.family(result.family).plain_of(result.label)
        return label if self.audience != "patient" or plain == NOT_STATED else plain

    def place(self, level: str) -> int:
        """Where a level stands among all; what has no level stands first."""
        return self._places.get(level, -1)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {segment.id: n for n, segment in enumerate(self.pack.anatomy.segments)}

    def span(self, levels: Iterable[str]) -> str:
        """Levels in words: neighbours joined to a span."""
        names = [lv for lv in levels if lv != NOT_STATED]
        return self.pack.levels.span(tuple(names)) if names else ""


def key(result: CriterionResult) -> str:
    """How a basis names a criterion."""
    return f"{result.policy}:{result.id}"
