"""Articles in other layouts, and the real ones where REFERENCE_ARTICLES names their folder: nothing of them is lost."""

import os
import re
from pathlib import Path

import pytest

from assistant.evaluate.article import Article, load_article, parse_article
from assistant.evaluate.reader import Reader
from assistant.evaluate.written import forms

from .articles import PAGE_ARTICLE, STAGED_ARTICLE
from .build import MARKDOWN_ARTICLE, TEXT_ARTICLE

FOLDER = os.environ.get("REFERENCE_ARTICLES")
REAL = sorted(p for p in Path(FOLDER).iterdir() if p.suffix in (".txt", ".md", ".html")) if FOLDER else []
STAGED = parse_article(STAGED_ARTICLE)


@pytest.fixture
def page(tmp_path: Path) -> Article:
    file = tmp_path / "page.html"
    file.write_text(PAGE_ARTICLE)
    return load_article(file)


def said(article: Article, begins: str) -> tuple[str, str, str]:
    found = next(s for s in article.written.statements if s.text.startswith(begins))
    return found.text, " ".join(found.cites), found.section


def test_a_page_is_read_like_a_text(page: Article) -> None:
    assert page.question == "Is renewal of Span P3-4 Medically Necessary?"
    assert page.title == "Determination: Renewal of P3-4 is NOT medically necessary"
    assert said(page, "The renewal") == (
        "The renewal is not medically necessary, because the survey & the films are missing.", "1 2", "verdict",
    )  # fmt: skip
    assert said(page, "dates") == ("dates", "1", "steps")
    assert said(page, "readings") == ("readings", "3", "steps")
    assert said(page, "Obtain") == ("Obtain films of P3-4", "2", "steps")
    assert page.related_questions == ("Is a deck worn by salt?",)
    texts = " ".join(s.text for s in page.written.statements)
    assert not re.search("cookie|Home|color|Not the title", texts)


def test_references_of_a_page(page: Article) -> None:
    assert [(r.number, r.type) for r in page.references] == [(1, "Guideline"), (2, "Research"), (3, "not_stated")]
    assert page.dangling() == ()


def test_rows_of_a_table_decide_codes_and_levels(page: Article) -> None:
    assert page.verdicts.whole == "not_necessary"
    assert page.verdicts.codes == {"12345": "not_necessary", "54321": "undetermined"}
    assert page.verdicts.levels == {"P3-4": "not_necessary", "P4-5": "undetermined"}


def test_what_a_colon_announces_is_read_with_it(page: Article) -> None:
    found = {s.text: s.context for s in page.written.statements}
    assert found["dates"].endswith("Document the survey, with")
    assert "survey" not in found["Obtain films of P3-4"]


def test_headings_of_stages_hold_those_behind_them() -> None:
    headings = [s.heading for s in STAGED.written.statements]
    assert headings[1] == "Stage 1: Spans P1-P2 are NOT Medically Necessary / Gaps in the Survey"
    assert headings[3] == "Common Pitfall to Avoid"
    assert headings[5].startswith("Stage 2: Partial Medical Necessity / Survey (54321)")
    assert headings[-1] == "Recommended Approach"


def test_marks_behind_levels_raised_and_side_by_side() -> None:
    assert said(STAGED, "No wear")[:2] == ("No wear is shown at P1-2", "1 2")
    assert said(STAGED, "No reading")[:2] == ("No reading is on file at P2-3", "2")
    assert said(STAGED, "A survey")[1] == "3"
    assert said(STAGED, "The request")[:2] == ("The request names no level", "1 3")


def test_a_sentence_decides_codes_clause_by_clause() -> None:
    assert STAGED.verdicts.stages == {1: "not_necessary", 2: "partially_necessary"}
    assert STAGED.verdicts.codes == {
        "54321": "incidental",
        "12345": "undetermined",
        "12346": "not_necessary",
        "12347": "undetermined",
    }


