"""Charts in forms that strangers send: a note in capitals, a plan behind a procedure note, a report in one paragraph, a form that asks on."""

import pytest

from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.model.case import Case
from assistant.pack import load_pack

from .conftest import findings

CAPITALS = """SPINE SURGERY CONSULTATION
DATE: 08/24/2026
47 YEAR OLD MALE WITH RIGHT ARM PAIN X 9 MONTHS, OFF WORK. NEVER SMOKED.
TREATMENT: PHYSICAL THERAPY 2/9/2026 TO 4/17/2026, 16 VISITS, NO RELIEF. NAPROXEN AND PREGABALIN WITHOUT RELIEF.
EXAM: RIGHT BICEPS 4/5, RIGHT BICEPS REFLEX ABSENT, SPURLING POSITIVE ON THE RIGHT. NO HOFFMANN.
MRI CERVICAL SPINE 7/30/2026 (NORTH BAY RADIOLOGY, READ BY DR. KEMP): C5-6 SEVERE RIGHT FORAMINAL STENOSIS, C6 ROOT COMPRESSED.
PLAN: ACDF C5-6, 22551.
"""
BLOCKS = """Pain clinic visit
DOS: 10/02/2026
58M axial low back pain for 20 months, worse with extension, no leg pain.
PT 1/12/2026 - 3/20/2026, 18 visits, no benefit. Naproxen no benefit.
Exam: facet loading positive bilaterally. Strength 5/5. SLR negative.

Procedure note
DOS: 07/21/2026
Bilateral L3, L4 medial branch and L5 dorsal ramus blocks, bupivacaine. Pain 8/10 before, 1/10 after 30 min; 88% relief for 6 hours.

Procedure note
DOS: 08/25/2026
Bilateral L3, L4 medial branch and L5 dorsal ramus blocks, lidocaine. Pain 8/10 before, 1/10 after; 88% relief for 2 hours.
Plan: bilateral L4-5, L5-S1 radiofrequency ablation 64635, 64636.
"""
PAGE = """Visit note
Date: 09/21/2026

HPI: 53-year-old woman, right leg pain for 8 months, walks half a block. PT 3/2/2026 - 5/8/2026, 17 visits, no relief.
Exam: Right EHL 4/5. SLR positive right.

Imaging report
MRI lumbar spine 8/5/2026. Findings: L4-5 severe right lateral recess stenosis with compression of the right L5 root. Impression: stenosis.

Plan
Right L4-5 laminotomy (63030).
"""


def case_of(text: str) -> Case:
    return read_case([Source("chart.txt", text)], load_pack()).case


@pytest.mark.parametrize(("text", "code"), [(CAPITALS, "22551"), (BLOCKS, "64635"), (PAGE, "63030")])
def test_a_chart_in_such_a_form_is_decided(text: str, code: str) -> None:
    [line] = [line for line in check(case_of(text), load_pack()).lines if line.code == code]
    assert line.outcome == "necessary"


def test_what_was_done_is_no_request() -> None:
    other = BLOCKS.replace("\nExam:", "\nPlan: L4-5 epidural injection 62323.\nExam:")
    assert [line.code for line in case_of(other).request.lines] == ["62323"]


@pytest.mark.parametrize(
    "text",
    [
        "Weakness on exam: [x] yes [ ] no    If yes: tibialis anterior 4/5 on the left",
        "Weakness on exam? Yes. If yes, where: left tibialis anterior 4/5.",
    ],
)
def test_what_a_form_asks_on_is_answered(text: str) -> None:
    [told] = [f for f in findings(text) if f["kind"] == "motor_deficit"]
    assert (told["side"], told["of"], told["grade"]) == ("left", "tibialis_anterior", "4")


def test_what_a_form_asks_on_without_an_answer_states_nothing() -> None:
    assert not [
        f
        for f in findings("Weakness on exam: [ ] yes [x] no    If yes: where and what grade")
        if f["kind"] == "motor_deficit"
    ]


EXPORT = """Progress Notes by Abel, Ruth L, MD at 09/09/2026  2:10 PM
Encounter Date: 09/09/2026

HPI
71 y.o. male with 12 months of left leg pain. He stands for five minutes.

Objective
Left EHL 4/5. SLR positive left.

Imaging
Results for orders placed during the hospital encounter of 07/14/26
MRI LUMBAR SPINE WO CONTRAST
Narrative
EXAM: MRI LUMBAR SPINE WO CONTRAST  7/14/2026
L4-5: Severe left lateral recess stenosis with compression of the left L5 root.
Impression
Severe left lateral recess stenosis at L4-5.

Assessment & Plan
Moderate lumbar stenosis at L3-4 by my eye. Plan left L4-5 laminectomy (63047).
"""


def test_an_export_keeps_its_report_apart_from_its_plan() -> None:
    case = case_of(EXPORT)
    note, report = case.documents
    assert (note.kind, report.kind) == ("office_note", "mri_report")
    assert "Assessment & Plan" in note.text
    assert report.text.count("MRI LUMBAR SPINE") == 2
    assert {f.document for f in case.findings if f.levels == ("L4-5",)} == {report.id}
    assert not [f for f in case.findings if f.levels == ("L3-4",) and f.document == report.id]
