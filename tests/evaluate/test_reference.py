"""The side-by-side tables: made from what is stored, kept in the docs, and the aims against each article."""

import json
import os
from pathlib import Path

import pytest

from assistant.evaluate import Configuration, Plan, run
from assistant.evaluate.score import BY_ID
from assistant.settings import Settings
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
    for writer in ("composer", "model (recorded)"):
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


UNFOUNDED = {
    "cervical-fusion-exploration": {
        *("improvement-75-90", "conservative-success-90", "society-grade", "society-weeks", "equivalent-long-term"),
        *("wrong-expansion", "restriction-as-evidence"),
    },
    "cervical-staged-revision": {
        *("acdf-success-80-90", "functional-90-9", "pseudarthrosis-pair", "plating-multilevel", "foraminotomy-78-95"),
        *("improvement-75-90", "society-weeks", "fusion-kyphosis"),
    },
    "lumbar-hardware-removal-revision": {
        "reoperation-3-9",
        "proprietary-criteria",
        "emergency",
        "clinic-trumps-imaging",
    },
    "lumbar-t12-s2-fusion": {
        *("slippage-9", "multiple-studies-96", "society-three-months", "society-weeks", "neuroleptics"),
        *("six-months-faulted", "less-surgery-better"),
    },
    "lumbar-two-stage-revision": {
        *("revision-31-40", "three-of-five", "relief-50-75", "stay-2-3-days", "society-grade"),
        *("only-stenosis-and-instability", "any-grade-of-slip", "less-surgery-better"),
    },
}
"""What a reader who compared the articles with their sources found wrong in each, by the ids of the keys."""


@pytest.mark.skipif(FOLDER is None, reason="REFERENCE_ARTICLES names no folder of articles")
@pytest.mark.parametrize("name", UNFOUNDED)
def test_what_a_reader_found_wrong_is_found(name: str) -> None:
    plan = Plan(reference.CASES / f"{name}.yaml", reference.KEYS, Path(str(FOLDER)), Configuration(retrieval="none"))
    article = run(plan, Settings()).sample(name, "reference")
    assert article is not None
    assert {hit.id for hit in article.content.hits} == UNFOUNDED[name]


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
    told = "\n".join(reference.graded(tmp_path))
    assert "unfounded figure: A range of 75 to 90 percent" in told
    assert "figure: 75-90% stands in no source and not in the record" in told
