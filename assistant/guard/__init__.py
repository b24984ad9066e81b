"""The guard: whatever a statement says must be licensed by its declared basis. No statement that fails leaves the
program.
"""

from .assemble import assemble
from .coverage import check_document
from .ground import Ground
from .injection import check_raw, harmless
from .judge import judge, judge_text
from .process import Fallback, Guarded, Repairer, guard
from .statement import check_statement

__all__ = [
    "Fallback",
    "Ground",
    "Guarded",
    "Repairer",
    "assemble",
    "check_document",
    "check_raw",
    "check_statement",
    "guard",
    "harmless",
    "judge",
    "judge_text",
]
