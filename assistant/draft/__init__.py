"""Drafting: the composer needs no model."""

from .composer import AUDIENCES, compose

__all__ = ["AUDIENCES", "compose"]
