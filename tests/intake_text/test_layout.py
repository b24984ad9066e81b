"""Documents of one text: where they part, what they are, when they were written."""

from datetime import date

import pytest

from assistant.intake.text import Reader, Source

from .conftest import findings, read


def test_documents_part_at_rules_and_at_titles(reader: Reader) -> None:
    filler = (
        "The patient was seen for pain of the back and of both legs for a long time, and therapy was completed. " * 2
    )
    text = (
        f"Office note\nDate: 01/09/2026\n\n{filler}\n\nMRI LUMBAR SPINE\nExam date: 12/20/2025\nFINDINGS: Normal.\n-----\n"
        "PT discharge summary, 2/3/2026\nSeen twice."
    )
    found = [(f.document.kind, f.document.date, f.lines[0]) for f in reader.file([Source("x.txt", text)])]
    assert found == [
        ("office_note", date(2026, 1, 9), 1),
        ("mri_report", date(2025, 12, 20), 6),
        ("therapy_note", date(2026, 2, 3), 10),
    ]


def test_without_blank_lines_a_title_and_a_date_begin_a_document(reader: Reader) -> None:
    """As text comes from a page. A title alone may be a heading within a note."""
    filler = "The patient was seen for pain of the back and of both legs, and therapy was completed.\n" * 2
    text = f"OFFICE NOTE\nDate: 01/09/2026\n{filler}MRI LUMBAR SPINE\nDate: 12/20/2025\nFINDINGS: Normal."
    assert [f.document.kind for f in reader.file([Source("x.txt", text)])] == ["office_note", "mri_report"]
    within = f"OFFICE NOTE\nDate: 01/09/2026\n{filler}MRI LUMBAR SPINE\nNormal."
    assert [f.document.kind for f in reader.file([Source("x.txt", within)])] == ["office_note"]


def test_a_report_begins_where_its_scaffold_stands_below_its_title(reader: Reader) -> None:
    letter = "Letter of medical necessity\nJune 30, 2026\n\nShe was seen for clumsy hands and an unsteady gait.\n\n"
    head = "COUNTY HOSPITAL DEPARTMENT OF RADIOLOGY\nMRI cervical spine without contrast\nPerformed 06/12/2026\n"
    report = f"{head}Indication: unsteady\nReport: Severe stenosis at C4-5."
    found = [(f.document.kind, f.document.date) for f in reader.file([Source("x.txt", letter + report)])]
    assert found == [("request_letter", date(2026, 6, 30)), ("mri_report", date(2026, 6, 12))]


def test_a_report_of_one_region_may_name_its_levels_by_numbers_alone() -> None:
    report = "MRI CERVICAL SPINE\nDate: 3/3/2026\nFINDINGS:\n3-4: Normal.\n4-5: Severe canal stenosis.\n"
    assert [f.levels for f in read(report).findings if f.kind == "central_stenosis"] == [("C4-5",)]


def test_ids_are_unique(reader: Reader) -> None:
    filed = reader.file([Source("a.txt", "MRI report\nNormal."), Source("b.txt", "MRI report\nNormal.")])
    assert [f.document.id for f in filed] == ["mri", "mri-2"]


def test_the_date_of_birth_is_not_the_date_of_the_document(reader: Reader) -> None:
    filed = reader.file([Source("a.txt", "Office note\nDOB: 03/04/1960\nDate of service: 05/06/2026\nSeen.")])
    assert filed[0].document.date == date(2026, 5, 6)


@pytest.mark.parametrize(
    "head", ["DOB: 03/04/1960", "PATIENT: LANE, MARY   D.O.B. 3/4/60", "Mary Lane (born March 4, 1960)"]
)
def test_a_date_of_birth_that_opens_a_report_is_not_its_date(reader: Reader, head: str) -> None:
    filed = reader.file([Source("a.txt", f"{head}\nMRI LUMBAR SPINE 05/06/2026\nIMPRESSION: L4-5 disc bulge.")])
    assert filed[0].document.date == date(2026, 5, 6)


def test_a_document_without_a_date_has_none(reader: Reader) -> None:
    filed = reader.file([Source("a.txt", "Office note\n\nFell on 05/06/2026 at home.")])
    assert filed[0].document.date == "not_stated"


def test_sections_and_places(reader: Reader) -> None:
    lines = list(reader.layout.sentences("HPI: Pain.\nEXAM, right leg: Weak.\nL4-5: Bulge. Narrow there.\nOther."))
    assert [(line.section, line.place, line.fresh) for line in lines] == [
        ("history", "", True),
        ("examination", "", True),
        ("examination", "L4-5", True),
        ("examination", "L4-5", True),
        ("examination", "L4-5", False),
    ]
    assert lines[1].heading == "EXAM, right leg"


