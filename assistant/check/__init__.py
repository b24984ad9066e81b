"""The checker: policies over the facts of a case, three-valued, each answer with what decided it."""

from .checker import check
from .evaluate import deciding, is_gap, standing

__all__ = ["check", "deciding", "is_gap", "standing"]
