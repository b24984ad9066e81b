"""What-if questions: read by the reader of records, decided by the checker, told as what would be, and nothing moved."""

import pytest

from assistant.guard import check_statement
from assistant.model.answer import Answer

from .conftest import LONG, REVISION, STAGED, asked, opened, told


def changed(answer: Answer) -> set[tuple[str, str, str]]:
    return {(s.code, str(s.level), str(s.supposed)) for made in answer.suppositions for s in made.changed}


@pytest.mark.parametrize(
    ("case", "question", "said"),
    [
        (
            STAGED,
            "What if six weeks of formal physical therapy were documented?",
            "supervised physical therapy for 6 weeks",
        ),
        (STAGED, "suppose the stenosis at C3-4 were severe", "severe bilateral foraminal stenosis at C3-4"),
        (STAGED, "if he had a progressive motor deficit", "progressive neurological deficit"),
        (STAGED, "what if the left biceps were 4/5", "4/5 left motor deficit of biceps"),
        (STAGED, "what if biceps strength is 4/5 on the left", "4/5 left motor deficit of biceps"),
        (STAGED, "what if 5 mm of translation at C5-6 were documented", "translation on dynamic films 5 mm at C5-6"),
        (STAGED, "without the fusion at C5-6", "without 22600 in the request"),
        (
            STAGED,
            "what if only C4-5 were requested",
            "without 22551, 63045, 63048, 22600, 22614 and 22842 in the request",
        ),
        (REVISION, "without the progressive weakness", "without progressive neurological deficit on record"),
        (
            REVISION,
            "what if the progressive weakness were not documented?",
            "without progressive neurological deficit on record",
        ),
        (LONG, "what if it were outpatient", "outpatient care"),
        (STAGED, "what if he had not smoked", "no nicotine use"),
        (STAGED, "without 22842, and if he had not smoked", "without 22842 in the request"),
        (STAGED, "without 22842, and if he had not smoked", "no nicotine use"),
    ],
)
def test_what_is_supposed(case: str, question: str, said: str) -> None:
    answer = asked(case, question)
    assert said in answer.suppositions[0].said
    assert answer.notes[0].startswith("This is hypothetical. The determination stands as it is")


def test_a_report_of_somebody_else_is_none_of_the_images() -> None:
    answer = asked(STAGED, "What if the psychologist's report were sent?")
    assert answer.suppositions == ()


def test_therapy_would_save_what_only_waits_for_it() -> None:
    answer = asked(LONG, "What if six weeks of supervised therapy were documented?")
    assert ("22612", "L5-S1", "necessary") in changed(answer)
    assert ("27279", "not_stated", "necessary") not in changed(answer)
    assert "would be partially necessary" in told(answer)
    assert answer.verdict == opened(LONG).outcome.determination == "not_necessary"


def test_taking_the_deficit_away_closes_the_waiver() -> None:
    assert ("63042", "L4-5", "not_necessary") in changed(asked(REVISION, "without the progressive weakness"))


def test_a_criterion_that_turns_is_told_where_no_line_moves() -> None:
    answer = told(asked(STAGED, "what if six weeks of formal therapy were documented"))
    assert "No line would change its outcome" in answer
    assert "Failed conservative care would be met" in answer


def test_suppositions_add_up_where_the_question_says_so() -> None:
    answer = asked(
        STAGED, "what if six weeks of formal therapy were documented", "and if the left biceps were 4/5 as well?"
    )
    assert len(answer.suppositions[0].said) == 2


def test_the_same_supposition_at_another_level() -> None:
    answer = asked(STAGED, "what if the stenosis at C3-4 were severe?", "and at C5-6?")
    assert any("C5-6" in said for said in answer.suppositions[0].said)


def test_what_is_not_understood_is_supposed_by_nobody() -> None:
    answer = asked(STAGED, "what if pigs could fly?")
    assert not answer.suppositions
    assert not answer.blocks
    assert answer.notes[0].startswith("The supposition was not understood")


def test_nothing_supposed_is_told_as_on_record() -> None:
    for question in ("what if the stenosis at C3-4 were severe", "without the progressive weakness", "under aetna?"):
        for case in (STAGED, REVISION):
            for statement in asked(case, question).statements():
                if statement.type == "record_fact":  # what keeps a criterion as it is
                    assert set(statement.basis.findings) <= {f.id for f in opened(case).context.case.findings}
                    continue
                assert " would " in statement.text or statement.text.startswith(("The policy set", "No other"))
                assert not statement.documents()


def test_what_would_be_is_proved_from_the_supposed_case_alone() -> None:
    answer = asked(LONG, "What if six weeks of supervised therapy were documented?")
    moved = next(s for s in answer.statements() if s.text.startswith("22612 at L5-S1"))
    plain = moved.model_copy(update={"text": moved.text.replace("would be", "is")})
    assert any(v.code == "verdict-contradiction" for v in check_statement(plain, opened(LONG).ground))


def test_the_case_and_its_outcome_stay_as_they_were() -> None:
    before = opened(STAGED).outcome.model_dump_json(), opened(STAGED).context.case.model_dump_json()
    asked(STAGED, "what if the stenosis at C3-4 were severe", "without stage 2", "under medicare?")
    assert before == (opened(STAGED).outcome.model_dump_json(), opened(STAGED).context.case.model_dump_json())


def test_what_is_denied_takes_along_what_is_measured_by_it() -> None:
    """No weakness: then neither the grades of muscles nor their progress, which waive the rest, stand."""
    answer = asked("lumbar-discectomy-foot-drop", "what if he had no weakness at all")
    assert changed(answer) == {("63030", "L4-5", "not_necessary")}
    stable = asked("lumbar-discectomy-foot-drop", "what if the weakness were stable and not getting worse?")
    assert not changed(stable)  # it is still severe


def test_a_better_value_stands_where_the_record_has_the_worse_one() -> None:
    answer = asked("si-fusion-single-block", "what if a second block gave 80% relief?")
    (found,) = answer.suppositions[0].findings
    assert (found.side, found.of, found.number) == ("left", "si_joint", 80)


@pytest.mark.parametrize(
    ("question", "moves"),
    [
        ("what if the relief after the second block were 90%?", True),
        ("what if the last block had given 85 percent relief", True),
        ("what if the relief after the first block were 90 percent?", False),
    ],
)
def test_of_several_values_the_one_counted_out_is_supposed(question: str, moves: bool) -> None:
    """The record has 85 % after the first block and 60 % after the second."""
    answer = asked("facet-ablation-second-block", question)
    assert (("64635", "L4-5", "necessary") in changed(answer)) is moves
    assert len(answer.suppositions[0].findings) == 1
