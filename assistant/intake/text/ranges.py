"""Shares that are told as a range ("20-30 %", "between 20 and 30 %"): no more than the lesser end is sure."""

import re

_LESSER = re.compile(
    r"(?:(?<![\d/.-])(?<!\bfrom\s)(?P<low>\d{1,2})\s?%?\s?(?:-|\u2013|to)\s?|\bbetween\s+(?P<least>\d{1,2})\s?%?\s+and\s+)$",
    re.IGNORECASE,
)
"""The lesser end, with what parts it from the greater."""
REACH = 24
"""Characters before a number in which the lesser end stands."""


def least(text: str, start: int, number: float) -> float:
    """A share whose figures begin at a place, or the lesser end of the range that it ends."""
    match = _range(text, start)
    return min(float(match["low"] or match["least"]), number) if match else number


def begins(text: str, start: int) -> int:
    """Where a share begins whose figures begin at a place: with the lesser end of the range that it ends."""
    match = _range(text, start)
    return start - len(match[0]) if match else start


def _range(text: str, start: int) -> re.Match[str] | None:
    return _LESSER.search(text[max(0, start - REACH) : start])
