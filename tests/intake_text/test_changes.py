"""Values of two days: which is, which was, and what grew worse or better; told in one sentence, or by two notes."""

import pytest

from assistant.api import compose_case
from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

from .conftest import findings

WORSE, BETTER, OPEN = "present", "absent", "uncertain"


def told(text: str) -> tuple[set[str], set[str]]:
    """The grade or number that is, and how it changed."""
    found = findings(text)
    values = {str(f.get("grade", f.get("number", "full"))) for f in found if f["kind"] != "progressive_deficit"}
    return values, {f.get("status", "present") for f in found if f["kind"] == "progressive_deficit"}


@pytest.mark.parametrize(
    ("text", "value", "change"),
    [
        ("Left EHL was 4/5 in March, now 3/5.", "3", WORSE),
        ("Left EHL 3/5 today, 4+/5 on 3/2/2026.", "3", WORSE),
        ("L EHL 4+/5 on 3/2/26, 3/5 on 5/14/26.", "3", WORSE),
        ("Right deltoid strength decreased from 4+/5 to 3/5 since last visit.", "3", WORSE),
        ("Left TA 4/5 -> 3/5 over 6 weeks.", "3", WORSE),
        ("Left dorsiflexion now 3/5 (4+/5 at last visit).", "3", WORSE),
        ("Right triceps 3/5 (previously 4/5).", "3", WORSE),
        ("Left quad has declined from 5/5 in January to 4-/5 now.", "4-", WORSE),
        ("Left EHL 3/5, compared with 4+/5 in March.", "3", WORSE),
        ("Left EHL 3/5 vs 4/5 six weeks ago.", "3", WORSE),
        ("Left EHL was 4+/5 in March, now 4/5.", "4", OPEN),  # by the sign alone
        ("Left EHL was 3/5 in March, now 4+/5.", "4+", BETTER),
        ("Left EHL improved from 3/5 to 4+/5.", "4+", BETTER),
        ("Left EHL was 4/5 in March, still 4/5.", "4", ""),
        ("Left EHL 4/5 to 4+/5.", "4+", ""),  # a range
        ("mJOA 15 in January, 12 today.", "12.0", WORSE),
        ("mJOA has fallen from 15 to 12 since January.", "12.0", WORSE),
        ("mJOA was 12 in January, now 15.", "15.0", BETTER),
        ("mJOA 12 (15 on 1/5/2026).", "12.0", WORSE),
        ("Nurick grade 2 in January, now 4.", "4.0", WORSE),
        ("Left EHL 5/5 in November, 3/5 in February.", "3", WORSE),  # across the turn of the year
        ("Left EHL was 5/5 in November and was 3/5 in February.", "3", WORSE),
        ("Left EHL 3/5 in September, was 5/5 in February.", "3", WORSE),
        ("Right triceps 3/5 on 9/14; it was 5/5 on 2/10.", "3", WORSE),
        ("mJOA 12 in October; it was 15 in March.", "12.0", WORSE),
    ],
)
def test_of_two_values_one_is_and_tells_what_changed(text: str, value: str, change: str) -> None:
    assert told(f"EXAM: {text}") == ({value}, {change} - {""})


@pytest.mark.parametrize(
    "text",
    [
        "Left EHL 3/5, right EHL 5/5.",
        "Left EHL 3/5 (right 4/5).",
        "Left EHL 3/5, TA 4/5.",
        "Left EHL 3/5 compared with 5/5 on the right.",
        "Left EHL 5/5, which was 3/5 on the right.",
        "Left TA and EHL 4/5 and 3/5 respectively.",
        "Return if the left EHL falls from 4/5 to 3/5.",
        "mJOA 15, Nurick 2.",
    ],
)
def test_values_of_two_places_or_of_no_day_tell_no_change(text: str) -> None:
    assert told(f"EXAM: {text}")[1] == set()


FIRST = """Office note
Date: 03/02/2026

HPI: 58-year-old woman with left leg pain for 9 weeks, difficulty walking more than one block.
EXAM: Left EHL {first}. SLR positive on the left.
"""
LAST = """
-----
Office note
Date: 05/14/2026

HPI: Left leg pain, 8/10.
EXAM: Left EHL {last}. SLR positive on the left.
"""
IMAGES = """
-----
MRI lumbar spine
Date: 04/20/2026

FINDINGS: L4-5: Severe left lateral recess stenosis with compression of the traversing left L5 root.
"""


@pytest.mark.parametrize(
    ("first", "last", "waived"),
    [("4+/5", "3/5", True), ("4/5", "4/5", False), ("3/5", "4/5", False), ("5/5", "4/5", True), ("4+/5", "4/5", False)],
)
def test_a_grade_that_fell_between_two_notes_waives_what_a_progressive_deficit_waives(
    first: str, last: str, waived: bool
) -> None:
    text = FIRST.format(first=first) + LAST.format(last=last) + IMAGES
    case = read_case([Source("record.txt", text)], load_pack(), "Is left L4-5 laminectomy (63047) necessary?").case
    outcome = check(case, load_pack())
    criteria = {c.id: c.waived_by for c in outcome.lines[0].per_level[0].criteria}
    assert (criteria["conservative-care"] != "not_stated") == waived
    assert (outcome.overall == "necessary") == waived
    if waived:
        sections = compose_case(case, search=False).draft.sections
        document = " ".join(said.text for section in sections for block in section.blocks for said in block.statements)
        assert f"2 March 2026 records “Left EHL {first}”" in document
        assert f"14 May 2026 records “Left EHL {last}”" in document
