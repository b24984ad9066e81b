"""A report that a note reproduces is the report; what the writer of the note tells of the study is not."""

from datetime import date

import pytest

from assistant.check import check
from assistant.intake.consistency import flaws
from assistant.intake.text import Record, Source, read_case
from assistant.pack import load_pack
from assistant.render.notes import record_entry

from .conftest import read

SEEN = "left paracentral disc extrusion at L4-5 with severe left lateral recess stenosis and compression of the left L5 nerve root"
MILD = "mild left lateral recess stenosis at L4-5 without nerve root compression"
NOTE = """Office Visit - Spine Surgery
Date of visit: 04/14/2026

HPI: 46 y/o man with left leg pain for 5 months, off work.
Treatment: Supervised physical therapy 01/12/2026 to 03/06/2026, 14 visits, no improvement.
Exam: Left EHL 4/5. SLR positive left at 40 degrees.

{}

Assessment: Left L5 radiculopathy.
Plan: Left L4-5 microdiscectomy (63030), outpatient.
"""
QUESTION = "Is left L4-5 microdiscectomy (63030) medically necessary?"


def told(imaging: str) -> Record:
    return read(NOTE.format(imaging))


def outcome(imaging: str) -> str:
    pack = load_pack()
    case = read_case([Source("note.txt", NOTE.format(imaging))], pack, QUESTION).case
    assert not [f for f in flaws(case, pack) if f.severity == "refusal"]
    return check(case, pack).lines[0].outcome


