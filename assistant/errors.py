"""Everything that can go wrong in a way the user can act on. The message is all that the user sees: no traceback."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

LONGEST: Final = 300
"""Characters of a message that are shown: it may quote what was typed, and never pours out a record."""
MOST: Final = 20
"""Problems that one error lists; who has mended those sees the others."""


def shown(text: str) -> str:
    """A message on one line, fit for a terminal: white space folded, unprintable characters replaced, long ones cut."""
    folded = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))
    return folded if len(folded) <= LONGEST else f"{folded[: LONGEST - 4]} ..."


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file."""

    file: Path | str
    line: int | None = None
    """Counted from 1."""
    field: str | None = None
    """Readable path of the field, for instance `findings[2].level`."""

    def __str__(self) -> str:
        place = str(self.file) if self.line is None else f"{self.file}:{self.line}"
        return place if self.field is None else f"{place} ({self.field})"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do about it."""

    message: str
    where: Where | None = None
    remedy: str | None = None
    warning: bool = False
    """Worth knowing, but nothing fails by it."""

    def __str__(self) -> str:
        place = "" if self.where is None else f"{self.where}: "
        mild = "warning: " if self.warning else ""
        return f"{place}{mild}{shown(self.message)}" + ("" if self.remedy is None else f"\n  {self.remedy}")


class AssistantError(Exception):
    """What went wrong, where, and what to do. `str()` is the message for the user: one to three lines a problem."""

    exit_code: ClassVar[int] = 1
    """Exit code of a command that ends with this error."""

    def __init__(
        self,
        message: str,
        *,
        where: Where | None = None,
        remedy: str | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        """`problems`: all that is wrong, where `message` only sums them up."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy
        self.problems = tuple(problems)

    def all_problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, one by one."""
        return self.problems or (Problem(self.message, self.where, self.remedy),)

    def __str__(self) -> str:
        lines = [str(Problem(self.message, self.where, self.remedy))]
        more = len(self.problems) - MOST
        listed = [f"- {p}" for p in self.problems[:MOST]]
        return "\n".join([*lines, *listed, *([f"- and {more} more"] if more > 0 else [])])


class InputError(AssistantError):
    """The case, or what was typed, is wrong."""

    exit_code = 2


class CorpusError(AssistantError):
    """The knowledge is wrong: policies, sources, vocabulary, a layered folder."""

    exit_code = 6  # 3 says that the work was done, on a case in which something has to be corrected


class SettingsError(AssistantError):
    """A setting is wrong or missing."""

    exit_code = 4


class StoreError(AssistantError):
    """A file or folder of the program cannot be read or written."""

    exit_code = 5


class IndexMissing(StoreError):
    """The search index has not been built."""


class IndexStale(StoreError):
    """The search index was built from other data, or by another version."""
