"""Facts of which the rest of a sentence does not speak: it denies only what explains them, or answers another question."""

import re
from typing import Final

from .lexicon import Mark
from .sentence import Sentence

NEAR: Final = 4
"""Words from those that speak of a cause to what it is the cause of."""
TELLING = frozenset(("took", "takes", "received", "underwent", "completed", "tried", "used", "attended", "had", "has"))
"""Words behind a comma that begin to tell what was done."""
NAMED: Final = ("kind", "head")
"""Roles of the names of what is found."""
LABEL: Final = 4
"""Words at least of a label that asks for one thing or another."""

_BOUND: Final = re.compile(r"[\u2265>]|\bat least\b|\bminimum\b|\b\d+ (?:out )?of \d+\b", re.IGNORECASE)


def answered_before(sentence: Sentence, last: int) -> bool:
    """Whether a question behind a fact has its answer before the one that the sentence ends with ("the one: denied, the other: yes")."""
    between = [w.word for w in sentence.words[last + 1 : sentence.answer[1]]]
    return (
        bool(between)
        and between[0] == ":"
        and "," in between
        and any(
            last < m.first < sentence.answer[1] for role in ("negation", "negated_after") for m in sentence.cued(role)
        )
    )


def asked_of(sentence: Sentence, last: int) -> bool:
    """Whether a fact stands in a label that asks for one thing or another, and what stands behind it says what was found instead."""
    sign = next((n for n in range(last + 1, len(sentence.words)) if sentence.words[n].word == ":"), 0)
    if sign < LABEL or sentence.answer[0] or not any(m.last < sign for m in sentence.cued("alternatives")):
        return False
    return any(m.role in NAMED and m.first > sign for m in sentence.names)


def asked_bound(sentence: Sentence, last: int) -> bool:
    """Whether a figure is the bound of a label ("relief of at least 50%: 40%"), and what stands behind it has a figure of its own."""
    sign = next((n for n in range(last + 1, len(sentence.words)) if sentence.words[n].word == ":"), 0)
    if not sign or sentence.answer[0]:
        return False
    text, at = sentence.line.text, sentence.words[sign].start
    return _BOUND.search(text[:at]) is not None and any(c.isdigit() for c in text[at:])


def explained(sentence: Sentence, denial: Mark, first: int, last: int) -> bool:
    """Whether a denial is one of what explains a fact, or of the fact at some times alone ("none at rest"), and not of the fact itself."""
    behind = (m for m in sentence.cued("restricted") if 0 < m.first - last <= NEAR)
    if any(not _goes_on(sentence, m) and not _parted(sentence, last, m.first) for m in behind):
        return True
    return any(
        0 < first - m.last <= NEAR and not m.last < denial.first < first and not _parted(sentence, m.last, first)
        for m in sentence.cued("causes")
    )


def beside_untreated(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether a fact stands in brackets behind a treatment that is denied, for which it is the reason ("no such therapy (that illness)")."""
    opened = next((n for n in range(cue.last + 1, first) if sentence.words[n].word == "("), None)
    if opened is None or any(w.word == ")" for w in sentence.words[opened:first]):
        return False
    return any(m.role == "treatment" and cue.last < m.first < opened for m in sentence.names)


def _goes_on(sentence: Sentence, mark: Mark) -> bool:
    """Whether an alternative follows, so that all is denied ("none at rest or with motion")."""
    return any(m.first == mark.last + 1 for role in ("joins", "alternatives") for m in sentence.cued(role))


def _parted(sentence: Sentence, last: int, first: int) -> bool:
    return any(w.word in (",", ";") for w in sentence.words[last + 1 : first])
