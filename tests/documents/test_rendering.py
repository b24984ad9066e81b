"""Markdown and HTML of one determination: numbers resolve, places open, text is escaped, nothing opaque is left."""

import re
from html.parser import HTMLParser

import pytest

from assistant.model.document import Block, Determination, Statement
from assistant.render import render_html, render_markdown

from .made import NAMES, drafted, loaded


class Page(HTMLParser):
    """Ids, internal links and tags of a page; fails on tags that do not close."""

    VOID = frozenset({"meta", "br", "img", "hr", "link"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if (found.get("href") or "").startswith("#"):
            self.links.append(str(found["href"])[1:])
        self.sources += [
            str(found[name]) for name in ("src", "href") if found.get(name) and not str(found[name]).startswith("#")
        ]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag]
        self.open.pop()


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_the_page_has_its_place(name: str) -> None:
    page = Page(render_html(drafted(name).determination, loaded(name).case))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) <= set(page.ids)
    assert page.sources == [], "one self-contained file"


@pytest.mark.parametrize("name", NAMES)
def test_numbers_in_the_text_are_those_of_the_lists(name: str) -> None:
    made = drafted(name).determination
    text = render_markdown(made)
    body = text.split("## Record reviewed")[0]
    cited = {n for group in re.findall(r"\[([R\d][R\d, ]*)\]", body) for n in group.split(", ")}
    listed = {str(r.number) for r in made.references} | {f"R{r.number}" for r in made.record}
    assert cited <= listed
    assert {str(r.number) for r in made.references} <= cited, "no reference that nothing cites"


@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_marked_in_the_record(name: str) -> None:
    case = loaded(name).case
    page = render_html(drafted(name).determination, case)
    assert page.count("<mark>") >= len({f.document for f in case.findings})


def with_lead(made: Determination, text: str) -> Determination:
    lead = Statement(id="x", type="outcome", text=text)
    return made.model_copy(update={"lead": (lead,)})


def test_text_is_escaped() -> None:
    made = with_lead(drafted(NAMES[0]).determination, "A <script>alert(1)</script> & more.")
    page = render_html(made, loaded(NAMES[0]).case)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more." in page


def test_runs_of_markers_become_one_group() -> None:
    made = drafted(NAMES[0]).determination
    first, second = (next(iter(r.passages)) for r in made.references[:2])
    document = made.record[0].document
    text = f"One [[{second}]][[{first}]], two [[record:{document}]]."
    assert "One [1, 2], two [R1]." in render_markdown(with_lead(made, text))


def test_blocks_keep_their_form() -> None:
    made = drafted(NAMES[0]).determination
    section = made.sections[0]
    statements = tuple(Statement(id=f"t{n}", type="outcome", text=f"Point {n}.") for n in (1, 2))
    for form, expected in (
        ("paragraph", "Point 1. Point 2."),
        ("bullets", "- Point 1.\n- Point 2."),
        ("steps", "1. Point 1.\n2. Point 2."),
    ):
        block = Block.model_validate({"form": form, "statements": statements})
        changed = made.model_copy(update={"sections": (section.model_copy(update={"blocks": (block,)}),)})
        assert expected in render_markdown(changed)
