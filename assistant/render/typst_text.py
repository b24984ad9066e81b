"""Text as Typst reads it: a string literal, in which nothing but the backslash and the quotation mark has a meaning."""

import re
from typing import Any, Final

from .printable import printable

LONG: Final = 30
"""Letters of a word beyond which it may be broken anywhere: a column of the table holds no more."""
_LONG: Final = re.compile(rf"\S{{{LONG}}}(?=\S)")


class Typst(str):
    """Text that is Typst already."""


def literal(text: Any) -> Typst:
    """A string literal, for code."""
    escaped = printable(str(text)).replace("\\", "\\\\").replace('"', '\\"')
    return Typst(f'"{escaped}"')


def markup(text: Any) -> Typst:
    """A text, for markup; long words get places to break at. What is Typst already stays as it is."""
    if isinstance(text, Typst):
        return text
    # The semicolon ends the expression: what follows it in the template is no part of it.
    return Typst(f"#{literal(_LONG.sub(lambda m: m[0] + chr(0x200B), str(text)))};")
