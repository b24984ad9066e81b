"""`python -m evals.intake`: how well text is read, by kind of fact and by attribute, and whether verdicts from text are those of the cases.

A key may leave out the levels of an implant where the request leaves no choice of them.

`--sentences` takes single sentences instead. `--set first` and `--set second` take the records that were looked at once; `--facts` lists
every fact that is wrong or missing. `--layouts` reads forty records in other layouts, and tells by layout which facts are lost or wrong by it.
`--retold` tells the cases told in prose in other forms, and how many outcomes each form changes.
"""

import argparse
import time
from pathlib import Path

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

from .layouts import layouts
from .retold import retold
from .scoring import FINDING, LINE, TREATMENT, Fact, Report, by_level, compare, plain, show
from .sentences import sentences
from .vignettes import vignettes

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
PLACED_LATER = {"injection_relief": "levels", "spinal_infection": "of", "spinal_tumour": "of"}
"""Kinds that were given an attribute after most keys were written."""
TOLD_LATER = ("former_nicotine_use", "disc_device")
"""Kinds that the vocabulary was given after most keys were written: counted where a key has them."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m evals.intake", description=__doc__)
    sets = sorted(folder.name for folder in (HERE / "records").iterdir())
    options.add_argument("--set", choices=sets, default="dev", help="which records")
    options.add_argument(
        "--sentences", nargs="*", type=Path, help="single sentences instead: files of them, or all that are here"
    )
    options.add_argument("--folder", type=Path, help="records of your own, in the form of those that are here")
    options.add_argument("--layouts", action="store_true", help="some of the records in other layouts instead")
    options.add_argument("--retold", action="store_true", help="the cases told in prose in other forms instead")
    options.add_argument("--facts", action="store_true", help="list facts that are wrong or missing")
    chosen = options.parse_args()
    if chosen.sentences is not None:
        sentences(chosen.sentences, facts=chosen.facts)
        return
    if chosen.retold:
        retold()
        return
    pack = load_pack()
    report = Report()
    began = time.perf_counter()
    paths = sorted((chosen.folder or HERE / "records" / chosen.set).glob("*.yaml"))
    if chosen.layouts:
        layouts(paths, pack, facts=chosen.facts)
        return
    characters = sum(record(path, pack, report) for path in paths)
    spent = time.perf_counter() - began
    print(
        f"{len(paths)} records, {characters} characters, {1000 * spent / max(1, len(paths)):.0f} ms each with set-up\n"
    )
    show(report, facts=chosen.facts)
    if chosen.set == "dev" and chosen.folder is None:
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
    lines = [plain(line, LINE) | {"kind": "request line"} for line in case.request.lines]
    named = {level for line in gold["lines"] for level in line.get("levels", ())}
    asked = tuple(RequestLine(id=line_id(n), **line) for n, line in enumerate(gold["lines"]))
    if all(map(pack.levels.knows, named)):  # a key may hold a range as it came
        asked = served(asked, pack)
    wanted = [plain(line, LINE) | {"kind": "request line"} for line in asked]
    compare(path.stem, lines, wanted, [], LINE, report)
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


def unplaced(fact: Fact, placed: set[str]) -> Fact:
    """A fact without the attribute that its kind was given later, where its key has it of none of the kind."""
    later = PLACED_LATER.get(fact["kind"]) if fact["kind"] not in placed else None
    return {name: value for name, value in fact.items() if name != later} if later else fact


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
