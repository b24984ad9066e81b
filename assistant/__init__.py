"""Determination Assistant: drafts utilization-review determinations whose every statement is proved against its source.

    from assistant import Case, check, draft
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import check, draft
    from .intake import load_case
    from .model.case import Case
    from .model.document import Determination
    from .model.outcome import Outcome

__version__ = "0.1.0"
__all__ = ["Case", "Determination", "Outcome", "check", "draft", "load_case"]

_HOME = {
    "Case": ".model.case",
    "Determination": ".model.document",
    "Outcome": ".model.outcome",
    "check": ".api",
    "draft": ".api",
    "load_case": ".intake",
}


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used, so that importing the package costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name], __name__), name)
