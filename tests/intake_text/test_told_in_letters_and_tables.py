"""Studies in the rows of a table, courses in the letters of therapists, boxes of what is asked for, scores without their ten."""

import pytest

from .conftest import findings, plain, read, treatments


@pytest.mark.parametrize(
    "row",
    [
        "| MRI report 03/10/2026, C6-7 | severe left foraminal stenosis |",
        "| MRI of the cervical spine, report of 03/10/2026 - C6-7 | severe left foraminal stenosis |",
        "MRI report 03/10/2026 at C6-7 | severe left foraminal stenosis",
        "| MRI report 03/10/2026 | C6-7 | severe left foraminal stenosis |",
    ],
)
def test_a_row_that_names_a_report_is_that_report(row: str) -> None:
    record = read(f"Office note\n\n| Item | Entry |\n|---|---|\n| Symptoms | left arm pain |\n{row}\n")
    (shown,) = [f for f in record.findings if f.kind == "foraminal_stenosis"]
    assert (shown.levels, shown.grade) == (("C6-7",), "severe")
    assert {d.id: d.kind for d in record.documents}[shown.document] == "mri_report"


def test_a_row_that_names_only_the_day_of_a_study_stays_in_the_note() -> None:
    record = read(
        "Office note\n\n| Item | Entry |\n|---|---|\n| MRI 03/10/2026, C6-7 | severe left foraminal stenosis |"
    )
    (shown,) = [plain(f) for f in record.findings]
    assert (shown["levels"], f"{shown['date']:%m/%d/%Y}") == (("C6-7",), "03/10/2026")
    assert [d.kind for d in record.documents] == ["office_note"]


def test_a_row_of_a_study_that_was_ordered_shows_nothing() -> None:
    told = findings("| Item | Entry |\n|---|---|\n| MRI ordered 03/10/2026, C6-7 | severe stenosis suspected |")
    assert {f.get("status") for f in told} <= {"uncertain"}


@pytest.mark.parametrize(
    ("told", "visits"),
    [
        (
            "I treated your patient for stenosis from 03/02/2026 until 05/29/2026. He came 16 times out of 17 booked.",
            16,
        ),
        ("I have seen your patient between 03/02/2026 and 05/29/2026. She came to us 22 times of 24 booked.", 22),
        ("Mr. Doe attended our clinic from 03/02/2026 to 05/29/2026. He attended 15 of 17 appointments.", 15),
    ],
)
@pytest.mark.parametrize(
    "response",
    [
        "I do not think more sessions will help him.",
        "Further therapy is unlikely to help.",
        "We do not expect additional visits to help.",
    ],
)
def test_a_therapist_tells_the_course_without_its_name(told: str, visits: int, response: str) -> None:
    (course,) = treatments(f"{told} {response}", "Physical therapy discharge letter")
    assert (course["kind"], course["sessions"], course["response"]) == ("physical_therapy", visits, "none")
    assert (f"{course['start']:%m/%d}", f"{course['end']:%m/%d}") == ("03/02", "05/29")


def test_a_surgeon_who_saw_a_patient_gave_no_therapy() -> None:
    assert treatments("I have seen your patient between 03/02/2026 and 05/29/2026.") == []


@pytest.mark.parametrize(
    "row", ["[x] RFA lumbar medial branch   [ ] ESI", "RFA lumbar medial branch", "[ ] MBB   [x] transforaminal ESI"]
)
def test_what_a_request_names_as_its_procedure_was_not_done(row: str) -> None:
    assert treatments(f"Procedure: {row}\nSide: left", "INTERVENTIONAL PAIN PROCEDURE REQUEST") == []


def test_what_a_request_says_was_performed_was_done() -> None:
    (given,) = treatments("Procedure performed: RFA lumbar medial branch 03/02/2026", "PROCEDURE REQUEST")
    assert given["kind"] == "radiofrequency"


@pytest.mark.parametrize("head", ["First epidural requested", "Epidural injection recommended", "TFESI planned"])
def test_a_day_below_what_is_asked_for_is_none_of_it(head: str) -> None:
    assert treatments(f"{head}: right L5-S1.\nSince mid-May 2026 pain goes down the right leg.") == []


def test_an_answer_at_the_end_of_a_sentence_denies_nothing_of_the_next() -> None:
    told = treatments("Gabapentin 1200/d x3mo - no. L4-5 TFESI 8/18/26 - 5 days relief.")
    assert [t.get("status", "present") for t in told if t["kind"] == "epidural_injection"] == ["present"]


@pytest.mark.parametrize(
    ("told", "response"),
    [
        ("pain 8 before and 8 after", "none"),
        ("VAS 7 -> 6", "partial"),
        ("pain 9 before, 3 after", "improved"),
        ("pain 2 before and 1 after", None),
        ("pain 5 after 8 visits", None),
    ],
)
def test_scores_without_their_ten_tell_what_a_course_brought(told: str, response: str | None) -> None:
    (course,) = treatments(f"Physical therapy 03/02/2026 to 05/29/2026, {told}.")
    assert course.get("response") == response


@pytest.mark.parametrize("told", ["NRS 8 -> 2 x 4 h", "pain 8 before and 1 after, 87% relief"])
def test_scores_of_a_test_are_no_response_of_a_course(told: str) -> None:
    (given,) = treatments(f"Medial branch block 03/05/2026: {told}.")
    assert "response" not in given


def test_a_short_name_of_an_earlier_operation_is_read() -> None:
    (earlier,) = [f for f in findings("50M, prior L4-5 microdisc 5/2023.") if f["kind"] == "prior_decompression"]
    assert earlier["levels"] == ("L4-5",)
