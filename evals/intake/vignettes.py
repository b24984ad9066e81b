"""Cases told in prose: the outcome of each code beside the one that a careful reviewer reaches."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from assistant.check import check
from assistant.intake.choose import pack_for
from assistant.intake.text import Source, read_case
from assistant.model.case import Case
from assistant.pack import load_pack
from assistant.pack.named import set_of
from assistant.pack.yamlio import Loader

FILE = Path(__file__).parent / "vignettes.yaml"


def told_cases() -> Iterator[Case]:
    """The cases as they are read."""
    for one in yaml.load(FILE.read_text("utf-8"), Loader):
        question, text = one.get("question"), one["text"]
        pack = pack_for(question, [text], load_pack())
        yield read_case([Source("case.txt", text)], pack, question, id=one["id"]).case


def outcomes(question: str | None, text: str) -> dict[str, str]:
    """The outcome of each requested code, under the policy set that the question, or else the record, names, or else the usual one."""
    pack = pack_for(question, [text], load_pack())
    case = read_case([Source("case.txt", text)], pack, question, id="told").case
    chosen = set_of(case, None, pack)
    outcome = check(case, pack, policy_set=chosen) if chosen else check(case, pack)
    return {line.code: line.outcome for line in outcome.lines}


def vignettes() -> None:
    """Prints how many codes come out as they should, and those that do not."""
    asked = right = 0
    for one in yaml.load(FILE.read_text("utf-8"), Loader):
        got = outcomes(one.get("question"), one["text"])
        asked += len(one["outcomes"])
        differ = {
            code: got.get(code, "not read") for code, wanted in one["outcomes"].items() if got.get(code) != wanted
        }
        right += len(one["outcomes"]) - len(differ)
        for code, found in differ.items():
            print(f"{one['id']:40} {code}: {found}, not {one['outcomes'][code]}")
    print(f"{'outcomes as a reviewer has them':40} {right} of {asked}")
