"""The text of what a browser or a word processor marked up: HTML and RTF."""

import html
import re
from typing import Final

_DROPPED = re.compile(
    r"<(script|style|head|del|strike|s)\b.*?</\1>|<!--.*?-->|<!doctype[^>]*>", re.IGNORECASE | re.DOTALL
)
_ROW = re.compile(r"</t[dh]>\s*<t[dh]\b[^>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|div)\b[^>]*>(?:\s|&nbsp;|&#160;)*</\1>", re.IGNORECASE)
_HEAD = re.compile(r"<(?:h\d|hr|section|table|ul|ol)\b[^>]*>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</p>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|tr|table|h\d|section|body|html)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_MARKED: Final = re.compile(
    rb"<(?:!doctype html|html|body|p|div|br|table|td|li|span|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE
)
FEW: Final = 3
"""Marks in the first characters of a text from which it is one with marks."""
HEAD: Final = 4_096
_SOFT, _HARD = "\x01", "\x02"


def marked(data: bytes) -> bool:
    """Whether a text is full of the marks of HTML."""
    return len(_MARKED.findall(data[:HEAD])) >= FEW or data.lstrip()[:6].lower() in (b"<html>", b"<!doct")


def plain(markup: str) -> str:
    """The text of HTML: a block a line, the cells of a row side by side, a blank line where the page shows one.

    Where empty blocks make the gaps, a paragraph is a line; else a gap follows each.
    """
    text = _DROPPED.sub(" ", markup)
    spaced = _EMPTY.search(text) is not None or _BREAK.search(text) is not None
    text = " ".join(text.split()) if "<pre" not in text.lower() else text
    text = _BREAK.sub(_HARD, _EMPTY.sub(_HARD, _ROW.sub(" | ", text)))
    text = _ITEM.sub(f"{_SOFT}- ", _HEAD.sub(_HARD + _SOFT, text))
    text = _TAG.sub(" ", _BLOCK.sub(_SOFT, text if spaced else _PARAGRAPH.sub(_SOFT + _HARD, text)))
    text = re.sub(rf"[ {_SOFT}]*{_SOFT}[ {_SOFT}]*", "\n", text)
    return html.unescape(re.sub(rf" *{_HARD} *\n?", "\n", text)).strip() + "\n"


_CONTROL = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-f]{2})|\\(?P<sign>[^a-z])|(?P<brace>[{}])|[\r\n]+"
    r"|(?P<text>[^\\{}\r\n]+)",
    re.IGNORECASE,
)
_ENDS: Final = {
    "par": "\n", "line": "\n", "page": "\f", "sect": "\n", "row": "\n", "tab": "\t", "cell": " | ", "emdash": "\u2014",
    "endash": "\u2013", "bullet": "\u2022", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d",
}  # fmt: skip
_ASIDE: Final = frozenset(
    ("fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "headerf", "footerf", "generator", "listtable", "themedata")
)  # fmt: skip
"""Groups that hold nothing of the text."""

_STRUCK: Final = frozenset(("deleted", "strike", "v"))
"""Marks of words that were struck out, or are not shown."""


def rich(markup: str) -> str:
    """The text of RTF."""
    out: list[str] = []
    aside: list[bool] = [False]
    skip = 0
    for match in _CONTROL.finditer(markup):
        word, sign = match["word"], match["sign"]
        if match["brace"] == "{":
            aside.append(aside[-1])
        elif match["brace"]:
            aside[-2:] = aside[-2:-1]
            aside = aside or [False]
        elif sign == "*" or word in _ASIDE:
            aside[-1] = True
        elif word in _STRUCK:
            aside[-1] = match["number"] != "0"
        elif aside[-1]:
            continue
        elif word == "u":
            out.append(chr(int(match["number"] or 0) % 65536))
            skip = 1
        elif word:
            out.append(_ENDS.get(word, ""))
        elif sign:
            out.append({"~": " ", "_": "-", "\n": "\n"}.get(sign, sign if sign in "\\{}" else ""))
        else:
            told = bytes.fromhex(match["hex"]).decode("cp1252", "replace") if match["hex"] else match["text"] or ""
            out.append(told[skip:])
            skip = 0 if told else skip
    return "".join(out)
