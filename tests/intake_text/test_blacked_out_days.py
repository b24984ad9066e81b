"""Copies whose days were blacked out: what the words say of how far back something lies closes the windows, and nothing else does."""

from pathlib import Path

import pytest

from assistant.check import check
from assistant.intake.read import read_paths
from assistant.model.case import Case
from assistant.pack import load_pack

LETTER = """Letter of medical necessity
{day}

Re: [REDACTED], request for left L5-S1 discectomy (63030).

Ms. [REDACTED] is a 44-year-old woman with left leg pain since {day}. She attended supervised physical therapy for eight weeks \
({day} to {day}), 15 visits, {therapy}, without relief. She takes naproxen and gabapentin.

On examination: absent left ankle reflex, left gastrocnemius 4/5, positive straight leg raise on the left.

The MRI of the lumbar spine of {day}{mri}, radiology report: left paracentral extrusion at L5-S1 with severe lateral recess stenosis \
and compression of the left S1 root.

She cannot sit through a meal.
"""


def letter(tmp_path: Path, therapy: str, mri: str, day: str = "XX/XX/XXXX") -> Case:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER.format(therapy=therapy, mri=mri, day=day), "utf-8")
    return read_paths([path]).case


@pytest.mark.parametrize("day", ["XX/XX/XXXX", "**/**/****", "[DATE]"])
@pytest.mark.parametrize(
    ("therapy", "mri"),
    [
        ("ending six weeks before this request", ", obtained two months before this request"),
        ("over the past 6 months", " (4 weeks prior to today's visit)"),
        ("completed about three weeks ago", ", done 2-3 months ago"),
    ],
)
def test_words_for_how_far_back_close_the_windows(tmp_path: Path, day: str, therapy: str, mri: str) -> None:
    case = letter(tmp_path, therapy, mri, day)
    assert check(case, load_pack()).overall == "necessary"


@pytest.mark.parametrize(
    ("therapy", "mri"),
    [
        ("in person", ", obtained two months before this request"),
        ("ending six weeks before this request", ""),
        ("ending two years before this request", ", obtained two months before this request"),
        ("ending more than 6 months ago", ", obtained two months before this request"),
        ("ending six weeks before this request", ", obtained three years ago"),
        (
            "in person, and her pain has been worse over the past two months",
            ", obtained two months before this request",
        ),
    ],
)
def test_what_no_words_date_stays_open(tmp_path: Path, therapy: str, mri: str) -> None:
    assert check(letter(tmp_path, therapy, mri), load_pack()).overall == "undetermined"


def test_a_note_with_a_day_tells_how_long_before_it(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    told = "Supervised PT for eight weeks, 15 visits, over the past 6 months, no relief.\nPlan: left L5-S1 discectomy (63030)."
    path.write_text(f"Office note\nDate: 03/02/2026\n\n{told}\n", "utf-8")
    assert [t.weeks_back for t in read_paths([path]).case.treatments] == [26.1]
