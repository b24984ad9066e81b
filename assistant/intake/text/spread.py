"""Levels that hold for more than the fact beside which they stand: at the head of a clause, or at the end of its list."""

from itertools import pairwise

from .group import Group
from .sentence import Sentence, one_place

ELSEWHERE = 3
"""Words from a noun to those that say that it is told of other places."""
COORDINATED = 9
"""Words from a noun to the coordinated one whose place it shares."""
ENCLOSED = 7
"""Words between a comma behind a joining word and the level that stands between it and the next comma."""
ASIDE = frozenset(("above", "below", "beside", "at", "in", "of", "on", "with", "by", "from", "to"))
"""Words before a relative that make it one of a place, or of a part."""
ONE = frozenset(("there", "was", "has", "had", "he", "she", "the", "a", "an", "in", "of", "on", "at"))
"""Words behind a relative that is none of several things, or none of a place."""
PLACING = frozenset(("at", "above", "below", "just", "immediately", "directly", "one"))
"""Words that begin what stands between such commas."""


def share_places(groups: list[Group]) -> list[Group]:
    """The groups of a clause, where words that tell two kinds at once ("solid" of one and of its opposite) tell both at the same place."""
    for one, other in pairwise(groups):
        if (one.first, one.last) == (other.first, other.last) and (one.kind or other.kind):
            placed = other if other.levels else one
            for group in (one, other):
                if not group.levels:
                    group.levels, group.spans, group.leads = list(placed.levels), list(placed.spans), placed.leads
    return groups


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
            told = [n for n in ahead if n not in denials or sentence.words[n].word == "without"]
            between = _outside([sentence.words[n].word for n in told])
            carried = here.carried and all(w in ("and", ",", "with") for w in between)
            if len(between) <= 4 and ("with" in between or carried or (len(between) <= 1 and "," not in between)):
                following.levels, following.carried = list(here.levels), True
    for n in range(len(groups) - 2, -1, -1):
        here, following = groups[n], groups[n + 1]
        shared = here.noun and following.noun and following.levels and not here.levels and not following.leads
        if shared and following.first - here.last <= COORDINATED:
            here.levels = list(following.levels)


def _outside(words: list[str]) -> list[str]:
    """Words without those in brackets that end among them."""
    if "(" not in words or ")" not in words[words.index("(") :]:
        return words
    begin = words.index("(")
    end = words.index(")", begin)
    return [*words[:begin], *words[end + 1 :]]


def led_by_relative(sentence: Sentence, groups: list[Group], begin: int, before: int) -> None:
    """Levels told in one breath in a clause hold for what a relative in the plural tells of it ("... at the one and the other which narrow
    the canal"). `begin`: where the relative clause begins; `before`: where the clause before it does.
    """
    words = sentence.words
    verb = next((w.word for w in words[begin + 1 :] if not w.word.endswith("ly")), "")
    if words[begin].word != "which" or (begin and words[begin - 1].word in ASIDE) or verb.endswith("s") or verb in ONE:
        return
    place = one_place(sentence, [m for m in sentence.levels if before <= m.first < begin])
    own = next((m.first for m in sentence.levels if begin < m.first < sentence.clause(begin)[1]), len(words))
    edge = own if own == len(words) else max((n for n in range(begin, own) if words[n].word == ","), default=begin)
    if place is None:
        return
    for group in groups:
        if group.noun and not group.levels and group.last < edge:
            group.levels = [place.levels]


def _until(sentence: Sentence, group: Group) -> int:
    """The word up to which a level that leads holds: the comma behind its clause, where `where` begins that; else the end."""
    first = min(a for a, _ in group.spans)
    wheres = [n for n, w in enumerate(sentence.words) if w.word == "where" and n > first]
    if not wheres or not any(m.last + 1 == wheres[0] and m.first >= first for m in sentence.levels):
        return len(sentence.words)
    return next(
        (n for n in range(wheres[0], len(sentence.words)) if sentence.words[n].word == ","), len(sentence.words)
    )


