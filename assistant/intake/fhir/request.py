"""What a bundle asks for: the items of a claim, or service requests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ...model.base import NOT_STATED, NotStated, Side
from ...model.case import Diagnosis, RequestedSetting
from ..text.procedures import Piece
from ..text.request import Asked, RequestReader
from .coding import Coding, Json, words_of
from .dates import day
from .resources import Resources

AHEAD: Final = ("draft", "active", "on-hold", "unknown")
"""States of a service request that asks for something."""
REQUESTED: Final = "requestedService"
"""End of the address of the extension by which an item of a claim names its service request."""


@dataclass
class _Wanted:
    """What was gathered."""

    pieces: list[Piece] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)
    diagnoses: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)


class Requests:
    """Reads the request of a bundle."""

    def __init__(self, resources: Resources, coding: Coding, reader: RequestReader) -> None:
        self._resources = resources
        self._coding = coding
        self._reader = reader

    def read(self) -> tuple[Asked | None, date | NotStated]:
        """What is asked, and on which day; None where the bundle asks for nothing."""
        wanted = _Wanted()
        used: list[Json] = []
        for place, claim in self._resources.of("Claim"):
            if claim.get("use") == "claim":
                self._resources.tell(
                    place, "this claim is for something done, not a request.", "Ask for the preauthorization."
                )
                continue
            self._claim(place, claim, wanted, used)
        for place, request in self._resources.of("ServiceRequest"):
            ahead = request.get("status") in AHEAD and not request.get("doNotPerform")
            if not any(request is u for u in used) and ahead and (not used or not wanted.pieces):
                self._service(place, request, wanted)
        if not wanted.pieces:
            return None, NOT_STATED
        for place, encounter in self._resources.of("Encounter"):
            if encounter.get("status") == "planned":
                wanted.settings += self._coding.within(self._coding.settings, {"coding": [encounter.get("class", {})]})
                self._resources.find(encounter.get("subject"), encounter, place)
        asked = self._reader.asked(wanted.pieces)
        told = self._reader.read("\n".join(wanted.texts))
        kinds = set(wanted.settings)
        if len(kinds) > 1:
            self._resources.tell(
                "", f"it asks for several levels of care ({', '.join(sorted(kinds))}).", "Ask which is meant."
            )
        setting = told.setting if len(kinds) != 1 else RequestedSetting(kind=kinds.pop(), days=told.setting.days)  # type: ignore[arg-type]
        if len(set(wanted.settings)) > 1:
            setting = RequestedSetting()
        diagnoses = tuple(Diagnosis(code=c, text=w or NOT_STATED) for c, w in wanted.diagnoses.items())
        return Asked(asked.lines, setting, diagnoses, asked.title, True), max(
            wanted.days
        ) if wanted.days else NOT_STATED

    def _claim(self, place: str, claim: Json, wanted: _Wanted, used: list[Json]) -> None:
        self._date(claim.get("created"), wanted)
        self._resources.find(claim.get("patient"), claim, place)
        for row in claim.get("diagnosis", ()):
            other = self._resources.find(row.get("diagnosisReference"), claim, place)
            self._diagnose(row.get("diagnosisCodeableConcept") or (other or {}).get("code"), wanted)
        for info in claim.get("supportingInfo", ()):
            self._resources.find(info.get("valueReference"), claim, place)
            if info.get("valueString"):
                wanted.texts.append(info["valueString"])
        for n, item in enumerate(claim.get("item", ())):
            here = f"{place}.item[{n}]"
            requests = [
                found
                for e in item.get("extension", ())
                if str(e.get("url", "")).endswith(REQUESTED)
                and (found := self._resources.find(e.get("valueReference"), claim, here)) is not None
            ]
            used += requests
            wanted.settings += self._coding.within(self._coding.settings, item.get("locationCodeableConcept", {}))
            concept = item.get("productOrService", {})
            for request in requests:
                ours, theirs = self._code(concept, here), self._code(request.get("code", {}), here)
                if ours and theirs and ours != theirs:
                    self._resources.tell(
                        here,
                        f"the item asks for {ours}, its service request for {theirs}.",
                        "Ask which is meant; the item leads.",
                    )
                for reason in request.get("reasonCode", ()):
                    self._diagnose(reason, wanted)
                wanted.texts += _notes(request)
                wanted.settings += [
                    s for c in request.get("locationCode", ()) for s in self._coding.within(self._coding.settings, c)
                ]
            if not self._code(concept, here) and requests:
                concept = requests[0].get("code", {})
            self._item(here, concept, [item, *requests], wanted)

    def _service(self, place: str, request: Json, wanted: _Wanted) -> None:
        self._date(request.get("authoredOn"), wanted)
        self._resources.find(request.get("subject"), request, place)
        for reason in request.get("reasonCode", ()):
            self._diagnose(reason, wanted)
        for reference in request.get("reasonReference", ()):
            other = self._resources.find(reference, request, place)
            if other is not None and other["resourceType"] == "Condition":
                self._diagnose(other.get("code"), wanted)
        for reference in request.get("supportingInfo", ()):
            self._resources.find(reference, request, place)
        wanted.settings += [
            s for c in request.get("locationCode", ()) for s in self._coding.within(self._coding.settings, c)
        ]
        wanted.texts += _notes(request)
        self._item(place, request.get("code", {}), [request], wanted)

    def _item(self, place: str, concept: Json, parts: list[Json], wanted: _Wanted) -> None:
        """One line: the code, else the procedure that the words name; levels and side from codes and words."""
        sites = [c for part in parts for c in _concepts(part)]
        words = "; ".join(
            filter(None, [words_of(concept), *map(words_of, sites), *(n for p in parts for n in _notes(p))])
        )
        levels = [v for c in sites for v in self._coding.within(self._coding.levels, c)]
        code = self._code(concept, place)
        levels = levels or list(self._reader.levels_of(words, code))
        sides: set[Side] = {s for c in sites for s in self._sides(c)} or {self._reader.side_of(words)} - {NOT_STATED}
        side: Side = sides.pop() if len(sides) == 1 else "bilateral" if {"left", "right"} <= sides else NOT_STATED
        if code:
            wanted.pieces.append(Piece((code,), self._reader.ordered(levels), side, NOT_STATED))
            return
        named = self._reader.read(words_of(concept)).lines or self._reader.read(words).lines
        if not named:
            self._resources.tell(
                place, "no procedure code is given, and the words name none that is known.", "Give --question."
            )
        for line in named:
            own = line.levels or self._reader.ordered(levels)
            wanted.pieces.append(Piece((line.code,), own, line.side if line.side != NOT_STATED else side, line.stage))

    def _sides(self, concept: Json) -> Iterator[Side]:
        table = self._coding.sides
        for system, code in self._coding.rows(concept):
            if found := table.get(system, {}).get(code) or table.get("modifier", {}).get(code):
                yield found

    def _code(self, concept: Json, place: str) -> str:
        """The procedure code of a concept: of the leading system, else one that the code table knows. Two are told."""
        rows = list(self._coding.rows(concept))
        for system in self._coding.procedures:
            codes = list(dict.fromkeys(code for s, code in rows if s == system))
            if len(codes) > 1:
                self._resources.tell(
                    place,
                    f"two procedure codes are given for one item: {', '.join(codes)}.",
                    "Ask which is meant; the first leads.",
                )
            if codes:
                return codes[0]
        return next((code for _, code in rows if self._reader.knows(code)), "")

    def _diagnose(self, concept: Json | None, wanted: _Wanted) -> None:
        for system, code in self._coding.rows(concept or {}):
            if system in self._coding.diagnoses:
                wanted.diagnoses.setdefault(
                    code, words_of(concept) if words_of(concept) != code else self._reader.diagnosis(code)
                )

    @staticmethod
    def _date(text: object, wanted: _Wanted) -> None:
        if (found := day(text)) != NOT_STATED:
            wanted.days.append(found)


def _concepts(part: Json) -> Iterator[Json]:
    """Concepts that tell the place of an item."""
    for name in ("bodySite", "subSite", "modifier", "orderDetail"):
        value = part.get(name, ())
        yield from [value] if isinstance(value, dict) else value


def _notes(part: Json) -> list[str]:
    texts = [note["text"] for note in part.get("note", ()) if note.get("text")]
    return [*texts, part["patientInstruction"]] if part.get("patientInstruction") else texts
