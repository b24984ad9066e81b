"""Documents to attack: the composer's of every case, none of which the guard has anything against."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.api import draft_whole
from assistant.guard import Ground
from assistant.guard.coverage import statements_of
from assistant.intake import load_case
from assistant.intake.load import Loaded
from assistant.model.document import Determination, Statement
from assistant.pack import load_pack
from assistant.settings import Settings
from evals.intake.vignettes import told_cases

CASES = Path(__file__).parent.parent / "cases"
POLICY_SETS = ("general", "washington")
"""Sets under which each case is drafted: the broad one, and one that decides otherwise."""

TOLD_SETS = ("general", "medicare", "evicore")


@dataclass(frozen=True)
class Subject:
    """One document with what it rests on."""

    case: str
    policy_set: str
    determination: Determination
    ground: Ground

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in reading order."""
        return tuple(statements_of(self.determination.lead, self.determination.sections))

    @cached_property
    def place(self) -> dict[str, str]:
        """Section of each statement; the lead is `lead`."""
        found = {s.id: "lead" for s in self.determination.lead}
        for section in self.determination.sections:
            found.update({s.id: section.id for block in section.blocks for s in block.statements})
        return found

    @cached_property
    def requested(self) -> frozenset[str]:
        """Levels that the request names."""
        return frozenset(
            str(level.level) for line in self.ground.outcome.lines for level in line.per_level if level.level
        ) - {"not_stated"}


def loaded_cases(folder: Path = CASES) -> list[Loaded]:
    """The cases of a folder, on one pack."""
    loaded = [load_case(path) for path in sorted(folder.glob("*.yaml"))]
    packs = {name: load_pack(name) for name in {one.case.pack for one in loaded}}
    return [Loaded(one.case, packs[one.case.pack], one.faults) for one in loaded]


def subjects(folder: Path = CASES, policy_sets: tuple[str, ...] = POLICY_SETS) -> Iterator[Subject]:
    """Documents of the cases of a folder under each policy set, without the search index."""
    settings = Settings(layers=())
    for loaded in loaded_cases(folder):
        for policy_set in policy_sets:
            yield subject(loaded, policy_set, settings)


def told_subjects(policy_sets: tuple[str, ...] = TOLD_SETS) -> Iterator[Subject]:
    """Documents of the cases told in prose, which nobody wrote with the composer's sentences in mind."""
    settings = Settings(layers=())
    for case in told_cases():
        loaded = Loaded(case, load_pack(case.pack), ())
        for policy_set in policy_sets if case.pack == load_pack().name else (None,):
            yield subject(loaded, policy_set, settings)


def subject(loaded: Loaded, policy_set: str | None, settings: Settings) -> Subject:
    """The document of one case."""
    made = draft_whole(
        loaded.case, policy_set=policy_set, settings=settings, pack=loaded.pack, search=False, model="composer"
    )
    return Subject(loaded.case.id, made.determination.header.policy_set, made.determination, made.ground)
