"""Charts as a records system prints them: reports under a heading of the note, logs of visits, lists with exceptions, consents."""

from datetime import date

import pytest

from assistant.intake.text import ReadCase, Source, read_case
from assistant.pack import load_pack

QUESTION = "Is L4-5 fusion (22612) medically necessary?"


def read(text: str, title: str = "Office note\nDate: 2026-09-14\n\n") -> ReadCase:
    return read_case([Source("chart.txt", f"{title}{text}\n")], load_pack(), QUESTION)


def status(text: str) -> dict[str, str]:
    return {f.kind: f.status for f in read(text).case.findings}


BELOW = """
Technique: Thin sections.
Comparison: CT 3/2025
Findings: No bridging bone at L4-5. The left L5 screw is broken.
Impression: Nonunion at L4-5.
Assessment: Symptomatic nonunion. Plan: revision."""


@pytest.mark.parametrize(
    "head",
    [
        "CT LUMBAR SPINE WO CONTRAST   Exam date: 08/11/2026",
        "Imaging report\nCT LUMBAR SPINE WO CONTRAST    Date: 08/11/2026",
        "IMAGING STUDIES\nCT Lumbar Spine (08/11/2026):",
        "CT LUMBAR SPINE WO CONTRAST | Date of service: 08/11/2026",
    ],
)
def test_a_report_with_its_day_in_a_field_of_its_own_is_a_paper_within_the_note(head: str) -> None:
    case = read(f"HPI: Pain again after the fusion of L4-5.\nLabs: CRP 0.3.\nExam: Strength 5/5.\n{head}{BELOW}").case
    assert [(d.kind, d.date) for d in case.documents][1:] == [("ct_report", date(2026, 8, 11))]
    assert {f.kind for f in case.findings if f.document == "ct"} >= {"pseudarthrosis", "hardware_failure"}


def test_a_study_that_a_report_compares_gives_its_day_to_nothing() -> None:
    case = read(f"Imaging: CT lumbar spine, 08/11/2026{BELOW}").case
    assert {f.date for f in case.findings if f.kind == "hardware_failure"} == {date(2026, 8, 11)}


@pytest.mark.parametrize(
    ("rows", "visits"),
    [
        ("Visit  Date  Treatment\n1   03/02/2026  Eval\n2   03/09/2026  Therex\n3   03/20/2026  CANCELLED\n4   04/01/2026  Therex", 3),
        ("| 1 | 03/02/2026 | Eval |\n| 2 | 03/09/2026 | Therex |\n| 3 | 03/23/2026 | Therex |\n| 4 | 04/01/2026 | Therex |", 4),
        ("Visit 1  3/2/26 eval\nVisit 2  3/9/26 therex\nVisit 3  4/1/26 therex", 3),
        ("#1 - 3/2/26 eval\n#2 - 3/9/26 therex\n#3 - 4/1/26 discharge, goals not met", 3),
    ],
)  # fmt: skip
def test_rows_of_a_log_may_begin_with_the_number_of_the_visit(rows: str, visits: int) -> None:
    case = read(rows, "PHYSICAL THERAPY FLOWSHEET   Dx: low back pain\n").case
    course = next(t for t in case.treatments if t.sessions == visits)
    assert (course.kind, course.start, course.end) == ("physical_therapy", date(2026, 3, 2), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("told", "bladder"),
    [
        ("Denies numbness, weakness except as stated, or bladder incontinence.", "absent"),
        ("No falls, hand clumsiness other than noted, or bladder dysfunction.", "absent"),
        ("No leg weakness other than that, but bladder incontinence since May.", "present"),
        ("No weakness apart from bladder incontinence.", "present"),
    ],
)
def test_a_denied_list_goes_on_behind_an_exception(told: str, bladder: str) -> None:
    assert status(told)["bladder_bowel_loss"] == bladder


@pytest.mark.parametrize(
    "told",
    [
        "Consent: Informed consent obtained; alternatives incl. RFA and physical therapy.",
        "I discussed the risks, benefits and alternatives, including physical therapy and RFA.",
        "Risks, benefits, alternatives including RFA, physical therapy and no treatment were explained.",
    ],
)
def test_what_a_consent_lists_was_not_given(told: str) -> None:
    assert not read(told).case.treatments


def test_what_was_done_beside_an_alternative_was_given() -> None:
    treated = read(
        "She had physical therapy, naproxen and alternatives such as acupuncture, without relief."
    ).case.treatments
    assert {t.kind for t in treated} >= {"physical_therapy", "nsaid"}


