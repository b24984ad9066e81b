"""Drafting: the composer needs no model."""

from .composer import AUDIENCES, compose
from .context import Context
from .fallback import fallbacks

__all__ = ["AUDIENCES", "Context", "compose", "fallbacks"]
