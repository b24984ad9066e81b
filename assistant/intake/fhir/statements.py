"""Conditions, observations, procedures and drugs, each a line of a document with what its codes and dates say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from ...model.base import NOT_STATED, Status
from ...pack.pack import Pack
from ..text.sources import Source
from ..text.stated import CodedFinding, CodedTreatment, Statement
from .coding import Coding, FindingCodes, Json, words_of
from .dates import first_day, period, spoken
from .resources import Resources

ERROR: Final = "entered-in-error"
VERIFIED: Final[dict[str, Status]] = {
    "refuted": "absent", "unconfirmed": "uncertain", "provisional": "uncertain", "differential": "uncertain",
}  # fmt: skip
COURSE: Final[dict[str, Status]] = {"resolved": "absent", "inactive": "uncertain", "remission": "uncertain"}
DONE: Final[dict[str, Status]] = {"not-done": "absent", "not-taken": "absent", "unknown": "uncertain"}
AHEAD: Final = frozenset({"preparation", "intended", "draft", "cancelled"})
"""States of what has not happened."""
INTERPRETED: Final = {"POS": "positive", "NEG": "negative"}
VISITS: Final = timedelta(days=28)
"""Longest time between two visits of one course of treatment."""
TITLES: Final = {
    "Condition": "Problem list", "Observation": "Observations", "Procedure": "Procedures", "MedicationStatement": "Drugs taken",
    "MedicationRequest": "Drugs prescribed", "QuestionnaireResponse": "Questionnaire",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A statement with what groups it."""

    group: tuple[str, str]
    """Type of resource and kind of document."""
    statement: Statement


