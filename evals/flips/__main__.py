"""`python -m evals.flips`: lines that are approved, and still are when one thing is changed for the worse.

Facts are changed in the structured cases and in those that are read from the texts of evals/intake; words are changed in these texts, which are
then read anew. A line that stands by a waiver, or that follows a parent, is counted apart. `--list` names each line that stands
otherwise; docs/evals.md says why those stand that should.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import yaml

from assistant.check import check
from assistant.errors import InputError
from assistant.intake import load_case
from assistant.intake.choose import pack_for
from assistant.intake.text import Source, read_case
from assistant.model.base import NOT_STATED
from assistant.model.case import Case
from assistant.model.outcome import LineOutcome, Node, Outcome
from assistant.pack import load_pack
from assistant.pack.named import set_of
from assistant.pack.pack import Pack
from assistant.pack.yamlio import Loader

from .facts import MUTATIONS, OTHER_SIDE, Mutation
from .sentences import Record, Word
from .sentences import told as tell
from .words import REWORDINGS

ROOT = Path(__file__).parents[1]
WORDS = ("flipped", "waived", "follows", "approved")


class Flip(NamedTuple):
    """One line after one change."""

    change: str
    case: str
    line: LineOutcome
    word: str
    """What became of it, one of `WORDS`."""


class Text(NamedTuple):
    """A record that is read."""

    id: str
    question: str | None
    text: str


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m evals.flips", description=__doc__)
    options.add_argument(
        "--list", action="store_true", help="name the lines that stay approved without a waiver or a parent"
    )
    options.add_argument("--sentences", action="store_true", help="tell sentences in the texts instead")
    options.add_argument(
        "sets", nargs="*", help="with --sentences: the sets of evals/flips/turning; all where none is named"
    )
    chosen = options.parse_args()
    pack = load_pack()
    told = list(texts(pack))
    if chosen.sentences:
        sentences(list(records(told, pack)), pack, tuple(chosen.sets), chosen.list)
        return
    read = [case for one in told if (case := reading(one, pack)) is not None]
    made = [flip for case in (*structured(), *read) for flip in flips(case, pack)]
    made += [flip for one in told for flip in reworded(one, pack)]
    for flip in made if chosen.list else ():
        if flip.word == "approved":
            print(f"{flip.change:34} {flip.case} {flip.line.code} {' '.join(flip.line.levels)}")
    counts = Counter((flip.change, flip.word) for flip in made)
    print(f"{'change':34} lines  flipped  by a waiver  after a parent  still approved")
    for name in (one.name for one in (*MUTATIONS, *REWORDINGS)):
        flipped, waived, follows, rest = (counts[name, word] for word in WORDS)
        print(f"{name:34} {flipped + waived + follows + rest:5d} {flipped:8d} {waived:12d} {follows:15d} {rest:15d}")


def sentences(approved: list[Record], pack: Pack, sets: tuple[str, ...], listed: bool) -> None:
    """Measure and print what becomes of the lines after each sentence. A set that is held out is listed only where it is named."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in tell(approved, pack, sets):
        for group in (one.group, "all"):
            counts[one.set, group, one.word] += 1
        if listed and one.wrong and (one.set in sets or not one.set.endswith("held")):
            print(f"{one.set} {one.group} {one.place:8} {one.word:8} {one.record} {one.line.code} | {one.sentence}")
    words = get_args(Word)
    print(f"{'sentences':40}" + "".join(f"{word:>10}" for word in words))
    for set_, group in sorted(dict.fromkeys(key[:2] for key in counts), key=lambda key: (key[0], key[1] == "all")):
        print(f"{f'{set_}: {group}':40}" + "".join(f"{counts[set_, group, word]:10d}" for word in words))


def records(told: list[Text], pack: Pack) -> Iterator[Record]:
    """The texts with a line that is approved and follows no other: the first such line of each."""
    for one in told:
        case = reading(one, pack)
        line = next((x for x in necessary(case, pack) if not follows(x)), None) if case else None
        if case and line:
            yield Record(*one, case, line)


def structured() -> Iterator[Case]:
    """The cases of evals/cases."""
    for path in sorted((ROOT / "cases").glob("*.yaml")):
        yield load_case(path).case


