"""What strangers ask in words of their own: of one side, of a limit, of who saw the patient, of what a finding does."""

import pytest

from assistant.answer import Conversation, Opened
from assistant.api import compose_case
from assistant.intake.text import read_case
from assistant.intake.text.sources import Source
from assistant.pack import load_pack
from assistant.settings import Settings

from .conftest import LONG, STAGED, TWO_STAGE, asked, kinds, told

SLIP, DISC = "lumbar-fusion-spondylolisthesis", "lumbar-discectomy-foot-drop"
RECORD = """Patient Clinical History

66-year-old retired teacher with low back pain and left leg pain to the lateral calf. On the right there is only an ache of the buttock.
Takes clopidogrel.

First epidural injection 10/20/2025, left L4-5: 80% relief for five months.
Second epidural injection 05/11/2026, left L4-5: some help for ten days.

Physical therapy 10 sessions 02/2025. Gabapentin daily.

Visit 08/19/2026 (Mara Lund, PA-C): straight leg raise positive left at 40 degrees, negative right. Sensation decreased left lateral calf.

MRI lumbar spine 03/03/2026: L4-5 left paracentral protrusion with moderate left lateral recess stenosis, contacting the left L5 root.
"""
QUESTION = "Are bilateral L4-5 transforaminal epidural steroid injections (64483-50) medically necessary?"


@pytest.fixture(scope="module")
def talk() -> Conversation:
    made = read_case([Source("summary.txt", RECORD)], load_pack(), QUESTION)
    composed = compose_case(made.case, pack=load_pack(), search=False, settings=Settings())
    return Conversation(Opened(composed.context, composed.ground))


@pytest.mark.parametrize(
    "question",
    [
        "What if just the left were requested?",
        "Could the left side be approved?",
        "Would a left-sided injection be fine?",
    ],
)
def test_one_side_of_two_is_decided_by_itself(talk: Conversation, question: str) -> None:
    talk.answers.clear()
    answer = talk.ask(question)
    assert answer.suppositions[0].said == ("the left side alone in the request",)
    (shift,) = answer.suppositions[0].changed
    assert (shift.on_record, shift.supposed) == ("not_necessary", "undetermined")
    assert "hypothetical" in " ".join(answer.notes)


def test_both_sides_are_no_single_side(talk: Conversation) -> None:
    talk.answers.clear()
    assert not talk.ask("Why are the left side and the right side denied?").suppositions


@pytest.mark.parametrize(
    ("question", "kind", "holds", "never"),
    [
        ("Who saw her?", "record", ["Mara Lund, PA-C"], ["straight leg raise"]),
        ("Is the MRI recent enough?", "why", ["03/03/2026", "of the last 24 months"], ["at least four weeks"]),
        ("How many shots per year may she have?", "requirement", ["No more than four sessions"], ["Imaging must show"]),
        ("When may she get another shot?", "requirement", ["after at least 50% relief"], ["at least four weeks"]),
        (
            "What exactly did the MRI show?",
            "record",
            ["moderate left lateral recess stenosis"],
            ["straight leg raise", "leg pain"],
        ),
        ("Which leg hurts?", "record", ["left leg pain"], ["epidural"]),
        ("Who reviewed this, a physician or a computer?", "process", ["A person decides"], ["Mara Lund"]),
        ("Has she become weaker?", "record", [], ["straight leg raise"]),
        (
            "She has had two shots. Does this make any difference?",
            "why",
            ["No more than four sessions"],
            ["Imaging must"],
        ),
        ("Clopidogrel is taken daily, is this an issue?", "why", ["Takes clopidogrel"], ["Diabetes"]),
        ("Did the second injection help enough?", "why", ["some help", "at least 50% relief"], ["four weeks"]),
    ],
)
def test_a_question_is_answered_by_what_it_aims_at(
    talk: Conversation, question: str, kind: str, holds: list[str], never: list[str]
) -> None:
    talk.answers.clear()
    answer = talk.ask(question)
    text = told(answer)
    assert kinds(answer) == (kind,)
    assert all(words in text for words in holds), text
    assert not any(words in text for words in never), text
    assert not answer.guard.violations


def test_a_refusal_that_is_asked_about_is_no_approval_taken_for_granted() -> None:
    assert not any("for granted" in note for note in asked(STAGED, "Why weren't C3-4 and C5-6 allowed?").notes)


def test_what_would_have_refused_it_is_what_it_rests_on() -> None:
    answer = asked(SLIP, "What would have led you to reject it?")
    assert kinds(answer) == ("argument",)
    assert not any("takes a refusal" in note for note in answer.notes)


def test_the_course_of_a_deficit_is_not_told_from_a_single_grade() -> None:
    answer = asked("lumbar-stenosis-two-levels", "Is there worsening weakness?")
    assert not any(s.words().startswith("The surgeon's note records “weakness") for s in answer.statements())
    assert "progressive neurological deficit" in answer.understood[0].read_as


def test_what_a_study_does_for_the_outcome_is_told_with_the_criteria() -> None:
    text = told(asked(DISC, "What does the MRI contribute?"))
    assert "bears on" in text or "turns on this" in text


