"""The words of a pack: scales, findings, treatments, documents, families of criteria."""

from functools import cached_property
from typing import Literal

from .base import NOT_STATED, Model, NotStated


class Scale(Model):
    """An ordered scale: a later step is more of the same."""

    id: str
    """Name of the scale."""
    grades: tuple[str, ...]
    """Steps, from least to most."""
    labels: dict[str, str] = {}
    """Printed words of a step, where they differ from its id."""
    synonyms: dict[str, tuple[str, ...]] = {}
    """Other words for a step."""
    descending: bool = False
    """True where a later step means less trouble (strength)."""
    apart: int = 1
    """Steps from which two values of different days are a change: fewer may be two who see the same."""

    def label(self, grade: str) -> str:
        """The printed words of a step."""
        return self.labels.get(grade, grade.replace("_", " "))


class FindingKind(Model):
    """One kind of finding the program knows."""

    id: str
    """Name used in cases and policies."""
    label: str
    """Noun phrase for sentences."""
    group: str
    """Imaging, examination, symptom, history, laboratory ..."""
    scale: str | NotStated = NOT_STATED
    """Graded scale of its values."""
    unit: str | NotStated = NOT_STATED
    """Unit of its values."""
    location: str | NotStated = NOT_STATED
    """Place within a level, for kinds that compress a structure there."""
    denied_with: str | NotStated = NOT_STATED
    """A kind whose denial denies this one as well, as its place is a part of that one's."""
    structures: str | NotStated = NOT_STATED
    """Which table of the anatomy `of` refers to."""
    synonyms: tuple[str, ...] = ()
    """Other names in records."""
    outdates: tuple[str, ...] = ()
    """For what was done: the groups of findings at its level that do not show the present any more."""
    dated_by: tuple[str, ...] = ()
    """Groups of documents whose day is the day on which it was done."""
    varies: bool = False
    """Whether one document may rightly give several values, as of rest and of motion."""
    event: bool = False
    """Whether it tells what one event did: what is told of an event of another day contradicts nothing."""
    pieces: tuple[str, ...] = ()
    """Words for a part of what it is told of: a denial with one of them denies nothing of the other parts."""
    persists: int = 0
    """Days within which it does not go by itself: a report so soon after one that shows it, and denies it, contradicts that one."""
    measured_by: tuple[str, ...] = ()
    """For a kind that says that something grew worse: the kinds whose repeated measurement shows it."""
    worse: Literal["higher", "lower"] | NotStated = NOT_STATED
    """For a kind measured in numbers: which of two is the worse one."""


class TreatmentKind(Model):
    """One kind of treatment."""

    id: str
    """Name used in cases."""
    label: str
    """Noun phrase for sentences."""
    classes: tuple[str, ...]
    """Classes that policies ask for."""
    synonyms: tuple[str, ...] = ()
    """Other names in records."""


class DocumentKind(Model):
    """One kind of document."""

    id: str
    """Name used in cases."""
    label: str
    """Printed name."""
    groups: tuple[str, ...]
    """Groups that policies refer to."""
    stands_for: tuple[str, ...] = ()
    """Groups that it stands for where no document of theirs is on file: a summary tells what the reports say."""
    asides: tuple[str, ...] = ()
    """Labels of its parts that tell nothing it has seen, such as what it was ordered for."""
    told_as: str | NotStated = NOT_STATED
    """Kind of document that would prove what this one claims."""


class PatientWords(Model):
    """How a patient is told of criteria of one name, where the words of their family would not say which test or paper is meant."""

    plain: str
    """What it is about."""
    send: str
    """What to send in for it."""


class CriterionFamily(Model):
    """A group of criteria that are told together."""

    id: str
    """Name used in policies."""
    title: str
    """Heading in the document."""
    short: str
    """Noun phrase in running text."""
    plain: str | NotStated = NOT_STATED
    """What it is about, in words of a patient; not stated: patients are not told of it."""
    send: str | NotStated = NOT_STATED
    """What to send in for it, in words of a patient."""
    of: dict[str, PatientWords] = {}
    """Words of a patient for criteria of a label, in place of those of the family."""
    carries: bool = True
    """Whether a verdict can be said to rest on it: not on an exclusion, nor on what the request itself says."""

    def plain_of(self, label: str) -> str:
        """What a criterion of this name is about, in words of a patient; `not_stated` where patients are not told of it."""
        return self.of[label].plain if label in self.of else self.plain

    def send_of(self, label: str) -> str:
        """What to send in for a criterion of this name, in words of a patient; `not_stated` where there is nothing."""
        return self.of[label].send if label in self.of else self.send


class AskedFor(Model):
    """How people ask for findings that they do not name."""

    any: tuple[str, ...]
    """Regular expressions, tried on a question in small letters."""
    kinds: tuple[str, ...] = ()
    """Findings that such a question means, beside any that it names."""
    groups: tuple[str, ...] = ()
    """Groups of findings that it means where it names no finding and no treatment."""
    documents: tuple[str, ...] = ()
    """Groups of documents that it means."""
    beside: tuple[str, ...] = ()
    """Findings that an answer from the record tells as well; a supposition does not mean them."""
    words: tuple[str, ...] = ()
    """Words by which a record tells of it, where no finding on file is of these kinds."""
    alone: bool = False
    """Whether it is a thing of its own, so that its words name no line of a request."""


class Word(Model):
    """A word of the field and what it means, for a reader who does not know it."""

    any: tuple[str, ...]
    """The word and others for the same, the plainest first."""
    meaning: str
    """Noun phrase."""


class Vocabulary(Model):
    """The words of the pack."""

    scales: tuple[Scale, ...]
    kinds: tuple[FindingKind, ...]
    treatments: tuple[TreatmentKind, ...]
    documents: tuple[DocumentKind, ...]
    families: tuple[CriterionFamily, ...]
    """In the order of telling."""
    procedures: dict[str, str]
    """Procedure families and their printed names."""
    everyday: dict[str, str] = {}
    """What is done in a procedure of a family, in everyday words, for letters to patients."""
    words: tuple[Word, ...] = ()
    """Words that readers ask about."""
    regions: dict[str, str]
    """Regions and their printed adjectives."""
    region_words: dict[str, tuple[str, ...]] = {}
    """Everyday words for a place in a region, which no other region has."""
    opposites: tuple[tuple[str, str], ...] = ()
    """Finding kinds that cannot both be present at one place."""
    asked: tuple[AskedFor, ...] = ()
    """How questions ask for findings without their names."""

    @cached_property
    def excluded_by(self) -> dict[str, tuple[str, ...]]:
        """For each kind of finding those that cannot be present with it."""
        named = {kind for pair in self.opposites for kind in pair}
        return {kind: tuple(o for pair in self.opposites if kind in pair for o in pair if o != kind) for kind in named}

    @cached_property
    def measurable(self) -> tuple[str, ...]:
        """Kinds that measurements of several days can show."""
        return tuple(kind.id for kind in self.kinds if kind.measured_by)

    @cached_property
    def measures(self) -> frozenset[str]:
        """Kinds whose values of several days show a change."""
        return frozenset(measure for kind in self.kinds for measure in kind.measured_by)

    @cached_property
    def outdating(self) -> tuple[FindingKind, ...]:
        """Kinds that make older findings old."""
        return tuple(kind for kind in self.kinds if kind.outdates)