SUMMARY = """Utilization review summary
Request: fusion at L4-5, CPT 22633.

Office visit, orthopedic spine, 02/10/2026: Leg pain. Completed PT from 08/04/2025 to 10/27/2025.
X-ray with flexion/extension 01/20/2026: grade 1 anterolisthesis of L4 on L5.
MRI lumbar spine 01/22/2026: L4-5: severe central canal stenosis."""


def test_a_summary_parts_into_the_documents_that_it_tells() -> None:
    record = read(SUMMARY)
    told = [(d.kind, str(d.date)) for d in record.documents]
    assert told[1:] == [
        ("surgeon_note", "2026-02-10"),
        ("radiograph_report", "2026-01-20"),
        ("mri_report", "2026-01-22"),
    ]
    assert {f.kind: f.document for f in record.findings}["central_stenosis"] == "mri"
    assert record.treatments[0].document == "surgeon"


def test_a_study_told_in_a_section_of_a_chart_is_part_of_the_chart() -> None:
    record = read("Office note\nDate: 03/04/2026\n\nHPI: Leg pain.\nIMAGING:\nMRI 01/22/2026: L4-5: severe stenosis.")
    assert [d.kind for d in record.documents] == ["office_note"]


def test_the_date_may_stand_in_a_title_that_is_not_the_first_line() -> None:
    record = read("PATIENT: F, 58 y/o\nNeurosurgery clinic note - 03/04/2026\nHPI: neck pain.")
    assert str(record.documents[0].date) == "2026-03-04"


def test_a_report_may_follow_the_heading_of_its_section() -> None:
    text = "Office note\nDate: 06/03/2026\nHPI: Leg pain.\n\nRADIOLOGY\nMRI LUMBAR SPINE, 5/20/2026\nL4-5: severe stenosis."
    assert [d.kind for d in read(text).documents] == ["office_note", "mri_report"]


def test_a_letter_that_tells_reports_is_no_summary() -> None:
    text = (
        "Date: 02/20/2026\nRe: request for 63051 at C3-6\n\nOn examination Hoffmann sign present bilaterally.\n\n"
        "MRI of the cervical spine (02/06/2026): severe central stenosis at C4-5.\n\nI request laminoplasty."
    )
    record = read(text)
    assert [d.kind for d in record.documents] == ["office_note"]
    assert "myelopathic_sign" in {f.kind for f in record.findings}


def test_a_report_pasted_into_a_letter_is_a_document_of_its_own() -> None:
    text = (
        "To whom it may concern,\n\n"
        "Ms. A has had mid back pain since March despite a brace for 5 weeks. Pain is 9/10. She cannot walk to the kitchen.\n\n"
        "MRI thoracic spine - 03/30/2026\nT12: acute compression fracture with marrow edema.\n\nDate: 04/08/2026"
    )
    record = read(text)
    assert [d.kind for d in record.documents] == ["office_note", "mri_report"]
    assert {f.kind: f.document for f in record.findings}["vertebral_fracture"] == "mri"
    assert [t.response for t in record.treatments] == ["none"]


def test_a_title_between_rules_stands_without_them() -> None:
    record = read("=== OFFICE NOTE 05/04/2026 ===\nHPI: Neck pain.")
    assert record.documents[0].title == "OFFICE NOTE 05/04/2026"


def test_what_a_summary_says_itself_is_no_report() -> None:
    record = read(
        "RECORDS SUMMARY\nSpine surgery office note 03/20/2026: Left leg pain. Exam left EHL 4/5.\n"
        "MRI lumbar 03/02/2026: severe central stenosis L4-5.\nFormer smoker, quit 2019.\n"
        "PT discharge summary 01/15/2026: 12 visits, no improvement.\nPsychology evaluation 03/01/2026: Cleared for surgery."
    )
    told = {f.kind: f.document for f in (*record.findings, *record.treatments)}
    assert [d.kind for d in record.documents][1:] == ["surgeon_note", "mri_report", "therapy_note", "psychology_note"]
    assert told["central_stenosis"] == "mri"
    assert told["nicotine_use"] == "record-summary"
    assert told["physical_therapy"] == "therapy"
    assert told["psychological_clearance"] == "psychology"


