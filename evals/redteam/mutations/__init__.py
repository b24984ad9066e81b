"""The classes of mutations. Each is one small function of a statement (or a document), its ground and a seed."""

from . import citations, figures, meaning, record, smuggled, verdicts, whole
from .mutant import KINDS, Kind, Mutant

__all__ = ["KINDS", "Kind", "Mutant", "citations", "figures", "meaning", "record", "smuggled", "verdicts", "whole"]
