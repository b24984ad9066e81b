"""What is wrong beyond the form of a case, on cases made in Python."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.intake import flaws, load_case
from assistant.intake.consistency import normalised, stands_in
from assistant.model.case import Case, Finding
from assistant.pack import load_pack

from .test_load import GOOD

PACK = load_pack("spine")
CASE = load_case(GOOD).case
BASE = CASE.findings[0]
"""Severe foraminal stenosis at C5-6 on the left, by the MRI report."""


def with_findings(*findings: Finding) -> Case:
    return CASE.model_copy(update={"findings": findings, "treatments": ()})


def told(case: Case) -> list[str]:
    return [flaw.message for flaw in flaws(case, PACK)]


def like(id: str, **changes: object) -> Finding:
    return BASE.model_copy(update={"id": id, **changes})


def test_nothing_is_wrong_with_the_good_case() -> None:
    assert told(CASE) == []


@pytest.mark.parametrize(
    ("second", "contradicts"),
    [
        (like("b"), False),
        (like("b", grade="mild"), True),
        (like("b", grade="mild", levels=("C5/6",)), True),
        (like("b", grade="mild", levels=("C6-7",)), False),
        (like("b", grade="mild", side="right"), False),
        (like("b", grade="mild", kind="central_stenosis"), False),
        (like("b", grade="mild", date=date(2026, 1, 20)), False),
        (like("b", grade="mild", date=date(2026, 1, 15)), True),
        (like("b", grade="not_stated", status="absent"), True),
        (like("b", grade="severe", status="absent"), False),
        (like("b", grade="not_stated", status="uncertain"), False),
        (like("b", grade="not_stated"), False),
    ],
)
def test_contradictions(second: Finding, contradicts: bool) -> None:
    case = with_findings(BASE, second)
    assert bool(told(case)) is contradicts
    assert bool(told(with_findings(second, BASE))) is contradicts
    assert all(flaw.severity == "fault" for flaw in flaws(case, PACK))


def test_a_contradiction_with_any_earlier_finding_is_seen() -> None:
    case = with_findings(like("a", grade="not_stated"), like("b", grade="severe"), like("c", grade="mild"))
    assert [m for m in told(case) if "'b' and 'c'" in m]


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_a_number_that_is_none(number: float) -> None:
    finding = like("a", kind="translation", grade="not_stated", number=number, unit="mm")
    assert any("cannot be" in m for m in told(with_findings(finding)))


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        ("2 mm", "translation of 12 mm", False),
        ("2 mm", "translation of 1.2 mm", False),
        ("2 mm", "translation of 2 mm", True),
        ("2 mm", "12 mm before, 2 mm after", True),
        ("translation of 2", "translation of 2.5 mm", False),
        ("strength 4", "strength 4-/5", False),
        ("strength 4", "strength 4+", False),
        ("strength 4-/5", "strength 4-/5.", True),
        ("stable hardware", "unstable hardware", False),
        ("stenosis at L4", "stenosis at L4-5", False),
        ("5 stenosis", "L4-5 stenosis", False),
        ("stenosis at L4-5", "stenosis at L4-5, severe", True),
        ("stenosis at L4-5", "stenosis at L4-5/L5-S1", True),
        ("pain", "(pain)", True),
        ("", "anything", False),
    ],
)
def test_quotes_stand_in_whole_words(quote: str, text: str, stands: bool) -> None:
    assert stands_in(quote, text) is stands


@given(
    st.lists(
        st.sampled_from(["mild", "severe", "L4-5", "2.5", "mm", "4-/5", "left;", "no", "(chronic)"]),
        min_size=1,
        max_size=30,
    ),
    st.data(),
)
def test_whole_words_of_a_text_stand_in_it(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "  ", "\t"]), min_size=len(words), max_size=len(words)))
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    assert stands_in(normalised(" ".join(words[start:end])), normalised(text))


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
