"""A policy pack: everything the program knows of one specialty, loaded where it is first asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar, cast

from ..errors import CorpusError, Where
from ..model.base import Model, plain
from ..model.corpus import Anatomy, Authority, Code, DiagnosisCode, Fact, Narrative, Source, Structure, Term
from ..model.letter import LetterRules
from ..model.policy import Disposition, PolicySet
from ..model.vocabulary import CriterionFamily, DocumentKind, FindingKind, Scale, TreatmentKind, Vocabulary
from .layers import Layers
from .levels import Levels
from .policy_sets import PolicySets, refuse_unknown

T = TypeVar("T")
P = TypeVar("P", bound=Model)


class PackInfo(Model):
    """What a pack says of itself (`pack.yaml`)."""

    id: str
    title: str
    version: str
    default_policy_set: str
    """Set that decides where none is named."""
    default_disposition: str
    """Disposition where none is named."""
    no_policy: tuple[str, ...] = ()
    """Stand-alone codes that deliberately have no policy in the default set."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


class Pack:
    """One pack, from corpus folders laid over each other: later ones replace files of the same name and add others."""

    def __init__(self, name: str, roots: Sequence[Path]) -> None:
        """`roots`: corpus folders, the built-in one first. Raises CorpusError where none of them holds the pack."""
        self.name = name
        self._layers = Layers(roots)
        self.roots = self._layers.roots
        self._policy_sets = PolicySets(name, self._layers)
        self._names: dict[str, tuple[str, ...]] = {}
        self._plain: dict[int, Model] = {}
        self._labels: dict[tuple[str, ...], str] = {}
        if not any((root / name / "pack.yaml").is_file() for root in roots):
            known = sorted({p.parent.name for root in roots for p in root.glob("*/pack.yaml")})
            raise CorpusError(f"There is no policy pack '{name}'.", remedy=f"Packs: {', '.join(known) or 'none'}.")

    # --- Parts --------------------------------------------------------------------------------------------------------

    @cached_property
    def info(self) -> PackInfo:
        """What the pack says of itself."""
        return self._one(PackInfo, "pack.yaml")

    @property
    def default_policy_set(self) -> str:
        """Set that decides where none is named."""
        return self.info.default_policy_set

    @property
    def default_disposition(self) -> str:
        """Disposition where none is named."""
        return self.info.default_disposition

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Finding kinds, scales, treatments, kinds of documents, criterion families."""
        return self._one(Vocabulary, "vocabulary.yaml")

    @cached_property
    def anatomy(self) -> Anatomy:
        """Levels and structures."""
        return self._one(Anatomy, "anatomy.yaml")

    @cached_property
    def levels(self) -> Levels:
        """Reader of levels."""
        return Levels(self.anatomy)

    @cached_property
    def codes(self) -> Mapping[str, Code]:
        """Procedure codes."""
        return self._table(self._one(tuple[Code, ...], "codes.yaml"), lambda c: c.code, "codes.yaml")

    @cached_property
    def diagnoses(self) -> Mapping[str, DiagnosisCode]:
        """Diagnosis codes."""
        return self._table(self._one(tuple[DiagnosisCode, ...], "diagnoses.yaml"), lambda d: d.code, "diagnoses.yaml")

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """Abbreviations and eponyms."""
        return self._one(tuple[Term, ...], "glossary.yaml")

    @cached_property
    def authorities(self) -> tuple[Authority, ...]:
        """Who can issue what."""
        return self._one(tuple[Authority, ...], "authorities.yaml")

    @cached_property
    def letters(self) -> LetterRules:
        """What letters hold; the program's own where no corpus folder has any."""
        from .letters import letter_rules

        return letter_rules(self)

    @cached_property
    def narrative(self) -> Narrative:
        """Words that a document needs beside those of policies and facts."""
        return self._one(Narrative, "narrative.yaml")

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Guideline summaries, studies and policy texts, by id."""
        loaded = self._layers.load(Source, f"{self.name}-sources", self.source_files())
        return self._table(loaded, lambda s: s.id, "sources")

    @cached_property
    def dispositions(self) -> Mapping[str, Disposition]:
        """How outcomes are headed; the same for every pack."""
        path = self._layers.path("dispositions.yaml")
        loaded = self._layers.load(tuple[Disposition, ...], "dispositions", (path,))[0]
        return self._table(loaded, lambda d: d.id, "dispositions.yaml")

    # --- Look-ups -----------------------------------------------------------------------------------------------------

    def kind(self, id: str) -> FindingKind:
        """A finding kind. Raises KeyError."""
        return self._kinds[id]

    def scale(self, id: str) -> Scale:
        """A graded scale. Raises KeyError."""
        return self._scales[id]

    def treatment(self, id: str) -> TreatmentKind:
        """A treatment kind. Raises KeyError."""
        return self._treatments[id]

    def document_kind(self, id: str) -> DocumentKind:
        """A kind of document. Raises KeyError."""
        return self._document_kinds[id]

    def family(self, id: str) -> CriterionFamily:
        """A criterion family. Raises KeyError."""
        return self._families[id]

    def structure(self, table: str, id: str) -> Structure:
        """A structure of a table of the anatomy. Raises KeyError."""
        return self._structures[table, id]

    def plain(self, part: P) -> P:
        """A part of the pack as its plain fields, made once. Of the pack alone: parts are told apart by their identity."""
        made = self._plain.get(id(part))
        if made is None:
            made = self._plain[id(part)] = plain(part)
        return cast("P", made)

    def labels(self, kinds: tuple[str, ...]) -> str:
        """What a question for any of these finding kinds asks for: the labels of the first three."""
        if kinds not in self._labels:
            self._labels[kinds] = " or ".join(self.kind(kind).label for kind in kinds[:3])
        return self._labels[kinds]

    def fact(self, ref: str) -> tuple[Source, Fact]:
        """The source and fact behind `source#f01`. Raises KeyError."""
        return self.facts[ref]

    @cached_property
    def facts(self) -> Mapping[str, tuple[Source, Fact]]:
        """All facts by reference."""
        return {f"{source.id}#{fact.id}": (source, fact) for source in self.sources.values() for fact in source.facts}

    def disposition(self, id: str) -> Disposition:
        """A disposition. Raises InputError for an unknown one."""
        refuse_unknown(self.dispositions, id, "disposition")
        return self.dispositions[id]

    # --- Policies -----------------------------------------------------------------------------------------------------

    def policy_set_ids(self) -> tuple[str, ...]:
        """All policy sets of all layers."""
        return self._policy_sets.ids

    def policy_set(self, id: str, as_of: date) -> PolicySet:
        """A set with those of its policies that are in force on a day: one object for all days on which they are the same.

        Raises:
            InputError: there is no such set, or it is not in force on that day.
            CorpusError: two versions of one policy are in force on that day.
        """
        return self._policy_sets.in_force(id, as_of)

    def whole_policy_set(self, id: str) -> PolicySet:
        """A set with every version of every policy. Raises InputError for an unknown set."""
        return self._policy_sets.whole(id)

    def policy_set_alone(self, id: str) -> PolicySet:
        """What a set says of itself, without the policies that have files of their own. Raises InputError for an unknown set."""
        return self._policy_sets.alone(id)

    def names_of_set(self, id: str) -> tuple[str, ...]:
        """What a set is called by: its own id, and the names of who issues it. Raises InputError for an unknown set."""
        if id not in self._names:
            own = self.policy_set_alone(id).issuers
            self._names[id] = (
                id,
                *own,
                *(other for body in self.authorities if body.name in own for other in body.also),
            )
        return self._names[id]

    # --- Files --------------------------------------------------------------------------------------------------------

    def source_files(self) -> tuple[Path, ...]:
        """Source files, in the order of `sources`."""
        return self._layers.files(f"{self.name}/sources", "*.md")

    def policy_files(self, set_id: str) -> tuple[Path, ...]:
        """Policy files of a set, in the order of their policies in `whole_policy_set`."""
        return self._policy_sets.files(set_id)

    def levels_asked(self, code: str, text: str) -> tuple[str, ...]:
        """The levels, or the landmarks where the code is done at these, that a text of a request names. Raises LevelError."""
        if (known := self.codes.get(code)) is None:
            return self.levels.named(text)  # nothing tells at what it is done
        if known.place == "body" and len(marks := self.levels.landmarks(text)) == 1:
            return self.levels.joining(marks)
        return self.levels.landmarks(text) if known.place == "landmark" else self.levels.parse(text)

    def policy_test_files(self) -> Mapping[str, Path]:
        """Files of policy tests by the id of the policy that they test; those of later layers win."""
        sets = {p.parent.name for root in self.roots for p in (root / self.name / "policy-tests").glob("*/*.yaml")}
        files = ((s, p) for s in sorted(sets) for p in self._layers.files(f"{self.name}/policy-tests/{s}", "*.yaml"))
        return {f"{s}/{p.stem}": p for s, p in files}

    def path_of(self, id: str) -> Path:
        """The file of a source, a policy (its newest version) or a policy set. Raises KeyError."""
        source = self._layers.find(f"{self.name}/sources/{id}.md")
        return source if source is not None else self._policy_sets.path_of(id)

    def data_files(self) -> tuple[Path, ...]:
        """Every file of the pack, of all layers, that is in use."""
        parts = ("pack", "vocabulary", "anatomy", "codes", "diagnoses", "glossary", "authorities", "narrative")
        tables = [p for part in parts if (p := self._layers.find(f"{self.name}/{part}.yaml")) is not None]
        read = (f"{self.name}/reading.yaml", f"{self.name}/coding.yaml", "reading.yaml")
        tables += [p for name in read if (p := self._layers.find(name)) is not None]
        policies = [p for s in self.policy_set_ids() for p in self._layers.files(f"{self.name}/policies/{s}", "*.yaml")]
        return (*tables, *self.source_files(), *policies)

    def file(self, relative: str) -> Path:
        """The file in use for a path inside the pack's folder, such as `codes.yaml`. Raises CorpusError."""
        return self._layers.path(f"{self.name}/{relative}")

    # --- Inside -------------------------------------------------------------------------------------------------------

    @cached_property
    def _kinds(self) -> Mapping[str, FindingKind]:
        return self._by_id(self.vocabulary.kinds)

    @cached_property
    def _scales(self) -> Mapping[str, Scale]:
        return self._by_id(self.vocabulary.scales)

    @cached_property
    def _treatments(self) -> Mapping[str, TreatmentKind]:
        return self._by_id(self.vocabulary.treatments)

    @cached_property
    def _document_kinds(self) -> Mapping[str, DocumentKind]:
        return self._by_id(self.vocabulary.documents)

    @cached_property
    def _families(self) -> Mapping[str, CriterionFamily]:
        return self._by_id(self.vocabulary.families)

    @cached_property
    def _structures(self) -> Mapping[tuple[str, str], Structure]:
        return {(table, s.id): s for table, rows in self.anatomy.structures.items() for s in rows}

    def _by_id(self, items: Iterable[N]) -> Mapping[str, N]:
        return self._table(items, lambda item: item.id, "vocabulary.yaml")

    def _table(self, items: Iterable[T], key: Callable[[T], str], file: str) -> Mapping[str, T]:
        table: dict[str, T] = {}
        for item in items:
            if table.setdefault(key(item), item) is not item:
                where = Where(self._layers.find(f"{self.name}/{file}") or file)
                raise CorpusError(f"'{key(item)}' is defined twice.", where=where, remedy="Keep one of the two.")
        return MappingProxyType(table)

    def _one(self, type_: type[T], file: str) -> T:
        return self._layers.load(
            type_, f"{self.name}-{file.removesuffix('.yaml')}", (self._layers.path(f"{self.name}/{file}"),)
        )[0]
