"""What a question narrows: a study by its name, advice of guidelines, another payer's own rules, codes, the patient's own words."""

import pytest

from assistant.answer import Conversation
from assistant.answer.narrow import guidelines_first, of_patients, studies_named
from assistant.model.answer import Answer
from assistant.model.evidence import Passage

from .conftest import LONG, REVISION, STAGED, asked, opened, told


def shifts(answer: Answer) -> dict[str, str]:
    """What the suppositions of an answer move."""
    return {s.code: s.supposed for made in answer.suppositions for s in made.changed}


@pytest.mark.parametrize(
    "question", ["What does the SLIP trial say?", "and the slip study?", "What did Ghogawala 2016 find?"]
)
def test_a_study_is_known_by_its_name_and_by_its_author(question: str) -> None:
    assert studies_named(question, opened(LONG)) == {"ghogawala-2016-slip-laminectomy-fusion"}
    answer = asked(LONG, question)
    assert {r.source for r in answer.references} == {"ghogawala-2016-slip-laminectomy-fusion"}


@pytest.mark.parametrize("question", ["Does the slip move?", "What is the process?", "Is the fox trial wire used?"])
def test_a_plain_word_names_no_study(question: str) -> None:
    assert not studies_named(question, opened(LONG))


def passages(*refs: str) -> list[Passage]:
    return [Passage(ref=ref, text="", found_by="search", purposes=("answer",)) for ref in refs]


def test_advice_is_told_from_guidelines_where_one_gives_it() -> None:
    study, advice = "ghogawala-2016-slip-laminectomy-fusion#f02", "nass-2014-degenerative-spondylolisthesis#f01"
    found = passages(study, advice)
    assert [p.ref for p in guidelines_first(found, "Which guideline recommends it?", opened(LONG))] == [advice]
    assert guidelines_first(found, "How often does it help?", opened(LONG)) == found
    assert guidelines_first(found[:1], "Which guideline recommends it?", opened(LONG)) == found[:1]


def test_of_a_group_of_patients_that_no_source_is_on_it_is_said_so() -> None:
    found = passages("ghogawala-2016-slip-laminectomy-fusion#f02", "nass-2014-degenerative-spondylolisthesis#f01")
    assert of_patients(found, "evidence in patients over 65?", opened(LONG)) == (found, False)
    assert of_patients(found, "evidence in pregnant women?", opened(LONG)) == (found, True)
    assert of_patients(found, "evidence for fusion?", opened(LONG)) == (found, False)


def test_what_another_payer_requires_is_its_own_rule() -> None:
    answer = asked(STAGED, "What does Aetna require on imaging for C3-4?")
    assert answer.understood[0].kind == "requirement"
    assert {s.basis.criteria[0].split("/")[0] for s in answer.statements() if s.type == "policy_statement"} == {"aetna"}


def test_the_name_of_a_set_beside_the_word_criteria_asks_how_that_set_decides() -> None:
    assert asked(STAGED, "Would it pass under the Aetna criteria?").understood[0].kind == "other_set"


def test_a_question_on_codes_is_answered_with_the_coding_notes() -> None:
    answer = asked(REVISION, "Can 22849 be billed together with 22850?")
    assert answer.understood[0].kind == "coding"
    assert "coding note" in told(answer)


def test_codes_asked_for_together_are_each_explained() -> None:
    answer = told(asked(REVISION, "What are 22849 and 22850?"))
    assert "22849 is the code of" in answer
    assert "22850 is the code of" in answer


def test_a_level_of_care_that_follows_the_procedures_is_not_told_as_not_requested() -> None:
    answer = told(asked("hardware-removal-subsidence", "What level of care would apply?"))
    assert "Outpatient care is requested" in answer
    assert "names no level of care" not in answer


def test_a_grade_of_what_has_another_scale_is_no_grade_of_the_canal() -> None:
    case = "lumbar-arthroplasty-two-levels"
    answer = asked(case, "what if the facet disease at L5-S1 were only moderate")
    assert {f.kind for s in answer.suppositions for f in s.findings} == {"facet_arthropathy"}
    assert not asked(case, "what if the facet wear at L5-S1 were only moderate").suppositions


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What single fact would flip it?", "change"),
        ("What should the nurse request from the surgeon's office?", "change"),
        ("Can the patient have the surgery now?", "verdict"),
        ("How was it decided on imaging?", "why"),
        ("What complications should the patient expect?", "evidence"),
        ("Which guideline advises against it?", "evidence"),
        ("What do I need from the office to approve C3-4?", "change"),
    ],
)
def test_kinds(question: str, kind: str) -> None:
    assert asked(STAGED, question).understood[0].kind == kind


def test_two_readings_in_the_same_words_are_shown_once(case_talk: Conversation) -> None:
    answer = case_talk.ask("Which guideline recommends fusion and how strong is the recommendation?")
    assert len(answer.understood) == 1


@pytest.fixture
def case_talk() -> Conversation:
    """A conversation of its own."""
    return Conversation(opened(LONG))


@pytest.mark.parametrize("word", ["myelopathy", "Cobb angle", "STIR edema", "foraminotomy"])
def test_a_word_of_the_field_is_explained(word: str) -> None:
    answer = asked(STAGED, f"what does {word} mean?")
    assert answer.understood[0].kind == "term"
    assert f"{word[0].upper()}{word[1:]} means " in told(answer)


def test_every_word_that_is_explained_passes_the_guard() -> None:
    words = opened(LONG).context.pack.vocabulary.words
    assert len({name for word in words for name in word.any}) == sum(len(word.any) for word in words)
    for word in words:
        assert word.meaning in told(asked(LONG, f"what does {word.any[0]} mean?"))


def test_what_another_set_asks_for_is_told_where_the_record_falls_short() -> None:
    answer = told(asked("adult-deformity-t10-pelvis", "Would Aetna approve it too?"))
    assert "above 50 degrees" in answer
    assert "coronal Cobb angle 42 degrees" in answer


def test_a_denial_in_the_words_of_the_question_is_found() -> None:
    answer = told(asked("adult-deformity-t10-pelvis", "Does the record say anything about leg weakness?"))
    assert "No leg weakness" in answer


def test_a_supposed_effect_of_a_trial_is_no_effect_of_another_treatment() -> None:
    answer = asked("stimulator-trial-no-psychology", "What if the trial had given 60% relief?")
    assert {f.kind for s in answer.suppositions for f in s.findings} == {"trial_relief"}
    assert not [t for s in answer.suppositions for t in s.treatments]


def test_a_waiver_for_another_condition_is_not_told_in_the_place_of_the_one_that_comes_near() -> None:
    answer = told(asked(STAGED, "Why doesn't an exception apply?"))
    assert "progressive motor deficit" in answer
    assert "tumour" not in answer


def test_a_word_by_which_the_only_procedure_is_called_tells_no_criterion() -> None:
    answer = asked("laminoplasty-kyphosis", "On what grounds was the laminoplasty decided?")
    assert not answer.understood[0].subject.criteria
