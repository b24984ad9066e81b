"""Which word denies a fact: what a denial before it, or behind it, reaches, and where it ends."""

import re
from collections.abc import Sequence

from .clear_side import of_next_level
from .denied_at import anew_at, denied_next, ends_there, of_gain, of_name, said_of_subject
from .denied_together import denied_together
from .ended_since import behind_clause, none_now, only_partly, over_behind, which_ended
from .explained import TELLING, beside_untreated
from .for_a_time import for_a_time, of_part, was_free
from .lexicon import Mark
from .reach import BEHIND, gap
from .review_lists import goes_on, heads_before, in_list, signed_behind
from .ruled_out import tested_clear
from .sentence import Sentence

_OF_PERSON = ("he", "she", "they", "the", "patient", "pt", "is", "was")
"""With what a statement about the person begins anew."""
SEEN = 2
"""Words from a fact to those that say that it was seen once."""
SINCE = frozenset(("now", "since"))
"""Words that begin a denial of what was so before."""
RELATING = ("for", "by", "with", "w", "in", "due", "given", "secondary", "because", "per", "until")
"""Words behind a denial that tell why or when, and begin nothing that it denies."""
ARTICLES = frozenset(("a", "an"))
ANEW = frozenset((*ARTICLES, "there"))
"""Words with which something is told anew behind a joining word ("no such, and there are others")."""
SUBJECTS = frozenset(("he", "she", "they", "the"))
OBJECTS = frozenset(("him", "her", "them"))
_MEASURE = re.compile(r"\d+(?:\.\d+)?")
SUPPOSED = frozenset(("would", "could", "might", "may", "can", "not"))
"""Words by which nothing is told as it is."""
EXCLUDED = "excluded"
"""The word behind what is denied that may stand before it as well."""
FAR = 14
"""Words that a denial reaches forward."""


def denied(
    sentence: Sentence, first: int, last: int, begin: int, end: int, terms: Sequence[Mark], *, behind: bool
) -> Mark | str | None:
    """The cue that denies; `open` where a list leaves it unclear; None where nothing denies."""
    covered = {n for m in sentence.cued("no_negation") for n in range(m.first, m.last + 1)}
    begins = min((t.first for t in terms if t.first <= first <= t.last), default=first)
    if inner := next((m for m in sentence.cued("no_negation") if m.first < begins <= m.last), None):
        return inner  # it denies a change, and that is the fact
    if (straight := denied_next(sentence, first, last, terms)) is not None:
        return straight
    for mark in sentence.cued("negated_after") if behind else ():
        if (
            attributive(sentence, mark)
            or _of_other(sentence, mark)
            or _active(sentence, mark)
            or only_partly(sentence, mark)
            or of_part(sentence, begins, mark)
            or for_a_time(sentence, mark)
            or of_next_level(sentence, mark)
        ):
            continue
        if begin <= mark.first < end and denied_together(sentence, begins, last, begin, mark):
            return mark
        taken_up = behind_clause(sentence, last, mark) or which_ended(sentence, last, mark)
        over = over_behind(sentence, last, mark)
        near = begin <= mark.first < end and (over or 0 < gap(sentence, last, mark.first) <= BEHIND)
        if (taken_up or near) and mark.first not in covered:
            between = sentence.words[last + 1 : mark.first]
            places = ("thing", "structure") if over else ("thing",)
            others = any(last < t.first < mark.first for t in (*terms, *sentence.names) if t.role not in places)
            since = between[-1:] and between[-1].word == "," and sentence.words[mark.first].word in SINCE
            since = since or (len(between) == 2 and any(m.first == mark.first - 1 for m in sentence.cued("relatives")))
            since = since or taken_up or over or none_now(sentence, last, mark)
            if not others and (since or not any(w.word == "," for w in between)):
                return mark
    if behind and (sign := signed_behind(sentence, last)):
        return sign
    if behind and (clear := tested_clear(sentence, first, last, end)):
        return clear
    for mark in sentence.cued("excluded_after") if behind else ():
        if begin <= mark.first < end and 0 < gap(sentence, last, mark.first) <= FAR:
            return mark
    covered |= {
        n for m in sentence.cued("negation") if of_gain(sentence, m, begins) for n in range(m.first, m.last + 1)
    }
    covered |= {n for m in sentence.names if m.last < first for n in range(m.first, m.last) if of_name(sentence, m, n)}
    before = [
        m
        for role in ("negation", "negated_after") for m in sentence.cued(role)
        if begin <= m.first and m.last < first and m.first not in covered and not ends_there(sentence, m)
        and (first - m.last <= FAR or in_list(sentence, m, first))
        and (role == "negation" or (m.first == m.last and _heads(sentence, m, first)))
    ]  # fmt: skip
    short = [m for m in heads_before(sentence, first) if begin <= goes_on(sentence, m) and m.first not in covered]
    cue = max((*before, *short), key=lambda m: m.first, default=None)
    if cue is None or _affirmed(sentence, cue, first):
        return None
    if beside_untreated(sentence, cue, first) or was_free(sentence, cue):
        return "open"
    if begun := _denies_itself(sentence, cue, first, terms):
        return "open" if begun == "open" else None
    commas = [n for n in range(cue.last + 1, first) if sentence.words[n].word == ","]
    if any(sentence.words[n + 1].word in TELLING for n in commas):
        return None  # "wore none of this, took that"
    if commas and sentence.words[cue.first].word == "not" and _quality_before(sentence, cue, commas[-1], first, terms):
        return None
    if any(
        _goes_on(sentence, n + 1) or (sentence.words[n + 1].word == "and" and _goes_on(sentence, n + 2)) for n in commas
    ):
        return None
    if not commas:
        joined = [m for m in sentence.cued("joins") if cue.last < m.first < first]
        if joined and said_of_subject(sentence, cue, joined[-1], last):
            return None
        own = bool(joined) and any(joined[-1].first <= m.first < first for m in sentence.grades)
        alternatives = not joined or any(m.first == joined[-1].first for m in sentence.cued("alternatives"))
        return None if not alternatives and (own or anew_at(sentence, cue, joined[-1], first)) else cue
    carried = any(cue.last < m.first < end for m in sentence.cued("alternatives"))
    verb = cue in short or any(m.first == cue.first for m in sentence.cued("listing"))
    graded = any(commas[-1] < m.first <= last + 1 for m in sentence.grades)
    placed = any(commas[-1] < m.first <= last + 3 for m in sentence.levels)
    if verb or (carried and not graded):
        return cue
    return None if graded or placed else "open"