class Stated:
    """Makes statements with the codes of a pack."""

    def __init__(self, resources: Resources, coding: Coding, pack: Pack) -> None:
        self._resources = resources
        self._coding = coding
        self._pack = pack
        self._names = {code: d.name for code, d in pack.diagnoses.items()} | {
            code: c.name for code, c in pack.codes.items()
        }

    def sources(self) -> Iterator[Source]:
        """One document for each type of resource and kind of document."""
        groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for line in self._lines():
            groups[line.group].append(line.statement)
        for (type_, kind), statements in groups.items():
            whole = _courses(statements)
            days = [s.date for s in whole if s.date != NOT_STATED]
            title = f"{TITLES[type_]} (from structured data)"
            text = "\n".join((title, *(s.text for s in whole)))
            yield Source(
                f"{self._resources.name}#{type_}-{kind}",
                text,
                kind=kind,
                title=title,
                date=max(days) if days else NOT_STATED,
                statements=tuple(whole),
            )

    def _lines(self) -> Iterator[_Line]:
        makers = {
            "Condition": self._condition, "Observation": self._observation, "Procedure": self._procedure,
            "MedicationStatement": self._drug, "MedicationRequest": self._drug, "QuestionnaireResponse": self._answers,
        }  # fmt: skip
        for place, resource in self._resources.rows:
            maker = makers.get(resource["resourceType"])
            if maker is None:
                continue
            if ERROR in (resource.get("status"), *_codes(resource.get("verificationStatus"))):
                self._resources.tell(
                    place, "this was entered in error, as it says itself.", "Nothing is taken from it."
                )
                continue
            self._resources.find(resource.get("subject"), resource, place)
            yield from (replace(line, statement=_folded(line.statement)) for line in maker(resource, place))

    # --- Kinds of resources -------------------------------------------------------------------------------------------

    def _condition(self, resource: Json, place: str) -> Iterator[_Line]:
        concept = resource.get("code", {})
        status: Status = "present"
        for table, name in ((COURSE, "clinicalStatus"), (VERIFIED, "verificationStatus")):
            status = next((table[c] for c in _codes(resource.get(name)) if c in table), status)
        said = self._said(concept, resource.get("bodySite", ()))
        since = first_day(resource, "onsetDateTime")
        described = [f"Since {since}." if since != NOT_STATED else "", *self._described(resource)]
        yield self._line(
            resource,
            concept,
            said,
            described,
            place,
            status=status,
            date=first_day(resource, "recordedDate", "onsetDateTime"),
        )

    def _observation(self, resource: Json, place: str) -> Iterator[_Line]:
        if resource.get("status") == "cancelled":
            return
        sites = [s for s in (resource.get("bodySite"),) if s]
        when = first_day(resource, "effectiveDateTime", "effectivePeriod", "effectiveInstant", "issued")
        parts = [resource, *resource.get("component", ())]
        for part in parts:
            concept = part.get("code", {})
            value = self._value(part)
            if not value and part is resource and len(parts) > 1:
                continue
            said = self._said(concept, sites) + (f": {value}" if value else "")
            described = self._described(resource) if part is resource else []
            status = _answered([value])
            yield self._line(resource, concept, said, described, place, value=part, date=when, status=status)

    def _procedure(self, resource: Json, place: str) -> Iterator[_Line]:
        state = resource.get("status", "unknown")
        if state in AHEAD:
            return
        concept = resource.get("code", {})
        start, end = period(resource, "performed")
        said = f"Procedure: {self._said(concept, resource.get('bodySite', ()))}{spoken(start, end)}"
        outcome = words_of(resource.get("outcome"))
        described = [f"Outcome: {outcome}." if outcome else "", *self._described(resource)]
        yield self._line(
            resource, concept, said, described, place, status=DONE.get(state, "present"), start=start, end=end,
            date=end if end != NOT_STATED else start,
        )  # fmt: skip

    def _drug(self, resource: Json, place: str) -> Iterator[_Line]:
        ordered = resource["resourceType"] == "MedicationRequest"
        state = resource.get("status", "unknown")
        if state in AHEAD or resource.get("doNotPerform"):
            return
        other = self._resources.find(resource.get("medicationReference"), resource, place)
        concept = resource.get("medicationCodeableConcept") or (other or {}).get("code", {})
        start, end = period(resource, "effective")
        said = f"Medications: {words_of(concept)}{spoken(start, end)}"
        dosage = [d["text"] for d in resource.get("dosage", resource.get("dosageInstruction", ())) if d.get("text")]
        status = DONE.get(state, "uncertain" if ordered else "present")
        described = [
            "Prescribed; that it was taken is not said." if ordered else "",
            *dosage,
            *self._described(resource),
        ]
        yield self._line(
            resource, concept, said, described, place, status=status, start=start, end=end if end != start else NOT_STATED,
            date=first_day(resource, "dateAsserted", "authoredOn", "effectivePeriod", "effectiveDateTime"),
        )  # fmt: skip

    def _answers(self, resource: Json, place: str) -> Iterator[_Line]:
        when = first_day(resource, "authored")
        for item in _items(resource):
            answers = [a for a in (self._value(answer) for answer in item.get("answer", ())) if a]
            if answers and item.get("text"):
                said = f"{' '.join(item['text'].split()).rstrip(':?')}: {', '.join(answers)}"
                yield self._line(resource, {}, said, [], place, date=when, status=_answered(answers))

    # --- Parts --------------------------------------------------------------------------------------------------------

    def _line(
        self,
        resource: Json,
        concept: Json,
        said: str,
        described: Sequence[str],
        place: str,
        value: Json | None = None,
        **fields: Any,
    ) -> _Line:
        coded = list(self._coding.finding_codes(concept))
        if value and (answered := value.get("valueCodeableConcept")):
            coded += self._coding.finding_codes(answered)
        self._compare(coded, place)
        number = (value or {}).get("valueQuantity", {}).get("value", (value or {}).get("valueInteger"))
        found = [self._finding(row, number) for _, row in coded]
        performed = resource["resourceType"] == "Procedure"
        if performed:
            families = {self._pack.codes[c].procedure for _, c in self._coding.rows(concept) if c in self._pack.codes}
            found += [CodedFinding(self._coding.performed[f]) for f in families if f in self._coding.performed]
        concepts = [concept, *_many(resource.get("bodySite"))]
        levels = dict.fromkeys(level for c in concepts for level in self._coding.within(self._coding.levels, c))
        sides = {s for c in concepts for s in self._coding.within(self._coding.sides, c)} | {
            row.side for _, row in coded if row.side != NOT_STATED
        }
        text = ". ".join([said.rstrip("."), *(d.rstrip(".") for d in described if d)]) + "."
        return _Line(
            (resource["resourceType"], self._kind(resource)),
            Statement(
                text,
                len(said.rstrip(".")),
                region=self._region(concept),
                side=sides.pop() if len(sides) == 1 else NOT_STATED,  # type: ignore[arg-type]
                levels=self._pack.levels.order(levels),
                findings=tuple(f for f in dict.fromkeys(found) if f is not None),
                treatments=tuple(
                    dict.fromkeys(CodedTreatment(t.kind, t.supervised) for t in self._coding.treatment_codes(concept))
                ),
                **fields,
            ),
        )

    def _finding(self, row: FindingCodes, number: Any) -> CodedFinding | None:
        """What a code states; of a measured kind the number, without which it says nothing."""
        if self._pack.kind(row.kind).unit == NOT_STATED:
            return CodedFinding(row.kind, row.status, row.of)
        return None if number is None else CodedFinding(row.kind, row.status, row.of, float(number))

    def _compare(self, coded: Sequence[tuple[str, FindingCodes]], place: str) -> None:
        """Tells of codes of one concept that say different things."""
        systems: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for system, row in coded:
            systems[system].add((row.kind, row.status))
        rows = list(systems.items())
        for n, (one, first) in enumerate(rows):
            for other, second in rows[n + 1 :]:
                if first.isdisjoint(second):
                    told = [
                        f"{s}: {', '.join(sorted(k for k, _ in kinds))}" for s, kinds in ((one, first), (other, second))
                    ]
                    self._resources.tell(
                        place,
                        f"its codes say different things ({'; '.join(told)}).",
                        "Ask which is right; both are kept.",
                    )

    def _said(self, concept: Json, sites: Sequence[Json]) -> str:
        """The words of a concept, its codes, and its place."""
        codes = [c["code"] for c in concept.get("coding", ()) if c.get("code") and c["code"] != words_of(concept)]
        listed = f" [{', '.join(dict.fromkeys(codes))}]" if codes else ""
        where = [w for w in (words_of(site) for site in _many(sites)) if w]
        return f"{words_of(concept, self._names) or 'not named'}{f' at {chr(44).join(where)}' if where else ''}{listed}"

    def _value(self, part: Json) -> str:
        """The value of an observation or answer in words."""
        quantity = part.get("valueQuantity")
        if quantity and quantity.get("value") is not None:
            unit = quantity.get("unit") or quantity.get("code") or ""
            return f"{quantity.get('comparator', '')}{quantity['value']:g} {unit}".strip().replace(" %", "%")
        for name in ("valueString", "valueInteger", "valueDecimal", "valueDate", "valueDateTime"):
            if part.get(name) is not None:
                return str(part[name])
        if part.get("valueBoolean") is not None:
            return "yes" if part["valueBoolean"] else "no"
        words = words_of(part.get("valueCodeableConcept")) or (part.get("valueCoding") or {}).get("display", "")
        said = [INTERPRETED[c] for i in part.get("interpretation", ()) for c in _codes(i) if c in INTERPRETED]
        return words or (said[0] if said else "")

    def _described(self, resource: Json) -> list[str]:
        return [note["text"] for note in resource.get("note", ()) if note.get("text")]

    def _kind(self, resource: Json) -> str:
        """The kind of document that a resource counts as: by its category, else by its type."""
        table = self._coding.documents
        for category in _many(resource.get("category")):
            if found := self._coding.within(table, category):
                return found[0]
        return table.get("resource", {}).get(resource["resourceType"], self._pack.vocabulary.documents[0].id)

    def _region(self, concept: Json) -> str:
        regions = {
            r
            for _, code in self._coding.rows(concept)
            if code in self._pack.diagnoses
            for r in self._pack.diagnoses[code].regions
        } - {"any"}
        return regions.pop() if len(regions) == 1 else NOT_STATED


