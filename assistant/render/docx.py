"""Word: the document with real headings, lists and styles, to be edited; or in a team's own template."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..check.rows import rows
from ..errors import InputError, Problem, Where
from ..model.base import NOT_STATED
from ..model.document import Block, Determination, RecordReference, Reference, Statement
from .citations import Mark, Numbers
from .notes import PENDING, entry, guarded, record_entry, staged, standing
from .printable import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

STYLES: Final = {
    "title": ("Title", "Heading 1"),
    "heading": ("Heading 1",),
    "text": ("Body Text", "Normal"),
    "small": ("Caption", "Normal"),
    "verdict": ("Intense Quote", "Quote"),
    "bullets": ("List Bullet",),
    "steps": ("List Number",),
    "entry": ("Bibliography", "List Paragraph", "List"),
    "table": ("Table Grid", "Normal Table"),
}
"""Names of styles for each part of the document, the best first: the names that Word itself gives, in any language."""
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""Time of the files within the document, so that the same determination makes the same bytes."""
BAR, GROUND, LINE = "8A5A00", "F5F1EC", "C9CFD6"
"""Colours of the bar and the ground of the verdict, and of the lines of a table."""
AFTER_BORDERS: Final = (
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)
"""What stands behind borders and ground in the properties of a paragraph."""
_TEMPLATE: Final = b"wordprocessingml.template.main+xml"


def render_docx(determination: Determination, template: Path | None = None) -> bytes:
    """The whole document as a Word file. Raises InputError where the template cannot be read."""
    document = opened(template)
    if template is None:
        dress(document)
    writer = Writer(document, Numbers(determination))
    writer.write(determination)
    d = determination.header
    edges(
        document,
        f"{d.case} · {d.review_status}, {PENDING}",
        f"{d.policy_set} {d.policy_version} · {d.date}",
    )
    properties = document.core_properties
    properties.title, properties.author, properties.comments = printable(determination.title)[:255], "", ""
    properties.created = properties.modified = datetime.fromisoformat(determination.header.date)
    return packed(document)


def missing_styles(template: Path) -> tuple[Problem, ...]:
    """Styles that a template lacks and what takes their place. Raises InputError where it cannot be read."""
    known = {style.name for style in opened(template).styles}
    return tuple(
        Problem(
            f"the template has no style '{names[0]}': the {part} of the document is set in the template's default style.",
            Where(template),
            f"Add a style of that name{' or of the name ' + repr(names[1]) if len(names) > 1 else ''}.",
            warning=True,
        )
        for part, names in STYLES.items()
        if not known & set(names)
    )


