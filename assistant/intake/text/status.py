"""Whether a sentence states a fact, denies it, leaves it open, or does not speak of it as a fact at all."""

import re
from collections.abc import Sequence

from ...model.base import Status
from .bygone import seen_then
from .clear_side import of_next_level
from .conditions import depends, described
from .denied_at import anew_at, denied_next, ends_there, of_gain, of_name, said_of_subject
from .ended_since import behind_clause, none_now, only_partly, over_behind, which_ended
from .explained import NAMED, TELLING, answered_before, asked_of, beside_untreated, explained
from .gains import brings_not
from .informants import informs
from .lexicon import Mark
from .presupposed import presupposed
from .reach import BEHIND, doubt_reaches, gap
from .ruled_out import asked_whether_excluded, label_of_exclusion, still_open, tested_clear
from .sentence import Sentence

AFTER = 7
"""Words behind a fact within which it is said that it was only planned."""
PAST = 4
"""Words before a fact within which `history of` makes it past."""
TIMES = frozenset(("day", "week", "wk", "month", "mo", "year", "yr"))
"""Words before `history of` that give its length: what is told is still so."""
_OF_PERSON = ("he", "she", "they", "the", "patient", "pt", "is", "was")
"""With what a statement about the person begins anew."""
SEEN = 2
"""Words from a fact to those that say that it was seen once."""
SINCE = frozenset(("now", "since"))
"""Words that begin a denial of what was so before."""
RELATING = ("for", "by", "with", "w", "in", "due", "given", "secondary", "because", "per", "until")
"""Words behind a denial that tell why or when, and begin nothing that it denies."""
UNDONE = frozenset(("none", "not", "never", "no", "0", "zero", "yet"))
"""Words before what would have been done, had it been."""
ARTICLES = frozenset(("a", "an"))
ANEW = frozenset((*ARTICLES, "there"))
"""Words with which something is told anew behind a joining word ("no such, and there are others")."""
_MEASURE = re.compile(r"\d+(?:\.\d+)?")
EXCLUDED = "excluded"
"""The word behind what is denied that may stand before it as well."""
FAR = 14
"""Words that a denial reaches forward."""
DECIDING = frozenset(("family", "hypothetical", "necessity", "silent", "planned_after", "past", "past_after", "looked_for", "uncertain",
  "uncertain_after", "negation", "negated_after", "no_negation", "denies_next", "excluded_after", "excludes", "tests_for"))  # fmt: skip
"""Roles of the cues without any of which a fact is simply stated."""


def status_of(
    sentence: Sentence,
    first: int,
    last: int,
    terms: Sequence[Mark],
    *,
    past: bool = False,
    behind: bool = True,
    valued: bool = False,
    sound: Sequence[str] = (),
    seen: bool = False,
) -> tuple[Status | None, list[Mark]]:
    """The status of a fact that stands at the given words, with the cues that decide it.

    None: it is not stated. `terms`: all facts; a list of bare ones carries a denial on. `past`: `history of` keeps it; without `behind`
    nothing behind denies it; `valued`: it says what was found; `sound`: adjectives by which all is well; `seen`: another may be denied.
    """
    if sentence.answer[0] and last <= sentence.answer[1] and not answered_before(sentence, last):
        return _answered(sentence, first, last, terms, past=past)
    if asked_of(sentence, last):
        return None, []
    status, cues = _plain(sentence, first, last, terms, past=past, behind=behind, valued=valued, sound=sound)
    return ("present", []) if seen and status == "absent" and presupposed(sentence, cues, first) else (status, cues)


def _answered(
    sentence: Sentence, first: int, last: int, terms: Sequence[Mark], *, past: bool
) -> tuple[Status | None, list[Mark]]:
    """The status of a fact that a question asks for, by its answer: a yes to one thing or another leaves each open."""
    answer, sign, end = sentence.answer
    reply = Mark("answer", answer, end, end)
    if asked_whether_excluded(sentence, last):
        return "absent" if answer == "yes" else "uncertain", [reply]
    asked, cues = _plain(sentence, first, last, terms, past=past, behind=False)
    if asked is None or asked == "uncertain":
        return asked, cues
    terms = terms or [m for m in sentence.names if m.role in NAMED]
    others = [t for t in terms if t.role != "thing" and t.last < sign and (t.last < first or t.first > last)]
    inner = [m for m in sentence.cued("alternatives") if m.last < sign and not first <= m.first <= last]
    if answer == "open":
        return "uncertain", [*cues, reply]
    if answer == "yes":
        return ("uncertain" if others and inner else asked), [*cues, reply]
    both = others and not inner
    return (None, []) if asked == "absent" or both else ("absent", [reply])