@pytest.mark.parametrize(
    "imaging",
    [
        f'Imaging: MRI lumbar spine 03/02/2026, formal report reads: "{SEEN}."',
        f"MRI lumbar spine 03/02/2026. Impression per radiologist: \u201c{SEEN}.\u201d I agree with this.",
        f"Imaging: Per the radiology report, MRI lumbar spine 03/02/2026: There is a {SEEN}. Hips are normal.",
        f"IMAGING\nMRI lumbar spine 03/02/2026 (read by Dr. K. Lane, radiology): {SEEN}.",
        f"IMAGING\nMRI lumbar spine 03/02/2026, interpreting radiologist K. Lane MD. There is a {SEEN}.",
        f"MRI lumbar report 03/02/2026: {SEEN}.",
        f"MRI lumbar 3/2/26 formal report - {SEEN}.",
        f"MRI lumbar spine 03/02/2026, radiology report \u2013 L3-4 normal. There is a {SEEN}.",
        f"MRI L-spine 3/2/26 rpt (Rad: Lane MD): {SEEN}",
        f"Imaging:\nMRI lumbar spine 03/02/2026\nFindings: There is a {SEEN}.\nImpression: L4-5 extrusion.",
        f"MRI lumbar 03/02/2026 IMPRESSION: 1. There is a {SEEN}. 2. L5-S1 unremarkable.",
        f"I have the radiologist's report of the lumbar MRI of March 2, 2026, which states, quote, there is a {SEEN}, end quote.",
        f"The formal report of his lumbar MRI of March 2, 2026, by Dr. Amy Chen of Valley Radiology, states: \u201cThere is a {SEEN}.\u201d",
        f"MRI lumbar spine 3/2/26 (radiologist's impression):\n1. L4-5: {SEEN}.\n2. L5-S1: unremarkable.",
        f"Imaging: MRI L spine 03/02/2026 {SEEN}, per radiology.",
        f"MRI LUMBAR SPINE (03/02/2026) - Interpreting physician: Sarah Kowalski, MD. There is a {SEEN}.",
        f"MRI lumbar spine 03/02/2026 [Radiologist: S. Kowalski, MD] There is a {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026 (rads): {SEEN}.",
        f"MRI lumbar spine 03/02/2026, reported on 03/03/2026 by Dr. K. Ferrante: {SEEN}.",
        f"MRI lumbar spine 03/02/2026 was interpreted by the radiologist (Dr. Ferrante) as showing {SEEN}.",
        f"Copied from radiology: MRI lumbar spine 03/02/2026 - {SEEN}.",
        f"MRI of the lumbar spine was done on 03/02/2026 and read by the radiologist as {SEEN}.",
        f"RADIOLOGY REPORT (Bayview Imaging, MRI lumbar spine, performed 03/02/2026, read by K. Osei MD)\nL3-4 normal. There is a {SEEN}.",
        f"IMAGING REPORT [lumbar MRI of 03/02/2026, dictated by A. Chen DO]\nL3-4 normal. L5-S1 normal. There is a {SEEN}.",
        f"Radiology report, MRI lumbar spine 03/02/2026, interpreted by K. Osei MD\nL3-4 unremarkable. There is a {SEEN}.",
        f"MRI lumbar report (Bayview, 03/02/2026, read by Dr. K. Osei) reads: L3-4 normal. There is a {SEEN}.",
        f"MRI lumbar spine 03/02/2026, radiologist's report\nL4-L5: {SEEN.replace(' at L4-5', '')}.",
        f"MRI lumbar spine 03/02/2026, formal report L4/5 level: {SEEN.replace(' at L4-5', '')}.",
        f'MRI lumbar spine with and without gadolinium 03/02/2026, formal report by Dr. Sandoval: "{SEEN}."',
        f"MRI lumbar w/o gad 03/02/2026, radiology report: {SEEN}.",
        f"MRI lumbar report ...... 03/02/2026, Dr. Whitcombe: {SEEN}.",
        f"Lumbar MRI report . . . . 03/02/2026: {SEEN}.",
        f"EXAM: Gait steady.\n\nMRI lumbar spine 03/02/2026 (Riverside Imaging, read by Dr. Okafor): L3-4 normal. There is a {SEEN}.",
        f"MRI L-spine 3/2/26 (interpreted by L. Chen MD, Valley Radiology): L3-4 normal. There is a {SEEN}.",
        f"MRI lumbar spine 03/02/2026 (radiology report): Grade I anterolisthesis of\nL3 on L4. There is a {SEEN}.",
        f"MRI lumbar spine 03/02/2026, formal report: Modic I changes at L5-S1. There is a {SEEN}.",
        f"MRI lumbar spine 03/02/2026 (official read): Type I endplate changes at L2-3. There is a {SEEN}.",
        f"Imaging: lumbar MRI read by radiology on March 2, 2026. L3-4: normal. There is a {SEEN}.",
        f"Lumbar MRI, interpreted by the radiologist 3/2/26: L3-4 normal. There is a {SEEN}.",
        f"MRI of the lumbar spine, reported by neuroradiology on 2 March 2026. There is a {SEEN}.",
        f"MRI lumbar spine 03/02/2026 [rad read]: {SEEN}.",
        f"EXAM: Gait steady.\nMRI lumbar spine with and without intravenous contrast 03/02/2026, formal radiology report: There is a {SEEN}.",
        f'MRI L-spine 3/2/26 (report, Dr. Lane, read in full):\n"L3-4: no stenosis. There is a {SEEN}."',
        f"MRI lumbar 3/2/26 (report, Lane MD, read through and filed): L3-4 normal. There is a {SEEN}.",
    ],
)
def test_the_words_of_a_report_within_a_note_are_the_report_s(imaging: str) -> None:
    record = told(imaging)
    note, report = record.documents
    assert (report.kind, report.date, report.within) == ("mri_report", date(2026, 3, 2), note.id)
    shown = {f.kind: f.document for f in record.findings if f.levels}
    assert shown["disc_herniation"] == shown["lateral_recess_stenosis"] == report.id
    assert all(f.quote in next(d.text for d in record.documents if d.id == f.document) for f in record.findings)
    assert outcome(imaging) == "necessary"


