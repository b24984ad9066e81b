"""The day of an earlier operation, which a note tells beside it: images from before it show the level as it no longer is."""

import pytest

from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

NOTE = """SPINE CLINIC NOTE
Date: 02/20/2026
HPI: {told} Right leg pain to the dorsum of the foot. Physical therapy from 10/06/2025 to 12/01/2025, 16 visits, without relief.
EXAM: Right EHL 4/5. Decreased sensation in the right L5 dermatome.

MRI LUMBAR SPINE 01/10/2026
IMPRESSION: L4-5 right paracentral disc extrusion with severe right lateral recess stenosis. Postoperative changes.
"""


def day_and_outcome(told: str) -> tuple[str, str]:
    question = "Is L4-5 right repeat discectomy (63042) medically necessary?"
    case = read_case([Source("record.txt", NOTE.format(told=told))], load_pack(), question).case
    days = {str(f.date) for f in case.findings if f.kind in ("prior_fusion", "prior_decompression")}
    return " ".join(days), check(case, load_pack()).lines[0].outcome


@pytest.mark.parametrize(
    "told",
    [
        "S/p right L4-5 microdiscectomy on 02/01/2026.",
        "On 02/01/2026 he underwent right L4-5 microdiscectomy.",
        "Status post laminectomy at L4-5 performed on Feb 1, 2026.",
        "Underwent L4-5 discectomy (02/01/2026).",
    ],
)
def test_images_from_before_an_operation_approve_no_other_one(told: str) -> None:
    assert day_and_outcome(told) == ("2026-02-01", "undetermined")


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("S/p right L4-5 microdiscectomy 6/12/2019.", "2019-06-12"),
        ("S/p right L4-5 microdiscectomy, MRI 02/01/2026 to follow.", "not_stated"),
        ("S/p L4-5 discectomy; ESI 02/01/2026.", "not_stated"),
        ("02/01/2026: s/p right L4-5 microdiscectomy with leg pain.", "not_stated"),
        ("MRI 02/01/2026, status post L4-5 discectomy.", "not_stated"),
        ("Seen 02/01/2026, previous L4-5 laminectomy.", "not_stated"),
        ("On 02/01/2026 he had L4-5 microdiscectomy in 2015.", "not_stated"),
        ("On 02/01/2026 he underwent L4-5 microdiscectomy (June 2015).", "not_stated"),
        ("Prior L4-5 discectomy. 02/01/2026 seen in the clinic.", "not_stated"),
    ],
)
def test_a_day_of_something_else_is_not_that_of_the_operation(told: str, day: str) -> None:
    assert day_and_outcome(told) == (day, "necessary")


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ("Op report 11/14/2023: right L4-5 microdiscectomy.", ["2023-11-14"]),
        ("Operative note 03/02/2022: right L4-5 laminectomy.", ["2022-03-02"]),
        ("Operation report of 01/09/2020: decompression L4-5 right.", ["2020-01-09"]),
        ("Op report 11/14/2023: not received. Plan is right L4-5 microdiscectomy.", []),
        ("Op report reviewed. Recommend right L4-5 microdiscectomy.", []),
    ],
)
def test_the_report_of_an_operation_in_a_list_tells_what_was_done(row: str, days: list[str]) -> None:
    text = f"Review worksheet\nSummary of records:\n- Right leg pain since April.\n- {row}\n- Never smoker."
    case = read_case([Source("record.txt", text)], load_pack(), "Is L4-5 discectomy (63042) medically necessary?").case
    done = [f for f in case.findings if f.kind == "prior_decompression"]
    assert [str(f.date) for f in done] == days
    assert all((f.levels, f.side) == (("L4-5",), "right") for f in done)
