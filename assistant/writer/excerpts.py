"""Sentences of the record that no typed fact holds: what a reader of the whole record could still set beside the points."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..guard import Ground, check_raw
from ..guard.analysed import Analysed
from ..guard.text import normalise, squeeze
from ..model.case import Case, Finding, Treatment
from ..pack import Pack

if TYPE_CHECKING:
    from ..intake.text.record import Reader

MOST: Final = 8
"""Excerpts offered to one section."""
_NEW: Final = 2
"""Words of an excerpt that no typed fact has."""
_LONGEST: Final = 320
"""Characters of an excerpt."""
_MARKS: Final = " .,;:-"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One sentence, where it stands, and what it says."""

    document: str
    text: str
    words: frozenset[str]
    """Its words with content, by stem."""


def excerpts(ground: Ground, pack: Pack) -> list[Excerpt]:
    """The sentences of the record that say more than the typed facts, in its order. What says nothing of the patient, such as
    the technique of a study, is left out, and what gives an order.
    """
    from ..intake.text.record import reader_of

    facts: tuple[Finding | Treatment, ...] = (*ground.case.findings, *ground.case.treatments)
    typed = telling((f.quote for f in facts), ground)
    titles = {squeeze(d.title) for d in ground.case.documents}
    found = []
    for document, text in _sentences(ground.case, reader_of(pack)):
        words = frozenset(word for word in telling([text], ground) if not word.isdigit())
        if squeeze(text) in titles:
            continue
        ordered = next(check_raw(text, document, ground.lists), None) is not None
        if len(words - typed) >= _NEW and not ordered and len(text) <= _LONGEST and '"' not in text:
            found.append(Excerpt(document, text, words))
    return found


def chosen(free: list[Excerpt], wanted: frozenset[str]) -> list[Excerpt]:
    """Those that have most words in common with what a section speaks of, in the order of the record; they are taken out of
    `free`, so that no two sections are offered the same.
    """
    near = sorted((e for e in free if e.words & wanted), key=lambda e: -len(e.words & wanted))[:MOST]
    taken = [e for e in free if e in near]
    free[:] = [e for e in free if e not in near]
    return taken


def telling(texts: Iterable[str], ground: Ground) -> frozenset[str]:
    """Words with content, by stem."""
    lists = ground.lists
    stems = (Analysed(text, ground.lexicon).text.stem_set for text in texts)
    return frozenset[str]().union(*stems) - lists.function - lists.idle


def _sentences(case: Case, reader: "Reader") -> Iterator[tuple[str, str]]:
    """Sentences with their documents, each once, of the sections of a document that state something."""
    sections, seen = reader.reading.sections, set[str]()
    for document in case.documents:
        for line in reader.layout.sentences(document.text):
            text = normalise(" ".join(line.text.split())).strip(_MARKS)
            if text not in seen and (not line.section or sections[line.section].states):
                seen.add(text)
                yield document.id, text
