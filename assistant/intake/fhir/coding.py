"""How codes of structured records state the words of a pack (`corpus/<pack>/coding.yaml`)."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.base import NOT_STATED, Model, NotStated, Side, Status, YesNo
from ...model.case import SettingKind
from ...pack.kept import load_kept
from ...pack.pack import Pack

Json = Mapping[str, Any]
"""A resource, or a part of one."""
FILE = "coding.yaml"


class FindingCodes(Model):
    """Codes that state a finding."""

    system: str
    codes: tuple[str, ...]
    kind: str
    status: Status = "present"
    of: str | NotStated = NOT_STATED
    side: Side = NOT_STATED


class TreatmentCodes(Model):
    """Codes that state a treatment."""

    system: str
    codes: tuple[str, ...]
    kind: str
    supervised: YesNo = NOT_STATED


class Coding(Model):
    """The codes that a pack knows."""

    systems: dict[str, tuple[str, ...]]
    """Addresses of code systems, by short name."""
    prefixed: tuple[str, ...] = ()
    """Systems in which a code stands for all that begin with it."""
    procedures: tuple[str, ...]
    """Systems of requested procedures, the leading one first."""
    diagnoses: tuple[str, ...]
    """Systems of diagnoses on a request."""
    findings: tuple[FindingCodes, ...] = ()
    treatments: tuple[TreatmentCodes, ...] = ()
    performed: dict[str, str] = {}
    """Finding kind that an operation performed earlier states, by procedure family."""
    levels: dict[str, dict[str, str]] = {}
    """Level by system and code of a body site."""
    sides: dict[str, dict[str, Side]] = {}
    """Side by system and code; `modifier` for the modifiers of an item."""
    settings: dict[str, dict[str, SettingKind]] = {}
    """Level of care by system and code."""
    documents: dict[str, dict[str, str]] = {}
    """Document kind by system and code; `resource` for the type of a resource that is no document."""

    def system(self, address: str) -> str:
        """The short name of a code system; its address where it has none."""
        return next((name for name, known in self.systems.items() if address.rstrip("/") in known), address)

    def rows(self, concept: Json) -> Iterator[tuple[str, str]]:
        """System and code of each coding of a concept."""
        for row in concept.get("coding", ()):
            if row.get("code"):
                yield self.system(row.get("system", "")), row["code"]

    def within(self, table: Mapping[str, Mapping[str, str]], concept: Json) -> list[str]:
        """What a table says of the codes of a concept."""
        found = (table.get(system, {}).get(code) for system, code in self.rows(concept))
        return [value for value in dict.fromkeys(found) if value]

    def finding_codes(self, concept: Json) -> Iterator[tuple[str, FindingCodes]]:
        """The findings that the codes of a concept state, with the system that does."""
        for system, code in self.rows(concept):
            for row in self.findings:
                if row.system == system and self._holds(row.codes, system, code):
                    yield system, row

    def treatment_codes(self, concept: Json) -> Iterator[TreatmentCodes]:
        """The treatments that the codes of a concept state."""
        for system, code in self.rows(concept):
            yield from (r for r in self.treatments if r.system == system and self._holds(r.codes, system, code))

    def _holds(self, codes: tuple[str, ...], system: str, code: str) -> bool:
        return any(code.startswith(c) if system in self.prefixed else code == c for c in codes)


def load_coding(pack: Pack) -> Coding:
    """The codes of a pack. Raises CorpusError."""
    return load_kept(Coding, pack.file(FILE))


def words_of(concept: Json | None, names: Mapping[str, str] | None = None) -> str:
    """The words of a concept, else those of a code, else the code; `names`: what codes are called where nothing else is said."""
    if not concept:
        return ""
    if text := concept.get("text"):
        return " ".join(text.split())
    codings = concept.get("coding", ())
    display = next((c["display"] for c in codings if c.get("display")), "")
    named = next((names[c["code"]] for c in codings if names and c.get("code") in names), "")
    return " ".join((display or named or next((c["code"] for c in codings if c.get("code")), "")).split())
