"""A text that puts a request itself is one who sums up a record: question, request row, and what it tells of images."""

from pathlib import Path

import pytest

from assistant.check import check
from assistant.intake.read import read_paths
from assistant.intake.text import ReadCase
from assistant.pack import load_pack


def read(tmp_path: Path, text: str) -> ReadCase:
    file = tmp_path / "case.txt"
    file.write_text(text, encoding="utf-8")
    return read_paths([file], None)


FRACTURE = """71F, seen in spine clinic 11/3/26. Acute onset severe midline back pain after bending to lift a basket on 10/9/26. VAS 9/10,
cannot stand to cook.
Tried oxycodone, calcitonin, TLSO for three weeks, still 8/10 and bed-bound most of the day. DEXA T-score -3.1.
MRI thoracolumbar spine 10/28/26: T12 compression fracture with 40% height loss and marrow oedema on STIR; no retropulsion.
Exam: tender to percussion at T12. Neuro intact.
"""
NECK = """Dr K note 3/3/26: 69 M with gait imbalance and clumsy hands for 10 months, getting worse, two falls. mJOA 11.
Hyperreflexia in legs, bilateral Hoffmann, Babinski upgoing.
MRI c-spine 2/12/26: severe central stenosis C3-4, C4-5, C5-6 with cord compression and T2 signal change at C4-5.
"""


@pytest.mark.parametrize(
    ("text", "code", "outcome"),
    [
        (f"{FRACTURE}Q: Is T12 kyphoplasty (22513) medically necessary?\n", "22513", "necessary"),
        (f"Request for T12 kyphoplasty, 22513\n{FRACTURE}", "22513", "necessary"),
        (f"Prior auth request - CPT 22513 T12\n\n{FRACTURE}", "22513", "necessary"),
        (f"Is C3-C6 laminectomy (63015), inpatient, medically necessary?\n{NECK}", "63015", "necessary"),
        (f"{NECK}Question: is laminectomy C3-C6 63015 indicated?\n", "63015", "necessary"),
    ],
)
def test_a_text_that_puts_its_request_is_a_summary(tmp_path: Path, text: str, code: str, outcome: str) -> None:
    made = read(tmp_path, text)
    assert [d.kind for d in made.case.documents] == ["record_summary"]
    line = check(made.case, load_pack()).lines[0]
    assert (line.code, line.outcome) == (code, outcome)


@pytest.mark.parametrize(
    "text",
    [
        f"Is T12 kyphoplasty (22513) medically necessary? I saw this lady in my office.\n{FRACTURE}",
        f"OFFICE VISIT\nDate of service: 11/3/2026\n{FRACTURE}Plan: kyphoplasty T12 22513.\n",
    ],
)
def test_a_clinicians_own_note_stays_one(tmp_path: Path, text: str) -> None:
    assert "record_summary" not in {d.kind for d in read(tmp_path, text).case.documents}


def test_a_row_that_requests_at_the_end_of_a_note_is_the_request(tmp_path: Path) -> None:
    note = """Neurosurgery consult, 2/16/2026. 45M carpenter. Low back pain 2 yrs, no leg symptoms. Exam: full strength.
MRI L-spine 1/22/2026: L5-S1 disc desiccation with Modic 1 change. No stenosis. No spondylolisthesis.
PT 8 weeks (10/6/25-12/5/25), chiro, injections - no help. Smokes 1 ppd.
Request ALIF L5-S1 22558, 22853, 22845, inpatient 2 nights.
"""
    request = read(tmp_path, note).case.request
    assert [(x.code, x.levels) for x in request.lines] == [(c, ("L5-S1",)) for c in ("22558", "22853", "22845")]
    assert (request.setting.kind, request.setting.days) == ("inpatient", 2)


@pytest.mark.parametrize("limit", ["for one week", "for 3 days", "about 30%"])
def test_an_effect_is_quoted_with_what_limits_it(tmp_path: Path, limit: str) -> None:
    note = f"OFFICE VISIT\nDate of service: 9/21/2026\nNaproxen helped {limit}.\nPlan: left L5-S1 discectomy 63030.\n"
    (drug,) = read(tmp_path, note).case.treatments
    assert drug.response == "partial"
    assert limit.rstrip("%") in drug.quote
