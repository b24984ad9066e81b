"""Whether statements tell a point in full. What a model claims to tell is not taken on trust: what is missing goes back to
it, and in the end the composer's own statement is put back.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ..guard import Ground
from ..guard.outcome_words import said, verdicts
from ..guard.reading import Reading, Said, reading_of
from ..model.document import Statement

SHARE: Final = 0.5
"""Least part of the content words of a point that statements keep, themselves or by a synonym."""
_FIGURES: Final = 0.6
"""The same for the figures of a statement about sources; elsewhere every figure counts."""
_STEPS: Final = re.compile(r"\bsteps? (\d+(?:(?:, | and )\d+)*)")


def missing(point: Statement, told: Sequence[Statement], ground: Ground) -> str:
    """What of a point the statements leave out, in words for whoever wrote them; empty where it is told in full."""
    if not told:
        return "no statement that stands tells it."
    wanted, given = reading_of(point, ground), [reading_of(s, ground) for s in told]
    for check in (_markers, _outcomes, _levels, _figures, _content):
        if left_out := check(wanted, given):
            return left_out
    return ""


def steps(text: str) -> frozenset[str]:
    """Numbers of the document's own steps that a text points to."""
    return frozenset(n for m in _STEPS.finditer(text) for n in re.findall(r"\d+", m[1]))


def _markers(point: Reading, told: Sequence[Reading]) -> str:
    facts = {ref for r in told for ref in r.facts}
    documents = {id for r in told for id in r.documents}
    left = [f"[[{ref}]]" for ref in point.facts if ref not in facts]
    left += [f"[[record:{id}]]" for id in point.documents if id not in documents]
    return f"the markers {', '.join(left)} are missing." if left else ""


def _outcomes(point: Reading, told: Sequence[Reading]) -> str:
    given = {sense for r in told for sense in _senses(r)}
    for word in (*verdicts(point), *_answers(point)):
        if word.mood in ("asserted", "negated") and _sense(word) not in given:
            return f'it says "{word.words}", and the statements do not.'
    return ""


def _senses(reading: Reading) -> set[frozenset[str]]:
    words = (*verdicts(reading), *_answers(reading))
    return {_sense(w) for w in words if w.mood in ("asserted", "negated")}


def _sense(word: Said) -> frozenset[str]:
    """What an outcome word says; a negated one says something else than the same word asserted."""
    if word.mood == "negated" and word.means == ("met",):
        return frozenset({"not_met"})
    if word.mood == "negated" and word.means == ("necessary",):
        return frozenset({"not_necessary"})
    return frozenset((*word.means, "not" if word.mood == "negated" else ""))


def _answers(reading: Reading) -> list[Said]:
    lists = reading.ground.lists
    return said(reading, lists.criterion_word, lists.words.criterion_words)


def _levels(point: Reading, told: Sequence[Reading]) -> str:
    given = _named(told)
    left = sorted(_named([point]) - given)
    return f"the levels {', '.join(left)} are missing." if left else ""


def _named(readings: Iterable[Reading]) -> frozenset[str]:
    return frozenset(level for r in readings for _, levels in r.levels for level in levels)


def _figures(point: Reading, told: Sequence[Reading]) -> str:
    """Codes, dates, numbers and ranges outside quotations; levels are looked for on their own."""
    own = {f.key: f.text for f in point.analysed.figures if f.kind != "level" and not point.quoted(f.start)}
    given = {f.key for r in told for f in r.analysed.figures}
    left = [text for key, text in own.items() if key not in given]
    allowed = (1 - _FIGURES) * len(own) if point.statement.type == "evidence" else 0
    return f"the figures {', '.join(left)} are missing." if len(left) > allowed else ""


def _content(point: Reading, told: Sequence[Reading]) -> str:
    lists = point.ground.lists
    own = {s for s in point.text.stems if s not in lists.connectives and not s.isdigit() and len(s) > 1}
    given = {stem for r in told for stem in r.text.stem_set}
    given |= {other for stem in given for other in lists.synonyms.get(stem, ())}
    kept = len(own & given)
    return "too little of what it says is told." if own and kept < SHARE * len(own) else ""
