"""One sentence, the facts it states, and above all those it does not."""

from typing import Any

import pytest

from .conftest import findings, read

MRI = "MRI LUMBAR SPINE"


def fact(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, **fields}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "There is moderate foraminal stenosis at C4-5 and C5-6, severe on the left at C6-7.",
            [
                fact("foraminal_stenosis", levels=("C4-5", "C5-6"), grade="moderate"),
                fact("foraminal_stenosis", levels=("C6-7",), side="left", grade="severe"),
            ],
        ),
        (
            "L3-4: Moderate right and mild left foraminal stenosis.",
            [
                fact("foraminal_stenosis", levels=("L3-4",), side="right", grade="moderate"),
                fact("foraminal_stenosis", levels=("L3-4",), side="left", grade="mild"),
            ],
        ),
        (
            "L4-5: Moderate canal and severe foraminal narrowing.",
            [
                fact("central_stenosis", levels=("L4-5",), grade="moderate"),
                fact("foraminal_stenosis", levels=("L4-5",), grade="severe"),
            ],
        ),
        (
            "Severe narrowing of the left lateral recess at L4-5.",
            [fact("lateral_recess_stenosis", levels=("L4-5",), side="left", grade="severe")],
        ),
        ("Stenosis at L4-5 is moderate to severe.", [fact("stenosis", levels=("L4-5",), grade="moderate_to_severe")]),
        ("Severe stenosis L3-L5.", [fact("stenosis", levels=("L3-4", "L4-5"), grade="severe")]),
        ("Mild disc bulge with foraminal stenosis at L4-5.", [fact("foraminal_stenosis", levels=("L4-5",))]),
        (
            "Stenosis L1-S1, most marked from L3 to S1.",
            [fact("stenosis", levels=("L1-2", "L2-3", "L3-4", "L4-5", "L5-S1"))],
        ),
        ("Grade I spondylolithesis at L4-5.", [fact("spondylolisthesis", levels=("L4-5",), grade="grade_1")]),
        ("Stenosis above the fusion at L4-5.", [fact("stenosis")]),
        (
            "Below the fusion at L5-S1 there is severe stenosis.",
            [fact("stenosis", levels=("L5-S1",), grade="severe")],
        ),
    ],
)
def test_coordination_and_attributes(text: str, wanted: list[dict[str, Any]]) -> None:
    assert findings(f"FINDINGS:\n{text}", MRI) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "No disc herniation, canal stenosis or fracture.",
            {"disc_herniation": "absent", "central_stenosis": "absent", "vertebral_fracture": "absent"},
        ),
        ("No fracture, moderate stenosis at L4-5.", {"vertebral_fracture": "absent", "stenosis": "present"}),
        (
            "Without cord compression, but severe stenosis at C5-6.",
            {"cord_compression": "absent", "stenosis": "present"},
        ),
        ("No interval change in severe stenosis at L4-5.", {"stenosis": "present"}),
        ("Pseudarthrosis is not seen.", {"pseudarthrosis": "absent"}),
        ("Possible synovial cyst at L4-5.", {"synovial_cyst": "uncertain"}),
        ("Pseudarthrosis at L5-S1 cannot be excluded.", {"pseudarthrosis": "uncertain"}),
        ("Stable hardware without loosening.", {"hardware_failure": "absent"}),
        ("The cage is solidly fused at L4-5.", {"solid_fusion": "present", "pseudarthrosis": "absent"}),
    ],
)
def test_status(text: str, wanted: dict[str, str]) -> None:
    found = {f["kind"]: f.get("status", "present") for f in findings(f"FINDINGS:\n{text}", MRI)}
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        "HPI: Her mother had spinal stenosis and incontinence.",
        "PLAN: If weakness progresses, urgent surgery; return for incontinence.",
        "HPI: Risks include dural tear, nonunion and infection.",
        "HPI: Referred to rule out cauda equina syndrome.",
        "CRITERIA: Severe stenosis with instability of 4 mm is required.",
        "INDICATION: Severe stenosis, foot drop.",
        "ROS: Reviewed and noncontributory.",
    ],
)
def test_what_is_no_fact(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("EHL 3+/5 on the right.", fact("motor_deficit", side="right", of="extensor_hallucis_longus", grade="3+")),
        ("4 out of 5 dorsiflexion on the left.", fact("motor_deficit", side="left", of="tibialis_anterior", grade="4")),
        ("Strength 5/5 throughout.", fact("motor_deficit", status="absent")),
        ("R brachioradialis reflex absent.", fact("reflex_change", side="right", of="brachioradialis_reflex")),
        ("Decreased light touch in the left L5 dermatome.", fact("sensory_deficit", side="left", of="L5_dermatome")),
        ("Spurling negative.", fact("tension_sign", status="absent", of="spurling")),
        ("Hoffmann sign present bilaterally.", fact("myelopathic_sign", side="bilateral")),
        ("Peroneals with visible atrophy.", fact("muscle_atrophy", of="peroneals")),
    ],
)  # fmt: skip
def test_signs(text: str, wanted: dict[str, Any]) -> None:
    assert findings(f"EXAM: {text}") == [wanted]


