"""Denials that tell of an end which was none: of a part of what is named, or of one that lasted for a time."""

from typing import Final

from .lexicon import Mark
from .sentence import Sentence

PART: Final = frozenset(
    ("most", "much", "some", "part", "half", "percent", "%", "bulk", "majority", "portion", "third", "thirds")
)
"""Words for a part of what follows them behind `of` ("most of the pain went away")."""
PARTED: Final = PART | {"quarter", "quarters", "fourth", "fourths", "tenth", "tenths", "fraction", "lot", "deal"}
REACH: Final = 4
"""Words from such a word to the one that is denied ("most of his low ...")."""
OVER: Final = frozenset(("went", "resolved", "disappeared", "subsided", "cleared", "abated", "vanished", "gone"))
"""Words of such a denial that tell of an end."""
STILL: Final = frozenset(("has", "have", "is", "are", "been", "remains", "now"))
"""Words before it by which it has lasted until now."""
UNITS: Final = frozenset(
    (
        "minute",
        "min",
        "hour",
        "hr",
        "h",
        "day",
        "week",
        "wk",
        "month",
        "mo",
        "year",
        "yr",
        "afternoon",
        "evening",
        "night",
    )
)
LASTS: Final = 5
"""Words from `for` to the unit of the time ("for about three to four months")."""
WAS: Final = frozenset(("was", "were", "remained", "stayed", "became"))
"""Words before `free` by which it was so once."""
UNTIL_NOW: Final = frozenset(("past", "last"))
"""Words of a time that ends now."""
AGAIN: Final = (
    ("came", "back"),
    ("come", "back"),
    ("coming", "back"),
    ("was", "back"),
    ("is", "back"),
    ("crept", "back"),
)
"""Words behind it that say that it came back."""
DENIED: Final = frozenset(("not", "never", "no", "without"))


def of_part(sentence: Sentence, first: int, mark: Mark) -> bool:
    """Whether only a part of what begins with a word is told to be over ("about 80 percent of her pain went away")."""
    if not _ends(sentence, mark):
        return False
    words = [w.word for w in sentence.words[max(0, first - REACH) : first]]
    of = max((n for n, w in enumerate(words) if w == "of"), default=0)
    return of > 0 and words[of - 1] in PARTED and not any(w in (",", ";") for w in words[of:])


def for_a_time(sentence: Sentence, mark: Mark) -> bool:
    """Whether a denial tells of an end that lasted for a time, or of what came back behind it ("went away for ten months")."""
    if not _ends(sentence, mark):
        return False
    words = [w.word for w in sentence.words]
    behind = words[mark.last + 1 : sentence.clause(mark.first)[1]]
    after = words[mark.last + 1 :]
    came_back = any(after[n : n + 2] == [*phrase] for phrase in AGAIN for n in range(len(after)))
    if came_back and DENIED.isdisjoint(after):
        return True
    if not STILL.isdisjoint(words[max(0, mark.first - 1) : mark.last + 1]):
        return False
    return _lasted(behind)


def was_free(sentence: Sentence, mark: Mark) -> bool:
    """Whether a denial before what it denies tells of a freedom that was, and for how long ("was free of it for a year")."""
    words = [w.word for w in sentence.words]
    told = words[mark.first] == "free" and not WAS.isdisjoint(words[max(0, mark.first - 2) : mark.first])
    return told and _lasted(words[mark.last + 1 : sentence.clause(mark.first)[1]])


def _lasted(behind: list[str]) -> bool:
    for n, word in enumerate(behind):
        told = behind[n + 1 : n + 1 + LASTS]
        if word in ("for", "x") and UNTIL_NOW.isdisjoint(told) and any(w.rstrip("s") in UNITS for w in told):
            return True
    return False


def _ends(sentence: Sentence, mark: Mark) -> bool:
    return any(w.word in OVER for w in sentence.words[mark.first : mark.last + 1])
