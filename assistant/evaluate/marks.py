"""Citation marks in running text: `[1, 2]`, `[^3]`, superscripts, or bare numbers behind what they ground."""

import re
from collections.abc import Iterator
from typing import Final

_SIGN: Final = "\N{SECTION SIGN}"
_NUMBERS: Final = r"\d{1,2}(?:\s?[,;-]\s?\d{1,2})*"
_BRACKETS = re.compile(rf"\s*\[\^?(?P<n>{_NUMBERS})\](?:\(#[^)\s]*\))?")
_AFTER = re.compile(rf"(?<=[.!?:\"”')\]])\s+(?P<n>{_NUMBERS})(?=\s+[A-Z]|\s*$)")
_BEFORE = re.compile(rf"(?<=[^\W\d]|[\"”')%\]])\s+(?P<n>{_NUMBERS})(?=\.(?:\s|$)|\s*$)")
_BEHIND_LEVEL = re.compile(rf"(?:(?<=\w-\d)|(?<=\w/\d)|(?<=-[A-Z]\d))\s+(?P<n>{_NUMBERS})(?=\.?\s*$)")
"""A level ends in a digit, so that only numbers at the very end of a line are marks behind it."""
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPTS = re.compile(r"\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:\s?[,;⁻–-]\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)")
_CITED = re.compile(rf"{_SIGN}(\d{{1,2}}(?:,\d{{1,2}})*){_SIGN}")
_EMPTIED = re.compile(r"\s*\((?:see|cf\.?|refs?\.?)?[\s,;]*\)", re.IGNORECASE)
"""Brackets that held nothing but marks."""
_SPLIT = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!vs\.)(?<!al\.)(?<!e\.g\.)\s+(?=[A-Z\"“])")


def marked(text: str) -> str:
    """The text with its citations between section signs."""

    def sign(match: re.Match[str]) -> str:
        return f" {_SIGN}{','.join(_numbers(match['n']))}{_SIGN}"

    text = _SUPERSCRIPTS.sub(lambda m: f" [{m[1].translate(_RAISED).replace('⁻', '-').replace('–', '-')}]", text)
    for form in (_BRACKETS, _AFTER, _BEFORE, _BEHIND_LEVEL):
        text = form.sub(sign, text)
    return text


def unmarked(text: str) -> str:
    """A text with marks, without them."""
    bare = _EMPTIED.sub("", _CITED.sub("", text))
    return re.sub(r"\s+([.,;])", r"\1", bare).strip()


def cited(text: str) -> tuple[str, ...]:
    """Numbers that a text with marks cites, each once."""
    return tuple(dict.fromkeys(n for m in _CITED.finditer(text) for n in m[1].split(",")))


def pieces(text: str) -> Iterator[str]:
    """Sentences of a text with marks, each with the citations that follow it."""
    start = 0
    for match in _CITED.finditer(text):
        rest = text[match.end() :]
        if re.match(rf"\s*{_SIGN}", rest):  # marks side by side belong to the same sentence
            continue
        if not rest.strip(" .") or re.match(r"\.?\s+[A-Z\"“]", rest):
            stop = "." if rest.startswith(".") else ""
            yield from _SPLIT.split(text[start : match.end()] + stop)
            start = match.end() + len(stop)
    if text[start:].strip():
        yield from _SPLIT.split(text[start:])


def _numbers(text: str) -> Iterator[str]:
    """Numbers of a citation; a range is written out."""
    for part in re.split(r"\s?[,;]\s?", text):
        ends = [int(n) for n in re.split(r"\s?-\s?", part)]
        yield from (str(n) for n in range(ends[0], ends[-1] + 1))
