"""What treatments brought, and where: relief, scores, indices, levels and sides of injections."""

from datetime import date

import pytest

from .conftest import read, treatments


def test_a_heading_states_the_response_of_the_list_below() -> None:
    found = treatments("TREATMENTS TO DATE, without lasting benefit:\n- Tylenol\n- Gabapentin")
    assert [(f["kind"], f["response"]) for f in found] == [("acetaminophen", "none"), ("neuropathic_agent", "none")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("MBB #1 right L4-5 and L5-S1 on 05/18/2026: 85% relief.", ("L4-5", "L5-S1")),
        ("L3-4 medial branch blocks on 03/02/2026 gave 90% relief.", ("L3-4",)),
        ("Left L4-5 TFESI 4/2/2026, 40% relief for 2 wks.", ("L4-5",)),
        ("Interlaminar epidural injection at L2-3 on 02/01/2026, 20% relief.", ("L2-3",)),
        ("Medial branch blocks of L3, L4 and L5, 5/1/2026, 85% relief.", ("L4-5", "L5-S1")),
        ("Bilateral L4-5, L5-S1 facet joint injections 01/10/2026, 70% relief.", ("L4-5", "L5-S1")),
        ("Lumbar MBB (L4-5/L5-S1) 5/18/26, 80% relief.", ("L4-5", "L5-S1")),
        ("An epidural at L2-3 on 5/1/2026 gave 10% relief of her L5-S1 radiculopathy.", ("L2-3",)),
        ("She has stenosis at L4-5; ESI 03/01/2026 gave 30% relief.", ()),
        ("Epidural steroid injection for the L4-5 disc herniation on 3/1/2026, 50% relief.", ()),
        ("L4-5 stenosis, ESI 3/1/2026, 30% relief.", ()),
        ("Two epidurals, L4-5 on 1/5/2026 and L5-S1 on 3/5/2026, 20% relief.", ()),
    ],
)
def test_injections_and_their_relief_have_the_levels_that_stand_beside_them(text: str, wanted: tuple[str, ...]) -> None:
    record = read(f"Pain clinic note\nDate: 07/01/2026\nHPI: Low back pain.\n{text}")
    assert {t.levels for t in record.treatments} == {wanted}
    assert {f.levels for f in record.findings if f.kind == "injection_relief"} == {wanted}


@pytest.mark.parametrize(
    ("diary", "wanted"),
    [
        ("Pain diary: pre 8/10; 30 min 5/10; 1 hr 5/10; 4 hr 6/10; 6 hr 8/10.", [37.5]),
        ("Diary: pre-block 8/10, post-block 1/10 for 3 hrs.", [87.5]),
        ("Pain diary: pre 8/10, post 1/10 for 3 hrs (88%).", [88]),  # as stated
        ("Pain diary: pre 7/10; 30 min 2/10; 2 hr 1/10. 80% relief.", [80]),  # in the next sentence as well
        ("Before 6/10, after 30 min 6/10, 2 hours later 6/10.", [0]),
        ("Pre-procedure pain 8/10. Discharged 30 min later.", []),
        ("Pain now 8/10, with extension 5/10.", []),
        ("Pre 2/10, post 4/10.", []),
    ],
)
def test_a_diary_of_scores_tells_what_a_block_took_of_the_pain(diary: str, wanted: list[float]) -> None:
    blocks = f"05/18/2026 Bilateral L4-5, L5-S1 medial branch blocks, no sedation. {diary}"
    record = read(f"Pain clinic note\nDate: 07/01/2026\nHPI: Low back pain.\n\nPROCEDURES:\n{blocks}")
    told = [f for f in record.findings if f.kind == "injection_relief"]
    assert [(f.number, f.levels, str(f.date)) for f in told] == [(n, ("L4-5", "L5-S1"), "2026-05-18") for n in wanted]


def test_scores_around_an_injection_that_treats_tell_no_lasting_relief() -> None:
    record = read(
        "Pain clinic note\nDate: 07/01/2026\nHPI: Leg pain. L4-5 ESI 05/18/2026. Pre 8/10, post 1/10 at 30 min 1/10."
    )
    assert not [f for f in record.findings if f.kind == "injection_relief"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Left L4-5 and L5-S1 RFA on 3 March 2026 with 80% relief.", "left"),
        ("She had a right L5-S1 transforaminal epidural steroid injection on 3/4/2026.", "right"),
        ("Radiofrequency ablation of the left L4-5 and L5-S1 facets, 12 January 2026.", "left"),
        ("ESI L5-S1 on the right 3/4/2026, no relief.", "right"),
        ("Bilateral L4-5 medial branch blocks 2/3/2026, 80% relief.", "bilateral"),
        ("Left SI joint injection 3/4/2026, 80 percent relief.", "left"),
        # The side of what it was given for, of two, or of a treatment that has none, is not its own.
        ("Right leg pain treated with an epidural steroid injection at L4-5 in May 2026.", None),
        ("Right leg pain, epidural steroid injection 5/3/2026 helped a little.", None),
        ("Left L5 radiculopathy s/p ESI 3/4/2026.", None),
        ("RFA right L3-4 and left L4-5 on 2/3/2026.", None),
        ("Physical therapy for left leg from 2 March to 10 April 2026.", None),
    ],
)
def test_a_treatment_has_the_side_that_stands_beside_it(text: str, side: str | None) -> None:
    assert {t.get("side") for t in treatments(text)} == {side}


