"""What the reader knows of one specialty, as data (`corpus/<pack>/reading.yaml`), and both kinds of data read."""

from pydantic import Field

from ...errors import CorpusError, Where
from ...model.base import Model
from ...pack.kept import load_kept
from ...pack.pack import Pack
from .doubt_words import DoubtWords
from .general_words import General
from .head_words import Head
from .kind_words import KindReading
from .plainly import SmallLetters
from .procedure_words import Phrases, Procedure
from .section_words import Section
from .sign_words import Sign
from .treatment_words import Treatments
from .withdrawal_words import WithdrawalReading


class Reading(Model):
    """How records and questions of one specialty are read."""

    default_document: str
    summary_document: str = ""
    """Kind of what a summary says itself, beside the documents that it tells, and of a case told in prose; empty: the default."""
    unnamed_study: str = ""
    """Kind of a report whose title names no study: what a line below names goes before it."""
    small_letters: SmallLetters = SmallLetters()
    """Abbreviations as a text writes them that has no capitals."""
    idle: Phrases = ()
    """Phrases that hold a word for an earlier operation and tell of none."""
    ends: dict[str, str] = {}
    """Words that end a range, by the landmark they stand for."""
    documents: dict[str, Phrases]
    """Words of a title that name its kind; the first kind that fits is taken."""
    withdrawals: tuple[WithdrawalReading, ...] = ()
    """Words that take back what was told before, without naming it."""
    study_labels: Phrases = ()
    """Labels of the study that was done, in the head of its report."""
    visits: Phrases = ()
    """Words that, in capitals and with a day, head a note whose text goes on in the same line."""
    quoted_documents: Phrases = ()
    """Kinds of documents, besides reports, of which a note may quote words between signs of quotation."""
    request_documents: Phrases
    """Kinds of documents that ask for something."""
    examining_letter: str = ""
    """The one of them whose writer tells of an examination of his own, with its day."""
    unnamed_reports: Phrases = ()
    """Kinds of documents whose names stand for the report of any study."""
    silent_documents: Phrases = ()
    """Kinds of documents of which nothing is a fact of the record, such as what a payer decided before."""
    question_document: str = ""
    """Kind of document that what the question tells of the patient stands as; empty where it is not read."""
    request_sections: Phrases = ()
    """Sections that ask for something."""
    plan_sections: Phrases = ()
    """Sections whose codes are taken for the request where nothing asks for anything."""
    told_sections: Phrases = ()
    """Sections below whose heads a summary tells its whole case, the request as well."""
    tests: dict[str, Phrases] = {}
    """Words for the test that gives a kind its value: what it gave is of its own day."""
    imaging_groups: Phrases
    """Groups of documents whose untitled text states findings."""
    imaging_sections: dict[str, str] = {}
    """In those documents a section stands for another: their history is the reason for the study."""
    other_sections: dict[str, str] = {}
    """The same for all other documents."""
    kind_sections: dict[str, dict[str, str]] = {}
    """And for those of a kind, beside it: what a specialist recommends is what he found."""
    studies: Phrases = ()
    """Names of studies: a sentence that says what one showed is read as the section `study_section`."""
    papers: dict[str, Phrases] = {}
    """Words of a note for a document of a kind whose result it goes on to tell, as under a label."""
    results_of_others: Phrases = ()
    """Words of a sentence that may tell the result of somebody else than the writer of such a document."""
    examining: dict[str, Phrases] = {}
    """Words of a sentence of no section by which it tells what is told in a section, such as the examination that it names."""
    studied: Phrases = ()
    """Sections in which such a sentence may stand."""
    study_section: str = ""
    performed: Phrases
    """Kinds of documents that tell what was done, in the section of that name."""
    locations: dict[str, Phrases] = {}
    """Words for each place within a level."""
    approaches: dict[str, Phrases] = {}
    """Words of a request that say which way in is meant, by the word of the code table."""
    surgical_headings: Phrases = ()
    """Headings under which what is named was done."""
    sections: dict[str, Section]
    regions: dict[str, Phrases]
    sequences: Phrases = ()
    """Names of bones that are names of image sequences as well: they place no text by themselves."""
    paired: Phrases = ()
    """Words for places of which a person has two: what is said of one has the side that stands beside its word."""
    other_parts: Phrases = ()
    """Words for parts of the body that are none of this specialty, beside which a fact that is had `anywhere` is theirs."""
    places: dict[str, Phrases] = {}
    """Words that name a level, by its id."""
    spellings: dict[str, str] = {}
    """Other spellings of single words."""
    everyday: dict[str, str] = {}
    """Expressions for what people say in questions, with the word that the rest of this file knows."""
    things: Phrases
    """Nouns that take a grade, a side or a level to themselves and are no finding here."""
    grades: dict[str, dict[str, Phrases]] = {}
    """Further words for grades, by scale and grade."""
    scale_patterns: dict[str, str] = {}
    heads: tuple[Head, ...] = ()
    kinds: dict[str, KindReading] = {}
    signs: tuple[Sign, ...] = ()
    measured: dict[str, Phrases] = {}
    """Sections, by group of documents, that tell what was measured there, and no sign of an examination but those of such documents."""
    structures: dict[str, dict[str, Phrases]] = {}
    """Further names of structures, by table and id."""
    treatments: Treatments
    doubts: DoubtWords = DoubtWords()
    further_levels: dict[str, tuple[str, ...]] = {}
    """Codes of further levels, by the code of the first: one name stands for all of them."""
    procedures: tuple[Procedure, ...] = ()
    revision: Phrases = ()
    """Words that say a procedure is repeated."""
    supply: Phrases = ()
    """Names of the nerves of a joint, by which it is named."""
    supply_ends: Phrases = ()
    """Names of the last of such nerves, where it is called otherwise."""
    earlier_work: Phrases = ()
    """Words directly before the name of a procedure that speak of one done before."""
    setting_labels: Phrases = ()
    """Labels of the level of care in a form."""
    place_labels: Phrases = ()
    """Labels of a place in a form, which name the level of care where nothing else stands behind them."""
    settings: dict[str, Phrases] = Field(default={})
    """Words for each level of care."""
    ages: Phrases
    """Regular expressions with the group `age`."""
    sexes: dict[str, str]
    """Regular expressions."""
    diagnosis: str
    """Regular expression of a diagnosis code."""


def load_reading(pack: Pack) -> tuple[General, Reading]:
    """The words of general English and of the pack. Raises CorpusError."""
    general = next((p for root in reversed(pack.roots) if (p := root / "reading.yaml").is_file()), None)
    if general is None:
        raise CorpusError("reading.yaml is missing.", where=Where(pack.roots[0]), remedy="Install the program again.")
    return load_kept(General, general), load_kept(Reading, pack.file("reading.yaml"))
