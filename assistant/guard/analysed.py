"""A text with everything the checks ask of it; each part computed when first asked for, and kept."""

from collections.abc import Callable
from typing import Any, TypeVar

from .figure import Figure, supports, vouching
from .lexicon import Lexicon, Mention
from .once import once
from .text import Text, normalise

T = TypeVar("T")


class Analysed:
    """A text with its figures, terms, and the stems that it licenses."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = Text(normalise(text), lexicon.lists.stemmer)
        self.lexicon = lexicon
        self._made: dict[Callable[..., Any], Any] = {}

    def of(self, make: "Callable[[Analysed], T]") -> T:
        """What a check makes of this text, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @once
    def figures(self) -> list[Figure]:
        """Figures in the order of the text."""
        return self.lexicon.figures.read(self.text)

    @property
    def counted(self) -> bool:
        """Whether its figures were read already."""
        return "figures" in self.__dict__

    @once
    def _by_kind(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.kind, []).append(figure)
        return found

    def supporting(self, claim: Figure) -> list[Figure]:
        """Figures that are the same quantity as a claim's, apart from unit and comparator."""
        found: list[Figure] = []
        for kind in vouching(claim.kind) if self.figures else ():
            if of_kind := self._by_kind.get(kind):
                found += [f for f in of_kind if supports(claim, f)]
        return found

    @once
    def mentions(self) -> list[Mention]:
        """Terms of the pack in the order of the text."""
        return self.lexicon.mentions(self.text)

    @once
    def concepts(self) -> frozenset[str]:
        """Concepts named."""
        return frozenset(c for m in self.mentions for c in m.concepts)

    @once
    def licensed(self) -> frozenset[str]:
        """Stems that it licenses: its own, those of the classes of the things it names, and of words of the same
        meaning. Another name of a thing is licensed as a whole, not word by word.
        """
        own = self.text.stem_set | self._of_classes
        lists = self.lexicon.lists
        own = own.union(*(lists.implied[s] for s in own & lists.implied.keys()))
        return own.union(*(lists.synonyms[s] for s in own if s in lists.synonyms))

    def licenses(self, stem: str) -> bool:
        """Whether it licenses one stem, which is found without all that it licenses."""
        carriers = self.lexicon.lists.carriers(stem)
        return not (carriers.isdisjoint(self.text.stem_set) and carriers.isdisjoint(self._of_classes))

    @once
    def _of_classes(self) -> frozenset[str]:
        """Stems of the classes of the things it names."""
        return self.lexicon.licensed(self.concepts)
