"""What sounds like a fact and is none: conditions, warnings, causes of it, other meanings of its words; beside what does state it."""

import pytest

from .conftest import read


def told(text: str, region: str = "lumbar") -> set[str]:
    """The findings of a note, and its treatments with a sign of multiplication."""
    record = read(f"SPINE CLINIC NOTE\nDate: 03/02/2026\n\nCHIEF COMPLAINT: {region} spine, follow-up.\n\n{text}\n")
    findings = ((f.kind, f.status, *f.levels, f.side, f.of, f.grade, f.number) for f in record.findings)
    given = (("x", t.kind, t.status, t.response, t.weeks) for t in record.treatments)
    return {" ".join(str(v) for v in fact if v not in ("present", "not_stated")) for fact in (*findings, *given)}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # What has to be so first.
        ("PLAN: Patient must be cleared by psychology first.", set()),
        ("PLAN: Still needs a psychological clearance and a negative nicotine test.", set()),
        ("PLAN: Cotinine must be negative before fusion.", set()),
        ("PLAN: Hold surgery until cotinine negative.", set()),
        ("PLAN: She must be nicotine free for six weeks before surgery.", set()),
        ("ASSESSMENT: Cleared by psychology on 2/3/26, so we may proceed.", {"psychological_clearance"}),
        ("ASSESSMENT: Cotinine negative 2/10/26.", {"nicotine_test absent"}),
        ("SOCIAL HISTORY: Smoked until November 2025, when she quit.", {"nicotine_use absent", "former_nicotine_use"}),
        # A word that denies what stands straight behind it, and nothing further on.
        ("EXAM: Non tender over hardware, no prominence.", {"hardware_pain absent"}),
        ("EXAM: Non-tender over the left SI joint.", {"si_tenderness absent left"}),
        ("EXAM: Screws non painful.", {"hardware_pain absent"}),
        ("EXAM: Gait non spastic.", {"myelopathic_sign absent"}),
        ("EXAM: Abdomen non tender, painful hardware.", {"hardware_pain"}),
        ("HISTORY: Non-specific low back pain.", {"axial_pain"}),
        ("IMAGING: Non solid fusion at L4-5.", {"solid_fusion absent L4-5"}),
        ("IMAGING: Non displaced fracture of L1.", {"vertebral_fracture L1"}),
        # What was looked for, and the values behind it.
        ("Infection labs: ESR 8, CRP <1 on 11/04/2026", set()),
        ("Discitis workup: WBC 6.2, CRP 0.4.", set()),
        ("Labs for infection: ESR 8, CRP 2.", set()),
        ("Infection: ESR 8, CRP <1", set()),
        ("Tumor markers: CEA 2.1, normal.", set()),
        ("Instability films: no motion.", set()),
        ("Infection labs negative.", {"spinal_infection absent"}),
        ("Infection labs: ESR 70, CRP 88. MRI: discitis at L4-5.", {"spinal_infection L4-5"}),
        ("History: discitis, workup complete.", {"spinal_infection"}),
        # What a patient is warned of.
        ("PLAN: ED precautions: loss of bladder control, saddle numbness, leg weakness.", set()),
        ("PLAN: Reasons to call: fever, new weakness, bladder trouble.", set()),
        ("PLAN: Emergency signs (loss of bowel control, saddle numbness) explained.", set()),
        # A cause of it that is denied, and what a test excluded.
        ("HPI: No other cause of her leg pain was found.", {"other_sources_excluded"}),
        ("ASSESSMENT: No hip disease to explain the leg pain.", set()),
        ("HPI: No leg pain.", {"radicular_pain absent leg"}),
        ("ASSESSMENT: EMG excluded peripheral neuropathy.", {"competing_source absent peripheral_neuropathy"}),
        # What is not so at some times alone.
        ("HPI: Denies leg pain when sitting.", set()),
        ("HPI: No numbness at rest.", set()),
        ("HPI: No numbness at rest or with walking.", {"sensory_symptom absent"}),
        # A day that looks like a score, and letters that mean something else.
        ("HPI: Seen on 1/10 with back pain.", {"axial_pain"}),
        ("HPI: Back pain 8/10.", {"axial_pain", "pain_score 8.0"}),
        ("IMAGING: PT 22, PI 54, LL 41, SVA 2 cm.", {"sagittal_vertical_axis 2.0"}),
        ("TREATMENT: PT 12 visits.", {"x physical_therapy"}),
        ("HPI: Off hydrocodone since the injection.", set()),
        # A gait that has other reasons in the low back.
        ("EXAM: Gait wide based.", set()),
        # Another thing that is well.
        ("HPI: Right leg pain. Kidney stone, asymptomatic.", {"radicular_pain right leg"}),
        ("HPI: Right leg pain. Since the operation, asymptomatic.", {"radicular_pain absent right leg"}),
        ("HPI: Right leg pain. At today's visit, asymptomatic.", {"radicular_pain absent right leg"}),
        # A sign of minus written to what it denies, behind one of plus.
        (
            "EXAM: +SLR R, -SLR L.",
            {"tension_sign right straight_leg_raise", "tension_sign absent left straight_leg_raise"},
        ),
        ("EXAM: SLR - b/l.", {"tension_sign absent bilateral straight_leg_raise"}),
        # Grades of several words, and the side that is well.
        ("IMAGING: L4-5 canal is mildly to moderately narrowed.", {"central_stenosis L4-5 mild_to_moderate"}),
        ("IMAGING: L5-S1: the right foramen is moderately to severely narrowed, the left is normal.",
         {"foraminal_stenosis L5-S1 right moderate_to_severe"}),
        ("IMAGING: L4-5: lateral recesses are severely narrowed bilaterally.",
         {"lateral_recess_stenosis L4-5 bilateral severe"}),
        ("IMAGING: L2-3: lateral recesses and foramina are clear.",
         {"lateral_recess_stenosis absent L2-3", "foraminal_stenosis absent L2-3"}),
        # What a sign of plus, a denial or a side behind a comma belongs to.
        ("EXAM: SLR negative to 80 bilaterally, + hamstring tightness.",
         {"tension_sign absent bilateral straight_leg_raise"}),
        ("EXAM: Spurling: positive to the right, negative to the left.",
         {"tension_sign right spurling", "tension_sign absent left spurling"}),
        ("HPI: Weakness denied, numbness present.", {"weakness_symptom absent", "sensory_symptom"}),
        ("HPI: Leg pain: denied, back pain: yes.", {"radicular_pain absent leg", "axial_pain"}),
        ("HPI: No numbness, but tingling in the left foot.", {"sensory_symptom absent", "sensory_symptom left foot"}),
        ("IMAGING: L4-5: no stenosis and 8 mm synovial cyst on the left.",
         {"stenosis absent L4-5", "synovial_cyst L4-5 left"}),
        ("IMAGING: No stenosis at L2-3 and L3-4.", {"stenosis absent L2-3 L3-4"}),
        # What cannot be said, or is no more.
        ("IMAGING: Cannot grade foraminal stenosis at L5-S1.", set()),
        ("PMH: History of discitis, treated.", set()),
        ("PMH: Gestational diabetes.", set()),
        ("ASSESSMENT: Asymptomatic hip OA.", set()),
        ("SOCIAL HISTORY: Quit smoking last month but restarted.", {"nicotine_use", "former_nicotine_use"}),
        # Treatments that somebody was told to have, or of which less is needed.
        ("TREATMENT: Was told by the insurer to do six weeks of PT.", set()),
        ("TREATMENT: Opioids avoided.", set()),
        ("TREATMENT: Opioid use halved since the trial.", set()),
        # Values of both sides, and of several days.
        ("EXAM: Reflexes (R/L): patellar 2/2, Achilles 1/2.",
         {"reflex_change absent right patellar_reflex", "reflex_change absent left patellar_reflex",
          "reflex_change right achilles_reflex", "reflex_change absent left achilles_reflex"}),
        ("EXAM: R EHL 4/5 (1/5/26), 2/5 (2/20/26).",
         {"motor_deficit right extensor_hallucis_longus 2", "progressive_deficit"}),
        ("EXAM: L EHL 4+/5 (12/1), 4-/5 (1/15), 3/5 (2/20).",
         {"motor_deficit left extensor_hallucis_longus 3", "progressive_deficit"}),
    ],
)  # fmt: skip
def test_what_is_told_and_what_is_not(text: str, facts: set[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "device"),
    [
        ("HPI: s/p C5-6 ProDisc-C.", False),
        ("IMAGING: C5-6 Prestige LP in situ.", False),
        ("HPI: Mobi-C placed at C5-6 in 2019.", False),
        ("PLAN: C5-6 arthroplasty with Mobi-C.", True),
    ],
)
def test_a_device_in_place_is_none_that_is_planned(text: str, device: bool) -> None:
    assert any(fact.startswith("disc_device") for fact in told(text, "cervical")) is device


def test_a_wide_based_gait_is_a_sign_where_the_cord_is() -> None:
    assert told("EXAM: Gait wide based.", "cervical") == {"myelopathic_sign"}
