"""The structures that what is told in a sentence is of, and those that it reaches."""

from collections.abc import Mapping, Sequence
from typing import Final

from ...model.base import NOT_STATED, NotStated, Side
from ...model.vocabulary import FindingKind
from ...pack.pack import Pack
from .group import Group
from .sentence import Sentence, behind, wholes

REACHED: Final = 5
"""Words between a noun and the words that say where it reaches, and between these and that place."""
STRUCTURES: Final = 12
"""Words behind a noun in which its structures stand."""
NEAR: Final = 4
"""Words beside a noun of an image in which the structure that it touches stands."""
BESIDE: Final = frozenset(("and", "or", "&", "/"))
"""Words before a structure which is not the only one ("the one and the other")."""
DENIED: Final = frozenset(("nor", "not", "than", "sparing"))
"""Words before a structure that none of it concerns ("the one, not the other")."""


def share_structures(sentence: Sentence, groups: Sequence[Group], kinds: Mapping[str, FindingKind]) -> None:
    """Gives each group the structures that stand behind it, or directly before it; coordinated groups share them."""
    for n, group in enumerate(groups):
        table = kinds[group.kind].structures
        if table == NOT_STATED:
            continue
        if group.of:
            group.structures = _reached(sentence, table, group)
            continue
        following = groups[n + 1].first if n + 1 < len(groups) else len(sentence.words)
        end = min(following, sentence.clause(group.first)[1], group.last + STRUCTURES)
        group.structures = _structures(sentence, table, group.last + 1, end)
        if not group.structures:
            begin = groups[n - 1].last + 1 if n else 0
            before = _structures(sentence, table, max(begin, group.first - 4), group.first)
            group.structures = before[-1:]
    for n in range(len(groups) - 2, -1, -1):
        here, later = groups[n], groups[n + 1]
        if sentence.clause(here.first) != sentence.clause(later.first):
            continue
        same = kinds[here.kind].structures == kinds[later.kind].structures
        if not here.structures and not here.of and same and later.structures and later.first - here.last <= 3:
            here.structures = later.structures
        if not here.sides and later.sides and later.first - here.last <= 3 and later.sides[0].first > later.last:
            here.sides = list(later.sides)


def root_named(sentence: Sentence, group: Group, table: str, levels: Sequence[str], pack: Pack) -> str | NotStated:
    """The one structure that words of an image name, where its roots are of the levels; not stated where they name several, or none.

    It stands among the words of the noun or behind them, or else directly before: "it presses on the one", "the one is pressed upon".
    """
    roots = {root for text in levels for level in pack.levels.places(text) for root in pack.levels.roots(level)}
    behind_it = min(sentence.clause(group.first)[1], group.last + NEAR + 1)
    for begin, end in ((group.first, behind_it), (max(0, group.first - NEAR), group.first)):
        named = [m for m in sentence.names if m.role == "structure" and m.value.startswith(f"{table}:")]
        named = [m for m in named if begin <= m.first < end]
        if not named:
            continue
        before = [(m, {w.word for w in sentence.words[max(0, m.first - 3) : m.first]}) for m in named]
        told = [(m.value.split(":", 1)[1], words) for m, words in before if words.isdisjoint(DENIED)]
        one = told[0][0] if len({of for of, _ in told}) == 1 and told[0][1].isdisjoint(BESIDE) else NOT_STATED
        return one if one != NOT_STATED and not roots.isdisjoint(pack.structure(table, one).roots) else NOT_STATED
    return NOT_STATED


def _reached(sentence: Sentence, table: str, group: Group) -> list[tuple[str, Side]]:
    """The structure that a noun names itself, and those that it is said to reach ("one pain to the other part")."""
    nouns = [m.first for m in sentence.names if m.first > group.last and m.role in ("kind", "thing", "structure")]
    ways = [m for m in sentence.cued("reaches") if 0 < m.first - group.last <= REACHED]
    ways = [m for m in ways if not any(n < m.first for n in nouns)]
    ways = [m for m in ways if all(w.word.isalpha() for w in sentence.words[group.last + 1 : m.first])]
    if not ways:
        return []
    end = min(sentence.clause(group.first)[1], ways[0].last + REACHED)
    found = _structures(sentence, table, ways[0].last + 1, end)
    if any(w.word in (",", ".") for w in sentence.words[ways[0].last : ways[0].last + 1]) or not found:
        return []
    reached = [(of, group.side if side == NOT_STATED else side) for of, side in found[:1] if of != group.of]
    return [(group.of, group.side), *reached] if reached else []


def _structures(sentence: Sentence, table: str, begin: int, end: int) -> list[tuple[str, Side]]:
    found: list[tuple[str, Side]] = []
    named = [m for m in sentence.names if m.role == "structure" and m.value.startswith(f"{table}:")]
    passed = wholes(sentence, named) if len(named) > 1 else ()
    for mark in named:
        if begin <= mark.first < end and mark.first not in passed:
            if any(w.word == "from" for w in sentence.words[max(0, mark.first - 2) : mark.first]):
                continue
            side = next((s.value for s in sentence.cued("side") if mark.first - 1 <= s.last <= mark.last), NOT_STATED)
            after = next((s.value for s in sentence.cued("side") if s.first == mark.last + 1), NOT_STATED)
            side = after if side == NOT_STATED and after == "bilateral" else side
            side = behind(sentence, mark.last) if side == NOT_STATED else side
            found.append((mark.value.split(":", 1)[1], side))  # type: ignore[arg-type]
    return found
