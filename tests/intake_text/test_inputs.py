"""Files of every kind become one record: PDF with its pages, Word, folders, what is piped in; and what cannot be read is named."""

import io
import re
import sys
import textwrap
from pathlib import Path

import docx
import pytest
import typst
from pypdf import PdfReader, PdfWriter

from assistant.errors import InputError
from assistant.intake import load_any, scan
from assistant.intake.inputs import read_inputs
from assistant.intake.read import read_paths
from assistant.intake.text import Source, read_case
from assistant.intake.text.broken import mended
from assistant.pack import load_pack

QUESTION = "Is 63047 at L4-5 medically necessary?"
LIMIT = 1_000_000
PAGES = (
    "Office note\n\nDate: 05/06/2026\n\nHPI: Left leg pain. PT for 6 weeks without relief.",
    "IMAGING: Severe left foraminal stenosis at L4-5.\n\nPLAN: Surgery.",
    "MRI REPORT\n\nDate: 04/02/2026\n\nFINDINGS: L4-5: severe left foraminal stenosis. L5-S1: moderate central stenosis.",
)


def pdf(*pages: str) -> bytes:
    """A PDF with one text a page; an empty text makes a page with a drawing and no text, as a scan is."""
    body = "#pagebreak()".join(f"#raw({quoted(p)})" if p else "#circle(radius: 3cm)" for p in pages)
    return bytes(typst.compile(body.encode()))


def quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"').replace("\n", "\\n") + '"'


def word(path: Path) -> Path:
    file = docx.Document()
    file.add_heading("Office note", 0)
    file.add_paragraph("Date: 05/06/2026")
    table = file.add_table(rows=2, cols=2)
    texts = ["HPI", "Left leg pain.", "Imaging", "Severe left foraminal stenosis at L4-5."]
    for cell, text in zip([c for row in table.rows for c in row.cells], texts, strict=True):
        cell.text = text
    file.add_heading("Social history", 1)
    file.add_paragraph("Patient does not smoke.", style="List Bullet")
    file.save(str(path))
    return path


def test_a_fact_of_a_pdf_names_its_page(tmp_path: Path) -> None:
    (tmp_path / "packet.pdf").write_bytes(pdf(*PAGES))
    read = read_paths([tmp_path / "packet.pdf"], QUESTION)
    assert [(d.kind, str(d.date)) for d in read.case.documents] == [
        ("office_note", "2026-05-06"),
        ("mri_report", "2026-04-02"),
    ]
    found = {(f.kind, f.levels, f.page) for f in read.case.findings}
    assert ("radicular_pain", (), 1) in found
    assert ("foraminal_stenosis", ("L4-5",), 3) in found
    assert [t.page for t in read.case.treatments] == [1]
    assert read.problems == ()


def test_a_text_with_form_feeds_has_pages_and_no_page_numbers_between_sentences(tmp_path: Path) -> None:
    pages = [
        "Office note\nLeft leg pain that\nPage 1 of 2",
        "began in May. The scan of that month shows severe left foraminal stenosis at\nPage 2 of 2",
    ]
    (tmp_path / "a.txt").write_text("\f".join([*pages, "L4-5.\nPage 3 of 3"]), encoding="utf-8")
    read = read_paths([tmp_path / "a.txt"], QUESTION)
    stenosis = next(f for f in read.case.findings if f.kind == "foraminal_stenosis")
    assert (stenosis.levels, stenosis.page) == (("L4-5",), 2)
    assert len(read.case.documents) == 1


def test_a_word_file_is_read_in_order_with_its_tables(tmp_path: Path) -> None:
    read = read_paths([word(tmp_path / "note.docx")], QUESTION)
    text = read.case.documents[0].text
    assert text.index("Date:") < text.index("HPI: Left leg pain.") < text.index("- Patient does not smoke.")
    kinds = {(f.kind, f.status) for f in read.case.findings}
    assert kinds >= {("radicular_pain", "present"), ("foraminal_stenosis", "present"), ("nicotine_use", "absent")}


def test_a_folder_is_one_record_and_names_what_it_cannot_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan.shutil, "which", lambda name: None)
    word(tmp_path / "a.docx")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "b.pdf").write_bytes(pdf(PAGES[2]))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "d.odt").write_text("text")
    (tmp_path / "e.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / ".hidden").write_text("Office note\nNo pain.")
    loaded = load_any(tmp_path, QUESTION)
    assert [d.kind for d in loaded.case.documents] == ["office_note", "mri_report"]
    told = {Path(str(p.where.file)).name: p.message for p in loaded.faults if p.where}
    assert set(told) == {"c.pdf", "d.odt", "e.png"}
    assert "damaged" in told["c.pdf"]
    assert "no text recognition" in told["e.png"]


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAGES[0]))))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_page_without_text_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan.shutil, "which", lambda name: None)
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(PAGES[0], "", PAGES[1], "", ""))
    (problem,) = read_inputs([file], LIMIT).problems
    assert problem.message.startswith("Pages 2, 4 and 5 hold no text")
    assert "tesseract" in str(problem)
    file.write_bytes(pdf(""))
    with pytest.raises(InputError, match=r"scanned.*\n.*tesseract"):
        read_inputs([file], LIMIT)


