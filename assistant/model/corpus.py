"""The knowledge of one policy pack: sources and facts, words, anatomy, codes. All of it is data."""

from typing import Literal

from pydantic import Field

from .base import NOT_STATED, Model, NotStated
from .language import Test
from .outcome import Reason

SourceType = Literal["Guideline", "Research", "Policy"]
FactRole = Literal["finding", "recommendation", "requirement", "definition", "limit", "reading"]


class Fact(Model):
    """One atomic, addressable claim of a source, in our own words."""

    id: str = Field(pattern=r"^f\d+[a-z]?$")
    """Number within the source; the full reference is `source#f01`."""
    text: str = Field(min_length=10)
    """One self-contained sentence."""
    topics: tuple[str, ...]
    """What it helps to decide or tell."""
    role: FactRole
    """Result, advice, rule, definition, limit, or our own reading of the source."""
    population: str
    """Whom it concerns."""
    surgery: Literal["primary", "revision", "any"]
    """First or repeat operations."""
    locator: str
    """Where in the source."""
    checked: str
    """Page against which it was compared, or how it was seen."""
    second_hand: bool = False
    """Seen only in an account by others, though other parts of its source were read themselves."""


class Source(Model):
    """A guideline, study or policy: what a reference number stands for."""

    id: str
    """Stable name, also the file's."""
    type: SourceType
    """Kind of source, as printed in the reference list."""
    title: str
    """As published; our own description stands in square brackets where the published title is not known."""
    authors: str
    """As published, shortened."""
    issuer: str
    """Who speaks, for statements such as "X asks for"."""
    short: str
    """How it is named in running text."""
    venue: str
    """Journal, bulletin or site."""
    year: int | NotStated
    """Year of publication or of the version seen."""
    identifiers: dict[str, str]
    """DOI, PMID, policy number, address."""
    fidelity: Literal["primary", "secondary"]
    """Secondary: its text was seen only through others' abstracts or quotations."""
    regions: tuple[str, ...]
    """Body regions it concerns; `any` for all."""
    procedures: tuple[str, ...]
    """Procedure families it concerns; `any` for all."""
    conditions: tuple[str, ...]
    """Conditions it concerns."""
    facts: tuple[Fact, ...]
    """Its facts."""
    summary: str = ""
    """The document's body: what it is, whom it concerns, what it found, its limits."""


class Structure(Model):
    """Something that can be examined, and the roots that supply it."""

    id: str
    """Name used in findings."""
    label: str
    """Printed name."""
    roots: tuple[str, ...]
    """Roots, the main one first."""
    alike: bool = False
    """Whether no root is the main one: a sign of it tells that one of them is hurt, not which."""
    synonyms: tuple[str, ...] = ()
    """Other names in records."""


class Segment(Model):
    """One level."""

    id: str
    """Canonical name."""
    ends: tuple[str, str]
    """The two landmarks it joins."""
    region: str
    """Region it belongs to."""
    roots: dict[str, tuple[str, ...]] = {}
    """Root affected, by place of compression within the level."""
    also: tuple[str, ...] = ()
    """Further regions that claim it (a junction)."""
    nerves: tuple[str, ...] = ()
    """Landmarks by which the nerves of its joint are called, where these are named instead of it."""


class Anatomy(Model):
    """Levels, their order, and which root serves what."""

    landmarks: tuple[str, ...]
    """In order; a range runs from one to another."""
    segments: tuple[Segment, ...]
    """In order."""
    structures: dict[str, tuple[Structure, ...]]
    """Tables of structures by name."""
    midline: tuple[str, ...] = ()
    """Places within a level that lie on both sides at once."""
    courses: dict[str, str] = {}
    """How a root runs at a place within the level, in words before the level; the last place that has the root speaks for it."""
    supplied: tuple[str, ...] = ()
    """Tables of what a root supplies: told beside the root where a sign in them is held against a level."""
    source: str
    """Where the tables come from."""


