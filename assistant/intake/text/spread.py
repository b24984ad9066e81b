"""Levels that hold for more than the fact beside which they stand: at the head of a clause, or at the end of its list."""

from itertools import pairwise

from .group import Group
from .sentence import Sentence

COORDINATED = 9
"""Words from a noun to the coordinated one whose place it shares."""


def spread_levels(sentence: Sentence, groups: list[Group]) -> None:
    """Levels at the head of a clause hold for what follows; levels at its end for coordinated nouns before them."""
    leading: list[tuple[str, ...]] = []
    edge = len(sentence.words)
    for group in groups:
        if leading and min(a for a, _ in group.spans) > edge:
            leading = []
        if group.levels and group.leads:
            leading = group.levels
            edge = _until(sentence, group)
        elif not group.levels and leading:
            group.levels = list(leading)
    for here, following in pairwise(groups):
        if here.noun and here.levels and following.noun and not following.levels and not sentence.cued("beside"):
            edge = max(b for _, b in here.spans)
            denials = {n for m in sentence.cued("negation") for n in range(m.first, m.last + 1)}
            ahead = range(edge + 1, min(a for a, _ in following.spans))
            between = [sentence.words[n].word for n in ahead if n not in denials or sentence.words[n].word == "without"]
            carried = here.carried and all(w in ("and", ",", "with") for w in between)
            if len(between) <= 4 and ("with" in between or carried or (len(between) <= 1 and "," not in between)):
                following.levels, following.carried = list(here.levels), True
    for n in range(len(groups) - 2, -1, -1):
        here, following = groups[n], groups[n + 1]
        shared = here.noun and following.noun and following.levels and not here.levels and not following.leads
        if shared and following.first - here.last <= COORDINATED:
            here.levels = list(following.levels)


def _until(sentence: Sentence, group: Group) -> int:
    """The word up to which a level that leads holds: the comma behind its clause, where `where` begins that; else the end."""
    first = min(a for a, _ in group.spans)
    wheres = [n for n, w in enumerate(sentence.words) if w.word == "where" and n > first]
    if not wheres or not any(m.last + 1 == wheres[0] and m.first >= first for m in sentence.levels):
        return len(sentence.words)
    return next(
        (n for n in range(wheres[0], len(sentence.words)) if sentence.words[n].word == ","), len(sentence.words)
    )
