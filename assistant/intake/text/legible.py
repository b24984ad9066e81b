"""A text as its writer meant it, each character in its place: boxes that were not ticked are blank, slips of a scanner mended."""

import re
from collections.abc import Iterator

_BOX = re.compile(
    r"\[ ?\]|\( \)|[\u2610\u25a1\u25fb]|(?P<ticked>\[[xX\u2713\u2714]\]|\([xX\u2713\u2714]\)|[\u2611\u2612\u25a0])"
)
_DRAWN = re.compile(r"(?<!\w)_(?P<tick>[xX\u2713\u2714])_(?!\w)")
"""A box that is ticked on a line."""
_BLANK = re.compile(r"_{2,}(?=[ \t]*[A-Za-z])")
"""The same that is not."""
_BOTH = r"Y(?:[ \t]*/?[ \t]*N|es[ \t]*/?[ \t]*No|ES[ \t]*/?[ \t]*NO)(?=[ \t]*$|[ \t]{2,}|[ \t]*[|])"
_PRINTED = re.compile(_BOTH, re.MULTILINE)
"""Both answers, as a form prints them."""
_OPEN = re.compile(
    rf"(?P<label>(?<![^\s|,;])[A-Z][^\n:?|\t]{{1,40}}?)(?P<sign>\s*[:?]?(?:[ \t]{{2,}}|(?<=[:?])[ \t])){_BOTH}",
    re.MULTILINE,
)
"""A label with both answers printed behind it, and neither marked."""
_CIRCLED = re.compile(
    r"\b(?P<all>[A-Za-z]{1,9}(?:[ \t]*/[ \t]*[A-Za-z]{1,9}){1,2})[ \t]*\((?:(?P<named>[A-Za-z]{1,9})[ \t]+(?:is[ \t]+|was[ \t]+)?)?circled\)",
    re.IGNORECASE,
)
"""Words of which a form has one circled: the one that is named, or else the last."""
_LED = re.compile(r"(?<=[A-Za-z)?])[ \t]*\.{4,}(?=[ \t]*\S)")
"""The dots that lead from a label to what stands behind it."""
_LED_SHORT = re.compile(r"(?m)^(?P<label>[^.\n]{0,4}\.?[^.\n:]{3,70}?)[ \t]+\.{2,3}(?=[ \t]+\S)")
"""The same behind a label that leaves little room for them, in a text that has others."""
_LABELLED = re.compile(r"(?<=\S) / (?=[A-Za-z][A-Za-z ]{1,24}:\s)")
"""A stroke between two labels of one line, each with what stands behind it."""
_ENDS = re.compile(r"\.(?=\s)|;|\s{3,}|$")
"""Where an item behind its box ends, at the latest."""
_LABEL = re.compile(r"[:?]\s")
"""What stands before the first item."""
# Each begins with the character itself, which is found far faster than what stands before it.
_ONE = re.compile(r"1(?<=[a-z]1)(?=[a-z])|1(?<=[a-z]a1)(?!\w)|1(?<![\w.]1)(?=[aeiou][a-z])|1(?<=[a-z]{4}1)(?!\w)")
_NOUGHT = re.compile(r"0(?<=[a-z]0)(?=[a-z])|0(?<![\w.]0)(?=[a-z]{3})")
_LETTER_O = re.compile(r"[Oo](?<=\d.)(?=\d|\s?%)")
_LETTER_L = re.compile(r"[lI](?<=[\dA-Z]-[A-Z].)(?!\w)|[lI](?<=\d/.)(?=\d)|l(?<![\w/.-]l)(?=[06-9] [a-z]{4})")
_DAY = re.compile(r"(?<![\w/.-])[\dOlI]{1,2}/[\dOlI]{1,2}/[\dOl]{2,4}(?![\w/])")
_FIGURES = str.maketrans("OlI", "011")
_LETTER_S = re.compile(r"S(?<=\b[A-Z]4[-/]S)(?![\w-]| \d)|S(?<=[\s(,;:][0-4][+-]/S)(?!\w)|S(?<=[\s(,;:][0-5]/S)(?!\w)")
_CAPITAL = re.compile(r"l(?:(?<=\b[A-Z]{2}l)\b|(?<=\bl)(?=[A-Z]{3}))")
_SMALL = re.compile(r"I(?<=[a-z]{3}I)\b")
"""Letters that stand for a figure, or for another letter, among those that they stand with."""


