"""What the reader knows of general English, as data (`corpus/reading.yaml`)."""

from typing import Literal

from ...model.base import Side
from .column_words import Columns
from .dating_words import DatingWords
from .procedure_words import Phrases
from .question_words import QuestionWords
from .reproduced_words import Reproducing
from .taken_back_words import TakenBackWords
from .tested_words import TestedWords


class General(TestedWords):
    """Cues of general English."""

    negation: Phrases
    """Words before a fact that deny it."""
    negated_after: Phrases
    """Words behind a fact that deny it."""
    denies_next: Phrases = ()
    """Words that deny the word straight behind them, and nothing further on."""
    excluded_after: Phrases = ()
    """Words behind several facts that deny them all."""
    excludes: Phrases = ()
    """Words of a label for what was ruled out, before its list or in its question."""
    no_negation: Phrases
    """Phrases that hold a word of negation and deny nothing of what follows."""
    uncertain: Phrases
    """Words before a fact that leave it open."""
    uncertain_after: Phrases
    same_day: Phrases = ()
    """Words for the day that was told before."""
    requests: Phrases = ()
    """Words that open a row which says what is asked for."""
    asks: Phrases = ()
    """Words within a sentence behind which it says what is asked for."""
    unsettled: Phrases = ()
    """Words of a plan that leave open whether it will be done, or tell that it was or will not be."""
    necessity: Phrases = ()
    """Words of a question whether something should be done."""
    question: QuestionWords = QuestionWords()
    """Words of a question."""
    hypothetical: Phrases
    """Words before what has not happened: conditions, plans, risks, questions."""
    planned_after: Phrases
    """The same behind what has not happened."""
    answers: dict[Literal["yes", "no", "open"], Phrases]
    """What answers a question, or stands behind a label, as written; `open`: in place of an answer, in any case of its letters."""
    refused: Phrases
    """Words before a treatment that was refused or put off, which says nothing of what was given."""
    orders: Phrases = ()
    """Those of them for an order, which may head what was given from one day to another."""
    refused_after: Phrases
    """The same behind it."""
    done: Phrases
    """Words behind a plan that say that it was carried out."""
    informants: Phrases
    """Words behind somebody else who tells of the person, and does not speak of himself."""
    helped: Phrases = ()
    """Words before somebody else who is there for the person, and does not speak of himself."""
    past_after: Phrases
    """Words behind what was seen once, and need not be so now."""
    aside: Phrases
    """Words behind a denial that say when or how it is so: what follows is not what it denies."""
    ago: Phrases
    """Words, behind a number, for years before today."""
    less: Phrases
    """Words before a number that is not reached, or may not be."""
    others: Phrases
    """Words that speak of all the rest."""
    subjects: Phrases
    """Words that begin a new statement behind a comma, in a sentence without end."""
    own_voice: Phrases = ()
    """Words of one who writes of his own patient: no summary of a record has them."""
    of_nobody: Phrases = ()
    """Regular expressions of sentences that tell nothing of the person: instructions, blanks of a form, what is so in general."""
    numeral_after: Phrases = ()
    """Words before a numeral of one stroke, which is then not the one who writes."""
    coming: Phrases = ()
    """Words before the day of something to come, in small letters."""
    reviewing: Phrases = ()
    """Expressions that only one who reviews what others wrote has, such as his name for the person."""
    reviewer_says: Phrases = ()
    """Expressions of what one says of himself who reviews a file: the first, where a text begins with it, makes the others his."""
    requested_by: Phrases = ()
    """Expressions by which one tells what others request."""
    case_heads: Phrases = ()
    """Heads in small letters under which one tells a case that is another's, where nothing else says whose text it is."""
    signing: Phrases = ()
    """Expressions of a row in which somebody signs, or names himself as the author."""
    decided: Phrases = ()
    """Expressions of a sentence that tells what somebody held who decided before: it states nothing of the person."""
    retells: Phrases = ()
    """Expressions of a clause of a summary that tells what somebody said that a study shows."""
    gains: Phrases
    """Nouns of what a treatment may bring, which state a response together with an amount, a denial or the time that it lasted."""
    causes: Phrases = ()
    """Words between what explains a fact and the fact, of which a denial of the explanation denies nothing."""
    traces: Phrases = ()
    """What a thing is known by: without it the thing itself is denied."""
    restricted: Phrases = ()
    """Words behind a denied fact that tell when alone it is not so, which denies nothing as a whole."""
    when: Phrases = ()
    """Words that begin the time, or the condition, of what a sentence tells behind a comma."""
    wanted: Phrases = ()
    """Words beside what has to be so before something is done."""
    awaited: Phrases = ()
    """The same that only stand before it, such as `once`."""
    amounts: dict[str, Phrases]
    """Words for how much of it there was, by the response."""
    gain_links: Phrases
    """Words that may stand between such a noun and its amount or denial."""
    eases: Phrases = ()
    """Verbs by which a treatment does good to what they name: denied, what they name is still there ("did not relieve the pain")."""
    acts: Phrases = ()
    """Those that say no more than that it acts on it ("did not touch the pain")."""
    worsens: Phrases = ()
    """Those by which it does harm to it."""
    wanes: Phrases = ()
    """Words beside a good effect that say that it did not last."""
    keeps: Phrases = ()
    """Verbs of one who still has what a treatment was for ("had this and still has pain")."""
    stays: Phrases = ()
    """What is said of what a treatment was for, where it is as it was before ("the pain has not changed")."""
    acted_on: Phrases = ()
    """What such verbs name where they tell the response to a treatment."""
    unrecorded: Phrases
    """Words behind a denied treatment that say that it is only not on record, which denies nothing."""
    unsaid: Phrases = ()
    """Words behind a denial, before a treatment, by which a record only does not tell of it, or not when, how long or with what effect."""
    silent: Phrases
    """Words, before or behind, that say that a record does not speak of it."""
    shows: Phrases
    """Words between a study and what it found."""
    past: Phrases
    """Words before what was once so."""
    family: Phrases
    """Words of a sentence that speaks of somebody else."""
    breaks: Phrases
    """Words that begin a new clause."""
    joins: Phrases
    """Words that coordinate."""
    alternatives: Phrases
    """Words that carry a denial through a list."""
    fillers: Phrases
    """Words that may stand between a grade and what it grades."""
    copulas: Phrases
    """Words that may stand between a fact and the grade behind it."""
    beside: Phrases
    """Words after which a level is not the place of the fact."""
    unasked: Phrases = ()
    """Words before a procedure that a request names and does not ask for."""
    taken_back: TakenBackWords = TakenBackWords()
    """Expressions beside a code that say the same."""
    former: Phrases = ()
    """Words before what is there from an earlier time, such as an operation."""
    earlier: Phrases
    """Words before a value of an earlier day."""
    became: Phrases
    """Words between a value of an earlier day and the one that it became."""
    now: Phrases = ()
    """Words beside a value of today."""
    then: Phrases = ()
    """Words beside a value of an earlier day, besides `earlier`."""
    falls: Phrases = ()
    """Words before two values of which the second became of the first, where no more than `to` stands between them."""
    ended: Phrases = ()
    """Words one of which a sentence has that says of what was told before that it is no more."""
    again: Phrases = ()
    """Words of a sentence that says that it is so in part, for a time, or came back."""
    relatives: Phrases = ()
    """Words of `breaks` that begin no clause where only the grade of what they relate to follows."""
    described: Phrases = ()
    """Words of the person that a request is for, `aged` for any age."""
    describes: Phrases = ()
    """Words shortly behind them from which on the person is described: that is neither asked nor planned."""
    signed: Phrases = ()
    """Signs that deny what stands behind them."""
    reviews: Phrases = ()
    """Words of a sentence that tells what was asked system by system."""
    listing: Phrases = ()
    """Words of `negation` that deny all of a list behind them, whatever parts it."""
    reaches: Phrases = ()
    """Words between what is felt in one place and another place that it reaches."""
    clear: Phrases = ()
    """Words by which one side of a place has nothing of what is told of the other."""
    unremarkable: Phrases = ()
    """Words by which something examined is as it should be."""
    excepts: Phrases
    """Words of `breaks` after which stands what is otherwise than the rest."""
    comparisons: Phrases
    """Phrases that hold a grade and give none."""
    continues: Phrases = ()
    """Words that begin a sentence which goes on from the one before."""
    throughout: Phrases = ()
    """Words that speak of all places, and not of the one just named."""
    faces: Phrases = ()
    """Words for a face of a thing, behind the word that says which ("the outer aspect of it")."""
    both_places: Phrases = ()
    """Words behind a noun for the two places named before it."""
    same_place: Phrases
    """Words that point back at the level just named."""
    sides: dict[str, Phrases]
    side_comparisons: Phrases
    """Phrases that hold a side and place nothing there."""
    side_labels: Phrases = ()
    """Labels, in a form, of the side of what is asked for."""
    level_labels: Phrases = ()
    """The same of its levels."""
    modifiers: dict[str, Side] = {}
    """Sides by the modifiers of codes."""
    numbers: dict[str, float]
    shares: dict[str, float] = {}
    """Shares of the whole in words, in percent."""
    weeks: dict[str, float]
    """Weeks in one unit of time."""
    abbreviations: Phrases
    """Words whose full stop ends no sentence."""
    person_titles: Phrases = ()
    """Those before a name, whose full stop never ends a sentence."""
    shortened: Phrases = ()
    """Words cut short, whose full stop ends a sentence only before a word with a capital."""
    common: Phrases
    """Frequent words: a document that holds hardly any of them, nor of the pack's, is in another language."""
    date_labels: Phrases
    """Words before the date of a document."""
    planned_labels: Phrases = ()
    """Labels of the day for which something is requested or planned, which is that of no document."""
    birth_labels: Phrases = ()
    """Words before a date of birth, which is that of no document."""
    met_on: Phrases = ()
    """Words of a letter before the day on which its writer saw the patient, which is that of the letter where it bears no other."""
    seen_on: Phrases = ()
    """Words that open a line, before the day of the visit that a note is of."""
    signed_on: Phrases = ()
    """Words that open the line with the day on which it was signed."""
    salutations: Phrases
    """Regular expressions of lines that begin or end a letter: what stands above heads nothing below them."""
    separators: Phrases
    """Regular expressions of lines that part documents."""
    furniture: Phrases = ()
    """Regular expressions of lines that a machine or a clerk put there: of a fax, a page, a signature."""
    columns: Columns = Columns()
    prompts: Phrases = ()
    """Regular expressions of what a form prints before the words that it asks for."""
    addressed: Phrases = ()
    """Labels of who writes to whom: what stands behind them names no document."""
    dating: DatingWords = DatingWords()
    attached: Phrases = ()
    """Regular expressions of words before the number or letter of a document among those that came together."""
    at_first: Phrases = ()
    """Words beside a score that say it is that of the beginning."""
    at_last: Phrases = ()
    """The same of the end."""
    papers: Phrases = ()
    """Last words of a title that say what kind of paper it heads."""
    amends: Phrases = ()
    """Words that head what corrects or completes a document."""
    replaces: Phrases = ()
    """Words that head a report that stands in place of an earlier one."""
    corrects: Phrases = ()
    """Words by which it takes something back."""
    reproduced: Reproducing = Reproducing()
    """Words by which a note marks the report of a study that it reproduces."""
    instructions: Phrases
    """Regular expressions of text that instructs whoever reads it."""
