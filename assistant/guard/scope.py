"""How far a negation reaches, in any analysed text: from before within its clause, or from behind ("is not seen")."""

import re
from typing import TYPE_CHECKING

from .text import Text
from .words import Lists

if TYPE_CHECKING:
    from .analysed import Analysed

REACH = 6
"""Words between a negation and the last word it can deny."""
_WIDE_REACH = 16
"""The same for a negation that is the subject of its sentence ("nothing in the two reports shows ...")."""
_REACH_BEHIND = 4
_ANSWERED = re.compile(r":\s*(?:none|no|nil|absent|negative|denied)(?=\s*(?:[.;,]|$))")
"""Behind what a list asks for: the answer that it is not there."""
_LIST_ENDS = re.compile(r"[.;:]|\b(?:but|although|though|while|whereas|so|and (?:the|it|a|an))\b")
_OR = re.compile(r"\bor\b")
_LISTING = frozenset(("no", "without"))
"""Negations that reach over the commas of a list near them ("no a, b or c")."""
_AND_VERB = re.compile(r"\band (?:is|are|was|were|has|have|had|shows?|there)\b")
_NEXT = 60
"""Characters behind the clause of a listed thing in which the "or" of the list stands."""


def negated(text: Text, lists: Lists, start: int, end: int, quoted: "tuple[tuple[int, int], ...]" = ()) -> bool:
    """Whether a negation reaches the words between two places; one inside a quotation does not reach out of it."""
    low, high = text.clause_at(start)
    if text.lower.endswith(("non-", "non "), 0, start):
        return True
    if _listed_under_denial(text, lists, start, high):
        return True
    for match in lists.negations(text.lower, low, start):
        reach = _WIDE_REACH if match[0] in lists.words.wide_negators else REACH
        if lists.denial_end(text.lower, match, start) < start or _new_predicate(text.lower, match, start):
            continue
        if len(text.lower[match.end() : start].split()) <= reach and not any(a <= match.start() < b for a, b in quoted):
            return True
    if _ANSWERED.match(text.lower, high):
        return True
    after = lists.negator_after.search(text.lower, end, high)
    return after is not None and len(text.lower[end : after.start()].split()) <= _REACH_BEHIND


def _new_predicate(lower: str, denial: re.Match[str], position: int) -> bool:
    """Whether a verb of its own stands between "neither ... nor" and a place ("can neither a nor b and shows c")."""
    between = lower[denial.end() : position]
    return denial[0] in ("neither", "nor") and _AND_VERB.search(between) is not None


def _listed_under_denial(text: Text, lists: Lists, position: int, clause_end: int) -> bool:
    """Whether a place stands in a list with "or" behind a denial that is the subject ("nothing shows a, b, or c")."""
    if "," not in text.lower or (lists.wide_firsts | _LISTING).isdisjoint(text.words):
        return False
    low, high = text.sentence_at(position)
    for match in lists.negations(text.lower, low, position):
        between = text.lower[match.end() : position]
        wide = match[0] in lists.words.wide_negators or (match[0] in _LISTING and len(between.split()) <= REACH)
        if not wide or "," not in between or _LIST_ENDS.search(between):
            continue
        rest = text.lower[position:high].split(", so ")[0]
        if _OR.search(between) or _OR.search(rest[: clause_end - position + _NEXT]):
            return True
    return False


def may_deny(lower: str, lists: Lists) -> bool:
    """Whether anything in a text can be denied, seen without its words."""
    searches = (_ANSWERED.search, lists.negator.search, lists.negator_after.search)
    return any(search(lower) for search in searches)


def denied(text: Text, lists: Lists) -> list[bool]:
    """For each word of a text, whether a negation reaches it."""
    found = [False] * len(text.word_list)
    before, behind = lists.negator.touches(text.runs), lists.negator_after.touches(text.runs)
    if not (":" in text.lower or before or behind):
        return found
    starts = text.starts
    for match in lists.negations(text.lower) if before else ():
        stop = lists.denial_end(text.lower, match, text.clause_at(match.start())[1])
        reach = _WIDE_REACH if match[0] in lists.words.wide_negators else REACH
        first, last = text.token_span(match.end(), stop)
        for n in range(first, min(first + reach, last)):
            found[n] = True
    for low, high in text.clauses if ":" in text.lower else ():
        if _ANSWERED.match(text.lower, high):
            first, last = text.token_span(low, high)
            found[first:last] = [True] * (last - first)
    for match in lists.negator_after.finditer(text.lower) if behind else ():
        low, _ = text.clause_at(match.start())
        last = next((n for n, t in enumerate(text.tokens) if t[2] > match.start()), len(found))
        for n in range(max(0, last - _REACH_BEHIND), last):
            if starts[n] >= low:
                found[n] = True
    return found


def denied_words(text: "Analysed") -> list[bool]:
    """For each word of an analysed text whether it is denied."""
    return denied(text.text, text.lexicon.lists)
