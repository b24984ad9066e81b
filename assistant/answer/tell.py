"""What every answer is made of: blocks of statements, each with the ground it has to be proved from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ..guard import Ground
from ..model.answer import Supposition
from ..model.document import Block, Section, Statement
from ..model.evidence import Passage

Form = Literal["paragraph", "bullets", "steps"]


@dataclass
class Told:
    """An answer in the making."""

    blocks: list[tuple[Block, Ground]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Ids of fixed sentences."""
    suppositions: list[Supposition] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    """Passages that the question brought."""

    def say(self, statements: Iterable[Statement], ground: Ground, form: Form = "paragraph") -> None:
        """Adds a block, where there is something to say."""
        if said := tuple(statements):
            self.blocks.append((Block(form=form, statements=said), ground))

    def section(self, section: Section | None, ground: Ground) -> bool:
        """Adds the blocks of a composed section; whether there were any."""
        for block in section.blocks if section is not None else ():
            if block.statements:
                self.blocks.append((block, ground))
        return section is not None

    def note(self, id: str) -> None:
        """Adds a fixed sentence, once."""
        if id not in self.notes:
            self.notes.append(id)

    def add(self, other: "Told") -> None:
        """Adds another answer behind this one."""
        self.blocks += other.blocks
        self.suppositions += other.suppositions
        self.passages += other.passages
        for id in other.notes:
            self.note(id)


def statements(section: Section | None) -> tuple[Statement, ...]:
    """All statements of a section."""
    return tuple(s for b in section.blocks for s in b.statements) if section is not None else ()
