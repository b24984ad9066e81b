"""Structures, sides and values of an examination in every order, and effects told apart from their treatment."""

import pytest

from .conftest import findings, treatments


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("EHL: R 5/5, L 3+/5.", {"right extensor_hallucis_longus absent", "left extensor_hallucis_longus 3+"}),
        ("EHL 5/5 R, 4/5 L.", {"right extensor_hallucis_longus absent", "left extensor_hallucis_longus 4"}),
        ("4/5 strength L TA and EHL, 5/5 otherwise.", {"left tibialis_anterior 4", "left extensor_hallucis_longus 4"}),
        ("BLE hip flexion 3/5, TA 3/5.", {"bilateral iliopsoas 3", "bilateral tibialis_anterior 3"}),
        ("Strength 5/5 except L EHL 4/5.", {"left extensor_hallucis_longus 4"}),
        ("R TA 3/5 improved to 4+/5.", {"right tibialis_anterior 4+"}),
        ("L TA 4/5 (was 3/5).", {"left tibialis_anterior 4"}),
        ("LLE weakness: EHL 3/5, gastroc 5/5.", {"left extensor_hallucis_longus 3", "left gastrocsoleus absent"}),
        ("SILT except R S1.", {"right S1_dermatome"}),
        ("DTR 2+ throughout, absent L Achilles.", {"left achilles_reflex"}),
        ("SLR: L +, R -.", {"left straight_leg_raise", "right straight_leg_raise absent"}),
        ("Straight leg raise does not reproduce leg pain.", {"straight_leg_raise absent"}),
        ("Light touch diminished in L4 and L5 on the right.", {"right L4_dermatome", "right L5_dermatome"}),
        ("Weakness was not tested today.", set()),
        ("Weakness of the left deltoid, graded 4-, and of the left biceps, graded 4+.", {"left deltoid 4-", "left biceps 4+"}),
        ("Grade 4 weakness of the left EHL.", {"left extensor_hallucis_longus 4"}),
        ("Trendelenburg positive on the right with gluteus medius 4/5.", {"right gluteus_medius 4"}),
        ("C6 and C7 myotomes 4/5 on the right.", {"right C6_myotome 4", "right C7_myotome 4"}),
        ("Sensation reduced at the great toe of the right foot and the heel of the left.", {"right great_toe", "left heel"}),
        ("4 beats of clonus at the left ankle.", {"left"}),
        ("Reflexes absent at both ankles.", {"bilateral achilles_reflex"}),
        ("Femoral stretch provokes thigh pain on the left.", {"left femoral_stretch"}),
        ("SLR elicits pain into the right calf at 50 degrees.", {"right straight_leg_raise"}),
        ("SLR produced only low back pain.", {"straight_leg_raise absent"}),
        ("Light touch is reduced on the lateral aspect of the left foot.", {"left lateral_foot"}),
        ("Diminished light touch at the medial aspect of the right knee.", {"right knee"}),
        ("Left-sided weakness of ankle eversion is graded 4/5.", {"left peroneals 4"}),
        ("Left EHL is 4 minus out of 5.", {"left extensor_hallucis_longus 4-"}),
        ("Right L5 weakness 4/5 with decreased sensation over the heel.", {"right L5_myotome 4", "heel"}),
        ("Normal strength, sensation and reflexes.", {"absent"}),
        ("Gastrocnemius 4/5 left with difficulty.", {"left gastrocsoleus 4"}),
        ("RLE strength 5/5 except DF 4/5.", {"right tibialis_anterior 4"}),
        ("Strength 5/5 bilaterally except EHL 4/5.", {"extensor_hallucis_longus 4"}),
        ("ROM full, EHL 4/5.", {"extensor_hallucis_longus 4"}),
        ("Weak finger extension, left.", {"left finger_extensors"}),
        ("Sensory and motor exam normal.", {"absent"}),
        ("SLR positive and left EHL 4/5.", {"straight_leg_raise", "left extensor_hallucis_longus 4"}),
    ],
)  # fmt: skip
def test_each_value_finds_its_structure_and_side(text: str, wanted: set[str]) -> None:
    assert told(f"EXAM: {text}") == wanted


