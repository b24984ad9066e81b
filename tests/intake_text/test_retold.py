"""The same told in another form: what is read must not change with the form of its dates, sides, levels, lines or stops."""

from datetime import date
from typing import Any

import pytest
import yaml

from assistant.intake.text import Source, read_case
from assistant.model.case import Case
from assistant.pack import load_pack
from assistant.pack.yamlio import Loader
from evals.intake.vignettes import FILE, outcomes

QUESTION = "Is L4-5 decompression (63047) medically necessary?"


def case_of(text: str) -> Case:
    return read_case([Source("told.txt", text)], load_pack(), QUESTION, id="told").case


def facts(text: str) -> set[str]:
    """What a text tells, without its words and where they stand."""
    leave = {"id", "quote", "response_quote", "document", "page", "line"}
    case = case_of(text)
    told: list[dict[str, Any]] = [f.model_dump(mode="json", exclude=leave) for f in (*case.findings, *case.treatments)]
    return {str(sorted(one.items(), key=lambda item: item[0])) for one in told}


LED = "A 63-year-old man has pain of the back and leg. On 6/1/2026 the right great toe was 4/5. "


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Therapy on land from 9/8/2025 through 11/14/2025 at Lakeview PT, 18 visits, without benefit.",
            "Therapy on land from September 8, 2025 through November 14, 2025 at Lakeview PT, 18 visits, without benefit.",
        ),
        (
            "MRI 2/4/2026 - grade 1 slip at L4-5, severe central stenosis.",
            "MRI February 4, 2026 - grade 1 slip at L4-5, severe central stenosis.",
        ),
        (
            "Right L4-5 laminectomy was performed on 5/6/2023 with a good result.",
            "Right L4-5 laminectomy was performed on May 6, 2023 with a good result.",
        ),
        (
            "Right L4-5 laminectomy was performed on 5/6/2023 with a good result.",
            "Right L4-5 laminectomy was performed on 6 May 2023 with a good result.",
        ),
        (
            "He injured his low back on 02/03/2025 lifting a crate.",
            "He injured his low back on 3 February 2025 lifting a crate.",
        ),
        (
            "First right L3-4 and L4-5 medial branch blocks on 3/3/2026 gave 85% relief.",
            "First right L3/L4 and L4/L5 medial branch blocks on 3/3/2026 gave 85% relief.",
        ),
        (
            "Pain runs from the right buttock through the outer thigh to the foot since 2/3/2026.",
            "Pain runs from the Rt buttock through the outer thigh to the foot since 2/3/2026.",
        ),
        (
            "Exposure calls for removal of the entire left L4-5 facet joint, creating instability.",
            "Exposure calls for removal of the entire Lt L4-5 facet joint, creating instability.",
        ),
    ],
)
def test_the_form_of_days_levels_and_sides_changes_nothing(one: str, other: str) -> None:
    assert facts(LED + one) == facts(LED + other)
    assert facts(LED + one) > facts(LED)


PARTS = (
    "A 63-year-old woman has pain in both legs when she walks",
    "Physical therapy from 9/8/2025 to 11/14/2025, twice a week, did not help her at all",
    "Magnetic resonance imaging of 2/4/2026 shows severe central stenosis at L4-5",
    "Examination of 3/2/2026: left great toe extension 4/5",
    "Epidural injections of 12/2/2025 and 1/6/2026 each gave two weeks of relief",
    "Tobacco: never",
)


def test_sentences_are_the_same_in_one_paragraph_and_each_in_its_line() -> None:
    told = case_of(". ".join(PARTS) + ".")
    apart = case_of(".\n".join(PARTS) + ".")
    assert [(d.kind, d.date) for d in apart.documents] == [(d.kind, d.date) for d in told.documents]
    assert apart.date == told.date == date(2026, 3, 2)
    assert {f.kind for f in apart.findings} == {f.kind for f in told.findings}