def test_a_list_of_muscles_shares_its_grade() -> None:
    found = findings("EXAM: EHL, tibialis anterior and quadriceps 4/5 on the right.")
    assert {(f["of"], f["grade"], f["side"]) for f in found} == {
        ("extensor_hallucis_longus", "4", "right"),
        ("tibialis_anterior", "4", "right"),
        ("quadriceps", "4", "right"),
    }


def test_an_exception_keeps_a_normal_examination_from_being_a_denial() -> None:
    found = findings("EXAM: Strength 5/5 in all groups except left hip flexion 4/5.")
    assert found == [fact("motor_deficit", side="left", of="iliopsoas", grade="4")]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("IMAGING: 5 mm of translation at L4-5.", "translation", 5),
        ("IMAGING: Cobb angle of 22 degrees.", "cobb_angle", 22),
        ("IMAGING: Cobb 27.5 degrees.", "cobb_angle", 27.5),
        ("HPI: Cotinine 312 ng/mL.", "nicotine_test", 312),
        ("HPI: ODI 48%.", "disability_index", 48),
        ("HPI: Left SI joint injection with 80% relief.", "injection_relief", 80),
        ("HPI: Leg pain for 7 weeks.", "symptom_weeks", 7),
        ("HPI: Aching across the low back 8 weeks, worse standing.", "symptom_weeks", 8),
        ("EXAM: 4 of 5 SI provocation tests positive.", "si_provocation_tests", 4),
    ],
)
def test_measured_values(text: str, kind: str, number: float) -> None:
    assert [f["number"] for f in findings(text) if f["kind"] == kind] == [number]


def test_a_denial_of_one_place_is_not_one_of_the_region() -> None:
    found = findings("FINDINGS: Severe foraminal stenosis at C5-6, without facet arthropathy.", MRI)
    assert [(f["kind"], f["levels"]) for f in found] == [
        ("foraminal_stenosis", ("C5-6",)),
        ("facet_arthropathy", ("C5-6",)),
    ]


def test_a_heading_within_a_line_places_what_follows() -> None:
    found = findings("FINDINGS: L5-S1: No disc bulge. No central canal stenosis.", MRI)
    assert found == [fact("central_stenosis", status="absent", levels=("L5-S1",))]


def test_one_value_is_not_the_status_of_another() -> None:
    found = findings("EXAM: Triceps reflexes are 1+ and biceps reflexes are absent.")
    assert {(f["of"], f.get("status", "present")) for f in found} == {
        ("triceps_reflex", "present"),
        ("biceps_reflex", "present"),
    }


def test_a_report_leads_and_its_repetition_is_no_second_fact() -> None:
    record = read(
        "MRI LUMBAR SPINE\nFINDINGS: Severe central stenosis at L4-5.\n-----\n"
        "Surgeon's note\nIMAGING: MRI with severe central stenosis at L4-5. Mild foraminal stenosis at L3-4."
    )
    assert [(f.kind, f.document) for f in record.findings] == [
        ("central_stenosis", "mri"),
        ("foraminal_stenosis", "surgeon"),
    ]


