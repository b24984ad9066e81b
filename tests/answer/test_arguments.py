"""Questions that ask for an argument, a comparison, a study held against this patient, or a second try."""

import pytest

from .conftest import STAGED, asked, kinds, told

SLIP, FACET, STENOSIS = "lumbar-fusion-spondylolisthesis", "facet-ablation-second-block", "lumbar-stenosis-two-levels"
TWO = "acdf-two-levels-medicare"


@pytest.mark.parametrize(
    ("name", "question", "holds", "never"),
    [
        (STENOSIS, "What is the best argument for allowing L3-4?", ("18 of 20 visits attended",), ("Against ",)),
        (STENOSIS, "Make the case against L3-4", ("Mild central canal stenosis",), ("In favour of",)),
        (STENOSIS, "what would my surgeon argue at the peer to peer for L3-4", ("it would take",), ("Against ",)),
        (TWO, "Where is this approval vulnerable?", ("Not weighed", "would be undetermined"), ("In favour of",)),
        (TWO, "What is the strongest counter-argument to this approval?", ("Against anterior",), ("In favour of",)),
        (FACET, "On what point could an attorney challenge the denial?", ("at least a 50% reduction",), ("Against ",)),
        (FACET, "Is this a close call?", ("MBB #2", "not necessary"), ()),
        (STENOSIS, "Might you have got it wrong at L3-4?", ("not necessary", "18 of 20 visits"), ()),
        (TWO, "Is this approval watertight?", ("In favour of", "Against anterior", "Not weighed"), ()),
    ],
)
def test_the_side_asked_for_is_argued(name: str, question: str, holds: tuple[str, ...], never: tuple[str, ...]) -> None:
    answer = asked(name, question)
    assert kinds(answer) == ("argument",)
    assert all(words in told(answer) for words in holds)
    assert not any(words in told(answer) for words in never)
    assert not answer.guard.violations


@pytest.mark.parametrize(
    ("name", "question", "kind"),
    [
        (STAGED, "What is the strongest evidence for foraminotomy?", "evidence"),
        (STAGED, "How strong is the grip of the left hand?", "record"),
        (STAGED, "How safe is this operation?", "evidence"),
        (STAGED, "How do Medicare and Aetna differ on the weeks of therapy?", "requirement"),
        (STAGED, "What is the difference between 22551 and 22552?", "term"),
        (STAGED, "Did he need urgent care in the emergency department?", "record"),
    ],
)
def test_what_only_sounds_like_an_argument_is_none(name: str, question: str, kind: str) -> None:
    assert kinds(asked(name, question)) == (kind,)


def test_levels_are_laid_beside_each_other() -> None:
    answer = asked(STENOSIS, "How do L3-4 and L4-5 differ?")
    assert "Imaging severity at the level is met at L4-5 for 63047 and not met at L3-4 for 63048" in told(answer)
    assert "L3-4. The MRI report reads “Mild central canal stenosis”" in told(answer)
    assert "severe central canal stenosis" in told(answer)
    assert kinds(asked(STENOSIS, "Which is worse, L3-4 or L4-5?")) == ("compare",)
    assert kinds(asked(TWO, "How does her therapy compare with what Aetna wants?")) == ("other_set",)
    blocks = told(asked(FACET, "What's the difference between the first and the second block?"))
    assert "85% relief" in blocks
    assert "60% relief" in blocks


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Is the SLIP trial applicable to this patient?", ""),
        ("Does the SLIP trial hold for her?", ""),
        ("Can the SPORT trial be applied to this patient?", "none is weighed"),
    ],
)
def test_a_study_is_held_against_this_patient(question: str, note: str) -> None:
    answer = asked(SLIP, question)
    assert kinds(answer) == ("evidence",)
    assert (" here, at L4-5," in told(answer)) is not note
    assert any(note in n for n in answer.notes) or not note


