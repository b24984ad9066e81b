"""The resources of a bundle: checked one by one, found by reference."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ...errors import InputError, Problem, Where
from .coding import Json

ENVELOPES: Final = ("Bundle", "Parameters")
REMEDY: Final = "Ask for a FHIR R4 bundle in JSON with the request and the record."
READ: Final = (
    "Claim", "ServiceRequest", "Condition", "Procedure", "Observation", "DiagnosticReport", "DocumentReference", "MedicationStatement",
    "MedicationRequest", "QuestionnaireResponse", "Encounter", "Patient", "Binary",
    "Organization", "Coverage",
)  # fmt: skip
"""Types that state something that a case takes up."""
LACKING: Final = "missing"
"""The end of the name of a fault where a field is not there that must be."""
CORE: Final = frozenset({"code", "content", "item", "productOrService"})
"""Fields without which a resource says nothing."""
HOURS: Final = ("T00:00:00Z", "")
"""Behind a day, where its field asks for an instant or for no more than the day."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T ]\d)")
TRIES: Final = 30
"""Fields of one resource that may be left out as not valid before it is passed over."""


@dataclass
class Resources:
    """What a bundle holds."""

    name: str
    rows: list[tuple[str, Json]] = field(default_factory=list)
    """Place and content of each resource, in order."""
    problems: list[Problem] = field(default_factory=list)
    _known: dict[str, Json] = field(default_factory=dict)
    _missing: set[str] = field(default_factory=set)

    def of(self, *types: str) -> Iterator[tuple[str, Json]]:
        """Place and content of the resources of some types."""
        return ((place, r) for place, r in self.rows if r["resourceType"] in types)

    def find(self, reference: Json | None, inside: Json, place: str) -> Json | None:
        """The resource that a reference names. One that is not there is told, once."""
        target = (reference or {}).get("reference")
        found = self.known(reference, inside)
        if target and found is None and target not in self._missing:
            self._missing.add(target)
            self.tell(
                place, f"it refers to {_short(target)}, which is not in the bundle.", "Ask for it, if it matters."
            )
        return found

    def known(self, reference: Json | None, inside: Json) -> Json | None:
        """The resource that a reference names, where it is there."""
        target = (reference or {}).get("reference")
        if not target:
            return None
        if target.startswith("#"):
            return next((r for r in inside.get("contained", ()) if f"#{r.get('id')}" == target), None)
        return self._known.get(target) or self._known.get("/".join(target.split("/_history/")[0].split("/")[-2:]))

    def tell(self, place: str, message: str, remedy: str) -> None:
        """Notes something that a person should look at."""
        self.problems.append(Problem(message, Where(self.name, field=place), remedy, warning=True))

    def add(self, place: str, resource: Any, address: str) -> None:
        """Takes in one resource of an entry, checked."""
        if not isinstance(resource, Mapping) or not isinstance(resource.get("resourceType"), str):
            self.tell(place, "this entry holds no resource.", "It was passed over.")
            return
        valid = self._checked(place, dict(resource))
        if valid is None:
            return
        self.rows.append((place, valid))
        for key in (address, f"{valid['resourceType']}/{valid.get('id', '')}"):
            if key:
                self._known.setdefault(key, valid)

    def _checked(self, place: str, resource: dict[str, Any]) -> Json | None:
        """The resource without fields that are not valid, each of which is told; None where it is no R4 resource."""
        from fhir.resources.R4B import get_fhir_model_class
        from pydantic import ValidationError

        type_ = resource["resourceType"]
        try:
            model = get_fhir_model_class(type_)
        except (ValueError, LookupError, ImportError):
            self.tell(place, f"{_short(type_)} is no resource of FHIR R4.", "It was passed over.")
            return None
        tried: Counter[tuple[int | str, ...]] = Counter()
        for _ in range(TRIES):
            try:
                model.model_validate(resource)
                return resource
            except ValidationError as error:
                details = error.errors(include_url=False, include_input=False, include_context=False)
                if [d for d in details if _dated(resource, d["loc"], tried)]:
                    continue
                lacking = [d["loc"] for d in details if d["type"].endswith(LACKING)]
                if type_ in READ and len(lacking) == len(details) and not any(CORE & set(way) for way in lacking):
                    named = ", ".join(dict.fromkeys(str(way[0]) for way in lacking))
                    self.tell(
                        place, f"this {type_} lacks what FHIR R4 asks for ({named}).", "It was read all the same."
                    )
                    return resource
                way = next((d["loc"] for d in details if d["loc"] and _dropped(resource, d["loc"])), None)
                if way is None:
                    where = ".".join(map(str, details[0]["loc"]))
                    self.tell(
                        place, f"this {type_} is not valid FHIR R4 ({where or 'as a whole'}).", "It was passed over."
                    )
                    return None
                self.tell(place, f"{type_}.{'.'.join(map(str, way))} is not valid FHIR R4.", "It was left out.")
            except Exception:  # a type that is not what the library expects fails in its converters
                break
        self.tell(place, f"this {type_} is not valid FHIR R4.", "It was passed over.")
        return None