def test_where_the_surgeon_errs_is_answered_by_the_reasons() -> None:
    answer = asked(STAGED, "The surgeon calls it failed hardware. Where is the surgeon mistaken?")
    assert kinds(answer) == ("why",)
    assert "not met." in told(answer)
    assert "An opinion moves no criterion" in " ".join(answer.notes)


@pytest.mark.parametrize(
    ("case", "question", "kind"),
    [
        (STAGED, "Would it be worthwhile to order a new MRI of C4-5?", "change"),
        (DISC, "Should she have waited for the disc to heal?", "evidence"),
        ("si-fusion-single-block", "Which signs were negative?", "record"),
        (STAGED, "My doctor says it is bad. Why only that level?", "why"),
        (SLIP, "Who asks for six weeks?", "requirement"),
        (SLIP, "Should she wear a corset instead?", "alternative"),
        (SLIP, "Would the decision be different under Medicare?", "other_set"),
        (SLIP, "How many days should he stay?", "setting"),
        (STAGED, "Could the numbness be caused by a neuropathy?", "why"),
        (STAGED, "What does the request letter miss?", "why"),
        (STAGED, "Do the data support that?", "evidence"),
        (LONG, "Are his bones healthy enough?", "record"),
        (LONG, "What might go wrong?", "evidence"),
        (SLIP, "How fast must the plan answer under the regulations?", "process"),
        (SLIP, "What would you answer to a critic who finds this excessive?", "argument"),
        (STAGED, "Do the segments match the codes?", "coding"),
        ("stimulator-trial-no-psychology", "Has the trial helped enough?", "why"),
        ("stimulator-trial-no-psychology", "What percentage do they need?", "requirement"),
    ],
)
def test_kind(case: str, question: str, kind: str) -> None:
    assert kinds(asked(case, question)) == (kind,)


def test_what_opens_a_waiver_bears_on_the_outcome() -> None:
    text = told(asked("vertebral-augmentation-l1", "Her pain is terrible. Was that considered in the decision?"))
    assert "No criterion of this request" not in text


def test_a_supposed_habit_is_read_in_other_words() -> None:
    (made,) = asked(SLIP, "What if she had gone back to smoking?").suppositions
    assert made.said == ("nicotine use",)


def test_a_fusion_that_is_asked_about_as_a_finding_is_no_line() -> None:
    answer = asked(TWO_STAGE, "Has the old fusion healed?")
    assert kinds(answer) == ("record",)
    assert "solid fusion" in answer.understood[0].read_as


def test_a_line_after_a_question_on_the_record_is_asked_about_by_itself() -> None:
    answer = asked(STAGED, "Is the hardware loose?", "and 22600?")
    assert kinds(answer) == ("why",)


def test_what_is_granted_in_part_is_not_taken_for_granted() -> None:
    assert not any("for granted" in n for n in asked(STAGED, "Why is stage 1 only partially denied?").notes)


def test_a_measure_is_held_against_its_bound() -> None:
    assert "3 mm" in told(asked(SLIP, "Is a 6 mm slip unstable?"))


def test_what_is_named_behind_rather_than_is_not_what_is_asked_about() -> None:
    answer = asked(SLIP, "Why a fusion rather than just a laminectomy?")
    assert "22612" in told(answer) or "22633" in told(answer)
    assert "63047)" not in told(answer)


def test_what_the_pain_comes_from_is_told_with_the_words_of_the_record() -> None:
    assert "numbness" in told(asked(STAGED, "Could the numbness of the hands come from a neuropathy?")).lower()


def test_what_no_source_answers_in_its_words_is_told_with_what_they_hold_on_its_subject() -> None:
    answer = asked(STAGED, "He says that waiting brings paralysis and a wheelchair. Does the evidence support that?")
    assert "What the sources hold on the same subject" in " ".join(answer.notes) or "75%" in told(answer)
    assert not asked(STAGED, "Is there evidence for leeches?").statements()


def test_what_falls_short_of_one_criterion_is_told_with_its_facts() -> None:
    text = told(asked("facet-ablation-second-block", "Why is a single good block not enough?"))
    assert "60% relief" in text
    assert "85% relief" in text
    assert "60% relief" in told(asked("facet-ablation-second-block", "What did both blocks bring?"))


def test_a_curve_is_told_with_what_it_was_before() -> None:
    assert "31 degrees" in told(asked("adult-deformity-t10-pelvis", "Is the curvature getting bigger?"))


@pytest.mark.parametrize(
    ("case", "question", "said", "words"),
    [
        ("cervical-arthroplasty-washington", "Could an ACDF be done instead?", "22551 at C5-6", "would be necessary"),
        (STAGED, "Would a disc arthroplasty (22856) at C4-5 be approved instead?", "22856 at C4-5", "would be"),
        (
            "cervical-arthroplasty-washington",
            "What if 22551 were requested rather than 22856?",
            "22551 at C5-6",
            "would be",
        ),
    ],
)
def test_another_procedure_is_decided_on_the_same_record(case: str, question: str, said: str, words: str) -> None:
    answer = asked(case, question)
    assert answer.suppositions[0].said == (f"{said} in the place of what is requested",)
    assert words in told(answer)
    assert "hypothetical" in " ".join(answer.notes)
    assert not answer.guard.violations


def test_a_procedure_of_the_request_is_no_other_one() -> None:
    assert not asked("lumbar-stenosis-two-levels", "Could a laminectomy at L4-5 be approved instead?").suppositions
