"""How long it has lasted, in weeks, by a length or by the day when it began."""

import pytest

from .conftest import findings, read


def weeks(text: str) -> list[float]:
    found = findings(f"HPI: {text}", "Office note\nDate: 2026-06-10")
    return [f["number"] for f in found if f["kind"] == "symptom_weeks"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Neck pain 18 months after MVA.", 78.2),
        ("Persistent neck pain two years following a rear-end collision.", 104.4),
        ("Left leg pain since a fall in March 2025.", 62.3),
        ("Left arm pain since 3/2025.", 62.3),
        ("Neck and arm pain that began in March 2025.", 62.3),
        ("Pain started 3/15/25 when lifting a box at work.", 64.6),
        ("Left leg pain, onset: 6/2025.", 49.3),
        ("Onset: June 2025", 49.3),
        ("Low back and left leg pain for the past year and a half.", 78.3),
        ("Leg pain for a year and a half.", 78.3),
        ("Leg pain for 1 1/2 years.", 78.3),
        ("Leg pain x 1.5 yrs.", 78.3),
        ("Left leg pain x 8 mo.", 34.8),
        ("Left leg pain, ongoing > 1 yr.", 52.2),
        ("ongoing for more than a year; left leg pain.", 52.2),
    ],
)
def test_a_length_or_a_beginning_gives_the_weeks(text: str, wanted: float) -> None:
    assert weeks(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Left leg pain, worse since 4/2026.",
        "Left leg pain, started PT 3/1/2026.",
        "Pain improved since the injection on 4/2/2026.",
        "No pain since surgery in March 2025.",
        "Back pain 3 months after L4-5 fusion.",
        "Neck pain began 2 weeks after MVA in 2024.",
        "Neck pain resolved 3 months after MVA.",
        "Left leg pain since 9/2026.",
    ],
)
def test_other_times_are_no_length_of_the_symptoms(text: str) -> None:
    assert weeks(text) == []


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ("PT 2026 (10 visits, Feb-Apr), no help.", "2026-02", "2026-04"),
        ("PT in late 2025 (October 6 to December 18, twice weekly), no help.", "2025-10-06", "2025-12-18"),
        ("PT during 2025 (10/6 to 1/12), no help.", "2025-10-06", "2026-01-12"),
        ("PT during 2025 (2/30 to 3/4), no help.", "not_stated", "not_stated"),
        ("In 2025 she did PT (10 visits, Sep-Nov).", "2025-09", "2025-11"),
        ("2025: PT (12 sessions, March to May) failed.", "2025-03", "2025-05"),
        ("PT 2025 (14 visits Nov-Jan), minimal benefit.", "2025-11", "2026-01"),
        # A year that is that of something else, and months without any.
        ("Last seen in 2019; she did PT (10 visits, Feb-Apr).", "not_stated", "not_stated"),
        ("PT (10 visits, Feb-Apr).", "not_stated", "not_stated"),
    ],
)
def test_months_take_the_year_before_their_bracket(told: str, start: str, end: str) -> None:
    found = [t for t in read(f"Office note\n05/20/2026\n\n{told}").treatments if t.kind == "physical_therapy"]
    assert [(str(t.start), str(t.end)) for t in found] == [(start, end)]
