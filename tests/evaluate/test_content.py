"""Points, figures, forbidden sentences, steps and sections; readability and intervals."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluate.content import find_content, score_content, score_sections
from assistant.evaluate.score import Score, interval, share
from assistant.evaluate.written import Said, Written, flesch, repetition, sentences

from .build import document, key, told


def values(scores: Any) -> dict[str, float | str]:
    return {s.measure: s.value for s in scores}


def test_a_point_is_made_by_one_statement() -> None:
    wanted = key(points=[told()])
    assert find_content(document("The deck.", "It is worn."), wanted).points[0].statement == "not_stated"
    assert find_content(document("Sound.", "The deck is worn."), wanted).points[0].statement == "s2"


def test_a_point_counts_in_its_sections() -> None:
    wanted = key(points=[told(sections=["summary"])])
    assert not find_content(document("The deck is worn."), wanted).points[0].made
    assert find_content(document("The deck is worn.", section="summary"), wanted).points[0].made


def test_a_heading_helps_and_does_not_say_it_alone() -> None:
    wanted = key(points=[told()])
    assert find_content(document("It is worn.", context="The deck"), wanted).points[0].made
    assert not find_content(document("As seen.", context="The deck is worn"), wanted).points[0].made


def test_weights_of_points() -> None:
    wanted = key(points=[told("a", weight=3), told("b", groups=[["bolt"]], example="A bolt is loose.")])
    assert values(score_content(find_content(document("The deck is worn."), wanted)))["point_recall"] == 0.75


def test_steps_count_among_the_steps() -> None:
    wanted = key(steps=[told()])
    assert not find_content(document("The deck is worn."), wanted).steps[0].made
    assert find_content(document("The deck is worn.", section="steps"), wanted).steps[0].made


@pytest.mark.parametrize(
    ("texts", "required", "state", "accuracy", "wrong"),
    [
        (["The deck is worn in 40% of it."], True, "right", 1, 0),
        (["The deck is worn in 50% of it."], True, "wrong", 0, 1),
        (["The deck is worn in 50%.", "The deck is worn in 40%."], True, "right", 1, 0),
        (["The deck is worn."], True, "absent", 0, 0),
        (["The deck is worn."], False, "absent", "not_stated", 0),
        (["The hull is worn in 50%."], False, "absent", "not_stated", 0),
    ],
)
def test_figures(texts: list[str], required: bool, state: str, accuracy: float | str, wrong: int) -> None:
    figure = told(value=40, unit=["%"], example="The deck is worn in 40%.", required=required)
    content = find_content(document(*texts), key(figures=[figure]))
    assert content.figures[0].state == state
    found = values(score_content(content))
    assert (found["figure_accuracy"], found["figures_wrong"]) == (accuracy, wrong)


def test_forbidden_sentences() -> None:
    wanted = key(
        forbidden=[
            told(kind="unfounded_figure", why="Nobody measured it.", unless=["not"]),
            told("hull", groups=[["hull"]], example="The hull is gone.", kind="overstatement", why="It is there."),
        ]
    )
    clean = find_content(document("The deck is not worn.", "The deck. It is worn."), wanted)
    assert clean.hits == ()
    content = find_content(document("Sound. The deck is worn.", "The deck is worn.", "The hull."), wanted)
    assert [(h.id, h.statement, h.sentence) for h in content.hits] == [
        ("worn", "s1", "The deck is worn."),
        ("hull", "s3", "The hull."),
    ]
    found = values(score_content(content))
    assert (found["forbidden"], found["unsupported_figures"]) == (2, 1)


def test_headings_are_read_for_forbidden_sentences() -> None:
    wanted = key(forbidden=[told(kind="overstatement", why="It is sound.")])
    written = document("Sound.").model_copy(update={"headings": ("The Deck is Worn",)})
    assert find_content(written, wanted).hits[0].statement == "heading 1"


def test_without_a_key_nothing_is_scored() -> None:
    assert {s.reason for s in score_content(None)} == {"the case has no key"}


def test_sections_of_the_reference() -> None:
    own = Written(
        title="",
        headings=(),
        sources={},
        statements=tuple(
            Said(id=k, section=k, text="word " * (31 if k == "steps" else 1)) for k in ("steps", "summary", "setting")
        ),
    )
    found = values(score_sections(own, document("x", section="steps")))
    assert found == {"sections": 1, "section_coverage": 1}
    assert values(score_sections(document("x", section="steps"), own))["section_coverage"] == pytest.approx(
        1 / 3, abs=1e-6
    )
    assert values(score_sections(own, None))["section_coverage"] == "not_stated"


def test_reading_ease() -> None:
    assert flesch([]) is None
    easy, hard = (
        flesch(["The cat sat. It ran."]),
        flesch(["Administrative documentation necessitates institutional consideration."]),
    )
    assert easy is not None
    assert hard is not None
    assert easy > 90 > hard
    assert flesch(["The cat sat on the mat."]) == pytest.approx(206.835 - 1.015 * 6 - 84.6)


def test_repetition_needs_runs() -> None:
    assert repetition(["too short"]) is None
    assert sentences("One. Two is 4.5 mm. Three?") == ["One.", "Two is 4.5 mm.", "Three?"]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_an_interval_holds_its_mean_and_is_repeatable(found: list[float]) -> None:
    first = interval(found)
    assert first is not None
    assert first == interval(found)
    assert min(found) - 1e-9 <= first.low <= first.high <= max(found) + 1e-9
    assert first.cases == len(found)


def test_no_interval_of_nothing() -> None:
    assert interval([]) is None
    assert share("point_recall", 0, 0, "none") == Score(measure="point_recall", reason="none")
