"""Denials that tell of something that it is over: behind a clause that tells how it began, or of now, behind a comma."""

from typing import Final

from .lexicon import Mark
from .sentence import Sentence

NOW: Final = frozenset(("now", "currently", "presently", "today", "present", "time", "moment"))
"""Words of a denial by which it speaks of now."""
ENDS: Final = frozenset((",", ";", ".", ")"))
"""Signs behind a denial that nothing follows."""
TELLING: Final = frozenset(("has", "have", "had", "is", "are", "was", "were"))
"""Words with which a denial takes up what stands before a clause."""
FAR: Final = 14
"""Words from a fact to such a denial."""
OVER: Final = frozenset(("resolved", "recovered", "gone", "disappeared", "subsided", "cleared", "abated"))
"""Words that say of what stands before them that it is over."""
BESIDE: Final = 2
"""Words from a fact to the one that begins the clause about it; a comma may stand between."""
THAT: Final = "that"
NOT_OVER: Final = frozenset(("is", "are", "was", "were", "negative", "no", "never"))
"""Words that begin a denial which does not tell of an end."""
BY: Final = frozenset(("from", "with", "due", "of", "secondary", "by"))
"""Words behind a fact that name what it came of, of which the clause may tell."""
PARTLY: Final = frozenset(("partially", "partly", "incompletely", "somewhat", "mostly", "largely", "nearly", "almost"))
"""Words beside a denial by which something of what it denies is left."""
RETURNED: Final = frozenset(("returned", "recurred", "recurrence", "relapsed", "reappeared"))
"""Words behind a denial that say that it came back."""
NOT_AGAIN: Final = frozenset(("not", "never", "no", "without"))
"""Words among them that say that it did not."""
IN_PART: Final = (("in", "part"), ("for", "the", "most", "part"), ("to", "some", "degree"), ("to", "some", "extent"))
"""Words behind it that say the same."""


def behind_clause(sentence: Sentence, last: int, mark: Mark) -> bool:
    """Whether a denial takes up a fact of which a clause has told before ("which began then has since gone")."""
    if sentence.words[mark.first].word not in TELLING or not 0 < mark.first - last <= FAR:
        return False
    between = range(last + 1, mark.first)
    begun = [n for n in between if sentence.words[n].word == THAT]
    begun += [m.first for m in sentence.cued("relatives") if m.first in between]
    if len(begun) != 1 or not 0 < begun[0] - last <= BESIDE or mark.first - begun[0] <= 1:
        return False
    commas = [n for n in between if sentence.words[n].word in ENDS]
    joined = any(m.first in between for m in sentence.cued("joins") if m.first not in commas)
    joined = joined or mark.last + 1 in sentence.copulas  # it is of the clause, and what is told stands behind it
    return not joined and (not commas or commas == [last + 1, mark.first - 1])


def which_ended(sentence: Sentence, last: int, mark: Mark) -> bool:
    """Whether a clause says of what stands before it only that it is over ("... after the fall, which resolved by then")."""
    before = mark.first - 1
    relative = any(m.first == before for m in sentence.cued("relatives")) or sentence.words[before].word == THAT
    between = [w.word for w in sentence.words[last + 1 : before]]
    if not relative or not 0 < mark.first - last <= FAR or sentence.words[mark.first].word in NOT_OVER:
        return False
    if between[-1:] == [","]:
        between.pop()
    joined = any(last < m.first < before - 1 for m in sentence.cued("joins"))
    return not joined and ENDS.isdisjoint(between) and BY.isdisjoint(between)


def none_now(sentence: Sentence, last: int, mark: Mark) -> bool:
    """Whether a denial of now stands behind the comma after a finding, and nothing after it ("at times, none today")."""
    ending = mark.last + 1
    ends = ending == len(sentence.words) or sentence.words[ending].word in ENDS
    said = NOW.intersection((sentence.words[mark.first].word, sentence.words[mark.last].word))
    found = any(m.role == "kind" and m.first <= last <= m.last for m in sentence.names)
    return bool(said) and ends and found and mark.last > mark.first


def over_behind(sentence: Sentence, last: int, mark: Mark) -> bool:
    """Whether a word behind the comma after a finding, and with nothing after it, says that it is over ("..., fully recovered")."""
    ending = mark.last + 1
    ends = ending == len(sentence.words) or sentence.words[ending].word in ENDS
    over = sentence.words[mark.last].word in OVER and 0 < mark.first - last <= FAR
    return ends and over and (BY - {"of"}).isdisjoint(w.word for w in sentence.words[last + 1 : mark.first])


def only_partly(sentence: Sentence, mark: Mark) -> bool:
    """Whether words beside a denial say that something is left ("has since recovered in part", "partially resolved"), or behind it, that it
    came back.
    """
    words = [w.word for w in sentence.words]
    beside = {*words[max(0, mark.first - 1) : mark.first], *words[mark.last + 1 : mark.last + 2]}
    behind = words[mark.last + 1 :]
    if not RETURNED.isdisjoint(behind) and not NOT_AGAIN.intersection(behind):
        return True
    return not PARTLY.isdisjoint(beside) or any((*behind[: len(phrase)],) == phrase for phrase in IN_PART)