@pytest.mark.parametrize(
    "imaging",
    [
        f"Imaging: MRI lumbar spine 03/02/2026 shows {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026: {SEEN}.",
        f"Imaging: MRI report from 03/02/2026 shows {SEEN}.",
        f"I personally reviewed the MRI lumbar spine of 03/02/2026 and see a {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026, on my read: {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026, independent interpretation: {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026, radiology report not available. Images show {SEEN}.",
        f"Imaging: Awaiting the formal report. MRI lumbar 03/02/2026: {SEEN}.",
        f"Imaging: MRI lumbar without gadolinium 03/02/2026, without a report: {SEEN}.",
        f"MRI lumbar report ...... not received, 03/02/2026: {SEEN}.",
        f"Imaging: MRI lumbar 03/02/2026, preliminary read: {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026 (done at Riverside Imaging): {SEEN}.",
        f"Imaging: MRI lumbar 03/02/2026 radiology report reviewed: {SEEN}.",
        f"I disagree with the radiologist's report of the lumbar MRI 03/02/2026: there is a {SEEN}.",
        f"The radiologist's report of the lumbar MRI 03/02/2026 understates it: there is a {SEEN}.",
        f"Imaging: MRI lumbar report 03/02/2026: on my review {SEEN}.",
        f"Images seen today.\nRADIOLOGY REPORT (MRI lumbar spine 03/02/2026, read by K. Osei MD)\nI see a {SEEN}.",
        f"Imaging: he brought the MRI lumbar report (Bayview, 03/02/2026, read by Dr. Lane)\nThere is a {SEEN}.",
        f"Imaging: I disagree with the lumbar MRI report of 03/02/2026, L4-5: {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026 (per patient report): {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026, patient reports: {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026, report per outside clinic note: {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026 (report from his wife): {SEEN}.",
        f"Imaging: MRI lumbar spine 03/02/2026, report of the referring surgeon: {SEEN}.",
        f"Imaging: MRI lumbar spine read by me on 03/02/2026. There is a {SEEN}.",
        f"EMG report 03/05/2026: acute left L5 radiculopathy. MRI lumbar 03/02/2026 with {SEEN}.",
    ],
)
def test_what_the_writer_tells_of_a_study_stays_his(imaging: str) -> None:
    assert [d.kind for d in told(imaging).documents] == ["surgeon_note"]
    assert outcome(imaging) == "undetermined"


@pytest.mark.parametrize(
    "imaging",
    [
        f'MRI lumbar 03/02/2026 report reads "{MILD}." I disagree and see a {SEEN}.',
        f"MRI lumbar 03/02/2026, radiology report: {MILD}, but I see a {SEEN}.",
    ],
)
def test_a_reproduced_report_leads_its_note(imaging: str) -> None:
    assert outcome(imaging) == "not_necessary"


def test_what_an_excerpt_leaves_out_is_not_denied() -> None:
    imaging = (
        f'MRI lumbar 03/02/2026 report reads "L3-4 moderate central stenosis." On my review there is also a {SEEN}.'
    )
    assert [d.excerpt for d in told(imaging).documents] == [False, True]
    assert outcome(imaging) == "undetermined"


def test_the_document_tells_where_the_report_stands_and_asks_for_the_original_as_a_courtesy() -> None:
    from assistant.api import draft  # the whole program is loaded here alone
    from assistant.settings import Settings

    text = NOTE.format(f'MRI lumbar spine 03/02/2026, formal report reads: "{SEEN}."')
    case = read_case([Source("note.txt", text)], load_pack(), QUESTION).case
    made = draft(case, settings=Settings(), search=False)
    assert [record_entry(r) for r in made.record if r.within != "not_stated"] == [
        "MRI lumbar spine, 2026-03-02, as reproduced in [R2]"
    ]
    words = " ".join(s.text for section in made.sections for b in section.blocks for s in b.statements)
    assert "stands within the surgeon's note of 14 April 2026" in words
    assert "may be sent as a courtesy" in words
    assert made.guard.dropped == 0


def test_a_block_with_the_form_of_a_report_stands_within_the_note_that_goes_on_behind_it() -> None:
    imaging = f"MRI LUMBAR SPINE WITHOUT CONTRAST 03/02/2026\nTECHNIQUE: Sagittal T2.\nFINDINGS: {SEEN}.\nIMPRESSION: Extrusion."
    note, report = told(imaging).documents
    assert (report.within, report.excerpt) == (note.id, False)


@pytest.mark.parametrize(
    ("quoted", "kind", "fact"),
    [
        ('EMG/NCS report 03/10/2026 (Dr. Holt, PM&R): "Acute left L5 radiculopathy with fibrillations in the EHL."',
         "emg_report", "emg_root_involvement"),
        ('Psychological evaluation, 03/20/2026, Dr. Amara Osei PsyD, summary: "Realistic expectations. She is an appropriate candidate."',
         "psychology_note", "psychological_clearance"),
        ('The therapist\'s discharge note of 03/06/2026 says: "Attended 14 visits from 01/12/2026 through 03/06/2026 without improvement."',
         "therapy_note", "physical_therapy"),
    ],
)  # fmt: skip
def test_words_quoted_from_another_paper_are_its_own(quoted: str, kind: str, fact: str) -> None:
    record = read(
        f"Clinic note\nDate: 04/14/2026\n\nHPI: Left leg pain for 5 months.\n\n{quoted}\n\nExam: SLR positive left."
    )
    note, paper = record.documents
    assert (paper.kind, paper.within, paper.excerpt) == (kind, note.id, True)
    assert [f.document for f in (*record.findings, *record.treatments) if f.kind == fact] == [paper.id]


