"""What the program wrote, given back to the guard as a text: nothing is wrong with it, and what was altered is found."""

from functools import cache
from pathlib import Path

import pytest

from assistant.api import draft, guard_text
from assistant.intake import load_case
from assistant.intake.load import Loaded
from assistant.intake.word import read_word
from assistant.model.judgement import Judgement
from assistant.render.docx import render_docx
from assistant.render.markdown import render_markdown
from assistant.settings import Settings

CASES = Path(__file__).parents[2] / "evals" / "cases"
USED = Settings(layers=())


@cache
def case(name: str) -> Loaded:
    return load_case(CASES / f"{name}.yaml")


@cache
def written(name: str, audience: str, form: str = "md") -> str:
    made = draft(
        case(name).case, pack=case(name).pack, settings=USED, search=False, policy_set="general", audience=audience
    )
    return read_word("x.docx", render_docx(made)) if form == "docx" else render_markdown(made)


def judged(text: str, name: str) -> Judgement:
    return guard_text(text, case(name).case, pack=case(name).pack, settings=USED, policy_set="general")


@pytest.mark.parametrize(
    ("name", "audience", "form"),
    [
        ("cervical-corpectomy-myelopathy", "physician", "md"),  # a waiver, and a chapter without a year
        ("cervical-staged-revision", "patient", "md"),
        ("facet-block-beside-fusion", "physician", "docx"),  # a table of Word
    ],
)
def test_what_the_composer_writes_passes_when_it_is_read_back(name: str, audience: str, form: str) -> None:
    found = judged(written(name, audience, form), name)
    assert [(j.statement.text, [v.code for v in j.violations]) for j in found.failing] == []
    assert not found.document
    assert len(found.statements) > 20


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("with cord compression", "without cord compression"),
        ("waived: failed conservative care", "not met: failed conservative care"),
        ("is supported", "is not supported"),
        ("C4-5: severe central canal stenosis", "C4-5: moderate central canal stenosis"),
    ],
)
def test_one_word_of_it_altered_is_found(right: str, wrong: str) -> None:
    text = written("cervical-corpectomy-myelopathy", "physician")
    assert right in text
    assert judged(text.replace(right, wrong), "cervical-corpectomy-myelopathy").failing


def test_its_words_beside_another_source_are_no_longer_its_own() -> None:
    text = written("cervical-corpectomy-myelopathy", "physician")
    numbers = [n for n in range(1, 40) if f" [{n}]." in text]
    moved = text.replace(f" [{numbers[0]}].", f" [{numbers[-1]}].", 1)
    codes = {v.code for j in judged(moved, "cervical-corpectomy-myelopathy").failing for v in j.violations}
    assert codes & {"unlicensed-term", "citation-unused-basis", "figure-unsupported", "attribution"}
