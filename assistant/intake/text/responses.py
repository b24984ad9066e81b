"""What a treatment did, by what its sentence says of it, or the next one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ...model.base import NOT_STATED
from ...model.case import Response
from .contrast import RELATIVES, beside_it, told_by_another, waned
from .dates import dates
from .gains import LASTS, SHORT_TIME, brings_not, by_none, might
from .half_gone import half_gone, only_if
from .illnesses import of_another_illness
from .inserted import without_inserted
from .lengths import words_of
from .lexicon import Lexicon, Mark
from .predicates import of_whole_list
from .scored import change
from .sentence import Sentence
from .status import TIMES
from .subjects import of_subjects

_SHARE = re.compile(r"(?<![\d.-])(\d{1,2})\s?(?:%|percent)")
HALF = 50
"""Percent of relief from which a treatment that helped did more than help in part."""
FAR = 20
"""Words between a treatment, or the last of its details, and what it did."""
NO_RESPONSE = "none"
GOOD = ("improved", "resolved", "partial")
DASH = "\u2014"
CARRIED = ("which", "because", ";", "\u2014", "but", "however", "yet", "although", "though", "while")
"""Words that carry what is said of a treatment into the next clause."""
PERSONS = frozenset(("him", "her", "his", "them", "their", "me", "my"))
"""Words for those whom a treatment benefits ("without benefit to her walking")."""
ONWARD = frozenset((DASH, "but", "however", "yet", "although", "though"))
"""Those that carry it on from such a clause into one more ("...; stronger, but the pain is the same")."""
OWN = ("which",)
"""Those that speak of the treatment before them, up to the next one."""
DENIED = 4
"""Words from a denial to the response that it denies."""
LASTED = 3
"""Words behind a response in which the time that it lasted stands."""
LED_BY = frozenset(("with", "without", "w"))
"""Words that lead to a response which a comma before them makes that of all ("this and that on such a day, with no relief")."""
EVERY = frozenset(("all", "none", "nothing", "neither", "both", "everything", "each", "either"))
"""Words that speak of all treatments that stand before."""
AIMED = frozenset(("with", "by", "on", "after", "to", "from", "when", "while"))
"""Words behind a response of which the next names what did it."""
BY = frozenset(("following", "after", "with", "from"))
"""Words behind a response before what brought it."""
ORDINALS = frozenset(("second", "third", "repeat", "latter", "2nd", "3rd"))
"""Words for a further one of several."""
POINTS = frozenset(
    (
        "this",
        "it",
        "these",
        "them",
        "that",
        "those",
        "either",
        "any",
        "both",
        "all",
        "each",
        "which",
        "therapy",
        "treatment",
    )
)
"""Words that point back at a treatment."""
PATIENTS = frozenset(("he", "she", "they", "patient", "i"))
"""Words that begin a sentence of the person."""
BRINGS = frozenset(("brought", "gave", "provided", "produced", "afforded", "yielded"))
"""Verbs of what treatments bring."""
VERBS = BRINGS | {"failed", "helped", "were", "did", "have", "had"}
"""Those and others that say what a list of treatments did."""
OBJECTS = frozenset(("of", "in", "from"))
"""Words behind a response that lead to what it was in."""
OBJECT = 4
"""Words from such a word to the treatment that it names."""
PARTS = 2
"""Semicolons of a list, of which the last one parts what all that it lists did."""
CLOSING = 5
"""Words that tell it, at most."""
ASIDE = 2
"""Words beside a response in a sentence that says nothing else."""
SEEMS = frozenset(
    (
        "seem",
        "seems",
        "seemed",
        "appears",
        "appeared",
        "tends",
        "tended",
        "continues",
        "continued",
        "able",
        "managed",
        "enough",
    )
)
"""Words before `to` and a response that came."""
SHORT = 14
"""Words of a sentence that tells what the treatment of the sentence before did."""
EARLY = 6
"""Words before the response in it."""


class ResponseReader:
    """Reads what treatments did with the words of the data."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._passing = frozenset(lexicon.reading.treatments.passing)

    def read(
        self, sentence: Sentence, mark: Mark, begin: int, end: int, last: int
    ) -> tuple[Response, list[tuple[int, int]]]:
        """The response told in the clause, near the treatment or the last of its details."""
        lower, upper = sentence.clause(mark.first)
        own, carried = end, upper
        while upper < len(sentence.words) and (sign := sentence.words[upper].word) in CARRIED:
            following = sentence.clause(upper)[1]
            named = [m.first for m in sentence.names if m.role == "treatment" and upper <= m.first < following]
            named += [m.first for m in sentence.cued("treatment head") if upper <= m.first < following]
            commas = [n for n in range(upper, min([following, *named])) if sentence.words[n].word == ","]
            if named and sign not in OWN and not (sign == DASH and commas):
                if sentence.words[upper + 1].word in EVERY:
                    upper = min(named)  # "...; neither brought relief, nor did that one"
                    end = max(end, upper)
                break
            upper = commas[-1] if named and sign == DASH else min([following, *named])
            end = max(end, upper)
            if named or sentence.words[min(upper, len(sentence.words) - 1)].word not in ONWARD:
                break
        told = [m for m in sentence.cued("response") if aimed(sentence, m) and not _hoped(sentence, m)]
        told += sentence.cued("kept")
        told += [m for m in sentence.cued("lasted") if mark.value not in self._passing]
        told += [m for m in sentence.cued("bare") if m.first >= mark.last and not _named(sentence, mark.last, m.first)]
        which = next((n for n in range(mark.last, upper) if _of_one(sentence, n)), upper)
        if any(m.role == "treatment" and mark.last < m.first < which < upper for m in sentence.names):
            told = [m for m in told if m.first < which or m.value not in GOOD]  # What did good was the last of them.
        inside = [m for m in told if lower <= m.first < upper]
        other, verb = told_by_another(sentence, mark, told, [m for m in told if _denied(sentence, m)])
        if verb is not None:
            return other, [verb]
        near = [m for m in inside if begin <= m.first < end]
        if any(m.role == "treatment" and own <= m.first < carried for m in sentence.names):  # said of others between
            near = [m for m in near if m.first < own] or [m for m in near if m.first >= carried]
        if not near and len({m.value for m in inside}) == 1:
            others = [m for m in sentence.names if m.role == "treatment" and lower <= m.first < upper]
            related = sentence.words[lower].word in OWN  # what it begins with is told of the one before
            outer = [
                m
                for m in inside
                if (m.last < others[0].first and not related)
                or m.first > others[-1].last
                or (mark.last < m.first and of_whole_list(sentence, m))
            ]
            outer = [m for m in outer if m.last < others[0].first or not self._of_last(sentence, others[-1], m)]
            near = [
                m
                for m in outer
                if min(_between(sentence, last, m.first), _between(sentence, m.last, mark.first)) <= FAR
            ]
        near = near or of_all(sentence, told)
        near = near or [m for m in sentence.cued("scored") if begin <= m.first < end and aimed(sentence, m)]
        values = {NO_RESPONSE if _denied(sentence, m) else m.value for m in near}
        if near and values <= {"improved", "resolved"} and (short := beside_it(sentence, near[-1])) != NOT_STATED:
            values = {short}
        if near and values <= {"improved", "resolved"} and any(waned(sentence, m) for m in near):
            values = {"partial"}
        limit = self._limit(sentence, near[-1]) if near and values <= {"improved", "resolved"} else range(0)
        if limit:
            values = {"partial"}
        if values > {"partial"} and values <= set(GOOD):
            values = {"partial"}  # What was good and did not last.
        if len(values) == 1 and not (values == {NO_RESPONSE} and half_gone(sentence, mark, near)):
            told_by = [(m.first, m.last) for m in near]  # with what limits it, without which it would say more
            return values.pop(), [*told_by, *((words[0], words[-1]) for words in [limit] if words)]  # type: ignore[return-value]
        return NOT_STATED, []

    def scored(self, text: str) -> Response:
        """The response that scores of pain at the beginning and at the end of a treatment state."""
        return change(text, self._lexicon)

    def alone(self, sentence: Sentence, own: str = "") -> Response:
        """The response that a sentence tells of the treatment of the sentence before ("No relief.", "It made the pain worse.").

        `own`: the treatment that the author of the document gives, whose scores are looked at where no words say what it brought.
        """
        if sentence.cued("study") or any(m.role in ("treatment", "other treatment") for m in sentence.names):
            return NOT_STATED
        sentence = without_inserted(sentence, self._lexicon)
        told = [m for m in sentence.cued("response") if aimed(sentence, m) and not might(sentence.words, m)]
        told = told or ([] if own else sentence.cued("scored"))
        values = {NO_RESPONSE if _denied(sentence, m) else m.value for m in told}
        if not told:
            asked = sentence.answer[0] == "no" and any(m.last < sentence.answer[1] for m in sentence.cued("gain"))
            return "none" if asked and len(sentence.words) <= EARLY else NOT_STATED
        if values <= {"improved", "resolved"} and self._limit(sentence, told[-1]):
            values = {"partial"}
        if values > {"partial"} and values <= set(GOOD):
            values = {"partial"}
        words = [w for w in sentence.words if w.word.isalpha()]
        bare = len(words) <= sum(m.last - m.first + 1 for m in told) + ASIDE and not sentence.names
        begin = max((n + 1 for n in range(told[0].first) if sentence.words[n].word == ":"), default=0)
        first = told[0].first - begin
        points = any(w.word in POINTS for w in sentence.words[: told[-1].first + 1])
        if any(m.first <= ASIDE for m in sentence.cued("told by")) and len(values) == 1:
            return values.pop()  # type: ignore[return-value]
        early = first <= EARLY or sentence.words[0].word in EVERY
        brief = len(words) <= SHORT and early and (points or "worse" not in values)
        return values.pop() if len(values) == 1 and (bare or brief) else NOT_STATED  # type: ignore[return-value]

    def of_several(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of all treatments told before it."""
        return any(w.word in EVERY for w in sentence.words[:EARLY])

    def told_since(self, sentence: Sentence, run: int, last: int, all_: int) -> int:
        """Of which treatments a sentence that tells a response alone speaks: those from `all_` on where it speaks of several, those from
        `run` on, which the sentences straight before it name, where it speaks of the person ("He was no better."), else those from `last`.
        """
        if self.of_several(sentence):
            return all_
        points = any(w.word in POINTS for w in sentence.words)
        return run if not points and any(w.word in PATIENTS for w in sentence.words[:ASIDE]) else last

    def _of_last(self, sentence: Sentence, treatment: Mark, response: Mark) -> bool:
        """Whether a response behind the last treatment of several is that of this one alone, of which more is told before it ("this, that and
        one on such a day with three days of relief").
        """
        if any(w.word in EVERY for w in sentence.words[treatment.last + 1 : response.first]):
            return False
        if of_whole_list(sentence, response):
            return False
        led = next(
            (n for n in range(response.first, treatment.last, -1) if sentence.words[n].word in LED_BY), response.first
        )
        if sentence.words[led - 1].word == "," or of_subjects(sentence, response, VERBS):
            return False
        text, end = sentence.line.text, sentence.words[response.first].start
        dated = any(sentence.words[treatment.last].end <= d.start < end for d in dates(text))
        related = any(w.word in RELATIVES for w in sentence.words[treatment.last + 1 : response.first])
        lasted = self._lexicon.length.search(text, end, sentence.words[response.last].end) is not None
        return dated or related or lasted

    def _limit(self, sentence: Sentence, response: Mark) -> range:
        """The words behind an effect that limit it: the time that it lasted ("helped for three days"), or a share of less than half
        ("helped about 30%"); empty where there are none.
        """
        behind = sentence.words[response.last + 1 : response.last + 2 + LASTED]
        if not behind:
            return range(0)
        text, start, end = sentence.line.text, behind[0].start, behind[-1].end
        match = self._lexicon.length.search(text, start, end)
        if match is None:
            match = self._lasted(sentence, response.last + 1)
        if match is None:
            share = _SHARE.search(text, start, end + 2)
            match = share if share is not None and int(share[1]) < HALF else None
        if match is None:
            return range(0)
        held = words_of(sentence, behind[0].start, match.end())
        return range(held[0], held[-1] + 1)

    def _lasted(self, sentence: Sentence, n: int) -> re.Match[str] | None:
        """The time that words from one on give an effect, behind what it was in ("... of the pain for three hours")."""
        words = sentence.words
        if n < len(words) and words[n].word in OBJECTS:
            n = next((m.last + 1 for m in sentence.cued("acted_on") if n < m.first <= n + OBJECT), n)
        begun = next((i for i in range(n, len(words)) if words[i].word not in LASTS), n)
        if begun == n or begun >= len(words):
            return None
        text, start = sentence.line.text, words[begun].start
        return self._lexicon.length.match(text, start) or SHORT_TIME.match(text, start)


def _between(sentence: Sentence, one: int, other: int) -> int:
    """Words from one to another, without what stands in brackets and without other treatments and their commas."""
    first, last = sorted((one, other))
    passed = {n for m in sentence.names if m.role == "treatment" for n in range(m.first, m.last + 1)}
    depth = count = 0
    for n in range(first, last):
        word = sentence.words[n].word
        depth += (word == "(") - (word == ")" and depth > 0)
        count += depth == 0 and n not in passed and word not in (",", ")")
    return count


def _of_one(sentence: Sentence, n: int) -> bool:
    """Whether a word speaks of the treatment before it alone, and not of several ("neither of which")."""
    several = n > 1 and sentence.words[n - 1].word == "of" and sentence.words[n - 2].word in EVERY
    return sentence.words[n].word in OWN and not several


def _named(sentence: Sentence, last: int, first: int) -> bool:
    """Whether something else than a treatment is named between two words."""
    return any(last < m.first < first for m in sentence.names if m.role != "treatment")


def lasting(sentence: Sentence, mark: Mark, length: tuple[int, int]) -> bool:
    """Whether a length of time, by its words, is that of an effect of a treatment and not of the treatment."""
    first, last = length
    marks = [*sentence.cued("response"), *sentence.cued("lasted")]
    if any((m.first <= last and first <= m.last) or (m.value in GOOD and 0 < first - m.last <= LASTED) for m in marks):
        return True
    acts = [m for m in sentence.cued("acts") if mark.last < m.first < first]
    return any(not any(w.word in (",", ";", ".") for w in sentence.words[m.last + 1 : first]) for m in acts)


def aimed(sentence: Sentence, response: Mark) -> bool:
    """Whether a response is that of a treatment, and not of something else that is named ("better with sitting")."""
    if of_another_illness(sentence, response) or only_if(sentence, response):
        return False
    words = sentence.words
    behind = [w.word for w in words[response.last : response.last + 1 + OBJECT]]
    if not ORDINALS.isdisjoint(behind) and not BY.isdisjoint(behind[:2]) and _first_of(sentence, response):
        return False
    if response.role == "scored" and response.value == "none":
        return True  # what a score still is in a posture it still is
    last = response.last + 1 if response.last + 1 < len(words) else response.last
    n = next((n for n in (response.last, last) if words[n].word in AIMED), None)
    if n is None or n + 1 >= len(words) or (response.role == "scored" and not words[n + 1].word[0].isalnum()):
        return True  # "8 before and 8 after."
    if any(m.role in ("treatment", "treatment?") and n < m.first <= n + OBJECT for m in sentence.names):
        return True
    before = any(m.role == "treatment" and m.last < response.first for m in sentence.names)
    pointed = any(w.word in POINTS or w.word[0].isdigit() or w.word in TIMES for w in words[n + 1 : n + 3])
    owned = n == response.last and words[n].word == "to" and words[n + 1].word in PERSONS
    return pointed or owned or (not before and n == response.last and n + 1 >= len(words))


def _first_of(sentence: Sentence, response: Mark) -> bool:
    """Whether no treatment is named behind a response, so that the other one that it is told of is not named ("none following a second")."""
    return not any(m.role == "treatment" and m.first > response.last for m in sentence.names)


def _hoped(sentence: Sentence, response: Mark) -> bool:
    """Whether it is only told what a treatment is for ("given to control pain")."""
    led = [w.word for w in sentence.words[max(0, response.first - 2) : response.first]]
    hoped = response.value in GOOD and led[-1:] == ["to"] and led[0] not in SEEMS
    return hoped and not _denied(sentence, response)


def of_all(sentence: Sentence, told: Sequence[Mark]) -> list[Mark]:
    """The responses at the end of a sentence that it tells of all that it lists before ("..., all without effect")."""
    last = max((m.last for m in sentence.names if m.role == "treatment"), default=len(sentence.words))
    closing = _closing(sentence, last)
    return [
        m
        for m in told
        if m.first > last
        and (
            m.first in closing or any(w.word in EVERY for w in sentence.words[max(last + 1, m.first - 3) : m.last + 1])
        )
    ]


def _closing(sentence: Sentence, last: int) -> range:
    """The words of the last of the parts of a list that semicolons part, where it is short and names no treatment, as those before it
    do ("this; that; without benefit"): what it tells is told of all.
    """
    words = sentence.words
    signs = [n for n, w in enumerate(words) if w.word == ";"]
    if len(signs) < PARTS or signs[-1] <= last:
        return range(0)
    parts = [range(a + 1, b) for a, b in pairwise([-1, *signs])]
    named = {m.first for m in sentence.names if m.role == "treatment"}
    listed = sum(not named.isdisjoint(part) for part in parts)
    told = {m.first for m in sentence.cued("response")}
    brief = sum(w.word.isalpha() for w in words[signs[-1] + 1 :]) <= CLOSING
    return (
        range(signs[-1] + 1, len(words))
        if listed == len(parts) and brief and told.isdisjoint(range(signs[-1]))
        else range(0)
    )


def _denied(sentence: Sentence, response: Mark) -> bool:
    """Whether a good response is denied in the words before it ("without much improvement", "did not give her lasting help")."""
    if response.value not in GOOD:
        return False
    if response.value != "partial" and by_none(sentence.words, response.first):
        return True
    if any(0 < response.first - m.last <= DENIED for m in (*sentence.cued("negation"), *sentence.cued("fell short"))):
        return True
    if any(brings_not(sentence.words, m, response) for m in sentence.cued("silent")):
        return True  # "has not provided relief" is silent of no paper
    links = {n for m in sentence.cued("link") for n in range(m.first, m.last + 1)}
    return any(
        m.last < response.first
        and links.issuperset(range(m.last + 1, response.first))
        and any(w.word == "not" for w in sentence.words[m.first : m.last + 1])
        for m in sentence.cued("no_negation")
    )