def test_values_of_both_sides_are_told_apart_by_their_heading() -> None:
    assert told("MOTOR (R/L): Triceps 5/4+  Grip 5/5") == {
        "right triceps absent",
        "left triceps 4+",
        "right grip absent",
        "left grip absent",
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Left SI joint injection 04/02/2026. 80% relief for 5 hours.", {("injection_relief", 80.0, "left")}),
        ("Prior RFA gave 80% relief for 8 months.", {("ablation_relief", 80.0, "not_stated")}),
        ("RFA in May 2025 gave 70% relief for 8 months.", {("ablation_relief", 70.0, "not_stated")}),
        ("PT gave 50% relief.", set()),
        ("Expect 50% relief from an ESI.", set()),
        ("Left ESI was recommended. Surgery gave 90% relief.", set()),
    ],
)
def test_an_effect_belongs_to_the_treatment_before_it(text: str, wanted: set[tuple[str, float, str]]) -> None:
    found = findings(f"HPI: {text}")
    assert {
        (f["kind"], f["number"], f.get("side", "not_stated")) for f in found if f["kind"].endswith("_relief")
    } == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Medial branch blocks on 11/03/2025 and 12/01/2025 each gave 90% relief.", [(90.0, 2)]),
        ("Two medial branch blocks with > 80% relief on both occasions.", [(80.0, 2)]),
        ("MBB x 2 (11/3/25, 12/1/25) - 90% relief each time.", [(90.0, 2)]),
        ("Underwent medial branch blocks x2 with 85% relief.", [(85.0, 2)]),
        ("Medial branch blocks 11/03/2025 and 12/01/2025. Both gave >80% relief.", [(80.0, 2)]),
        ("Dual comparative MBB with at least 80% relief after each.", [(80.0, 2)]),
        ("MBB #1 11/03/2025: 85% relief. MBB #2 12/01/2025: good response.", [(85.0, "not_stated")]),
        ("Two MBBs: 11/03/2025 85% relief, 12/01/2025 good response.", [(85.0, "not_stated")]),
        ("Two medial branch blocks, the first with 85% relief.", [(85.0, "not_stated")]),
        ("Bilateral medial branch block 11/03/2025 with 90% relief on each side.", [(90.0, "not_stated")]),
        ("MBB 11/3/2025 (90% relief) and 12/1/2025 (85% relief).", [(90.0, "not_stated"), (85.0, "not_stated")]),
    ],
)
def test_an_effect_told_once_of_several_occasions_counts_for_each(
    text: str, wanted: list[tuple[float, object]]
) -> None:
    found = findings(f"HPI: {text}", "Pain clinic note")
    told = [(f["number"], f.get("times", "not_stated")) for f in found if f["kind"] == "injection_relief"]
    assert told == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("MBB #1: 85% relief. MBB #2: 80% relief.", [1, 2]),
        ("First medial branch block L4-5 gave 85% relief and the second one 90% relief.", [1, 2]),
        ("The initial medial branch block gave 85% relief. A second block followed. Relief was 90%.", [1, 2]),
        ("First medial branch block: relief 90% for 6 hours. Confirmatory block: 85% relief.", [1, 2]),
        ("Two medial branch blocks at L4-5 with 85% and 90% relief.", [1, 2]),
        ("MBB 1 at L4-5: 85% relief; MBB 2: 90% relief.", [1, 2]),
        ("Medial branch block gave 85% relief at one hour and 90% relief at two hours.", [0, 0]),
        ("MBB gave 85% relief in the first hour. The block gave 90% relief for the second hour.", [0, 0]),
    ],
)
def test_an_effect_is_of_the_occasion_that_its_words_number(text: str, wanted: list[int]) -> None:
    found = findings(f"HPI: {text}", "Pain clinic note")
    assert [f.get("nth", 0) for f in found if f["kind"] == "injection_relief"] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She declined surgery at this visit.", {"surgery_declined"}),
        ("He does not wish to have surgery.", {"surgery_declined"}),
        ("Patient refuses surgical intervention.", {"surgery_declined"}),
        ("Surgery was offered but the patient declined.", {"surgery_declined"}),
        ("He previously declined surgery but now wishes to proceed with surgery.", {"surgery_agreed"}),
        ("She would like to proceed with lumbar fusion.", {"surgery_agreed"}),
        ("He declined knee surgery.", set()),
        ("He would like to proceed with an epidural injection.", set()),
        ("The patient does not decline surgery.", set()),
        ("She declined physical therapy.", set()),
    ],
)
def test_a_patient_declines_or_agrees_to_the_operation(text: str, wanted: set[str]) -> None:
    found = findings(f"HPI: Left leg pain. {text}")
    assert {f["kind"] for f in found if f["kind"].startswith("surgery_")} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("HPI: She cannot get out of bed without help, cannot cook or dress herself.", ("functional_limit", "present")),
        (
            "HPI: Other sources of the pain, including the heart, have been ruled out.",
            ("other_sources_excluded", "present"),
        ),
        ("EXAM: Sensation reduced in a nondermatomal pattern over the left arm.", None),
    ],
)
def test_what_a_sentence_states_and_no_more(text: str, wanted: tuple[str, str] | None) -> None:
    assert {(f["kind"], f.get("status", "present")) for f in findings(text)} == ({wanted} if wanted else set())


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("Prior RFA gave 80% relief for 8 months.", [34.8]),
        ("Relief lasting 9 weeks after the left radiofrequency ablation.", [9.0]),
        ("Prior RFA gave 80% relief.", []),
        ("Back pain for 8 months. RFA is requested.", []),
    ],
)
def test_relief_after_an_ablation_has_a_length(text: str, weeks: list[float]) -> None:
    assert [f["number"] for f in findings(f"HPI: {text}") if f["kind"] == "ablation_relief_weeks"] == weeks


def told(text: str) -> set[str]:
    """Side, structure, and grade or denial of each finding; what changed is asked for elsewhere."""
    return {
        " ".join(
            part
            for part in (f.get("side", ""), f.get("of", ""), f.get("grade", ""), f.get("status", ""))
            if part not in ("", "not_stated", "present")
        )
        for f in findings(text)
        if f["kind"] not in ("radicular_pain", "progressive_deficit")
    }


def test_a_second_block_may_be_told_by_its_day_and_its_effect_alone() -> None:
    text = (
        "Diagnostic left C3, C4, C5 medial branch blocks on 1/13/2026 (lidocaine) 90% relief for 3 hours; on 2/3/2026 (bupivacaine) 85%"
        " relief for 6 hours."
    )
    found = treatments(f"He was seen. {text}")
    assert [(t["kind"], str(t["start"])) for t in found] == [
        ("facet_injection", "2026-01-13"),
        ("facet_injection", "2026-02-03"),
    ]
