"""What those who write for a reviewer tell of care, of the examination and of implants, each in words of his own."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

from .conftest import findings, treatments
from .test_words_of_kinds import told


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("Physical therapy 3/10/2026 through 5/5/2026, sixteen visits, gave nothing.", "none"),
        ("He worked with a physical therapist between 9/8/2025 and 4/17/2026 with little to show for it.", "none"),
        ("Formal PT from 3/16 to 5/1/2026 (13 sessions), stopped because leg pain increased.", "worse"),
        ("PT from 3/16/2026 to 5/1/2026 was halted due to worsening leg pain.", "worse"),
        ("PT from 3/16/2026 to 5/1/2026 was stopped because the deductible was met.", "not_stated"),
        ("PT from 3/16/2026 to 5/1/2026 was halted because of a shoulder fracture.", "not_stated"),
    ],
)
def test_what_therapy_did(text: str, response: str) -> None:
    assert [t.get("response", "not_stated") for t in treatments(text)] == [response]


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("The right Achilles reflex was absent and right plantar flexion was 4/5.", ["present 4"]),
        ("Left knee jerk absent, left quadriceps 4/5.", ["present 4"]),
        ("Patellar reflex absent and quadriceps 5/5 on the left.", ["absent"]),
        ("No weakness, quadriceps 5/5.", ["absent"]),
    ],
)
def test_a_reflex_that_is_absent_denies_no_weakness(text: str, grades: list[str]) -> None:
    found = [f for f in findings(f"EXAM: {text}") if f["kind"] == "motor_deficit"]
    assert [" ".join(filter(None, (f.get("status", "present"), f.get("grade")))) for f in found] == grades


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Tenderness directly over the left L5 screw head.", ["left"]),
        ("An injection of lidocaine around the left L5 screw took all of his pain away for five hours.", [""]),
        ("A block at the L4 screws gave 90% relief for four hours.", [""]),
        ("Lidocaine over the hardware gave no relief.", []),
        ("An injection at the screws did not relieve his pain.", []),
        ("There is no tenderness over the screws.", ["absent"]),
        ("An epidural at L4-5 above the hardware gave relief for two weeks.", []),
        ("The L5 screw is well placed; the epidural injection relieved the leg pain.", []),
    ],
)
def test_pain_that_is_traced_to_an_implant(text: str, facts: list[str]) -> None:
    assert told("note", text, "hardware_pain") == facts


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Mrs. D. is 47 and works as a dental hygienist.", 47),
        ("The claimant is 61, never smoked.", 61),
        ("She is 80% better. He is 90 degrees flexed.", "not_stated"),
        ("The claimant, 49, was hurt while lifting.", 49),
        ("Mrs. P., 62, reports pain. This worker, 62, has not returned.", 62),
        ("A woman aged 57 with back pain.", 57),
        ("Children aged 2 to 5 live with the patient, 12 and 14 cm apart.", "not_stated"),
    ],
)
def test_an_age_without_its_unit(text: str, age: object) -> None:
    question = "Is L4-5 discectomy (63030) medically necessary?"
    assert read_case([Source("a.txt", text)], load_pack(), question, id="age").case.patient.age == age


@pytest.mark.parametrize(
    ("text", "kind", "facts"),
    [
        ("L4-5 disc desiccation with a high intensity zone, L5-S1 normal.", "disc_degeneration", ["L4-5"]),
        ("Desiccation of the L4-5 disc with loss of height.", "disc_degeneration", ["L4-5"]),
        ("Black disc at L4-5.", "disc_degeneration", ["L4-5"]),
        ("L4-5: mild disc desiccation.", "disc_degeneration", []),
        ("Desiccation at L4-5 and L5-S1 with a small fissure.", "disc_degeneration", ["L4-5 L5-S1"]),
        ("L5-S1 desiccation and height loss.", "disc_degeneration", ["L5-S1"]),
        ("Loss of the normal T2 signal in the L4-5 disc.", "disc_degeneration", ["L4-5"]),
        ("Mild desiccation at L4-5, no desiccation at L5-S1.", "disc_degeneration", []),
        ("Solid fusion from L4 to S1 and at L3-4 severe stenosis.", "pseudarthrosis", ["absent L4-5 L5-S1"]),
        ("Solid fusion of L3-4, L4-5 and severe stenosis at L2-3.", "pseudarthrosis", ["absent L3-4 L4-5"]),
        (
            "A solid fusion from L4 to S1 and at L3-4 adjacent to the fusion severe central stenosis.",
            "central_stenosis",
            ["L3-4 severe"],
        ),
        (
            "Lack of bridging bone through the L5-S1 disc space and loosening of both S1 screws.",
            "pseudarthrosis",
            ["L5-S1"],
        ),
        ("Bone has not bridged the L5-S1 interspace.", "pseudarthrosis", ["L5-S1"]),
        ("Bridging bone is present at L5-S1.", "pseudarthrosis", []),
        ("T12 bone edema and 25% loss of height; no retropulsion.", "marrow_oedema", ["T12"]),
        ("T12 deformity without edema; no L1 edema.", "marrow_oedema", ["absent T12"]),
    ],
)
def test_what_a_study_is_said_to_show(text: str, kind: str, facts: list[str]) -> None:
    assert told("mri", text, kind) == facts


@pytest.mark.parametrize(
    "told_of",
    ["A 58-year-old man.", "58F, retired.", "The claimant had a fall."],
)
def test_a_study_with_its_day_behind_a_short_sentence_is_no_head_of_the_row(told_of: str) -> None:
    text = f"{told_of} MRI 4/4/26: C3-4 mild; C5-6 severe stenosis with cord compression. Gait unsteady, hyperreflexia."
    case = read_case([Source("a.txt", text)], load_pack(), "C5-6 corpectomy (63081)", id="c").case
    assert [f.levels for f in case.findings if f.kind == "cord_compression"] == [("C5-6",)]
    assert [d.kind for d in case.documents] == ["record_summary"]


def test_pain_across_the_lower_back_is_pain_of_the_spine() -> None:
    assert told("note", "Persistent pain across the lower back, worse with bending.", "axial_pain") == [""]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Bilateral SI joint injections gave 80% relief on the right and 30% on the left.",
            ["right 80.0", "left 30.0"],
        ),
        ("Blocks of both SI joints: right 80% for 5 hours, left 85% for 5 hours.", ["right 80.0", "left 85.0"]),
        ("SI joint blocks gave her 80% relief on both sides.", ["bilateral 80.0"]),
        ("Bilateral SI joint injections: 80% relief on the right, none on the left.", ["right 80.0"]),
    ],
)
def test_a_share_is_of_the_side_beside_it(text: str, facts: list[str]) -> None:
    found = told("note", text, "injection_relief", "sacroiliac")
    assert [fact.replace("si_joint ", "") for fact in found] == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("He can go about 200 feet, then his buttocks and thighs cramp and he has to sit.", [""]),
        ("She can walk about 100 feet before her legs ache and she has to sit.", [""]),
        ("Walking one block brings on cramping of both calves, and sitting takes it away.", [""]),
        ("Buttock and leg pain walking more than 5 minutes, sits to recover.", [""]),
        ("He denies leg cramping with walking that is relieved by sitting.", ["absent"]),
        ("Leg pain is worse with sitting and better with walking.", []),
        ("Left leg pain worsens with walking and with sitting.", []),
        ("His calves cramp after walking one block and clear when he stands still.", []),
    ],
)
def test_walking_until_the_legs_make_one_sit(text: str, facts: list[str]) -> None:
    assert told("note", text, "claudication") == facts
