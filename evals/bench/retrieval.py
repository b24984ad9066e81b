"""Retrieval, measured on labels that come free from the policies: a criterion should find what grounds it.

Run it as `python -m evals.bench.retrieval` (`--misses` lists what was not found). Recall at k is the share of a
criterion's facts among the first k, of at most k. Each criterion asks three times: in its own words, as retrieval does
(the index holds these words, so this is the easiest); in other words, those of its remedy and of what it needs; and in
its own words with all pointers of its policy left out, as for a question that no criterion of the index foresaw.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from time import perf_counter

from assistant.model.policy import Criterion
from assistant.pack import load_pack
from assistant.pack.pack import Pack
from assistant.retrieve import Hit, Index, build_index, open_index
from assistant.retrieve.entries import pointers_of_set, refs_of
from assistant.retrieve.index import MODES

K = 5


ASKED = ("own words", "other words", "left out")


@dataclass(frozen=True)
class Label:
    """One criterion as a query, and the facts it should find."""

    policy_set: str
    id: str
    queries: dict[str, str]
    """By the way of asking; those of `ASKED` that apply."""
    regions: tuple[str, ...]
    relevant: frozenset[str]
    policy: frozenset[str] = frozenset()
    """Pointers of the whole policy."""


@dataclass(frozen=True)
class Score:
    """How one mode did."""

    mode: str
    asked: str
    queries: int
    recall: float
    found_any: float
    """Share of the queries with at least one of their facts among the first k."""
    foreign: int
    """Facts of another payer's own text that the policy set does not rest on."""
    milliseconds: float
    """Mean time of one query."""


def labels_of(pack: Pack) -> list[Label]:
    """One label for each criterion and waiver of each policy, and for each rule of a set."""
    return [label for id in pack.policy_set_ids() for label in _labels_of_set(pack, id)]


def _labels_of_set(pack: Pack, id: str) -> Iterator[Label]:
    whole = pack.whole_policy_set(id)
    pointers = {p.id: p for p in pointers_of_set(whole)}
    for policy in whole.policies:
        owner = f"{policy.id}@{policy.version}"
        own = frozenset(p for p in pointers if p.startswith(f"{owner}:"))
        for part in (*policy.criteria, *policy.exceptions):
            words = f"{part.label}. {part.text}"
            queries = {"own words": words, "left out": f"{words} {policy.title}"}
            if isinstance(part, Criterion):
                remedy = part.remedy.replace("{level}", "the level").replace("{side}", "the side")
                queries["other words"] = f"{part.needs}: {remedy}. {policy.title}"
            yield Label(id, f"{owner}:{part.id}", queries, policy.regions, frozenset(part.grounds), own)
    shared = [p for p in pointers.values() if "/" not in p.id]
    for pointer in shared:
        yield Label(id, pointer.id, {"own words": pointer.text}, (), frozenset(pointer.refs))


def score(index: Index, labels: list[Label], mode: str, asked: str = "own words", k: int = K) -> Score:
    """Search for every label in one mode, inside the label's policy set and regions."""
    recalls, any_found, foreign = [], [], 0
    rests = {id: refs_of(index.pack.whole_policy_set(id)) for id in index.pack.policy_set_ids()}
    asking = [label for label in labels if asked in label.queries]
    started = perf_counter()
    for label in asking:
        found = {hit.ref for hit in _search(index, label, mode, asked, k)}
        recalls.append(len(found & label.relevant) / min(k, len(label.relevant)))
        any_found.append(bool(found & label.relevant))
        issuers = index.pack.whole_policy_set(label.policy_set).issuers
        sources = (index.pack.fact(ref)[0] for ref in found - rests[label.policy_set])
        foreign += sum(source.type == "Policy" and source.issuer not in issuers for source in sources)
    spent = (perf_counter() - started) * 1000 / len(asking)
    return Score(mode, asked, len(asking), mean(recalls), mean(any_found), foreign, spent)


def _search(index: Index, label: Label, mode: str, asked: str, k: int) -> list[Hit]:
    without = label.policy if asked == "left out" else frozenset()
    query = label.queries[asked]
    return index.search(query, regions=label.regions, policy_set=label.policy_set, k=k, mode=mode, without=without)


def main() -> None:
    pack = load_pack()
    labels = labels_of(pack)
    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        build_index(pack, Path(folder))
        built = perf_counter() - started
        index = open_index(pack, Path(folder))
        index.search("warm")
        print(f"{index.manifest.entries} facts, built in {built:.1f} s")
        print(
            f"{'asked':12} {'mode':8} {'queries':>7} {'recall@' + str(K):>9} {'any@' + str(K):>7} {'foreign':>7} {'ms':>6}"
        )
        for asked in ASKED:
            for mode in MODES:
                s = score(index, labels, mode, asked)
                print(
                    f"{asked:12} {mode:8} {s.queries:7} {s.recall:9.3f} {s.found_any:7.3f} {s.foreign:7} "
                    f"{s.milliseconds:6.1f}"
                )
        if "--misses" in sys.argv:
            for label in labels:
                found = [hit.ref for hit in _search(index, label, "hybrid", "own words", K)]
                if missed := sorted(label.relevant - set(found)):
                    print(f"{label.id}: missed {', '.join(missed)}; found {', '.join(found)}")


if __name__ == "__main__":
    main()