def test_the_levels_of_a_study_may_stand_each_in_a_paragraph() -> None:
    levels = "C4-5: mild bulge.{0}C5-6: severe right foraminal stenosis.{0}C6-7: moderate central stenosis."
    one, other = (f"{LED}MRI of the cervical spine 2/4/2026: {levels.format(by)}" for by in (" ", "\n\n"))
    graded = {(f.levels, f.grade, f.date) for f in case_of(other).findings if f.levels}
    assert {((f"C{n}-{n + 1}",), grade, date(2026, 2, 4)) for n, grade in ((5, "severe"), (6, "moderate"))} <= graded
    assert facts(other) == facts(one)


@pytest.mark.parametrize(
    "row", ["I obtained a CT on March 3, 2026", "She had an MRI on 3/3/2026", "There was an EMG on 3/3/2026"]
)
def test_a_line_about_somebody_heads_no_report(row: str) -> None:
    told = case_of(
        f"Mr. T., 49, had a fusion at L5-S1 in July 2024.\n{row}\nThere is no bone across the disc at L5-S1."
    )
    assert [d.kind for d in told.documents] in (["office_note"], ["record_summary"])


def test_sentences_may_be_parted_by_semicolons() -> None:
    assert facts("; ".join(PARTS) + ".") == facts(". ".join(PARTS) + ".")


def test_the_first_of_two_days_is_no_day_of_a_paper() -> None:
    rows = (
        "Member is 70 F with leg pain x 14 mo",
        "MRI 9/8/26 - L4-5 severe central stenosis",
        "Physical therapy 5/4/26 - 7/3/26 16 visits w/o relief; NSAIDs, gabapentin",
        "Never smoker",
    )
    case = case_of("\n".join(rows))
    assert [d.kind for d in case.documents] == ["record_summary"]
    (therapy,) = [t for t in case.treatments if t.kind == "physical_therapy"]
    assert (therapy.start, therapy.end, therapy.sessions) == (date(2026, 5, 4), date(2026, 7, 3), 16)


def test_a_sentence_that_goes_on_in_the_next_line_is_no_label_there() -> None:
    told = case_of(
        "The enrollee is an 80-year-old woman. The hospital billed\n"
        "CPT 22514 for L2 on April 3, 2026. MRI of March 2, 2026 showed an\n"
        "acute compression fracture of L2 with marrow edema."
    )
    assert any(f.kind == "vertebral_fracture" and f.levels == ("L2",) for f in told.findings)


def test_what_is_asked_for_on_a_prepared_sheet_was_not_done_on_that_day() -> None:
    told = case_of(
        "REQUEST REVIEW: left L5-S1 lumbar microdiscectomy Prepared 09/29/2026 by M. Osgood RN. HPI: leg pain."
    )
    assert not any(f.kind == "prior_decompression" for f in told.findings)


def test_a_paragraph_in_capitals_is_read_as_one_in_small_letters() -> None:
    told = ". ".join(PARTS) + "."
    assert facts(told.upper()) == facts(told)
    words = {f.quote for f in case_of(told.upper()).findings}
    assert "severe central stenosis at L4-5" in words


def test_a_heading_in_capitals_and_abbreviations_stay() -> None:
    text = (
        "IMAGING\nMRI OF THE LUMBAR SPINE SHOWS SEVERE CENTRAL STENOSIS AT L4-5 WITH ABNORMAL MOTION ON FLEXION FILMS."
    )
    (document,) = case_of(text).documents
    assert document.text.startswith("IMAGING")
    assert "MRI of the lumbar spine shows severe central stenosis at L4-5" in document.text


ROWS = (
    "64 year old man, diabetic (HbA1c 6.8% on 1/5/2026)",
    "Pain in the left leg from the buttock to the lateral foot, 7/10",
    "MRI 2/4/2026: left paracentral extrusion at L5-S1 that compresses the left S1 root",
    "No instability",
    "Exam 3/2/2026: left ankle jerk absent",
    "Therapy from 12/8/2025 to 1/30/2026, twice a week, did not help him at all",
    "Nonsmoker",
    "Surgeon plans a left L5-S1 discectomy and asks for one night",
)


