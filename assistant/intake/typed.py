"""Characters that a program set in place of those that were typed: ligatures, spaces of fixed width, hyphens that do not break, days that
were blacked out.
"""

import re
from typing import Final

_TYPED: Final = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
        **dict.fromkeys("\u2028\u2029", "\n"),
        **dict.fromkeys("\u2010\u2011", "-"),
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    }
)  # fmt: skip


_BLACKED = re.compile(r"(?<![\w*/])[*\u2588]{1,2}(?P<sign>[/-])[*\u2588]{1,2}(?P=sign)[*\u2588]{2,4}(?![\w*/])")
"""A day of which signs stand in place of the figures; they would be taken for those of emphasis."""


def typed(text: str) -> str:
    """The text as it would have been typed."""
    told = text if text.isascii() else text.translate(_TYPED)
    return _BLACKED.sub(lambda m: re.sub(r"[*\u2588]", "X", m[0]), told) if "*" in told or "\u2588" in told else told


WIDE: Final = 0.8
"""Share of the second bytes of letters that are zeros in a text where each letter takes two."""
_SAMPLE: Final = 4_096


def recoded(data: bytes) -> bytes:
    """Bytes of a text of two bytes a letter (UTF-16, with its mark or without) as UTF-8; other bytes as they are."""
    marked = 2 if data[:2] in (b"\xff\xfe", b"\xfe\xff") else 0
    head = data[marked : marked + _SAMPLE]
    for kind, letters, zeros in (("utf-16-le", head[::2], head[1::2]), ("utf-16-be", head[1::2], head[::2])):
        if zeros.count(0) > WIDE * len(zeros) and not letters.count(0):
            return data[marked:].decode(kind, "replace").encode("utf-8", "replace")
    return data
