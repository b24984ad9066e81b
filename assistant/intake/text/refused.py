"""What is said of a treatment that was not given to this person for this trouble: refused, put off, given for another part of the body."""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from ...model.base import NOT_STATED, NotStated
from .dates import dates, spans_of_days
from .lexicon import Mark
from .sentence import Sentence

REFUSED: Final = 3
"""Words from a refusal to what is refused."""
CONDITION = 3
"""Words from a treatment to the condition on which it is to be given."""
BEHIND: Final = 9
"""Words from a treatment to its refusal behind it."""
TURNED: Final = 2
"""Words from the beginning of the next clause to a refusal in it ("..., but she declined")."""
ARTICLES: Final = frozenset(("a", "an", "the"))
ORDINAL: Final = "second"
OF_LABEL: Final = 3
"""Words from a gain to the treatment that a label names with it."""
OF_WHAT: Final = frozenset(("to", "from", "with", "of", "after", "following"))
"""Words behind a gain before what brought it."""
SIGNS: Final = frozenset((":", "|", "?", "\u2014", "\u2013"))
"""Signs between a label and what answers it."""
AIM: Final = 4
"""Words between `for` and the part of the body that was treated."""
NEAR: Final = 20
"""Words beside a treatment in which the time stands that it is of."""
RECENT: Final = 2
"""Years from which a course is none of this illness, where nothing else dates it."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_AHEAD = re.compile(
    r"\s+in\s+(?:\d{1,2}(?:\s*-\s*\d{1,2})?|a|two|three|four|six)\s*(?:days?|weeks?|wks?|months?|mos?)\b"
    r"|\s+(?:starts|begins|to start|to begin|starting|beginning|scheduled)\s+(?:on\s+|the\s+week\s+of\s+)?\d{1,2}/\d"
    r"|\s+(?:after|following)\s+(?:the\s+)?(?:surgery|operation)(?:\s+as\s+well)?\s*(?:[.;,]|$)"
    r"|\s+(?:may|might|could|would|should|will|can)\s+(?:(?:also|likely|possibly|probably|still)\s+)?"
    r"(?:be\s+of|be\s+helpful|be\s+beneficial|help|provide|give|offer|relieve|improve|benefit|reduce|ease|work)\b"
    r"|\s+(?:post-?\s?op(?:eratively)?)\s*(?:[.;,]|$)",
    re.IGNORECASE,
)
"""A time to come, directly behind a treatment, or what it may do."""
_UNDERWENT = re.compile(r"\b(?:had|did|went|attended|completed|underwent|received|got|finished)\b", re.IGNORECASE)
"""Words before a treatment that was given, though it stands beside an operation."""
_TOLD = re.compile(
    r"\b(?:told|asked|advised|instructed|directed|encouraged|urged|counsell?ed|reminded)\s+(?:(?:him|her|them|the\s+patient|me)\s+)?"
    r"(?:by\s+[^.;,\n]{2,40}?\s+)?(?:that\s+(?:he|she|they|I)\s+(?:should|must|has\s+to|needs?\s+to)|to)\s+"
    r"(?:do|try|complete|start|have|get|undergo|attend|begin|finish|go\s+(?:to|for|through))\b[^.;,\n]*$",
    re.IGNORECASE,
)
"""What somebody was told to do, up to a treatment."""
_THAT = re.compile(
    r"\b(?:recommended|suggested|advised|requested|proposed|required|asked|urged|insisted)\s+that\s+(?:[a-z]+\s+){1,3}?(?:first\s+)?"
    r"(?:do|try|complete|start|have|get|undergo|attend|begin|finish|participate|receive|continue)\b[^.;,\n]*$",
    re.IGNORECASE,
)
"""What it was recommended that somebody do, up to a treatment."""
PAPERS: Final = frozenset(("documentation", "documents", "evidence", "proof", "record", "records", "notes"))
"""Words for what may be lacking of a treatment that was given."""
FOR: Final = ("for", "after", "following", "to", "post")
ON: Final = ("on", "during", "in")
"""Words straight behind a treatment that do the same."""
ASIDE: Final = (
    "by",
    "for",
    "at",
    "per",
    "on",
    "as",
    "x",
    "w",
    "with",
    "due",
    "given",
    "here",
    "because",
    "this",
    "next",
    "today",
    "after",
    "before",
    "until",
    "during",
    "when",
    "while",
    "following",
    "in",
    "post",
    "postop",
)
"""Words behind a refusal that tell more of it, and not what was refused."""

LED_BY: Final = ("a", "an", "the", "repeat", "diagnostic", "one", "another")
"""Words, beside sides and levels, that may stand before what a sentence begins with."""
VERBS: Final = ("is", "are", "was", "were", "has", "have")
"""Words that begin what is said of it."""
NOTHING: Final = ("no", "nothing", "without", "not")
"""Words that begin what says that nothing tells of it."""
COUNTED: Final = ("day", "week", "wk", "month", "mo", "year", "yr", "visit", "session")
"""Words by which a course that was given is measured."""


_CODE = re.compile(r"(?<![\w.-])\d{5}(?!\d)")


def asked_for(sentence: Sentence, group: Sequence[Mark]) -> bool:
    """Whether a sentence asks for the treatment with which it begins, however far behind ("this for that place (code) is requested")."""
    words, last = sentence.words, group[-1].last
    sides = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    if any(words[n].word not in LED_BY and n not in sides | sentence.level_words for n in range(group[0].first)):
        return False
    told = {m.first for role in ("done", "response") for m in sentence.cued(role)}
    for cue in sentence.cued("planned_after"):
        verbs = [n for n in range(max(last + 1, cue.first - 2), cue.first + 1) if words[n].word in VERBS]
        if not verbs:
            continue
        between = range(last + 1, verbs[0])
        counted = any(words[n].word in (*VERBS, *COUNTED, ";") or n in told for n in between)
        dated = any(words[last].end <= d.start < words[verbs[0]].start for d in dates(sentence.line.text))
        if not counted and not dated:
            return True
    return False


def coded(sentence: Sentence, codes: Container[str]) -> bool:
    """Whether a sentence names a treatment with its code, and no day nor effect: so it is asked for, and was not given."""
    text = sentence.line.text
    if not any(m[0] in codes for m in _CODE.finditer(text)) or any(dates(text)):
        return False
    return not any(map(sentence.cued, ("done", "response", "gain", "past")))


def refused(sentence: Sentence, group: Sequence[Mark]) -> bool:
    """Whether a run of treatments was refused or put off."""
    first, last = group[0].first, group[-1].last
    begin, end = sentence.clause(first)
    before = [
        m for m in sentence.cued("refused") if begin <= m.first and 0 < _words_to(sentence, m.last, first) <= REFUSED
    ]
    if any(not _heads_course(sentence, m) for m in before):
        return True
    text = sentence.line.text
    if _told_to(text[: sentence.words[first].start]):
        return True
    if _AHEAD.match(text, sentence.words[last].end) and not _UNDERWENT.search(text, 0, sentence.words[first].start):
        return True
    others = [m.first for m in sentence.names if m.role == "treatment" and m.first > last]
    if sentence.answer[0] == "no" and last < sentence.answer[1]:
        others.append(sentence.answer[1])  # Why the answer is no does not take it back.
    behind = [m for m in sentence.cued("refused_after") if not _of_next(sentence, m) and not _counts(sentence, last, m)]
    behind = [m for m in behind if not _ordinal(sentence, m) and not _of_further(sentence, last, m)]
    edge = min([end, *others])
    if any(last < m.first < edge and _words_to(sentence, last, m.first, articles=True) <= BEHIND for m in behind):
        return True
    turned = sentence.clause(end)[1] if end < len(sentence.words) else end
    turns = [m for m in behind if end <= m.first <= end + TURNED and m.first < min([turned, *others])]
    return any(not _goes_on(sentence, m) for m in turns)


def _of_further(sentence: Sentence, last: int, condition: Mark) -> bool:
    """Whether a condition stands so far behind a treatment that it is that of what follows ("this for so long, that if no better")."""
    return sentence.words[condition.first].word == "if" and condition.first - last > CONDITION


def _words_to(sentence: Sentence, last: int, first: int, *, articles: bool = False) -> int:
    """Words from one of the two to the other, without sides and levels between, and without `articles` unless they count."""
    aside = sentence.level_words | {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    between = range(last + 1, first)
    return first - last - sum(n in aside or (not articles and sentence.words[n].word in ARTICLES) for n in between)


def _heads_course(sentence: Sentence, cue: Mark) -> bool:
    """Whether a word for an order only heads what was given ("Rx: this from one day to another")."""
    orders = cue.first == 0 and any(m.last == cue.last for m in sentence.cued("orders"))
    headed = orders and sentence.words[cue.last + 1].word in SIGNS
    return headed and bool(spans_of_days(sentence.line.text))


def _told_to(before: str) -> bool:
    """Whether what stands before a treatment says that somebody was told to have it, and not that he had."""
    told = _TOLD.search(before) or _THAT.search(before)
    return told is not None and not _UNDERWENT.search(before, told.end())


def unrecorded(sentence: Sentence, group: Sequence[Mark], cues: Sequence[Mark]) -> bool:
    """Whether a run of treatments, denied by some cues, is only not on record, or nothing more of it is ("no dates of it are told")."""
    first, last = group[0].first, group[-1].last
    end = sentence.clause(first)[1]
    if any(c.first < m.last < first for c in cues for m in sentence.cued("unsaid")):
        return True
    begin = sentence.clause(first)[0]
    if any(c.first > last for c in cues) and not PAPERS.isdisjoint(w.word for w in sentence.words[begin:first]):
        return True  # "documentation of it is lacking"
    return any(last < m.first < min(end, last + BEHIND + 1) for m in sentence.cued("unrecorded"))


def not_shown(sentence: Sentence, group: Sequence[Mark]) -> bool:
    """Whether it is said that nothing on record tells that a run of treatments was given ("no evidence that she did this")."""
    first = group[0].first
    begin = sentence.clause(first)[0]
    denying = [m for m in sentence.cued("unsaid") if begin <= m.first and m.last < first and m.last > m.first]
    said = [m for m in denying if sentence.words[m.last].word == "that" and sentence.words[m.first].word in NOTHING]
    return bool(said)


def effect_denied(sentence: Sentence, group: Sequence[Mark], cues: Sequence[Mark]) -> bool:
    """Whether it is the effect of a treatment that is denied behind its label, and not the treatment ("response to the one: none")."""
    first, last = group[0].first, group[-1].last
    signs = {n for n in range(first, len(sentence.words)) if sentence.words[n].word in SIGNS}
    labelled = any(last < n < cue.first for cue in cues for n in signs) or any(n <= last for n in signs)
    near = (m for m in sentence.cued("gain") if 0 < first - m.last <= OF_LABEL)
    return labelled and any(sentence.words[m.last + 1].word in OF_WHAT for m in near)


def _of_next(sentence: Sentence, refusal: Mark) -> bool:
    """Whether a refusal speaks of what follows it ("the one was given, declined the other")."""
    following = refusal.last + 1
    if following >= len(sentence.words) or not sentence.words[following].word.isalpha():
        return False
    plain = {n for role in ("joins", "breaks", "fillers") for m in sentence.cued(role) for n in (m.first, m.last)}
    return following not in plain and sentence.words[following].word not in ASIDE


def _ordinal(sentence: Sentence, cue: Mark) -> bool:
    """Whether a word names one of several ("a second on such a day") and not the unit of what was measured ("12.1 seconds")."""
    before = sentence.words[cue.first - 1].word[:1] if cue.first else ""
    return sentence.words[cue.first].word == ORDINAL and not before.isdigit()


def _counts(sentence: Sentence, last: int, refusal: Mark) -> bool:
    """Whether visits are counted, and the refusal with them, which tells of those that were missed ("12 visits, 2 cancelled")."""
    beside = [n for n in (refusal.first - 1, refusal.last + 1) if 0 <= n < len(sentence.words)]
    counted = any(last <= m.first < refusal.first for m in sentence.cued("session"))
    return counted and any(sentence.words[n].word.isdigit() for n in beside)


def _goes_on(sentence: Sentence, refusal: Mark) -> bool:
    """Whether a word behind a refusal tells what was refused."""
    following = sentence.words[refusal.last + 1].word if refusal.last + 1 < len(sentence.words) else "."
    return following.isalpha() and following not in ASIDE


def elsewhere(sentence: Sentence, mark: Mark, begin: int, end: int) -> bool:
    """Whether a treatment, told between two words, was given for a part of the body that is none of this specialty."""
    placed = [*(m.first for m in sentence.cued("region")), *(m.first for m in sentence.levels)]
    if any(begin <= n < end for n in placed):
        return False
    if any(m.last + 1 == mark.first or m.first == mark.last + 1 for m in sentence.cued("elsewhere")):
        return True
    behind = sentence.words[mark.last + 1 : mark.last + 2]
    if behind and behind[0].word in ON and any(0 < m.first - mark.last - 1 <= AIM for m in sentence.cued("elsewhere")):
        return True
    return any(
        begin <= m.first < end
        and any(
            w.word in FOR or (w.word == "(" and w == sentence.words[m.first - 1])
            for w in sentence.words[max(begin, m.first - AIM) : m.first]
        )
        for m in sentence.cued("elsewhere")
    )


def asks_more(sentence: Sentence, numbers: Container[str]) -> bool:
    """Whether a question asks for more than the treatment, such as its length or what it did: a no then leaves open which."""
    sign = sentence.answer[1]
    if any(w.word[0].isdigit() or (w.word in numbers and len(w.word) > 2) for w in sentence.words[:sign]):
        return True
    return any(m.first < sign for m in sentence.cued("response"))


def long_past(
    sentence: Sentence, mark: Mark, edge: tuple[int, int], day: date | NotStated, numbers: Mapping[str, float]
) -> bool:
    """Whether a course is dated by nothing but a time years before the document: it is none of this illness."""
    begin, end = max(edge[0], mark.first - NEAR), min(edge[1], mark.last + NEAR)
    for cue in sentence.cued("ago"):
        if begin < cue.first < end:
            before = sentence.words[cue.first - 1].word
            number = float(before) if before.isdigit() else numbers.get(before, 0.0)
            if number == 0 or number >= RECENT:
                return True
    near = sentence.words[begin:end]
    years = [int(w.word) for w in near if _YEAR.fullmatch(w.word)]
    if any(one.word == "since" and _YEAR.fullmatch(other.word) for one, other in pairwise(near)):
        return False  # it goes on
    if day == NOT_STATED or not years or day.year - max(years) < RECENT:
        return False
    return not any(near[0].start <= d.start < near[-1].end for d in dates(sentence.line.text))
