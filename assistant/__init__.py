"""Determination Assistant: drafts utilization-review determinations whose every statement is proved against its source.

from assistant import Case, ask, check, draft
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import ask, check, draft, guard_determination, guard_text
    from .intake import load_case
    from .model.answer import Answer
    from .model.case import Case
    from .model.document import Determination
    from .model.judgement import Judgement
    from .model.outcome import Outcome

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Case",
    "Determination",
    "Judgement",
    "Outcome",
    "ask",
    "check",
    "draft",
    "guard_determination",
    "guard_text",
    "load_case",
]

_HOME = {
    "Answer": ".model.answer",
    "Case": ".model.case",
    "Determination": ".model.document",
    "Judgement": ".model.judgement",
    "Outcome": ".model.outcome",
    "ask": ".api",
    "check": ".api",
    "draft": ".api",
    "guard_determination": ".api",
    "guard_text": ".api",
    "load_case": ".intake",
}


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used, so that importing the package costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name], __name__), name)


class _Package(ModuleType):
    """This package as a module: `assistant.check` is the function, also after the folder of that name was imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