def test_a_scanned_page_is_recognised_where_the_programs_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, lines in (("pdftoppm", "printf picture"), ("tesseract", "cat >/dev/null; printf 'No leg weakness.'")):
        (programs / name).write_text(f"#!/bin/sh\n{lines}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    (tmp_path / "a.pdf").write_bytes(pdf(PAGES[0], ""))
    read = read_paths([tmp_path / "a.pdf"], QUESTION)
    assert ("weakness_symptom", "absent", 2) in {(f.kind, f.status, f.page) for f in read.case.findings}
    assert "recognised" in read.problems[0].message
    (tmp_path / "b.png").write_bytes(b"\x89PNG picture")
    assert "No leg weakness." in read_inputs([tmp_path / "b.png"], LIMIT).sources[0].text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", locked(), "locked"),
        ("a.pdf", pdf(PAGES[0])[:700], "damaged"),
        ("a.docx", b"PK\x03\x04 nothing", "no Word file"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "kind .doc is not read"),
        ("a.xml", b"<Bundle/>", "JSON"),
        ("a.txt", b" \n ", "empty"),
    ],
)
def test_what_cannot_be_read_gets_one_clear_word(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as error:
        read_inputs([tmp_path / name], LIMIT)
    assert said in str(error.value)


def test_a_folder_of_nothing_that_can_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"x")
    with pytest.raises(InputError, match=r"nothing that can be read(.|\n)*a\.doc"):
        read_inputs([tmp_path], LIMIT)


def test_a_record_is_taken_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n\n".join(PAGES).encode())))
    assert len(load_any(Path("-"), QUESTION).case.findings) > 2


NOTE = (
    "CLINIC NOTE\nDate: 05/06/2026\n\nHPI: Left leg pain \u2013 six months. Reflexes diminished.\nNever smoker.\n\n"
    "MRI LUMBAR SPINE 05/01/2026\nL4-5: Severe stenosis.\n"
)
HTML = "<html><head><style>p {}</style></head><body>" + "".join(f"<p>{row or '&nbsp;'}</p>" for row in NOTE.split("\n"))
RTF = "{\\rtf1{\\fonttbl{\\f0 Arial;}}" + NOTE.replace("\u2013", "\\u8211?").replace("\n", "\\par\n") + "}"


@pytest.mark.parametrize(
    "data",
    [
        HTML.encode(),
        RTF.encode(),
        NOTE.encode("cp1252"),
        NOTE.replace("\n", "\r\n").encode(),
        NOTE.replace(" ", "\u00a0").replace("-", "\u2011").replace("fl", "\ufb02").replace("ei", "e\u200bi").encode(),
    ],
)
def test_what_is_marked_up_is_read_as_plain_text_is(data: bytes, tmp_path: Path) -> None:
    for name, given in (("plain", NOTE.encode()), ("given", data)):
        (tmp_path / f"{name}.txt").write_bytes(given)
    plain, given_ = (read_paths([tmp_path / f"{name}.txt"], "63047 L4-5").case for name in ("plain", "given"))
    assert [(d.kind, d.date) for d in given_.documents] == [(d.kind, d.date) for d in plain.documents]
    assert [f.model_dump(exclude={"quote"}) for f in given_.findings] == [
        f.model_dump(exclude={"quote"}) for f in plain.findings
    ]
    assert len(plain.documents) == 2


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("physical ther-\napy from May\nand", "physical therapy\nfrom May\nand"),
        ("low-\nback pain at L5-\nS1: mild", "low-back\npain at L5-S1:\nmild"),
        ("none -\nL4-5", "none -\nL4-5"),
    ],
)
def test_a_word_that_a_line_broke_is_whole(text: str, whole: str) -> None:
    assert mended(text, {"therapy", "back"}.__contains__) == whole


def test_the_gaps_of_a_page_part_its_paragraphs(tmp_path: Path) -> None:
    rows = [f"{row} \\" if row else "#v(9pt)" for row in NOTE.replace("\u2013", "for").split("\n")]
    (tmp_path / "note.pdf").write_bytes(typst.compile("\n".join(rows).encode()))
    case = read_paths([tmp_path / "note.pdf"], "63047 L4-5").case
    assert [d.kind for d in case.documents] == ["office_note", "mri_report"]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ("3", [["Muscle", "Right", "Left"], ["Ankle dorsiflexion", "4-/5", "5/5"], ["EHL", "4/5", "5/5"]]),
        (
            "(1fr, 2fr)",
            [["Tobacco use", "Never"], ["Prior care", "Physical therapy " * 8 + "given"], ["Diabetes", "No"]],
        ),
        ("3", [["Medication", "Start", "Response"], ["Meloxicam", "01/05/2026", "no relief"]]),
    ],
)
def test_cells_of_a_row_of_a_pdf_stand_side_by_side(columns: str, rows: list[list[str]], tmp_path: Path) -> None:
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    (tmp_path / "note.pdf").write_bytes(typst.compile(f"#table(columns: {columns}, {cells})".encode()))
    (source,) = read_inputs([tmp_path / "note.pdf"], 10**6).sources
    assert [re.split(r" {3,}", row) for row in source.text.split("\n")] == rows