def test_a_contradiction_stays_as_two_facts() -> None:
    record = read(
        "Radiograph report\nIMPRESSION: Stable hardware.\n-----\nSurgeon's note\nASSESSMENT: Broken screw at L4-5."
    )
    assert {(f.kind, f.status) for f in record.findings} == {
        ("hardware_failure", "absent"),
        ("hardware_failure", "present"),
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Acute compression fractures of T11, T12 and L2 with marrow edema at L2.",
            [fact("vertebral_fracture", levels=("T11", "T12", "L2")), fact("marrow_oedema", levels=("L2",))],
        ),
        ("L1: Acute fracture.", [fact("vertebral_fracture", levels=("L1",))]),
        (
            "L1 compression fracture, diffuse STIR hyperintensity throughout the body.",
            [fact("vertebral_fracture", levels=("L1",)), fact("marrow_oedema", levels=("L1",))],
        ),
        (
            "L1 compression fracture, no STIR hyperintensity throughout the body.",
            [fact("vertebral_fracture", levels=("L1",)), fact("marrow_oedema", levels=("L1",), status="absent")],
        ),
        ("No fracture at T10.", [fact("vertebral_fracture", levels=("T10",), status="absent")]),
        ("T12-L2 compression fractures.", [fact("vertebral_fracture", levels=("T12", "L1", "L2"))]),
        (
            "Fracture of L1 and old T12 fracture. The L3 fracture is healed.",
            [
                fact("vertebral_fracture", levels=("L1",)),
                fact("vertebral_fracture", levels=("T12",), status="absent"),
                fact("vertebral_fracture", levels=("L3",), status="absent"),
            ],
        ),
        ("Lucency about the L5 screws.", [fact("hardware_failure", levels=("L5",))]),
        ("Screw loosening at L5-S1.", [fact("hardware_failure", levels=("L5-S1",))]),
        ("Stenosis with L5 radiculopathy.", [fact("stenosis")]),
    ],
)
def test_what_belongs_to_one_vertebra_is_placed_there(text: str, wanted: list[dict[str, Any]]) -> None:
    assert findings(f"FINDINGS:\n{text}", MRI) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Grade 1 anterolisthesis of L4 on L5.",
            {"kind": "spondylolisthesis", "levels": ("L4-5",), "grade": "grade_1"},
        ),
        (
            "L4-5: slip of 6 mm in neutral, increasing to 10 mm in flexion.",
            {"kind": "translation", "levels": ("L4-5",), "number": 4.0},
        ),
        ("Bilateral leg pain when walking, relieved by sitting.", {"kind": "claudication"}),
        ("Legs go numb with prolonged standing, better when leaning forward.", {"kind": "claudication"}),
        (
            "EXAM: FABER positive, thigh thrust positive, compression positive, distraction negative.",
            {"kind": "si_provocation_tests", "number": 3.0},
        ),
        ("EXAM: FABER positive. Gaenslen positive. Patrick positive.", {"kind": "si_provocation_tests", "number": 2.0}),
        ("EXAM: FABER negative, thigh thrust negative.", {"kind": "si_provocation_tests", "status": "absent"}),
    ],
)
def test_words_of_a_chart(text: str, wanted: dict[str, Any]) -> None:
    found = [f for f in findings(text) if f["kind"] == wanted["kind"]]
    assert [{name: f.get(name) for name in wanted} for f in found] == [wanted]


def test_compression_of_a_root_is_no_provocation_test() -> None:
    assert not [f for f in findings("IMPRESSION: root compression positive.") if f["kind"] == "si_provocation_tests"]


