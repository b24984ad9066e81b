"""Sheets that a reviewer fills in: rows parted by semicolons and tabs, whose file it is, and reports told by their own words."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.model.case import Case
from assistant.pack import load_pack

QUESTION = "Is right L4-5 laminectomy (63047) medically necessary?"


def read(text: str) -> Case:
    return read_case([Source("a.txt", text)], load_pack(), QUESTION, id="a").case


@pytest.mark.parametrize("parts", [";", "\t", " | "])
def test_a_row_whose_second_cell_answers_its_first_states_what_is_answered(parts: str) -> None:
    rows = [
        ("Progressive motor deficit", "N", "note 6/2/2026"),
        ("Nerve root compression on MRI", "NO", "MRI 06/30/2026 report: L4-5 mild central stenosis"),
        ("Spondylolisthesis", "UNKNOWN", "no films"),
        ("Cauda equina syndrome", "No", "exam"),
        ("Foot drop", "YES", "3/5 right TA"),
    ]
    case = read("Member 66F\n" + "\n".join(map(parts.join, rows)))
    told = {f.kind: f.status for f in case.findings}
    wanted = {"progressive_deficit": "absent", "root_compression": "absent", "spondylolisthesis": "uncertain"}
    assert told.items() >= {**wanted, "foot_drop": "present"}.items()
    assert told.get("cauda_equina", "absent") == "absent"


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        ("I was asked to review the file of a 66-year-old man. In my opinion", "record_summary"),
        ("Member age 66 M. Per the note", "record_summary"),
        ("LCD checklist, completed by UM nurse\nPer the note", "record_summary"),
        ("Item | Finding | Source\nPer the note", "record_summary"),
        ("Nurse review sheet 05/04/2026\nPer the note", "record_summary"),
        ("RN: sheet 1 of 2\nPer the note", "record_summary"),
        ("Prior auth clinical review - 05/04/2026\nPer the note", "record_summary"),
        ("Summary of the submitted records - 05/04/2026\n66M, Dr. Hall\n-----------\nPer the note", "record_summary"),
        ("Nurse visit note 05/04/2026\nToday", "office_note"),
        ("I have reviewed the records of Mr. Hall and examined him in my office. Today", "office_note"),
        ("I examined Mr. Hall, a member of our clinic. Today", "office_note"),
    ],
)
def test_one_who_was_sent_a_file_writes_no_note_of_his_own(begins: str, kind: str) -> None:
    case = read(
        f"{begins} the right leg is weak, EHL 4/5. MRI of 5/2/2026 has severe right lateral recess stenosis at L4-5."
    )
    assert case.documents[0].kind == kind


@pytest.mark.parametrize(
    ("told", "reported"),
    [
        (
            "The radiologist's report of the MRI of May 2, 2026 describes severe right lateral recess stenosis at L4-5.",
            True,
        ),
        ("The formal MRI report of May 2, 2026 documents severe right lateral recess stenosis at L4-5.", True),
        ("MRI of May 2, 2026: according to the report, there is severe right lateral recess stenosis at L4-5.", True),
        ("On my own review the MRI of May 2, 2026 has severe right lateral recess stenosis at L4-5.", False),
        (
            "The formal MRI report of May 2, 2026 is not available; I find severe right lateral recess stenosis at L4-5.",
            False,
        ),
    ],
)
def test_what_a_report_is_said_to_describe_is_the_report_s(told: str, reported: bool) -> None:
    case = read(
        f"Dear Medical Director,\nWhen I examined him on May 19, 2026 the right EHL was 4/5. {told}\nSincerely, H. Brandt, MD\n"
    )
    kinds = {d.id: d.kind for d in case.documents}
    (found,) = [f for f in case.findings if f.kind == "lateral_recess_stenosis"]
    assert (kinds[found.document] == "mri_report") == reported


def test_new_information_ends_what_was_decided_before() -> None:
    case = read(
        "Member 66F.\nPrior determination (06/12/2026): adverse; no motor deficit documented.\n"
        "New information: discharge summary of 06/20/2026.\nOn 06/30/2026 the surgeon found right EHL 4/5.\n"
    )
    assert [f.grade for f in case.findings if f.kind == "motor_deficit"] == ["4"]


@pytest.mark.parametrize(
    "row",
    [
        "Two medial branch blocks >= 80% relief .......... No",
        "Two medial branch blocks with at least 80% relief: No",
        "Dual diagnostic blocks of the medial branches, 80% relief or better? NOT MET",
        "Two medial branch blocks >=80% relief | N | procedure notes",
        "SI joint injection with at least 75% relief: No",
    ],
)
def test_a_share_that_a_label_asks_for_and_a_no_denies_was_not_reached(row: str) -> None:
    case = read(f"Member 66F\n{row}\n")
    assert not [f for f in case.findings if f.kind == "injection_relief" and f.status == "present"]


def test_what_a_question_of_the_same_line_is_answered_with_is_read() -> None:
    case = read(
        "Q: Exam? A: 05/12/2026 right EHL 4-/5.\nQ: Conservative care? A: PT 02/02/2026-03/27/2026, 14 visits, no relief.\n"
        "Q3. Cauda equina? A3. No\nQ4 Foot drop? A4: none"
    )
    assert [f.grade for f in case.findings if f.kind == "motor_deficit"] == ["4-"]
    assert [(t.sessions, t.response) for t in case.treatments] == [(14, "none")]
    assert {f.status for f in case.findings if f.kind in ("foot_drop", "cauda_equina")} <= {"absent"}


@pytest.mark.parametrize(
    ("row", "side"),
    [
        ("PAIN: right leg to dorsum of foot, 7/10, 9 weeks", "right"),
        ("Pain location = left thigh and calf", "left"),
        ("Site of pain: right buttock into the calf", "right"),
        ("Pain site: low back only, no leg pain", None),
        ("Pain location: low back, not the legs", None),
    ],
)
def test_a_label_for_pain_names_where_it_runs(row: str, side: str | None) -> None:
    case = read(f"Member 60M\n{row}\n")
    assert [f.side for f in case.findings if f.kind == "radicular_pain" and f.status == "present"] == (
        [side] if side else []
    )


@pytest.mark.parametrize(
    ("how", "held"),
    [
        ("was copied forward from the last visit", True),
        ("was copied from a previous note and not updated", True),
        ("was copied forward from 4/16/2026, reviewed and updated", False),
    ],
)
def test_what_was_copied_and_updated_is_no_error(how: str, held: bool) -> None:
    case = read(f"Clinic note 6/1/2026. The examination {how}. Right EHL 4/5.")
    assert any(f.kind == "record_accuracy" for f in case.findings) == held


@pytest.mark.parametrize(
    ("told", "weeks"),
    [
        ("Naproxen, pregabalin and tizanidine for 10 weeks without relief.", [10, 10, 10]),
        ("Naproxen and pregabalin for 10 weeks.", [10, 10]),
        ("Naproxen for 3 weeks and pregabalin for 10 weeks.", [3, 10]),
        ("Naproxen, and pregabalin for 10 weeks.", ["not_stated", 10]),
        ("Naproxen as needed and pregabalin for 10 weeks.", ["not_stated", 10]),
    ],
)
def test_a_time_behind_a_list_of_drugs_is_that_of_each(told: str, weeks: list[object]) -> None:
    assert [t.weeks for t in read(f"Office note\nDate: 06/01/2026\n{told}").treatments] == weeks


def test_the_days_of_a_list_of_drugs_are_those_of_each() -> None:
    case = read(
        "Office note\nDate: 06/01/2026\nFrom 1/12/2026 to 4/3/2026 he took naproxen, pregabalin and tizanidine."
    )
    assert {(str(t.start), str(t.end)) for t in case.treatments} == {("2026-01-12", "2026-04-03")}
    assert len(case.treatments) == 3


@pytest.mark.parametrize(
    "row", ["PT 1/12/2026-4/3/2026   Visits 21   Response none", "PT 1/12/2026-4/3/2026, sessions 21, no relief"]
)
def test_a_number_behind_the_word_for_visits_counts_them(row: str) -> None:
    (therapy,) = read(f"RN worksheet\n{row}").treatments
    assert (therapy.sessions, therapy.response) == (21, "none")


@pytest.mark.parametrize(
    ("told", "side"),
    [
        ("dec LT lateral R calf", "right"),
        ("Sens: dim LT dorsum L foot, EHL 5/5", "left"),
        ("Sensation decreased Lt calf", "left"),
    ],
)
def test_light_touch_is_no_side(told: str, side: str) -> None:
    found = [f for f in read(f"Office note\nDate: 06/01/2026\nExam: {told}.").findings if f.kind == "sensory_deficit"]
    assert [f.side for f in found] == [side]


def test_therapy_for_the_joint_by_its_letters_is_of_its_region() -> None:
    (therapy,) = read(
        "RN sheet\n39F, R SI pain. PT for SIJ 1/12/2026 - 7/3/2026, 30 visits, no relief. MRI L-spine normal."
    ).treatments
    assert therapy.region == "sacroiliac"


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("Planned DOS: 09/20/2026", "not_stated"),
        ("Date of service requested 09/20/2026", "not_stated"),
        ("Scheduled for 09/20/2026", "not_stated"),
        ("DOS: 08/20/2026", "2026-08-20"),
        ("DOS 08/20/2026   Requested DOS 09/20/2026", "2026-08-20"),
    ],
)
def test_the_day_for_which_something_is_requested_is_that_of_no_note(row: str, day: str) -> None:
    assert str(read(f"Clinic note\n{row}\nI saw her for right leg pain. EHL 4/5.").documents[0].date) == day
