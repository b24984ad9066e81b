"""`assistant check`: table, tree, JSON, options."""

from pathlib import Path

import pytest

from .conftest import CASES, GOOD, Run

WORDS = {"necessary", "partially_necessary", "not_necessary", "undetermined", "incidental"}
ACTIONS = {"approve", "request_information", "refer_to_physician"}
OWN_SET = """
id: house
title: Rules of a house
version: '7'
description: A set without policies of its own.
effective: {start: 2021-01-01}
fallback: general
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second policy set, from a folder laid over the corpus."""
    folder = tmp_path / "layer" / "spine" / "policies" / "house"
    folder.mkdir(parents=True)
    (folder / "set.yaml").write_text(OWN_SET, encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_LAYERS", str(tmp_path / "layer"))


def test_the_table_tells_verdict_lines_and_what_decided(run: Run) -> None:
    ran = run("check", GOOD)
    assert (ran.code, ran.err) == (0, "")
    assert "small under general" in ran.out
    assert "as of 2026-03-01" in ran.out
    assert "Overall: necessary" in ran.out
    row = next(line for line in ran.out.splitlines() if line.startswith("22551"))
    assert "C5-6" in row
    assert "all criteria met" in row


def test_the_tree_names_the_findings_that_decided(run: Run) -> None:
    assert "shown: f1" in run("check", GOOD).out
    assert "shown: f1" not in run("check", GOOD, "--no-tree").out


def test_json_has_at_its_top_what_others_read(run: Run) -> None:
    outcome = run("check", GOOD, "--json").json
    assert outcome["overall"] in WORDS
    assert outcome["determination"] in WORDS
    assert outcome["action"] in ACTIONS
    assert outcome["setting"]["requested"] == "outpatient"
    assert outcome["setting"]["outcome"] in WORDS
    assert [stage["outcome"] in WORDS for stage in outcome["stages"]] == [True]
    (line,) = outcome["lines"]
    assert {"code", "procedure", "levels", "outcome", "basis", "per_level", "criteria"} <= line.keys()
    assert (line["code"], line["levels"], line["outcome"]) == ("22551", ["C5-6"], "necessary")
    assert line["per_level"][0]["level"] == "C5-6"
    assert {c["truth"] for c in line["criteria"]} == {"met"}


def test_json_is_the_same_every_time(run: Run) -> None:
    assert run("check", GOOD, "--json").out == run("check", GOOD, "--json").out


def test_the_disposition_is_apart_from_the_criteria(run: Run, open_case: Path) -> None:
    strict, lenient = (run("check", open_case, "--json", "--disposition", d).json for d in ("strict", "lenient"))
    assert strict["overall"] == lenient["overall"] == "undetermined"
    assert (strict["determination"], lenient["determination"]) == ("not_necessary", "undetermined")
    assert strict["lines"] == lenient["lines"]
    assert lenient["action"] == "request_information"


@pytest.mark.usefixtures("house")
def test_several_policy_sets_side_by_side(run: Run) -> None:
    outcomes = run("check", GOOD, "--json", "--policy-set", "house", "--policy-set", "general").json
    assert [o["policy_set"] for o in outcomes] == ["house", "general"]
    assert [o["lines"][0]["policy_set"] for o in outcomes] == ["general", "general"]  # by the fallback
    table = run("check", GOOD, "--policy-set", "house", "--policy-set", "general").out
    assert "house 7" in table
    assert "by general" in table
    alone = run("check", GOOD, "--policy-set", "house").out
    assert "Decided by general, as house has no policy for it: 22551" in alone


@pytest.mark.usefixtures("house")
def test_a_day_before_a_set_is_in_force(run: Run) -> None:
    ran = run("check", GOOD, "--policy-set", "house", "--as-of", "2020-06-30")
    assert (ran.code, ran.out) == (2, "")
    assert "'house' is not in force on 2020-06-30" in ran.err
    assert "from 2021-01-01" in ran.err


def test_as_of_is_told(run: Run) -> None:
    assert run("check", GOOD, "--json", "--as-of", "2026-05-05").json["as_of"] == "2026-05-05"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--policy-set", "nobody"], "no policy set 'nobody'"),
        (["--disposition", "kind"], "no disposition 'kind'"),
        (["--as-of", "tomorrow"], "'tomorrow' is not a date"),
        (["--as-of", "2026-02-30"], "'2026-02-30' is not a date"),
        (["--as-of", "1999-01-01"], "not in force on 1999-01-01"),
        (["--colour"], "No such option"),
        (["second.yaml"], "unexpected extra argument"),
    ],
)
def test_unknown_values(run: Run, options: list[str], words: str) -> None:
    ran = run("check", GOOD, *options)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize("name", sorted(p.name for p in (CASES / "faulty").iterdir()))
def test_a_fault_is_told_and_the_outcome_given(run: Run, name: str) -> None:
    ran = run("check", CASES / "faulty" / name, "--json")
    assert ran.code == 3
    assert ran.err.startswith(f"assistant: {CASES / 'faulty' / name}:")
    assert ran.json["lines"]


def test_what_an_unknown_code_comes_to(run: Run) -> None:
    (line,) = run("check", CASES / "faulty" / "unknown-code.yaml", "--json").json["lines"]
    assert (line["outcome"], line["basis"]) == ("undetermined", "no_policy")


def test_a_contradiction_decides_nothing(run: Run) -> None:
    (line,) = run("check", CASES / "faulty" / "contradicting-findings.yaml", "--json").json["lines"]
    assert line["outcome"] == "undetermined"


def test_brackets_in_a_case_are_not_taken_for_markup(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    text = (CASES / "faulty" / "unknown-code.yaml").read_text("utf-8")
    path.write_text(text.replace("code: '22599',", "code: '22599', description: 'fusion [/red] [bold]x',"), "utf-8")
    ran = run("check", path)
    assert ran.code == 3
    assert "[/red] [bold]x" in ran.out


def test_who_asks_for_json_is_told_beside_it_what_was_not_weighed(run: Run) -> None:
    ran = run("check", CASES / "faulty" / "retired-diagnosis.yaml", "--json")
    assert "Not weighed" in ran.err
    assert "mri: Motion of 2.5 mm." in ran.err
    assert "Not weighed" not in ran.out
