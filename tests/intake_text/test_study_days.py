"""What a note tells of a study is of the day of the study, on whichever side of the finding it stands."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

from .conftest import findings

JAN, FEB = "2026-01-20", "2026-02-03"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Severe stenosis at L4-5, MRI 01/20/2026.", [JAN]),
        ("MRI with severe central stenosis at L4-5 (1/20/26).", [JAN]),
        ("Severe left foraminal stenosis C5-6 per MRI of 1/20/2026.", [JAN]),
        ("Severe central stenosis L4-5 (MRI 1/20/26).", [JAN]),
        ("IMAGING: Severe central stenosis at L4-5 - MRI 1/20/2026.", [JAN]),
        ("ASSESSMENT: L4-5 stenosis, severe, MRI 01/20/2026; PT 3/1-4/15/26 no relief.", [JAN]),
        ("Central stenosis at L4-5, severe (MRI L-spine, 20 Jan 2026).", [JAN]),
        ("Large left L5-S1 disc extrusion, as seen on MRI (01/20/2026).", [JAN]),
        ("Grade 1 spondylolisthesis at L4-5 on x-ray 2/3/26, severe stenosis at L4-5 on MRI 1/20/26.", [FEB, JAN]),
        ("Severe stenosis at L4-5 per MRI (01/20/2026) and grade 1 spondylolisthesis per flexion-extension x-rays (02/03/2026).",
         [JAN, FEB, FEB]),
        ("MRI 1/20/26: severe stenosis at L4-5. X-rays 2/3/26: grade 1 spondylolisthesis L4-5.", [JAN, FEB]),
        ("L4-5 severe central stenosis on MRI 1/20/26, L3-4 mild central stenosis.", [JAN, JAN]),
        ("Severe stenosis at L4-5, MRI 1/20/26 shows mild stenosis at L3-4.", ["none", JAN]),
    ],
)  # fmt: skip
def test_a_finding_is_of_the_day_of_its_study(text: str, days: list[str]) -> None:
    assert [str(f.get("date", "none")) for f in findings(text)] == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The MRI was obtained on 3/19/2026. The radiology report describes severe stenosis at L4-5.", "2026-03-19"),
        (
            "The MRI was obtained on 3/19/2026. According to the imaging report there is severe stenosis at L4-5.",
            "2026-03-19",
        ),
        ("The MRI was obtained on 3/19/2026. A CT scan describes severe stenosis at L4-5.", "not_stated"),
        ("The radiology report describes severe stenosis at L4-5.", "not_stated"),
    ],
)
def test_the_report_of_no_named_study_is_of_the_one_before(text: str, day: str) -> None:
    case = read_case(
        [Source("summary.txt", f"Clinical summary. Seen 06/01/2026.\n{text}")], load_pack(), "Is L4-5 63047 necessary?"
    ).case
    assert [str(f.date) for f in case.findings if f.kind == "stenosis"] == [day]