def _plain(
    sentence: Sentence,
    first: int,
    last: int,
    terms: Sequence[Mark],
    *,
    past: bool,
    behind: bool,
    valued: bool = False,
    sound: Sequence[str] = (),
) -> tuple[Status | None, list[Mark]]:
    """The status of a fact by the words around it."""
    if not sentence.cued_any(DECIDING):
        return "present", []
    begin, end = sentence.clause(first)
    if sentence.answer[0]:  # What stands before the answer does not speak of what stands behind it.
        begin, end = (
            (begin, min(end, sentence.answer[1])) if last < sentence.answer[1] else (sentence.answer[2] + 1, end)
        )
    if any(not informs(sentence, m) and _one_run(sentence, m, first) for m in sentence.cued("family")):
        return None, []
    if (label := label_of_exclusion(sentence, first)) is not None:
        return "uncertain" if still_open(sentence, last) else "absent", [label]
    inner = range(first, last + 1)
    if any(m.first < first and depends(sentence, m, first, last) for m in sentence.cued("hypothetical")):
        return None, []
    if _asked_for(sentence, first, last):
        return None, []
    silent = sentence.cued("silent") and _silent(sentence)
    if any(begin <= m.first < end and (m.last < first or 0 < gap(sentence, last, m.first) <= BEHIND) for m in silent):
        return None, []
    if any(m.first > last and sentence.words[m.first - 1].word == "?" for m in silent):
        return None, []
    if behind and planned_behind(sentence, last, end):
        return None, []
    if not past and any(
        begin <= m.first and 0 < first - m.last <= PAST and _once(sentence, m) for m in sentence.cued("past")
    ):
        return None, []
    over = sentence.cued("past_after") if not past else ()
    if any(0 < gap(sentence, last, m.first) <= SEEN or seen_then(sentence, last, m.first) for m in over):
        return None, []
    doubts = [
        m
        for role in ("uncertain", "uncertain_after")
        for m in sentence.cued(role)
        if begin <= m.first < end and m.first not in inner
        and (m.last < first if role == "uncertain" else doubt_reaches(sentence, last, m.first))
    ]  # fmt: skip
    doubts = [m for m in doubts if m.first > last or not _shielded(sentence, m, first)]
    if any(n < first for n in described(sentence)):  # a question whether to treat one who has it asks nothing of that
        doubts = [m for m in doubts if sentence.words[m.first].word != "?"]
    denial = _denied(sentence, first, last, begin, end, terms, behind=behind)
    if isinstance(denial, Mark) and _ended(sentence, denial, first, sound):
        denial = None
    if denial == "open" and valued:
        denial = None
    if denial == "open" or (isinstance(denial, Mark) and explained(sentence, denial, first, last)):
        return None, []
    if isinstance(denial, Mark) and denial.first < first:
        doubts = [m for m in doubts if m.first > denial.last]  # What is doubted before a denial is something else.
    if doubts:
        return "uncertain", [doubts[-1]]
    if not isinstance(denial, Mark) and any(m.first == last + 1 for m in sentence.cued("looked_for")):
        return None, []
    return ("absent", [denial]) if isinstance(denial, Mark) else ("present", [])


def _silent(sentence: Sentence) -> list[Mark]:
    """Words that say that a record does not speak of a fact, but for those of what a treatment did not bring ("due to lack of progress")."""
    told = sentence.cued("response")
    return [
        m
        for m in sentence.cued("silent")
        if not any(m.first <= r.first <= m.last + 1 or brings_not(sentence.words, m, r) for r in told)
    ]


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


def _ended(sentence: Sentence, cue: Mark, first: int, sound: Sequence[str]) -> bool:
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
    if (begun in ANEW or _MEASURE.fullmatch(begun)) and not any(joins[-1].last < n < first for n in other):
        return True
    return (
        bool(sound)
        and not any(cue.last < n < first for n in other)
        and sentence.words[joins[-1].first - 1].word not in sound
    )


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


