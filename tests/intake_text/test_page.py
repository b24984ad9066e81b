"""The page that shows in the record what was found."""

import re
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from assistant.cli.app import app
from assistant.intake.text import ReadCase, Source, read_case
from assistant.pack import load_pack
from assistant.render.record import render_record

PACK = load_pack()
NOTE = """Office note
Date: 05/06/2026

HPI: Left leg pain <b>. No weakness. PT 01/05/2026 - 02/16/2026, 10 visits.
IMAGING: Severe left foraminal stenosis at L4-5.
-----
MRI REPORT
Date: 04/02/2026

FINDINGS: L4-5: moderate left foraminal stenosis. Possible instability at L5-S1."""


class Marks(HTMLParser):
    """Marks with their attributes and text, and the text of the documents."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.marks: list[tuple[dict[str, str | None], str]] = []
        self.texts: list[str] = []
        self.linked: set[str] = set()
        self.anchors: set[str] = set()
        self._mark: dict[str, str | None] | None = None
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._mark = given if tag == "mark" else self._mark
        if tag == "pre":
            self._inside = True
            self.texts.append("")
        if tag == "a" and given.get("id"):
            self.anchors.add(str(given["id"]))
        if tag == "a" and str(given.get("href", "")).startswith("#m-"):
            self.linked.add(str(given["href"])[1:])

    def handle_endtag(self, tag: str) -> None:
        self._mark = None if tag == "mark" else self._mark
        self._inside = self._inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._mark is not None:
            self.marks.append((self._mark, data))
        if self._inside:
            self.texts[-1] += data


def read(text: str) -> ReadCase:
    return read_case([Source("x", text)], PACK, "63047 L4-5")


def page(made: ReadCase) -> Marks:
    places = {id: (s.start, s.end) for id, s in made.spans.items()}
    return Marks(render_record(made.case, PACK, places, made.clashes, made.problems))


def test_every_fact_is_marked_at_its_words_and_listed() -> None:
    made = read(NOTE)
    shown = page(made)
    assert shown.texts == [d.text for d in made.case.documents]
    words: dict[str, str] = {}
    for given_, text in shown.marks:
        for id in str(given_["data-facts"]).split():
            words[id] = words.get(id, "") + text
    facts = {f.id: f for f in (*made.case.findings, *made.case.treatments)}
    assert {id: " ".join(w.split()) for id, w in words.items()} == {id: f.quote for id, f in facts.items()}
    assert shown.linked == shown.anchors == {f"m-{id}" for id in facts}
    classes = {str(g["class"]).split()[0] for g, _ in shown.marks}
    assert classes == {"present", "absent", "uncertain"}


def test_contradictions_are_marked_at_both_places() -> None:
    shown = page(read(NOTE))
    assert [text for given_, text in shown.marks if "clash" in str(given_["class"])] == [
        "Severe left foraminal stenosis at L4-5",
        "L4-5: moderate left foraminal stenosis",
    ]


def test_the_command_writes_one_page_that_loads_nothing(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    out = tmp_path / "page.html"
    words = ["intake", str(tmp_path / "note.txt"), "--question", "63047 L4-5", "-o", str(tmp_path / "c.yaml"), "--html"]
    result = CliRunner().invoke(app, [*words, str(out)], catch_exceptions=False)
    assert result.exit_code in (0, 3)
    text = out.read_text("utf-8")
    assert not re.search(r"(?:src|href)=[\"'](?!#)", text)
    assert "<b>." not in text


@given(st.text(alphabet="<>&\"' \nabL4-5.", max_size=80))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    made = read(f"Office note\n\nHPI: Left leg pain. {text}")
    assert page(made).texts == [d.text for d in made.case.documents]
