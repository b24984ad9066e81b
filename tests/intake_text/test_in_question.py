"""What a question tells of the patient: a claim that stands on file, and proves nothing."""

import pytest

from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

PACK = load_pack("spine")
SLIP = "given grade 2 spondylolisthesis at L4-5 and six weeks of failed physical therapy"


def told(question: str, *records: str) -> list[tuple[str, str, str]]:
    """Kind, status and document of all facts."""
    sources = [Source(f"{n}.txt", text) for n, text in enumerate(records)]
    case = read_case(sources, PACK, question).case
    facts = [*case.findings, *case.treatments]
    return [(f.kind, f.status, next(d.kind for d in case.documents if d.id == f.document)) for f in facts]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "Is L4-5 fusion medically necessary for a patient with back pain and severe central stenosis at L4-5?",
            {"axial_pain", "central_stenosis"},
        ),
        (
            "Is 22633 at L4-5 indicated for this 61 y/o woman who failed 8 weeks of PT and has left EHL 4/5?",
            {"physical_therapy", "motor_deficit"},
        ),
        (f"Is 22633 at L4-5 necessary {SLIP}?", {"spondylolisthesis", "physical_therapy"}),
        ("Is 63030 left L5-S1 indicated? He has had a foot drop since May.", {"foot_drop"}),
        (
            "Is 22612 at L4-5 necessary for a patient with radiculopathy, who takes meloxicam, but has no confirmation of 6 weeks "
            "of formal physical therapy?",
            {"nsaid"},
        ),
        ("Is 63047 at L4-5 necessary in a member without scoliosis?", {"scoliosis"}),
        # told before it is asked
        ("A 70-year-old man has severe central stenosis at L3-4. Is L3-4 laminectomy necessary?", {"central_stenosis"}),
        ("Would a 44-year-old with a left foot drop qualify for 63030 at L4-5?", {"foot_drop"}),
        (
            "Should this retired teacher, a woman with a cotinine test of 4 ng/mL, have 22633 at L4-5?",
            {"nicotine_test"},
        ),
        (
            "61M, L5-S1 slip of 6 mm, failed 8 weeks of PT. Approve 22633 L5-S1?",
            {"spondylolisthesis", "physical_therapy"},
        ),
        ("Please review 63047 at L3-4. The claimant takes meloxicam every day.", {"nsaid"}),
    ],
)
def test_a_question_alone_is_read(question: str, wanted: set[str]) -> None:
    found = told(question)
    assert {kind for kind, _, _ in found} == wanted
    assert {status for _, status, _ in found} == {"uncertain"}
    assert {document for _, _, document in found} == {"question"}


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "Does a 60-year-old woman with an L4-S1 fusion and severe stenosis need L3-4 laminectomy and fusion (63047, 22612)?",
            {"63047": ("L3-4",), "22612": ("L3-4",)},
        ),
        ("He is 50 and was fused from L3 to L5. Is 63047 at L2-3 necessary?", {"63047": ("L2-3",)}),
        ("A 66-year-old man with cord compression at C4-5 requests ACDF (22551, 22845). Necessary?", {"22551": ("C4-5",), "22845": ("C4-5",)}),
    ],
)  # fmt: skip
def test_what_is_told_of_the_patient_is_not_asked_for(question: str, lines: dict[str, tuple[str, ...]]) -> None:
    asked = {line.code: line.levels for line in read_case([], PACK, question).case.request.lines}
    assert asked == lines


def test_the_person_is_read_from_a_question() -> None:
    case = read_case([], PACK, "Is 22551 at C5-6 necessary for a 59-year-old male with numbness of both hands?").case
    assert (case.patient.age, case.patient.sex) == (59, "male")


def test_what_the_record_tells_is_not_told_twice() -> None:
    note = "Office note\nDate: 09/01/2026\nHPI: Back pain. She failed six weeks of physical therapy."
    found = told(f"Is 22633 at L4-5 necessary {SLIP}?", note)
    assert [(kind, document) for kind, _, document in found if kind == "physical_therapy"] == [
        ("physical_therapy", "office_note")
    ]
    assert ("spondylolisthesis", "uncertain", "question") in found


def test_a_question_that_only_asks_adds_no_document() -> None:
    note = Source("note.txt", "Office note\nDate: 09/01/2026\nHPI: Back pain.")
    assert len(read_case([note], PACK, "Is 22633 at L4-5 medically necessary?").case.documents) == 1


