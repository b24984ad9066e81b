"""Intake: from a file to a case whose every fact stands in the record."""

from .consistency import flaws
from .load import Loaded, check_case, load_case

__all__ = ["Loaded", "check_case", "flaws", "load_case"]