class Code(Model):
    """A procedure code, in our own words."""

    code: str
    description: str
    """Our own short description, never the official descriptor."""
    name: str
    """Noun phrase for sentences."""
    procedure: str
    """Procedure family of the vocabulary."""
    regions: tuple[str, ...]
    """Regions in which it is valid; `any` for all."""
    kind: Literal["stand-alone", "add-on"]
    parents: tuple[str, ...] = ()
    """Codes one of which must be requested with an add-on."""
    unit: str | NotStated = NOT_STATED
    """What one unit counts."""
    from_level: int | NotStated = NOT_STATED
    """The first of the levels of one operation for which an add-on stands: 2 for every further level, 3 for the third and
    later; not stated where it stands for any.
    """
    at: tuple[str, ...] = ()
    """The levels at which alone it is done, whatever further levels are asked for with it; empty: any."""
    after: tuple[str, ...] = ()
    """Kinds of finding, of what was done there before, for the code of a repeat; told where the record has them at other levels alone."""
    acts_on: tuple[str, ...] = ()
    """Kinds of finding, of earlier work that it takes out, renews or looks at: where a request names no level, it is done where that is."""
    per_level: bool = True
    """Whether each requested level is a question of its own."""
    place: Literal["level", "landmark", "body"] = "level"
    """Done at a level, which joins two landmarks, at a landmark itself, or (`body`) at one and decided at the levels beside it."""
    remote: bool = False
    """Whether what it treats lies elsewhere than the levels it is done at: then they do not say for which region its criteria ask."""
    spans: tuple[int, int] | NotStated = NOT_STATED
    """Least and most landmarks that one unit of the code spans, for codes that count them."""
    approach: str = "any"
    """Way in, in the pack's own word; `any` where the code leaves it open."""
    retired: str | NotStated = NOT_STATED
    """When and by what it was replaced."""
    note: str | NotStated = NOT_STATED


class DiagnosisCode(Model):
    """A diagnosis code with its public-domain name."""

    code: str
    name: str
    regions: tuple[str, ...]
    retired: str | NotStated = NOT_STATED


class Term(Model):
    """An abbreviation or eponym and what it means."""

    term: str
    meaning: str
    wrong: tuple[str, ...] = ()
    """Expansions that are known to be wrong."""


class Authority(Model):
    """A body, and what it can and cannot issue."""

    name: str
    also: tuple[str, ...] = ()
    """Other names and abbreviations."""
    issues: tuple[Literal["guidelines", "coverage rules", "coding rules", "law", "studies", "nothing"], ...]
    note: str | NotStated = NOT_STATED


class DocumentVerb(Model):
    """How a document of some groups speaks: a report reads, a note records."""

    groups: tuple[str, ...]
    verb: str


class Pitfall(Model):
    """A lesson that a case shows."""

    id: str
    text: str
    """One sentence."""
    event: Literal[
        "criterion",
        "label_contradicted",
        "levels_differ",
        "waiver_applies",
        "incidental",
        "stray_symptom",
        "finding",
        "summarised",
    ]
    """What in the outcome calls for it."""
    kinds: tuple[str, ...] = ()
    """For `finding`: kinds one of which is on record."""
    reasons: tuple[str, ...] = ()
    """With `criterion`: reasons of the deciding leaf; empty for any."""
    families: tuple[str, ...] = ()
    """With `criterion`: families of the criterion; empty for any."""
    procedures: tuple[str, ...] = ()
    """Procedure families of the line; empty for any."""
    graded: bool = False
    """With `criterion`: whether a finding with a grade has to have decided it."""
    grounds: tuple[str, ...] = ()
    """Facts that back it, one of which is told with it where it concerns the region."""


class Aside(Model):
    """A sentence of a requirement that is told only where it is in question."""

    says: str
    """Its words, as a pattern that stands in it."""
    reasons: tuple[Reason, ...] = ()
    """For which the requirement fails or is open, where it is in question."""
    both_sides: bool = False
    """Whether it is in question only where both sides are asked for, whatever the reasons."""
    kinds: tuple[str, ...] = ()
    """Of which the record has to hold one, whatever the reasons: what it says is of these alone."""


class RefusalSubject(Model):
    """Something that a refusal may have been for want of."""

    words: tuple[str, ...]
    """How a ground names it, as patterns that begin where a word does."""
    families: tuple[str, ...] = ()
    """Families of criteria that are on it."""
    kinds: tuple[str, ...] = ()
    """Finding kinds that a criterion on it asks for. Where no criterion of a request does, that is told."""


class Bearing(Model):
    """What was found in patients who have something in common, told where the record shows it of this one. It is weighed, and decides
    nothing.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    procedures: tuple[str, ...] = Field(min_length=1)
    """Procedure families of the lines it bears on."""
    weighs: Literal["for", "against", "limits"]
    """Whether it speaks for the procedure, against it, or says how far the evidence reaches this patient."""
    scope: Literal["level", "line"] = "level"
    """Whether each level answers the test by itself."""
    text: str
    """One clause on those studied, before what the record has of this patient."""
    test: Test
    """What this patient shares with them, or does not; told only where it is met."""
    grounds: tuple[str, ...] = Field(min_length=1)
    """Facts told, and those that `text` rests on, in the order of telling. Of studies and guidelines, not of a payer's rules."""
    denials: bool = False
    """Whether what the record denies is told among what it shows."""
    quiet: tuple[str, ...] = ()
    """Those of the grounds that are cited with `text` and not told."""


