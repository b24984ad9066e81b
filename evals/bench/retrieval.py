"""Retrieval, measured on labels that come free from the policies: a criterion's text should find what grounds it.

Run it as `python -m evals.bench.retrieval` (`--misses` lists what was not found). Recall at k is the share of a
criterion's facts among the first k, of at most k.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from time import perf_counter

from assistant.pack import load_pack
from assistant.pack.pack import Pack
from assistant.retrieve import Hit, Index, build_index, open_index
from assistant.retrieve.index import MODES

K = 5


@dataclass(frozen=True)
class Label:
    """One query and the facts it should find."""

    policy_set: str
    id: str
    query: str
    regions: tuple[str, ...]
    relevant: frozenset[str]


@dataclass(frozen=True)
class Score:
    """How one mode did."""

    mode: str
    recall: float
    found_any: float
    """Share of the queries with at least one of their facts among the first k."""
    milliseconds: float
    """Mean time of one query."""


def labels_of(pack: Pack) -> list[Label]:
    """One label for each criterion and waiver of each policy (asked as retrieval asks), and for each rule of a set."""
    return [label for id in pack.policy_set_ids() for label in _labels_of_set(pack, id)]


def _labels_of_set(pack: Pack, id: str) -> Iterator[Label]:
    whole = pack.whole_policy_set(id)
    for policy in whole.policies:
        for part in (*policy.criteria, *policy.exceptions):
            yield Label(
                id, f"{policy.id}:{part.id}", f"{part.label}. {part.text}", policy.regions, frozenset(part.grounds)
            )
    settings = (c for rule in whole.settings for c in rule.criteria)
    for shared in (*whole.common, *whole.restrictions, *settings):
        yield Label(id, f"{id}:{shared.id}", shared.text, (), frozenset(shared.grounds))


def score(index: Index, labels: list[Label], mode: str, k: int = K) -> Score:
    """Search for every label in one mode, inside the label's policy set and regions."""
    recalls, any_found = [], []
    started = perf_counter()
    for label in labels:
        found = {hit.ref for hit in _search(index, label, mode, k)}
        recalls.append(len(found & label.relevant) / min(k, len(label.relevant)))
        any_found.append(bool(found & label.relevant))
    spent = (perf_counter() - started) * 1000 / len(labels)
    return Score(mode, mean(recalls), mean(any_found), spent)


def _search(index: Index, label: Label, mode: str, k: int) -> list[Hit]:
    return index.search(label.query, regions=label.regions, policy_set=label.policy_set, k=k, mode=mode)


def main() -> None:
    pack = load_pack()
    labels = labels_of(pack)
    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        build_index(pack, Path(folder))
        built = perf_counter() - started
        index = open_index(pack, Path(folder))
        index.search(labels[0].query)
        print(f"{index.manifest.entries} facts, built in {built:.1f} s; {len(labels)} queries")
        print(f"{'mode':8} {'recall@' + str(K):>9} {'any@' + str(K):>7} {'ms':>6}")
        for mode in MODES:
            s = score(index, labels, mode)
            print(f"{s.mode:8} {s.recall:9.3f} {s.found_any:7.3f} {s.milliseconds:6.1f}")
        if "--misses" in sys.argv:
            for label in labels:
                found = [hit.ref for hit in _search(index, label, "hybrid", K)]
                if missed := sorted(label.relevant - set(found)):
                    print(f"{label.id}: missed {', '.join(missed)}; found {', '.join(found)}")


if __name__ == "__main__":
    main()
