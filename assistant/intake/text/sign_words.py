"""How the signs of an examination are told: data of the specialty."""

from ...model.base import Model
from .procedure_words import Phrases


class Sign(Model):
    """A structure examined, and what was found."""

    kind: str
    table: str = ""
    """Table of structures; empty for a sign of the person that `names` lists."""
    names: Phrases = ()
    void: Phrases = ()
    """Words of a sentence by which what it tells belongs to no structure of the table."""
    counted: dict[str, Phrases] = {}
    """Names of the tests of which the finding tells how many were positive; in place of `table` and `names`."""
    anchors: Phrases = ()
    """Words of which one has to stand in the sentence; empty: none is needed."""
    documents: Phrases = ()
    """Groups of documents that need no such word."""
    lists: Phrases = ()
    """Words that head a list of structures that are then named in short."""
    short: dict[str, str] = {}
    """Structures of the table by what names them in short there: `table:structure` of another table."""
    landmark: str = ""
    """Id of the structure that a landmark stands for where it is named alone, with `{}` for the landmark."""
    beside: bool = False
    """Whether it stands for one only beside one that is named in full ("the A1 and A2 areas")."""
    scale: str = ""
    full: str = ""
    """Grade that means nothing is wrong."""
    unscaled: Phrases = ()
    """Structures of the table that have no grade of the scale."""
    abnormal: Phrases = ()
    evokes: Phrases = ()
    """Single words for what a test brings on: the side that stands with it is that of the test ("brings on pain in the left one")."""
    normal: Phrases = ()
    implied: bool = False
    """Whether naming the structure in such a sentence states the finding."""
    sections: Phrases = ()
