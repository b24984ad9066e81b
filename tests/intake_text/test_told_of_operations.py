"""What is told of earlier operations, of their levels and of what studies show beside them."""

import pytest

from .conftest import findings, read, treatments

CASE = "Patient clinical history: The patient is a 50-year-old man. "


def told(text: str, *kinds: str) -> set[str]:
    """Each finding of some kinds as its status, kind and levels."""
    found = [f for f in findings(CASE + text, "") if f["kind"] in kinds]
    return {" ".join((*([f["status"]] if "status" in f else []), f["kind"], *f.get("levels", ()))) for f in found}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "MRI L/S 1/30/26: L5-S1 s/p L hemilaminotomy. Recurrent L extrusion compresses L S1 root. L4-5 mild bulge.",
            {"disc_herniation L5-S1", "root_compression L5-S1"},
        ),
        (
            "The MRI of 1/30/26 shows postoperative change at L5-S1. There is a recurrent left disc extrusion that compresses the S1 root.",
            {"disc_herniation L5-S1", "root_compression L5-S1"},
        ),
        (
            "MRI 1/30/26: L4-L5 prior right laminotomy. Recurrent right disc extrusion with severe stenosis.",
            {"disc_herniation L4-5"},
        ),
        # Nothing says that it is there.
        (
            "The MRI of 1/30/26 shows changes at L5-S1. She has back pain. There is a disc extrusion.",
            {"disc_herniation"},
        ),
        ("He had an operation at L5-S1. There is a disc extrusion.", {"disc_herniation"}),
        (
            "MRI 1/30/26: L4-5 normal. Left extrusion compresses the left S1 root.",
            {"disc_herniation", "root_compression", "absent disc_herniation L4-5", "absent root_compression L4-5"},
        ),
        ("MRI 1/30/26: L4-5 is fused. Above it a disc extrusion.", {"disc_herniation"}),
        ("MRI 1/30/26 shows a solid fusion at L4-5. At the level above the root is compressed.", {"root_compression"}),
    ],
)
def test_a_study_goes_on_at_the_level_just_named(text: str, facts: set[str]) -> None:
    assert told(text, "disc_herniation", "root_compression") == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "She had an L3-L5 fusion in 2016. Bending films show 6 mm of translation at L2-3, while the prior fusion is solid.",
            {"prior_fusion L3-4 L4-5", "solid_fusion L3-4 L4-5", "translation L2-3"},
        ),
        ("At L3-4, the prior fusion is solid.", {"prior_fusion L3-4", "solid_fusion L3-4"}),
        ("L2-3 fused with mature bone.", {"solid_fusion L2-3"}),
        # Each at its own level, whatever joins them.
        (
            "CT 2/20/2026 shows a nonunion at L5-S1 with a solid arthrodesis at L4-5.",
            {"solid_fusion L4-5"},
        ),
        (
            "CT 2/20/2026 shows solid fusion at L3-4 with no bridging bone at L4-5.",
            {"solid_fusion L3-4", "absent solid_fusion L4-5"},
        ),
    ],
)
def test_an_operation_known_already_is_not_where_the_new_finding_is(text: str, facts: set[str]) -> None:
    assert told(text, "prior_fusion", "solid_fusion", "translation") == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "MRI 11/18/2025 shows, at L3-4 immediately above the fusion, disc bulging causing severe central stenosis.",
            {"central_stenosis L3-4"},
        ),
        (
            "MRI 11/18/2025 shows at L3-4, just above the earlier fusion, facet arthropathy causing severe central stenosis.",
            {"central_stenosis L3-4", "prior_fusion"},
        ),
        ("MRI 11/18/2025: L4-5, above which there is severe central stenosis.", {"central_stenosis"}),
        (
            "MRI 11/18/2025 shows a fusion at L4-5. At the level above there is severe central stenosis.",
            {"central_stenosis"},
        ),
        ("MRI 11/18/2025: severe central stenosis above the L4-5 fusion.", {"central_stenosis"}),
    ],
)
def test_a_level_that_lies_above_an_operation_is_not_that_of_it(text: str, facts: set[str]) -> None:
    assert told(text, "central_stenosis", "prior_fusion") == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "In 2019 I performed an L4-5 decompression and instrumented posterolateral fusion on him.",
            {"prior_fusion L4-5", "prior_decompression L4-5"},
        ),
        ("In May 2020 we carried out a TLIF of L5-S1 on her.", {"prior_fusion L5-S1"}),
        ("My partner performed a left L5-S1 microdiscectomy in the fall of 2021.", {"prior_decompression L5-S1"}),
        ("In 2024 I performed an MRI review and recommended L4-5 fusion.", set()),
        ("In 2024 I carried out a discussion of an L4-5 fusion, which was planned.", set()),
    ],
)
def test_what_a_surgeon_did_in_a_year(text: str, facts: set[str]) -> None:
    assert told(text, "prior_fusion", "prior_decompression") == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "He had posterior fusion of L4 to S1. CT 1/15/2026: mature bridging bone at both levels.",
            {"solid_fusion L4-5 L5-S1"},
        ),
        ("He had posterior fusion of L4-5. CT 1/15/2026 shows a nonunion.", {"pseudarthrosis L4-5"}),
        # Which of several has not healed is not told, and neither what is of another operation.
        ("He had posterior fusion of L4 to S1. CT 1/15/2026 shows a nonunion.", {"pseudarthrosis"}),
        (
            "He had fusion of L5-S1 in 2010 and underwent fusion of L4-5 in 2018. CT 1/15/2026: solid fusion.",
            {"solid_fusion"},
        ),
    ],
)
def test_what_is_told_of_an_operation_is_at_its_levels(text: str, facts: set[str]) -> None:
    assert {f for f in told(text, "solid_fusion", "pseudarthrosis") if not f.startswith("absent")} == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "On 04/02/2026 the right tibialis anterior was graded 3/5 and by 04/09/2026 it was 2/5.",
            {("2", "not_stated"), ("progressive_deficit", "")},
        ),
        (
            "On 04/02/2026 the right tibialis anterior was 3/5 and the knee was stable.",
            {("3", "not_stated")},
        ),
        ("No therapy was tried because of the advancing weakness.", {("progressive_deficit", "")}),
    ],
)
def test_strength_of_two_days(text: str, facts: set[tuple[str, str]]) -> None:
    found = read(f"Patient clinical history: {text}").findings
    assert {(f.grade, str(f.date)) for f in found if f.kind == "motor_deficit"} | {
        (f.kind, "") for f in found if f.kind == "progressive_deficit"
    } == facts