def test_a_condition_is_no_verdict() -> None:
    text = "A Title\n\nThe deck (12345) is necessary if the survey shows wear. The bolts (54321) are necessary."
    assert parse_article(text).verdicts.codes == {"54321": "necessary"}


def test_further_forms_of_marks_quotations_and_references(tmp_path: Path) -> None:
    file = tmp_path / "x.html"
    file.write_text(
        "<h1>Deck 12345: Approved</h1><p>The deck is worn<a href='#1'><sup>1</sup></a><sup>,</sup><sup>2</sup>. "
        "Salt is why (see <sup>2</sup>).</p><p>54321: denied, for want of a survey</p><h2>What to Send</h2><p>Films</p>"
        "<h2>Sources</h2><ol><li>Research: Salt</li><li>[Policy] Decks</li></ol>"
    )
    article = load_article(file)
    assert said(article, "The deck") == ("The deck is worn.", "1 2", "verdict")
    assert said(article, "Salt") == ("Salt is why.", "2", "verdict")
    assert said(article, "Films")[2] == "steps"
    assert article.verdicts.codes == {"12345": "necessary", "54321": "not_necessary"}
    assert [(r.type, r.title) for r in article.references] == [("Research", "Salt"), ("Policy", "Decks")]
    quoted = parse_article("A Title\n=======\n\n> The policy asks for a survey.[1]\n\n[^1]: no list\n")
    assert quoted.written.statements[0].text == "The policy asks for a survey."


def test_where_headings_are_marked_short_lines_are_statements() -> None:
    article = parse_article("# A Title\n\n## What Is Missing\n\nThe Survey\n\n**Further Gaps**\n\nFilms\n")
    assert [(s.text, s.heading) for s in article.written.statements] == [
        ("The Survey", "What Is Missing"),
        ("Films", "What Is Missing / Further Gaps"),
    ]


def lost_words(text: str, article: Article) -> list[str]:
    """Lines of an article of which words are in no part of what was read."""
    written, known = article.written, forms()
    kept = [article.question, article.title, *written.headings, *article.related_questions]
    kept += [part for s in written.statements for part in (s.text, s.context)]
    kept += [f"{r.type} {r.title} {r.venue}" for r in article.references]
    there = set(re.findall(r"[a-z]{2,}", " ".join(kept).lower()))
    passed = (*known.furniture, known.references, known.related, known.end)
    lost = []
    for line in text.splitlines():
        if re.search(known.end, line.strip(), re.IGNORECASE):
            break
        plain = re.sub(r"\[@?[a-z ]+\]", "", line.strip("# "), flags=re.IGNORECASE)
        if not any(re.search(p, plain, re.IGNORECASE) for p in passed):
            lost += [plain for w in re.findall(r"[a-z]{2,}", plain.lower()) if w not in there][:1]
    return lost


@pytest.mark.parametrize("text", [TEXT_ARTICLE, MARKDOWN_ARTICLE, STAGED_ARTICLE])
def test_nothing_is_lost(text: str) -> None:
    assert lost_words(text, parse_article(text)) == []


@pytest.mark.parametrize("path", REAL, ids=lambda p: p.stem)
def test_a_real_article_parses_whole(path: Path) -> None:
    text, article = path.read_text(), load_article(path)
    assert lost_words(text, article) == []
    statements = article.written.statements
    assert article.title
    assert all(s.section for s in statements)
    assert article.verdicts.whole != "not_stated" or article.verdicts.stages
    assert not [s.text for s in statements if re.search(r"\s\d{1,2}(?:, ?\d{1,2})*$|\[|\]", s.text)]
    if re.search(r"^References$", text, re.MULTILINE):
        assert article.references
        assert all(r.type != "not_stated" and r.venue != "not_stated" for r in article.references)


def test_an_empty_reader_holds_nothing() -> None:
    reader = Reader()
    reader.read("\n\n")
    assert (reader.said, reader.headings) == ([], [])
