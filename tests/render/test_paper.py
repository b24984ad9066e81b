"""Word and PDF say all that Markdown says, whatever characters it is made of, and the same bytes each time."""

import io
import re
import time
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from assistant.check.rows import rows
from assistant.model.document import Determination, Reference
from assistant.render import render_docx, render_markdown, render_pdf
from assistant.render.citations import Numbers, plain

from .reading import NAMES, determination, squeezed, statements, text_of_docx, without_edges

NASTY = "#let x = [ $a^2$ *b* _c_ @d <e> \\ \" ' `f` // g /* h */ {i} ~j~ -- k … “l” é ß Ω ≥ ½ ] \\u{41}"


def year_of(reference: Reference) -> str:
    """The year as it is printed: once, also where the venue ends with it."""
    year = "year not recorded" if reference.year == "not_stated" else str(reference.year)
    return "" if reference.venue.endswith(year) else f", {year}"


def said(made: Determination) -> list[str]:
    """All that a reader has to find, as it is printed."""
    numbers = Numbers(made)
    found = [made.title, made.header.question, made.header.notice, made.disclaimer, *made.related_questions]
    for statement in statements(made):
        label = "" if statement.label == "not_stated" else statement.label
        found += [label + numbers.replace(statement.text, plain)]
    for row in rows(made.outcome):
        found += [row.line, row.code, row.levels, row.word, row.decided_by]
    found += [section.title for section in made.sections]
    found += [f"[R{r.number}]{r.title}" for r in made.record]
    for r in made.references:
        found += [f"{r.type}. {r.issuer}. {r.title}.", f"{r.venue}{year_of(r)}.{r.identifier}"]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_all_that_markdown_says_is_said_in_word_and_pdf(name: str) -> None:
    made = determination(name)
    markdown = squeezed(re.sub(r"\*+|\\(?=\|)", "", render_markdown(made)))
    word = squeezed(text_of_docx(render_docx(made)))
    pdf = without_edges(render_pdf(made), made)
    for text in said(made):
        assert squeezed(text) in markdown, text
        assert squeezed(text) in word, text
        assert squeezed(text) in pdf, text
    for text in (word, pdf):
        assert "pendingreviewbyalicensedphysician" in text
        assert f"{sum(made.guard.proved.values())}statementsproved" in text


@pytest.mark.parametrize("name", NAMES[:1])
def test_the_same_determination_makes_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = determination(name)
    before = render_docx(made), render_pdf(made)
    later = time.localtime(time.time() + 86_400)
    real = time.localtime
    monkeypatch.setattr(time, "localtime", lambda *given: real(*given) if given else later)
    assert (render_docx(made), render_pdf(made)) == before


def test_word_has_headings_lists_that_begin_at_one_a_repeated_head_and_page_numbers() -> None:
    made = determination("lumbar-two-stage-revision")
    document: Any = docx.Document(io.BytesIO(render_docx(made)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[: len(made.sections)] == [s.title for s in made.sections]
    steps = [b for s in made.sections for b in s.blocks if b.form == "steps"]
    lists = {p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"}
    assert len(lists) == len(steps) > 0
    numbering = document.part.numbering_part.element
    assert set(numbering.xpath("//w:lvl[w:numFmt/@w:val='bullet']/w:lvlText/@w:val")) == {"\N{BULLET}"}
    assert not numbering.xpath("//w:lvl[w:numFmt/@w:val='bullet']/w:rPr")  # it is in the font of the text
    (table,) = document.tables
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert len(table.rows) == len(rows(made.outcome)) + 1
    footer = document.sections[0].footer._element
    assert footer.xpath("//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    assert "pending review" in document.sections[0].header.paragraphs[0].text
    marks = set(document.element.xpath("//w:bookmarkStart/@w:name"))
    links = set(document.element.xpath("//w:hyperlink/@w:anchor"))
    assert links
    assert links <= marks


def test_pdf_has_an_outline_links_and_page_numbers() -> None:
    made = determination("lumbar-two-stage-revision")
    reader = PdfReader(io.BytesIO(render_pdf(made)))

    def titles(outline: list[Any]) -> list[str]:
        return [t for item in outline for t in (titles(item) if isinstance(item, list) else [item["/Title"]])]

    assert [s.title for s in made.sections] == titles(reader.outline)[1 : len(made.sections) + 1]
    assert reader.metadata is not None
    assert reader.metadata.title == made.title
    pages = [page.extract_text() for page in reader.pages]
    assert all(f"Page {n} of {len(pages)}" in text for n, text in enumerate(pages, 1))
    assert any(a.get_object()["/Subtype"] == "/Link" for page in reader.pages for a in page.get("/Annots", ()))


def marred(text: str) -> Determination:
    """A determination with a text in each place that the user or a record fills."""
    made = determination("cervical-fusion-exploration")
    first = made.lead[0].model_copy(update={"text": text, "label": text or "x"})
    line = made.outcome.lines[0].model_copy(update={"procedure": text})
    return made.model_copy(
        update={
            "title": text or "x",
            "sections": made.sections[:1],
            "lead": (first, *made.lead[1:]),
            "header": made.header.model_copy(update={"question": text}),
            "outcome": made.outcome.model_copy(update={"lines": (line,)}),
            "record": tuple(r.model_copy(update={"title": text}) for r in made.record),
            "references": tuple(r.model_copy(update={"title": text}) for r in made.references),
            "related_questions": (text,),
        }
    )


def test_no_character_is_an_instruction() -> None:
    made = marred(NASTY)
    plain_words = squeezed(NASTY)
    word, pdf = squeezed(text_of_docx(render_docx(made))), without_edges(render_pdf(made), made)
    places = 4 + len(made.references) + len(made.record) + len(rows(made.outcome))
    assert word.count(plain_words) >= places
    assert pdf.count(plain_words) >= places


@settings(max_examples=15)
@given(st.text(alphabet=st.one_of(st.sampled_from(list("#$*_@<>\\\"'`~[]{}()/-=+;.:&%0aZ \n\t")), st.characters())))
def test_any_text_can_be_written(text: str) -> None:
    made = marred(text)
    visible = "".join(c for c in text if c.isascii() and c.isprintable())
    word = "".join(c for c in text_of_docx(render_docx(made)) if c.isascii())
    assert squeezed(visible) in squeezed(word)
    assert render_pdf(made).startswith(b"%PDF")


@settings(max_examples=12)
@given(st.text(alphabet="#$*_@<>\\\"'`~[]{}()/=+;:&%0aZ", min_size=1, max_size=60))
def test_signs_of_typst_are_read_back_from_the_pdf(text: str) -> None:
    made = marred(text)
    assert without_edges(render_pdf(made), made).count(squeezed(text)) >= 2


def test_a_very_long_word_stays_on_the_page() -> None:
    word = "x9" * 200
    made = marred(word)
    assert word in squeezed(text_of_docx(render_docx(made)))
    reader = PdfReader(io.BytesIO(render_pdf(made)))
    edge = float(reader.pages[0].mediabox.right)
    found: list[float] = []
    for page in reader.pages:
        page.extract_text(visitor_text=lambda text, _, matrix, *rest: found.append(matrix[4]) if text.strip() else None)
    assert 0 < max(found) < edge
    longest = max(len(line) for page in reader.pages for line in page.extract_text().splitlines())
    assert longest < 150  # a line of the header, in its small print
