"""Labels of a form whose line tells more of the treatment in the line before."""

import re
from collections.abc import Collection

from .dates import dates

TO = ("to", "through", "thru", "until", "till")
"""Words between the days of a label."""
_GAP = re.compile(r"[ \t]{2,}")


def labels_details(label: str, known: Collection[str]) -> bool:
    """Whether a label is one of those known, or several of them with the days that they label ("from one day to another   visits")."""
    if _named(label) in known:
        return True
    days = list(dates(label))
    edges = [0, *(edge for d in days for edge in (d.start, d.end)), len(label)]
    parts = {_named(part) for n in range(0, len(edges), 2) for part in _GAP.split(label[edges[n] : edges[n + 1]])}
    return bool(days) and parts - {""} <= {*known, *TO}


def _named(label: str) -> str:
    """A label as the data has it."""
    return re.sub(r"[^a-z# %]+", " ", label.lower()).strip()
