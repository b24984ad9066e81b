"""Characters that a program set in place of those that were typed: ligatures, spaces of fixed width, hyphens that do not break."""

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


def typed(text: str) -> str:
    """The text as it would have been typed."""
    return text if text.isascii() else text.translate(_TYPED)
