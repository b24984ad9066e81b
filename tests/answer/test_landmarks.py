"""What is requested at a landmark is decided, told and asked about there, and not at the levels beside it."""

from functools import cache

import pytest

from assistant.answer import Conversation, Opened
from assistant.api import compose_case, draft
from assistant.intake.text import Source, read_case
from assistant.model.answer import Answer
from assistant.pack import load_pack
from assistant.settings import Settings

from .conftest import told

NOTE = """\
INTERVENTIONAL RADIOLOGY CONSULT
Date: 09/14/2026
HPI: Sudden back pain on 08/19/2026, 9/10 standing. Cannot dress herself. No leg pain. Oxycodone since 08/20/2026 without relief.
EXAM: Strength 5/5 in both legs.

MRI THORACIC AND LUMBAR SPINE
Date: 09/08/2026
FINDINGS:
T12: Compression fracture with 35% loss of height. Marrow edema on STIR.
L1: Compression fracture with 20% loss of height. Marrow edema on STIR.
L3: Chronic compression deformity with 40% loss of height. No marrow edema.
"""


@cache
def talk() -> Conversation:
    pack = load_pack("spine")
    asked = "Is kyphoplasty at T12, L1 and L3 (22513, 22514, 22515) medically necessary?"
    case = read_case([Source("chart.txt", NOTE)], pack, asked).case
    made = compose_case(case, pack=pack, search=False, settings=Settings())
    return Conversation(Opened(made.context, made.ground))


def ask(question: str) -> Answer:
    talk().answers.clear()
    return talk().ask(question)


def test_a_refused_landmark_is_told_with_what_refuses_it() -> None:
    pack = load_pack("spine")
    document = draft(talk().opened.context.case, pack=pack, search=False, settings=Settings(), model="composer")
    words = " ".join(s.words() for section in document.sections for b in section.blocks for s in b.statements)
    assert "L3: not necessary" in words
    assert document.guard.violations == ()


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("Why was L3 refused?", ["L3: not necessary", "Chronic compression deformity"], ["T12", "22515"]),
        ("is there edema at L1?", ["Marrow edema"], ["35%", "No marrow edema"]),
        ("Fracture at L1 - how much height loss?", ["20% loss of height"], ["35%", "40%"]),
        ("how much height loss at T12 and L3?", ["At T12", "35%", "At L3", "40%"], ["20%"]),
        ("What would change L3?", ["MRI, or CT with bone scan, of L3"], ["T12"]),
    ],
)
def test_a_question_may_name_a_landmark(question: str, says: list[str], never: list[str]) -> None:
    words = told(ask(question))
    assert [s for s in says if s not in words] + [n for n in never if n in words] == []


@pytest.mark.parametrize(
    ("question", "moved"),
    [
        ("What if L3 were an acute fracture with edema?", {"L3": "necessary"}),
        ("What if T12 had no marrow edema?", {"T12": "not_necessary"}),
    ],
)
def test_a_supposition_at_a_landmark_moves_nothing_beside_it(question: str, moved: dict[str, str]) -> None:
    (supposition,) = ask(question).suppositions
    assert {str(s.level): s.supposed for s in supposition.changed} == moved
