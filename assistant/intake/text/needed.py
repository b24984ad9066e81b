"""What a text must hold for an expression to be found in it: told from the expression, so that most texts need not be searched."""

import re
from typing import Final

Needs = tuple[frozenset[str], ...]
"""Of each of these sets at least one piece stands, in small letters, in whatever the expression fits."""

SHORTEST: Final = 2
"""Characters of a piece at least."""
MOST: Final = 4
"""Sets that are worth looking for."""
ENDS: Final = ("close", "other")
_PART = re.compile(
    r"(?P<plain>[^\\\[\](){}.^$*+?|]+)"
    r"|(?P<skip>\(\?[aimsuL]+\)|\(\?P=\w+\)|\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|N\{[^}]*\}|\d+|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|[.^$])"
    r"|(?P<beside>\(\?<?[=!])|(?P<open>\((?:\?(?:P<\w+>|[aimsuL]*(?:-[ims]+)?:))?)(?!\?)"
    r"|(?P<close>\))|(?P<other>\|)|(?P<times>(?:[*+?]|\{\d*,?\d*\})[?+]?)",
    re.DOTALL,
)


def needs_of(expression: str) -> Needs:
    """What a text needs for an expression; nothing where that cannot be told."""
    try:
        sets, end = _either(expression, 0)
    except ValueError:
        return ()
    return tuple(sorted(sets, key=_worth, reverse=True)[:MOST]) if end == len(expression) else ()


def _worth(pieces: frozenset[str]) -> tuple[int, int]:
    return min(map(len, pieces)), -len(pieces)


def _either(expression: str, at: int) -> tuple[list[frozenset[str]], int]:
    """What one of several ways needs, whichever it is, and where they end."""
    ways: list[list[frozenset[str]]] = []
    while True:
        sets, at = _sequence(expression, at)
        ways.append(sets)
        if expression[at : at + 1] != "|":
            break
        at += 1
    if len(ways) == 1:
        return ways[0], at
    if not all(ways):
        return [], at
    return [frozenset().union(*(max(way, key=_worth) for way in ways))], at


def _sequence(expression: str, at: int) -> tuple[list[frozenset[str]], int]:
    """What all parts of a way need, and where it ends: before `|` or `)`, or with the expression. Raises ValueError."""
    sets: list[frozenset[str]] = []
    run, last = "", list[frozenset[str]]()

    def ended(piece: str) -> None:
        if len(piece) >= SHORTEST:
            sets.append(frozenset((piece,)))

    while (part := _PART.match(expression, at)) is not None and part.lastgroup not in ENDS:
        at, kind = part.end(), part.lastgroup
        if kind == "times":
            never = part[0][0] in "*?" or part[0].startswith(("{0", "{,"))
            ended(run[:-1] if never else run)
            sets += [] if never else last
        else:
            ended(run)
            sets += last
        run, last = "", []
        if kind == "plain":
            run = part[0].lower() if part[0].isascii() else ""
        elif kind in ("open", "beside"):
            inner, at = _either(expression, at)
            if expression[at : at + 1] != ")":
                raise ValueError(expression)
            at, last = at + 1, inner if kind == "open" else []
    if part is None and at < len(expression):
        raise ValueError(expression)
    ended(run)
    return [*sets, *last], at