@pytest.mark.parametrize(
    "told", ["AF - apixaban (held).", "Eliquis 5 mg bid - on hold.", "Warfarin is currently held."]
)
def test_an_anticoagulant_on_hold_is_held(told: str) -> None:
    assert "anticoagulant_hold" in status(told)


@pytest.mark.parametrize("told", ["Apixaban, not held.", "Warfarin held in 2019 after a fall.", "Apixaban 5 mg bid."])
def test_one_that_is_taken_is_not(told: str) -> None:
    assert "anticoagulant_hold" not in status(told)


def test_therapy_behind_an_old_repair_of_another_part_casts_no_doubt() -> None:
    assert "record_accuracy" not in status(
        "SURGICAL HISTORY: Left knee repair 2019 (10 weeks of PT for the knee after)."
    )
    assert "record_accuracy" in status(
        "She had 12 visits of physical therapy without relief.\n\nThe 12 visits of physical therapy were for her knee."
    )


@pytest.mark.parametrize(
    "told",
    [
        "[Copied forward from 03/04/2026:] She has not had physical therapy yet.",
        "[Text copied from visit 03/04/2026]\nShe has not had physical therapy yet.\n[End copied text]\nPain 7/10.",
        "History carried forward from 3/4/26: No physical therapy yet.\nToday: no better.",
    ],
)
def test_what_is_carried_forward_with_its_day_is_of_that_day(told: str) -> None:
    case = read(f"HPI: PT 03/09/2026 to 05/08/2026, 14 visits, no relief.\n{told}").case
    days = {d.id: d.date for d in case.documents}
    assert {t.status: days[t.document] for t in case.treatments} == {
        "present": date(2026, 9, 14),
        "absent": date(2026, 3, 4),
    }
    assert "record_accuracy" not in {f.kind for f in case.findings}


@pytest.mark.parametrize(
    "told",
    [
        "HPI copied forward from the last visit. EHL 4/5 on the left.",
        "EXAM: [copied forward from 03/04/2026] EHL 4/5 on the left.",
    ],
)
def test_what_is_carried_forward_without_a_day_or_as_an_examination_casts_doubt(told: str) -> None:
    case = read(f"HPI: Left leg pain.\n{told}").case
    assert len(case.documents) == 1
    assert "record_accuracy" in {f.kind for f in case.findings}


@pytest.mark.parametrize("comma", [",", ", "])
def test_a_table_of_levels_parted_by_commas_is_read(comma: str) -> None:
    rows = [
        ("Level", "Central", "Left foramen", "Right foramen"),
        ("L3-4", "none", "mild", "none"),
        ("L4-5", "severe", "moderate", "mild"),
    ]
    case = read("HPI: Leg pain.\n\n" + "\n".join(comma.join(row) for row in rows)).case
    told = {(f.kind, f.levels, f.side, f.grade) for f in case.findings if f.status == "present" and f.levels}
    assert told == {
        ("foraminal_stenosis", ("L3-4",), "left", "mild"),
        ("central_stenosis", ("L4-5",), "not_stated", "severe"),
        ("foraminal_stenosis", ("L4-5",), "left", "moderate"),
        ("foraminal_stenosis", ("L4-5",), "right", "mild"),
    }


@pytest.mark.parametrize(
    ("told", "side"),
    [
        ("R buttock to sole pain.", "right"),
        ("Left thigh to great toe pain.", "left"),
        ("Pain from right buttock to heel.", "right"),
    ],
)
def test_pain_from_one_place_to_a_far_one_goes_down_the_limb(told: str, side: str) -> None:
    assert [f.side for f in read(f"HPI: {told}").case.findings if f.kind == "radicular_pain"] == [side]


@pytest.mark.parametrize("told", ["Knee to ankle pain.", "Elbow to thumb pain.", "Right heel pain."])
def test_pain_between_joints_of_a_limb_does_not(told: str) -> None:
    assert "radicular_pain" not in status(f"HPI: {told}")


@pytest.mark.parametrize(
    ("told", "response"),
    [
        ("18 visits, still cannot sit through dinner.", "none"),
        ("18 visits; walks no further than before.", "none"),
        ("18 visits, 70% better, still off work.", "not_stated"),
        ("18 visits, 80% improvement but still in pain.", "not_stated"),
        ("18 visits, 20% better, still in pain.", "none"),
    ],
)
def test_what_a_patient_still_cannot_do_tells_what_therapy_brought(told: str, response: str) -> None:
    treated = read(f"HPI: Leg pain. PT 03/09/2026 to 05/08/2026, {told}").case.treatments
    assert [t.response for t in treated] == [response]
