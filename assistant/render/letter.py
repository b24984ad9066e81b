"""A letter as Markdown, as an editable Word file and as PDF."""

import re
from datetime import datetime
from pathlib import Path

from ..model.document import Block
from ..model.letter import Letter
from .citations import Numbers
from .docx import Writer, dress, edges, opened, packed
from .environment import template
from .markdown import writer_of
from .pdf import compiled, written
from .printable import printable

BLANK = "[To be filled in: {}]"
"""What a person has to write, as it stands in the letter."""
LIMITS = "Time limits for a review in public federal rules, by kind of plan; which of them governs, if any, is for the sender to know."
"""What leads the time limits in the list for the sender."""

DUTIES = "Published rules ask a notice of this kind for what follows; whether they govern this plan is for the sender to know."
"""What leads the list of duties for the sender."""
UNREAD = "Whoever signs reads these words of the record first, of which nothing was read, or not all. They are no part of the letter."
"""What leads the words of the record that were not weighed."""


def letter_markdown(letter: Letter) -> str:
    """The letter as Markdown."""
    text = template("letter.md.j2").render(
        l=letter,
        written=writer_of(Numbers(letter)),
        limits=LIMITS,
        duties=DUTIES,
        unread=UNREAD,
        blank=BLANK.format,
    )
    return re.sub(r"\n{3,}", "\n\n", text)


def letter_pdf(letter: Letter) -> bytes:
    """The letter as PDF."""
    numbers = Numbers(letter)
    source = template("letter.typ.j2").render(
        l=letter,
        written=lambda statement: written(statement, numbers),
        limits=LIMITS,
        duties=DUTIES,
        unread=UNREAD,
        blank=BLANK.format,
    )
    return compiled(source)


def letter_docx(letter: Letter, look: Path | None = None) -> bytes:
    """The letter as a Word file, in the look of a team's own template where one is named.

    Raises InputError where the template cannot be read.
    """
    document = opened(look)
    if look is None:
        dress(document)
    writer = Writer(document, Numbers(letter))
    writer.plain("title", letter.title)
    writer.plain("small", _standing(letter))
    for blank in letter.head:
        writer.plain("text", BLANK.format(blank))
    writer.plain("text", "Requested:")
    for n, line in enumerate(letter.request, 1):
        writer.item("bullets", n).add_run(printable(line))
    for part in letter.parts:
        writer.plain("heading", part.title)
        if part.frame:
            writer.plain("text", " ".join(part.frame))
        for block in part.blocks:
            writer.block(block)
        if part.id == "record":
            writer.record(letter.record)
        for blank in part.blanks:
            writer.plain("text", BLANK.format(blank))
    if letter.sources:
        writer.plain("heading", "Sources")
        writer.references(letter.sources)
    if letter.duties or letter.unread:
        head = writer.paragraph("heading")
        head.add_run("For the sender, to be taken off")
        head.paragraph_format.page_break_before = True
        if letter.unread:
            writer.plain("text", UNREAD)
            writer.block(Block(form="bullets", statements=letter.unread))
        if letter.duties:
            writer.plain("text", DUTIES)
        for n, duty in enumerate(letter.duties, 1):
            told = ", ".join(duty.parts) or "not in this letter"
            marks = f" [{', '.join(map(str, duty.sources))}]" if duty.sources else ""
            writer.item("bullets", n).add_run(printable(f"{duty.says}{marks}: {told}"))
        if letter.limits:
            writer.plain("text", LIMITS)
        for n, limit in enumerate(letter.limits, 1):
            marks = f" [{', '.join(map(str, limit.sources))}]" if limit.sources else ""
            writer.item("bullets", n).add_run(printable(f"{limit.plan}{marks}: {limit.says}"))
        writer.references(letter.rules)
    edges(document, letter.notice, f"{letter.case} · {letter.date}")
    properties = document.core_properties
    properties.title, properties.author, properties.comments = printable(letter.title)[:255], "", ""
    properties.created = properties.modified = datetime.fromisoformat(letter.date)
    return packed(document)


def _standing(letter: Letter) -> str:
    return f"For {letter.reader}. Made from the draft determination of {letter.date}, policy set {letter.criteria}."
