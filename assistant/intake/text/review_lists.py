"""Long lists of what a person does not have, as a review of systems tells them: a short word or a sign heads the list, or stands at each of
its items ("neg this, that", "(-) this", "this -, that -").
"""

import re
from typing import Final

from .lexicon import Mark
from .sentence import Sentence

REVIEW: Final = "review"
"""The section of what was asked system by system."""
SHORT: Final = frozenset(("neg", "negative"))
"""Words that deny what stands before them, and a list behind them where one is told."""
DASHES: Final = frozenset(("-", "\u2013", "\u2014", "\u2212"))
ENDS: Final = frozenset((",", ".", ";", ")"))
EXCEPT: Final = ENDS | {"x"}
"""Signs behind such a word with which its list ends, or leaves something out."""
SPECIFIED: Final = frozenset(("specifically", "including", "incl", "notably", "particularly", "namely"))
"""Words with which it goes on behind such a sign."""
OPENS: Final = frozenset((",", ":", ";", "(", "."))
ALONE: Final = SHORT | {"negatives", "absent", "denies", "denied"}
"""Those that head a list of their own."""
_WORD = re.compile(r"[^a-z]+")
ITEM: Final = 5
"""Words of one item of a list at most."""
ITEMS: Final = 3
"""Items of a list between a denial and a fact that it reaches however far off that is."""
TELLING: Final = frozenset(
    (
        "now",
        "has",
        "have",
        "had",
        "is",
        "was",
        "are",
        "were",
        "reports",
        "endorses",
        "admits",
        "notes",
        "positive",
        "pos",
        "+",
        "presents",
    )
)
"""Words with which something is told anew behind such items."""


def reviewed(sentence: Sentence) -> bool:
    """Whether a sentence tells what was asked system by system."""
    return sentence.line.section == REVIEW or bool(sentence.cued("reviews"))


def signed_behind(sentence: Sentence, last: int) -> Mark | None:
    """What denies an item of a review by itself: a dash behind it ("this -, that -"), or the heading of them all ("review neg: this, that")."""
    words = sentence.words
    sign = last + 1
    if _headed(sentence):
        return None if any(w.word in TELLING for w in words) else Mark("signed", "", last, last)
    if sign >= len(words) or words[sign].word not in DASHES or not reviewed(sentence):
        return None
    ended = sign + 1 >= len(words) or words[sign + 1].word in ENDS
    return Mark("signed", "", sign, sign) if ended else None


def _headed(sentence: Sentence) -> bool:
    """Whether the heading that a list of findings stands under denies them ("review neg:", "Absent: this, that")."""
    line = sentence.line
    asked, alone = ([w for w in _WORD.split(told.lower()) if w] for told in (line.heading, line.place))
    return (line.section == REVIEW and not SHORT.isdisjoint(asked[-1:])) or (len(alone) == 1 and alone[0] in ALONE)


def heads_before(sentence: Sentence, first: int) -> list[Mark]:
    """The words and signs that head a list of denials which a fact may stand in."""
    words = [w.word for w in sentence.words]
    asked = reviewed(sentence)
    found = [
        m
        for m in sentence.cued("negated_after")
        if m.first == m.last < first and words[m.first] in SHORT
        if (asked and not _ends(words[m.last + 1 : m.last + 3])) or _opens(sentence, m)
    ]
    found += [m for m in sentence.cued("listing") if _lists(words, m, first)]
    for sign in sentence.cued("signed"):
        own = any(n.last == sign.first - 1 for n in sentence.names)  # the result of a test
        anew = any(w in ("(", "+") for w in words[sign.last + 1 : first])
        if sign.last < first and not anew and (asked or not own):
            found.append(sign)
    before = first - 1
    while before > max(first - ITEMS, -1) and words[before].isalpha():
        before -= 1  # the part of the body that it is of
    if asked and before >= 0 and words[before] in DASHES and (before == 0 or words[before - 1] in OPENS):
        found.append(Mark("signed", "", before, before))
    return found


def goes_on(sentence: Sentence, mark: Mark) -> int:
    """The word up to which such a head reaches before its list: the dash or colon behind it, which begins a clause."""
    behind = mark.last + 1
    if mark.role == "listing":
        return len(sentence.words)
    return behind if behind < len(sentence.words) and sentence.words[behind].word in (*DASHES, ":") else mark.first


def _ends(behind: list[str]) -> bool:
    """Whether what stands behind such a word ends its list, or leaves something out."""
    return behind[0] in EXCEPT and not SPECIFIED.intersection(behind[1:])


def _lists(words: list[str], mark: Mark, first: int) -> bool:
    """Whether words that deny a list, with a colon, still hold at a fact, whatever parts its items."""
    if mark.last >= first or ":" not in words[mark.last : mark.last + 2] or _stopped(words[mark.last + 1 : first]):
        return False
    return words[mark.last] != ":" or mark.first == 0 or words[mark.first - 1] in OPENS


def _stopped(words: list[str]) -> bool:
    """Whether a list is over, or something is told anew in it."""
    return "." in words or "but" in words or not TELLING.isdisjoint(words)


def _opens(sentence: Sentence, mark: Mark) -> bool:
    """Whether such a word begins its sentence before a thing that is felt, and is no result of a test."""
    if mark.first and (sentence.words[mark.first - 1].word != ":" or any(m.first < mark.first for m in sentence.names)):
        return False
    begun = next((m for m in sorted(sentence.names, key=lambda m: m.first) if m.first > mark.last), None)
    if begun is None or begun.role != "kind" or begun.first > mark.last + ITEMS:
        return False
    return not any(w.word in ENDS for w in sentence.words[mark.last + 1 : begun.first])


def in_list(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether a fact stands so far behind a denial only since a list of short items parts them."""
    longest, items = 0, 1
    length = 0
    for word in (w.word for w in sentence.words[cue.last + 1 : first]):
        if word in TELLING or word in (";", "."):
            return False
        if word in (",", "/", "or", "and", "nor"):
            items += length > 0
            length = 0
        else:
            length += 1
            longest = max(longest, length)
    return items > ITEMS and longest <= ITEM