@pytest.mark.parametrize(
    ("told", "response"),
    [
        ("; Oswestry 54 at intake and 52 at discharge.", "none"),
        (", NDI 50 -> 48.", "none"),
        (". The discharge summary records arm pain 7/10 at entry and 6/10 at discharge, NDI 48 to 46.", "partial"),
        ("; walking tolerance remained at one block.", "none"),
        (". Walking distance unchanged.", "none"),
        (". Sitting time was no better.", "none"),
        (", no sustained help.", "none"),
        (", no lasting help.", "none"),
        (" with good relief, NDI 48 to 46.", "improved"),
        ("; ODI 54 at intake and 40 at discharge.", None),
        (". Arm pain 8/10 to 2/10, NDI 48 to 46.", None),
    ],
)
def test_an_index_that_hardly_changed_tells_what_a_treatment_brought(told: str, response: str | None) -> None:
    text = f"Supervised physical therapy from 07/13/2026 through 09/11/2026, 17 visits{told}"
    assert [t.get("response") for t in treatments(text)] == [response]


@pytest.mark.parametrize(
    "told",
    [
        "Both failed to provide lasting relief.",
        "Both have failed to bring sustained improvement.",
        "Neither gave lasting relief.",
    ],
)
def test_what_failed_to_bring_relief_brought_none(told: str) -> None:
    found = treatments(
        f"HPI: Physical therapy from 01/05/2026 to 03/02/2026 and an epidural injection on 03/16/2026. {told}"
    )
    assert [t["response"] for t in found] == ["none", "none"]


def test_two_scores_of_ten_are_no_days() -> None:
    (given,) = treatments(
        "Date: 02/15/2026\n\nHPI: Medial branch blocks at L3, L4, L5 on 12/9/25: 8/10 to 1/10 for 5 hours."
    )
    assert (given["start"], given["end"]) == (date(2025, 12, 9), date(2025, 12, 9))


@pytest.mark.parametrize(
    ("plan", "response"),
    [
        ("C6 radiculopathy. She failed conservative care.", "none"),
        ("Failed six weeks of non-operative treatment.", "none"),
        ("Radiculopathy refractory to conservative measures.", "none"),
        ("Conservative treatment has been exhausted.", "none"),
        ("Surgery only after failed conservative care.", "not_stated"),
        ("Proceed once he has failed conservative care.", "not_stated"),
        ("He has not failed conservative care.", "not_stated"),
        ("There is no evidence that conservative care has failed.", "not_stated"),
    ],
)
def test_what_failed_altogether_is_what_has_no_response_of_its_own(plan: str, response: str) -> None:
    course = "PT from 12/01/2025 to 01/23/2026, ten visits."
    told = read(
        f"Office note\nDate: 02/02/2026\n\nHPI: {course} Ibuprofen helped. SI joint injection 01/05/2026.\n\nASSESSMENT: {plan}"
    )
    assert {t.kind: t.response for t in told.treatments} == {
        "physical_therapy": response,
        "nsaid": "improved",
        "si_injection": "not_stated",
    }


@pytest.mark.parametrize(
    "other",
    [
        "A local anaesthetic injection around the right screw heads on 5/27/2026 took away 90 percent of that pain.",
        "A lidocaine injection at the L5 pedicle screw on 5/27/2026: 85% relief.",
        "An intraarticular hip injection on 5/27/2026 relieved 90 percent of the pain.",
        "Trigger point injections on 5/27/2026 took away 80% of the pain for a week.",
        "An injection into the left shoulder on 5/27/2026 took away 80% of that pain.",
        "An injection of the iliac crest donor site on 5/27/2026 gave 85% relief.",
        "A trochanteric bursa injection was done on 5/27/2026. It took away 85% of the pain.",
    ],
)
@pytest.mark.parametrize("own", ["Left SI joint injection 5/6/2026.", "L4-5 epidural injection 5/6/2026."])
def test_relief_after_an_injection_elsewhere_is_that_of_none_before_it(own: str, other: str) -> None:
    record = read(f"Office note\n\n{own} {other}")
    assert [f.kind for f in record.findings if f.kind == "injection_relief"] == []
    assert [str(t.start) for t in record.treatments if t.kind in ("si_injection", "epidural_injection")] == [
        "2026-05-06"
    ]


def test_relief_after_an_injection_elsewhere_in_one_sentence_is_its_own() -> None:
    record = read(
        "Office note\n\nSI joint injection 5/6/2026 gave 30% relief, hip injection 5/27/2026 gave 90% relief."
    )
    assert [f.number for f in record.findings if f.kind == "injection_relief"] == [30]


def test_relief_of_pain_at_another_place_is_still_that_of_the_injection() -> None:
    record = read(
        "Office note\n\nLeft SI joint injection 5/6/2026. It took away 85% of the pain over the hip for six hours."
    )
    assert [f.number for f in record.findings if f.kind == "injection_relief"] == [85]
