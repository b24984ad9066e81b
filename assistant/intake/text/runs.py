"""Runs of treatments in a sentence, and the words between which what is told of each stands."""

from collections.abc import Collection, Sequence

from .dates import dates
from .lexicon import Mark
from .sentence import Sentence

HOLDING = frozenset(
    ("of", "with", "including", "included", "comprising", "consisting", "which", "that", "mostly", "mainly", "using")
)
"""Words between the sign with which the parts of a course begin, and the first of them."""
FOLLOWED = frozenset(("after", "following"))
"""Words that lead to what was given before ("the one on such a day after the other")."""

LED = 4
"""Words before a treatment in which it is said that another one followed it."""
CONTAINING = frozenset(("with", "w", "including", "incl"))
"""Words that lead to the parts of what stands before them."""


def coordinated(sentence: Sentence, marks: Sequence[Mark]) -> list[list[Mark]]:
    """Runs of treatments with nothing but commas and joining words between."""
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    runs: list[list[Mark]] = []
    for mark in marks:
        if runs:
            last = runs[-1][-1].last
            between = range(last + 1, mark.first)
            if all(n in joins or n in sentence.fillers or sentence.words[n].word in (",", "(", ")") for n in between):
                runs[-1].append(mark)
                continue
        runs.append([mark])
    return runs


def came_before(sentence: Sentence, mark: Mark) -> bool:
    """Whether a treatment is told as what came before that of which the sentence speaks ("the one on such a day, after two of the other")."""
    words = [w.word for w in sentence.words[max(0, mark.first - LED) : mark.first]]
    return not FOLLOWED.isdisjoint(words)


def with_parts(sentence: Sentence, group: Sequence[Mark], mark: Mark) -> bool:
    """Whether a treatment is the first of a run and the others are told as parts of it ("the course with this and that from May on")."""
    following = mark.last + 1
    return mark == group[0] and following < group[-1].first and sentence.words[following].word in CONTAINING


def edges(
    sentence: Sentence, groups: Sequence[list[Mark]], group: list[Mark], courses: Collection[str]
) -> tuple[int, int]:
    """Words between which the details of a run of treatments stand: up to the clause's end, or to the neighbours.

    `courses`: treatments of many visits, of which brackets tell the parts ("12 visits from May to June (the one, the other), without help").
    """
    begin, end = sentence.clause(group[0].first)
    if end == group[-1].last + 1 < len(sentence.words) and sentence.words[end].word == "\u2014":
        end = sentence.clause(end)[1]  # A dash in place of a colon.
    if group is groups[-1] and len(group) == 1 and group[0].value in courses:
        while end < len(sentence.words) and _goes_on(sentence, end):
            end = sentence.clause(end)[1]
    n = groups.index(group)
    last, bracket = n, _parts(sentence, groups, n, courses)
    while last + 1 < len(groups) and bracket and groups[last + 1][0].first < bracket[1]:
        last += 1
    above = next((b for before in range(n) if (b := _parts(sentence, groups, before, courses)) and _in(group, b)), None)
    if above:
        return max(begin, above[0]), min(max(end, group[-1].last + 1), above[1])
    before = _border(sentence, groups[n - 1], group) if n else 0
    after = _border(sentence, groups[last], groups[last + 1]) if last + 1 < len(groups) else len(sentence.words)
    return max(begin, before), min(max(end, group[-1].last + 1), after)


def _in(group: Sequence[Mark], bracket: tuple[int, int]) -> bool:
    return bracket[0] < group[0].first < bracket[1]


def _parts(
    sentence: Sentence, groups: Sequence[list[Mark]], n: int, courses: Collection[str]
) -> tuple[int, int] | None:
    """The brackets, or the commas, that begin with the next run and tell the parts of a course: brackets only where something is told of
    it before them, or in them before their first part.
    """
    if len(groups[n]) > 1 or groups[n][0].value not in courses or n + 1 == len(groups):
        return None
    words, first = [w.word for w in sentence.words], groups[n + 1][0].first
    opened = first - 1
    counted = {k for m in sentence.cued("session") for k in range(m.first, m.last + 1)}
    while opened > groups[n][-1].last and (opened in counted or words[opened].isdigit() or words[opened] in HOLDING):
        opened -= 1
    sign = words[opened]
    listed = sign == "," and any(w in HOLDING for w in words[opened + 1 : first])
    closed = next((i for i in range(first, len(words)) if words[i] == (sign if listed else ")")), None)
    told = listed or (sign == "(" and (opened > groups[n][-1].last + 1 or opened < first - 1))
    return (opened, closed) if told and closed is not None else None


def _border(sentence: Sentence, one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """Where what is said of one run ends and of the next begins: its line, else the last comma or joining word between them."""
    joins = {m.first for m in sentence.cued("joins")}
    before, begins = sentence.words[other[0].first - 1], other[0].first
    if (
        before.word == ")"
        and begins > 1
        and sentence.words[begins - 2].word.isdigit()
        and sentence.words[begins - 3].word != "("
    ):
        return begins - 2  # the number of an item ("2) this")
    beside = before.word == "," or begins - 1 in {m.last for m in sentence.cued("joins")}
    if not beside and "\n" in sentence.line.text[before.end : sentence.words[begins].start]:
        return begins
    between = range(one[-1].last + 1, other[0].first)
    listing = _listing(sentence)
    parted = [
        n
        for n in between
        if n not in listing
        and (
            (n in joins and not _in_date(sentence, n))
            or sentence.words[n].word in (",", ".", ";", "\u2014")
            or (sentence.words[n].word in FOLLOWED and n > between[0])
        )
    ]
    while len(parted) > 1 and _leads(sentence, parted[-1], begins):
        parted.pop()
    closed = [n + 1 for n in between if sentence.words[n].word == ")"]
    if closed and not any(n >= closed[-1] for n in parted):
        return closed[-1]  # What stands in brackets is of what they stand behind.
    return parted[-1] if parted else one[-1].last + 1


def _listing(sentence: Sentence) -> set[int]:
    """Words that part nothing: those between two levels, and the commas of a day that is told in words."""
    ends, begins = {m.last for m in sentence.levels}, {m.first for m in sentence.levels}
    told = {n for n in range(1, len(sentence.words)) if n - 1 in ends and n + 1 in begins}
    days = [d for d in dates(sentence.line.text) if d.exact]
    return told | {
        n for n, w in enumerate(sentence.words) if w.word == "," and any(d.start < w.start < d.end for d in days)
    }


def _goes_on(sentence: Sentence, end: int) -> bool:
    """Whether a clause tells more of the one course before it: by a relative, or by days between dashes."""
    if sentence.words[end].word == "which":
        return True
    following = sentence.words[end + 1 : end + 2]
    dashed = sentence.words[end].word == "\u2014" and following != []
    return dashed and any(d.start == following[0].start for d in dates(sentence.line.text))


def _leads(sentence: Sentence, joining: int, begins: int) -> bool:
    """Whether a word only ties a treatment to the response before it, which is told of this one ("..., some relief with the other")."""
    told = {m.last for role in ("response", "gain") for m in sentence.cued(role)}
    return sentence.words[joining].word in ("with", "w") and joining == begins - 1 and joining - 1 in told


def _in_date(sentence: Sentence, n: int) -> bool:
    """Whether a stroke stands between figures, as in a date."""
    beside = sentence.words[max(0, n - 1)].word, sentence.words[min(n + 1, len(sentence.words) - 1)].word
    return sentence.words[n].word == "/" and all(w.isdigit() for w in beside)
