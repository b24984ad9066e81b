"""Small operations on English text that every section of the composer needs. No clinical words."""

import re
from collections.abc import Iterable, Sequence

from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment

FEW_WORDS = 2
"""Words up to which a quotation is told with the clause around it."""
MOST_WORDS = 16
"""Words of the longest such clause."""
FEW_LETTERS, FAR = 40, 200
"""How far the end of a bracket, and that of a clause, is looked for."""
_JOINED = re.compile(r"\s+(?:and|or|but|with|which|who|that)$")
_EDGE = re.compile(
    r"[;:!?](?=\s)|,(?=\s)(?!\s+(?:19|20)\d\d\b)|\.(?=\s|$)|\n(?!\s*[a-z])|[\t•]|(?<=\s)[-–](?=\s)|\s(?=\()"
)
"""Where a clause of a record ends."""
_WRAPPED = re.compile(r"(?m)^(.{50,}[^.;:!?\s])\n(?=[A-Z\d])")
"""A line of a text in capitals that is long, ends with no mark, and goes on in the next."""
_LEADING = re.compile(
    r"(?:an?|and|any|are|as|at|but|by|for|from|has|in|is|longer|no|not|of|on|or|show(?:s|ed)?|than|that|the|there|to|was|were|with)\Z",
    re.IGNORECASE,
)
"""Words that no quotation ends on."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_COMPUTED_FROM = 2
"""Figures that a computed value comes from at least."""
_TIME = ("days", "weeks", "months", "years")
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def listed(items: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; each item once."""
    parts = list(dict.fromkeys(items))
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


_VALUED = re.compile(r"“([^“”]+)”(, that is [^“”]+)")
"""A quotation with the value that was made of its figures."""


def without_parts(quotes: Iterable[str]) -> list[str]:
    """Quotes, each once, without those that stand within another, behind which goes the value that was made of one of them."""
    once = list(dict.fromkeys(quotes))
    for quote in [*once]:
        made = _VALUED.fullmatch(quote)
        whole = next((q for q in once if made and q.endswith("”") and made[1] in q), None)
        if made and whole is not None:
            once[once.index(whole)] = f"{whole}{made[2]}"
            once.remove(quote)
    return [q for q in once if not any(q != other and q.strip("“”") in other for other in once)]


def capital(text: str) -> str:
    """The text with its first letter in upper case, unless the first word is a name with capitals of its own."""
    word = text.split(" ", 1)[0]
    return text if any(c.isupper() for c in word[1:]) else text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with its first letter in lower case, unless the first word is an abbreviation or a name such as `L4-5`."""
    word = text.split(" ", 1)[0]
    return text if sum(c.isupper() or c.isdigit() for c in word) > 1 else text[:1].lower() + text[1:]


def number(count: int) -> str:
    """A small count in words, a larger one in figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counts(text: str) -> bool:
    """Whether a text holds a figure, in digits or in words."""
    return any(c.isdigit() for c in text) or not set(text.split()).isdisjoint(_NUMBERS[1:])


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """`one line`, `three lines`."""
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """Capitalised, with one full stop at its end."""
    text = text.strip()
    return capital(text if text.endswith((".", "?", "!", ".”")) else text + ".")


_NEXT = re.compile(r"^(?P<told>.*\b(?P<side>left|right)\b.*?),? and (?P=side)$", re.IGNORECASE)
"""Words with the side of what comes next behind them, which is the one that they name themselves."""


def quoted(text: str) -> str:
    """The words of the record, in quotation marks, on one line, without the full stop that ended them there.

    Words that hold quotation marks themselves are quoted piece by piece.
    """
    pieces = [_whole(piece) for piece in re.split('["“”]', " ".join(text.split()))]
    whole = [piece for piece in pieces if any(c.isalnum() for c in piece)]
    return ", ".join(f"“{piece}”" for piece in whole)


