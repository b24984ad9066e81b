"""Questions on what weighs most, on whose opinion counts, and on what no rule asks for."""

import pytest

from .conftest import STAGED, asked, kinds, told

SLIP, FACET = "lumbar-fusion-spondylolisthesis", "facet-ablation-second-block"


@pytest.mark.parametrize("question", ["What was the number one obstacle?", "List the grounds by importance."])
def test_reasons_stand_in_order_of_weight(question: str) -> None:
    answer = asked(STAGED, question)
    assert kinds(answer) == ("why",)
    text = told(answer)
    assert "Imaging severity at C3-4 and C5-6: not met." in text
    assert text.index("not met.") < text.index("open.")
    assert not answer.guard.violations


def test_of_what_stands_the_reasons_are_what_it_rests_on() -> None:
    assert "Imaging severity" in told(asked(SLIP, "What was the chief ground for the approval?"))


def test_an_opinion_is_quoted_and_moves_nothing() -> None:
    answer = asked(STAGED, "Whose recommendation is the posterior fusion?")
    assert "An opinion moves no criterion" in " ".join(answer.notes)
    assert "An opinion moves no criterion" in " ".join(asked(SLIP, "Is the surgeon's word good enough?").notes)
    assert not answer.guard.violations


def test_what_no_rule_asks_for_is_quoted_and_told_so() -> None:
    answer = asked(STAGED, "Is his age held against him?")
    assert "59-year-old" in told(answer)
    assert any("No criterion of this request" in note for note in answer.notes)


def test_what_was_read_of_a_study_is_told_and_another_study_is_not() -> None:
    text = told(asked(STAGED, "Has anybody read my MRI?"))
    assert "Severe foraminal stenosis on the left" in text
    assert "No evidence of instrumentation failure" not in text


def test_nothing_is_set_against_an_earlier_request_that_is_not_on_file() -> None:
    answer = asked(SLIP, "What is different compared with the earlier submission?")
    assert any("No document on file tells of an earlier" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("name", "question", "holds", "never"),
    [
        (SLIP, "Would an outside surgeon object?", "Against lumbar", "In favour of lumbar"),
        (FACET, "What might another physician doubt here?", "at least a 50% reduction", "Against "),
    ],
)
def test_who_disputes_it_argues_for_the_other_outcome(name: str, question: str, holds: str, never: str) -> None:
    answer = asked(name, question)
    assert kinds(answer) == ("argument",)
    assert holds in told(answer)
    assert never not in told(answer)


def test_stopping_today_is_no_time_without() -> None:
    today = told(asked(SLIP, "What if she quit smoking yesterday?"))
    assert "reedom from nicotine before fusion would be undetermined" in today


def test_a_chance_is_asked_of_the_sources() -> None:
    answer = asked(FACET, "What are the chances of getting better?")
    assert kinds(answer) == ("evidence",)
    assert "isthmic" not in told(answer)


def test_the_facts_in_the_words_of_a_question_decide_whether_a_rule_turns_on_them() -> None:
    answer = asked(FACET, "Why is 60% not good enough?")
    assert "Two diagnostic blocks at the level" in told(answer)
    assert not any("No criterion of this request" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("name", "question", "kind"),
    [
        (STAGED, "Should I take this as a rejection?", "verdict"),
        (STAGED, "Does the MRI confirm that a nerve is being squeezed?", "record"),
        (SLIP, "How thin are the bones?", "record"),
        (STAGED, "Where does this review disagree with the surgeon?", "why"),
    ],
)
def test_plain_questions_are_taken_for_what_they_ask(name: str, question: str, kind: str) -> None:
    assert kinds(asked(name, question)) == (kind,)


@pytest.mark.parametrize(
    ("name", "question", "kind"),
    [
        (STAGED, "What must the surgeon do next?", "change"),
        (STAGED, "How many requirements of the fusion are satisfied?", "why"),
        (STAGED, "Is the numbness on both sides?", "record"),
        (SLIP, "What should I read before signing?", "argument"),
    ],
)
def test_what_is_to_be_done_counted_and_read(name: str, question: str, kind: str) -> None:
    assert kinds(asked(name, question)) == (kind,)