def legible(text: str) -> str:
    """The same text, as long as before: what an empty box stands for is left out, and so is every box; a digit within a word is its letter."""
    if "_" in text and _DRAWN.search(text):
        text = "\n".join(
            _DRAWN.sub(r"[\g<tick>]", _BLANK.sub(_empty, row)) if _DRAWN.search(row) else row
            for row in text.split("\n")
        )
    if "...." in text:
        text = _LED.sub(lambda m: ":".ljust(len(m[0])), text)
        text = _LED_SHORT.sub(lambda m: f"{m['label']}:".ljust(len(m[0])), text)
    if " / " in text and _LABELLED.search(text):
        text = "\n".join(_apart(row) for row in text.split("\n"))
    if "ircled" in text:
        text = _CIRCLED.sub(_circled, text)
    if _PRINTED.search(text):
        text = _OPEN.sub(lambda m: " " * len(m[0]), text)
    if _BOX.search(text):
        text = "\n".join(map(_ticked, text.split("\n")))
    text = _NOUGHT.sub("o", _ONE.sub("l", _SMALL.sub("l", text)))
    text = _LETTER_S.sub("5", text) if "/S" in text or "4-S" in text else text
    if "/" in text:
        text = _DAY.sub(lambda m: m[0].translate(_FIGURES) if any(c.isdigit() for c in m[0]) else m[0], text)
    return _CAPITAL.sub("I", _LETTER_L.sub("1", _LETTER_O.sub("0", text)))


def boxed(line: str) -> bool:
    """Whether a line begins with a box."""
    return _BOX.match(line.lstrip()) is not None


def ticked(line: str) -> bool:
    """Whether a line holds a box that is ticked."""
    return any(box["ticked"] for box in _BOX.finditer(line))


def _apart(row: str) -> str:
    """A row with a full stop for each stroke between two labels."""
    return _LABELLED.sub(lambda m: " . " if ": " in row[: m.start()] else m[0], row)


def _circled(match: re.Match[str]) -> str:
    """The one circled word in its place; nothing where the one named is none of them."""
    words = list(re.finditer(r"[A-Za-z]+", match["all"]))
    chosen = next((w for w in words if w[0].lower() == match["named"].lower()), None) if match["named"] else words[-1]
    if chosen is None:
        return " " * len(match[0])
    return f"{' ' * chosen.start()}{chosen[0]}".ljust(len(match[0]))


def _empty(match: re.Match[str]) -> str:
    return "[ ]".ljust(len(match[0])) if len(match[0]) > 2 else "[]"


def _ticked(line: str) -> str:
    """A line without its boxes and the items of those that are empty; one at its head leaves a dash, for an item begins there."""
    boxes = list(_BOX.finditer(line))
    made = line
    behind = bool(boxes) and _behind(line, boxes)
    for box, (first, last) in zip(boxes, _items(line, boxes), strict=True):
        spans = [box.span()] if box["ticked"] else [box.span(), (first, last)]
        sign = ";" if behind and box["ticked"] else " "
        for start, end in spans:
            made = f"{made[:start]}{sign.ljust(end - start)[: end - start]}{made[end:]}"
    if boxes and (head := boxes[0].start()) == len(line) - len(line.lstrip()) and boxes[0]["ticked"]:
        made = f"{made[:head]}-{made[head + 1 :]}"
    return made


def _label(line: str, boxes: list[re.Match[str]]) -> int:
    return max((m.end() for m in _LABEL.finditer(line, 0, boxes[0].start())), default=0)


def _behind(line: str, boxes: list[re.Match[str]]) -> bool:
    """Whether each box stands behind its item: the line begins with an item, and ends with a box or leaves a gap behind each."""
    if not line[_label(line, boxes) : boxes[0].start()].strip():
        return False
    return not line[boxes[-1].end() :].strip() or (
        len(boxes) > 1 and all(line.startswith("  ", box.end()) for box in boxes[:-1])
    )


def _items(line: str, boxes: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The item of each box: behind it, or before it."""
    if not boxes:
        return
    if _behind(line, boxes):
        edges = [_label(line, boxes), *(box.end() for box in boxes)]
        yield from ((edge, box.start()) for edge, box in zip(edges, boxes, strict=False))
        return
    following = [*(box.start() for box in boxes[1:]), len(line)]
    for box, edge in zip(boxes, following, strict=True):
        end = _ENDS.search(line, box.end())
        yield box.end(), min(edge, end.start() if end else edge)
