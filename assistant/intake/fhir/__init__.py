"""FHIR R4: a bundle to the texts, statements and request of a case."""

from .bundle import Given, read_bundles

__all__ = ["Given", "read_bundles"]
