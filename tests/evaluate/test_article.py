"""Articles: text and Markdown into statements, citations, references and verdicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.evaluate.article import parse_article

from .build import MARKDOWN_ARTICLE, TEXT_ARTICLE

TEXT = parse_article(TEXT_ARTICLE)
MARKDOWN = parse_article(MARKDOWN_ARTICLE)


def statement(text: str) -> tuple[str, tuple[str, ...], str]:
    """Text, citations and section of the statement that begins like this."""
    said = next(s for a in (TEXT, MARKDOWN) for s in a.written.statements if s.text.startswith(text))
    return said.text, said.cites, said.section


def test_title_and_question() -> None:
    assert TEXT.question == "Is a bridge renewal at P3-4 indicated for a span with two earlier repairs?"
    assert TEXT.title == "Renewal of the Span P3-5 is NOT Medically Necessary"
    assert MARKDOWN.title == "Assessment for Two-Stage Renewal"


def test_page_furniture_is_no_statement() -> None:
    texts = " ".join(s.text for s in TEXT.written.statements)
    for words in ("Advisory Board", "Educational", "editorial", "intended for professionals", "Journal"):
        assert words not in texts


@pytest.mark.parametrize(
    ("begins", "whole", "cites", "section"),
    [
        ("The renewal is not", "The renewal is not medically necessary as requested because the survey is missing.", "1 2", "verdict"),
        ("The survey of P3-4", 'The survey of P3-4 does not meet the threshold of "marked wear"', "1 2", "deficiencies"),
        ("Guidelines mandate", "Guidelines mandate a survey, with 3 of 4 readings.", "2", "deficiencies"),
        ("Loose bolts", "Loose bolts", "3", "deficiencies"),
        ("The record says", 'The record says "no bolts checked"', "", "deficiencies"),
        ("The deck is worn", "The deck is worn in 40-60% of its width.", "1", "analysis"),
        ("It may justify", "It may justify renewal at P4-5 if it is surveyed.", "2 3", "analysis"),
        ("Document the survey", "Document the survey with dates", "2", "steps"),
        ("Renewing what", "Renewing what is sound", "1", "pitfalls"),
        ("In summary", "In summary: The span is NOT medically necessary.", "1", "summary"),
        ("It has to be", "It has to be surveyed.", "2", "summary"),
        ("The spans do not", "The spans do not meet the criteria, because no wear is shown.", "1 2", "analysis"),
        ("Bolts hold", "Bolts hold for 5 years", "2 3 4", "analysis"),
    ],
)  # fmt: skip
def test_statements(begins: str, whole: str, cites: str, section: str) -> None:
    assert statement(begins) == (whole, tuple(cites.split()), section)


def test_a_lead_in_is_no_statement() -> None:
    assert not [s for s in TEXT.written.statements if s.text.endswith(":")]


def test_what_rests_on_the_record_needs_no_source() -> None:
    said = next(s for s in TEXT.written.statements if s.text.startswith("The record says"))
    assert said.record
    assert not said.needs_source


def test_references_and_marks_without_one() -> None:
    assert [(r.number, r.type, r.title) for r in TEXT.references] == [
        (1, "Guideline", "The Care of Spans"),
        (2, "Research", "Spans that fail."),
        (3, "Guideline", "Decks"),
    ]
    assert TEXT.references[1].venue == "Journal of Bridges, 2015"
    assert TEXT.dangling() == ("7",)
    assert [r.type for r in MARKDOWN.references] == ["Guideline", "Research", "not_stated"]
    assert MARKDOWN.dangling() == ("4",)


def test_related_questions() -> None:
    assert TEXT.related_questions == ("What is the first step in the care of spans?", "Is a deck worn by salt?")


def test_verdicts() -> None:
    verdicts = TEXT.verdicts
    assert verdicts.whole == "not_necessary"
    assert verdicts.codes == {"12345": "necessary", "1234T": "necessary"}
    assert verdicts.levels == {"P3-4": "not_necessary", "P4-5": "undetermined"}
    assert verdicts.setting == "undetermined"


def test_verdicts_of_stages_and_of_what_is_incidental() -> None:
    verdicts = MARKDOWN.verdicts
    assert verdicts.whole == "not_stated"
    assert verdicts.stages == {1: "not_necessary", 2: "partially_necessary"}
    assert verdicts.codes == {"54321": "incidental", "12345": "undetermined"}


@pytest.mark.parametrize("text", ["", "References\n\nGuideline\n\nSpans", "A Heading Alone"])
def test_a_text_without_statements_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no statement"):
        parse_article(text)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        article = parse_article(text)
    except InputError:
        return
    assert article.written.statements


@given(st.lists(st.text("abc de", min_size=3, max_size=30).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_no_bullet_is_lost(bullets: list[str]) -> None:
    article = parse_article("A Title\n\n" + "\n".join(f"- {b} 1" for b in bullets))
    assert [" ".join(s.text.split()) for s in article.written.statements] == [" ".join(b.split()) for b in bullets]
    assert all(s.cites == ("1",) for s in article.written.statements)
