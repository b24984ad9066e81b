"""`assistant policy`, `corpus lint`, `schema`, `doctor`: what the program knows and how it is set up."""

import json
from pathlib import Path

import pytest

from assistant.intake import load_case
from assistant.model.case import Case

from .conftest import GOOD, Run


def layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> Path:
    """A folder laid over the corpus that holds one file."""
    path = tmp_path / "layer" / "spine" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_LAYERS", str(tmp_path / "layer"))
    return path


def test_policies_are_listed_with_codes_and_versions(run: Run) -> None:
    ran = run("policy", "list")
    assert ran.code == 0
    row = next(line for line in ran.out.splitlines() if "general/cervical-anterior" in line)
    assert "22551" in row
    assert row.split()[1]


def test_policies_of_a_day_before_all(run: Run) -> None:
    ran = run("policy", "list", "--as-of", "1990-01-01")
    assert (ran.code, ran.out) == (0, "")
    assert "not in force on 1990-01-01" in ran.err


def test_a_policy_is_shown_with_test_and_ground_beside_each_text(run: Run) -> None:
    out = run("policy", "show", "general/cervical-anterior").out
    assert out.splitlines()[0].startswith("general/cervical-anterior, version")
    for part in ("test ", "ground ", "remedy ", "#f"):
        assert part in out


@pytest.mark.parametrize(
    ("name", "words"), [("general/cervical-anteriour", "Did you mean general/cervical-anterior"), ("x", "policy list")]
)
def test_a_policy_that_is_not_there(run: Run, name: str, words: str) -> None:
    ran = run("policy", "show", name)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize("command", ["corpus", "policy"])
def test_the_corpus_has_no_problems(run: Run, command: str) -> None:
    ran = run(command, "lint")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Problems: 0.")


def test_a_problem_of_a_layer_is_told_with_its_place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = layer(tmp_path, monkeypatch, "pack.yaml", "id: spine\ntitle: Mine\nversoin: '1'\n")
    ran = run("corpus", "lint")
    assert ran.code == 6
    assert f"{path}:3: unknown field 'versoin', did you mean 'version'?" in ran.err
    assert "Problems: " in ran.out
    check = run("check", GOOD)
    assert (check.code, check.out) == (6, "")
    assert f"{path}:3" in check.err


@pytest.mark.parametrize("kind", ["case", "policy", "outcome", "determination"])
def test_schemas(run: Run, tmp_path: Path, kind: str) -> None:
    schema = run("schema", kind).json
    assert schema["properties"]
    assert run("schema", kind, "--out", tmp_path / "made" / "schema.json").code == 0
    assert json.loads((tmp_path / "made" / "schema.json").read_text("utf-8")) == schema


def test_the_schema_of_a_case_fits_a_case(run: Run) -> None:
    schema = run("schema", "case").json
    data = load_case(GOOD).case.model_dump(mode="json")
    assert set(schema["required"]) <= set(data) <= set(schema["properties"])
    assert schema["additionalProperties"] is False
    assert set(data) == set(Case.model_fields)


def test_a_schema_of_nothing(run: Run) -> None:
    ran = run("schema", "cake")
    assert (ran.code, ran.out) == (2, "")
    assert "'case', 'policy', 'policy-tests', 'outcome', 'determination', 'answer'" in ran.err


@pytest.mark.usefixtures("index")
def test_doctor_tells_versions_index_settings_and_what_leaves(run: Run) -> None:
    ran = run("doctor")
    assert (ran.code, ran.err) == (0, "")
    for words in ("assistant 0", "Python 3.", "chromadb ", "pack spine", "Index: ready", "Leaves the machine: nothing"):
        assert words in ran.out
    assert "index = " in ran.out
    assert "audience = physician\n" in ran.out


def test_doctor_says_what_is_not_ready(run: Run) -> None:
    ran = run("doctor")
    assert ran.code == 0
    assert "Index: not ready." in ran.out
    assert "Leaves the machine" in ran.out


def test_doctor_goes_on_where_the_corpus_is_broken(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = layer(tmp_path, monkeypatch, "pack.yaml", "id: [")
    ran = run("doctor")
    assert ran.code == 0
    assert f"cannot be used: {path}" in ran.out
    assert "Settings:" in ran.out