def test_a_claim_proves_nothing() -> None:
    question = (
        "Is 63047 at L4-5 necessary for a 70-year-old man with severe central stenosis and root compression at L4-5, foot drop, "
        "a left EHL of 2/5 that progresses, and eight weeks of failed supervised physical therapy in 2026?"
    )
    case = read_case([], PACK, question).case
    assert {f.kind for f in case.findings} >= {"central_stenosis", "foot_drop", "motor_deficit"}
    assert check(case, PACK).overall == "undetermined"


PASTED = (
    "Is L4-5 fusion (22612) medically necessary? She has back pain and leg pain. MRI of the lumbar spine on 03/04/2026: "
    "L4-5 severe central stenosis. MRI LUMBAR SPINE IMPRESSION: L4-5 severe central stenosis with 5 mm anterolisthesis."
)


def test_a_report_pasted_into_a_question_is_a_claim_like_the_rest() -> None:
    report = Source(
        "mri.txt", "MRI LUMBAR SPINE\nDate: 03/04/2026\nIMPRESSION: L4-5 severe central stenosis. L4-5 facet cysts."
    )
    alone, beside = read_case([], PACK, PASTED).case, read_case([report], PACK, PASTED).case
    assert {d.kind for d in alone.documents} == {"question"}
    assert "central_stenosis" in {f.kind for f in alone.findings}
    assert [d.kind for d in beside.documents if d.kind != "question"] == ["mri_report"]
    assert ("central_stenosis", "mri") in {(f.kind, f.document) for f in beside.findings}


@pytest.mark.parametrize(
    "question",
    [
        "Is 63685 medically necessary for a patient whose battery is depleted? It gave 60% relief of the leg pain for four years.",
        "Is 64635 at L4-5 medically necessary for a patient with axial back pain, whose two medial branch blocks gave 10% relief?",
        "Is 22612 at L4-5 necessary for a never smoker with a grade 2 spondylolisthesis and severe stenosis at L4-5?",
    ],
)
def test_a_claim_refutes_nothing_and_fulfils_nothing(question: str) -> None:
    outcome = check(read_case([], PACK, question).case, PACK)
    assert outcome.overall == "undetermined"


RADICULAR = (
    "A 55-year-old has had right leg pain in the S1 distribution since December. On 04/14/2026 the right straight leg raise was positive. "
    "Naproxen and 12 therapy visits from 01/05/2026 to 02/20/2026 brought no relief. "
    "MRI 01/30/2026: L5-S1 right paracentral extrusion compressing the right S1 nerve root.{}\n"
)


@pytest.mark.parametrize(
    ("question", "plan", "outcome"),
    [
        ("Is 64483 at right L5-S1 medically necessary?", "", "necessary"),
        ("Is a repeat 64483 at right L5-S1 medically necessary?", "", "undetermined"),
        ("Is 64483, repeat, right L5-S1 medically necessary?", "", "undetermined"),
        ("Is 64483 at right L5-S1 medically necessary?", " Plan: repeat right L5-S1 TFESI.", "undetermined"),
        ("Is 64483 at right L5-S1 medically necessary?", " The request is for 64483 RT x1, repeat.", "undetermined"),
        ("Is 64483 at right L5-S1 medically necessary?", " He asks that the epidural injection be done again.", "undetermined"),
        ("Is 64483 at right L5-S1 medically necessary?", " Plan: right L5-S1 TFESI. May repeat the injection in 4 weeks.", "necessary"),
        ("Is 64483 at right L5-S1 medically necessary?", " Plan: right L5-S1 TFESI. Repeat labs.", "necessary"),
        ("Right L5-S1 TFESI #3 (64483)", "", "undetermined"),
        ("Is a confirmatory right L4-5, L5-S1 TFESI (64483) necessary?", "", "undetermined"),
        ("Is 64483 at right L5-S1 medically necessary?", " He asks for one more shot.", "undetermined"),
        ("Is 64483 at right L5-S1 medically necessary?", " The injection in May helped for a week.", "undetermined"),
        ("Is 64483 at right L5-S1 medically necessary?", " The initial injection wore off.", "undetermined"),
        ("Is 64483 at right L5-S1 medically necessary?", " The last injection of his knee helped.", "necessary"),
        ("Is 64483 at right L5-S1 medically necessary?", " He can walk one more block. No injection was given before.", "necessary"),
    ],
)  # fmt: skip
def test_what_is_asked_for_once_more_was_given_before(question: str, plan: str, outcome: str) -> None:
    case = read_case([Source("note.txt", RADICULAR.format(plan))], PACK, question).case
    assert check(case, PACK).lines[0].outcome == outcome