def test_a_note_that_tells_studies_line_by_line_stays_one_note() -> None:
    record = read(
        "Spine clinic note 3/20/2026\nLeft leg pain.\nPT discharge 1/15/2026: no relief.\nMRI lumbar 3/2/2026: severe stenosis L4-5."
    )
    assert [d.kind for d in record.documents] == ["surgeon_note"]


def test_a_paragraph_is_read_by_its_lead_ins() -> None:
    record = read(
        "Spine clinic 3/20/2026. Left leg pain x 8 months. MRI lumbar 3/2/26: severe central stenosis L4-5. She has numbness. "
        "PT: 12 visits 11/3/25 - 1/15/26, no relief. EMG 2/10/26: left L5 radiculopathy. Exam: left EHL 4/5."
    )
    assert [(d.kind, d.title) for d in record.documents] == [("surgeon_note", "Spine clinic 3/20/2026")]
    assert {"radicular_pain", "central_stenosis", "emg_root_involvement", "motor_deficit"} <= {
        f.kind for f in record.findings
    }
    assert [(t.kind, t.sessions, t.response) for t in record.treatments] == [("physical_therapy", 12, "none")]


def test_a_note_that_only_speaks_of_a_study_is_no_report() -> None:
    assert read("58 yo F seen 3/20/2026. MRI shows severe central stenosis at L4-5.").documents[0].kind == "office_note"


def test_short_documents_part_and_repeated_heads_do_not() -> None:
    text = (
        "Psychology evaluation 3/1/2026\nCleared for surgery.\n\nPain clinic note\nDate: 3/10/2026\nRFA:\nL3-5 bilateral 6/2025, "
        "good relief\n\n"
        "MRI LUMBAR SPINE 3/2/2026\nL4-5: severe stenosis.\n\nMRI LUMBAR SPINE 3/2/2026 Page 2 of 2\nL5-S1: normal."
    )
    record = read(text)
    assert [d.kind for d in record.documents] == ["psychology_note", "pain_note", "mri_report"]
    assert [(t.kind, t.response) for t in record.treatments] == [("radiofrequency", "improved")]


PAGED = """FAX 03/25/2026 10:14 AM  FROM: SPINE CLINIC  PAGE 1/3
SPINE CLINIC OFFICE NOTE
Patient: DOE, J   MRN: 12345   DOB: 01/02/1961
Date of service: 3/20/2026
HPI: Bilateral leg pain for 9 months.
FAX 03/25/2026 10:14 AM  FROM: SPINE CLINIC  PAGE 2/3
SPINE CLINIC OFFICE NOTE
Exam: Bilateral EHL 4/5.
Electronically signed by A. Smith, MD on 3/23/2026 4:15 PM
FAX 03/25/2026 10:14 AM  FROM: SPINE CLINIC  PAGE 3/3
MRI LUMBAR SPINE
Report date: 2/16/2026   Exam date: 2/14/2026
L4-5: Moderate bilateral foraminal stenosis.

ADDENDUM 2/18/2026: On review the left foraminal stenosis at L4-5 is severe."""


def test_lines_of_a_fax_and_signatures_are_of_no_document() -> None:
    record = read(PAGED)
    assert [(d.kind, str(d.date)) for d in record.documents] == [
        ("surgeon_note", "2026-03-20"),
        ("mri_report", "2026-02-14"),
    ]


def test_an_addendum_leads_over_what_it_corrects_and_is_told() -> None:
    record = read(PAGED)
    assert [(f.side, f.grade) for f in record.findings if f.kind == "foraminal_stenosis"] == [
        ("right", "moderate"),
        ("left", "severe"),
    ]
    assert any("gives way" in n.message for n in record.notices)


def test_an_amended_report_replaces_the_first() -> None:
    record = read(
        "MRI LUMBAR SPINE\nDate of exam: 2/14/2026\nFINDINGS: L4-5: Severe central stenosis.\n\nAMENDED REPORT\nMRI LUMBAR SPINE\n"
        "Date of exam: 2/14/2026\nFINDINGS: L4-5: Mild central stenosis."
    )
    assert [(f.document, f.grade) for f in record.findings] == [("mri-2", "mild")]
    assert len(record.documents) == 2


def test_a_table_of_documents_parts_by_its_rows() -> None:
    record = read(
        "| Date | Document | Content |\n|---|---|---|\n| 03/20/2026 | Neurosurgery note | Left arm pain. |\n"
        "| 03/01/2026 | MRI cervical | C5-6: severe left foraminal stenosis. |"
    )
    assert [d.kind for d in record.documents][1:] == ["surgeon_note", "mri_report"]
    assert {f.kind: f.document for f in record.findings}["foraminal_stenosis"] == "mri"


