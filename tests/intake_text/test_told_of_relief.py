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


BLOCKS = "HISTORY: Left L3-4 medial branch blocks on 2/10/2026 and 3/3/2026 "


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        ("brought 50 and 80 percent relief.", {50, 80}),
        ("relieved 85 and 70 percent of his pain.", {85, 70}),
        ("with improvement of 90 and ninety-five percent respectively.", {90, 95}),
        ("(70 and 100 percent).", {70, 100}),
        ("gave between 70 and 90 percent relief.", {70}),
    ],
)
def test_two_shares_before_one_percent_are_two(words: str, shares: set[float]) -> None:
    assert {f["number"] for f in findings(BLOCKS + words) if f["kind"] == "injection_relief"} == shares


BLOCK = "HISTORY: Right C4-5 medial branch block on 2/10/2026"


@pytest.mark.parametrize(
    ("words", "share"),
    [
        (": 15 percent of the pain remained for the afternoon.", [85]),
        (" left the patient with a quarter of his neck pain.", [75]),
        (": total relief for four hours.", [100]),
        ("; on the left 70 percent of the neck pain was relieved.", [70]),
        (". He had near complete relief.", []),
        (". He did not have total relief.", []),
        (": seven tenths of the neck pain was gone.", [70]),
        (". Pain dropped from nine to three for five hours.", [66.7]),
        (". The pain was a 7 going in and a 2 two hours later.", [71.4]),
        (". Pain 2/10 after the procedure, having been 6/10.", [66.7]),
        (". He walked from four to two blocks.", []),
    ],
)
def test_what_is_left_and_what_it_fell_to_tell_a_share(words: str, share: list[float]) -> None:
    assert [f["number"] for f in findings(BLOCK + words) if f["kind"] == "injection_relief"] == share


@pytest.mark.parametrize(
    ("words", "weeks"),
    [
        ("For six months the pain was 70 percent less.", [26.1]),
        ("At seven months he still had 60% relief.", [30.4]),
        ("Pain from 7/10 to 2/10, sustained for nine months.", [39.1]),
        ("She was 80% better and it stayed so into December 2025.", [31.7]),
        ("For six months he had no relief.", []),
    ],
)
def test_how_long_an_ablation_helped(words: str, weeks: list[float]) -> None:
    found = findings(f"HISTORY: Right L4-5 radiofrequency ablation was done on 5/7/2025. {words}")
    assert [f["number"] for f in found if f["kind"] == "ablation_relief_weeks"] == weeks


def test_a_time_before_a_drug_that_was_given_up_is_not_that_of_the_drug() -> None:
    assert [t.get("weeks") for t in treatments("HISTORY: Ten months, and he quit oxycodone.")] == [None]
    assert [t.get("weeks") for t in treatments("HISTORY: He took oxycodone for ten months and quit.")] == [43.4]
    assert not [f for f in findings("HISTORY: Two thirds less pain for over a year.") if f["kind"] == "symptom_weeks"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He strained his lower back on 2/3/2025 at the dock.", True),
        ("Rear-ended on 2/3/2025, with neck pain ever since.", True),
        ("He hurt his back on 2/3/2015 and recovered.", False),
    ],
)
def test_an_injury_of_a_day_begins_the_pain(text: str, told: bool) -> None:
    found = findings(f"OFFICE NOTE 6/1/2026\n\nHISTORY: {text}")
    assert any(f["kind"] == "symptom_weeks" for f in found) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Therapy 5/4/2026 to 6/19/2026 and meloxicam.", True),
        ("He completed therapy from 5/4/2026 to 6/19/2026.", True),
        ("Vestibular therapy from 5/4/2026 to 6/19/2026.", False),
        ("He had no therapy from 5/4/2026 to 6/19/2026.", False),
    ],
)
def test_a_therapy_of_dated_days_is_a_course(text: str, told: bool) -> None:
    assert any(t["kind"] == "physical_therapy" for t in treatments(f"HISTORY: {text}")) == told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("found untreated anxiety and does not recommend the implant.", ["absent"]),
        ("advises against a permanent implant.", ["absent"]),
        ("implantation is not recommended at this time.", ["absent"]),
        ("cleared. No untreated depression.", [None]),
    ],
)
def test_a_psychologist_who_stands_against_it_does_not_clear(text: str, status: list[str | None]) -> None:
    found = findings(f"HISTORY: Psychological evaluation of 5/4/2026: {text}")
    assert [f.get("status") for f in found if f["kind"] == "psychological_clearance"] == status


def test_what_would_help_is_no_effect_of_the_drug_before_it() -> None:
    (found,) = treatments("HISTORY: Gabapentin since January 2026. Another operation would help.")
    assert "response" not in found


@pytest.mark.parametrize("words", ["cleared for the implant with two caveats", "cleared for SCS, anxiety untreated"])
def test_a_clearance_with_something_left_is_none_yet(words: str) -> None:
    found = findings(f"HISTORY: Psychological evaluation of 5/4/2026: {words}.")
    assert {f.get("status") for f in found if f["kind"] == "psychological_clearance"} == {"uncertain"}


@pytest.mark.parametrize(
    ("second", "shares"),
    [
        ("These were repeated on 4/2/2026 with the same degree of relief.", [80, 80]),
        ("A second set on 4/2/2026 worked equally well.", [80, 80]),
        ("Repeat block 4/2/2026: identical.", [80, 80]),
        ("A second set on 4/2/2026 did not reproduce the relief.", [80]),
        ("A second set, if it has the same effect, would follow on 4/2/2026.", [80]),
        ("At the visit on 4/2/2026 he reported the same relief.", [80]),
        ("Duloxetine from 4/2/2026 had the same effect.", [80]),
        ("An epidural injection on 4/2/2026 had the same effect.", [80]),
        ("The second on 4/2/2026 had the same complication.", [80]),
    ],
)
def test_a_second_block_that_did_the_same_brought_the_same_share(second: str, shares: list[float]) -> None:
    found = findings(f"HISTORY: Left L5-S1 medial branch blocks on 3/5/2026 gave 80% relief. {second}")
    relief = [f for f in found if f["kind"] == "injection_relief"]
    assert [f["number"] for f in relief] == shares
    assert all(f["levels"] == ("L5-S1",) and f["side"] == "left" for f in relief)


def test_a_block_told_below_the_heading_of_therapy_is_what_was_repeated() -> None:
    found = treatments(
        "Physical therapy: ten visits to 2/20/2026 without benefit. Left L5-S1 facet blocks on 3/5/2026, 90% relief. They were "
        "repeated on 4/2/2026, 85% relief."
    )
    assert [str(f["start"]) for f in found if f["kind"] == "facet_injection"] == ["2026-03-05", "2026-04-02"]
    assert {f.get("response") for f in found if f["kind"] == "physical_therapy"} == {"none"}