def _dated(resource: dict[str, Any], way: tuple[int | str, ...], tried: Counter[tuple[int | str, ...]]) -> bool:
    """Gives a day the hour and zone that R4 asks for in some fields, then takes them from it; whether there was another way to write it."""
    node: Any = resource
    for key in way[:-1]:
        inside = key in node if isinstance(node, dict) else isinstance(node, list) and key in range(len(node))
        node = node[key] if inside else None
    held = node.get(way[-1]) if isinstance(node, dict) and way else None
    found = _DAY.match(held.strip()) if isinstance(held, str) else None
    if found is None or tried[way] >= len(HOURS):
        return False
    node[way[-1]] = found[0] + HOURS[tried[way]]
    tried[way] += 1
    return True


def _dropped(resource: dict[str, Any], way: tuple[int | str, ...]) -> bool:
    """Takes out what stands at a path, or what holds it as far as it leads; whether there was anything to take."""
    node: Any = resource
    steps: list[tuple[Any, Any]] = []
    for key in way:
        inside = key in node if isinstance(node, dict) else isinstance(node, list) and key in range(len(node))
        if inside:
            steps.append((node, key))
            node = node[key]
        else:
            break
    if not steps or (len(steps) == 1 and steps[0][1] == "resourceType"):
        return False
    holder, key = steps[-1]
    del holder[key]
    return True


def resources_of(name: str, data: bytes) -> Resources:
    """The resources of a bundle, or of one that stands alone. Raises InputError."""
    where = Where(name)
    try:
        tree = json.loads(data)
    except json.JSONDecodeError as error:
        raise InputError("this is not valid JSON.", where=Where(name, error.lineno), remedy=REMEDY) from None
    except (UnicodeDecodeError, RecursionError):
        raise InputError("this cannot be read as JSON.", where=where, remedy=REMEDY) from None
    if not isinstance(tree, dict) or not isinstance(tree.get("resourceType"), str):
        raise InputError("this holds no FHIR resource.", where=where, remedy=REMEDY)
    found = Resources(name)
    for place, resource, address in _entries(tree):
        found.add(place, resource, address)
    if not found.rows:
        what = f"this {_short(tree['resourceType'])} holds nothing that can be read."
        raise InputError(what, where=where, remedy=REMEDY, problems=found.problems)
    return found


def _entries(tree: Json, place: str = "") -> Iterator[tuple[str, Any, str]]:
    """Place, resource and address of each entry, of bundles within bundles as well."""
    if tree["resourceType"] not in ENVELOPES:
        yield place, tree, ""
        return
    rows = tree.get("entry" if tree["resourceType"] == "Bundle" else "parameter", [])
    for n, row in enumerate(rows if isinstance(rows, list) else []):
        resource = row.get("resource") if isinstance(row, Mapping) else None
        here = f"{place}{'.' if place else ''}entry[{n}]"
        if isinstance(resource, Mapping) and resource.get("resourceType") in ENVELOPES:
            yield from _entries(resource, here)
        else:
            yield here, resource, str(row.get("fullUrl", "")) if isinstance(row, Mapping) else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