def told_elsewhere(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """The groups, but for a noun that is told of the other places, which are not named ("no such at the one, that elsewhere", "... at all
    other levels"); a denial of it may stand.
    """
    return [g for g in groups if not _elsewhere(sentence, g)] if sentence.cued("others") else groups


def _elsewhere(sentence: Sentence, group: Group) -> bool:
    if any(a <= m.first <= b for m in sentence.levels for a, b in group.spans):
        return False
    if any(0 < group.first - m.last <= COORDINATED for m in sentence.cued("negation")):
        return False
    others = [m for m in sentence.cued("others") if 0 < m.first - group.last <= ELSEWHERE]
    between = (w.word for m in others for w in sentence.words[group.last + 1 : m.first])
    return bool(others) and not any(w in (",", ";", ":", "and", "but") for w in between)


def opens(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what follows a level is told of it ("at the one place, where ...", "this here, and at the next one a ...")."""
    follows = sentence.words[last + 1].word if last + 1 < len(sentence.words) else ""
    return follows == "where" or (follows in ("a", "an") and joined(sentence, first)) or enclosed(sentence, first, last)


def enclosed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a level stands between commas behind a joining word ("this there and, at the place above, the other, severe ...")."""
    words = sentence.words
    if last + 1 >= len(words) or words[last + 1].word != ",":
        return False
    joins = {m.last for m in sentence.cued("joins")}
    before = first - 1 - (words[first - 1].word == "at" and first > 1)
    for n in range(first - 1, max(first - 2 - ENCLOSED, 0), -1):
        if words[n].word == "," and n - 1 in joins:
            return words[n + 1].word in PLACING
        if n in sentence.level_words or (words[n].word == "," and n != before):
            return False
    return False


def joined(sentence: Sentence, first: int) -> bool:
    """Whether a joining word stands before a level, or before the `at` that leads it ("..., and at the next one moderate")."""
    before = first - 1 - (first > 0 and sentence.words[first - 1].word == "at")
    return any(m.last == before for m in sentence.cued("joins"))


def closes(sentence: Sentence, noun: int, first: int, last: int) -> bool:
    """Whether a level stands straight behind a noun and ends what is told of it ("severe here, moderate narrowing X, ...")."""
    ended = last + 1 >= len(sentence.words) or sentence.words[last + 1].word in (".", ";", ",", ")")
    return first == noun + 1 and ended


def let_go(sentence: Sentence, group: Group) -> None:
    """Takes the places before a noun from it that has another straight behind it, where a word that is not known has the first."""
    led = [(m.first, m.last) for m in sentence.levels if (m.first, m.last) in group.spans]
    if led and _of_unread(sentence, led[0][0], led[-1][1]):
        group.levels, group.leads = [], False
        group.spans = [span for span in group.spans if span not in led]


def _of_unread(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a level is the place of a word before it that is not known, and a joining word or comma begins the next thing behind it
    ("a cyst here and severe narrowing there").
    """
    words = sentence.words
    noun = first - 2
    if noun < 0 or words[first - 1].word not in PLACING or not words[noun].word.isalpha():
        return False
    known = any(m.first <= noun <= m.last for m in (*sentence.names, *sentence.cues, *sentence.grades))
    if noun in sentence.fillers or (known and words[noun - 1].word != "of"):  # "nothing of note" notes nothing
        return False
    behind = last + 1
    return behind < len(words) and (words[behind].word == "," or any(m.first == behind for m in sentence.cued("joins")))


def led_by_colon(sentence: Sentence, last: int, first: int) -> bool:
    """Whether a colon, with no more than `at` behind it, leads a level, which is then of what follows ("above the old one: at X ...")."""
    before = first - 1 - (first > 0 and sentence.words[first - 1].word == "at")
    return before > last and sentence.words[before].word == ":"
