"""What a determination says to its reviewer alone: words of the record that were not weighed. A letter that leaves the house is none."""

from collections.abc import Iterable

from ..draft import Context
from ..model.document import Statement
from ..model.letter import LetterPart


def withheld(parts: Iterable[LetterPart], context: Context) -> tuple[tuple[LetterPart, ...], tuple[Statement, ...]]:
    """The parts without such statements, blocks and parts that would be empty left out; and the statements."""
    evidence = context.evidence
    quotes = [*(one.quote for one in evidence.unweighed), *(one.quote for one in evidence.nearest)]
    kept: list[LetterPart] = []
    unread: list[Statement] = []
    for part in parts:
        blocks = []
        for block in part.blocks:
            own = tuple(s for s in block.statements if not _unread(s, quotes))
            unread += (s for s in block.statements if s not in own)
            if own:
                blocks.append(block.model_copy(update={"statements": own}))
        if blocks or not part.blocks:
            kept.append(part.model_copy(update={"blocks": tuple(blocks)}))
    return tuple(kept), tuple(dict.fromkeys(unread))


def _unread(statement: Statement, quotes: Iterable[str]) -> bool:
    """Whether a statement quotes what was not read, and rests on nothing that was."""
    basis = statement.basis
    bare = statement.type == "record_fact" and not (basis.findings or basis.treatments or basis.criteria)
    return bare and any(_letters(quote) in _letters(statement.text) for quote in quotes)


def _letters(text: str) -> str:
    """What is left of words however their marks and spaces stand."""
    return "".join(c for c in text.lower() if c.isalnum())
