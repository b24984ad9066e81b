"""The lines of a text as their writer wrote them, whatever was done to them since."""

from collections.abc import Callable, Sequence

from .data import Reading
from .flat import Flat
from .general_words import General
from .headings import Headings
from .labels import Labels
from .printed import unprinted
from .unwrapped import unwrapped


class AsWritten:
    """Brings them back with the words of the data."""

    def __init__(self, general: General, reading: Reading, headings: Headings, names: Callable[[str], bool]) -> None:
        """`names`: whether words name something that is read."""
        self._furniture = headings.furniture
        self._flat = Flat(general, reading, headings)
        self._labels = Labels(general, reading, headings, names)

    def rows(self, rows: Sequence[str], pages: Sequence[int]) -> list[tuple[int, str]]:
        """The lines, each with the number, from 0, of the first that it stands for. `pages`: lines from 1 that begin one."""
        told, tops = unprinted(rows, {page - 1 for page in pages}, self._furniture)
        whole = unwrapped([row for _, row in told], tops, self._furniture)
        return self._labels.rows([(told[at][0], part) for at, row in whole for part in self._flat.rows(row)])
