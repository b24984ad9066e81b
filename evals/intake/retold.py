"""Cases told in prose, told in other forms: the outcomes should not depend on how a writer sets days, levels, sides, lines and stops."""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Callable
from typing import Any

import yaml

from assistant.errors import InputError
from assistant.pack.yamlio import Loader

from .relaid import wrapped
from .vignettes import FILE, outcomes

MONTHS = tuple(month_name)[1:]
NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_FIGURES = re.compile(r"(?<![\d/-])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>20\d\d|\d\d)(?![\d/-])")
_WRITTEN = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)}) (?P<d>\d{{1,2}})(?:, (?P<y>20\d\d))?\b")
_LEVEL = re.compile(r"\b([CTL])(\d{1,2})-(\d{1,2})\b(?!/)")
_COUNTED = r"(?: (?:visits?|sessions?|weeks?|months?|years?|days?|hours?)\b)"
_STOP = re.compile(r"(?<!\bDr)(?<!\bMr)(?<=[a-z)%\d])\. (?=[A-Z])")
_BROKEN = re.compile(r"[a-z,\d]\n[a-zA-Z\d]")
"""A line that was broken within a sentence: such a text has its form already."""


def _days(made: Callable[[int, int, str], str]) -> Callable[[str], str]:
    """Days in figures told otherwise."""

    def told(match: re.Match[str]) -> str:
        month, day, year = int(match["m"]), int(match["d"]), match["y"]
        return made(month, day, year if len(year) == 4 else f"20{year}") if 0 < month < 13 and day < 32 else match[0]

    return lambda text: _FIGURES.sub(told, text)


def _in_figures(text: str) -> str:
    return _WRITTEN.sub(
        lambda m: f"{MONTHS.index(m['month']) + 1}/{int(m['d'])}" + (f"/{m['y']}" if m["y"] else ""), text
    )


def _swap(*pairs: tuple[str, str]) -> Callable[[str], str]:
    def told(text: str) -> str:
        for one, other in pairs:
            text = re.sub(one, other, text, flags=re.MULTILINE)
        return text

    return told


def _apart(joined: str) -> Callable[[str], str]:
    """The sentences of a text parted in another way."""
    return lambda text: text if _BROKEN.search(text) else _STOP.sub(joined, text)


def _within(aside: str) -> Callable[[str], str]:
    """A short section of a note put behind the first sentence of a paragraph."""
    return lambda text: text if "\n" in text.strip() else _STOP.sub(f". {aside} ", text, count=1)


def _below(head: str) -> Callable[[str], str]:
    """A text of one paragraph below a head."""
    return lambda text: text if "\n" in text.strip() else f"{head}{text}"


def _wrapped(text: str) -> str:
    return text if _BROKEN.search(text) else wrapped(text, 72)


FORMS: dict[str, Callable[[str], str]] = {
    "days written out": _days(lambda m, d, y: f"{MONTHS[m - 1]} {d}, {y}"),
    "days in figures": _in_figures,
    "day before month": _days(lambda m, d, y: f"{d} {MONTHS[m - 1][:3]} {y}"),
    "days as year-month-day": _days(lambda m, d, y: f"{y}-{m:02}-{d:02}"),
    "L4-L5": lambda text: _LEVEL.sub(r"\1\2-\1\3", text),
    "L4/5": lambda text: _LEVEL.sub(r"\1\2/\3", text),
    "L4/L5": lambda text: _LEVEL.sub(r"\1\2/\1\3", text),
    "Lt and Rt": _swap((r"\b[Ll]eft\b(?! in place)", "Lt"), (r"\b[Rr]ight\b", "Rt")),
    "numbers in words": lambda text: re.sub(
        rf"(?<![\d/.,-])\b(1?\d|20)(?={_COUNTED})", lambda m: NUMBERS[int(m[1])], text
    ),
    "4 out of 5": _swap((r"\b([0-4][+-]?)/5\b", r"\1 out of 5")),
    "physical therapy for PT": _swap((r"(^|\. |: )PT\b", r"\1Physical therapy"), (r"\bPT\b", "physical therapy")),
    "PT for physical therapy": _swap((r"\b[Pp]hysical therapy\b", "PT")),
    "the claimant": _swap((r"\b([Tt])he patient\b", r"\1he claimant")),
    "documented": _swap((r"\b(?:show|demonstrate|reveal)(?:s|ed)\b", "documented")),
    "capitals": str.upper,
    "small letters": str.lower,
    "lines of 72": _wrapped,
    "a sentence a line": _apart(".\n"),
    "a sentence a paragraph": _apart(".\n\n"),
    "a line without a stop": _apart("\n"),
    "items of a list": lambda text: "- " + _apart(".\n- ")(text),
    "semicolons for stops": _apart("; "),
    "allergies within": _within("Allergies: penicillin."),
    "review of systems within": _within("ROS: negative for fever and weight loss."),
    "vital signs within": _within("Vitals: BP 128/76, pulse 72."),
    "number of a case above": _below("Case #2026-1182\n\n"),
    "below Background": _below("Background: "),
    "below a description": _below("Description of the case: "),
}
"""What is done to a text, by name."""


def _outcomes(question: str | None, text: str) -> dict[str, str]:
    """The outcomes; none where no request is found any more."""
    try:
        return outcomes(question, text)
    except InputError:
        return {}


def retold() -> None:
    """Prints, form by form, how many outcomes it changes, and how many of these for the worse: approved, or refused, where they were not."""
    told: list[dict[str, Any]] = yaml.load(FILE.read_text("utf-8"), Loader)
    plain = [outcomes(one.get("question"), one["text"]) for one in told]
    print(f"{'form':26} {'lines':>6} {'changed':>8} {'approved':>9} {'refused':>8}")
    whole: Counter[str] = Counter()
    for name, form in FORMS.items():
        found: Counter[str] = Counter()
        for one, before in zip(told, plain, strict=True):
            text = form(one["text"])
            if text == one["text"]:
                continue
            after = _outcomes(one.get("question"), text)
            found["lines"] += len(before)
            changed = [(was, after.get(code)) for code, was in before.items() if after.get(code) != was]
            found["changed"] += len(changed)
            found["approved"] += sum(now == "necessary" for _, now in changed)
            found["refused"] += sum(now == "not_necessary" for _, now in changed)
        whole += found
        print(f"{name:26} {found['lines']:6} {found['changed']:8} {found['approved']:9} {found['refused']:8}")
    share = whole["changed"] / max(1, whole["lines"])
    print(
        f"{'all':26} {whole['lines']:6} {whole['changed']:8} {whole['approved']:9} {whole['refused']:8}  ({share:.1%} changed)"
    )
