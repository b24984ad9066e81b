"""A text whose line breaks were lost is read as the text that it was."""

from collections import Counter

import pytest

from assistant.intake.text.record import Reader

from .conftest import plain, read

NOTE = """SPINE CLINIC NOTE
Date: 05/06/2026
HPI: 58-year-old woman with left leg pain for 7 months. Supervised physical therapy from 01/05/2026 to 03/02/2026, 16 visits, without relief.
Social: Never smoked
EXAM: Left EHL 4/5. Straight leg raise positive on the left
Plan: L4-5 microdiscectomy
-----
MRI LUMBAR SPINE WITHOUT CONTRAST
Exam date: 04/02/2026
FINDINGS: L3-4: No stenosis. L4-5: Left paracentral extrusion with severe left lateral recess stenosis
IMPRESSION: L4-5 extrusion"""
MARKED = """# Spine clinic note
Date of service: 2026-05-06
## HPI
58-year-old woman with left leg pain for 7 months. No injections.
## Exam
Left EHL 4/5. No saddle anesthesia.
## Plan
Left L4-5 microdiscectomy."""
FORM = """PRIOR AUTHORIZATION REQUEST FORM
Date: 10/01/2025
Symptoms: left SI joint pain
Duration of symptoms: 11 months
Tobacco use: none
Physical therapy: 10 weeks
NSAIDs: tried, failed
Provocation tests: 3 of 5 positive"""


def facts(text: str) -> Counter[str]:
    record = read(text)
    return Counter(str(plain(f)) for f in (*record.findings, *record.treatments))


@pytest.mark.parametrize("text", [NOTE, MARKED, FORM], ids=["note", "marked", "form"])
@pytest.mark.parametrize("sign", ["", "."])
def test_a_text_in_one_line_states_the_same(text: str, sign: str) -> None:
    rows = [row if row.endswith((".", "-")) or row.startswith("#") else row + sign for row in text.split("\n")]
    assert facts(" ".join(rows)) == facts(text)


def test_documents_part_in_one_line(reader: Reader) -> None:
    found = read(NOTE.replace("-----\n", "").replace("\n", " ")).documents
    assert [(d.kind, str(d.date)) for d in found] == [("surgeon_note", "2026-05-06"), ("mri_report", "2026-04-02")]


@pytest.mark.parametrize(
    "prose",
    [
        "The claimant is 44 and has had pain since her fusion. A psychological evaluation dated 04/01/2025 found no contraindication. "
        "Electrodiagnostics on 04/29/2025 showed left C7 radiculopathy. MRI of the cervical spine dated 04/10/2025: C5-6 stenosis.",
        "He had eight sessions between 12 January and 9 March 2026. Physical therapy from 01/27/2025 to 03/14/2025 did not help, and "
        "The surgeon's examination on March 26, 2026 records an absent left Achilles reflex. Her examination: normal. Diagnosis: pain.",
        "This is a 70-year-old man with cramping of the buttocks on walking, relieved by leaning on a cart. MRI (04/22/2026) demonstrates "
        "severe stenosis at L3-4. He has had therapy. LUMBAR CT (05/02/2026) shows no fracture of the lower spine.",
        "Chiropractic: [ ] Yes  [x] No   Tobacco: Never   ADLs: cannot stand to cook for more than ten minutes, and no more can she walk "
        "to the mailbox without a rest for her back and for her legs.",
    ],
)
def test_prose_and_fields_keep_their_line(prose: str) -> None:
    (document,) = read(f"Office note\n\n{prose}").documents
    assert prose in document.text
