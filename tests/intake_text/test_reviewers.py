"""What those write who review a record: their summaries, what was decided before, and the words that lead these in."""

import pytest

from assistant.intake.text import Source

from .conftest import make_reader, read

FACTS = "MRI of 02/03/2026 showed severe central stenosis at L4-5. Therapy from 10/13/2025 to 12/12/2025 did not help."


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (f"Medical director note, commercial plan. {FACTS}", "note.txt", "record_summary"),
        (f"Claims review, date of service 02/11/2026.\nThe claimant is a 39-year-old man.\nExam: normal. {FACTS}", "a.txt", "record_summary"),
        (f"HISTORY AND REASON FOR REVIEW: An enrollee with back pain.\n{FACTS}", "a.txt", "record_summary"),
        (f"PRIOR REVIEWER'S RATIONALE: No therapy.\n\nSUMMARY OF THE RECORDS: {FACTS}", "a.txt", "record_summary"),
        (f"CERVICAL SPINE ABSTRACT - UM RN\n-Exam: normal. {FACTS}", "a.txt", "record_summary"),
        (f"Reviewer: MD, board certified, neurosurgery\nExam: normal. {FACTS}", "a.txt", "record_summary"),
        (f"Summary prepared for an external physician: a man of 63.\nExam: normal. {FACTS}", "a.txt", "record_summary"),
        (f"Medical necessity appeal: the patient has leg pain.\nExam: normal. {FACTS}", "a.txt", "record_summary"),
        (f"APPEAL NOTE\nThe patient has leg pain.\nExam: normal. {FACTS}", "a.txt", "office_note"),
        (f"FACTS OF THE CASE\nExam: normal. {FACTS}", "a.txt", "record_summary"),
        (f"Independent review - clinical information\nExam: normal. {FACTS}", "a.txt", "record_summary"),
        (f"PRE-SERVICE REVIEW WORKSHEET\nExam: normal. {FACTS}", "a.txt", "record_summary"),
        (f"Spine abstract submitted to a meeting\nExam: normal. {FACTS}", "a.txt", "office_note"),
        (f"Office visit 02/11/2026\nThe claimant has back pain.\nExam: normal. {FACTS}", "a.txt", "office_note"),
        (f"The claimant is my patient.\nExam: normal. {FACTS}", "a.txt", "office_note"),
        (f"Independent medical examination\nThe claimant has back pain.\nExam: normal. {FACTS}", "a.txt", "office_note"),
    ],
)  # fmt: skip
def test_the_words_of_a_reviewer_make_a_text_a_summary(text: str, name: str, kind: str) -> None:
    assert [f.document.kind for f in make_reader().file([Source(name, text)])] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The initial reviewer noted that the patient smokes and that MRI showed mild stenosis at L4-5.",
        "You wrote that the patient smokes.",
        "Your reviewer found no instability at L4-5.",
        "The denial letter of 02/02/2026 states that no physical therapy was done.",
        "The request was denied because MRI showed only mild stenosis at L4-5.",
        "DENIAL RATIONALE: No physical therapy was done. The patient smokes.",
        "DENIAL RATIONALE\nNo physical therapy was done. The patient smokes.",
        "First-level denial (02/24/2026): MRI showed mild stenosis at L4-5.",
        "PRIOR REVIEWER'S RATIONALE: Never had physical therapy. Mild stenosis at L4-5.",
    ],
)
def test_what_was_decided_before_states_nothing(text: str) -> None:
    record = read(f"Seen for leg pain.\n\n{text}\n\nMRI of 02/03/2026 showed severe central stenosis at L4-5.")
    assert [f.kind for f in record.findings] == ["radicular_pain", "central_stenosis"]
    assert not record.treatments


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("On 11 May 2026 MRI shows severe central stenosis at L4-5.", "present"),
        ("On May 11 MRI shows severe central stenosis at L4-5.", "present"),
        ("It may be severe central stenosis at L4-5.", "uncertain"),
        ("MRI May 2026: possible severe central stenosis at L4-5.", "uncertain"),
    ],
)
def test_a_month_is_no_doubt(text: str, status: str) -> None:
    assert [f.status for f in read(f"He was seen. {text}").findings] == [status]


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("Physical therapy records now submitted show 15 supervised sessions between 11/17/2025 and 01/09/2026.", [15]),
        ("PT notes document 12 visits from 11/17/2025 to 01/09/2026.", [12]),
        ("Physical therapy records request 12 more visits.", []),
        ("PT notes were not received; 12 sessions were authorized.", []),
        ("PT notes show no gain; 12 sessions were authorized.", []),
        ("He had 12 visits of PT but the PT notes show no lasting gain.", [12]),
    ],
)
def test_the_papers_of_a_therapy_count_what_was_given(text: str, sessions: list[int]) -> None:
    assert [t.sessions for t in read(f"He was seen for back pain. {text}").treatments] == sessions


