"""The side-by-side tables: made from what is stored, kept in the docs, and the aims against each article."""

import json
import os
from pathlib import Path

import pytest

from assistant.evaluate.score import BY_ID
from evals import reference
from evals.reference import AIMS, END, RESULTS, SHOWN, START, Systems, cases_table, filled, means_table, measure, stored

ROOT = Path(__file__).parents[2]
FOLDER = os.environ.get("REFERENCE_ARTICLES")


@pytest.fixture(scope="module")
def systems() -> Systems:
    return measure(None)


def test_the_program_does_better_than_each_article(systems: Systems) -> None:
    articles = systems["reference article"]
    assert len(articles) == 5
    for writer in ("composer", "model"):
        for case, theirs in articles.items():
            ours = systems[writer][case]
            for aim in AIMS:
                more = BY_ID[aim].better == "higher"
                assert (ours[aim] > theirs[aim]) if more else (ours[aim] < theirs[aim]), (writer, case, aim)


def test_what_is_stored_holds_numbers_alone() -> None:
    for scores in json.loads(RESULTS.read_text()).values():
        assert set(scores) <= set(SHOWN)
        assert all(isinstance(value, float) for value in scores.values())


def test_the_docs_hold_what_is_stored(systems: Systems) -> None:
    """The program's own columns move with its corpus; the article's do not."""
    shown = (ROOT / "docs" / "evals.md").read_text().partition(START)[2].partition(END)[0]
    alone: Systems = {"reference article": systems["reference article"]}
    for row in means_table(alone).splitlines()[2:]:
        label, value = (cell.strip() for cell in row.strip("|").split("|"))
        assert any(label in line and line.split("|")[2].strip() == value for line in shown.splitlines()), row


@pytest.mark.skipif(FOLDER is None, reason="REFERENCE_ARTICLES names no folder of articles")
def test_the_docs_hold_what_the_command_makes() -> None:
    made = measure(Path(str(FOLDER)))
    text = (ROOT / "docs" / "evals.md").read_text()
    assert filled(text, f"{means_table(made)}\n\n{cases_table(made)}") == text
    assert stored(made) == RESULTS.read_text()


def test_tables_go_between_the_markers() -> None:
    text = f"Before\n{START}\nold\n{END}\nafter\n"
    once = filled(text, "| new |")
    assert once == f"Before\n{START}\n\n| new |\n\n{END}\nafter\n"
    assert filled(once, "| new |") == once
    with pytest.raises(ValueError, match="no lines"):
        filled("nothing", "| new |")


def test_a_folder_of_articles_is_scored_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "cervical-fusion-exploration"
    (tmp_path / f"{name}.txt").write_text("A Survey\n\n- In 75-90% all went well 1\n- Nothing more is known 1\n")
    monkeypatch.setattr(reference, "case_names", lambda: [name])
    made = measure(tmp_path)
    assert made["reference article"][name]["unsupported_figures"] == 1
    assert made["composer"][name]["unsupported_figures"] == 0
    assert json.loads(stored(made))[name]["forbidden"] == 1
