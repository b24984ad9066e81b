"""How words of the record are quoted together: what overlaps as one stretch, what lies within another not at all, and behind a treatment the
words of what it brought, where the document tells them apart from it.
"""

import re
from collections.abc import Iterable, Sequence

from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from .words import quoted, without_parts

GAP = 6
"""Characters between two quotations of one sentence, a comma or a short word, that are quoted with them."""
MOST = 30
"""Words of the longest stretch that is quoted as one."""
_PLAIN = re.compile(r"“[^“”]+”")
_NAMED = re.compile(r"“([^“”]+)” \([^“”]+\)")
_ENDS = re.compile(r"[.;:\n|()]")
Place = tuple[int, int]


def together(quotes: Iterable[str], text: str) -> list[str]:
    """Quotations of one text, each once: none that stands within another, and those that overlap, or nearly touch, as one."""
    made = _without_named_parts(without_parts(quotes))
    places = {q: place for q in made if _PLAIN.fullmatch(q) and (place := _only_place(q.strip("“”"), text)) is not None}
    runs: list[list[str]] = []
    for quote in sorted(places, key=lambda q: places[q]):
        if runs and _one(places[runs[-1][0]][0], places[runs[-1][-1]][1], places[quote], text):
            runs[-1].append(quote)
        else:
            runs.append([quote])
    for run in runs:
        if len(run) > 1:
            whole = quoted(text[places[run[0]][0] : places[run[-1]][1]])
            first = min(made.index(quote) for quote in run)
            made = [whole if n == first else q for n, q in enumerate(made) if n == first or q not in run]
    return made


def with_responses(said: Sequence[tuple[str, Finding | Treatment]]) -> list[str]:
    """Quotations, and behind those of treatments what they brought, once for all that share the words of it."""
    shared: dict[str, list[int]] = {}
    for n, (_, fact) in enumerate(said):
        if isinstance(fact, Treatment) and fact.response_quote != NOT_STATED:
            shared.setdefault(quoted(fact.response_quote), []).append(n)
    told = [words for words, _ in said]
    for response, held in shared.items():
        each = " to each" if len({told[n] for n in held}) > 1 else ""
        if not any(response.strip("“”") in words for words in told):
            last = told[held[-1]]
            words = f"response{each}: {response}"
            told[held[-1]] = f"{last[:-1]}; {words})" if last.endswith(")") else f"{last} ({words})"
    return told


def _without_named_parts(quotes: list[str]) -> list[str]:
    """Quotations without those that are told with a name behind them and stand within another, which says what they are of."""
    named = {q: match[1] for q in quotes if (match := _NAMED.fullmatch(q))}
    return [q for q in quotes if not any(named.get(q, "\0") in o for o in quotes if o != q)]


def _one(start: int, end: int, other: Place, text: str) -> bool:
    """Whether a quotation begins within a stretch of the text or just behind it, in the same clause."""
    gap = text[end : other[0]]
    near = len(gap) <= GAP and not _ENDS.search(gap)
    return near and len(text[start : max(end, other[1])].split()) <= MOST and "\n\n" not in text[start : other[1]]


def _only_place(words: str, text: str) -> Place | None:
    sought = re.escape(" ".join(words.split())).replace(r"\ ", r"\s+")
    found = list(re.finditer(sought, text))
    return found[0].span() if len(found) == 1 else None
