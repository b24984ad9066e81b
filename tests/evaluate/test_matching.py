"""Phrases, levels and figures found in statements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluate.figure import figure_pattern, other_figures
from assistant.evaluate.matching import AsWritten, any_found, met_by, problem_of, read

words = st.lists(st.text("abcdefghij", min_size=1, max_size=6), min_size=1, max_size=8)


@given(words, st.data())
def test_a_run_of_words_is_found_in_its_text(text: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert any_found([" ".join(text[start:end])], read(" ".join(text)))


@given(words, words)
def test_groups_are_a_conjunction_of_disjunctions(first: list[str], second: list[str]) -> None:
    wording = read(" ".join([*first, *second]))
    assert met_by(wording, [first, second])
    assert not met_by(wording, [first, ["never here"]])
    assert met_by(wording, [["never here", *first]])
    assert not met_by(wording, [first], unless=second)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("deck", "The DECK.", True),
        ("deck", "decked", False),
        ("deck*", "decked", True),
        ("no  bolt", "There is no\nbolt.", True),
        ("moderate-to-severe", "moderate‑to‑severe", True),
        ("'worn'", "‘worn’", True),
        ("75%", "75 %", True),
        ("75%", "75 per cent", True),
        ("5", "75", False),
        ("7", "7.5", False),
        ("5", "7.5", False),
        ("7", "It was 7.", True),
        ("4+/5", "EHL 4+/5.", True),
        ("/wor[nk]/", "work", True),
        ("@P3-4", "at P3-4", True),
        ("@P3-4", "at P3-41", False),
    ],
)
def test_forms_of_phrases(phrase: str, text: str, found: bool) -> None:
    assert any_found([phrase], read(text)) is found


def test_a_level_is_found_in_a_range_that_covers_it() -> None:
    class Spans(AsWritten):
        def __call__(self, text: str) -> frozenset[str]:
            return frozenset({"P3-4", "P4-5"} if text == "P3-5" else ())

    wording = read("Spans P3-5 are worn, X9-99 is none.", Spans())
    assert any_found(["@P4-5"], wording)
    assert not any_found(["@X9-99"], wording)


@pytest.mark.parametrize(
    ("phrase", "says"), [("", "empty"), ("/", "empty"), ("@", "empty"), ("/(/", "regular expression")]
)
def test_phrases_that_cannot_be_compared(phrase: str, says: str) -> None:
    assert says in str(problem_of(phrase))
    assert problem_of("deck") is None


@pytest.mark.parametrize(
    ("value", "unit", "text", "found"),
    [
        (85, ["%"], "in 85% of 151", True),
        (85, ["%"], "in 85 of 151", False),
        (85, ["%"], "in 185%", False),
        (72, ["%"], "72 to 91%", True),
        (91, ["%"], "72 to 91%", True),
        (72, ["%"], "72% versus 91%", True),
        (17.2, ["%"], "was 17.2% with", True),
        (17, ["%"], "was 17.2% with", False),
        (6, ["weeks", "week"], "six weeks", True),
        (6, ["weeks", "week"], "a 6-week course", True),
        (6, ["weeks"], "6 full weeks", True),
        (6, ["weeks"], "16 weeks", False),
        (3.5, ["mm"], "3.5 mm of motion", True),
        (11, ["°", "degrees"], "11° and more", True),
        (11, ["°", "degrees"], "eleven degrees", True),
    ],
)
def test_figures_with_their_unit(value: float, unit: list[str], text: str, found: bool) -> None:
    assert (figure_pattern(value, unit).search(text) is not None) is found


def test_other_figures_of_a_unit() -> None:
    assert other_figures(["%"]).search("12.5%") is not None
    assert other_figures(["%"]).search("12 of 20") is None