def test_walking_pain_without_relief_by_rest_is_no_claudication() -> None:
    assert not [f for f in findings("Leg pain with walking.") if f["kind"] == "claudication"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Social History: Tobacco Use: Never", [fact("nicotine_use", status="absent")]),
        ("LABS: ESR and CRP normal.", []),
        (
            "IMAGING: L1 compression fracture with 40% height loss.",
            [fact("vertebral_fracture", levels=("L1",)), fact("height_loss", levels=("L1",), number=40.0)],
        ),
        (
            "EXAM: Right triceps reflex absent, decreased sensation right middle finger.",
            [
                fact("reflex_change", side="right", of="triceps_reflex"),
                fact("sensory_deficit", side="right", of="middle_finger"),
            ],
        ),
        (
            "HPI: Carpal tunnel and shoulder pathology have been ruled out.",
            [
                fact("competing_source", status="absent", of="carpal_tunnel"),
                fact("other_sources_excluded"),
                fact("competing_source", status="absent", of="shoulder_pathology"),
            ],
        ),
        ("ASSESSMENT: Cervical myelopathy, moderate.", [fact("myelopathy", grade="moderate")]),
        ("PSH: L4-5 laminectomy 2018.", [fact("prior_decompression", levels=("L4-5",))]),
        ("PSH: L4-5 microdiscectomy right 2019.", [fact("prior_decompression", levels=("L4-5",), side="right")]),
        ("PSH: Microdisc L4-5, left, 2021.", [fact("prior_decompression", levels=("L4-5",), side="left")]),
        ("HPI: L4-5 laminectomy 3 years ago.", [fact("prior_decompression", levels=("L4-5",))]),
        ("HPI: Doing well two years after an L4-5 microdiscectomy.", [fact("prior_decompression", levels=("L4-5",))]),
        ("IMAGING: Laminotomy defect at L4-5.", [fact("prior_decompression", levels=("L4-5",))]),
        ("PLAN: L4-5 microdiscectomy right 2026.", []),
        ("HPI: She never had relief of the neck pain.", [fact("axial_pain")]),
        ("HPI: Return precautions for weakness or loss of bladder control were reviewed.", []),
        ("HPI: Left carpal tunnel release in 2015.", []),
        ("HPI: Pain-free for 7 years.", []),
        (
            "MOTOR     R      L\nDorsiflexion   4/5   5/5",
            [
                fact("motor_deficit", side="right", of="tibialis_anterior", grade="4"),
                fact("motor_deficit", side="left", of="tibialis_anterior", status="absent"),
            ],
        ),
        ("EXAM:\nDorsiflexion   4/5   5/5", []),
        (
            "EXAM: Decreased sensation of the lateral left foot.",
            [fact("sensory_deficit", side="left", of="lateral_foot")],
        ),
        ("RE: request\nDear Doctor,\nHe has back pain.", [fact("axial_pain")]),
        ("RE: request of May\nDear Doctor,\n\nHe has back pain.", [fact("axial_pain")]),
    ],
)
def test_forms_of_charts(text: str, wanted: list[dict[str, Any]]) -> None:
    assert findings(text) == wanted


def test_each_earlier_operation_keeps_its_own_place() -> None:
    found = {f["kind"]: f["levels"] for f in findings("HPI: History of L4-5 laminectomy 2019, L2-3 fusion 2021.")}
    assert found == {"prior_decompression": ("L4-5",), "prior_fusion": ("L2-3",)}


def test_a_negation_within_a_name_denies_nothing_else() -> None:
    found = findings("FINDINGS: L3-4: no bridging bone across the disc space consistent with nonunion.", "CT REPORT")
    assert {f.get("status", "present") for f in found if f["kind"] == "pseudarthrosis"} == {"present"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("HPI: Chronic right leg and low back pain since L3-5 laminectomy (2020) and L4-5 fusion (2021).", ["present"]),
        ("HPI: Intractable back and leg pain following two lumbar surgeries.", ["present"]),
        ("Dx: persistent radicular leg pain after two lumbar operations (L4-S1 fusion 2023).", ["present"]),
        ("HPI: Intractable burning leg pain after three spinal operations.", ["present"]),
        ("HPI: Persistent leg pain after two knee operations.", []),
        ("Assessment: M54.16, M96.1", ["present"]),
        ("HPI: No chronic leg pain after laminectomy.", ["absent"]),
        ("HPI: Chronic leg pain after laminectomy has resolved.", ["absent"]),
        ("HPI: Risk of persistent leg pain after fusion was discussed.", []),
        ("HPI: Chronic back pain since lumbar fusion.", []),
        ("HPI: Chronic leg pain since a fall, L4-5 laminectomy 2019.", []),
    ],
)
def test_pain_of_a_limb_that_stays_after_an_operation_on_the_spine_is_neuropathic(text: str, wanted: list[str]) -> None:
    record = read(f"Pain clinic note\nDate: 07/01/2026\n{text}")
    assert [f.status for f in record.findings if f.kind == "neuropathic_pain"] == wanted
