"""The words by which treatments are known, and what is told of them."""

from typing import Literal

from ...model.base import Model
from .procedure_words import Phrases


class TreatmentReading(Model):
    terms: Phrases = ()
    without: Phrases = ()
    supervised: Literal["yes", "no", "not_stated"] = "not_stated"
    """What the kind itself says of supervision."""
    uncertain: Phrases = ()
    """Phrases that leave open whether it was given."""
    misread: Phrases = ()
    """Words of a sentence in which its abbreviation stands for something else."""
    absent: Phrases = ()
    """Phrases that deny it together with others of its like."""


class TreatmentHead(Model):
    """A noun that becomes one treatment or another by the place it names, before or behind it."""

    words: Phrases
    places: dict[str, Phrases]
    """Treatments by the words of their place."""


class Effects(Model):
    """What treatments did, told as a number."""

    after: dict[str, str] = {}
    """Finding kinds by the treatment that has the effect."""
    lasting: dict[str, str] = {}
    """Finding kinds of the length of an effect, by the treatment that has it."""
    lasted: Phrases = ()
    """Regular expressions that tell that length in a later sentence, with `{length}` for it."""
    weaned: Phrases = ()
    """Expressions before a treatment of which less is taken, so that it has no effect of its own there."""
    until: Phrases = ()
    """Regular expressions for what stands straight before the day, or the month, up to which an effect lasted."""
    still: Phrases = ()
    """Expressions behind a day on which an effect lasted still, or ended ("that day he was still much better")."""
    of: dict[str, str] = {}
    """Structures by the treatment that is aimed at one."""
    named: dict[str, str] = {}
    """Tables of structures by the treatment whose words name one."""
    trials: dict[str, Phrases] = {}
    """Names of what is tried out, by the finding kind of its effect."""
    same: Phrases = ()
    """Words that say that a treatment was given where the one before it was."""
    alike: Phrases = ()
    """Regular expressions that tell that it did the same as the one of its kind before it."""
    not_alike: Phrases = ()
    """Those of a sentence that does not say so, though its words are there."""
    other_places: Phrases = ()
    """Regular expressions of places that are treated and are none of those that a treatment here is aimed at."""
    elsewhere: Phrases = ()
    """Regular expressions of a treatment there, with `{place}` for the place: its effect is none of one named before it."""
    nouns: Phrases = ()
    """Words for a good effect, which a length of time before them makes one that did not last."""
    expressions: Phrases = ()
    """Regular expressions of an effect, with `{n}` for the number."""
    each: Phrases = ()
    """Regular expressions that tell an effect of each of several occasions."""
    single: Phrases = ()
    """Regular expressions that tell it of one of them."""
    numbered: Phrases = ()
    """Regular expressions that tell it of the first of them, of the second, and so on."""
    negative: Phrases = ()
    """Words behind a treatment by which it had none, and not by which it was not given ("the test was negative")."""
    nothing: Phrases = ()
    """Regular expressions that tell that there was no effect at all."""
    nothing_next: Phrases = ()
    """Those of the beginning of a sentence that tell it of the treatment in the sentence before."""
    falls: Phrases = ()
    """Regular expressions of what stands between the score of ten that was and the one that it fell to."""
    scores: Phrases = ()
    """Names of that score, behind which both numbers stand without the ten."""
    before_scores: Phrases = ()
    """Regular expressions of what stands before the score of ten that a diary has for the time before a treatment."""
    fell_from: tuple[str, ...] = ()
    """Expressions between a score and the one that it was before."""
    otherwise: tuple[str, ...] = ()
    """Expressions of what else a sentence holds responsible for a score that fell, or of the hours after it alone."""
    asked_at: Phrases = ()
    """Regular expressions of what tells, beside a day, that on it the effect of an earlier one was told."""
    after_scores: Phrases = ()
    """The same for its scores behind it."""


