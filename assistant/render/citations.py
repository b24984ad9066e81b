"""From opaque markers to printed numbers: `[[source#f03]]` to `[3]`, `[[record:mri]]` to `[R2]`; runs are joined."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..model.answer import Answer
from ..model.document import MARKER, Determination
from ..model.letter import Letter

_RUN = re.compile(rf"(?:{MARKER.pattern.replace('?P<document>', '').replace('?P<fact>', '')}\s*)+")


@dataclass(frozen=True)
class Mark:
    """One printed citation."""

    label: str
    """`3` or `R2`."""
    anchor: str
    """Fragment of the place it opens."""
    hint: str
    """The passage, or the title of the document."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of one determination, of one answer, or of one letter."""

    document: Determination | Answer | Letter

    @cached_property
    def facts(self) -> dict[str, Mark]:
        """Marks by fact reference."""
        return {
            ref: Mark(str(r.number), f"ref-{r.number}", text)
            for r in self.document.references
            for ref, text in r.passages.items()
        }

    @cached_property
    def documents(self) -> dict[str, Mark]:
        """Marks by record document."""
        return {r.document: Mark(f"R{r.number}", f"record-{r.document}", r.title) for r in self.document.record}

    def pieces(self, text: str) -> Iterator[str | tuple[Mark, ...]]:
        """The text in order, every run of markers as one group; a mark stands once in a group, in numerical order."""
        text = text.strip()
        words, at = "", 0
        for run in _RUN.finditer(text):
            if run.start():
                yield f"{words}{text[at : run.start()].rstrip()} "
            marks = {mark.label: mark for mark in map(self._mark, MARKER.finditer(run[0]))}
            yield tuple(sorted(marks.values(), key=_place))
            words, at = " " if run[0].endswith((" ", "\n")) else "", run.end()
        if at < len(text):
            yield words + text[at:]

    def replace(self, text: str, write: Callable[[tuple[Mark, ...]], str]) -> str:
        """The text with every group of marks written."""
        return "".join(p if isinstance(p, str) else write(p) for p in self.pieces(text))

    def _mark(self, match: re.Match[str]) -> Mark:
        return self.documents[match["document"]] if match["document"] else self.facts[match["fact"]]


def _place(mark: Mark) -> tuple[bool, int]:
    """Sources before documents of the record, each by number."""
    return mark.label.startswith("R"), int(mark.label.lstrip("R"))


def plain(marks: tuple[Mark, ...]) -> str:
    """`[1, 3]`."""
    return f"[{', '.join(m.label for m in marks)}]"
