"""Relief told by scores wherever they stand, what a course brought in a patient's words, and motion and walking in a clinic's."""

import pytest

from .conftest import findings, read, treatments


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ("L SIJ injection 10/28/25. Pre-procedure pain 8/10. Post-procedure (30 min) 1/10.", 87.5),
        ("L SIJ block 10/28/25, pre-procedure pain 8/10; post-procedure (30 min) 2/10.", 75),
        ("Inj #1 10/28/25 L SIJ fluoro, arthrogram confirmed, 1.5 mL bupi: 8 -> 1 x 5h.", 87.5),
        ("L SIJ inj 10/28/25: 8 to 2 for 5 hours.", 75),
        ("L SIJ block 10/28/25: pre 8 post 2.", 75),
        ("L SIJ block 10/28/25. Pain before the block 8/10. At 30 min 2/10.", 75),
    ],
)
def test_the_scores_of_a_block_amount_to_its_relief(told: str, share: float) -> None:
    found = [f for f in findings(told, "Pain note\n03/16/2026") if f["kind"] == "injection_relief"]
    assert [(f["number"], f["of"], str(f["date"])) for f in found] == [(share, "si_joint", "2025-10-28")]


@pytest.mark.parametrize(
    "told",
    [
        "L SIJ block 10/28/25. Strength 4/5. Pain today 6/10.",
        "L SIJ block 10/28/25. Gabapentin 8 to 2 tablets.",
        "Epidural 10/28/25. Pre-procedure pain 8/10.",
    ],
)
def test_other_figures_are_no_relief(told: str) -> None:
    assert "injection_relief" not in [f["kind"] for f in findings(told, "Pain note\n03/16/2026")]


@pytest.mark.parametrize(
    ("told", "response"),
    [
        (", 48 visits. Some help while I was going, always came back.", "partial"),
        (", 48 visits: helped while she was going but the pain returned.", "partial"),
        (". Good for the day of treatment only.", "partial"),
        (" was OK while it lasted.", "partial"),
        (", 18 visits, has helped only a little.", "partial"),
        (", 18 visits; her pain improved only slightly.", "partial"),
        (", 18 visits, helps just somewhat.", "partial"),
        (", 18 visits, has helped. Only a few were missed.", "improved"),
        (", 12 visits, leg still 6/10.", "none"),
        (", 12 visits. Pain remains at 8/10.", "none"),
        (", 12 visits. Pain is still 7.", "none"),
        (", 12 visits, still hurting.", "none"),
        (", 12 visits, with worsening symptoms.", "worse"),
        (", 12 visits. Strength remains 4/5.", None),
        (", 12 visits. Pain is still 1/10.", None),
    ],
)
def test_what_a_course_brought_in_the_words_of_who_had_it(told: str, response: str | None) -> None:
    (course,) = treatments(f"PT 6/2/2025-10/3/2025{told}", "Clinic note\n03/16/2026")
    assert course.get("response") == response


@pytest.mark.parametrize(
    "told",
    [
        "CARE: Valley Spine Rehab, 1/5/26 to 2/20/26, therapist-supervised, 12 visits, no better.",
        "CARE: Peak Rehab 1/5/26 to 2/20/26 - 12 supervised sessions, no change.",
    ],
)
def test_care_in_a_place_of_rehabilitation_is_supervised_therapy(told: str) -> None:
    (course,) = {t["sessions"]: t for t in treatments(told, "Clinic note\n03/16/2026")}.values()
    assert (course["supervised"], course["sessions"], course["response"]) == ("yes", 12, "none")


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("Can do maybe 50 yards before the thighs go numb; sits on a bench & it clears in 3 min.", True),
        ("Walks about two blocks before his calves burn, then has to sit and it eases.", True),
        ("Still bent over the cart.", True),
        ("Leg pain walking, sits & better.", True),
        ("Leg pain with walking, sitting makes no difference.", False),
        ("She can walk 3 blocks before her knee hurts.", False),
    ],
)
def test_legs_that_stop_and_recover_are_claudication(told: str, kinds: bool) -> None:
    assert ("claudication" in [f["kind"] for f in findings(told)]) is kinds


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("Flex/ex: L4-5 slips 3 mm in neutral and moves 5 mm.", 5),
        ("L4-5 spondylolisthesis which opens 4 mm on flexion.", 4),
        ("L4-5 anterolisthesis that translates another 4 mm.", 4),
        ("3 mm slip of C4 on C5 which moves to 4.5 mm in flexion.", 1.5),
        ("3 mm retrolisthesis at L4-5, increasing to 6 mm on flexion.", 3),
    ],
)
def test_what_a_slip_moves_is_its_motion(told: str, number: float) -> None:
    found = findings(told, "X-RAY LUMBAR SPINE FLEXION EXTENSION\n09/02/2026")
    assert [f["number"] for f in found if f["kind"] == "translation"] == [number]


@pytest.mark.parametrize("told", ["L3-4: no slip and no motion.", "No listhesis and no motion at L3-4."])
def test_neither_slip_nor_motion(told: str) -> None:
    found = findings(told, "X-RAY LUMBAR SPINE FLEXION EXTENSION\n09/02/2026")
    assert ("dynamic_instability", "absent", ("L3-4",)) in [
        (f["kind"], f.get("status"), f.get("levels")) for f in found
    ]


@pytest.mark.parametrize(
    ("told", "regions"),
    [
        ("Neck pain 7/10 and low back pain 4/10.", {("cervical", 7), ("lumbar", 4)}),
        ("Low back pain 6/10, neck pain 3/10.", {("lumbar", 6), ("cervical", 3)}),
        ("Pain is 8/10 in the neck and 5/10 in the low back.", {("cervical", 8), ("lumbar", 5)}),
        ("Neck and low back pain, 7/10.", {("cervical", 7), ("lumbar", 7)}),
    ],
)
def test_each_score_is_of_the_region_that_it_stands_with(told: str, regions: set[tuple[str, int]]) -> None:
    found = read(f"Office note\n03/16/2026\n\n{told}").findings
    assert {(f.region, f.number) for f in found if f.kind == "pain_score"} == regions
