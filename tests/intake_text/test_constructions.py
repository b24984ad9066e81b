"""Constructions of everyday charts: each sentence with all the findings that it states, whatever their words."""

import pytest

from .conftest import read


def told(text: str) -> set[str]:
    return {
        " ".join(
            str(v) for v in (f.kind, f.status, *f.levels, f.side, f.of, f.grade) if v not in ("present", "not_stated")
        )
        for f in read(f"Office note\nDate: 2026-09-14\n{text}\n").findings
    }


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # What is excepted, what leads, what is left out.
        ("EXAM: Motor 5/5 except the left TA, which was 4/5.", {"motor_deficit left tibialis_anterior 4"}),
        (
            "EXAM: Motor strength in the left lower extremity is 4/5 in dorsiflexion and 5/5 in plantarflexion.",
            {"motor_deficit left tibialis_anterior 4", "motor_deficit absent left gastrocsoleus"},
        ),
        ("EXAM: EHL weakness on the left, 4/5.", {"motor_deficit left extensor_hallucis_longus 4"}),
        ("EXAM: Left hip replaced. EHL 4/5 right.", {"motor_deficit right extensor_hallucis_longus 4"}),
        ("EXAM: Spurling (+) R", {"tension_sign right spurling"}),
        (
            "EXAM: R delt 5 bi 5 tri 4",
            {"motor_deficit absent right deltoid", "motor_deficit absent right biceps", "motor_deficit right triceps 4"},
        ),
        ("EXAM: No motor deficit, no sensory deficit, reflexes symmetric.",
         {"motor_deficit absent", "sensory_deficit absent", "reflex_change absent"}),
        ("EXAM:\nMotor: WNL. Sensation: WNL.", {"motor_deficit absent", "sensory_deficit absent"}),
        # Tables by row and column, and the order of two values.
        (
            "EXAM:\nMotor   R   L\nTA   5   4-\nEHL   5   3",
            {
                "motor_deficit absent right tibialis_anterior", "motor_deficit left tibialis_anterior 4-",
                "motor_deficit absent right extensor_hallucis_longus", "motor_deficit left extensor_hallucis_longus 3",
            },
        ),
        (
            "EXAM:\n| | Delt | Grip |\n| R | 5/5 | 4/5 |\n| L | 5/5 | 5/5 |",
            {
                "motor_deficit absent right deltoid", "motor_deficit right grip 4",
                "motor_deficit absent left deltoid", "motor_deficit absent left grip",
            },
        ),
        ("EXAM: DTRs: tri 2+/1+ (R/L).", {"reflex_change absent right triceps_reflex", "reflex_change left triceps_reflex"}),
        (
            "IMAGING:\nLevel | Canal | R NF\nL3-4 | mild | none\nL4-5 | severe | mod",
            {
                "central_stenosis L3-4 mild", "foraminal_stenosis absent L3-4 right",
                "central_stenosis L4-5 severe", "foraminal_stenosis L4-5 right moderate",
            },
        ),
        ("HISTORY:\nItem   Left   Right\nKnee replacement   2010   2012", set()),
        # What ends a denial, and what a denial of another thing does not reach.
        ("IMAGING: CT shows no loosening with solid fusion at L4-5.",
         {"hardware_failure absent L4-5", "solid_fusion L4-5", "pseudarthrosis absent L4-5"}),
        ("IMAGING: MRI shows severe foraminal stenosis at L4-5 and L5-S1 and no central stenosis.",
         {"foraminal_stenosis L4-5 L5-S1 severe", "central_stenosis absent L4-5 L5-S1"}),
        ("IMAGING: An MRI ordered by her doctor shows severe central stenosis at C3-4.", {"central_stenosis C3-4 severe"}),
        ("IMAGING: An MRI was ordered to see if it shows stenosis at C3-4.", set()),
        # The examination as a whole, and values that are those of another sign.
        ("EXAM: Neurologically intact.", {"motor_deficit absent", "sensory_deficit absent"}),
        ("EXAM: Not neurologically intact.", set()),
        ("EXAM: Absent left ankle jerk, plantarflexion 4+/5.",
         {"reflex_change left achilles_reflex", "motor_deficit gastrocsoleus 4+"}),
        ("EXAM: Right triceps was 4/5, the right brachioradialis reflex was diminished.",
         {"motor_deficit right triceps 4", "reflex_change right brachioradialis_reflex"}),
        ("EXAM: Decreased rectal tone, bilateral plantar flexion 4-/5.", {"motor_deficit bilateral gastrocsoleus 4-"}),
        # Denials in one word, of a change, and of a part alone.
        ("HPI: He doesn't smoke or vape.", {"nicotine_use absent"}),
        ("SH: He used to smoke but now chews tobacco daily.", {"nicotine_use absent", "nicotine_use"}),
        ("SH: Former smoker. He quit, but dips his head when he walks.", {"nicotine_use absent"}),
        ("SH: She quit smoking in 2019 but vapes.", {"nicotine_use absent", "nicotine_use"}),
        ("SH: She gave up cigarettes but is still vaping.", {"nicotine_use"}),
        ("SH: He quit smoking and vaping in 2020.", {"nicotine_use absent"}),
        ("LABS: Nicotine screen positive.", {"nicotine_use"}),
        ("LABS: If cotinine is positive, surgery will be cancelled.", set()),
        ("HPI: There has been no change in her bladder or bowel habits.", {"bladder_bowel_loss absent"}),
        ("LABS: EMG did not show a peripheral neuropathy.", {"competing_source absent peripheral_neuropathy"}),
        ("SOCIAL HISTORY\nTobacco Use\n  Smoking status: Every Day\n  Smokeless tobacco: Never Used", {"nicotine_use"}),
        (
            "IMAGING: The distance between the spinous processes of C5 and C6 changes by 3 mm from flexion to extension.",
            {"interspinous_motion C5-6"},
        ),
        ("HPI: Her arm is getting weaker.", {"progressive_deficit"}),
        ("HPI: No trouble walking, but he is unable to work.", {"functional_limit"}),
        ("HPI: EMG showed C6 radiculopathy and ruled out carpal tunnel syndrome.",
         {"emg_root_involvement C6_root", "competing_source absent carpal_tunnel"}),
        ("HPI: He is trying to get off cigarettes.", set()),
        ("HPI: She used to smoke, and stopped 5 years ago.", {"nicotine_use absent"}),
        ("HPI: She denies any problems with her balance, her bowels or her bladder.", {"bladder_bowel_loss absent"}),
        ("STUDIES:\nX-rays show mild kyphosis.", {"kyphosis mild"}),
        ("HPI: ∅ arm pain. Shoulder impingement is lacking.",
         {"radicular_pain absent arm", "competing_source absent shoulder_pathology"}),
        ("IMAGING: Above the fused segments, C4-C5 shows severe left foraminal stenosis.", {"foraminal_stenosis C4-5 left severe"}),
        (
            "IMAGING:\nAt C3-4 there is mild canal stenosis. Foramina are patent.\n"
            "At C4-5 there is severe canal stenosis. Mild bilateral foraminal stenosis.",
            {
                "central_stenosis C3-4 mild", "foraminal_stenosis absent C3-4",
                "central_stenosis C4-5 severe", "foraminal_stenosis C4-5 bilateral mild",
            },
        ),
        (
            "IMAGING: There is moderate and severe canal stenosis at C4-5 and C5-6 respectively.",
            {"central_stenosis C4-5 moderate", "central_stenosis C5-6 severe"},
        ),
        ("IMAGING: Moderate and severe stenosis at C4-5, C5-6 and C6-7 respectively.", {"stenosis C4-5 C5-6 C6-7"}),
        # Where a level stands.
        (
            "IMAGING: At C3-4 there is mild canal stenosis. At both C4-5 and C5-6 there are broad bulges resulting in "
            "severe canal stenosis.",
            {"central_stenosis C3-4 mild", "central_stenosis C4-5 C5-6 severe"},
        ),
        (
            "IMAGING: C4/5: severe canal stenosis, cord flattened; severe right, moderate left foraminal stenosis",
            {
                "central_stenosis C4-5 severe", "cord_compression C4-5",
                "foraminal_stenosis C4-5 right severe", "foraminal_stenosis C4-5 left moderate",
            },
        ),
        ("IMAGING:\nL45: mod central stenosis. Foramina: severe left.",
         {"central_stenosis L4-5 moderate", "foraminal_stenosis L4-5 left severe"}),
        ("IMAGING:\nL4-L5\nSevere central stenosis.\n\nNo fracture.", {"central_stenosis L4-5 severe", "vertebral_fracture absent"}),
        ("IMAGING: L4-5. Severe central stenosis. No foraminal stenosis at L5-S1.",
         {"central_stenosis L4-5 severe", "foraminal_stenosis absent L5-S1"}),
        ("IMAGING: At L4-5 there is a bulge. This results in severe central stenosis. Mild multilevel facet arthropathy.",
         {"central_stenosis L4-5 severe", "facet_arthropathy mild"}),
        ("IMAGING: L3-4 mild central stenosis. L4-5 mild facet changes, no stenosis.",
         {"central_stenosis L3-4 mild", "stenosis absent L4-5"}),
        ("IMAGING: Anterolisthesis of L4 relative to L5.", {"spondylolisthesis L4-5"}),
        ("IMAGING: L4-5: severe central stenosis. No herniation elsewhere.", {"central_stenosis L4-5 severe"}),
        ("IMAGING: Severe stenosis at C6-7 and bulging at C5-6.", {"stenosis C6-7 severe"}),
        ("IMAGING: Severe stenosis at C6-7 as well as C5-6.", {"stenosis C5-6 C6-7 severe"}),
        ("IMAGING: C5-6 disc osteophyte complex, severe right and moderate left foraminal stenosis.",
         {"osteophyte C5-6", "foraminal_stenosis C5-6 right severe", "foraminal_stenosis C5-6 left moderate"}),
        # A grade beside a better one of before; beside that of the other side it is none.
        ("EXAM: Right EHL 3/5 (was 5/5 in April).", {"progressive_deficit", "motor_deficit right extensor_hallucis_longus 3"}),
        ("EXAM: Right EHL 4/5, left was 5/5.", {"motor_deficit right extensor_hallucis_longus 4"}),
        # In prose a heading leads in a sentence or two.
        ("She has leg pain. Exam: pulses 2+. She smokes.", {"radicular_pain leg", "nicotine_use"}),
        ("SH: quit smoking 12/2027 (previously 1/2 ppd).", {"nicotine_use absent"}),
        # Denials behind a place, and one behind another.
        ("IMAGING: Disc desiccation at L5-S1 with Modic changes, no stenosis and no instability.",
         {"disc_degeneration L5-S1", "stenosis absent L5-S1", "dynamic_instability absent L5-S1"}),
        ("IMAGING: Solid fusion L4-5, no stenosis above.", {"solid_fusion L4-5", "pseudarthrosis absent L4-5"}),
        ("IMAGING: Coronal C7 plumb line 4 cm to the left.", set()),
        ("IMAGING: Solid L4-5 fusion. No solid L5-S1 fusion.", {"solid_fusion L4-5", "solid_fusion absent L5-S1"}),
        # Headings without a colon, and what under them is not so.
        ("Family History\nDiabetes.\n\nAssessment and Plan\nRisks including infection and screw loosening were reviewed.", set()),
        ("HPI: A friend had a fusion, and her neighbor smokes.", set()),
        ("HPI: She smoked a pack a day until November 2025, when she quit.", {"nicotine_use absent", "former_nicotine_use"}),
        ("HPI: She smoked a pack a day until the spring of this year, when she says she quit.", {"former_nicotine_use"}),
        ("HPI: He smoked a pack a day until last March and then quit.", {"former_nicotine_use"}),
        ("HPI: Smoked half a pack until this year.", {"former_nicotine_use"}),
        ("HPI: Smokes a pack a day until late at night.", {"nicotine_use"}),
        ("SH: Tob: N   ETOH: social", {"nicotine_use absent"}),
        ("HPI: The pain down his left leg never really went away.", {"radicular_pain left leg"}),
        ("IMAGING: Fracture of the right S1 pedicle screw.", {"hardware_failure S1 right"}),
        ("IMAGING: L5-S1 disc protrusion with moderate narrowing of the right lateral recess.",
         {"disc_herniation L5-S1", "lateral_recess_stenosis L5-S1 right moderate"}),
        # Where pain begins, and what both sides share.
        ("HPI: Pain that starts in the left buttock and travels down the posterior thigh.",
         {"radicular_pain left posterior_thigh"}),
        ("HPI: He denies leg symptoms on the right.", {"radicular_pain absent right"}),
        ("EXAM: RIGHT: EHL 4/5. Knee jerks 2+ and equal.",
         {"motor_deficit right extensor_hallucis_longus 4", "reflex_change absent patellar_reflex"}),
        # A denial that goes through a list, and what ends it.
        ("PMH: neg for DM, RA", {"diabetes absent", "inflammatory_arthropathy absent"}),
        ("ROS: denies numbness, weakness, + back pain.", {"sensory_symptom absent", "weakness_symptom absent", "axial_pain"}),
    ],
)  # fmt: skip
def test_what_a_construction_tells(text: str, facts: set[str]) -> None:
    assert told(text) == facts