@dataclass
class Writer:
    """Writes the parts of a determination at the end of a document."""

    document: "Document"
    numbers: Numbers
    marked: set[str] = field(default_factory=set)

    def write(self, d: Determination) -> None:
        """Everything, in the order of the other forms."""
        self.plain("title", d.title)
        question = self.paragraph("text")
        question.add_run("Question. ").bold = True
        question.add_run(printable(d.header.question))
        self.plain("small", standing(d))
        self.plain("small", d.header.notice)
        for n, statement in enumerate(d.lead):
            self._statement(self.paragraph("verdict"), statement, bold=n == 0)
        self._table(d)
        for section in d.sections:
            self.plain("heading", section.title)
            for block in section.blocks:
                self.block(block)
        self.plain("heading", "Record reviewed")
        self.record(d.record)
        self.plain("heading", "References")
        self.references(d.references)
        if d.related_questions:
            self.plain("heading", "Related questions")
            for asked in d.related_questions:
                self.item("bullets", 0).add_run(printable(asked))
        self.plain("small", d.disclaimer)
        self.plain("small", guarded(d))

    def record(self, entries: Sequence[RecordReference]) -> None:
        """The documents of the record, each with the number it is cited by."""
        for r in entries:
            self._entry(f"R{r.number}", f"[R{r.number}]").add_run(printable(record_entry(r)))

    def references(self, entries: Sequence[Reference]) -> None:
        """The sources, each with the number it is cited by."""
        for reference in entries:
            words = entry(reference)
            paragraph = self._entry(str(reference.number), f"{reference.number}.")
            paragraph.add_run(printable(words.before))
            paragraph.add_run(printable(words.title)).italic = True
            paragraph.add_run(printable(words.after))

    def _style(self, part: str) -> Any:
        """The first style of a part that the document has; None for its default."""
        known = {style.name: style for style in self.document.styles}
        return next((known[name] for name in STYLES[part] if name in known), None)

    def paragraph(self, part: str) -> "Paragraph":
        """An empty paragraph in the style of a part."""
        return self.document.add_paragraph(style=self._style(part))

    def plain(self, part: str, text: str) -> None:
        """A paragraph of plain text."""
        self.paragraph(part).add_run(printable(text))

    def block(self, block: Block) -> None:
        """The statements of a block, as a paragraph or as a list."""
        if block.form == "paragraph":
            paragraph = self.paragraph("text")
            for n, statement in enumerate(block.statements):
                if n:
                    paragraph.add_run(" ")
                self._statement(paragraph, statement)
            return
        list_ = self._new_list() if block.form == "steps" else None
        for n, statement in enumerate(block.statements, 1):
            paragraph = self.item(block.form, n)
            if list_ is not None:
                number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                number.get_or_add_ilvl().val, number.get_or_add_numId().val = 0, list_
            self._statement(paragraph, statement)

    def item(self, form: str, number: int) -> "Paragraph":
        """An item of a list; where no style makes it one, its sign is written."""
        paragraph = self.paragraph(form)
        if self._style(form) is None:
            paragraph.add_run(f"{number}. " if form == "steps" else "\N{BULLET} ")
        return paragraph

    def _new_list(self) -> int | None:
        """A list that begins at 1: without it Word counts on from the list before."""
        style = self._style("steps")
        properties = None if style is None else style.element.pPr
        if properties is None or properties.numPr is None or properties.numPr.numId is None:
            return None
        numbering: Any = self.document.part.numbering_part.element
        kind = numbering.num_having_numId(properties.numPr.numId.val).abstractNumId.val
        made = numbering.add_num(kind)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def _statement(self, paragraph: "Paragraph", statement: Statement, *, bold: bool = False) -> None:
        if statement.label != NOT_STATED:
            paragraph.add_run(f"{printable(statement.label)} ").bold = True
        for piece in self.numbers.pieces(statement.text):
            if isinstance(piece, str):
                paragraph.add_run(printable(piece)).bold = bold or None
            else:
                self._cite(paragraph, piece)

    def _cite(self, paragraph: "Paragraph", marks: tuple[Mark, ...]) -> None:
        """`[1, R2]`, each a link to its entry."""
        for n, mark in enumerate(marks):
            paragraph.add_run(", " if n else "[")
            link = _element("w:hyperlink", anchor=f"cite_{mark.label}")
            link.append(paragraph.add_run(mark.label)._r)
            paragraph._p.append(link)
        paragraph.add_run("]")

    def _entry(self, label: str, sign: str) -> "Paragraph":
        """An entry that citations lead to, its sign hanging out."""
        from docx.shared import Cm

        paragraph = self.paragraph("entry")
        shape = paragraph.paragraph_format
        shape.left_indent, shape.first_line_indent = Cm(1), Cm(-1)
        number = str(len(self.marked))
        self.marked.add(label)
        paragraph._p.append(_element("w:bookmarkStart", id=number, name=f"cite_{label}"))
        paragraph.add_run(sign)
        paragraph._p.append(_element("w:bookmarkEnd", id=number))
        paragraph.add_run("\t")
        return paragraph

    def _table(self, d: Determination) -> None:
        """Lines and levels; the head stands on every page that the table runs over."""
        from docx.shared import Cm, Pt

        self.plain("small", "")
        stage = (("Stage", 1.5),) if staged(d) else ()
        columns = (*stage, ("Line", 4.0), ("Code", 1.6), ("Level", 2.0), ("Outcome", 2.9), ("Decided by", 4.6))
        table = self.document.add_table(rows=1, cols=len(columns))
        if (style := self._style("table")) is not None:
            table.style = style
        table.autofit = False
        for cell, (name, _) in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].add_run(name).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
        for row in rows(d.outcome):
            words = (row.line, row.code, row.levels, row.word, row.decided_by)
            added = table.add_row()
            added._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))
            for cell, text in zip(added.cells, (row.stage, *words) if stage else words, strict=True):
                cell.paragraphs[0].add_run(printable(text))
        room = sum(width for _, width in columns)
        section = self.document.sections[0]
        margins = (section.left_margin or 0) + (section.right_margin or 0)
        share = ((section.page_width or Cm(21.6)) - margins) / room
        for column, (_, width) in zip(table.columns, columns, strict=True):  # the grid, which some programs go by alone
            column.width = int(width * share)
        for line in table.rows:
            for cell, (_, width) in zip(line.cells, columns, strict=True):
                cell.width = int(width * share)
                for run in cell.paragraphs[0].runs:
                    run.font.size = Pt(9)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        self.plain("small", "")