def test_each_of_several_reports_in_rows_is_a_paper_of_its_own() -> None:
    record = read(
        "NEUROSURGERY FOLLOW-UP\nDOS: 07/01/2026\n\nHX: neck pain 7/10.\n"
        'IMAGING: CT cervical 05/20/2026 - official radiology report: "No bridging bone at C5-6." '
        "Flexion-extension films 05/20/2026, read by radiology: 4 mm of interspinous motion at C5-6.\n"
        'MRI cervical 05/22/2026 report: "Moderate right foraminal stenosis C5-6."\n'
        "MRI C-spine 01/30/2025. Radiology report: mild right foraminal stenosis C5-6.\nFlex/ex films 06/22/2026: ordered, not done.\n"
        "A/P: C5-6 pseudarthrosis.\n"
    )
    told = [(d.kind, str(d.date)) for d in record.documents[1:]]
    assert told == [
        ("ct_report", "2026-05-20"),
        ("dynamic_films_report", "2026-05-20"),
        ("mri_report", "2026-05-22"),
        ("mri_report", "2025-01-30"),
    ]
    assert "ordered" not in " ".join(d.text for d in record.documents[1:])


def test_a_signed_report_below_its_study_is_one_and_a_remark_on_copied_text_parts_no_note() -> None:
    record = read(
        "Encounter: 05/14/2026 | Spine Surgery\n*** copied forward from 04/09/2026 where unchanged ***\n\nHPI: Leg pain with walking.\n\n"
        "Imaging:\nMRI LUMBAR W/O 03/20/2026. FINAL REPORT. Signed: H. Yamada MD\n"
        " L3-4: Mild central canal stenosis.\n L4-5: Severe central canal stenosis.\nXR flex/ext 03/20/2026: no listhesis.\n\nA/P: Stenosis.\n"
    )
    note, report = record.documents
    assert (str(note.date), report.kind, str(report.date)) == ("2026-05-14", "mri_report", "2026-03-20")
    graded = [(f.levels, f.grade, f.document) for f in record.findings if f.kind == "central_stenosis"]
    assert graded == [(("L3-4",), "mild", report.id), (("L4-5",), "severe", report.id)]
    assert [f.document for f in record.findings if f.kind == "spondylolisthesis"] == [note.id]


@pytest.mark.parametrize("head", ["A/P", "ASSESSMENT", "Assessment and Plan", "Plan"])
def test_a_report_ends_at_a_heading_of_the_note_that_has_its_line_alone(head: str) -> None:
    record = read(
        "Spine clinic\nDate: 10/02/2026\n\nHPI: Leg pain.\nImaging\nXR L-spine flex/ex 08/14/2026 (radiology report): no listhesis at L4-5.\n"
        f"{head}\n1. L4-5 severe stenosis.\n2. Recommend surgery.\n"
    )
    note, report = record.documents
    assert (report.kind, report.text) == ("radiograph_report", "no listhesis at L4-5.")
    assert {f.document for f in record.findings if f.kind == "stenosis"} <= {note.id}


def test_what_was_formally_reported_stands_behind_its_colon() -> None:
    record = read(
        "Office note\nDate: 10/12/2026\n\nStanding flexion-extension radiographs of the lumbar spine on 09/03/2026, also formally reported: "
        '"No listhesis in neutral. At L4-5, 1 mm of translation between flexion and extension. No dynamic instability." '
        "He can stand for five minutes."
    )
    told = {f.kind: (f.document, f.status) for f in record.findings}
    apart = next(d.id for d in record.documents if d.excerpt)
    assert told["translation"] == (apart, "present")
    assert told["dynamic_instability"] == (apart, "absent")
    assert told["functional_limit"][0] != apart


def test_a_report_in_a_row_that_dots_join_to_its_label_ends_at_the_next_row() -> None:
    record = read(
        "Request\nSeen in person ......... 04/10/2026\nExam ................... legs 5/5; no bladder trouble\n"
        f"MRI lumbar report ...... 03/02/2026, Dr. Lane: {SEEN}.\nCoagulation ............ INR 1.0. No anticoagulant.\n"
    )
    note, report = record.documents
    assert (report.kind, report.date, report.text) == ("mri_report", date(2026, 3, 2), f"{SEEN}.")
    told = {f.kind: f.document for f in record.findings}
    assert (told["disc_herniation"], told["anticoagulant"]) == (report.id, note.id)
