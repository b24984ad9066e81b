"""`python -m evals.intake`: how well text is read, by kind of fact and by attribute, and whether verdicts from text are those of the cases.

A key may leave out the levels of an implant where the request leaves no choice of them.

`--set first` and `--set second` take the records that were looked at once; `--facts` lists every fact that is wrong or missing.
"""

import argparse
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.check import check
from assistant.errors import InputError
from assistant.intake import load_case
from assistant.intake.text import Source, read_case
from assistant.intake.text.request import line_id
from assistant.intake.text.served import served
from assistant.model.case import Case, RequestLine
from assistant.pack import load_pack
from assistant.pack.pack import Pack
from assistant.pack.yamlio import Loader
from evals import REFERENCE

from .vignettes import vignettes

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
PLACED_LATER = {"injection_relief": "levels", "spinal_infection": "of", "spinal_tumour": "of"}
"""Kinds that were given an attribute after most keys were written."""
TOLD_LATER = ("former_nicotine_use", "disc_device")
"""Kinds that the vocabulary was given after most keys were written: counted where a key has them."""
FINDING = ("status", "levels", "side", "of", "grade", "number")
TREATMENT = ("status", "supervised", "start", "end", "weeks", "sessions", "response")
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


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m evals.intake", description=__doc__)
    sets = sorted(folder.name for folder in (HERE / "records").iterdir())
    options.add_argument("--set", choices=sets, default="dev", help="which records")
    options.add_argument("--facts", action="store_true", help="list facts that are wrong or missing")
    chosen = options.parse_args()
    pack = load_pack()
    report = Report()
    began = time.perf_counter()
    paths = sorted((HERE / "records" / chosen.set).glob("*.yaml"))
    characters = sum(record(path, pack, report) for path in paths)
    spent = time.perf_counter() - began
    print(
        f"{len(paths)} records, {characters} characters, {1000 * spent / max(1, len(paths)):.0f} ms each with set-up\n"
    )
    show(report, facts=chosen.facts)
    if chosen.set == "dev":
        print("\nverdict from text against the hand-written case")
        cases(pack)
        print("\ncases told in prose")
        vignettes()


def record(path: Path, pack: Pack, report: Report) -> int:
    """Adds one record to the report; its length."""
    gold = yaml.load(path.read_text("utf-8"), Loader)
    try:
        read = read_case([Source("record.txt", gold["text"])], pack, gold["question"], id=path.stem)
    except InputError as error:
        report.facts.append(f"{path.stem}: not read: {error}")
        for fact in (one for whole in gold["findings"] + gold["treatments"] for one in by_level(whole)):
            report.kinds[fact["kind"]].missed += 1
        report.kinds["request line"].missed += len(gold["lines"])
        return len(gold["text"])
    case = read.case
    also = gold.get("also", [])
    placed = {f["kind"] for f in (*gold["findings"], *also) if f.get(PLACED_LATER.get(f["kind"], "levels"))}
    known = {f["kind"] for f in (*gold["findings"], *also)}
    told = [f for f in case.findings if f.kind not in TOLD_LATER or f.kind in known]
    found = [unplaced(plain(f, FINDING), placed) for f in told]
    compare(path.stem, found, gold["findings"], also, FINDING, report)
    compare(
        path.stem,
        [plain(t, TREATMENT) for t in case.treatments],
        gold["treatments"],
        gold.get("also_treatments", []),
        TREATMENT,
        report,
    )
    lines = [plain(line, ("code", "levels", "side", "stage")) | {"kind": "request line"} for line in case.request.lines]
    named = {level for line in gold["lines"] for level in line.get("levels", ())}
    asked = tuple(RequestLine(id=line_id(n), **line) for n, line in enumerate(gold["lines"]))
    if all(map(pack.levels.knows, named)):  # a key may hold a range as it came
        asked = served(asked, pack)
    wanted = [plain(line, ("code", "levels", "side", "stage")) | {"kind": "request line"} for line in asked]
    compare(path.stem, lines, wanted, [], ("code", "levels", "side", "stage"), report)
    told = sum("speaks to whoever reads" in p.message for p in read.problems)
    wanted_words = {
        "setting": gold.get("setting", "not_stated"),
        "days": gold.get("days", "not_stated"),
        "warnings": gold.get("warnings", 0),
    }
    got = {"setting": case.request.setting.kind, "days": case.request.setting.days, "warnings": told}
    for name, value in wanted_words.items():
        report.attributes[name][got[name] == value] += 1
        if got[name] != value:
            report.facts.append(f"{path.stem}: {name} is {got[name]}, not {value}")
    if told_documents := gold.get("documents"):
        documents = [f"{d.kind} {d.date}" for d in case.documents]
        report.attributes["documents"][documents == told_documents] += 1
        if documents != told_documents:
            report.facts.append(f"{path.stem}: documents are {documents}, not {told_documents}")
    return len(gold["text"])


def plain(model: Any, names: tuple[str, ...]) -> Fact:
    """The fields that are compared, with defaults left out."""
    fact = {"kind": getattr(model, "kind", "")}
    for name in names:
        value = getattr(model, name)
        if value not in ("not_stated", (), "present"):
            fact[name] = list(value) if isinstance(value, tuple) else value
    return fact


def unplaced(fact: Fact, placed: set[str]) -> Fact:
    """A fact without the attribute that its kind was given later, where its key has it of none of the kind."""
    later = PLACED_LATER.get(fact["kind"]) if fact["kind"] not in placed else None
    return {name: value for name, value in fact.items() if name != later} if later else fact


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


def cases(pack: Pack) -> None:
    """Verdicts of the reference cases from their documents as one pasted text."""
    for path in (CASES / f"{name}.yaml" for name in REFERENCE):
        case = load_case(path).case
        read = read_case([Source("record.txt", pasted(case))], pack, case.question, day=case.date, id=case.id)
        ours, theirs = verdict(case, pack), verdict(read.case, pack)
        print(f"{path.stem:40} {'same' if ours == theirs else 'differs'}")
        for one, other in zip(ours, theirs, strict=False):
            if one != other:
                print(f"    {one}\n    {other}")


def pasted(case: Case) -> str:
    """The documents of a case as they are pasted into one text."""
    return "\n\n-----\n".join(f"{d.title}\nDate: {d.date:%m/%d/%Y}\n\n{d.text}" for d in case.documents)


def verdict(case: Case, pack: Pack) -> list[object]:
    """The outcome of the request, of each line and level, and of the setting."""
    outcome = check(case, pack)
    lines = [(x.code, x.outcome, tuple((p.level, p.outcome) for p in x.per_level)) for x in outcome.lines]
    return [outcome.overall, outcome.setting.outcome, *lines]


if __name__ == "__main__":
    main()