def opened(template: Path | None) -> "Document":
    """A new document, or one with the styles, header and footer of a template, whose text is taken out."""
    import docx

    if template is None:
        return docx.Document()
    try:
        document = docx.Document(io.BytesIO(_as_document(template.read_bytes())))
    except OSError as error:
        raise InputError(
            f"the template cannot be read: {error.strerror or error}.",
            where=Where(template),
            remedy="Name a Word file with --template, or correct the setting docx_template.",
        ) from None
    except Exception:  # python-docx lets through whatever a broken file makes of it: KeyError, BadZipFile, XML errors
        raise InputError(
            "this is not a Word template.", where=Where(template), remedy="Save it from Word as .docx or .dotx."
        ) from None
    body = document.element.body
    for part in list(body):
        if not part.tag.endswith("}sectPr"):
            body.remove(part)
    return document


def _as_document(data: bytes) -> bytes:
    """A .dotx differs from a .docx in the name of its type alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
        if _TEMPLATE not in types:
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for info in archive.infolist():
                kept = archive.read(info)
                if info.filename == "[Content_Types].xml":
                    kept = types.replace(_TEMPLATE, b"wordprocessingml.document.main+xml")
                copy.writestr(info, kept)
        return made.getvalue()


def dress(document: "Document") -> None:
    """The look of a document without a template."""
    from docx.shared import Cm, Pt, RGBColor

    styles: Any = document.styles
    for name, size in (("Normal", 10.5), ("Title", 19), ("Heading 1", 13), ("Caption", 8.5), ("Intense Quote", 11)):
        styles[name].font.size = Pt(size)
    for name in ("Title", "Heading 1", "Intense Quote"):
        styles[name].font.color.rgb = RGBColor(0x1C, 0x24, 0x30)
    styles["Intense Quote"].font.bold = styles["Intense Quote"].font.italic = False
    shape = styles["Intense Quote"].paragraph_format
    shape.left_indent, shape.right_indent, shape.space_before, shape.space_after = Cm(0.6), Cm(0), Pt(3), Pt(3)
    _boxed(styles["Intense Quote"])
    _light(styles["Table Grid"])
    styles["Caption"].font.bold = False
    styles["Caption"].font.color.rgb = RGBColor(0x5A, 0x66, 0x75)
    styles["Caption"].paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2.4)
    _plain_bullets(document)


def _boxed(style: Any) -> None:
    """The verdict on a tinted ground behind a bar, as in the other forms."""
    properties = style.element.get_or_add_pPr()
    edges_ = _element("w:pBdr")
    edges_.append(_element("w:left", val="single", sz="24", space="8", color=BAR))
    for old in properties.findall(edges_.tag):
        properties.remove(old)
    for made in (edges_, _element("w:shd", val="clear", color="auto", fill=GROUND)):
        properties.insert_element_before(made, *AFTER_BORDERS)


def _light(style: Any) -> None:
    """The lines of a table in a light colour."""
    from docx.oxml.ns import qn

    for border in style.element.iter(qn("w:tblBorders")):
        for side in border:
            side.set(qn("w:color"), LINE)


def _plain_bullets(document: "Document") -> None:
    """Signs of lists in the font of the text: those of a font for symbols are boxes where it is missing."""
    from docx.oxml.ns import qn

    numbering: Any = document.part.numbering_part.element
    for level in numbering.iter(qn("w:lvl")):
        if level.find(qn("w:numFmt")).get(qn("w:val")) == "bullet":
            level.find(qn("w:lvlText")).set(qn("w:val"), "\N{BULLET}")
            for look in level.findall(qn("w:rPr")):
                level.remove(look)


def edges(document: "Document", head: str, foot: str) -> None:
    """Header and footer, where the template has none of its own; the footer counts the pages."""
    section = document.sections[0]
    if section.header.is_linked_to_previous:
        section.header.paragraphs[0].add_run(printable(head))
    if section.footer.is_linked_to_previous:
        footer = section.footer.paragraphs[0]
        footer.add_run(printable(f"{foot} · Page "))
        for instruction, between in (("PAGE", " of "), ("NUMPAGES", "")):
            counted = _element("w:fldSimple", instr=instruction)
            counted.append(footer.add_run("1")._r)
            footer._p.append(counted)
            footer.add_run(between)


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def packed(document: "Document") -> bytes:
    """The file, without the hour at which it was made."""
    saved, made = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            copy.writestr(zipfile.ZipInfo(name, EPOCH), archive.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
