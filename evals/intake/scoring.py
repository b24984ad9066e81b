"""Facts that were read against those of a key: right, wrong and missed, by kind and by attribute."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

FINDING = ("status", "levels", "side", "of", "grade", "number")
TREATMENT = ("status", "supervised", "start", "end", "weeks", "sessions", "response")
LINE = ("code", "levels", "side", "stage")
"""Attributes that are compared: of a finding, a treatment, a line of the request."""
Fact = dict[str, Any]


@dataclass
class Score:
    """Counts of facts: right, wrong, missed."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0

    def row(self) -> str:
        """Precision, recall and F1."""
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0
        recall = self.found / (self.found + self.missed) if self.found + self.missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{precision:9.3f} {recall:7.3f} {f1:6.3f} {self.right + self.wrong:6d} {self.found + self.missed:6d}"


@dataclass
class Report:
    """Scores by kind, attributes right among facts whose kind was found, and the facts that differ."""

    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    attributes: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    facts: list[str] = field(default_factory=list)


def plain(model: Any, names: tuple[str, ...]) -> Fact:
    """The fields that are compared, with defaults left out."""
    fact = {"kind": getattr(model, "kind", "")}
    for name in names:
        value = getattr(model, name)
        if value not in ("not_stated", (), "present"):
            fact[name] = list(value) if isinstance(value, tuple) else value
    return fact


def compare(
    name: str, got: list[Fact], gold: list[Fact], also: list[Fact], fields: tuple[str, ...], report: Report
) -> None:
    """Exact comparison of facts; `also` are true facts that need not be found. Attributes are compared fact by fact of a kind."""
    known = {"kind", *fields}
    gold, also, got = (
        [{k: v for k, v in one.items() if k in known} for fact in facts for one in by_level(fact)]
        for facts in (gold, also, got)
    )
    wanted = [norm(g) for g in gold]
    allowed = wanted + [norm(a) for a in also]
    found = [norm(f) for f in got]
    for fact, key in zip(got, found, strict=True):
        score = report.kinds[fact["kind"]]
        if key in allowed:
            score.right += 1
        else:
            score.wrong += 1
            report.facts.append(f"{name}: wrong   {fact}")
    for fact, key in zip(gold, wanted, strict=True):
        score = report.kinds[fact["kind"]]
        if key in found:
            score.found += 1
        else:
            score.missed += 1
            report.facts.append(f"{name}: missing {fact}")
        nearest = max(
            (f for f in got if f["kind"] == fact["kind"]), key=lambda f: likeness(f, fact, fields), default=None
        )
        if nearest is not None:
            for field_ in fields:
                report.attributes[field_][norm(nearest).get(field_) == norm(fact).get(field_)] += 1


def by_level(fact: Fact) -> list[Fact]:
    """A finding at several levels as one for each: how they are bundled says nothing. A request line stays whole."""
    if fact["kind"] == "request line" or len(fact.get("levels", ())) < 2:
        return [fact]
    return [{**fact, "levels": [level]} for level in fact["levels"]]


def likeness(one: Fact, other: Fact, fields: tuple[str, ...]) -> int:
    """Number of equal attributes."""
    return sum(norm(one).get(f) == norm(other).get(f) for f in fields)


def norm(fact: Fact) -> Fact:
    """A fact in comparable form."""
    made: Fact = {}
    for name, value in fact.items():
        if isinstance(value, list):
            made[name] = sorted(value)
        elif isinstance(value, float | int) and not isinstance(value, bool):
            made[name] = round(float(value), 1)
        elif isinstance(value, date):
            made[name] = value.isoformat()
        elif (name, value) != ("status", "present"):
            made[name] = str(value)
    return made


def show(report: Report, *, facts: bool) -> None:
    """Prints the tables."""
    print(f"{'kind':32} precision  recall     F1  found   gold")
    whole = Score()
    for kind, score in sorted(report.kinds.items()):
        print(f"{kind:32} {score.row()}")
        if kind != "request line":
            for part in ("right", "wrong", "found", "missed"):
                setattr(whole, part, getattr(whole, part) + getattr(score, part))
    print(f"{'all facts':32} {whole.row()}")
    print("\nattribute, among facts whose kind was found")
    for name, counts in report.attributes.items():
        print(f"{name:32} {counts[True] / counts.total():9.3f} {counts.total():6d}")
    for line in report.facts if facts else ():
        print(line)
