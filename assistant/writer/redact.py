"""Names, dates of birth, numbers of persons, and how to reach them: replaced in what is sent to another machine, put back in
what comes back. A name that stands behind no label and no title is not known for one.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import yaml

from ..model.base import Model
from .models import Heard

if TYPE_CHECKING:
    from ..model.case import Case

RULES: Final = Path(__file__).with_name("redaction.yaml")
_HOLDER: Final = re.compile(r"\{[A-Z]+-\d+\}")
_OPEN: Final = re.compile(r"\{(?:[A-Z]+(?:-\d*)?)?$")
_DIGITS: Final = re.compile(r"(?:\+|\(|\d)[\d\s().+/-]{6,}\d")
_LOCAL_PART: Final = re.compile(r"\d{3}[\s.-]?\d{4}$")
_SHORTEST: Final = 2
"""Letters of a part of a name that is replaced alone."""
Span = tuple[int, int, str]


class Rule(Model):
    """One way to know what names a person."""

    kind: str
    pattern: str
    parts: Literal["always", "rare", "none"] = "none"


Found = tuple[Rule, int, int]
_TELEPHONE: Final = Rule(kind="PHONE", pattern="")


class Rules(Model):
    """The data file."""

    telephone_region: str
    words: dict[str, str]
    rules: tuple[Rule, ...]


@cache
def _rules() -> tuple[str, tuple[tuple[Rule, re.Pattern[str]], ...]]:
    """Region of telephone numbers, and the rules with their patterns."""
    data = Rules.model_validate(yaml.safe_load(RULES.read_text("utf-8")))
    filled: dict[str, str] = {}
    for name, words in data.words.items():
        for other, value in filled.items():
            words = words.replace(f"{{{other}}}", value)
        filled[name] = words

    def compiled(rule: Rule) -> re.Pattern[str]:
        pattern = rule.pattern
        for name, words in filled.items():
            pattern = pattern.replace(f"{{{name}}}", words)
        return re.compile(pattern)

    return data.telephone_region, tuple((rule, compiled(rule)) for rule in data.rules)


class Redaction:
    """What is known of the persons of one case, and what stands for it."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Learns from texts: what is named there behind a label is known wherever it stands."""
        self._texts = tuple(texts)
        self._names: set[str] = set()
        self._parts: set[str] = set()
        self._values: dict[str, str] = {}
        """Kind by known value: dates of birth in each way of writing, numbers, addresses."""
        self._holders: dict[str, str] = {}
        """What stands for each text that is replaced."""
        self._known: re.Pattern[str] | None = None
        self._read: dict[str, tuple[Found, ...]] = {}
        """What the rules find in a text: the first messages of a conversation come back with each of its turns."""
        for text in self._texts:
            self._learn(text)

    def fork(self) -> "Redaction":
        """A copy: what it learns and numbers is its own, so that the order of calls changes nothing."""
        other = Redaction()
        other._texts, other._names, other._parts = self._texts, {*self._names}, {*self._parts}
        other._values, other._holders, other._known = {**self._values}, {**self._holders}, self._known
        other._read = self._read
        return other

    @property
    def counts(self) -> dict[str, int]:
        """How many different texts were replaced, by kind."""
        found: dict[str, int] = {}
        for holder in self._holders.values():
            kind = holder[1:].partition("-")[0]
            found[kind] = found.get(kind, 0) + 1
        return found

    def redact(self, text: str) -> str:
        """The text with a placeholder for each thing that names a person."""
        self._learn(text)
        pieces, at = [], 0
        for start, end, kind in _merged(self._spans(text)):
            pieces += [text[at:start], self._holder(text[start:end], kind)]
            at = end
        return "".join([*pieces, text[at:]])

    def restore(self, text: str) -> str:
        """The text with what the placeholders stand for."""
        originals = {holder: original for original, holder in self._holders.items()}
        return _HOLDER.sub(lambda m: originals.get(m[0], m[0]), text)

    def _holder(self, original: str, kind: str) -> str:
        if original not in self._holders:
            number = sum(h.startswith(f"{{{kind}-") for h in self._holders.values()) + 1
            self._holders[original] = f"{{{kind}-{number}}}"
        return self._holders[original]

    # --- learning -------------------------------------------------------------------------------------------------

    def _learn(self, text: str) -> None:
        before = len(self._names), len(self._parts), len(self._values)
        for rule, start, end in self._found(text):
            value = text[start:end]
            if rule.kind == "NAME":
                self._learn_name(" ".join(value.rstrip(".,").split()), rule)
            elif rule.kind == "BIRTH":
                self._values |= dict.fromkeys(_ways(value), "BIRTH")
            else:
                self._values[" ".join(value.split())] = rule.kind
            if rule.kind == "PHONE" and (local := _LOCAL_PART.search(value)):
                self._values[local[0]] = "PHONE"
        if (len(self._names), len(self._parts), len(self._values)) != before:
            self._known = self._pattern()

    def _learn_name(self, name: str, rule: Rule) -> None:
        words = [w for w in (w.rstrip(".") for w in re.split(r"[,\s]+", name)) if len(w) >= _SHORTEST]
        self._names.add(name)
        if len(words) > 1:  # "DOE, JANE" is "Jane Doe" elsewhere
            self._names |= {f"{words[0]} {words[-1]}", f"{words[-1]} {words[0]}", f"{words[-1]}, {words[0]}"}
        for word in words:
            common = rule.parts == "rare" and any(re.search(rf"\b{re.escape(word.lower())}\b", t) for t in self._texts)
            if not common:
                self._parts.add(word)

    def _pattern(self) -> re.Pattern[str]:
        """All that is known, the longest first."""

        def either(values: Iterable[str]) -> str:
            ordered = sorted(values, key=lambda v: (-len(v), v))
            return "|".join(r"\s+".join(map(re.escape, v.split())) for v in ordered) or r"(?!)"

        names, parts, values = either(self._names), either(self._parts), either(self._values)
        return re.compile(
            rf"(?<![^\W_])(?:(?P<value>{values})|(?P<name>(?i:{names}))|(?P<part>(?i:{parts})))(?![^\W_])"
        )

    # --- finding --------------------------------------------------------------------------------------------------

    def _found(self, text: str) -> tuple[Found, ...]:
        if text not in self._read:
            self._read[text] = (*_by_rules(text), *_telephones(text))
        return self._read[text]

    def _spans(self, text: str) -> Iterator[Span]:
        yield from ((start, end, rule.kind) for rule, start, end in self._found(text))
        for match in _HOLDER.finditer(text):
            yield *match.span(), "TEXT"
        for match in self._known.finditer(text) if self._known is not None else ():
            if match["value"]:
                yield *match.span(), self._values.get(" ".join(match[0].split()), "NUMBER")
            elif match["name"] or _own_name(text, *match.span()):
                yield *match.span(), "NAME"


