"""How a kind of finding is stated: data of the specialty."""

from typing import Literal

from ...model.base import Model, Status
from .pattern_words import Pattern
from .procedure_words import Phrases


class KindReading(Model):
    """How a kind is stated, beyond its label and its synonyms."""

    terms: Phrases = ()
    without: Phrases = ()
    """Names of the vocabulary that do not state it by themselves."""
    together: tuple[tuple[Phrases, ...], ...] = ()
    """Lists of words one of each of which stands within `within` words."""
    within: int = 4
    absent: Phrases = ()
    """Words that deny it."""
    absent_together: tuple[tuple[Phrases, ...], ...] = ()
    uncertain_terms: Phrases = ()
    """Words that mention it without saying that it is so."""
    of: dict[str, Phrases] = {}
    """Words that state it of one structure."""
    felt: Phrases = ()
    """Nouns of what is felt, which state it with a place behind them ("aching along the outer one")."""
    along: Phrases = ()
    """Single words that may lead from such a noun to its place."""
    moves: Phrases = ()
    """The same of words by which it goes there, so that the place may be one of `far`."""
    hurts: Phrases = ()
    """Verbs that state it straight behind one of `places`."""
    places: Phrases = ()
    """Structures at which it may be felt."""
    far: Phrases = ()
    """Structures that it may reach, of which pain alone has other reasons."""
    performed: Phrases = ()
    """Words that state it where a document tells what was done."""
    told: dict[str, Phrases] = {}
    """Words that state it in documents of one kind, whose subject it is."""
    sections: Phrases = ()
    """Sections that may state it; empty: those that state its group."""
    documents: Phrases = ()
    """Groups of documents that may state it; empty: all."""
    levels: bool = False
    """Whether it has a level."""
    landmarks: bool = False
    """Whether it belongs to a landmark, which is then named alone; with `levels`, where no level is named."""
    of_lesions: Phrases = ()
    """Kinds of lesion whose landmark it takes, where a sentence tells both and no level of it."""
    below: bool = False
    """Whether what is told of a landmark then lies at the level that begins there."""
    wanted: tuple[Status, ...] = ()
    """Statuses in which it may be wanted before something is done, so that words of `wanted` beside it state nothing."""
    elsewhere: dict[str, Phrases] = {}
    """Words that do not state it in what is told of a region, where they have other reasons."""
    bygone: Phrases = ()
    """Words beside it that say that it is of the past, and no finding of now."""
    bygone_denies: bool = False
    """Whether one of the past, told at a place, denies that there is one of now."""
    passing: Literal["", "by_year", "removed"] = ""
    """How one is told that is none of now: as transient or by a year long gone; or as why a thing was taken out in a year."""
    ahead: dict[str, Phrases] = {}
    """First words of it with which it is still to come, where its sentence has one of some words and no day."""
    sound: Phrases = ()
    """Of a kind that tells that all is well: adjectives of its own that may stand behind a denial of something else ("no such and solid")."""
    parts: bool = False
    """Whether each of its words states a part of it, the denial of which denies nothing as a whole."""
    planned: bool = False
    """Whether it is a plan, so that it counts where it is only proposed."""
    overall: bool = False
    """Whether a denial speaks of the whole unless a place stands directly beside it."""
    person: bool = False
    """Whether it concerns the whole person, so that it has no region."""
    shows_in: Phrases = ()
    """Regions in which it shows without being of them: told there, it is of the one that its document speaks of."""
    sideless: bool = False
    """Whether it has no side."""
    located: bool = False
    """Whether words beside it, or in it, place it within its level (`locations`)."""
    diagnosis: bool = False
    """Whether an assessment may state it without a grade."""
    patterns: tuple[Pattern, ...] = ()
    anywhere: bool = False
    """Whether other parts of the body have it too, so that told of one of them (`other_parts`) it is none here."""
    titled: Phrases = ()
    """Words that state it in the title of a report, or in a heading with a day."""
    placed_by: Phrases = ()
    """Kinds of what was done, whose levels it has where it names none itself and they are told in one way."""
    gives_way: Phrases = ()
    """Kinds that say the same and more: where the same words state one of them, this one is left out."""
