"""Who read a study, as a note names him: a reader of his own, or the writer of the note himself."""

import re

_READ_BY = re.compile(
    r"\b(?:read|interpreted|dictated|reported|signed|finali[sz]ed)(?:\s+out)?\s+by\s+(?:[A-Z][\w'\u2019-]*\.?\s+){0,3}?"
    r"([A-Z][\w'\u2019-]{2,})(?=,?\s*(?:M\.?D|D\.?O)\b|\s*[,():;]|\.(?:\s|$)|\s+(?:of|at|on)\b|\s*$)"
)
"""The surname of the one who read a study."""
_AS_READER = re.compile(
    r"(?:\b(?:read|interpreted|reported)(?:\s+out)?\s+by\b|\bradiolog\w*|\bsame\b)[^.;\n]*$", re.IGNORECASE
)
NEAR = 40
"""Characters before a name in which it is said that its bearer read a study."""


def of_writer(text: str, lead: tuple[int, int]) -> bool:
    """Whether the one who read a study is named elsewhere in the note and not as its reader, as the note's own writer is.

    `lead`: where the note says who read it.
    """
    reader = _READ_BY.search(text, *lead)
    if reader is None:
        return False
    others = (m.start() for m in re.finditer(rf"\b{re.escape(reader[1])}\b", text))
    return any(not lead[0] <= at < lead[1] and not _AS_READER.search(text, max(0, at - NEAR), at) for at in others)
