"""Amounts of help in other words, lists of what failed, and pain since an event."""

import pytest

from .conftest import findings, treatments


@pytest.mark.parametrize(
    ("words", "response"),
    [
        ("with fleeting help", "partial"),
        ("with only brief help", "partial"),
        ("with no help", "none"),
        ("with great help", "improved"),
    ],
)
def test_the_amount_of_help_tells_what_it_was(words: str, response: str) -> None:
    found = treatments(f"TREATMENT: Physical therapy for 8 weeks {words}.")
    assert [(f["kind"], f["response"]) for f in found] == [("physical_therapy", response)]


def test_a_list_of_what_failed_reaches_past_the_days_of_its_first() -> None:
    found = treatments(
        "TREATMENT: She has failed physical therapy (2024, and then 10 visits from 03/02/2026 to 04/24/2026), naproxen, "
        "gabapentin and oxycodone."
    )
    assert {f["kind"]: f.get("response") for f in found} == dict.fromkeys(
        ("physical_therapy", "nsaid", "neuropathic_agent", "opioid"), "none"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chronic neck pain following a collision in 2023.", True),
        ("Low back pain as a result of a work injury of 02/03/2025.", True),
        ("His pain worsened after a fall in March 2026.", False),
        ("Neck pain, better after therapy, following an accident in 2019.", False),
    ],
)
def test_pain_lasts_since_the_event_that_it_follows(text: str, told: bool) -> None:
    found = findings(f"Office note\nDate: 06/01/2026\nHPI: {text}")
    assert any(f["kind"] == "symptom_weeks" for f in found) is told
