"""What a question means without naming it: groups of findings, days, contradictions, reports to be handed in."""

import pytest

from assistant.answer import Conversation, Opened
from assistant.api import compose_case
from assistant.intake.text import read_case
from assistant.intake.text.sources import Source
from assistant.model.answer import Answer
from assistant.pack import load_pack
from assistant.settings import Settings

from .conftest import STAGED, asked, told

NOTE = """Office note
Date: 2026-10-06
He has had heavy legs and leg pain for 14 months, relieved by sitting. Denies bowel or bladder changes. BMI 31.
He completed physical therapy at the clinic from 4/6/2026 to 6/5/2026, twice a week, without lasting benefit.
Exam: right EHL 4/5, left EHL 5/5. Sensation decreased over the right dorsal foot.
Imaging: MRI lumbar spine 8/12/2026. L4-5: severe central canal stenosis and grade 1 spondylolisthesis. L5-S1: no stenosis.
Flexion-extension films 8/20/2026: translation of 4 mm at L4-5. Non-smoker.
"""


@pytest.fixture(scope="module")
def talk() -> Conversation:
    """A single note that tells of images without their reports."""
    made = read_case([Source("note.txt", NOTE)], load_pack(), "Is L4-5 fusion 22612 with 63047 medically necessary?")
    composed = compose_case(made.case, pack=load_pack(), search=False, settings=Settings())
    return Conversation(Opened(composed.context, composed.ground))


def first(talk: Conversation, question: str) -> Answer:
    """The answer to a question that leans on none before it."""
    talk.answers.clear()
    return talk.ask(question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How long has he had symptoms?", "14 months"),
        ("What are the deficits on exam?", "right EHL 4/5"),
        ("Any red flags or signs of cauda equina?", "Denies bowel or bladder"),
        ("How far does the slip move on flexion-extension?", "4 mm"),
        ("What was the date of the MRI?", "8/12/2026"),
        ("Does his BMI matter?", "BMI 31"),
        ("Was L5-S1 abnormal?", "no stenosis"),
    ],
)
def test_what_is_meant_is_told(talk: Conversation, question: str, said: str) -> None:
    assert said in told(first(talk, question))


def test_what_no_criterion_asks_for_is_told_as_such(talk: Conversation) -> None:
    assert "no criterion of this request turns on this" in told(first(talk, "Does his BMI matter?"))


def test_one_document_that_does_not_say_it_is_not_told_as_if_it_did(talk: Conversation) -> None:
    said = told(first(talk, "Was there a dural tear?"))
    assert "no document on file states this" in said


def test_a_report_that_is_handed_in_proves_what_the_note_tells(talk: Conversation) -> None:
    answer = first(talk, "What if the MRI and X-ray reports are submitted?")
    shifts = {s.code: (s.on_record, s.supposed) for each in answer.suppositions for s in each.shifts}
    assert shifts["63047"] == ("undetermined", "necessary")
    assert shifts["22612"][1] == "necessary"


def test_another_payer_is_told_with_what_it_asks_for(talk: Conversation) -> None:
    answer = first(talk, "Is a grade 1 slip enough for the fusion under Aetna?")
    assert answer.understood[0].kind == "other_set"
    assert "slip of any grade" in told(answer)


def test_claims_that_a_report_does_not_bear_out() -> None:
    said = told(asked(STAGED, "Are there any contradictions between the request and the radiology?"))
    assert "Hardware failure" in said
    assert "stable hardware" in said


def test_the_day_of_images_without_all_that_they_show() -> None:
    said = told(asked(STAGED, "How old are the images?"))
    assert "2026-01-22" in said
    assert "stenosis" not in said


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("If therapy notes for 8 weeks come in, does C4-5 go through?", "what_if"),
        ("Is it a denial?", "verdict"),
        ("Would an EMG help?", "change"),
        ("Can you approve C4-5 alone?", "alternative"),
        ("Does the hand numbness fit the level?", "why"),
    ],
)
def test_what_kind_of_question_it_is(question: str, kind: str) -> None:
    assert asked(STAGED, question).understood[0].kind == kind
