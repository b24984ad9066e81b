"""Whether a sentence states a fact, denies it, leaves it open, or does not speak of it as a fact at all."""

from collections.abc import Sequence

from ...model.base import Status
from .bygone import seen_then
from .conditions import depends, described
from .dates import dates
from .denying import SEEN, attributive, denied, ended
from .excepted import clause_of
from .explained import NAMED, answered_before, asked_of, explained
from .gains import brings_not
from .informants import begins_of_another, informs
from .lexicon import Mark
from .presupposed import presupposed
from .reach import BEHIND, doubt_reaches, gap
from .review_lists import reviewed
from .ruled_out import asked_whether_excluded, label_of_exclusion, still_open
from .sentence import Sentence

AFTER = 7
"""Words behind a fact within which it is said that it was only planned."""
PAST = 4
"""Words before a fact within which `history of` makes it past."""
TIMES = frozenset(("day", "week", "wk", "month", "mo", "year", "yr"))
"""Words before `history of` that give its length: what is told is still so."""
UNDONE = frozenset(("none", "not", "never", "no", "0", "zero", "yet"))
"""Words before what would have been done, had it been."""
TREATED = ("treatment", "treatment?", "no treatment", "other treatment")
"""Roles of what is given."""
SHORT = 3
"""Letters from which on a word in capitals is the name of a test."""
DECIDING = frozenset(("family", "hypothetical", "necessity", "silent", "planned_after", "past", "past_after", "looked_for", "uncertain",
  "uncertain_after", "negation", "negated_after", "no_negation", "denies_next", "excluded_after", "excludes",
  "tests_for", "signed", "listing"))  # fmt: skip
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
    seen: int | None = None,
) -> tuple[Status | None, list[Mark]]:
    """The status of a fact that stands at the given words, with the cues that decide it.

    None: it is not stated. `terms`: all facts; a list of bare ones carries a denial on. `past`: `history of` keeps it; without `behind`
    nothing behind denies it; `valued`: it says what was found; `sound`: adjectives by which all is well; `seen`: the first
    word of what images show, before which another thing may be denied.
    """
    if sentence.answer[0] and last <= sentence.answer[1] and not answered_before(sentence, last):
        return _answered(sentence, first, last, terms, past=past)
    if asked_of(sentence, last):
        return None, []
    status, cues = _plain(sentence, first, last, terms, past=past, behind=behind, valued=valued, sound=sound)
    if seen is not None and status == "absent" and presupposed(sentence, cues, seen):
        return "present", []
    return status, cues


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
    if not sentence.cued_any(DECIDING) and not reviewed(sentence):
        return "present", []
    begin, end = clause_of(sentence, first)
    if sentence.answer[0]:  # What stands before the answer does not speak of what stands behind it.
        begin, end = (
            (begin, min(end, sentence.answer[1])) if last < sentence.answer[1] else (sentence.answer[2] + 1, end)
        )
    family = (m for m in sentence.cued("family") if not begins_of_another(sentence, m, last))
    if any(not informs(sentence, m) and _one_run(sentence, m, first) for m in family):
        return None, []
    if (label := label_of_exclusion(sentence, first)) is not None:
        return "uncertain" if still_open(sentence, last) else "absent", [label]
    inner = range(first, last + 1)
    hoped = (m for m in sentence.cued("hypothetical") if m.first < first and not _dated(sentence, m))
    if any(depends(sentence, m, first, last) for m in hoped):
        return None, []
    if _asked_for(sentence, first, last):
        return None, []
    silent = sentence.cued("silent") and _silent(sentence)
    silent = [m for m in silent if m.last < first or not _of_next(sentence, last, m.first)]
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
    denial = denied(sentence, first, last, begin, end, terms, behind=behind)
    if isinstance(denial, Mark) and ended(sentence, denial, first, sound):
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


def _of_next(sentence: Sentence, last: int, cue: int) -> bool:
    """Whether words behind a finding speak of another thing, which is named behind a comma ("this is there, that was not done"). Treatments
    and joined things are lists, of which the words tell as a whole.
    """
    comma = max((n for n in range(last + 1, cue) if sentence.words[n].word == ","), default=cue)
    if any(last < m.first < cue for m in sentence.cued("joins")):
        return False
    if any(m.role in TREATED and m.first <= last <= m.last for m in sentence.names):
        return False
    things = (*sentence.names, *sentence.cued("study"))
    named = any(comma < m.first < cue and m.role not in ("structure", "part", "place") for m in things)
    short = (sentence.line.text[w.start : w.end] for w in sentence.words[comma + 1 : cue])
    return named or any(word.isalpha() and word.isupper() and len(word) >= SHORT for word in short)


def _once(sentence: Sentence, cue: Mark) -> bool:
    """Whether `history of` speaks of the past: not behind a length of time, nor where a denial of it covers the present too."""
    before = sentence.words[cue.first - 1].word if cue.first else ""
    denied = any(m.last == cue.first - 1 for m in sentence.cued("negation"))
    return before not in TIMES and not denied


def denied_behind(sentence: Sentence, last: int) -> bool:
    """Whether a denial stands directly behind, with nothing that joins or parts between: of words that deny a kind, it denies the denial."""
    for mark in sentence.cued("negated_after"):
        between = range(last + 1, mark.first)
        apart = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
        if 0 < gap(sentence, last, mark.first) <= SEEN + 1 and not attributive(sentence, mark):
            return not any(n in apart or sentence.words[n].word in (",", ";", ".", ":") for n in between)
    return False


def planned_behind(sentence: Sentence, last: int, end: int) -> bool:
    """Whether it is said behind a fact, in its clause, that it was only planned."""
    return any(
        m.first < end
        and 0 < gap(sentence, last, m.first) <= AFTER
        and not (_done(sentence, m, end) or _of_next(sentence, last, m.first))
        for m in sentence.cued("planned_after")
    )


def _done(sentence: Sentence, cue: Mark, end: int) -> bool:
    """Whether what was planned was carried out, or the word only describes what follows it ("planned removal")."""
    silent = [m.first for role in ("silent", "unsaid") for m in sentence.cued(role) if m.first > cue.last]
    done = [m for m in sentence.cued("done") if cue.last < m.first < min([end, *silent])]
    if any(sentence.words[m.first - 1].word not in UNDONE for m in done):
        return True
    return attributive(sentence, cue)


def _one_run(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether no semicolon stands between a word and a fact, whichever is first."""
    begin, end = sorted((cue.first, first))
    return not any(w.word == ";" for w in sentence.words[begin:end])


def _dated(sentence: Sentence, mark: Mark) -> bool:
    """Whether words for what is to come stand straight before a day, and are then of what was done ("evaluation of 5/4/2026: ...")."""
    end = sentence.words[mark.last].end
    return any(0 <= d.start - end <= 1 for d in dates(sentence.line.text)) and sentence.words[mark.last].word == "of"


def _asked_for(sentence: Sentence, first: int, last: int) -> bool:
    """Whether it is asked of something, and not of the person described with it, whether it is necessary."""
    asks = [m for m in sentence.cued("necessity") if m.last > m.first or sentence.words[-1].word == "?"]
    return any(m.first > last for m in asks) and not any(n < first for n in described(sentence))


def _shielded(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether a doubt stands so far before, with a comma between, that it speaks of something else."""
    between = sentence.words[cue.last + 1 : first]
    return any(w.word == "," for w in between) and not sentence.cued("alternatives")