def texts(pack: Pack) -> Iterator[Text]:
    """The developed texts of evals/intake that are of this specialty."""
    for path in sorted((ROOT / "intake" / "records" / "dev").glob("*.yaml")):
        gold = yaml.load(path.read_text("utf-8"), Loader)
        yield Text(path.stem, gold["question"], gold["text"])
    for one in yaml.load((ROOT / "intake" / "vignettes.yaml").read_text("utf-8"), Loader):
        if pack_for(one.get("question"), [one["text"]], pack).name == pack.name:
            yield Text(one["id"], one.get("question"), one["text"])


def reading(one: Text, pack: Pack) -> Case | None:
    """The case that is read; None where none is."""
    try:
        return read_case([Source("record.txt", one.text)], pack, one.question, id=one.id).case
    except InputError:
        return None


def flips(case: Case, pack: Pack) -> Iterator[Flip]:
    """Each change of the facts that speaks against a line that is approved, and what becomes of it."""
    approved = necessary(case, pack)
    for mutation in MUTATIONS if approved else ():
        if (changed := mutation.change(case, pack)) is None:
            continue
        mutated, ids = changed
        after = decided(mutated, pack)
        for line in approved:
            if after is not None and concerns(mutation, line, case, mutated, ids):
                yield Flip(mutation.name, case.id, line, became(after.line(line.id)))


def reworded(one: Text, pack: Pack) -> Iterator[Flip]:
    """Each change of the words that speaks against a line that is approved, and what becomes of it. Lines that follow others are left out."""
    case = reading(one, pack)
    approved = [line for line in necessary(case, pack) if not follows(line)] if case else []
    for change in REWORDINGS if approved else ():
        lines = [line for line in approved if not change.families or line.family in change.families]
        text = change.change(one.text)
        if not lines or text == one.text:
            continue
        again = reading(one._replace(text=text), pack)
        after = decided(again, pack) if again else None
        for line in lines:
            same = [x for x in after.lines if x.code == line.code] if after else []
            yield Flip(change.name, one.id, line, became(same[0]) if same else "flipped")


def necessary(case: Case, pack: Pack) -> list[LineOutcome]:
    """The lines of a case that are approved."""
    outcome = decided(case, pack)
    return [line for line in outcome.lines if line.outcome == "necessary"] if outcome else []


def concerns(mutation: Mutation, line: LineOutcome, case: Case, mutated: Case, ids: frozenset[str]) -> bool:
    """Whether a change speaks against a line: its request was changed, its procedure is meant, or a fact that decided it was changed."""
    if mutation.sided and line.side not in OTHER_SIDE:
        return False
    if mutation.whole:
        asked, again = (next(x for x in one.request.lines if x.id == line.id) for one in (case, mutated))
        return asked != again
    return line.family in mutation.families if mutation.families else bool(cited(line) & ids)


def decided(case: Case, pack: Pack) -> Outcome | None:
    """The outcome under the policy set that the case names, else under the usual one; None before any is in force."""
    try:
        return check(case, pack, policy_set=set_of(case, None, pack))
    except InputError:
        return None


def became(line: LineOutcome) -> str:
    """What became of a line that was approved."""
    if line.outcome not in ("necessary", "incidental"):
        return "flipped"
    if any(result.waived_by != NOT_STATED for result in line.criteria):
        return "waived"
    return "follows" if follows(line) else "approved"


def follows(line: LineOutcome) -> bool:
    """Whether a line stands or falls with others."""
    return any(result.family == "parent" for result in line.criteria)


def cited(line: LineOutcome) -> frozenset[str]:
    """The facts that decided a line."""
    trees = [result.tree for result in line.criteria]
    trees += [result.tree for level in line.per_level for result in level.exceptions if result.truth == "met"]
    return frozenset(id for tree in trees for id in _facts(tree))


def _facts(node: Node) -> Iterator[str]:
    """The facts of a node and those below it."""
    yield from (*node.findings, *node.treatments)
    for child in node.children:
        yield from _facts(child)


if __name__ == "__main__":
    main()