def redaction_of(case: "Case") -> Redaction:
    """What the record of a case tells of its persons."""
    return Redaction((*(d.text for d in case.documents), *(d.title for d in case.documents), case.question, case.title))


def without_persons(text: str, case: "Case") -> str:
    """A text without what names a person, in the record of a case or in itself: for a search that needs no names."""
    return " ".join(_HOLDER.sub(" ", redaction_of(case).redact(text)).split())


def restoring(redaction: Redaction, heard: Heard) -> Heard:
    """Hears pieces of a reply and hands them on restored; a placeholder that is cut waits for its end."""
    held = ""

    def restored(piece: str) -> None:
        nonlocal held
        text = held + piece
        cut = _OPEN.search(text)
        held = text[cut.start() :] if cut else ""
        heard(redaction.restore(text[: cut.start()] if cut else text))

    return restored


def _by_rules(text: str) -> Iterator[Found]:
    for rule, pattern in _rules()[1]:
        for match in pattern.finditer(text):
            start, end = match.span("value") if "value" in pattern.groupindex else match.span()
            yield rule, start, end


def _own_name(text: str, start: int, end: int) -> bool:
    """Whether a part of a name is one here: it begins with a capital, or stands in an id made of words."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return text[start].isupper() or bool(set(around) & set("-_:/"))


def _telephones(text: str) -> Iterator[Found]:
    candidates = list(_DIGITS.finditer(text))
    if not candidates:
        return
    from phonenumbers import Leniency, PhoneNumberMatcher

    for candidate in candidates:
        start = max(0, candidate.start() - 2)
        for match in PhoneNumberMatcher(text[start : candidate.end() + 2], _rules()[0], leniency=Leniency.VALID):
            yield _TELEPHONE, start + match.start, start + match.end


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order; those that overlap are one, of the kind of the longest."""
    ordered = sorted((s for s in spans if s[0] < s[1]), key=lambda s: (s[0], -s[1]))
    current: Span | None = None
    for span in ordered:
        if current is None or span[0] >= current[1]:
            if current is not None:
                yield current
            current = span
        elif span[1] > current[1]:
            current = (current[0], span[1], current[2])
    if current is not None:
        yield current


def _ways(written: str) -> set[str]:
    """A date in the ways in which records write dates; the words as they are where it is none."""
    words = " ".join(written.split())
    day = _day(words)
    if day is None:
        return {words}
    y, m, d, short = day.year, day.month, day.day, f"{day.year % 100:02d}"
    ways = {words, day.isoformat()}
    for sign in "/-.":
        ways |= {f"{m:02d}{sign}{d:02d}{sign}{y}", f"{m}{sign}{d}{sign}{y}"}
        ways |= {f"{m:02d}{sign}{d:02d}{sign}{short}", f"{m}{sign}{d}{sign}{short}"}
    for name in (day.strftime("%B"), day.strftime("%b")):
        ways |= {
            f"{name} {d}, {y}",
            f"{name} {d:02d}, {y}",
            f"{name} {d} {y}",
            f"{d} {name} {y}",
            f"{d:02d} {name} {y}",
        }
    return ways


def _day(words: str) -> date | None:
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    named = re.search(r"[A-Za-z]{3}", words)
    months = "janfebmaraprmayjunjulaugsepoctnovdec"
    try:
        if named and len(numbers) == 2:
            return date(numbers[1], months.index(named[0].lower()) // 3 + 1, numbers[0])
        first, second, third = numbers
        if first > 31:
            return date(first, second, third)
        year = third if third > 99 else 1900 + third
        return date(year, first, second) if first <= 12 else date(year, second, first)
    except ValueError:
        return None
