"""Who is to pay for what a bundle asks for."""

from collections.abc import Iterator

from .coding import Json
from .resources import Resources


def payers_of(resources: Resources) -> set[str]:
    """Names of those who are to pay first: the insurer of a claim, else the payor of the coverage that a request is under."""
    found: set[str] = set()
    for _, claim in resources.of("Claim"):
        if claim.get("use") != "claim":
            found |= set(_insurer(resources, claim))
    for _, request in resources.of("ServiceRequest") if not found else ():
        for reference in request.get("insurance", ()):
            found |= set(_payors(resources, request, reference))
    return found


def _insurer(resources: Resources, claim: Json) -> Iterator[str]:
    """The insurer that a claim is addressed to; else the payor of its focal coverage."""
    if names := list(_name(resources, claim, claim.get("insurer"))):
        yield from names
        return
    for row in claim.get("insurance", ()):
        if row.get("focal"):
            yield from _payors(resources, claim, row.get("coverage"))


def _payors(resources: Resources, inside: Json, reference: Json | None) -> Iterator[str]:
    coverage = resources.known(reference, inside)
    if coverage is None or coverage["resourceType"] != "Coverage":
        return
    for payor in coverage.get("payor", ()):
        yield from _name(resources, coverage, payor)


def _name(resources: Resources, inside: Json, reference: Json | None) -> Iterator[str]:
    """The name of an organisation that is referred to, or the words of the reference."""
    found = resources.known(reference, inside)
    if found is not None and found["resourceType"] != "Organization":
        return  # a person who pays for themselves has no criteria, and no name here
    name = (found or {}).get("name") or (reference or {}).get("display")
    if name and str(name).strip():
        yield str(name).strip()