@pytest.mark.parametrize(
    ("words", "response"),
    [("of no lasting value", "none"), ("of little value", "none"), ("of great value", "not_stated")],
)
def test_of_what_value_therapy_was(words: str, response: str) -> None:
    found = treatments(f"{CASE}Physical therapy from 03/03/2025 to 09/12/2025 was {words}.")
    assert [t.get("response", "not_stated") for t in found] == [response]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Clinical information reviewed: progress notes of 04/02/2026, MRI report of 04/08/2026.", "record_summary"),
        ("Records submitted for review include an office note of 04/02/2026.", "record_summary"),
        ("Records: office note of 04/02/2026.", "office_note"),
    ],
)
def test_a_list_of_what_was_reviewed_heads_a_summary(head: str, kind: str) -> None:
    assert [d.kind for d in read(f"{head}\n\nA 55-year-old man noticed weakness of the right foot.").documents] == [
        kind
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "response"),
    [
        (
            "She has attended physical therapy since 01/12/2026 and by 03/06/2026 had completed 14 visits with unchanged pain.",
            "2026-01-12",
            "2026-03-06",
            "none",
        ),
        (
            "He began physical therapy on 01/12/2026 and by 03/06/2026 had attended fourteen sessions without improvement.",
            "2026-01-12",
            "2026-03-06",
            "none",
        ),
        (
            "She has attended physical therapy since 01/12/2026 and by 03/06/2026 had foot drop.",
            "not_stated",
            "not_stated",
            "not_stated",
        ),
        (
            "PT from 06/16/2025 to 08/29/2025 at two visits a week brought nothing that lasted.",
            "2025-06-16",
            "2025-08-29",
            "none",
        ),
    ],
)
def test_a_course_up_to_the_day_of_its_count(text: str, start: str, end: str, response: str) -> None:
    found = [t for t in read(CASE + text).treatments if t.kind == "physical_therapy"]
    assert [(str(t.start), str(t.end), t.response) for t in found] == [(start, end, response)]


@pytest.mark.parametrize(
    ("text", "kind", "facts"),
    [
        (
            "MRI 2/11/2026 shows a collection around the screws at L5-S1 extending to the L5-S1 disc, in keeping with infection.",
            "spinal_infection",
            {"spinal_infection L5-S1"},
        ),
        (
            "Flex/ext 12/3/25: L5-S1 slip 7 mm neutral to 11 mm flexion. L4-5 stable.",
            "dynamic_instability",
            {"absent dynamic_instability L4-5"},
        ),
        ("Flex/ext 12/3/25: L5-S1 slip 7 mm in flexion. L4-5 stable fusion.", "dynamic_instability", set()),
    ],
)
def test_one_level_named_twice_and_one_told_beside(text: str, kind: str, facts: set[str]) -> None:
    assert told(text, kind) == facts
