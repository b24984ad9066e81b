"""Quotations: verbatim in a cited document or fact, whole words, and not torn out of a denial."""

import re
from collections.abc import Iterator
from functools import cache

from ..model.document import Violation
from .reading import Quote, Reading
from .text import squeeze

_GAP = re.compile(r"\s*(?:\.\.\.|\[[^\]]*\])\s*")
_JOINED = re.compile(r"\b(?:and|but|or)\s*$")
"""What joins words to those before."""
_APART = re.compile(r"[.;:,|•*]| [-–] |\[[ x]?\]|\([^()]*\)|^[^()]*\)")
"""What parts a denial from the words behind it: punctuation, the brackets it stands in, and the bullet or box of the next item of a list."""
_LABELLED = re.compile(r"[a-z][a-z /]{2,30}: ")
"""The label of a row, at the beginning of a quotation."""
_RUN = re.compile(r"[^\W_]+")
_IN_WORD = re.compile(r"\w")
_OF_A_THING = re.compile(
    r"\b(?:no|without|nor)\s+(?!(?:evidence|signs?|traces?|residuals?|recurrence|suggestion|history|findings?)\b)(?:[\w-]+\s+){1,3}?"
    r"(?:of|across|at|from|by|through|within|around|behind|along)\s+(?:the|this|that|his|her|its|their)\s+(?:[\w-]+\s+){0,2}$"
)
"""A denial of something about a thing that is there ("no change across the thing")."""
_FIRST = 6
"""Words by which the beginning of a paragraph is known."""
_BEFORE = 45
"""Characters before a quotation in which a negation of its source is looked for."""


def quote_altered(reading: Reading) -> Iterator[Violation]:
    """Words between quotation marks that are not in a cited document or fact as they stand."""
    if reading.text.text.count('"') % 2:
        yield reading.violation("quote-altered", reading.text.text[-60:], "A quotation is opened and not closed.")
    for quote in reading.quotes:
        if not quote.words or (len(quote.words.split()) < 2 and not reading.documents):
            continue
        found = list(_sources(quote, reading))
        if not found:
            if reading.documents or reading.facts:
                yield reading.violation("quote-altered", quote.words, _reason(quote, reading))
        elif all(negated for negated in found) and not _denied(reading, quote):
            yield reading.violation(
                "quote-altered",
                quote.words,
                f'The source denies it or leaves it open: the words "{quote.words}" follow a negation or a doubt there.',
            )


def counted(reading: Reading) -> int:
    """Number of quotations in a statement that passed."""
    return len(reading.quotes)


def _sources(quote: Quote, reading: Reading) -> Iterator[bool]:
    """For each place where the quotation stands: whether a negation or doubt that is not quoted precedes it there."""
    ground = reading.ground
    cited = reading.cited_at(max(quote.end - 1, 0))
    near = [c.document for c in cited if c.document]
    documents = [d for d in near or reading.documents if d in ground.documents]
    record = [ground.squeezed(d) for d in documents]
    parts = [p for p in (part.strip(" .,;:") for part in _GAP.split(squeeze(quote.words))) if p]
    if not parts:
        return
    if not near or len(near) < len(cited):  # words cited to a document stand in it, whatever a fact says
        record += [t.text.text.casefold() for t in reading.fact_texts]
    for text in record:
        for start in _places(parts, text):
            if _LABELLED.match(parts[0]):  # it begins its own row: what stands before it denies another
                yield False
                continue
            before = _APART.split(text[max(0, start - _BEFORE) : start])[-1]
            before = _resumed(ground.lists.words.resuming).split(before)[-1]
            lists, runs = ground.lists, frozenset(_RUN.findall(before))
            if _JOINED.search(before) and any(m.start() == 0 for m in lists.negations(parts[0])):
                yield False  # "no such and no other": each denies its own
                continue
            told = [[*lists.negations(before)] if lists.negator.touches(runs) else []]
            told.append([*lists.uncertain.finditer(before)] if lists.uncertain.touches(runs) else [])
            torn = any(len(before[found[-1].end() :].split()) <= 3 for found in told if found)
            torn = torn and _OF_A_THING.search(before) is None
            yield torn and not any(_opens(ground.documents[d].text, quote.words) for d in documents)


def _opens(text: str, words: str) -> bool:
    """Whether words open a paragraph of a text, or a row with a capital, so that what stands before them is not of their sentence."""
    first = r"\s+".join(map(re.escape, words.split()[:_FIRST]))
    if re.search(rf"\n[ \t]*\n\s*{first}", text, re.IGNORECASE) is not None:
        return True
    return words[:1].isupper() and re.search(rf"\n\W*{first}", text) is not None


@cache
def _resumed(verbs: tuple[str, ...]) -> re.Pattern[str]:
    """What opens a clause of its own behind a denial."""
    return re.compile(rf"\band (?:he |she |they )?(?:{'|'.join(map(re.escape, verbs)) or '(?!)'})\b")


def _places(parts: list[str], text: str) -> Iterator[int]:
    """Where the parts of a quotation stand in a text, whole words, one soon behind the other."""
    if not all(part in text for part in parts):
        return
    if len(parts) == 1:
        yield from _whole(parts[0], text)
        return
    pattern = re.compile(r".{0,200}?".join(rf"(?<!\w){re.escape(part)}(?!\w)" for part in parts))
    yield from (match.start() for match in pattern.finditer(text))


def _whole(words: str, text: str) -> Iterator[int]:
    """Where words stand in a text that are no part of longer ones."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        apart = not (_IN_WORD.match(text, max(at - 1, 0), at) or _IN_WORD.match(text, end))
        if apart:
            yield at
        at = text.find(words, end if apart else at + 1)


def _denied(reading: Reading, quote: Quote) -> bool:
    """Whether the statement itself negates the quotation or leaves it open."""
    start, _ = reading.text.clause_at(max(quote.start - 1, 0))
    lists, lower = reading.ground.lists, reading.text.lower
    found = [*lists.negations(lower, start, quote.start), *lists.uncertain.finditer(lower, start, quote.start)]
    return any(not reading.quoted(match.start()) for match in found)


def _reason(quote: Quote, reading: Reading) -> str:
    titles = [reading.ground.documents[d].title for d in reading.documents if d in reading.ground.documents]
    return f'The words "{quote.words}" do not stand in {" or ".join(titles) if titles else "the cited passage"}.'
