"""Questions about a case of the second specialty: the same program, with that pack's words."""

import pytest

from assistant.answer import Conversation, Opened
from assistant.api import compose_case
from assistant.settings import Settings

from .test_second_pack import loaded


@pytest.mark.parametrize(
    ("name", "question", "kind", "said"),
    [
        (
            "knee-both-menisci",
            "why was the lateral compartment denied?",
            "why",
            "lateral compartment, right: not necessary",
        ),
        ("knee-both-menisci", "what does the record say about osteoarthritis?", "record", "Kellgren-Lawrence grade 2"),
        ("knee-both-menisci", "why is 29877 not paid", "why", "incidental"),
        (
            "knee-replacement",
            "what if fourteen weeks of supervised therapy had failed?",
            "what_if",
            "would be necessary",
        ),
        (
            "knee-replacement",
            "what if twelve weeks of supervised therapy had failed?",
            "what_if",
            "still be undetermined",
        ),
        ("knee-replacement", "what does the policy require for conservative care?", "requirement", "three months"),
        ("knee-replacement", "what would change it?", "change", "each conservative treatment"),
        ("knee-replacement", "what does OA mean?", "term", "osteoarthritis"),
    ],
)
def test_a_question_is_answered(name: str, question: str, kind: str, said: str) -> None:
    made = compose_case(loaded(name).case, pack=loaded(name).pack, search=False, settings=Settings())
    answer = Conversation(Opened(made.context, made.ground)).ask(question)
    assert answer.understood[0].kind == kind
    assert said in " ".join(s.words() for s in answer.statements())
