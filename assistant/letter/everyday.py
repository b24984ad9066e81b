"""What is done at a line, in everyday words."""

from ..draft import Context
from ..model.base import NOT_STATED
from ..model.outcome import LineOutcome


def everyday(line: LineOutcome, context: Context) -> str | None:
    """The everyday words for the procedure of a line; None where the pack has none.

    A further segment is told as what it goes on with, in the region of the line: one code serves the neck and the low back.
    """
    pack = context.pack
    family, code = line.family, pack.codes.get(line.code)
    if code is not None and len(code.regions) > 1:
        regions = {r for level in line.levels if pack.levels.knows(level) for r in pack.levels.regions(level)}
        parents = [pack.codes[p] for p in code.parents if p in pack.codes]
        if any(parent.procedure == family for parent in parents):
            here = [p.procedure for p in parents if regions & set(p.regions)]
            if not here:
                return None
            asked = {one.family for one in context.outcome.lines}
            family = next((f for f in here if f in asked), here[0])
    return pack.vocabulary.everyday.get(family) if family != NOT_STATED else None
