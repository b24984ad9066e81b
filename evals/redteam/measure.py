"""Mutants made and shown to the guard: how many of each class it finds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt
from random import Random

from assistant.guard import check_document, check_statement
from assistant.model.document import Determination, Statement, Violation

from .mutations import KINDS, Kind, Mutant
from .mutations.mutant import told
from .subjects import Subject

MOST = 24
"""Mutants of one class from one document, taken at random."""


@dataclass
class Tally:
    """What became of one class."""

    kind: Kind
    tried: int = 0
    caught: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    """Codes that caught, with how often."""
    missed: list[Mutant] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Share caught."""
        return self.caught / self.tried if self.tried else 0.0


def wilson(found: int, tried: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not tried:
        return 0.0, 1.0
    share, d = found / tried, 1 + z * z / tried
    middle, width = share + z * z / (2 * tried), z * sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    return max(0.0, (middle - width) / d), min(1.0, (middle + width) / d)


def mutants(kind: Kind, subject: Subject, seed: int, most: int = MOST) -> list[Mutant]:
    """Mutants of one class from one document, the same for the same seed."""
    rng = Random(f"{seed}/{kind.name}/{subject.case}/{subject.policy_set}")
    made = list(_made(kind, subject, rng))
    return made if len(made) <= most else rng.sample(made, most)


def _made(kind: Kind, subject: Subject, rng: Random) -> Iterator[Mutant]:
    if kind.whole is not None:
        yield from kind.whole(subject, rng)
    for statement in subject.statements if kind.change is not None else ():
        assert kind.change is not None
        for wrong in kind.change(statement, subject, rng):
            if told(wrong) != told(statement):
                yield Mutant(kind.name, subject, told(statement), told(wrong), statement=wrong)


def found(mutant: Mutant) -> tuple[str, ...]:
    """Codes of the violations that say what is wrong: of the wrong statement, or of the document where that is wrong."""
    ground = mutant.subject.ground
    codes: list[str] = []
    if mutant.statement is not None:
        codes += [v.code for v in check_statement(mutant.statement, ground)]
    if mutant.document is not None:
        codes += [v.code for v in of_document(mutant.document, mutant.subject)]
    return tuple(c for c in codes if not mutant.codes or c in mutant.codes)


def of_document(made: Determination, subject: Subject) -> Iterator[Violation]:
    """Violations of a document as a whole."""
    yield from check_document(made.title, made.lead, made.sections, subject.ground)


def attack(documents: list[Subject], seed: int, names: frozenset[str] = frozenset(), most: int = MOST) -> list[Tally]:
    """All classes (or the named ones) tried on all documents."""
    tallies = []
    for kind in KINDS.values():
        if names and kind.name not in names:
            continue
        tally = Tally(kind)
        for subject in documents:
            for mutant in mutants(kind, subject, seed, most):
                tally.tried += 1
                codes = found(mutant)
                if codes:
                    tally.caught += 1
                    for code in dict.fromkeys(codes):
                        tally.codes[code] = tally.codes.get(code, 0) + 1
                else:
                    tally.missed.append(mutant)
                if mutant.statement is not None:
                    ground = subject.ground
                    ground.readings.pop(
                        (mutant.statement.id, mutant.statement.text, mutant.statement.label, mutant.statement.type),
                        None,
                    )
        tallies.append(tally)
    return tallies


def false_alarms(documents: list[Subject]) -> list[tuple[Subject, Statement | None, str]]:
    """Violations of documents that are right, with their reasons: of what the composer drafted, and of what was left of it."""
    wrong: list[tuple[Subject, Statement | None, str]] = []
    for subject in documents:
        wrong += [(subject, None, f"{v.code}: {v.reason}") for v in subject.determination.guard.violations]
        for statement in subject.statements:
            wrong += [(subject, statement, f"{v.code}: {v.reason}") for v in check_statement(statement, subject.ground)]
        wrong += [(subject, None, f"{v.code}: {v.reason}") for v in of_document(subject.determination, subject)]
    return wrong