def test_columns_of_a_pdf_are_read_one_by_one_and_prose_has_no_cells(tmp_path: Path) -> None:
    parts = (
        "She has had *left* leg pain for _months_ and takes pills. " * 6,
        "She has never smoked and never drank. " * 6,
    )
    page = f"#grid(columns: (1fr, 1fr), gutter: 20pt, [{parts[0]}], [{parts[1]}])"
    (tmp_path / "note.pdf").write_bytes(typst.compile(page.encode()))
    (source,) = read_inputs([tmp_path / "note.pdf"], 10**6).sources
    assert " ".join(source.text.split("\n")) == re.sub(r"[*_]", "", "".join(parts)).strip()


def test_lines_of_a_narrow_column_belong_together() -> None:
    narrow = textwrap.fill(
        "HPI: She has pain of the low back and of the left leg with numbness. She was given physical therapy without "
        "any relief. She reports that walking to the mailbox takes her long and that she is tired.",
        40,
    )
    found = read_case([Source("note.txt", narrow)], load_pack(), "63047 L4-5").case
    assert [t.response for t in found.treatments] == ["none"]


def blocks_of(*paragraphs: list[str]) -> bytes:
    """A PDF whose paragraphs each have a place on the page and lines below it, as report generators write them."""
    drawn, top = "", 700
    for rows in paragraphs:
        lines = " ".join(f"({row}) Tj T*" for row in rows)
        drawn += f"q 1 0 0 1 50 {top} cm BT 1 0 0 1 0 {12 * len(rows)} Tm /F1 10 Tf 12 TL {lines} ET Q\n"
        top -= 12 * len(rows) + 8
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}endstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = "%PDF-1.4\n", []
    for n, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{n} 0 obj{one}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
    return (made + end).encode()


def test_paragraphs_of_a_pdf_part_where_they_begin(tmp_path: Path) -> None:
    texts = [
        ["MRI showed severe central stenosis at L4-L5 with compression of", "the right L5 root, and nothing else."],
        ["Physical therapy was given from 01/05/2026 to 03/02/2026 with", "no improvement of the pain."],
        ["Right EHL is 4/5, and sensation is reduced over", "the foot."],
    ]
    (tmp_path / "summary.pdf").write_bytes(blocks_of(*texts))
    (document,) = read_paths([tmp_path / "summary.pdf"], QUESTION).case.documents
    assert [part.split() for part in document.text.split("\n\n")] == [" ".join(rows).split() for rows in texts]


def test_a_heading_of_two_lines_in_a_pdf_is_one(tmp_path: Path) -> None:
    made = """
    #set page(width: 12cm, height: 16cm, margin: 1cm)
    #set text(size: 10pt)
    #let head(it) = block(text(size: 14pt, weight: "bold", it))
    #head[FLEXION AND EXTENSION \\ RADIOGRAPHS, LUMBAR SPINE]
    Exam date: 02/17/2026

    Findings: At L4-5 there are 5 mm of translation between flexion and extension. \\
    Impression: Dynamic instability at L4-5.
    """
    (tmp_path / "a.pdf").write_bytes(bytes(typst.compile(made.encode())))
    (source,) = read_inputs([tmp_path / "a.pdf"], LIMIT).sources
    assert source.text.startswith("FLEXION AND EXTENSION RADIOGRAPHS, LUMBAR SPINE\n")


def test_a_cell_of_a_pdf_keeps_its_places_and_goes_on_over_a_page(tmp_path: Path) -> None:
    made = """
    #set page(width: 12cm, height: 7cm, margin: 1cm)
    #set text(size: 10pt, hyphenate: false)
    #table(columns: (4cm, 5.2cm), stroke: none, [Exam], [#lorem(28)], [Level C6-7],
      [Left extrusion of 6 mm at the level C6- \\ 7 with severe left foraminal stenosis and compression of the left C7 root. No cord
      signal change.], [Plan], [Surgery.])
    """
    (tmp_path / "a.pdf").write_bytes(bytes(typst.compile(made.encode())))
    (source,) = read_inputs([tmp_path / "a.pdf"], LIMIT).sources
    assert "at the level C6-7 with severe" in " ".join(source.text.split())
    assert "stenosis and compression of the left C7 root. No cord signal change.\n" in source.text