def test_the_head_of_an_abstract_tells_of_no_treatment() -> None:
    record = read(f"UM NURSE ABSTRACT - lumbar RFA\nAxial pain. {FACTS}")
    assert record.documents[0].title == "UM NURSE ABSTRACT - lumbar RFA"
    assert {t.kind for t in record.treatments} == {"physical_therapy"}


@pytest.mark.parametrize("drug", ["gabapentin", "oral prednisone"])
def test_what_a_drug_did_on_trial_is_no_relief_by_a_stimulator(drug: str) -> None:
    assert not [
        f for f in read(f"A 7-day trial of {drug} lowered pain from 8/10 to 3/10.").findings if f.kind == "trial_relief"
    ]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("A trial with two percutaneous leads cut leg pain from 8/10 to 2/10 (75% relief), with less hydrocodone.", "trial_relief", 75),
        ("After two epidural injections, a stimulator trial gave 70% relief.", "trial_relief", 70),
        ("An epidural injection gave 60% relief before a stimulator trial.", "injection_relief", 60),
        ("A percutaneous trial from 02/09/2026 to 02/16/2026 lowered his pain from 8/10 to 3/10 (about 65%).", "trial_relief", 65),
        ("A percutaneous trial reduced the pain by about 65%; he cut his oxycodone by 80%.", "trial_relief", 65),
        ("Two leads were placed for a seven-day trial. During it her pain score fell from 8/10 to 3/10.", "trial_relief", 62.5),
        ("During the stimulator trial pain fell from 8 to 6 out of 10.", "trial_relief", 25),
    ],
)  # fmt: skip
def test_what_was_tried_out_has_the_effect_told_behind_it(text: str, kind: str, number: float) -> None:
    found = [(f.kind, f.number) for f in read(f"He was seen. {text}").findings if f.kind.endswith("_relief")]
    assert found == [(kind, number)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("No physical therapy (myelopathy).", []),  # the reason why there was none is no denial
        ("No instability (spondylolisthesis) at L4-5.", ["spondylolisthesis absent L4-5", "dynamic_instability absent L4-5"]),
        ("Severe central stenosis C4-5 and C5-6, cord compression at both levels.",
         ["central_stenosis present C4-5,C5-6", "cord_compression present C4-5,C5-6"]),
        ("Compression fracture of L1 with 30 percent loss of height and marrow edema; L2 is a deformity without edema.",
         ["vertebral_fracture present L1", "height_loss present L1", "marrow_oedema present L1", "marrow_oedema absent L2"]),
        ("The surgeon proposes a prosthesis, prodisc L, at L4-5.", ["disc_device present "]),
        ("Films showed anterolisthesis of L4 on L5 that increased from 5 mm to 9 mm in flexion.",
         ["spondylolisthesis present L4-5", "translation present L4-5"]),
    ],
)  # fmt: skip
def test_places_and_denials_in_one_breath(text: str, facts: list[str]) -> None:
    found = read(f"He was seen. {text}").findings
    assert sorted(f"{f.kind} {f.status} {','.join(f.levels)}" for f in found) == sorted(facts)


@pytest.mark.parametrize(
    "exam",
    [
        "R: thigh thrust +, Gaenslen +, compression +, FABER +. L: thigh thrust +, FABER +, others neg.",
        "Right thigh thrust +, Gaenslen +, compression +, FABER +. Left thigh thrust +, FABER +.",
    ],
)
def test_tests_of_each_side_are_counted_apart(exam: str) -> None:
    found = [f for f in read(f"He was seen. Exam: {exam}").findings if f.kind == "si_provocation_tests"]
    assert [(f.side, f.number) for f in found] == [("right", 4), ("left", 2)]


def test_an_effect_is_of_the_side_told_beside_it() -> None:
    told = "Dx injections: R SIJ 11/14/25 80% relief, R SIJ 1/9/26 85% relief, L SIJ 1/30/26 60% relief."
    found = [f for f in read(f"He was seen. {told}").findings if f.kind == "injection_relief"]
    assert [(f.side, f.number) for f in found] == [("right", 80), ("right", 85), ("left", 60)]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Severe foraminal stenosis at L4-5 on the left and L5-S1 on the right.", {"L4-5": "left", "L5-S1": "right"}),
        ("Severe foraminal stenosis left at L4-5, right at L5-S1.", {"L4-5": "left", "L5-S1": "right"}),
        ("Severe left L4-5 and right L5-S1 foraminal stenosis.", {"L4-5": "left", "L5-S1": "right"}),
        ("Severe right greater than left foraminal stenosis at L4-5 and L5-S1.", {"L4-5": "bilateral", "L5-S1": "bilateral"}),
    ],
)  # fmt: skip
def test_each_of_two_places_has_its_own_side(text: str, sides: dict[str, str]) -> None:
    found = read(f"He was seen. MRI: {text}").findings
    assert {level: f.side for f in found for level in f.levels} == sides
