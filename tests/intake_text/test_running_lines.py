"""Lines of a page that stand within its sentences: who printed it, whose it is, which page it is."""

import textwrap
from collections.abc import Callable

import pytest

from assistant.intake.inputs import paged
from assistant.intake.text import read_case
from assistant.intake.text.running import counting, without_running_lines
from assistant.model.case import Case
from assistant.pack import load_pack

QUESTION = "Is left C6-7 ACDF (22551) medically necessary?"
CHART = """\
SPINE SURGERY OFFICE VISIT
Date of visit: 06/09/2026

History: 51-year-old man with pain that runs from the neck down the left arm into the middle finger for eight months. He drops cups and cannot hold a pen for longer than five minutes.

Treatment to date: Physical therapy 01/12/2026 - 03/06/2026, 14 sessions, no improvement. Left C6-7 epidural steroid injection 04/14/2026, pain returned after one week.

Examination: Left triceps strength 4-/5; all other muscle groups 5/5. Left triceps reflex absent. Spurling's test positive on the left. Hoffmann's sign negative bilaterally.

MRI CERVICAL SPINE
Date of exam: 05/18/2026

Findings:
C5-6: Mild right foraminal narrowing.
C6-7: Left foraminal disc extrusion measuring 6 mm, with severe left foraminal stenosis and compression of the exiting left C7 nerve root. No cord signal change.
"""  # noqa: E501
BREAKS: dict[str, Callable[[int, int], str]] = {
    "rule": lambda n, of: f"\n\n=== Page {n} of {of} ===\nHILL CLINIC | MRN 11-22 | DOB 03/04/1974\n\n",
    "fax": lambda n, of: f"\nJun-11-2026 10:41 AM  HILL CLINIC 5550102030  {n}/{of}\n",
    "name": lambda n, of: f"\nLAKE, TOM (MRN 1122) Printed at 6/11/26 10:41 AM [Page {n}]\n",
    "house": lambda n, of: f"\n\nHill Spine Center   Patient: T. L.   Page {n} of {of}\n\n",
    "form feed": lambda n, of: (
        f"\n\nPrinted by tl 06/11/2026 10:41   {n}/{of}\fHILL CLINIC  MRN 11-22  Page {n + 1} of {of}\n\n"
    ),
    "number": lambda n, of: f"\n{n}\n\f",
}


def told(case: Case) -> list[tuple[object, ...]]:
    kinds = {d.id: (d.kind, d.date) for d in case.documents}
    findings = [(f.kind, f.levels, f.side, f.grade, f.status, f.date, kinds[f.document]) for f in case.findings]
    return [*findings, *((t.kind, t.start, t.end, t.sessions, t.response, kinds[t.document]) for t in case.treatments)]


def read(text: str) -> Case:
    return read_case([paged("chart.txt", text)], load_pack(), QUESTION).case


@pytest.mark.parametrize("kind", BREAKS)
@pytest.mark.parametrize("size", [9, 14])
def test_facts_are_the_same_wherever_a_page_ends(kind: str, size: int) -> None:
    rows = [line for row in CHART.split("\n") for line in textwrap.wrap(row, 61) or [""]]
    pages = ["\n".join(rows[at : at + size]) for at in range(0, len(rows), size)]
    text = "".join(page + (BREAKS[kind](n, len(pages)) if n < len(pages) else "") for n, page in enumerate(pages, 1))
    assert told(read(text)) == told(read(CHART))


def test_the_days_of_reports_of_a_page_each_are_kept() -> None:
    pages = [f"{title}\nDate: 05/18/2026\n\nText {n}." for n, title in enumerate(("MRI", "X-RAY", "CT", "EMG"))]
    assert without_running_lines(pages) == pages


def test_a_title_that_counts_the_first_page_of_each_document_is_kept() -> None:
    pages = [f"OFFICE NOTE 2026   Page 1 of 1\nPain is {n}/10 today." for n in (4, 5, 6)]
    assert without_running_lines(pages) == pages


def test_lines_that_count_what_was_done_are_no_pages() -> None:
    rows = [
        "Visit 1 of 3",
        "Better.",
        "Visit 2 of 3",
        "Block 1 of 2",
        "Block 2 of 2",
        "8:00 pain 7/10",
        "9:00 pain 8/10",
    ]
    assert counting(rows) == set()


@pytest.mark.parametrize("row", ["The form is attached, page 2 of 3", "Her pain, as told on page 2 of 3"])
def test_a_sentence_that_names_a_page_is_read(row: str) -> None:
    case = read(f"Office note\nDate: 05/06/2026\n\nLeft arm pain for two months. {row}.\n")
    assert {f.kind for f in case.findings} >= {"radicular_pain"}


@pytest.mark.parametrize(
    "rows",
    [
        ("Treatment: Formal therapy in the clinic 08/04/2025 -", "10/20/2025, 18 visits, no relief."),
        (
            "Treatment: Formal therapy in the clinic, begun and ended",
            "08/04/2025 - 10/20/2025, with 18 visits, no relief.",
        ),
        (
            "Treatment: Formal physical therapy for the neck in clinic",
            "08/04/2025 to 10/20/2025 with",
            "18 visits; no relief.",
        ),
    ],
)
def test_a_line_goes_on_in_one_that_begins_with_a_day_or_a_number(rows: tuple[str, ...]) -> None:
    (therapy,) = read(
        "\n".join(("Office note", "Date: 01/06/2026", "Left arm pain for a year, worse at night and at work.", *rows))
    ).treatments
    assert (therapy.start.isoformat(), therapy.end.isoformat(), therapy.sessions) == ("2025-08-04", "2025-10-20", 18)  # type: ignore[union-attr]


def test_entries_that_begin_with_a_day_stay_apart() -> None:
    rows = ("Office note", "Date: 01/06/2026", "Left C6-7 epidural steroid injections by Dr. Low", "09/04/2025, C6-7 ESI, 50% relief", "10/20/2025, C6-7 ESI, 20% relief")  # fmt: skip  # noqa: E501
    found = {f.date: f.number for f in read("\n".join(rows)).findings if f.kind == "injection_relief"}
    assert sorted(found.values()) == [20, 50]
