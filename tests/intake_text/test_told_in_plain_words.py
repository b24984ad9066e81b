"""What patients and their doctors say in plain words: of daily life, of a psychologist's answer, of tobacco, of two courses of therapy."""

from datetime import date

import pytest

from .conftest import findings, treatments


def statuses(kind: str, text: str) -> list[str]:
    return [f.get("status", "present") for f in findings(text) if f["kind"] == kind]


@pytest.mark.parametrize(
    "text",
    [
        "She no longer carries her groceries in from the car.",
        "He plays with the grandchildren no more.",
        "Needs an electric cart at the store.",
        "Her husband puts on her socks for her.",
        "His daughter has to do the cleaning.",
        "Modified duty since March.",
        "Misses several shifts a month; missed 4 work days in May.",
        "Walking is limited to short errands.",
        "Requires some help with lower body dressing.",
        "He hasn't been able to resume his duties as a roofer.",
        "Spends much of the day lying down.",
        "Dressing takes twice as long.",
        "She quit her walking club.",
        "He must rest after three aisles.",
        "She cannot make it through a church service.",
        "He is down to 2 days a week.",
        "Climbs one stair at a time.",
        "Pain forces her to lie down at midday; pain stops her after ten minutes.",
    ],
)
def test_a_limit_of_daily_life_is_read_in_plain_words(text: str) -> None:
    assert set(statuses("functional_limit", text)) == {"present"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He walked a mile with his wife.", []),
        ("She does all of her own gardening.", ["absent"]),
        ("He swims every day without any difficulty.", ["absent"]),
        ("She rode a mile with her sister.", []),
        ("He used to run 5 miles a day.", []),
        ("She walks 2 miles but must rest twice.", []),
        ("Her sister requires help with shopping.", []),
        ("The plate no longer holds the graft.", []),
        ("She no longer carries the diagnosis of gout.", []),
    ],
)
def test_good_function_and_others_are_no_limit(text: str, told: list[str]) -> None:
    assert statuses("functional_limit", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Psychiatric evaluation: no evidence of a thought disorder, okay to proceed.", ["present"]),
        (
            "Psychology, Dr. Lind, 4/2/2026, interview and testing: no untreated depression, clear for the trial.",
            ["present"],
        ),
        ("Behavioral health evaluation 4/2/2026 (Lind, PhD): favorable.", ["present"]),
        ("Psych eval: no psychosis, may proceed once sober for three months.", []),
        ("Psych eval: no psychosis, may proceed with counseling.", []),
        ("Psych eval: not cleared, substance use.", ["absent"]),
        ("Cardiology: no ischemia, cleared to proceed.", []),
    ],
)
def test_what_a_psychologist_answered(text: str, told: list[str]) -> None:
    assert statuses("psychological_clearance", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Smoker until 2009.", ["absent"]),
        ("Tobacco: a pack a day till May 2011.", ["absent"]),
        ("Smoker until 2012, resumed 2019.", ["present"]),
        ("Smoker until surgery is approved.", ["present"]),
    ],
)
def test_a_smoker_until_a_year(text: str, told: list[str]) -> None:
    assert statuses("nicotine_use", text) == told


@pytest.mark.parametrize(
    "text",
    [
        "PT 01/05/2026-02/16/2026, 12 visits, and again 05/04/2026-06/15/2026, 10 visits, without relief.",
        "PT from January 5 to February 16, 2026 (12 visits) and a second course from May 4 to June 15, 2026 (10 visits); no relief.",
        "Two rounds of PT, the first 1/5/2026 to 2/16/2026 with 12 visits, the second 5/4/2026 to 6/15/2026 with 10 visits, no relief.",
        "PT 1/5/26 - 2/16/26 x 12 visits followed by another block 5/4/26 - 6/15/26 of 10 visits, no relief.",
    ],
)
def test_two_courses_keep_their_days_and_visits(text: str) -> None:
    courses = [(t["start"], t["end"], t["sessions"]) for t in treatments(text)]
    assert courses == [(date(2026, 1, 5), date(2026, 2, 16), 12), (date(2026, 5, 4), date(2026, 6, 15), 10)]


def test_a_number_of_all_visits_is_that_of_no_course() -> None:
    told = treatments("PT 1/5/2026-2/16/2026 and again 5/4/2026-6/15/2026, 22 visits in all, no relief.")
    assert [t.get("sessions") for t in told] == [None, None]


def test_pain_medicine_is_a_clinic_and_no_drug() -> None:
    assert treatments("Pain medicine follow up 5/6/2026: doing poorly.") == []
    assert [t["kind"] for t in treatments("He took pain medicine daily without relief.")] == ["medication"]


def test_burning_pain_since_an_operation_is_neuropathic() -> None:
    assert statuses(
        "neuropathic_pain", "Operations: L5-S1 laminectomy 2018. Right leg pain ever since, burning and constant."
    ) == ["present"]
    assert statuses("neuropathic_pain", "Right leg pain since the operation, no burning.") == []
