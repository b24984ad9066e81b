"""How long several treatments lasted that are listed in one breath: told before the list, or behind its joined end."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .lexicon import Mark
from .sentence import Sentence

JOINED: Final = frozenset(("and", "&"))
LISTED: Final = frozenset((",", "/", "+", *JOINED))
"""What stands between the things of a list."""
LEADING: Final = frozenset(
    (":", "(", "he", "she", "they", "patient", "took", "used", "tried", "trialed", "trialled", "received", "had", "of")
)
"""What stands between a length of time and the list that it leads."""
BEHIND: Final = frozenset(
    ("for", "from", "x", "times", "over", "(", "each", "since", "between", "daily", "both", "all")
)
"""What stands between a list and how long it lasted."""
PAIR: Final = 2


def of_list(sentence: Sentence, group: Sequence[Mark], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a time is that of all things of a list: it leads the list, or stands straight behind it and "and" joins its last two."""
    if len(group) < PAIR or not spans:
        return False
    words = [word.word for word in sentence.words]
    gaps = [words[one.last + 1 : other.first] for one, other in pairwise(group)]
    if not all(gap and LISTED.issuperset(gap) for gap in gaps):
        return False
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    if last < group[0].first:
        return LEADING.issuperset(words[last + 1 : group[0].first])
    apart = "," in gaps[-1] and len(group) == PAIR
    return (
        first > group[-1].last
        and bool(JOINED & {*gaps[-1]})
        and not apart
        and BEHIND.issuperset(words[group[-1].last + 1 : first])
    )
