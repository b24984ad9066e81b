"""What a heading says of all that stands below it."""

import re
from dataclasses import dataclass

from ...model.base import NOT_STATED, Side
from ...model.case import Document, Response
from .lexicon import Lexicon
from .line import Line
from .sentence import columns_of, pairs_of_sides, places_of, read_sentence
from .stating import Setting
from .told_for import paper_named

_BARE = re.compile(r"\d{1,2}\s?[-/]\s?[A-Z]?\d{1,2}")
"""A level by its numbers alone."""
_GOES_ON = re.compile(r"\s*(?:[:.;!?|]|[-\u2013\u2014])\s+\S")
"""What stands between a title and what its row says."""
LEADS = 1
"""Words of a heading before the study that it names."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the words of a heading say."""

    levels: tuple[str, ...]
    landmarks: tuple[str, ...]
    side: Side
    response: Response
    """The response that it states of the list below."""
    columns: tuple[str, ...]
    """Sides of the columns that it heads."""
    pairs: tuple[str, ...]
    """Sides of two values that are written as one."""
    treatment: str
    study: bool
    """Whether it names a study, whose findings stand behind it."""
    paper: str
    """Kind of the document whose result it heads."""


def headed(words: str, lexicon: Lexicon) -> Heading:
    """Reads a heading."""
    sentence = read_sentence(Line(words, 0, ""), lexicon)
    asked = bool(sentence.cued("planned_after"))  # what is asked for was not given
    treatments = {m.value for m in sentence.names if m.role == "treatment" and not asked}
    responses = {m.value for m in sentence.cued("response")}
    levels, landmarks, side = places_of(sentence, lexicon)
    return Heading(
        levels,
        landmarks,
        side,
        responses.pop() if len(responses) == 1 else NOT_STATED,  # type: ignore[arg-type]
        columns_of(sentence, ()),
        pairs_of_sides(sentence),
        treatments.pop() if len(treatments) == 1 else "",
        any(m.first <= LEADS for m in sentence.cued("study")),
        paper_named(sentence),
    )


def with_stem(place: str, setting: Setting, lexicon: Lexicon) -> str:
    """A place that a report of one region names by its numbers alone, with the letter of that region."""
    if not _BARE.fullmatch(place) or set(setting.groups).isdisjoint(lexicon.reading.imaging_groups):
        return place
    segments = lexicon.pack.levels.anatomy.segments
    named = next((s.id[0] + place for s in segments if s.region == setting.region and s.id[0].isalpha()), place)
    return named if lexicon.levels(named) else place


def title_end(document: Document) -> int:
    """Where what a document says begins: behind the row that holds its title, or behind the title where the row goes on with what it says."""
    first = document.text.split("\n", 1)[0]
    if (begun := first.find(document.title)) < 0:
        return 0
    end = begun + len(document.title)
    return end if _GOES_ON.match(first, end) else len(first)