class Treatments(Model):
    """How treatments are told."""

    kinds: dict[str, TreatmentReading] = {}
    heads: tuple[TreatmentHead, ...] = ()
    effects: Effects = Effects()
    responses: dict[str, Phrases]
    fell_short: Phrases = ()
    """Words before a good response by which it did not come ("failed to give lasting relief")."""
    all_failed: Phrases = ()
    """Expressions of a sentence that says that all care without an operation failed."""
    supervised: Phrases
    unsupervised: Phrases
    from_afar: Phrases = ()
    """Expressions of a sentence that says that all visits were by video and the like, or that there was none in person."""
    not_from_afar: Phrases = ()
    """Expressions by which such a sentence does not say so."""
    supervised_documents: Phrases
    """Kinds of documents whose therapist writes of the treatment given there, with the treatment kind: `document:treatment`."""
    attended: Phrases = ()
    """Treatment kinds whose visits are visits to a professional, so that a number of them, or a first and a last day, tells of supervised
    care."""
    starts: Phrases = ()
    """Labels of the date on which the treatment that such a document tells began."""
    ends: Phrases = ()
    """Labels of the date on which it ended."""
    courses: Phrases = ()
    """Labels, in such a document, of the first and the last day of what it tells, which stand behind them."""
    continued: Phrases
    """Words of a plan that say a treatment goes on."""
    interrupts: Phrases = ()
    """Words between a treatment and words for how far back something lies that tell of something else."""
    looks_back: Phrases = ()
    """Words of a plan before a treatment that say that it was given and what it brought, or for how long."""
    sessions: Phrases
    """Words for one visit."""
    told_by: Phrases = ()
    """Those who tell, at the beginning of the next sentence, what a course of treatment did."""
    recorded: Phrases = ()
    """Words by which the papers of a treatment say how often it was given."""
    cited: Phrases = ()
    """Words before such papers by which what follows is taken from them."""
    counted_as: dict[str, Phrases] = {}
    """Words that alone leave open which treatment they mean, by the one that they mean where its visits are counted."""
    goes_to: Phrases = ()
    """Words straight before such a word by which it is what somebody went to."""
    listed_as: dict[str, Phrases] = {}
    """Words that mean one of these in a list of treatments, and leave it open elsewhere."""
    undone: Phrases = ()
    """Those of them that such a word means only where it is denied."""
    led_by: Phrases = ()
    """Words before such a word that say no more of what it is."""
    scored: Phrases = ()
    """Words for what is scored from none to ten, where no ten stands behind the score; the first of them is what is felt."""
    indices: dict[str, float] = {}
    """Names of indices of what a person can do, with the step of one of their items: two values no further apart show no change."""
    elsewhere: Phrases = ()
    """Parts of the body, and operations, that are none of this specialty: what was given for them says nothing here."""
    missed: Phrases = ()
    """Words of the row of a log for a visit that did not take place."""
    treated_for: Phrases = ()
    """Labels of what the treatment is for that the author of a document gives, such as the diagnosis of the referral."""
    opens: Phrases = ()
    """Words that begin a sentence of what was tried or is taken, wherever it stands."""
    spared: Phrases = ()
    """Words straight before a treatment of which less is taken: that tells what another one did, and nothing of it."""
    others: Phrases = ()
    """Treatments that are no kind here: what is told of one belongs to none before it."""
    details: Phrases = ()
    """Labels of a form whose line tells more of the treatment in the line before."""
    again: Phrases = ()
    """Words for a treatment of the kind that the document asks for, given before."""
    passing: Phrases = ()
    """Kinds whose effect is meant to pass, so that the time that it lasted says nothing against it."""
    illnesses: Phrases = ()
    """Other illnesses: what is said to help beside one helped that."""
    counted: Phrases = ()
    """Kinds that take one day of which it matters how many were done."""
    placed: Phrases = ()
    """Kinds that are given at levels, which stand beside their words."""
    one_day: Phrases
    """Kinds that begin and end on the day they are dated."""
