"""Figures in running text: a number with its unit, also as the end of a range, also in words."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Numbers that texts write out."""
_NUMBER = r"\d+(?:\.\d+)?"


def figure_pattern(value: float, unit: Iterable[str]) -> re.Pattern[str]:
    """Finds the value with one of the units: `85%`, `72% to 91%`, `six weeks`, `31 to 40 points`."""
    return _compiled(value, tuple(unit))


def other_figures(unit: Iterable[str]) -> re.Pattern[str]:
    """Finds any number in digits with one of the units."""
    return re.compile(rf"{_NUMBER}{_units(unit)}", re.IGNORECASE)


@lru_cache(maxsize=512)
def _compiled(value: float, unit: tuple[str, ...]) -> re.Pattern[str]:
    digits = re.escape(f"{value:g}") + (r"(?:\.0+)?" if value == int(value) else "0*")
    word = f"|{WORDS[int(value) - 1]}" if value == int(value) and 1 <= value <= len(WORDS) else ""
    units = _units(unit)
    to_end = rf"(?:{units})?(?:\s?(?:-|to|and|or)\s?{_NUMBER}){{1,2}}{units}"
    return re.compile(rf"(?<!\w)(?<!\d\.)(?:{digits}{word})(?:{units}|{to_end})", re.IGNORECASE)


def _units(unit: Iterable[str]) -> str:
    """A unit behind its number: signs with or without a blank, words behind a blank or a hyphen."""
    forms = (rf"\s?{re.escape(u)}" if not u[0].isalpha() else rf"[\s-](?:\w+\s)?{re.escape(u)}\b" for u in unit)
    return rf"(?:{'|'.join(forms)})"
