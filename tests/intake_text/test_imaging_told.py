"""What reports tell of other days, other places and of what lies beside it, in the compact words of their lists."""

import pytest

from .conftest import findings

REPORT = "MRI OF THE SPINE 02/27/2026"


def told(text: str) -> set[str]:
    """Each finding as its status, side, grade, kind and levels."""
    return {
        " ".join(
            part
            for part in (
                f.get("status", ""),
                f.get("side", ""),
                f.get("grade", ""),
                f["kind"],
                *f.get("levels", ()),
            )
            if part
        )
        for f in findings(f"FINDINGS: {text}", REPORT)
    }


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("L4-5 central stenosis has progressed from moderate in 2023 to severe now.", {"severe central_stenosis L4-5"}),
        ("Central stenosis at L3-4, previously mild, is now moderate.", {"moderate central_stenosis L3-4"}),
        ("L4-5: severe canal stenosis, previously moderate.", {"severe central_stenosis L4-5"}),
        (
            "Right foraminal stenosis at L5-S1 worsened from mild to moderate.",
            {"right moderate foraminal_stenosis L5-S1"},
        ),
        ("L4-5 anterolisthesis has progressed from grade 1 to grade 2.", {"grade_2 spondylolisthesis L4-5"}),
        ("L3-4 stenosis was mild and L4-5 is severe.", {"mild stenosis L3-4", "severe stenosis L4-5"}),
        ("The L4-5 extrusion seen in 2024 has resorbed.", {"absent disc_herniation L4-5"}),
        ("Interval resolution of the synovial cyst at L4-5.", {"absent synovial_cyst L4-5"}),
    ],
)
def test_what_is_of_now_counts(text: str, facts: set[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("No significant canal or foraminal stenosis at the remaining levels.", set[str]()),
        ("No central stenosis or nerve root compression at the other levels.", set[str]()),
        ("The remaining levels show no stenosis.", set[str]()),
        ("No central stenosis.", {"absent central_stenosis"}),
    ],
)
def test_what_all_other_levels_lack_is_denied_of_none_that_is_told(text: str, facts: set[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Left foraminal stenosis: mild L3-4, severe L4-5.", {"left mild foraminal_stenosis L3-4", "left severe foraminal_stenosis L4-5"}),
        ("R foraminal stenosis C5-6 (moderate) and C6-7 (severe).",
         {"right moderate foraminal_stenosis C5-6", "right severe foraminal_stenosis C6-7"}),
        ("L4-5: severe central and bilateral lateral recess stenosis.",
         {"severe central_stenosis L4-5", "bilateral severe lateral_recess_stenosis L4-5"}),
        ("Severe central and left foraminal stenosis at L4-5.", {"severe central_stenosis L4-5", "left foraminal_stenosis L4-5"}),
        ("L4-5: severe canal stenosis with patent foramina.", {"severe central_stenosis L4-5", "absent foraminal_stenosis L4-5"}),
        ("Contacts but does not compress the cord at C5-6.", {"absent cord_compression C5-6"}),
        ("Cord signal is preserved throughout.", {"absent cord_signal_change"}),
        ("L3-4 moderate central stenosis, L4-5 severe central stenosis, no listhesis at either level.",
         {"moderate central_stenosis L3-4", "severe central_stenosis L4-5", "absent spondylolisthesis L3-4 L4-5"}),
        ("Dynamic films 4/2/2026: stable.", {"absent dynamic_instability", "flexion_extension_films"}),
        ("Flexion-extension views 4/2/2026: stable hardware.", {"absent hardware_failure", "flexion_extension_films"}),
        ("X-rays flex/ext 7/2/26: normal alignment. No abnormal translation.",
         {"absent dynamic_instability", "flexion_extension_films"}),
        ("L5-S1 without motion.", {"absent dynamic_instability L5-S1"}),
        ("Instrumentation is in good position without loosening or fracture.",
         {"absent hardware_malposition", "absent hardware_failure"}),
        ("L4-5: severe central stenosis. L5-S1: no disc herniation. No listhesis or pars defect at any level.",
         {"severe central_stenosis L4-5", "absent disc_herniation L5-S1", "absent spondylolisthesis", "absent pars_defect"}),
        ("L3-4: moderate central stenosis. L4-5: no disc herniation. No instability at the levels in question.",
         {"moderate central_stenosis L3-4", "absent disc_herniation L4-5", "absent dynamic_instability"}),
        ("L5-S1: no disc herniation. Views in flexion show no motion at all levels; no scoliosis.",
         {"absent disc_herniation L5-S1", "absent dynamic_instability", "absent scoliosis"}),
        ("L5-S1: no disc herniation. No spondylolisthesis.", {"absent disc_herniation L5-S1", "absent spondylolisthesis L5-S1"}),
        ("Halos around both L5 screws and a fracture of the right S1 screw.", {"bilateral hardware_failure L5", "right hardware_failure S1"}),
        ("Lucency around the left L5 screw and no fracture in the right S1 screw.",
         {"left hardware_failure L5", "absent right hardware_failure S1"}),
        ("Loosening of the L5 screws and a fracture of L3.", {"hardware_failure L5", "vertebral_fracture L3"}),
        ("The left L4 pedicle screw is malpositioned.", {"left hardware_malposition L4"}),
    ],
)  # fmt: skip
def test_sides_grades_and_denials_go_with_what_they_are_told_of(text: str, facts: set[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Severe stenosis at L4-5, L5-S1 normal.",
            {
                "severe stenosis L4-5",
                *(f"absent {kind} L5-S1" for kind in ("stenosis", "disc_herniation", "root_compression")),
            },
        ),
        ("Severe stenosis at L2-3, an unremarkable look of L3-4.", {"severe stenosis L2-3"}),
        ("Grade 2 slip at L4-5, preserved disc space at L5-S1.", {"grade_2 spondylolisthesis L4-5"}),
        ("Severe stenosis at L4-5, the L3-4 segment is clean.", {"severe stenosis L4-5"}),
        ("Moderate left foraminal stenosis at C5-6, C6-7 fused.", {"left moderate foraminal_stenosis C5-6"}),
        ("Nonunion at L5-S1, L4-5 solid.", {"pseudarthrosis L5-S1"}),
        ("Pseudarthrosis C5-6, solid at C6-7.", {"pseudarthrosis C5-6"}),
        ("Disc herniation at L4-5, none at L5-S1.", {"disc_herniation L4-5"}),
        ("Synovial cyst at L4-5 (none at L3-4).", {"synovial_cyst L4-5"}),
        ("Severe stenosis at L3-4, L4-5 and L5-S1.", {"severe stenosis L3-4 L4-5 L5-S1"}),
        (
            "Severe stenosis at L4-5, L3-4 and L5-S1 are normal.",
            {
                "severe stenosis L4-5",
                *(f"absent {kind} L3-4 L5-S1" for kind in ("stenosis", "disc_herniation", "root_compression")),
            },
        ),
        (
            "Canal stenosis is severe at L4-5 and absent at L3-4.",
            {"severe central_stenosis L4-5", "absent central_stenosis L3-4"},
        ),
        ("Both neural foramina at L5-S1 show severe narrowing.", {"bilateral severe foraminal_stenosis L5-S1"}),
        (
            "L5-S1: Spinal canal and neural foramina are adequate.",
            {"absent central_stenosis L5-S1", "absent foraminal_stenosis L5-S1"},
        ),
    ],
)
def test_a_level_that_is_well_has_nothing_of_the_one_before(text: str, facts: set[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Stenosis is present at L3-4 (moderate) and L4-5 (severe).", {"moderate stenosis L3-4", "severe stenosis L4-5"}),
        ("There is stenosis at L3-4 - moderate and L4-5 - severe.", {"moderate stenosis L3-4", "severe stenosis L4-5"}),
        ("Stenosis at L3-4, moderate, and L4-5, severe.", {"moderate stenosis L3-4", "severe stenosis L4-5"}),
        ("L2-3 mild, L3-4 moderate, L4-5 severe stenosis.",
         {"mild stenosis L2-3", "moderate stenosis L3-4", "severe stenosis L4-5"}),
        ("C5-6: foraminal narrowing, severe on the right and moderate on the left, with no canal stenosis.",
         {"right severe foraminal_stenosis C5-6", "left moderate foraminal_stenosis C5-6", "absent central_stenosis C5-6"}),
        ("Foraminal stenosis on the left, mild at L4-5 and severe at L5-S1.",
         {"left mild foraminal_stenosis L4-5", "left severe foraminal_stenosis L5-S1"}),
        ("SI joint narrowing on the left.", set[str]()),
    ],
)  # fmt: skip
def test_each_grade_is_that_of_its_own_place(text: str, facts: set[str]) -> None:
    assert told(text) == facts


