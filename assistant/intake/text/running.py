"""Lines that run on every page of a text, such as whose it is, when it was printed and which page it is: they are of no sentence."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

EDGE: Final = 3
"""Lines at the top and at the foot of a page that may be running ones."""
OFTEN, SHARE = 3, 0.6
"""Pages, and their share, that have a running line at least, where it does not count them."""
TWICE: Final = 2
"""Pages from which one that counts them is told."""
_PAGE: Final = r"\bp(?:age|g)?\b\.?\s*[:#]?\s*(?P<page>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?"
_NUMBER = re.compile(
    rf"{_PAGE}|^\W*(?P<alone>\d{{1,3}})(?:\s*(?:of|/)\s*\d{{1,3}})?\W*$|\b(?P<last>\d{{1,3}})\s*(?:of|/)\s*\d{{1,3}}\W*$",
    re.IGNORECASE,
)
"""The number of a page: behind its word, in a line of its own, or with the number of all at the end of a line."""
_NAMED = re.compile(_PAGE, re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d{2}")
SIGN: Final = "#"
FIRST: Final = "1"


def without_running_lines(pages: Sequence[str]) -> list[str]:
    """Pages without what stands on top or at the foot of nearly all of them, but for the head of the first; page numbers go.

    Such lines part sentences that run on. One without any figure is kept: it may be the title of a document of one page. So is a line
    below one of its own page: the day of three reports is the same, and their titles are not.
    """
    filled = [[n for n, row in enumerate(page.split("\n")) if row.strip()] for page in pages]
    rows = [page.split("\n") for page in pages]
    outer = [{*places[:EDGE], *places[-EDGE:]} for places in filled]
    counts = Counter(key for own, page in zip(outer, rows, strict=True) for key in {_counted(page[n]) for n in own})
    often = {key for key, n in counts.items() if n >= max(OFTEN, SHARE * len(pages)) or (n >= TWICE and SIGN in key)}
    kept = []
    for at, (places, page) in enumerate(zip(filled, rows, strict=True)):
        own = often | {SIGN} if len(pages) > 1 and {at + 1} >= _numbers(page, places) else often
        top, foot = set(_runs(places[:EDGE], page, own)), set(_runs(places[: -EDGE - 1 : -1], page, own))
        left = [
            row
            for n, row in enumerate(page)
            if not (n in top | foot and re.search(r"\d", row))
            or (_counted(row) != SIGN and n in top and (at == 0 or _first(row)) and n not in foot)
        ]
        kept.append("\n".join(left).strip("\n"))
    return kept


def _runs(places: Sequence[int], page: Sequence[str], often: set[str]) -> Iterator[int]:
    """The running lines at an edge of a page, from without."""
    for n in places:
        if _counted(page[n]) not in often:
            return
        yield n


def _numbers(page: Sequence[str], places: Sequence[int]) -> set[int]:
    """The numbers that stand alone in the outermost lines of a page."""
    found = (_NUMBER.fullmatch(page[n].strip()) for n in (*places[:1], *places[-1:]))
    return {int(match["alone"]) for match in found if match and match["alone"]}


def _counted(row: str) -> str:
    """A line with its page number taken out."""
    return _NUMBER.sub(SIGN, row.strip())


def _first(row: str) -> bool:
    """Whether a line counts the first page of a document."""
    found = _NUMBER.search(row.strip())
    return found is not None and FIRST in found.groups()


def counting(rows: Sequence[str]) -> set[int]:
    """The lines that say the same but for the page, one page after the other, where the text keeps no pages: such as name the page, or
    the time at which a page was sent.
    """
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, row in enumerate(rows):
        found = _NUMBER.search(row.strip()) if row.strip() else None
        if found and _counted(row) != SIGN and (_NAMED.search(row) or _TIME.search(row)):
            alike[_counted(row)].append((n, int(next(g for g in found.groups() if g))))
    return {
        n
        for lines in alike.values()
        if len(lines) >= TWICE and all(other == one + 1 for (_, one), (_, other) in pairwise(lines))
        for n, _ in lines
    }


def sent(row: str) -> bool:
    """Whether a line that stands within a sentence was put there with the page: it names the page, or ends with its number behind the day
    and the time, or the telephone, of who sent it.
    """
    told = row.strip()
    if told[:1].islower() or not (found := _NUMBER.search(told)):
        return False
    return _NAMED.search(told) is not None or (found["last"] is not None and _SENDER.search(told) is not None)


_SENDER = re.compile(r"\d[^\n]*\d{1,2}:\d{2}[^\n]*\d{7}|\d{2,4}\D{1,2}\d{1,2}:\d{2}|\d{3}\W{1,2}\d{3}\W\d{4}")
