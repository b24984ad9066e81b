"""What guarding costs: milliseconds of processor time for whole documents, new to the process and seen before."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import process_time

from assistant.guard import Ground, guard
from assistant.model.document import Draft
from evals.bench.quiet import without_collection

from .subjects import Subject

LENGTHS = (30, 60)
"""Most statements of a short document and of one of middle length."""
RUNS = 3
PARTS = 3
"""The documents are timed by so many parts, each after those of the other parts."""


@dataclass(frozen=True)
class Cost:
    """Documents of like length."""

    documents: int
    statements: int
    """Of all of them."""
    first: float
    """Milliseconds for all, each when the process has guarded documents of other cases, and none of its own."""
    again: float
    """The same documents once more: what holds nothing of the record is remembered."""


def cost(documents: Sequence[Subject]) -> list[Cost]:
    """One document a case, by length, and all together at the end."""
    chosen = list({one.case: one for one in reversed(documents)}.values())[::-1]
    first, again = [float("inf")] * len(chosen), [float("inf")] * len(chosen)
    with without_collection():
        for part in (part for _ in range(RUNS) for part in range(PARTS)):
            for one in chosen:
                one.ground.lexicon.forget()
            for one in (one for n, one in enumerate(chosen) if n % PARTS != part):
                _timed(one)
            for n in range(part, len(chosen), PARTS):
                first[n] = min(first[n], _timed(chosen[n]))
                again[n] = min(again[n], _timed(chosen[n]))
    lengths = [len(one.statements) for one in chosen]
    bands = zip((0, *LENGTHS), (*LENGTHS, max(lengths, default=0)), strict=True)
    groups = [[n for n, length in enumerate(lengths) if low < length <= high] for low, high in bands]
    return [
        Cost(len(g), sum(lengths[n] for n in g), sum(first[n] for n in g), sum(again[n] for n in g))
        for g in (*groups, range(len(chosen)))
        if g
    ]


def _timed(subject: Subject) -> float:
    made, g = subject.determination, subject.ground
    draft = Draft(title=made.title, lead=made.lead, sections=made.sections, related_questions=made.related_questions)
    ground = Ground(g.case, g.outcome, g.evidence, g.pack, g.policy_set, g.lists)
    ground.others = g.others
    started = process_time()
    guard(draft, ground)
    return (process_time() - started) * 1000
