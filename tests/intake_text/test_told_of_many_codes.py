"""What summaries of requests for many codes tell: sides of blocks, places of pain, results of care, levels that are well."""

import pytest

from .conftest import read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Left facet blocks at L3-4 and L4-5 on 3/4/2026 gave 80 percent relief. On the right, a block of 3/18/2026 gave 30 percent relief.",
            {("left", 80.0), ("right", 30.0)},
        ),
        (
            "Right medial branch blocks of the L4-5 joint were twice done: on 3/4/2026, 80 percent relief, and on 3/18/2026, 90 percent.",
            {("right", 80.0), ("right", 90.0)},
        ),
        (
            "Medial branch blocks covering the L4-5 joints on both sides on 3/4/2026 gave 85 percent relief.",
            {("bilateral", 85.0)},
        ),
        ("Right L5-S1 facet block on 3/4/2026. The pain in the left knee fell by 40 percent.", {("right", 40.0)}),
    ],
)
def test_the_side_of_each_block(text: str, told: set[tuple[str, float]]) -> None:
    record = read(f"Office note\n\nTREATMENT: {text}")
    assert {(f.side, f.number) for f in record.findings if f.kind == "injection_relief"} == told
    assert {t.side for t in record.treatments if t.kind == "facet_injection"} == {side for side, _ in told}


def test_blocks_that_only_their_effects_date_are_counted() -> None:
    text = "Left facet blocks at L4-5 were done twice: on March 4, 2026, 90 percent relief, and on March 18, 2026, 85 percent relief."
    days = {str(t.start) for t in read(f"Office note\n\nTREATMENT: {text}").treatments}
    assert days == {"2026-03-04", "2026-03-18"}


@pytest.mark.parametrize(
    ("text", "kind", "region"),
    [
        ("Neck ache for years. She has pain from the left buttock to the ankle.", "radicular_pain", "lumbar"),
        ("He has had low back pain for four years and neck pain since January 2025.", "symptom_weeks", "lumbar"),
        (
            "Low back ache for years. She has pain from the shoulder blade to the right thumb.",
            "radicular_pain",
            "cervical",
        ),
    ],
)
def test_a_pain_is_of_the_region_that_its_own_words_name(text: str, kind: str, region: str) -> None:
    found = [f for f in read(f"Office note 5/4/2026\n\nHISTORY: {text}").findings if f.kind == kind]
    assert region in {f.region for f in found}


@pytest.mark.parametrize(
    ("text", "responses"),
    [
        ("PT 1/5/2026 to 3/6/2026, 18 visits: not better.", {"none"}),
        ("PT 1/5/2026 to 3/6/2026, 18 visits, and naproxen; neither therapy nor medication brought relief.", {"none"}),
        ("Tylenol, tramadol 50 mg and a brace brought no relief.", {"none"}),
        (
            "PT 1/5/2026 to 3/6/2026, 18 visits. Therapy helped, the drugs did not.",
            {"partial", "not_stated", "improved"},
        ),
    ],
)
def test_what_care_brought(text: str, responses: set[str]) -> None:
    assert {t.response for t in read(f"Office note\n\nTREATMENT: {text}").treatments} <= responses


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("MRI 4/2/2026: severe stenosis at L5-S1. L3-4 is unremarkable on all images.", "stenosis", "absent"),
        ("CT 4/2/2026: L3-4 is solidly fused.", "solid_fusion", "present"),
        ("CT 4/2/2026: L3-4 is not solidly fused.", "solid_fusion", "absent"),
    ],
)
def test_what_is_told_of_a_level(text: str, kind: str, status: str) -> None:
    found = [f for f in read(f"Office note\n\nIMAGING: {text}").findings if f.kind == kind and f.levels == ("L3-4",)]
    assert {f.status for f in found} == {status}


def test_a_graded_narrowing_is_not_an_ungraded_one_as_well() -> None:
    record = read(
        "Office note\n\nIMAGING: MRI 4/2/2026: at L2-3 there is mild canal narrowing and the foramina are open."
    )
    assert "ungraded_narrowing" not in {f.kind for f in record.findings}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The psychologist saw her on 4/2/2026 and found no disorder; she was cleared for the trial.", {"present"}),
        ("The psychologist saw her on 4/2/2026; she was cleared once her depression is treated.", {"present"}),
        (
            "The psychologist saw her on 4/2/2026 and did not find her suitable; she was cleared by cardiology.",
            {"present"},
        ),
    ],
)
def test_a_clearance_behind_a_semicolon(text: str, status: set[str]) -> None:
    found = {f.status for f in read(f"Office note\n\nHISTORY: {text}").findings if f.kind == "psychological_clearance"}
    assert (found == status) == ("no disorder" in text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "fracture of T11 with marrow edema, old fracture of L2 without edema.",
            {("T11", "present"), ("L2", "absent")},
        ),
        ("acute fractures of T11 (25%) and L2 (10%) with marrow edema.", {("T11", "present"), ("L2", "present")}),
        ("fracture of T11 (25%) with edema.", {("T11", "present")}),
    ],
)
def test_the_vertebra_of_each_oedema(text: str, told: set[tuple[str, str]]) -> None:
    record = read(f"Office note\n\nIMAGING: MRI of 4/2/2026: {text}")
    assert {(v, f.status) for f in record.findings if f.kind == "marrow_oedema" for v in f.levels} == told


def test_what_is_not_told_denies_nothing_behind_the_colon() -> None:
    record = read(
        "Office note\n\nHISTORY: What was tried for the leg is not stated: the notes concern the pain over the screws."
    )
    assert {f.status for f in record.findings if f.kind == "hardware_pain"} <= {"present"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            'The member, 44, fell in June 2025. His surgeon wrote on May 4, 2026 that the right leg "is what we must treat". '
            "The MRI report of May 1, 2026 shows severe stenosis at L4-5.",
            "record_summary",
        ),
        (
            "On review of the submitted file I find that the claimant fell in June 2025. The note of May 4, 2026 tells of right leg pain.",
            "record_summary",
        ),
        (
            "The claimant fell in June 2025 and has right leg pain.\n\nTreatment: therapy from January 5 to March 6, 2026 failed.\n\n"
            "The carrier's physician adviser denied the request on June 1, 2026.",
            "record_summary",
        ),
        (
            "He fell in June 2025. I examined him today and we will order an MRI. The carrier denied the last one.",
            "office_note",
        ),
    ],
)
def test_who_tells_a_case(text: str, kind: str) -> None:
    (document,) = read(text).documents[:1]
    assert document.kind == kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Nothing in the record speaks of neurogenic claudication.", set()),
        ("He has been in pain of 6 to 8 of 10 since.", {("pain_score", 6.0)}),
    ],
)
def test_what_nothing_tells_of_is_not_told(text: str, kinds: set[tuple[str, float]]) -> None:
    found = read(f"Office note\n\nHISTORY: {text}").findings
    assert {(f.kind, f.number) for f in found if f.kind in ("claudication", "pain_score")} == kinds


def test_dots_lead_from_a_question_to_what_answers_it() -> None:
    rows = [
        "Reviewer's summary",
        "Q2 Foot drop? .......... No",
        "Q3 Sagittal imbalance? . No",
        "Q4 Weakness? ........... left EHL 4/5",
        "Nicotine? . . . . . . . never-smoker",
    ]
    record = read("\n".join(rows))
    told = {(f.kind, f.status) for f in record.findings}
    assert told >= {("foot_drop", "absent"), ("motor_deficit", "present"), ("nicotine_use", "absent")}
