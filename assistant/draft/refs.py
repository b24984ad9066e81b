"""What of the outcome a statement speaks of."""

from collections.abc import Iterable

from ..check import deciding
from ..model.base import NOT_STATED, maker
from ..model.document import OutcomeRef
from ..model.outcome import LevelOutcome, LineOutcome
from .context import Context

_ref = maker(OutcomeRef)


def level_refs(line: LineOutcome, levels: Iterable[LevelOutcome]) -> list[OutcomeRef]:
    """References to levels of a line, or to the line where it has none."""
    return [
        _ref(
            line=line.id,
            level=level.level,
            part="line" if level.level == NOT_STATED else "level",
            stage=NOT_STATED,
        )
        for level in levels
    ]


def followed(levels: Iterable[LevelOutcome], context: Context) -> list[OutcomeRef]:
    """References to the lines that a line follows, at the same levels; to the whole of one of which none of these was named."""
    refs: list[OutcomeRef] = []
    for level in levels:
        for c in level.criteria:
            ids = (id for leaf in deciding(c.tree) for id in leaf.detail.get("lines", "").split(",") if id)
            for id in ids:
                other = context.outcome.line(id)
                same = [lv for lv in other.per_level if c.level in (lv.level, NOT_STATED)]
                refs += level_refs(other, same) or [_ref(line=id, level=NOT_STATED, part="line", stage=NOT_STATED)]
    return refs