def _once(sentence: Sentence, cue: Mark) -> bool:
    """Whether `history of` speaks of the past: not behind a length of time, nor where a denial of it covers the present too."""
    before = sentence.words[cue.first - 1].word if cue.first else ""
    denied = any(m.last == cue.first - 1 for m in sentence.cued("negation"))
    return before not in TIMES and not denied


def _attributive(sentence: Sentence, mark: Mark) -> bool:
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


def denied_behind(sentence: Sentence, last: int) -> bool:
    """Whether a denial stands directly behind, with nothing that joins or parts between: of words that deny a kind, it denies the denial."""
    for mark in sentence.cued("negated_after"):
        between = range(last + 1, mark.first)
        apart = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
        if 0 < gap(sentence, last, mark.first) <= SEEN + 1 and not _attributive(sentence, mark):
            return not any(n in apart or sentence.words[n].word in (",", ";", ".", ":") for n in between)
    return False


def planned_behind(sentence: Sentence, last: int, end: int) -> bool:
    """Whether it is said behind a fact, in its clause, that it was only planned."""
    return any(
        m.first < end and 0 < gap(sentence, last, m.first) <= AFTER and not _done(sentence, m, end)
        for m in sentence.cued("planned_after")
    )


def _done(sentence: Sentence, cue: Mark, end: int) -> bool:
    """Whether what was planned was carried out, or the word only describes what follows it ("planned removal")."""
    silent = [m.first for role in ("silent", "unsaid") for m in sentence.cued(role) if m.first > cue.last]
    done = [m for m in sentence.cued("done") if cue.last < m.first < min([end, *silent])]
    if any(sentence.words[m.first - 1].word not in UNDONE for m in done):
        return True
    return _attributive(sentence, cue)


def _one_run(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether no semicolon stands between a word and a fact, whichever is first."""
    begin, end = sorted((cue.first, first))
    return not any(w.word == ";" for w in sentence.words[begin:end])


def _asked_for(sentence: Sentence, first: int, last: int) -> bool:
    """Whether it is asked of something, and not of the person described with it, whether it is necessary."""
    asks = [m for m in sentence.cued("necessity") if m.last > m.first or sentence.words[-1].word == "?"]
    return any(m.first > last for m in asks) and not any(n < first for n in described(sentence))


def _shielded(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether a doubt stands so far before, with a comma between, that it speaks of something else."""
    between = sentence.words[cue.last + 1 : first]
    return any(w.word == "," for w in between) and not sentence.cued("alternatives")


def _denied(
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
            _attributive(sentence, mark)
            or _of_other(sentence, mark)
            or _active(sentence, mark)
            or only_partly(sentence, mark)
            or of_next_level(sentence, mark)
        ):
            continue
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
        if begin <= m.first and m.last < first and m.first not in covered and first - m.last <= FAR and not ends_there(sentence, m)
        and (role == "negation" or (m.first == m.last and _heads(sentence, m, first)))
    ]  # fmt: skip
    cue = max(before, key=lambda m: m.first, default=None)
    if cue is None or _affirmed(sentence, cue, first):
        return None
    if beside_untreated(sentence, cue, first):
        return "open"
    if begun := _denies_itself(sentence, cue, first, terms):
        return "open" if begun == "open" else None
    commas = [n for n in range(cue.last + 1, first) if sentence.words[n].word == ","]
    if any(sentence.words[n + 1].word in TELLING for n in commas):
        return None  # "wore none of this, took that"
    if not commas:
        joined = [m for m in sentence.cued("joins") if cue.last < m.first < first]
        if joined and said_of_subject(sentence, cue, joined[-1], last):
            return None
        own = bool(joined) and any(joined[-1].first <= m.first < first for m in sentence.grades)
        alternatives = not joined or any(m.first == joined[-1].first for m in sentence.cued("alternatives"))
        return None if not alternatives and (own or anew_at(sentence, cue, joined[-1], first)) else cue
    carried = any(cue.last < m.first < end for m in sentence.cued("alternatives"))
    verb = any(m.first == cue.first for m in sentence.cued("listing"))
    graded = any(commas[-1] < m.first <= last + 1 for m in sentence.grades)
    placed = any(commas[-1] < m.first <= last + 3 for m in sentence.levels)
    if verb or (carried and not graded):
        return cue
    return None if graded or placed else "open"
