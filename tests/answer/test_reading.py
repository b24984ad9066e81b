"""How questions are read: kind and subject, terse, misspelt, and leaning on what was asked before."""

import pytest

from .conftest import EXPLORATION, LONG, REVISION, STAGED, TWO_STAGE, asked, kinds


@pytest.mark.parametrize(
    ("case", "question", "kind"),
    [
        (STAGED, "Why was 22551 denied?", "why"),
        (STAGED, "why c3-4", "why"),
        (STAGED, "on what basis is the posterior fusion refused?", "why"),
        (STAGED, "reason for denail of 63045?", "why"),
        (STAGED, "What would change the outcome at C4-5?", "change"),
        (STAGED, "what's missing", "change"),
        (STAGED, "what do we need to send in", "change"),
        (STAGED, "Which document shows hardware failure?", "record"),
        (STAGED, "whch docment shows hardwear failure", "record"),
        (STAGED, "is there a motor deficit in the record?", "record"),
        (STAGED, "is he a smoker", "record"),
        (STAGED, "mri at c5-6?", "record"),
        (STAGED, "What does the policy require for conservative care?", "requirement"),
        (STAGED, "where do sources differ on imaging severity?", "requirement"),
        (STAGED, "under which version was this decided", "requirement"),
        (STAGED, "is there evidence for foraminotomy in this population?", "evidence"),
        (STAGED, "risks?", "evidence"),
        (STAGED, "natural history", "evidence"),
        (STAGED, "what if six weeks of formal therapy were documented", "what_if"),
        (STAGED, "if he had a progressive motor deficit", "what_if"),
        (STAGED, "without the fusion at C5-6", "what_if"),
        (STAGED, "under aetna?", "other_set"),
        (STAGED, "Would another policy set decide 22551 differently?", "other_set"),
        (STAGED, "explain it to the patient", "plain"),
        (STAGED, "in plain english please", "plain"),
        (STAGED, "sumarize", "summary"),
        (STAGED, "any alternatives?", "alternative"),
        (STAGED, "how many days in hospital", "setting"),
        (STAGED, "what does EMG mean", "term"),
        (STAGED, "what is 22842", "term"),
        (STAGED, "who decides?", "process"),
        (STAGED, "how can this be appealed", "process"),
        (STAGED, "why does no exception apply?", "exception"),
        (REVISION, "which lines are approved?", "verdict"),
        (REVISION, "what supports inpatient care", "setting"),
        (LONG, "is the pelvic fixation necessary?", "verdict"),
        (EXPLORATION, "What is the weather like?", "unclear"),
        (EXPLORATION, "", "unclear"),
    ],
)
def test_kind(case: str, question: str, kind: str) -> None:
    assert kinds(asked(case, question)) == (kind,)


def test_two_questions_are_answered_one_by_one() -> None:
    answer = asked(STAGED, "Why was 63045 denied and what would change it?")
    assert kinds(answer) == ("why", "change")
    assert {u.subject.lines for u in answer.understood} == {("c",)}


@pytest.mark.parametrize(
    ("case", "question", "lines"),
    [
        (STAGED, "why is the ACDF denied", ("a", "b")),
        (STAGED, "why is the instrumentation denied", ("g",)),
        (STAGED, "why is line d open", ("d",)),
        (STAGED, "why stage 2", ("c", "d", "e", "f", "g")),
        (TWO_STAGE, "why was stage one denied", ("a", "b")),
        (LONG, "why was the sacroiliac fusion denied", ("g",)),
        (LONG, "why L1-2", ("b", "c", "f")),
        (LONG, "why was c34 or L12 denied", ("b", "c", "f")),
    ],
)
def test_lines(case: str, question: str, lines: tuple[str, ...]) -> None:
    assert asked(case, question).understood[0].subject.lines == lines


@pytest.mark.parametrize(
    ("questions", "kind", "lines", "levels"),
    [
        (("Why was 22551 denied?", "and at C5-6?"), "why", ("c", "e", "g"), ("C5-6",)),
        (("Why was 22551 denied?", "what would change that?"), "change", ("a",), ()),
        (("Why was stage 1 denied?", "what about stage 2?"), "why", ("c", "d", "e", "f", "g"), ()),
        (("What does the MRI show at C3-4?", "and C6-7?"), "record", ("d", "f", "g"), ("C6-7",)),
        (("what would change 63048?", "why is it open?"), "why", ("d",), ()),
    ],
)
def test_a_question_leans_on_the_one_before(
    questions: tuple[str, ...], kind: str, lines: tuple[str, ...], levels: tuple[str, ...]
) -> None:
    understood = asked(STAGED, *questions).understood[0]
    assert (understood.kind, understood.subject.lines, understood.subject.levels) == (kind, lines, levels)


def test_a_question_that_names_everything_leans_on_nothing() -> None:
    answer = asked(STAGED, "Why was 22551 denied?", "What does the record say about subsidence?")
    assert answer.understood[0].subject.lines == ()


def test_how_it_was_read_is_told() -> None:
    answer = asked(STAGED, "why was c34 denied")
    assert (
        answer.understood[0].read_as == "Why it is decided so: anterior cervical discectomy and fusion (22551); at C3-4"
    )


@pytest.mark.parametrize(
    ("name", "question", "kind"),
    [
        (EXPLORATION, "what is the weather in Paris", "unclear"),
        (EXPLORATION, "What is the one thing holding this up?", "change"),
        (EXPLORATION, "What imaging finding would you need to see?", "requirement"),
        (EXPLORATION, "How bad is the pain?", "record"),
        (EXPLORATION, "Does anything in the record speak against surgery?", "argument"),
        (EXPLORATION, "In plain words, what does this mean for me?", "plain"),
        (EXPLORATION, "Could this wait six weeks?", "exception"),
        (EXPLORATION, "What happens if we do nothing?", "evidence"),
        (EXPLORATION, "Will my neck get better after this?", "evidence"),
        (EXPLORATION, "The fusion failed, it says so. Why doesn't that count?", "why"),
        (EXPLORATION, "What can we put in the appeal to get it overturned?", "change"),
        (EXPLORATION, "How many weeks of therapy do you require?", "requirement"),
        (EXPLORATION, "Why are two days in hospital not approved?", "setting"),
        (EXPLORATION, "Write the patient a short explanation", "plain"),
        (EXPLORATION, "explain to patient why it was not approved", "plain"),
    ],
)
def test_questions_as_reviewers_put_them(name: str, question: str, kind: str) -> None:
    assert kinds(asked(name, question)) == (kind,)