@pytest.mark.parametrize(
    ("name", "question", "moved"),
    [
        (STENOSIS, "Had the stenosis at L3-4 been severe, would it qualify?", {("63048", "necessary")}),
        (STENOSIS, "Had the MRI shown severe stenosis at L3-4, would both levels pass?", {("63048", "necessary")}),
        (STENOSIS, "Had the therapy lasted three weeks only, would L4-5 stand?", {("63047", "not_necessary")}),
        (STENOSIS, "Had he only had two weeks of therapy, would L4-5 stand?", {("63047", "not_necessary")}),
        (FACET, "Would 85 % relief have made a difference?", {("64635", "necessary"), ("64636", "necessary")}),
        (FACET, "Would 55% have been enough?", set()),
        (FACET, "would 12 mm have changed it?", set()),
    ],
)
def test_a_supposition_needs_no_if(name: str, question: str, moved: set[tuple[str, str]]) -> None:
    answer = asked(name, question)
    assert kinds(answer) == ("what_if",)
    assert {(s.code, s.supposed) for each in answer.suppositions for s in each.changed} == moved


@pytest.mark.parametrize(
    ("name", "question", "note", "holds"),
    [
        (STAGED, "How soon can we resubmit?", "sets a time to wait", "Therapy notes"),
        (STAGED, "Which one report would matter most?", "in order of effect", "C4-5"),
        (STAGED, "Is this an emergency?", "Whether a review is expedited", "no waiver applies"),
    ],
)
def test_what_comes_next(name: str, question: str, note: str, holds: str) -> None:
    answer = asked(name, question)
    assert any(note in n for n in answer.notes)
    assert holds in told(answer)


def test_who_says_that_he_is_the_patient_is_answered_in_plain_words() -> None:
    answer = asked(STAGED, "I'm the patient. Why did you turn my surgery down and what can I do now?")
    assert kinds(answer) == ("plain",)
    assert "22551)" not in told(answer)


@pytest.mark.parametrize(
    ("name", "question", "holds", "never"),
    [
        (
            STENOSIS,
            "What does the approval of L4-5 depend on?",
            ("Without “severe central canal stenosis”", "imaging severity"),
            "ODI",
        ),
        (TWO, "Which finding carries the approval of C5-6?", ("Without “wrist extension L 4/5”",), "Triceps L 4/5"),
        (TWO, "Could anything turn C5-6 into a denial?", ("Without “2x/wk from 04/20/2026",), "22845"),
    ],
)
def test_what_an_approval_hangs_on_is_tried_fact_by_fact(
    name: str, question: str, holds: tuple[str, ...], never: str
) -> None:
    answer = asked(name, question)
    assert all(words in told(answer) for words in holds)
    assert never not in told(answer)
    assert any("hypothetical" in n for n in answer.notes)
    assert answer.verdict == asked(name, "Is it approved?").verdict


@pytest.mark.parametrize(
    ("name", "question", "moved"),
    [
        (
            TWO,
            "What if the therapy notes were of another patient?",
            {("22551", "not_necessary"), ("22552", "not_necessary")},
        ),
        (
            TWO,
            "What if the MRI report turned out to be forged?",
            {("22551", "undetermined"), ("22552", "undetermined")},
        ),
        (
            TWO,
            "What if the primary care note were disregarded?",
            {("22551", "not_necessary"), ("22552", "not_necessary")},
        ),
        (
            TWO,
            "Suppose the therapy notes were from someone else",
            {("22551", "not_necessary"), ("22552", "not_necessary")},
        ),
    ],
)
def test_a_document_can_be_supposed_away(name: str, question: str, moved: set[tuple[str, str]]) -> None:
    answer = asked(name, question)
    changed = {(s.code, s.supposed) for each in answer.suppositions for s in each.changed if s.code != "22845"}
    assert changed == moved


def test_counting_and_asking_are_two_questions() -> None:
    answer = asked("si-fusion-single-block", "How many tests were positive and how many are required?")
    assert kinds(answer) == ("record", "requirement")
    assert "Thigh thrust, FABER and Gaenslen positive" in told(answer)
    assert "at least three positive provocation tests" in told(answer)
