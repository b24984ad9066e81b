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

SHARE: Final = 0.6
"""Least part of the content words of a point that statements keep, themselves or by a synonym."""
_SHARED: Final = 2
"""Least number of content words that a statement has in common with each point that it claims to tell."""
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


def astray(statement: Statement, points: Sequence[Statement], ground: Ground) -> str:
    """What a statement that claims to tell points has to do with them too little, or says beyond them, and the guard of
    single statements lets pass; empty where nothing.
    """
    reading, own = reading_of(statement, ground), [reading_of(p, ground) for p in points]
    content = _stems(reading)
    for point in own:
        if len(content & _stems(point)) < min(_SHARED, len(_stems(point))):
            return "It says next to nothing of a point that it claims to tell."
    for word in (*verdicts(reading), *_answers(reading)):
        if word.mood == "negated" and word.means[0] not in ("met", "necessary"):
            return f'It denies "{word.words}"; an outcome is said as it is.'
    supposed = {p for point in own for p in _senses(point, "supposed")}
    if points and not supposed.issuperset(_senses(reading, "supposed")):
        return "It supposes an outcome that its points do not suppose."
    if reading.tells_sources or not points:
        return ""
    if _denials(reading) and not any(_denials(p) or _adverse(p) for p in own):
        return "It denies something, and its points deny nothing."
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
    for moods in (("asserted", "negated"), ("supposed",)):
        given = {sense for r in told for sense in _senses(r, *moods)}
        for word in (*verdicts(point), *_answers(point)):
            if word.mood in moods and _sense(word) not in given:
                return f'it says "{word.words}", and the statements do not.'
    return ""


def _senses(reading: Reading, *moods: str) -> set[frozenset[str]]:
    return {_sense(w) for w in (*verdicts(reading), *_answers(reading)) if w.mood in moods}


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
    own = _stems(point)
    kept = len(own & {stem for r in told for stem in _stems(r)})
    return "too little of what it says is told." if own and kept < SHARE * len(own) else ""


def _stems(reading: Reading) -> frozenset[str]:
    """Content words by stem; of synonyms each counts as the first of its group. All words, where few have content."""
    lists = reading.ground.lists
    content = {s for s in reading.text.stems if s not in lists.connectives and not s.isdigit() and len(s) > 1}
    content = content if len(content) >= _SHARED else set(reading.text.stems)
    return frozenset(min(lists.synonyms.get(s, (s,))) for s in content)


def _denials(reading: Reading) -> bool:
    """Whether a negation stands outside quotations."""
    pattern, text = reading.ground.lists.negator, reading.text.lower
    return any(not reading.quoted(m.start()) for m in pattern.finditer(text))


def _adverse(reading: Reading) -> bool:
    """Whether something is said to fail or to be open."""
    words = (*verdicts(reading), *_answers(reading))
    return any(set(w.means) & {"not_met", "undetermined", "not_necessary"} for w in words)
