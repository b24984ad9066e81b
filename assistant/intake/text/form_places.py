"""Side and levels of a request that stand in rows of its form, apart from the codes."""

import re
from collections.abc import Iterator, Sequence

from ...model.base import NOT_STATED
from ...model.case import Document, RequestLine
from ...pack.pack import Pack
from .allocated import allocated
from .general_words import General
from .legible import legible
from .quick import one_of
from .request import RequestReader

NEAR = 6
"""Rows of a form from one that names a code to that of its place."""


class FormPlaces:
    """Reads such rows with the words of the data."""

    def __init__(self, general: General, requests: RequestReader) -> None:
        self._requests = requests
        self._side, self._level = (_labelled(words) for words in (general.side_labels, general.level_labels))

    def of(self, lines: Sequence[RequestLine], documents: Sequence[Document], pack: Pack) -> tuple[RequestLine, ...]:
        """The lines of a request without any side, or without any level, with what the forms give behind its label."""
        if lines and not any(line.levels for line in lines):
            levels = {
                self._requests.levels_of(text, lines[0].code) for text in self._told(self._level, lines, documents)
            }
            if len(levels) == 1 and (only := levels.pop()):
                lines = allocated(tuple(line.model_copy(update={"levels": only}) for line in lines), pack)
        if all(line.side == NOT_STATED for line in lines):
            sides = {self._requests.side_of(text) for text in self._told(self._side, lines, documents)}
            if len(sides) == 1:
                side = sides.pop()
                lines = [line.model_copy(update={"side": side}) for line in lines]
        return tuple(lines)

    def _told(
        self, label: re.Pattern[str], lines: Sequence[RequestLine], documents: Sequence[Document]
    ) -> Iterator[str]:
        """What stands behind a label, in rows near one that names a code of the request."""
        codes = re.compile(one_of(line.code for line in lines))
        for document in documents:
            if lines and codes.search(document.text):
                rows = legible(document.text).split("\n")
                named = [n for n, row in enumerate(rows) if codes.search(row)]
                near = (row for n, row in enumerate(rows) if any(abs(n - at) <= NEAR for at in named))
                yield from (match["told"] for row in near if (match := label.search(row)))


def _labelled(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[ \t]{{2,}}|[|;,])\W*(?:{one_of(words)})\s*[:#]\s*(?P<told>[^\n|;]{{1,80}})")
