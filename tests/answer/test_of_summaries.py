"""Questions on a case that was told as a summary of its record: what is supposed beside it takes nothing from what it proves."""

import pytest

from assistant.answer import Conversation, Opened
from assistant.api import compose_case
from assistant.intake.text import read_case
from assistant.intake.text.sources import Source
from assistant.pack import load_pack
from assistant.settings import Settings

from .conftest import told

SUMMARY = """Patient Clinical History

61-year-old male with 14 months of low back pain and right leg pain, who leans on a shopping cart. Never smoked.
Office visit 08/19/2026 (Dr. Okonkwo, orthopaedic spine): right EHL 4/5; sensation decreased over the dorsum of the right foot. He has been
through supervised physical therapy from 3/2/2026 through 4/24/2026, 14 sessions, with no lasting improvement, and naproxen. Hip ROM painless.
MRI lumbar spine 07/22/2026: L4-5 grade 1 anterolisthesis and severe central canal stenosis. L5-S1: moderate right foraminal stenosis.
Flexion/extension x-rays 08/05/2026: anterolisthesis at L4-5 measures 9 mm in flexion and 5 mm in extension.
"""
QUESTION = "Is L4-5 and L5-S1 fusion (22633, 22634) medically necessary?"


@pytest.fixture(scope="module")
def talk() -> Conversation:
    made = read_case([Source("summary.txt", SUMMARY)], load_pack(), QUESTION)
    composed = compose_case(made.case, pack=load_pack(), search=False, settings=Settings())
    return Conversation(Opened(composed.context, composed.ground))


@pytest.mark.parametrize(
    "question", ["What if translation at L5-S1 were 4 mm?", "What if a CT showed a grade 1 spondylolisthesis at L5-S1?"]
)
def test_a_supposed_image_changes_its_own_level_alone(talk: Conversation, question: str) -> None:
    talk.answers.clear()
    (made,) = talk.ask(question).suppositions
    assert {(s.code, str(s.level), str(s.supposed)) for s in made.changed} == {("22634", "L5-S1", "necessary")}


def test_supposed_therapy_leaves_what_else_the_summary_proves(talk: Conversation) -> None:
    talk.answers.clear()
    (made,) = talk.ask("What if he had had twelve weeks of supervised therapy?").suppositions
    assert made.changed == ()


@pytest.mark.parametrize(
    "question",
    [
        "What if the flexion-extension x-rays had shown only 1 mm of motion at L4-5?",
        "What if the flexion-extension films showed only 1 mm of motion at L4-5?",
    ],
)
def test_a_supposed_report_takes_nothing_from_the_others_that_the_summary_tells(
    talk: Conversation, question: str
) -> None:
    talk.answers.clear()
    made = talk.ask(question)
    assert made.suppositions
    assert "imaging severity" not in told(made)


@pytest.mark.parametrize("question", ["Who is the treating surgeon?", "What is the surgeon's name?"])
def test_a_person_is_told_by_the_row_that_names_one(talk: Conversation, question: str) -> None:
    talk.answers.clear()
    assert "“Office visit 08/19/2026 (Dr. Okonkwo, orthopaedic spine)”" in told(talk.ask(question))


@pytest.mark.parametrize("question", ["What should I ask in the peer-to-peer call?", "Give me questions for the P2P."])
def test_questions_for_a_call_are_what_is_still_open(talk: Conversation, question: str) -> None:
    talk.answers.clear()
    answer = talk.ask(question)
    assert "Needed for L5-S1" in told(answer)
    assert "appeal" not in told(answer)


NOTE = """68-year-old male presents with progressive neurogenic claudication for two years; the left leg is worse.
Lumbar MRI (02/18/2026): L4-5 severe central canal stenosis and grade 1 anterolisthesis of 5 mm.
Exam 03/02/2026: left tibialis anterior 4-/5, left EHL 4/5. He never smoked. Physical therapy did not help.
"""


@pytest.fixture(scope="module")
def note() -> Conversation:
    made = read_case([Source("note.txt", NOTE)], load_pack(), "Is L4-5 fusion (22633) medically necessary?")
    composed = compose_case(made.case, pack=load_pack(), search=False, settings=Settings())
    return Conversation(Opened(composed.context, composed.ground))


@pytest.mark.parametrize(
    "question",
    [
        "What if the radiology reports were on file and supervised therapy had lasted eight weeks?",
        "What if supervised therapy had lasted 8 weeks and the MRI report were submitted?",
    ],
)
def test_reports_handed_in_and_a_treatment_are_supposed_together(note: Conversation, question: str) -> None:
    note.answers.clear()
    (made,) = note.ask(question).suppositions
    assert [t.kind for t in made.treatments] == ["physical_therapy"]
    assert "severe central canal stenosis at L4-5" in made.said


def test_what_is_supposed_of_causes_leaves_no_line_out(talk: Conversation) -> None:
    talk.answers.clear()
    (made,) = talk.ask("What if other sources were excluded with EMG and the L5-S1 stenosis were severe?").suppositions
    assert not [said for said in made.said if "in the request" in said]


@pytest.mark.parametrize("question", ["When was the MRI?", "What is the date of the lumbar MRI?"])
def test_the_day_of_a_study_is_told_from_a_document_without_a_date(talk: Conversation, question: str) -> None:
    talk.answers.clear()
    words = told(talk.ask(question))
    assert "MRI lumbar spine 07/22/2026" in words
    assert "not_stated" not in words


@pytest.mark.parametrize(
    "question",
    [
        "Which documents did you read?",
        "What records were reviewed for this?",
    ],
)
def test_what_is_on_file_is_listed(talk: Conversation, question: str) -> None:
    talk.answers.clear()
    assert told(talk.ask(question)) == "The summary of the record bears no date."
