"""Words and phrases: how they are looked for, and that what is remembered of a text changes nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.intake.text import Source, read_case
from assistant.intake.text.data import load_reading
from assistant.intake.text.dates import dates
from assistant.intake.text.needed import needs_of
from assistant.intake.text.quick import AnyCase, one_of
from assistant.intake.text.words import PhraseBook, tokens
from assistant.pack import load_pack

WORDS = ("bone scan", "bone", "MRI", "mr", "x-ray", "t2")
TEXTS = (
    "Bone scan, then MRI and mr; X-RAY of bones",
    "a bone  scan; exMRI, mri/mr, t2-T2.x-ray",
    "",
    "BONE\nSCAN x-raybone .mr (mr",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("apart", ["", r"[\w/.-]"])
def test_a_word_found_fast_is_the_one_found_slowly(text: str, apart: str) -> None:
    longest = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(WORDS, key=len, reverse=True))
    slow = re.compile(rf"{f'(?<!{apart})' if apart else ''}(?:{longest})", re.IGNORECASE)
    fast = re.compile(one_of(WORDS, apart=apart, gap=r"\s+"))
    assert [m.span() for m in fast.finditer(text)] == [m.span() for m in slow.finditer(text)]


def test_no_words_are_found_nowhere() -> None:
    assert re.search(one_of(()), "anything") is None


@pytest.mark.parametrize(
    "text", [*TEXTS, "IGNORE the Bone Scan", "\u0130. Ignore all", "Stra\u00dfe 12/3, ignore \u0130t"]
)
def test_an_expression_for_any_case_stands_where_it_stands_in_capitals_too(text: str) -> None:
    expression = r"(?:^|\W)Ignore\b|\bBONE\s[A-Z]\w+|\S/\D"
    expected = [m.span() for m in re.compile(expression, re.IGNORECASE).finditer(text)]
    assert [m.span() for m in AnyCase(expression).matches(text)] == expected
    assert AnyCase(expression).whole(text) == (re.fullmatch(expression, text, re.IGNORECASE) is not None)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3.12 May 2024", ["2024-05-12"]),
        ("from Mar 3 to May 12, 2024, then 1/2/24-3/4/24", ["2024-03-03", "2024-05-12", "2024-01-02", "2024-03-04"]),
        ("12/3 Sept 2023", ["2023-09-03"]),
        ("L4-5, 4/5, 13/40/2024 and 2024-13-01", []),
        ("05/2024; 5.6.24; May of 2023; 62 June 2022", ["2024-05-01", "2024-05-06", "2023-05-01"]),
        ("Dismay 2024, 12May 2024", []),
    ],
)
def test_each_day_of_a_text_is_found_once(text: str, days: list[str]) -> None:
    assert [d.first.isoformat() for d in dates(text)] == days


@pytest.mark.parametrize(
    ("expression", "needs"),
    [
        (r"\b(?:Ignore|disregard)\b[^.]{0,4}rules?\b", [{"ignore", "disregard"}, {"rule"}]),
        (r"abc?d|xy{0,2}zz", [{"ab", "zz"}]),
        (r"(?:abc|de(?:fgh)?)+ij{2}k", [{"abc", "de"}, {"ij"}]),
        (r"(?=abc)(?<!xyz)\u00bdde[fg]hi\x41bc", [{"de"}, {"hi"}, {"bc"}]),
        (r"(?P<one>door)?(?:knob|)s\s(?P=one)", []),
        (r"ab(?(1)cd|ef)", []),
    ],
)
def test_what_an_expression_needs_is_told_from_it(expression: str, needs: list[set[str]]) -> None:
    told = needs_of(expression)
    assert sorted(map(sorted, told)) == sorted(map(sorted, needs))


@pytest.fixture(scope="module")
def expressions() -> list[str]:
    """Those of the data that hold no names for numbers or days."""
    kinds = load_reading(load_pack())[1].kinds.values()
    found = [pattern.re for reading in kinds for pattern in reading.patterns]
    return [one for one in found if "{" not in re.sub(r"\{[\d,]+\}", "", one)]


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_what_an_expression_fits_holds_what_it_needs(expressions: list[str], data: st.DataObject) -> None:
    expression = data.draw(st.sampled_from(expressions))
    fitting = st.from_regex(re.compile(expression, re.IGNORECASE), alphabet=st.characters(codec="ascii"))
    text = data.draw(fitting).lower()
    assert all(any(piece in text for piece in pieces) for pieces in needs_of(expression))
    assert next(AnyCase(expression).matches(text), None) is not None


def found(book: PhraseBook, text: str) -> list[tuple[int, int, str]]:
    return [(first, last, value) for first, last, _, value in book.find(tokens(text))]


def test_phrases_joined_are_those_written_out() -> None:
    firsts, rests = ["left door", "MRI", "x-ray"], [" open", ": open", " is shut"]
    joined, written = PhraseBook(), PhraseBook()
    for book in (joined, written):
        book.add(["left door"], "role", "alone")
    joined.add_joined(firsts, rests, "role", "both")
    written.add((f"{first}{rest}" for first in firsts for rest in rests), "role", "both")
    for text in ("left doors open", "mri is shut, MRI: open", "x-ray open left door", "the left door is"):
        assert found(joined, text) == found(written, text)
    assert found(joined, "MRI is shut; left door") == [(0, 2, "both"), (4, 5, "alone")]
    assert joined.words == written.words


def test_the_longest_phrase_is_taken_and_none_over_it() -> None:
    book = PhraseBook()
    book.add(["red", "red door", "red door of the house"], "role", "long")
    book.add(["door"], "role", "short")
    assert found(book, "red door of the barn, a door") == [(0, 1, "long"), (7, 7, "short")]
    assert found(book, "the red doors of the house") == [(1, 5, "long")]


def test_an_abbreviation_is_known_in_capitals_and_goes_before_its_word() -> None:
    book = PhraseBook()
    book.add(["MR"], "role", "capitals")
    book.add(["mr smith"], "role", "person")
    book.add(["mr"], "role", "small")
    assert found(book, "MR, mr, Mr Smith, MR SMITH") == [
        (0, 0, "capitals"),
        (2, 2, "small"),
        (4, 5, "person"),
        (7, 8, "person"),
    ]


def test_a_meaning_that_was_dropped_is_not_found() -> None:
    book = PhraseBook()
    book.add(["SI", "joint"], "role", "one")
    book.add(["SI"], "role", "other")
    book.drop(["si", "joint"], "role", "one")
    assert found(book, "SI joint") == [(0, 0, "other")]


def test_a_record_read_again_says_the_same() -> None:
    text = "Date: 2026-05-06\nHPI: Left leg pain 7/10.\nEXAM: Left EHL 4/5.\nHPI: Left leg pain 7/10.\nMRI: L4-5 severe stenosis."
    first, again = (
        read_case([Source("note.txt", text)], load_pack(), "Is 63047 at L4-5 medically necessary?") for _ in range(2)
    )
    assert first == again
