"""A sentence with where it stands in its document."""

from dataclasses import dataclass
from datetime import date


@dataclass(slots=True, unsafe_hash=True)  # not frozen: very many are made, and freezing triples their cost
class Line:
    """A sentence with where it stands."""

    text: str
    start: int
    """Character at which it begins in the document."""
    section: str
    """Section of the reading data; empty before the first heading."""
    heading: str = ""
    """Words of the section's heading, which may name a side or a structure."""
    place: str = ""
    """Words of a heading that is no section, such as that of one level."""
    fresh: bool = True
    """Whether it stands in the line of that heading, or carries it on."""
    outer: str = ""
    """Words of the place within whose line that heading stands."""
    raw: str = ""
    """The same characters as written, where they were mended."""
    row: str = ""
    """The row of a table, where the text was put together of one cell and its heads: the row is what is quoted."""
    day: date | None = None
    """The day that its row or column of a table names."""