def _quality_before(sentence: Sentence, cue: Mark, comma: int, first: int, terms: Sequence[Mark]) -> bool:
    """Whether only a quality is denied before a comma behind which a fact is told ("such a one, not so, that does this")."""
    between = [w.word for w in sentence.words[comma + 1 : first]]
    told = between[:1] == ["that"] and SUPPOSED.isdisjoint(between)
    return told and comma - cue.last == 2 and not any(cue.last < t.first < comma for t in terms)


def _affirmed(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether a sign of plus behind a denial says that the fact is so ("denies the one, + the other")."""
    return any(w.word == "+" for w in sentence.words[max(cue.last, first - SEEN) : first])


def _denies_itself(sentence: Sentence, cue: Mark, first: int, terms: Sequence[Mark]) -> str:
    """`own` where a fact begins with a denial of its own, behind the end of a list of what there is not ("no such or other trouble, no
    objection"); `open` where a part of what it is told of stands between or before it, so that the list may deny that.
    """
    if sentence.words[cue.first].word != "no" or not any(m.first == first for m in sentence.cued("negation")):
        return ""
    ends = any(w.word in (",", ";") for w in sentence.words[cue.last + 1 : first])
    if not ends and not any(cue.last < m.first < first for m in sentence.cued("joins")):
        return ""
    term = next((m for m in terms if m.first <= first <= m.last), None)
    if term is None or cue.last < term.first < first:
        return ""
    parts = (m for m in sentence.cued("part") if m.value.startswith(f"{term.value}:"))
    return "open" if term.first < first or any(cue.last < m.first < first for m in parts) else "own"


def ended(sentence: Sentence, cue: Mark, first: int, sound: Sequence[str]) -> bool:
    """Whether a denial ends before a fact that is joined to what it denies: with an article or a measure of its own ("no such and a good
    one", "no such and 2 mm of it"), or as one that tells that all is well.
    """
    if any(m.first == cue.first for m in sentence.cued("listing")):
        return False
    if _told_anew(sentence, cue, first):
        return True
    other = {m.first for m in sentence.cued("alternatives")}
    joins = [m for m in sentence.cued("joins") if cue.last + 1 < m.first < first and m.first not in other]
    if not joins or any(w.word in ARTICLES for w in sentence.words[cue.last + 1 : joins[-1].first]):
        return False
    begun = sentence.words[joins[-1].last + 1].word
    if (begun in ANEW or _MEASURE.fullmatch(begun) or _goes_on(sentence, joins[-1].last + 1)) and not any(
        joins[-1].last < n < first for n in other
    ):
        return True
    return (
        bool(sound)
        and not any(cue.last < n < first for n in other)
        and sentence.words[joins[-1].first - 1].word not in sound
    )


def _goes_on(sentence: Sentence, n: int) -> bool:
    """Whether a clause or a verb with its object begins at a word ("and that he was", "and sent him")."""
    word, following = (sentence.words[min(i, len(sentence.words) - 1)].word for i in (n, n + 1))
    return (word == "that" and following in SUBJECTS) or (word.endswith("ed") and following in OBJECTS)


def _told_anew(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether a participle with a preposition of its own goes on behind a list of things that there are not ("no this, that, cleared for")."""
    words = [w.word for w in sentence.words]
    before = first - 1
    while before > cue.last and words[before] in _OF_PERSON:
        before -= 1
    told = words[first].endswith("ed") and words[first + 1 : first + 2] in (["for"], ["to"], ["by"])
    return told and cue.last + 1 < before and words[before] in (",", "and") and words[cue.first] in ("no", "without")


def _heads(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether a word that denies what it follows stands before this fact as its adjective ("absent bridging of it")."""
    word = sentence.words[cue.first].word
    if word == EXCLUDED:
        return _excludes(sentence, cue)
    between = (w.word for w in sentence.words[cue.last + 1 : first])
    return word == "no" or (word == "absent" and not any(w in (",", "on", "in", "at") for w in between))


def _excludes(sentence: Sentence, cue: Mark) -> bool:
    """Whether what a study excluded follows ("the test excluded one and the other"); what "was excluded" stands before."""
    before, behind = cue.first - 1, cue.last + 1
    joins = {m.first for m in sentence.cued("joins")}
    if before < 0 or before in sentence.copulas - joins or behind >= len(sentence.words):
        return False
    word = sentence.words[behind].word
    return word.isalpha() and behind not in joins and word not in (*RELATING, "on", "at", "from", "clinically")


def attributive(sentence: Sentence, mark: Mark) -> bool:
    """Whether the word behind a denial is what it denies ("a negative test"), so that it does not reach back."""
    following = mark.last + 1
    if mark.first != mark.last or following >= len(sentence.words):
        return False
    after = {
        n
        for role in ("joins", "side", "breaks", "fillers", "copulas", "aside")
        for m in sentence.cued(role)
        for n in range(m.first, m.last + 1)
    }
    if mark.first and sentence.words[mark.first - 1].word in ARTICLES:
        return True
    word = sentence.words[following].word
    return word.isalpha() and following not in after and word not in RELATING


def _of_other(sentence: Sentence, mark: Mark) -> bool:
    """Whether a denial behind a joining word is told of another place ("so much here and none there")."""
    joined = any(m.last == mark.first - 1 for m in sentence.cued("joins"))
    return joined and any(0 < m.first - mark.last <= 2 for m in sentence.levels)


def _active(sentence: Sentence, mark: Mark) -> bool:
    """Whether a denial behind a joining word has its object behind it ("showed the one and ruled out the other", "and no old one")."""
    joined = any(m.last == mark.first - 1 for m in sentence.cued("joins"))
    both = any((m.first, m.last) == (mark.first, mark.last) for m in sentence.cued("negation"))
    word, *behind = [w.word for w in sentence.words[mark.last : mark.last + 2]]
    goes_on = word == "no" and any(w.isalpha() and w not in RELATING for w in behind)
    return joined and both and (goes_on or any(m.first == mark.last + 1 for m in sentence.names))
