"""The checker: policies over the facts of a case, three-valued, each answer with what decided it."""

from .checker import check
from .evaluate import deciding, is_gap, standing
from .others import Others
from .roll_up import undecided

__all__ = ["Others", "check", "deciding", "is_gap", "standing", "undecided"]