def told_before(text: str) -> set[str]:
    return {" ".join((f["kind"], f.get("grade", ""))).strip() for f in findings(f"HISTORY: {text}")}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Underwent L4-5 laminectomy in 2019 for severe stenosis.", {"prior_decompression"}),
        (
            "Prior L4-5 laminectomy in 2019 for herniation, severe stenosis at L3-4.",
            {"prior_decompression", "stenosis severe"},
        ),
        (
            "L4-5 laminectomy in 2019 for herniation; severe stenosis at L4-5.",
            {"prior_decompression", "stenosis severe"},
        ),
        ("L4-5 laminectomy in 2019 for stenosis and spondylolisthesis.", {"prior_decompression"}),
        ("Prior fusion L4-5 for grade 1 spondylolisthesis.", {"prior_fusion"}),
        (
            "Status post L4-5 laminectomy for stenosis, with severe stenosis at L3-4 now.",
            {"prior_decompression", "stenosis severe"},
        ),
        ("L4-5 laminectomy 2018 for severe central stenosis.", {"prior_decompression"}),
        ("Carotid endarterectomy for severe stenosis.", set[str]()),
        ("L4-5 severe stenosis.", {"stenosis severe"}),
    ],
)
def test_the_reason_for_what_was_done_is_of_that_day(text: str, facts: set[str]) -> None:
    assert told_before(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Ankle fracture ORIF with plate and screws 2015.", set[str]()),
        ("Right tibia fracture treated with an intramedullary rod.", set[str]()),
        ("Nonunion of the left scaphoid.", set[str]()),
        ("UTI infection last month.", set[str]()),
        ("Shoulder instability on the right.", set[str]()),
        ("Hip: mild OA. L5-S1: broken screw.", {"hardware_failure"}),
        ("Cervical plate with broken screw, and left knee pain.", {"hardware_failure"}),
    ],
)
def test_what_other_bones_have_is_none_of_the_spine(text: str, facts: set[str]) -> None:
    assert (
        told_before(text) & {"hardware_failure", "pseudarthrosis", "spinal_infection", "dynamic_instability"} == facts
    )


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Severe narrowing of the L5-S1 disc space.", {"disc_degeneration L5-S1"}),
        ("The disc space at L5-S1 is severely narrowed.", {"disc_degeneration L5-S1"}),
        ("L4-5 canal severe, LR mod b/l, NF mild R.",
         {"severe central_stenosis L4-5", "bilateral moderate lateral_recess_stenosis L4-5", "right mild foraminal_stenosis L4-5"}),
        ("CT does not show bridging bone at L4-5.", {"absent solid_fusion L4-5"}),
    ],
)  # fmt: skip
def test_narrow_discs_are_no_stenosis_and_a_place_alone_takes_its_grade(text: str, facts: set[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("No displacement of the T7 fracture.", {"vertebral_fracture T7"}),
        ("There is no healing across the fracture of the odontoid.", {"vertebral_fracture C2", "unstable_fracture C2"}),
        ("No evidence of healing of the fracture at L2.", {"vertebral_fracture L2"}),
        ("No enlargement of the extrusion at T9-10.", {"disc_herniation T9-10"}),
        ("No evidence of the extrusion at T9-10.", {"absent disc_herniation T9-10"}),
        ("No recurrence of the extrusion at T9-10.", {"absent disc_herniation T9-10"}),
        ("No fracture of the dens.", {"absent vertebral_fracture C2"}),
        ("No fracture of the L2 body.", {"absent vertebral_fracture L2"}),
    ],
)
def test_what_is_denied_of_a_thing_leaves_the_thing(text: str, facts: set[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "The thoracic curve was 31 degrees on 03/02/2024, 40 degrees on 04/11/2025 and 52 degrees on 05/20/2026.",
            {("cobb_angle", 52.0, "2026-05-20")},
        ),
        ("A 61-degree left thoracolumbar curve (05/20/2026).", {("cobb_angle", 61.0, "2026-05-20")}),
        (
            "The curve increased from 38 degrees (2023) to 47 degrees (2024) to 55 degrees.",
            {("cobb_angle", 55.0, "not_stated")},
        ),
        ("Atlantodental interval: 7 mm.", {("slip_distance", 7.0, "not_stated")}),
        (
            "The thoracic kyphosis was 31 degrees on 03/02/2024 and 52 degrees on 05/20/2026.",
            {("kyphosis_angle", 31.0, "2024-03-02")},
        ),
    ],
)
def test_measures_of_several_days_have_each_its_own(text: str, values: set[tuple[str, float, str]]) -> None:
    found = findings(f"FINDINGS: {text}", REPORT)
    assert {(f["kind"], f["number"], str(f.get("date", "not_stated"))) for f in found if "number" in f} >= values
    assert all(f["kind"] == next(iter(values))[0] for f in found if "number" in f)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Unstable L2 burst fracture.", {"vertebral_fracture L2", "unstable_fracture L2"}),
        ("The T11 fracture was judged mechanically unstable.", {"vertebral_fracture T11", "unstable_fracture T11"}),
        ("The T11 fracture is not unstable.", {"vertebral_fracture T11", "absent unstable_fracture T11"}),
        ("Unstable on his feet since the L3 fracture.", {"vertebral_fracture L3"}),
        ("Stable vital signs, L3 fracture.", {"vertebral_fracture L3"}),
        ("Stable wedge fracture of L3.", {"vertebral_fracture L3", "absent unstable_fracture L3"}),
        ("The L3 fracture remains stable.", {"vertebral_fracture L3", "absent unstable_fracture L3"}),
        ("Fractures of the right transverse processes of L1 and L2.", {"right process_fracture L1 L2"}),
        ("Fracture of the C6 spinous process.", {"process_fracture C6"}),
        ("L2 burst fracture; fragments occupy 60% of the canal.", {"vertebral_fracture L2", "unstable_fracture L2"}),
        ("L2 burst fracture with retropulsion and mild canal encroachment.", {"vertebral_fracture L2"}),
        ("Nonunion of the odontoid fracture.", {"vertebral_fracture C2", "unstable_fracture C2"}),
        ("Perched facets at C6-7.", {"ligament_instability C6-7"}),
        ("The T12 fracture has collapsed further.", {"vertebral_fracture T12", "unstable_fracture T12"}),
        ("Surgery is meant to prevent progressive collapse of the L1 fracture.", set()),
    ],
)  # fmt: skip
def test_a_fracture_is_unstable_or_stable_where_it_is_told(text: str, facts: set[str]) -> None:
    assert facts <= told(text)
    assert not {f for f in told(text) - facts if "unstable_fracture" in f}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Metastasis of T8. SINS of 14.", {"tumour_instability"}),
        ("Metastasis of T8. SINS of 4.", {"absent tumour_instability"}),
        ("Spinal instability neoplastic score 9.", {"uncertain tumour_instability"}),
        ("The cord is bright on T2 at C3-4.", {"cord_signal_change C3-4"}),
        ("The cord is not bright on T2 at C3-4.", set()),
        ("Lytic lesion of C5 with 40% collapse and compression of the cord.", {"height_loss C5"}),
        ("Nurick grade four.", {"nurick_grade"}),
    ],
)  # fmt: skip
def test_scores_and_signs_of_the_cord_are_read_in_plain_words(text: str, facts: set[str]) -> None:
    read = told(text)
    assert facts <= read
    assert facts or not read
    assert "dynamic_instability" not in " ".join(read)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Right leg strength is 3/5 throughout.", {("right", "3")}),
        ("Motor 4-/5 throughout the right upper extremity.", {("right", "4-")}),
        ("Both arms are 4/5 throughout.", {("bilateral", "4")}),
        ("Right leg pain 4/5.", set()),
        ("Right leg strength is 5/5 throughout.", set()),
    ],
)
def test_a_weak_limb_has_its_grade(text: str, facts: set[tuple[str, str]]) -> None:
    read = findings(f"EXAMINATION: {text}", "Office note 02/27/2026")
    weak = {(f.get("side"), f.get("grade")) for f in read if f["kind"] == "motor_deficit" and "status" not in f}
    assert weak == facts
