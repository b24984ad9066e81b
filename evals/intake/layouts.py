"""The same records in other layouts: which facts are lost by the layout, and which wrong ones come of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from assistant.errors import InputError
from assistant.intake.inputs import Inputs, add
from assistant.intake.text import read_case
from assistant.pack.pack import Pack
from assistant.pack.yamlio import Loader

from .relaid import LAYOUTS
from .scoring import FINDING, LINE, TREATMENT, Fact, by_level, norm, plain

SAMPLE = 40
"""Records that are taken, evenly from all."""
Told = frozenset[tuple[tuple[str, str], ...]]
"""Facts in comparable form."""


@dataclass
class Change:
    """What one layout changed."""

    lost: int = 0
    """Facts of the text as it stands that were not read, and that its key has or that were not judged."""
    wrong: int = 0
    """Facts that were not read from the text as it stands, and that its key does not have."""
    facts: list[str] = field(default_factory=list)


def layouts(paths: Sequence[Path], pack: Pack, *, facts: bool) -> None:
    """Prints a row for each layout, those that change most first."""
    changes = {name: Change() for name in LAYOUTS}
    told = 0
    chosen = paths[:: max(1, len(paths) // SAMPLE)][:SAMPLE]
    for path in chosen:
        gold = yaml.load(path.read_text("utf-8"), Loader)
        key = known(gold)
        stands = read(gold["text"].rstrip("\n"), gold["question"], path.stem, pack)
        told += len(stands)
        for name, laid in LAYOUTS.items():
            got = read(laid(gold["text"].rstrip("\n")), gold["question"], path.stem, pack)
            lost = {fact for fact in stands - got if fact in key or ("kind", "request line") in fact}
            wrong = got - stands - key
            changes[name].lost += len(lost)
            changes[name].wrong += len(wrong)
            changes[name].facts += [f"{path.stem}: lost  {dict(fact)}" for fact in sorted(lost)]
            changes[name].facts += [f"{path.stem}: wrong {dict(fact)}" for fact in sorted(wrong)]
    print(f"{len(chosen)} records, {told} facts of them as they stand\n\n{'layout':28} lost %  wrong %")
    for name, change in sorted(changes.items(), key=lambda item: -item[1].lost - item[1].wrong):
        print(f"{name:28} {100 * change.lost / told:6.2f} {100 * change.wrong / told:8.2f}")
        for line in change.facts if facts else ():
            print(f"    {line}")


def read(text: str, question: str | None, name: str, pack: Pack) -> Told:
    """The facts and the request of a text as a file; none where it cannot be read."""
    inputs = Inputs()
    add(inputs, "record.txt", ".txt", text.encode(), lambda step: None)
    try:
        case = read_case(inputs.sources, pack, question, id=name).case
    except InputError:
        return frozenset()
    lines = [plain(line, LINE) | {"kind": "request line"} for line in case.request.lines]
    found = [plain(f, FINDING) for f in case.findings] + [plain(t, TREATMENT) for t in case.treatments]
    return comparable(found + lines)


def known(gold: dict[str, list[Fact]]) -> Told:
    """What a key has of findings and treatments, and what it allows."""
    findings = [
        {k: v for k, v in one.items() if k in ("kind", *FINDING)} for one in gold["findings"] + gold.get("also", [])
    ]
    given = gold["treatments"] + gold.get("also_treatments", [])
    return comparable(findings + [{k: v for k, v in one.items() if k in ("kind", *TREATMENT)} for one in given])


def comparable(facts: Sequence[Fact]) -> Told:
    """Facts level by level, each as what can be in a set."""
    return frozenset(
        tuple(sorted((name, str(value)) for name, value in norm(one).items())) for f in facts for one in by_level(f)
    )
