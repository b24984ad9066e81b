"""Levels and sides that belong to one of several procedures of a sentence."""

from collections.abc import Iterable

from ...pack.levels import LevelError
from ...pack.pack import Pack
from .lexicon import LevelMark, Mark
from .sentence import Sentence
from .upon import Found

ADJACENT = 2
"""Words from a level to the procedure that it belongs to, one after the other."""


def beyond(n: int, found: list[Found], sentence: Sentence) -> tuple[int, int]:
    """The last word of the procedure named before one, and the first of the one named behind it."""
    return found[n - 1][1] if n else -1, found[n + 1][0] if n + 1 < len(found) else len(sentence.words)


def own_levels(n: int, found: list[Found], named: list[LevelMark], sentence: Sentence) -> list[LevelMark]:
    """The places that belong to one of the procedures that a part names."""
    first, last, _, _ = found[n]
    before, after = beyond(n, found, sentence)
    if inner := [
        m for m in named if first < m.first and m.last < last
    ]:  # of what it is done upon, unless it reaches further
        reached = [m for m in named if last < m.first < after and sentence.words[m.first - 1].word == "to"]
        return reached or inner
    trailing = named and named[0].first > found[0][1] and named[-1].first > found[-1][1]
    theirs = _behind(n - 1, found, named, sentence) if n and not trailing else []
    own = [] if trailing else _run([m for m in named if before < m.last < first and m not in theirs], first, sentence)
    own = own or ([] if trailing else _behind(n, found, named, sentence))
    if not own and n and named and named[-1].last < found[0][0]:  # of the whole list behind them
        own = _run(named, found[0][0], sentence)
    if not own and n + 1 < len(found) and named and named[0].first > found[-1][1]:  # of the whole list before them
        own = named
    if not own:
        own = [
            m
            for m in named
            if last < m.first < after and (trailing or after == len(sentence.words) or after - m.last > ADJACENT)
        ]
    return own or [m for m in named if before < m.last < first and first - m.last <= 6 and m not in theirs][-1:]


def _behind(n: int, found: list[Found], named: list[LevelMark], sentence: Sentence) -> list[LevelMark]:
    """The levels that stand directly behind a procedure, as far as a comma or a joining word parts them from the next one."""
    _, last, _, _ = found[n]
    _, after = beyond(n, found, sentence)
    ties = {k for role in ("joins", "side") for m in sentence.cued(role) for k in range(m.first, m.last + 1)}
    run: list[LevelMark] = []
    for mark in (m for m in named if last < m.first < after):
        between = range(run[-1].last + 1 if run else last + 1, mark.first)
        tied = all(k in ties or sentence.words[k].word in (",", "/") for k in between)
        if not (tied if run else tied or len(between) < ADJACENT):
            break
        run.append(mark)
    parts = range(run[-1].last + 1, after) if run else ()
    if n + 1 < len(found) and not any(k in ties or sentence.words[k].word in (",", ";", ".") for k in parts):
        run = run[:-1]
    return run


def of_the_next(side: Mark, told: int, after: int, sentence: Sentence) -> bool:
    """Whether a side stands at the name of the next procedure, with words that join between it and the one before."""
    between = range(side.last + 1, after)
    own = sum(k not in sentence.level_words for k in between)
    parted = _parted(between, sentence)
    return told + 1 < side.first and after < len(sentence.words) and own <= ADJACENT and not parted


def of_the_former(side: Mark, begin: int, sentence: Sentence) -> bool:
    """Whether words that join stand between a side and the procedure behind it, which has its own place."""
    return side.last < begin and _parted(range(side.last + 1, begin), sentence)


def _parted(words: Iterable[int], sentence: Sentence) -> bool:
    ties = {k for m in sentence.cued("joins") for k in range(m.first, m.last + 1)}
    return any(k in ties or sentence.words[k].word in (",", "/", ";") for k in words)


def leads_kind(sentence: Sentence, side: Mark) -> bool:
    """Whether a side stands directly before a finding, whose side it is."""
    return any(m.role == "kind" and m.first == side.last + 1 for m in sentence.names)


def _run(marks: list[LevelMark], first: int, sentence: Sentence) -> list[LevelMark]:
    """The levels that stand directly before a procedure, with those that commas, joining words and sides tie to them."""
    ties = {n for role in ("joins", "side") for m in sentence.cued(role) for n in range(m.first, m.last + 1)}
    run: list[LevelMark] = []
    for mark in reversed(marks):
        between = range(mark.last + 1, run[0].first) if run else ()
        if (run or first - mark.last <= ADJACENT) and all(
            n in ties or sentence.words[n].word in (",", "/") for n in between
        ):
            run.insert(0, mark)
        else:
            break
    return run


def between(last: int, after: int, sentence: Sentence, pack: Pack) -> tuple[str, ...]:
    """The levels between landmarks that stand directly behind a procedure ("of X4 and X5"), where there are several."""
    ties = {k for m in sentence.cued("joins") for k in range(m.first, m.last + 1)}
    run: list[LevelMark] = []
    for mark in (m for m in sentence.marks if last < m.first < after):
        gap = range(run[-1].last + 1 if run else last + 1, mark.first)
        near = all(k in ties or sentence.words[k].word in (",", "/") for k in gap) if run else len(gap) < ADJACENT
        if mark.first in sentence.level_words or len(mark.levels) > 1 or not near:
            break
        run.append(mark)
    if len(run) < ADJACENT:
        return ()
    try:
        return pack.levels.parse(f"{run[0].levels[0]}-{run[-1].levels[0]}")
    except LevelError:
        return ()
