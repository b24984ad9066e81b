"""Text that acts instead of telling: instructions, hidden characters, markup. Tried on the raw words, before
normalisation.
"""

import re
import unicodedata
from collections.abc import Iterator

from ..model.document import MARKER, Violation
from .words import Lists, load_lists

_HIDDEN = re.compile(
    ""
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_FOREIGN = "\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"
_MIXED = re.compile(rf"\b(?=\w*[A-Za-z])(?=\w*[{_FOREIGN}])\w+\b")
_ANY_FOREIGN = re.compile(f"[{_FOREIGN}]")
_MARKUP_SIGNS = ("<", "!", "]", "&", "`", "**", "__", "{", "|", "#", "~~")
"""Characters without which there is none,"""
_COLON = re.compile(r":(?:\S|(?<=[tT]:))")
"""but for two colons: the one of an address, and that behind `javascript`."""
_TYPED = re.compile("[\t\n -~\u2018\u2019\u201c\u201d\u2013\u2014\u00b0\u00d7]*")
"""What people type: nothing hidden, and no letter that looks like another."""
_GREEK_SIGN = re.compile("[\u03b1-\u03c9\u0394\u03a9]")
"""Greek letters that stand in scientific words, at their end or beginning."""
_MARKUP = re.compile(
    r"</?[A-Za-z!][^<>]*>|<!--|!\[[^\]]*\]|\]\s*\(\s*[^)\s]|\bhttps?://\S+|\bjavascript:|\bdata:\w+/|```|\*\*(?=\S)[^*]+\*\*|__(?=[^\W_])[^_]+__|~~(?=\S)[^~]+~~"
    r"|\{[{%]|[%}]\}|^\s*#{1,6}\s|^\s*\||&(?:[a-z]{2,8}|#x?[0-9a-f]+);",
    re.IGNORECASE,
)


def harmless(text: str) -> bool:
    """Whether words may be quoted in a document: they hold no marker, and nothing that `check_raw` finds."""
    return "[[" not in text and next(check_raw(text, "", load_lists()), None) is None


def check_raw(text: str, statement: str, lists: Lists) -> Iterator[Violation]:
    """`hidden-characters`, `markup`, `instruction` in words as they were written."""
    plain = MARKER.sub("", text) if "[[" in text else text
    common = _TYPED.fullmatch(plain) is not None
    for match in () if common else _HIDDEN.finditer(plain):
        name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}")
        yield Violation(
            statement=statement,
            code="hidden-characters",
            span=repr(match[0]),
            reason=f"The text holds a hidden character ({name}).",
        )
    for match in _MIXED.finditer(plain) if not common and _ANY_FOREIGN.search(plain) else ():
        if not _scientific(match[0]):
            yield Violation(
                statement=statement,
                code="hidden-characters",
                span=match[0],
                reason="The word mixes letters of different alphabets.",
            )
    marked = any(map(plain.__contains__, _MARKUP_SIGNS)) or (":" in plain and _COLON.search(plain) is not None)
    for match in _MARKUP.finditer(plain) if marked else ():
        yield Violation(
            statement=statement,
            code="markup",
            span=match[0][:60],
            reason="The text holds markup or an address, not words alone.",
        )
    lower = plain.lower() if common else unicodedata.normalize("NFKC", _HIDDEN.sub("", plain)).lower()
    for match in lists.instructions_in(lower):
        yield Violation(
            statement=statement,
            code="instruction",
            span=match[0].strip(),
            reason="The words instruct the program or the reader; a determination only tells.",
        )


def _scientific(word: str) -> bool:
    ends = word[:1] + word[-1:]
    return bool(_GREEK_SIGN.search(ends)) and len(re.findall(f"[{_FOREIGN}]", word)) == 1