def _courses(statements: Sequence[Statement]) -> list[Statement]:
    """Visits of one course of treatment as one line that counts them: same words, none long after the one before."""
    made: list[Statement] = []
    dated: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        single = statement.treatments and statement.start == statement.end != NOT_STATED
        if single:
            dated[statement.text.replace(str(statement.start), "")].append(statement)
        else:
            made.append(statement)
    for visits in dated.values():
        run: list[Statement] = []
        for visit in sorted(visits, key=lambda s: str(s.start)):
            if run and _days(run[-1], visit) > VISITS:
                made.append(_course(run))
                run = []
            run.append(visit)
        made.append(_course(run))
    return made


def _days(one: Statement, other: Statement) -> timedelta:
    return timedelta.max if NOT_STATED in (one.start, other.start) else other.start - one.start  # type: ignore[operator]


def _course(visits: Sequence[Statement]) -> Statement:
    first, last = visits[0], visits[-1]
    if len(visits) == 1:
        return first
    said = first.text[: first.said].replace(f" on {first.start}", "")
    text = f"{said}, {len(visits)} visits{spoken(first.start, last.end)}"
    return replace(first, text=f"{text}.", said=len(text), end=last.end, date=last.date, sessions=len(visits))


def _folded(statement: Statement) -> Statement:
    """The statement on one line."""
    said = " ".join(statement.text[: statement.said].split())
    return replace(statement, text=said + " ".join(f"{statement.text[statement.said :]}".split()), said=len(said))


def _answered(values: Sequence[str]) -> Status:
    """The status of what a question names: denied by a plain no, left open by what is not known."""
    said = {v.lower() for v in values}
    return (
        "absent"
        if said == {"no"}
        else "uncertain"
        if said & {"unknown", "don't know", "asked but unknown"}
        else "present"
    )


def _items(resource: Json) -> Iterator[Json]:
    for item in resource.get("item", ()):
        yield item
        yield from _items(item)
        for answer in item.get("answer", ()):
            yield from _items(answer)


def _many(value: Any) -> list[Json]:
    return [] if not value else [value] if isinstance(value, dict) else list(value)


def _codes(concept: Json | None) -> list[str]:
    return [c.get("code", "") for c in (concept or {}).get("coding", ())]