class Refusals(Model):
    """How a record tells on what ground a request was refused before."""

    told: tuple[str, ...] = ()
    """That it was refused, as patterns."""
    because: tuple[str, ...] = ()
    """What leads to the ground, in the same sentence, as patterns."""
    subjects: tuple[RefusalSubject, ...] = ()
    """What a ground may name."""


class Turns(Model):
    """Words by which a sentence of the record may take back what others say; patterns."""

    strong: tuple[str, ...] = ()
    """Corrections, errors, doubts, withdrawals: who tells them takes something back, whatever else was read of the sentence."""
    plain: tuple[str, ...] = ()
    """What is normal, over, or never was, where nothing was read of the sentence."""
    any: tuple[str, ...] = ()
    """Denials and contrasts, which may."""
    idle: tuple[str, ...] = ()
    """Sentences that tell nothing of the patient: who is meant, what is asked for, what a rule says. They are told where they have a word of
    `strong` or `plain`."""
    silent: tuple[str, ...] = ()
    """Kinds of documents that tell nothing of the patient."""


class Cause(Model):
    """What makes a person another than those whom most studies observed: of such a one only studies of the same are told."""

    id: str
    """Under `unsaid` it has what is told where there is none."""
    kinds: tuple[str, ...] = ()
    """Finding kinds that show it at a level requested."""
    below: int | NotStated = NOT_STATED
    """Years of age below which it holds."""
    without: tuple[str, ...] = ()
    """Finding kinds beside which it is not what the request is for."""
    words: tuple[str, ...] = Field(min_length=1)
    """How the population of a fact names such people, as the beginnings of words."""


class Narrative(Model):
    """Words that a document needs beside those of policies and facts."""

    verbs: tuple[DocumentVerb, ...]
    titles: dict[str, str]
    """Section titles by section id."""
    pitfalls: tuple[Pitfall, ...]
    mentions: dict[str, str]
    """How groups of documents, of procedures or of readers are spoken of."""
    told: dict[str, str] = {}
    """Groups of findings that are told even where no criterion asks for them, with the words that lead up to the quotation."""
    unsaid: dict[str, str] = {}
    """What is told of such a group where the record has nothing of it and something is not met or open."""
    bearings: tuple[Bearing, ...] = ()
    """What was found in patients of some kind, and how to tell whether this one is of it."""
    weighs: dict[str, str] = {"for": "In favour of {procedure}", "against": "Against {procedure}", "limits": "Limits"}
    """What stands before evidence that speaks for or against a procedure, or says how far it reaches."""
    weighed: str = "What is weighed here moves no criterion; it is for the judgement of the reviewer."
    """What closes it."""
    special: dict[str, tuple[str, ...]] = {}
    """Conditions whose sources are told only where the record shows one of these finding kinds."""
    causes: tuple[Cause, ...] = ()
    """People of whom studies of others say nothing."""
    contingent: tuple[str, ...] = ()
    """How a request keeps a `{procedure}` open, as patterns."""
    choices: tuple[str, ...] = ()
    """How a question opens what it puts against the request, as patterns."""
    choice_grounds: tuple[str, ...] = ()
    """Facts on what stands against the request, told where they concern the region."""
    earlier: tuple[str, ...] = ()
    """How a note gives what a grade was before, behind the present one, as patterns."""
    refusals: Refusals = Refusals()
    """How a record tells on what ground the request was refused before."""
    turns: Turns = Turns()
    """How a sentence that was not read takes back what was."""
    asides: tuple[Aside, ...] = ()
    """Sentences of requirements that the reader needs only now and then."""
    care: tuple[str, ...] = ()
    """Finding kinds that are told with the level of care, whether or not a criterion asks."""
    notice: str
    """Stands above every document."""
    disclaimer: str
    """Stands at the end of every document."""
    questions: dict[str, str]
    """Follow-up questions, as templates."""

    def bearing(self, id: str) -> Bearing | None:
        """The bearing of that id."""
        return next((b for b in self.bearings if b.id == id), None)

    def verb(self, groups: tuple[str, ...]) -> str:
        """How a document of these groups speaks."""
        return next((v.verb for v in self.verbs if not v.groups or set(v.groups) & set(groups)), "states")