def _whole(piece: str) -> str:
    """Words without the marks at their ends, and without the conjunction that joined them to what is not quoted."""
    bare = _JOINED.sub("", piece.strip(" ,.;:")).rstrip(" ,.;:")
    return _NEXT.sub(r"\g<told>", bare)


def told(fact: Finding | Treatment, text: str) -> str:
    """The words of a fact of a text, quoted, with the clause that they stand in where they are few; behind them the value that was
    computed from two figures in them ("8/10 to 5/10").
    """
    words = quoted(clause(fact.quote, text))
    if not isinstance(fact, Finding) or fact.number == NOT_STATED or fact.unit in (NOT_STATED, *_TIME):
        return words
    figures = {float(figure) for figure in _FIGURE.findall(words)}
    if len(figures) < _COMPUTED_FROM or fact.number in figures:
        return words
    return f"{words}, that is {fact.number:g}{'' if fact.unit == '%' else ' '}{fact.unit}"


def clause(quote: str, text: str) -> str:
    """A quotation of few words with the clause of the text that it stands in, and a longer one that is cut within a clause with the few
    words around it; as it is where it stands there more than once, or the clause is long. A bracket that the quotation opens is closed.
    """
    at = text.find(quote)
    if at < 0:
        return quote
    text = _unwrapped(text)
    end = at + len(quote)
    quote = text[at:end]
    if quote.count("(") > quote.count(")"):
        close = text.find(")", end, end + FEW_LETTERS)
        end = close + 1 if close >= 0 and "\n" not in text[end:close] else end
    if text.find(quote, at + 1) >= 0:
        return text[at:end]
    start = max((edge.end() for edge in _EDGE.finditer(text, max(0, at - FAR), at)), default=max(0, at - FAR))
    after = _EDGE.search(text, end, end + FAR)
    stop = after.start() if after else end + FAR
    opened = text.rfind("(", start, at)
    if opened > text.rfind(")", start, at):  # what stands in brackets is told without what they stand in
        start, stop = opened + 1, min(stop, close) if (close := text.find(")", end)) >= 0 else stop
    if len(quote.split()) > FEW_WORDS:
        start, stop = (start if _cut_before(text, at, end) else at), (stop if _cut_after(text, at, end, stop) else end)
    whole = text[start:stop].strip()
    whole = whole[1:-1] if whole.startswith("(") and whole.endswith(")") else whole
    added = len(whole.split()) - (len(quote.split()) if len(quote.split()) > FEW_WORDS else 0)
    fits = added <= MOST_WORDS and whole.count("(") == whole.count(")")
    return whole if fits else text[at:end]


def _unwrapped(text: str) -> str:
    """A text in capitals with its lines put together that were broken for their length: no small letter shows that one goes on."""
    return _WRAPPED.sub(r"\1 ", text) if text.isupper() else text


def _cut_before(text: str, at: int, end: int) -> bool:
    """Whether a quotation begins with the last words of a clause and goes on with another."""
    edge = _EDGE.search(text, at, end)
    return edge is not None and 0 < len(text[at : edge.start()].split()) <= FEW_WORDS and text[edge.start()] in ",;"


def _cut_after(text: str, at: int, end: int, stop: int) -> bool:
    """Whether a quotation ends with the first words of a clause, on a word that leads to another, or just before the clause ends."""
    left = 0 if text[end - 1] in ".,;:!?" else len(text[end:stop].split())
    edges = [edge.end() for edge in _EDGE.finditer(text, at, end)]
    begun = bool(edges) and 0 < len(text[edges[-1] : end].split()) <= FEW_WORDS
    words = text[at:end].split()
    return left > 0 and (begun or left <= FEW_WORDS or _LEADING.match(words[-1]) is not None)


def varied(forms: Sequence[str], turn: int) -> str:
    """One of several equivalent forms, by turn, so that neighbours differ and the same case gives the same words."""
    return forms[turn % len(forms)]