def test_documents_part_by_the_form_of_their_first_line() -> None:
    record = read(
        "CT LUMBAR SPINE 07/09/2026\nIMPRESSION: Pseudarthrosis at L5-S1.\nCLINIC 07/28/2026: Recurrent low back pain.\n"
        "---- SPINE 08/01/2026 ----\nLeft leg pain.\nATTACHMENT 2 - PT DISCHARGE\nSOC: 03/02/2026  DC: 04/10/2026\n"
        "ATTACHMENT 3: CT, AMENDED REPORT 07/20/2026\nIMPRESSION: Solid fusion at L5-S1."
    )
    kinds = [(d.kind, str(d.date)[5:]) for d in record.documents]
    assert kinds[:3] == [("ct_report", "07-09"), ("office_note", "07-28"), ("office_note", "08-01")]
    assert kinds[3:] == [("therapy_note", "04-10"), ("ct_report", "07-20")]
    assert {f.document for f in record.findings if f.kind == "pseudarthrosis"} <= {
        "ct-2"
    }  # the amended report stands in its place


def test_the_day_that_opens_a_letter_leads_over_one_of_its_text() -> None:
    record = read(
        "April 30, 2026\nMedical Director:\nHer leg hurts since March. Her MRI dated April 2, 2026 reveals stenosis."
    )
    assert str(record.documents[0].date) == "2026-04-30"


def test_a_word_cut_short_ends_a_sentence_only_before_a_capital(reader: Reader) -> None:
    lines = [
        line.text for line in reader.layout.sentences("Strength 5/5 bilat. Sensation intact. Mod. bilat. stenosis.")
    ]
    assert lines == ["Strength 5/5 bilat.", "Sensation intact.", "Mod. bilat. stenosis."]


@pytest.mark.parametrize("label", ["Clinical history", "HISTORY", "Indication", "Technique"])
def test_levels_of_a_report_are_not_part_of_its_reason(label: str) -> None:
    """A report without a heading of its findings tells them level by level behind why and how it was made."""
    text = f"MRI lumbar spine 03/02/2026\n{label}: left leg pain.\nL3-4: Severe left foraminal stenosis.\nL4-5: No stenosis.\n"
    found = {(f.kind, f.levels, f.status) for f in read(text).findings}
    assert ("foraminal_stenosis", ("L3-4",), "present") in found
    assert ("stenosis", ("L4-5",), "absent") in found


@pytest.mark.parametrize(
    "line",
    [
        "Fax 4 of 6                               Mercy Spine Institute, Suite 400",
        "FAX PAGE 3/9       Mercy Spine Institute, Suite 400, North Building",
        "== PAGE 3 ==   RightFax C11-2   5/19/2026   Mercy Spine Institute",
    ],
)
def test_the_line_at_the_head_of_a_faxed_sheet_parts_what_stands_around_it(line: str) -> None:
    text = f"She has had left leg pain for long.\n{line}\nFAMILY HISTORY\nOsteoporosis"
    assert [f["kind"] for f in findings(text)] == ["radicular_pain"]


def test_items_of_a_list_may_begin_at_their_dash() -> None:
    text = (
        "-Exam 4/7/26: L EHL 4/5, walks well on heels and toes, dec sens L dorsal foot\n"
        "-EMG 4/14/26: R L5 radiculopathy, no peroneal neuropathy"
    )
    assert [f.quote for f in read(text).findings if f.kind == "sensory_deficit"] == ["dec sens L dorsal foot"]


@pytest.mark.parametrize("request_", ["Codes requested: 64483", "Requested: CPT 64483", "CPT requested: 64483"])
@pytest.mark.parametrize("label", ["Procedure", "Procedure description", "Operation"])
def test_the_procedure_below_a_requested_code_is_asked_for_and_not_given(request_: str, label: str) -> None:
    asked = f"{request_}\n{label}: left L5-S1 transforaminal epidural steroid injection"

    assert not read(f"{asked}\nHPI: Left leg pain.").treatments
    assert [t.kind for t in read(f"{asked} 01/03/2026, 50% relief\nHPI: Left leg pain.").treatments] == [
        "epidural_injection"
    ]


def test_a_denial_may_be_the_last_word() -> None:
    told = read("Office note\n\nLeft leg weakness: yes Drug: naproxen Response: none")

    assert [t.kind for t in told.treatments] == ["nsaid"]