def test_rows_without_stops_sum_up_a_record_too() -> None:
    told = case_of("\n".join(ROWS))
    assert [(d.kind, d.date) for d in told.documents] == [("record_summary", "not_stated")]
    assert told.date == date(2026, 3, 2)


@pytest.mark.parametrize("last", ["Surgeon: K. Adeyemi", "Kemi Adeyemi, MD"])
def test_who_signs_such_rows_has_written_a_note(last: str) -> None:
    told = case_of(
        "\n".join([*(row for row in ROWS[:-1] if row not in ("Exam 3/2/2026: left ankle jerk absent",)), last])
    )
    assert [d.kind for d in told.documents] == ["office_note"]


@pytest.mark.parametrize(
    "aside",
    [
        "Allergies: sulfa.",
        "Family history: father with diabetes.",
        "ROS: negative for fever.",
        "Review of systems: otherwise negative.",
        "Vitals: BP 130/80.",
    ],
)
@pytest.mark.parametrize("at", [1, 3])
def test_a_short_section_within_a_paragraph_ends_with_its_sentence(aside: str, at: int) -> None:
    told = [f"{part}." for part in PARTS]
    assert facts(" ".join([*told[:at], aside, *told[at:]])) >= facts(" ".join(told))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("compresses the right C7 nerve", "compresses the right C7 nerve root"),
        ("with compression of the C7 nerve", "with compression of the C7 nerve root"),
        ("without compression of the C7 nerve", "without compression of the C7 nerve root"),
        ("with impingement on the spinal cord", "with compression of the spinal cord"),
        ("without impingement of the cord", "without compression of the cord"),
    ],
)
def test_a_nerve_with_the_name_of_a_root_is_that_root(one: str, other: str) -> None:
    text = "Cervical MRI of 2/4/2026: at C6-7 an extrusion {}."
    assert facts(LED + text.format(one)) == facts(LED + text.format(other)) > facts(LED)


def test_a_shoulder_is_no_other_source_of_pain_at_the_sacroiliac_joint() -> None:
    told = {one["id"]: one for one in yaml.load(FILE.read_text("utf-8"), Loader)}["si-joint-two-blocks"]
    before = outcomes(told["question"], told["text"])
    assert (
        outcomes(told["question"], f"{told['text']} She has an old rotator cuff tear of the left shoulder.") == before
    )
    assert outcomes(told["question"], f"{told['text']} She has osteoarthritis of the left hip.") != before


@pytest.mark.parametrize(
    "head",
    [
        "Case #2026-1182\n\n",
        "Member summary\n",
        "Review of file no. 88-1204\n",
        "Summary: ",
        "Background: ",
        "RATIONALE: ",
        "Description of the case: ",
        "Synopsis: ",
    ],
)
def test_what_heads_a_summary_changes_nothing_in_it(head: str) -> None:
    told = f"{'. '.join(PARTS)}."
    case = case_of(head + told)
    assert [d.kind for d in case.documents] == ["record_summary"]
    assert facts(head + told) == facts(told)


@pytest.mark.parametrize(
    "head", ["Lakeside Spine Clinic", "Jane Roe, MD", "Dr. Roe", "Follow-up visit 3/2/2026", "Assessment"]
)
def test_the_head_of_a_paper_makes_no_summary_of_it(head: str) -> None:
    assert [d.kind for d in case_of(f"{head}\n\n{'. '.join(PARTS)}.").documents] != ["record_summary"]


def test_what_was_decided_before_is_told_below_a_summary() -> None:
    told = f"{'. '.join(PARTS)}."
    case = case_of(f"{told}\n\nPrior determination: denied on 3/20/2026.")
    assert [d.kind for d in case.documents] == ["record_summary"]
    assert {f.kind for f in case.findings} == {f.kind for f in case_of(told).findings}
