"""What guarding costs: milliseconds of processor time for documents of growing length, new to the process and seen before."""

from dataclasses import dataclass
from time import process_time

from assistant.guard import Ground, check_statement
from assistant.model.document import Statement

from .subjects import Subject

SIZES = (15, 30, 60, 120, 240)
RUNS = 5


@dataclass(frozen=True)
class Cost:
    """One length of document."""

    statements: int
    first: float
    """Milliseconds for statements that this process has not seen."""
    again: float
    """The same document once more: what holds nothing of the record is remembered."""


def cost(documents: list[Subject]) -> list[Cost]:
    """Distinct statements of all documents under their own grounds, taken in growing numbers."""
    seen: set[str] = set()
    pool: list[tuple[Statement, Subject]] = []
    for subject in documents:
        for statement in subject.statements:
            if statement.text not in seen:
                seen.add(statement.text)
                pool.append((statement, subject))
    step = max(1, len(pool) // max(SIZES))
    mixed = [pool[n] for start in range(step) for n in range(start, len(pool), step)]
    return [_timed(mixed[:size]) for size in SIZES if size <= len(mixed)]


def _timed(chosen: list[tuple[Statement, Subject]]) -> Cost:
    first, again = [], []
    for _ in range(RUNS):
        grounds = {id(s): _fresh(s) for _, s in chosen}
        for subject in {id(s): s for _, s in chosen}.values():
            subject.ground.lexicon.forget()
        first.append(_run(chosen, grounds))
        again.append(_run(chosen, {id(s): _fresh(s) for _, s in chosen}))
    return Cost(len(chosen), min(first), min(again))


def _run(chosen: list[tuple[Statement, Subject]], grounds: dict[int, Ground]) -> float:
    started = process_time()
    for statement, subject in chosen:
        check_statement(statement, grounds[id(subject)])
    return (process_time() - started) * 1000


def _fresh(subject: Subject) -> Ground:
    g = subject.ground
    return Ground(g.case, g.outcome, g.evidence, g.pack, g.policy_set, g.lists)
