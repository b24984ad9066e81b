"""Files as other programs save them: mails, texts of two bytes a letter, Word files with changes, boxes and forms."""

import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
import typst
from docx.oxml import parse_xml

from assistant.errors import InputError
from assistant.intake.inputs import read_inputs
from assistant.intake.read import read_paths
from assistant.intake.text.legible import legible

QUESTION = "Is 63047 at L4-5 medically necessary?"
LIMIT = 1_000_000
NOTE = "Office note\nDate: 05/06/2026\nHPI: Left leg pain.\nExam: Left EHL 4/5.\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def text_of(file: Path) -> str:
    return "\n".join(source.text for source in read_inputs([file], LIMIT).sources)


@pytest.mark.parametrize("kind", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_of_two_bytes_a_letter_is_read(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.txt").write_bytes(NOTE.replace("Left EHL", "Left \u201cEHL\u201d").encode(kind))
    assert "Left \u201cEHL\u201d 4/5" in text_of(tmp_path / "a.txt")


def test_bytes_that_are_no_text_are_still_refused(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(InputError, match="not a text file"):
        read_inputs([tmp_path / "a.bin"], LIMIT)


def test_a_saved_mail_gives_its_words_and_what_is_attached(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@clinic.example", "b@plan.example", "records"
    mail.set_content("Records are attached \u2013 thank you.", cte="quoted-printable")
    mail.add_alternative("<p>Records are attached.</p>", subtype="html")
    mail.add_attachment(NOTE.encode(), maintype="text", subtype="plain", filename="note.txt")
    mail.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="scan.pdf")
    (tmp_path / "m.eml").write_bytes(bytes(mail))
    inputs = read_inputs([tmp_path / "m.eml"], LIMIT)
    assert [s.text.strip() for s in inputs.sources] == ["Records are attached \u2013 thank you.", NOTE.strip()]
    (problem,) = inputs.problems
    assert problem.message.startswith("passed over: ")
    assert "scan.pdf" in str(problem)
    read = read_paths([tmp_path / "m.eml"], QUESTION)
    assert {f.kind for f in read.case.findings} == {"radicular_pain", "motor_deficit"}


def test_a_mail_that_was_copied_into_a_text_stays_one(tmp_path: Path) -> None:
    (tmp_path / "m.txt").write_text(f"From: a@clinic.example\nTo: b@plan.example\nSubject: records =3D\n\n{NOTE}")
    assert "records =3D" in text_of(tmp_path / "m.txt")


def word(path: Path, *parts: str) -> Path:
    """A Word file of paragraphs and tables as they stand in its XML."""
    file = docx.Document()
    for part in parts:
        xml = part.replace(" ", f" {W} ", 1) if part.startswith(("<w:p ", "<w:tbl ", "<w:sdt ")) else part
        file.element.body.insert(len(file.element.body) - 1, parse_xml(xml))
    file.save(str(path))
    return path


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_word_file_is_read_with_its_changes_accepted(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>4/5</w:delText></w:r></w:del>"
    struck = run(", weak", "<w:strike/>") + run(" today", '<w:strike w:val="0"/>')
    field = "<w:sdt ><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>"
    file = word(
        tmp_path / "a.docx",
        f"<w:p ><w:ins>{run('Exam: Left EHL ')}</w:ins>{deleted}<w:ins>{run('5/5')}</w:ins>{struck}.</w:p>",
        field.format("", run("Within a field of a form.")),
        field.format("<w:showingPlcHdr/>", run("Click here to enter text.")),
    )
    text = text_of(file)
    assert "Exam: Left EHL 5/5 today" in text
    assert "Within a field of a form." in text
    assert not [gone for gone in ("Click", "4/5", "weak") if gone in text]


def test_a_box_of_text_in_a_word_file_is_read_once(tmp_path: Path) -> None:
    inner = f"<w:txbxContent><w:p>{run('Left EHL 4/5.')}</w:p></w:txbxContent>"
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    boxed = (
        f'<w:r><mc:AlternateContent xmlns:mc="{markup}"><mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="{shape}">{inner}'
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(word(tmp_path / "a.docx", f"<w:p >{run('Exam:')}{boxed}</w:p>")).split("\n") == [
        "Exam:",
        "Left EHL 4/5.",
    ]


def test_the_boxes_of_a_form_in_word_keep_what_is_ticked(tmp_path: Path) -> None:
    def box(state: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'

    def sign(code: str) -> str:
        return f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'

    on, off = (box(f'<w:default w:val="{n}"/>') for n in (1, 0))
    file = word(
        tmp_path / "a.docx",
        f"<w:p >{on}{run('Left leg pain ')}{off}{run('Smoker')}</w:p>",
        f"<w:p >{sign('F0FE')}{run(' EHL 4/5 left ')}{sign('F0A8')}{run(' Foot drop')}</w:p>",
    )
    assert text_of(file).split("\n")[:2] == ["[x] Left leg pain [ ] Smoker", "\u2612 EHL 4/5 left \u2610 Foot drop"]


def test_tables_of_a_word_file_keep_lines_merged_rows_and_inner_tables(tmp_path: Path) -> None:
    file = docx.Document()
    table = file.add_table(rows=2, cols=3)
    for n, text in enumerate(("L4-5", "severe", "left", "", "mild", "right")):
        table.cell(n // 3, n % 3).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    frame = file.add_table(rows=1, cols=1).cell(0, 0)
    frame.text = "HPI: Left leg pain."
    frame.add_paragraph("Exam: Left EHL 4/5.")
    inner = frame.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Imaging", "Severe left foraminal stenosis at L4-5."
    file.save(str(tmp_path / "a.docx"))
    rows = [row for row in text_of(tmp_path / "a.docx").split("\n") if row]
    assert rows == [
        "| L4-5 | severe | left |",
        "| L4-5 | mild | right |",
        "HPI: Left leg pain.",
        "Exam: Left EHL 4/5.",
        "Imaging: Severe left foraminal stenosis at L4-5.",
    ]


@pytest.mark.parametrize(
    ("inner", "told"),
    [("note.txt", "archive of files"), ("xl/workbook.xml", "spreadsheet"), ("content.xml", "OpenDocument"), ("word/x", "no Word")],
)  # fmt: skip
def test_an_archive_that_is_no_word_file_is_named(tmp_path: Path, inner: str, told: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(inner, NOTE)
    with pytest.raises(InputError, match=told):
        read_inputs([tmp_path / "a.zip"], LIMIT)


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><p>Exam: <del>EHL 4/5.</del> EHL 5/5. <s>Foot drop.</s></p><p>One</p></body></html>",
        r"{\rtf1 Exam: {\strike EHL 4/5.}{\deleted Foot drop.} \strike0 EHL 5/5.\par One}",
    ],
)
def test_words_that_were_struck_out_are_not_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    told = text_of(tmp_path / "a.txt")
    assert "EHL 5/5." in told
    assert not [gone for gone in ("4/5", "drop") if gone in told]


VISITS = [
    ["Date", "Visit", "Treatment", "Response"],
    ["01/05/2026", "1", "Physical therapy evaluation", "none"],
    ["01/19/2026", "5", "Physical therapy", ""],
    ["02/23/2026", "12", "Physical therapy discharge", "no relief"],
]


@pytest.mark.parametrize(
    ("sign", "ending"), [(",", ".csv"), (";", ".csv"), ("\t", ".tsv"), ("\t", ".txt"), (";", ".txt")]
)
def test_a_table_that_signs_part_is_read_as_one(tmp_path: Path, sign: str, ending: str) -> None:
    file = tmp_path / f"visits{ending}"
    file.write_text("\n".join(sign.join(row) for row in VISITS))
    assert "| 02/23/2026 | 12 | Physical therapy discharge | no relief |" in text_of(file)
    (therapy,) = read_paths([file], QUESTION).case.treatments
    assert (str(therapy.start), str(therapy.end), therapy.sessions) == ("2026-01-05", "2026-02-23", 12)


def test_sentences_with_semicolons_are_no_table(tmp_path: Path) -> None:
    text = (
        "He has left leg pain; it is worse at night; he cannot sit.\n" * 2
        + "EHL 4/5; TA 5/5; gait normal. He walks well; fine."
    )
    (tmp_path / "a.txt").write_text(text)
    assert text_of(tmp_path / "a.txt") == text


def test_a_table_of_a_pdf_whose_cells_break_keeps_its_rows(tmp_path: Path) -> None:
    rows = [[cell.replace("/20", "/20\\\n") for cell in row] for row in VISITS]
    made = "#set text(size: 10pt)\n#table(columns: (2cm, 1.5cm, 3cm, 3cm), stroke: none, {})"
    (tmp_path / "a.pdf").write_bytes(
        bytes(typst.compile(made.format(", ".join(f"[{c}]" for row in rows for c in row)).encode()))
    )
    assert "02/23/2026    12    Physical therapy discharge    no relief" in text_of(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("scanned", "typed"),
    [
        ("O5/12/2026 and 0l/l6/2026 and 04/2O/2026", "05/12/2026 and 01/16/2026 and 04/20/2026"),
        ("L4-S: severe. TA 4/S, EHL 4-/S, 5O% relief, 8/l0", "L4-5: severe. TA 4/5, EHL 4-/5, 50% relief, 8/10"),
        ("fused L4-S1, L4-S 1, L4/S1, the l5 root, l4-5, L4-sacrum, I/O", "fused L4-S1, L4-S 1, L4/S1, the l5 root, l4-5, L4-sacrum, I/O"),
    ],
)  # fmt: skip
def test_letters_that_a_scanner_took_for_figures_are_figures(scanned: str, typed: str) -> None:
    assert legible(scanned) == typed


def test_an_answer_of_a_form_is_no_response_of_a_treatment(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "Criterion,Checked,Response\nTobacco use,yes,No\nFoot drop,yes,No\nPhysical therapy,yes,No\n"
    )
    (tmp_path / "b.csv").write_text("Treatment,Dates,Response\nPhysical therapy,01/05/2026 - 02/23/2026,None\n")
    form, table = (read_paths([tmp_path / name], QUESTION).case for name in ("a.csv", "b.csv"))
    assert "no help" not in form.documents[0].text
    assert [t.response for t in table.treatments] == ["none"]
    assert {(t.kind, t.status) for t in form.treatments} <= {("physical_therapy", "absent")}


@pytest.mark.parametrize(
    "row", ["L2-3: Unremarkable.", "- L2-3: Unremarkable.", "**L2-3:** Unremarkable.", "| L2-3 | Unremarkable. |"]
)
def test_a_level_that_is_normal_is_so_in_every_form_of_a_list(tmp_path: Path, row: str) -> None:
    (tmp_path / "mri.md").write_text(f"# MRI LUMBAR SPINE\nExam date: 04/02/2026\n\nFindings:\n{row}\n")
    found = read_paths([tmp_path / "mri.md"], QUESTION).case.findings
    assert ("stenosis", "absent", ("L2-3",)) in {(f.kind, f.status, f.levels) for f in found}
