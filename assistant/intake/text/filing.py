"""The documents of a record as they are filed: each text apart, with an id of its own, and the reports that a note reproduces."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from ...model.base import NOT_STATED
from ...model.case import Document
from .as_written import AsWritten
from .broken import mended
from .copied import Copied
from .documents import Splitter
from .general_words import General
from .goes_on import GoesOn
from .headings import Headings
from .in_capitals import InCapitals
from .lexicon import Lexicon
from .reproduced import Reproduced
from .sources import Filed, Source

_KIND = re.compile(r"_(?:report|note)$")


class Filing:
    """Files texts with the words of the data."""

    def __init__(self, general: General, headings: Headings, lexicon: Lexicon, known: Callable[[str], bool]) -> None:
        """`known`: whether a word is one that is read."""
        reading = lexicon.reading
        self._known = known
        as_written = AsWritten(
            general, reading, headings, lambda words: bool(lexicon.names.find(lexicon.tokens(words)))
        )
        goes_on = GoesOn(reading, headings, lexicon.shown, lexicon.felt, lexicon.examined, lexicon.given)
        self._splitter = Splitter(general, reading, headings, as_written, goes_on)
        self._copied = Copied(headings)
        self._capitals = InCapitals(general, lexicon)
        self._reproduced = Reproduced(
            general,
            reading,
            headings,
            lexicon.shown,
            goes_on,
            lexicon.felt,
            lambda kind: lexicon.pack.document_kind(kind).label,
        )

    def file(self, sources: Sequence[Source]) -> tuple[Filed, ...]:
        """The documents of the sources, each with an id of its own."""
        counts: Counter[str] = Counter()
        made: list[Filed] = []
        whole = [
            s if s.statements else replace(s, text=self._capitals.mended(mended(s.text, self._known))) for s in sources
        ]
        hosts: dict[int, str] = {}
        """Ids of the documents of one source, by their first line."""
        source: Source | None = None
        for part in self._reproduced.apart(tuple(self._copied.apart(self._splitter.parts(whole)))):
            if part.source is not source:
                source, hosts = part.source, {}
            base = _KIND.sub("", part.kind).replace("_", "-")
            counts[base] += 1
            name = base if counts[base] == 1 else f"{base}-{counts[base]}"
            hosts.setdefault(part.lines[0], name)
            document = Document(
                id=name,
                title=part.title,
                kind=part.kind,
                date=part.date,
                text=part.text,
                within=hosts.get(part.within, NOT_STATED),
                weeks_back=part.weeks_back,
                excerpt=part.partly,
            )
            made.append(Filed(document, part.source, part.lines))
        return tuple(made)
