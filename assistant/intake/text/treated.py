"""The treatments that a sentence names: in one word, or as a noun with its place apart."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .dates import spans_of_days
from .lexicon import Lexicon, Mark
from .listed import listed
from .sentence import Sentence

SHORT: Final = 3
"""Letters of an abbreviation at most."""
PLACED: Final = 6
"""Words between the noun of a treatment and its place."""
PERSON: Final = 5
"""Words from the title of a person to his field."""
BESIDE: Final = (",", "(", "-", "\u2013", "|")
"""Signs between a person and his field."""
NUMBERED: Final = 3
"""Words from the number of visits to the word for them."""

SPANS: Final = frozenset(("week", "weeks", "wk", "wks", "month", "months", "mo", "mos"))
"""Times of which a course is told."""
MADE_OF: Final = frozenset(("with", "including", "consisting", "like", "such", "(", ":", "for"))
"""Words behind a course by which it is, or may be, made of something else."""
_DATED: Final = re.compile(
    r"\s*(?:\?\s*yes\b\W*)?\(?\s*(?:(?:are\s+)?dated|from|of|between|covering|spanning|for|:)?\s*", re.IGNORECASE
)
"""Words between papers and the days that they are of."""
HAD: Final = frozenset(
    ("had", "did", "completed", "received", "underwent", "finished", "tried", "supervised", "formal", "despite")
)
"""Words before a course that is told with its first and its last day."""
LED: Final = 2
"""Words from those that cite papers to the papers."""


def named(sentence: Sentence, lexicon: Lexicon) -> list[Mark]:
    """The treatments that a sentence names, or its heading with the place that it names."""
    return sentence.of(_named, lexicon)


def _named(sentence: Sentence, lexicon: Lexicon) -> list[Mark]:
    marks = [m for m in sentence.names if m.role in ("treatment", "treatment?", "no treatment")]
    marks = [m for m in marks if not (_misread(sentence, m, lexicon) or _field(sentence, m, lexicon))]
    if sentence.cued("session") or any(m.role == "thing" for m in sentence.names):
        marks = sorted([*marks, *_recorded(sentence, lexicon)], key=lambda m: m.first)
    if sentence.cued("counted as") and not any(m.value in lexicon.reading.treatments.attended for m in marks):
        marks = sorted([*marks, *_counted(sentence, lexicon)], key=lambda m: m.first)
    if sentence.cued("listed as"):
        marks = sorted([*marks, *listed(sentence, marks, lexicon)], key=lambda m: m.first)
    if sentence.cued("treatment head"):
        marks = sorted([*marks, *_headed(sentence, marks)], key=lambda m: m.first)
    return marks or _under_heading(sentence, lexicon)


def _misread(sentence: Sentence, mark: Mark, lexicon: Lexicon) -> bool:
    """Whether an abbreviation stands for something else, as other words of the sentence tell."""
    own = lexicon.reading.treatments.kinds.get(mark.value)
    if own is None or not own.misread or mark.first != mark.last or len(sentence.words[mark.first].word) > SHORT:
        return False
    return any(w.word in own.misread for w in sentence.words)


def _field(sentence: Sentence, mark: Mark, lexicon: Lexicon) -> bool:
    """Whether words in capitals behind a person are the field that he works in ("Dr. Roe, Such Medicine")."""
    text = sentence.line.text
    capitals = text[sentence.words[mark.first].start].isupper() and text[sentence.words[mark.last].start].isupper()
    if mark.first == mark.last or not capitals or mark.first == 0 or sentence.words[mark.first - 1].word not in BESIDE:
        return False
    return any(0 < mark.first - m.last <= PERSON for m in sentence.cued("person title"))


def _recorded(sentence: Sentence, lexicon: Lexicon) -> Iterator[Mark]:
    """Treatments of which papers are named, where these say how often it was given ("its notes show 12 visits", "per its notes, 12 visits"), or
    from which day to which ("its notes dated May 1 to June 9").
    """
    for thing in (m for m in sentence.names if m.role == "thing" and m.last > m.first):
        end = sentence.clause(thing.first)[1]
        counted = [m.first for m in sentence.cued("session") if thing.last < m.first < end]
        ranged = _ranged(sentence, thing)
        if not counted and not ranged:
            continue
        said = ranged or any(thing.last < m.first < counted[0] for m in sentence.cued("recorded"))
        if not (said or any(0 < thing.first - m.last <= LED for m in sentence.cued("cited"))):
            continue
        words = sentence.words[thing.first : thing.last]
        named = ((value, b - a + 1) for a, b, role, value in lexicon.names.find(words) if role == "treatment")
        kind = next((value for value, length in named if length == len(words)), "")
        if kind in lexicon.reading.treatments.attended:
            yield Mark("treatment", kind, thing.first, thing.last)


def _ranged(sentence: Sentence, thing: Mark) -> bool:
    """Whether papers are told with the first and the last day of what they are of."""
    end = sentence.words[thing.last].end
    if any(0 < thing.first - m.last <= LED for m in sentence.cued("negation")):
        return False  # nothing but that there are no papers
    return any(
        start >= end and _DATED.fullmatch(sentence.line.text, end, start)
        for start, _ in spans_of_days(sentence.line.text)
    )


def _counted(sentence: Sentence, lexicon: Lexicon) -> list[Mark]:
    """The treatment that a word means which leaves it open elsewhere, where visits of it are counted, or its first and
    last day stand behind it ("therapy, 16 visits").
    """
    visited = [m.first for m in sentence.cued("session")]
    found = []
    for mark in sentence.cued("counted as"):
        before = sentence.words[mark.first - 1].word if mark.first else "."
        ranged = _ranged(sentence, mark)
        plain = not before.isalpha() or before in lexicon.reading.treatments.led_by or (ranged and before in HAD)
        numbered = any(any(w.word.isdigit() for w in sentence.words[max(0, n - NUMBERED) : n]) for n in visited)
        if plain and (numbered or ranged or _attended(sentence, mark, lexicon)):
            found.append(Mark("treatment", mark.value, mark.first, mark.last))
    return found[:1]


def _attended(sentence: Sentence, mark: Mark, lexicon: Lexicon) -> bool:
    """Whether such a word is told as what somebody goes to: behind a verb of it, or so many weeks, and with nothing that it is made of."""
    words = [w.word for w in sentence.words]
    behind = words[mark.last + 1 : mark.last + 3]
    timed = len(behind) == 2 and (behind[1][0].isdigit() or behind[1] in lexicon.general.numbers)
    if behind and behind[0] in MADE_OF and not (behind[0] == "for" and timed):
        return False
    if any(m.last + 1 == mark.first for m in sentence.cued("goes to")):
        return True
    before = words[max(0, mark.first - 2) : mark.first]
    return len(before) == 2 and before[1] == "of" and before[0] in SPANS


def _headed(sentence: Sentence, known: Sequence[Mark]) -> Iterator[Mark]:
    """Treatments told as a noun with its place apart ("diagnostic block: left joint")."""
    covered = {n for m in known for n in range(m.first, m.last + 1)}
    for head in sentence.cued("treatment head"):
        begin, end = sentence.clause(head.first)
        if head.first in covered:
            continue
        own = [
            (_between(sentence, head, m), m)
            for m in sentence.cued("treatment place")
            if m.value.startswith(f"{head.value}:") and begin <= m.first < end and m.first not in covered
        ]
        gap, place = min(own, key=lambda row: row[0], default=(PLACED + 1, head))
        if gap <= PLACED:
            yield Mark(
                "treatment", place.value.partition(":")[2], min(head.first, place.first), max(head.last, place.last)
            )


def _between(sentence: Sentence, one: Mark, other: Mark) -> int:
    """Words between two marks, without figures and levels, as those of a day."""
    inner = range(min(one.last, other.last) + 1, max(one.first, other.first))
    return 1 + sum(sentence.words[n].word.isalpha() and n not in sentence.level_words for n in inner)


def _under_heading(sentence: Sentence, lexicon: Lexicon) -> list[Mark]:
    """The treatment whose noun heads a sentence that names its place ("Diagnostic block: left joint")."""
    if not (named := sentence.cued("treatment place")):
        return []
    heading = sentence.line.place or sentence.line.heading
    heads = {value for role, value in lexicon.heading(heading) if role == "treatment head"}
    places = [m for m in named if m.value.partition(":")[0] in heads]
    return [Mark("treatment", m.value.partition(":")[2], m.first, m.last) for m in places[:1]]
