"""What a section of a document states, and where it ends: data of the specialty."""

from typing import Literal

from ...model.base import Model
from .procedure_words import Phrases


class Section(Model):
    """A part of a document."""

    headings: Phrases
    spoken: Phrases = ()
    """Headings that are words of what stands behind them in the same line, and head that line alone."""
    states: Phrases = ()
    """Groups of finding kinds that it may state; `any` for all."""
    graded: Phrases = ()
    """Groups that it states only with a grade, or for kinds that are diagnoses."""
    keeps: Phrases = ()
    """Headings of other sections that stay within this one."""
    resumes: Phrases = ()
    """Headings that no report of a study has: below a report that stands within a note, the note goes on there."""
    paragraph: bool = False
    """Whether it ends with the paragraph of its heading, where text stands behind the heading."""
    prose: bool = False
    """Whether it does so in a text that is nothing but paragraphs of prose."""
    first: bool = False
    """Whether it ends with the first paragraph below its heading, where the heading stands alone."""
    line: bool = False
    """Whether it ends where a line begins with another label, where text stands behind its heading."""
    own: bool = False
    """Whether it is no more than the lines of its heading, where text stands behind the heading."""
    sentence: bool = False
    """Whether it ends, within a paragraph, with the sentence of its heading."""
    undated: bool = False
    """Whether it ends, within a paragraph, with a sentence that tells what was felt, given or done on a day."""
    unexamined: bool = False
    """Whether it ends, within a line, with a sentence that tells what only an examination shows."""
    treatments: Literal["any", "continued", "detailed", "none"] = "any"
    """Which treatments it tells: all, those that go on, those that begin a sentence which tells more of them, or none."""
