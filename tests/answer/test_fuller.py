"""What a question asks beyond the name of a fact: where the rest of it stands, who signed, what stays as it is."""

import pytest

from assistant.answer import Conversation, Opened
from assistant.api import compose_case
from assistant.intake.text import read_case
from assistant.intake.text.sources import Source
from assistant.model.answer import Answer
from assistant.pack import load_pack
from assistant.settings import Settings

from .conftest import told

NOTE = """PAIN CLINIC NOTE
Date: 09/14/2026
Seen in the emergency department on 08/23/2026 and admitted for pain control from 08/23 to 08/27/2026.
Since August severe midline back pain, 8/10.
She cannot walk more than a few steps. TLSO brace since 08/24/2026. Takes apixaban for atrial fibrillation.
She smoked a pack a day until January 2026. L4-5 laminectomy in 2019.
EXAM: Marked tenderness to percussion over the T12 spinous process. Strength 5/5 in both legs.
ASSESSMENT: Osteoporotic compression fracture of T12, and probably L1.
PLAN: Kyphoplasty T12 and L1. Apixaban to be held for three days.

MRI THORACIC AND LUMBAR SPINE 09/10/2026
Radiologist: P. Nolan, MD
FINDINGS: T12: Compression fracture with 35% loss of height. Bone marrow edema on STIR. Minimal retropulsion of 2 mm.
L1: Old compression deformity with 20% loss of height. No marrow edema.
L4-5: grade 1 anterolisthesis, unchanged between flexion and extension.

LABORATORY 09/11/2026
Serum cotinine 6 ng/mL.
"""


@pytest.fixture(scope="module")
def talk() -> Conversation:
    """A chart on two vertebrae, of which one has broken lately."""
    question = "Is kyphoplasty at T12 and L1 (22513, 22515) medically necessary?"
    made = read_case([Source("chart.txt", NOTE)], load_pack(), question)
    composed = compose_case(made.case, pack=load_pack(), search=False, settings=Settings())
    return Conversation(Opened(composed.context, composed.ground))


def last(talk: Conversation, *questions: str) -> Answer:
    """The answer to the last of some questions that lean on none before them."""
    talk.answers.clear()
    for question in questions:
        talk.ask(question)
    return talk.answers[-1]


@pytest.mark.parametrize(
    ("question", "kind", "says"),
    [
        ("Which document says the L1 fracture is old?", "record", "Old compression deformity"),
        ("How many days was she in the hospital?", "record", "from 08/23 to 08/27/2026"),
        ("When did the back pain begin?", "record", "Since August"),
        ("Was she smoking, and is there a test?", "record", "cotinine 6"),
        ("Is she on blood thinners?", "record", "held for three days"),
        ("How many operations has she had on her back?", "record", "L4-5 laminectomy"),
        ("What is retropulsion?", "term", "pushed back towards the spinal canal"),
        ("What is Spurling's test?", "term", "neck extension"),
        ("Was a human involved in this decision?", "process", "A person decides"),
        ("How long does the plan have to decide?", "process", "15 days of receipt"),
    ],
)
def test_the_rest_of_a_question_is_answered(talk: Conversation, question: str, kind: str, says: str) -> None:
    answer = last(talk, question)
    assert answer.understood[0].kind == kind
    assert says in told(answer)


def test_who_wrote_a_report_is_read_from_its_row(talk: Conversation) -> None:
    said = told(last(talk, "What does the MRI say about T12?", "Who wrote it?"))
    assert "P. Nolan, MD" in said
    assert "names no author" not in said


def test_a_supposition_that_turns_nothing_tells_what_it_bears_on(talk: Conversation) -> None:
    said = told(last(talk, "What if she had cancer in T12?"))
    assert "A recent fracture or an osteolytic lesion would still be met at T12 for 22513" in said
    assert "22515" not in said


def test_a_level_without_a_request_is_told_as_such(talk: Conversation) -> None:
    answer = last(talk, "What if he had the same problem at L4-5 on both sides?")
    assert "The question names a level at which nothing is requested." in answer.notes
