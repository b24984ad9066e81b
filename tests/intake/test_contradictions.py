"""What the record says twice and differently, and the request against the record."""

from datetime import date
from typing import Any

import pytest

from assistant.intake import flaws
from assistant.intake.text import Source, read_case
from assistant.model.case import Case, Diagnosis
from assistant.pack import load_pack

PACK = load_pack()
REPORT = (
    "MRI report\nDate: 04/02/2026\n\nFINDINGS: L4-5: moderate left foraminal stenosis. L5-S1: mild facet arthropathy."
)
NOTE = "Office note\nDate: 05/06/2026\n\n"


def told(*texts: str, question: str = "Is 63047 at L4-5 medically necessary?", **request: Any) -> list[str]:
    case = read_case([Source(f"{n}.txt", t) for n, t in enumerate(texts)], PACK, question).case
    return messages(case.model_copy(update={"request": case.request.model_copy(update=request)}))


def messages(case: Case) -> list[str]:
    found = flaws(case, PACK)
    assert all(f.severity == "fault" for f in found)
    return [f.message for f in found]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            (
                "CT report\nDate: 04/20/2026\n\nFINDINGS: Loose L5 screws.",
                "XR report\nDate: 04/22/2026\n\nFINDINGS: Stable hardware.",
            ),
            "report against report",
        ),
        ((REPORT, NOTE + "IMAGING: MRI shows severe left foraminal stenosis at L4-5."), "report against note"),
        ((REPORT, NOTE + "IMAGING: MRI shows right foraminal stenosis at L4-5."), "side against side"),
        ((NOTE + "HPI: Left leg pain.", "Therapy note\nDate: 05/01/2026\n\nHPI: Right leg pain."), "side against side"),
        ((NOTE + "HPI: PT for 12 sessions without relief.", NOTE + "HPI: No physical therapy."), "physical therapy"),
        (
            (
                "CT report\nDate: 04/20/2026\n\nFINDINGS: Solid fusion at L4-5.",
                "Surgeon note\nDate: 05/06/2026\n\nASSESSMENT: Pseudarthrosis at L4-5.",
            ),
            "pseudarthrosis",
        ),
        (
            (
                "CT report\nDate: 04/20/2026\n\nFINDINGS: Stable hardware at L4-5.",
                "CT report\nDate: 04/20/2026\n\nFINDINGS: Broken screw at L4-5.",
            ),
            "implant failure",
        ),
    ],
)
def test_contradictions_are_told_with_both_quotes(texts: tuple[str, ...], said: str) -> None:
    found = [m for m in told(*texts) if "contradict" in m]
    assert len(found) == 1
    assert said in found[0]
    assert found[0].count("“") == 2


@pytest.mark.parametrize(
    "texts",
    [
        (REPORT, NOTE + "IMAGING: MRI shows moderate left foraminal stenosis at L4-5."),
        (REPORT, NOTE + "IMAGING: MRI shows severe left foraminal stenosis at L3-4."),
        (REPORT, REPORT.replace("2026", "2025").replace("moderate", "mild")),
        (REPORT, "Office note\nDate: 01/06/2026\n\nIMAGING: MRI shows severe left foraminal stenosis at L4-5."),
        (NOTE + "HPI: Left leg pain.", "Office note\nDate: 01/06/2024\n\nHPI: Right leg pain."),
        (NOTE + "HPI: Left and right leg pain.", "Office note\nDate: 05/01/2026\n\nHPI: Right leg pain."),
        ("Office note\nDate: 01/06/2026\n\nHPI: No physical therapy.", NOTE + "HPI: PT 02/02/2026 - 03/20/2026."),
        (NOTE + "EXAM: Left EHL 4/5.", "Office note\nDate: 06/06/2026\n\nEXAM: Left EHL 5/5."),
    ],
)
def test_what_changed_or_agrees_is_no_contradiction(texts: tuple[str, ...]) -> None:
    assert [m for m in told(*texts) if "contradict" in m] == []


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"question": "Is 63030 on the right at L4-5 medically necessary?"}, "only the left"),
        ({"question": "Is 63047 at L2-3 medically necessary?"}, "no report on file names that"),
        ({"diagnoses": (Diagnosis(code="M48.02"),)}, "another region"),
    ],
)
def test_a_request_that_does_not_fit_the_record_is_told(request_: dict[str, Any], said: str) -> None:
    found = told(REPORT, NOTE + "HPI: Left leg pain.", **request_)
    assert [m for m in found if said in m]


def test_a_request_that_fits_is_left_alone() -> None:
    question = "Is left 63030 at L4-5 medically necessary?"
    assert told(REPORT, NOTE + "HPI: Left leg pain.", question=question, diagnoses=(Diagnosis(code="M54.16"),)) == []


def test_visits_of_one_course_told_twice() -> None:
    case = read_case([Source("a.txt", NOTE + "HPI: PT 02/02/2026 to 03/20/2026, 12 visits.")], PACK, "63047 L4-5").case
    (first,) = case.treatments
    assert first.start == date(2026, 2, 2)
    both = case.model_copy(update={"treatments": (first, first.model_copy(update={"id": "x", "sessions": 4}))})
    assert ["number of visits" in m for m in messages(both)] == [True]


def test_relief_after_two_injections_and_pain_at_rest_and_in_motion_contradict_nothing() -> None:
    text = "HPI: SI joint injection 02/03/2026: 80% relief. SI joint injection 03/10/2026: 90% relief. Pain 3/10 at rest. Pain 8/10 walking."
    assert not [m for m in told(NOTE + text) if "contradict" in m]


def test_a_report_that_denies_as_a_whole_what_it_states_of_a_place_is_told() -> None:
    text = "CT of the lumbar spine\nDate: 04/20/2026\n\nFINDINGS: Lucency about the S1 screws. Hardware is stable."
    found = [m for m in told(text) if "contradict" in m]
    assert len(found) == 1
    assert "denied as a whole" in found[0]
