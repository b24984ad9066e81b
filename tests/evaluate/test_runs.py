"""Runs: taken up where they stopped, taken over where nothing changed, drafted at once, written anew without drafting."""

import json
from pathlib import Path

import pytest

from assistant.evaluate import Configuration, Plan, Run, read_run, run
from assistant.evaluate.report import render_report
from assistant.evaluate.store import MANIFEST, SAMPLES
from assistant.settings import Settings

from .conftest import GOOD, KEY, go
from .conftest import Run as Command

NO_SEARCH = Configuration(retrieval="none")


@pytest.fixture
def three(desk: Path) -> Plan:
    """Three cases with their keys."""
    for name in ("large", "wide"):
        for folder, text in (("cases", GOOD.read_text()), ("keys", KEY.replace("OUTCOME", "undetermined"))):
            (desk / folder / f"{name}.yaml").write_text(text.replace(": small", f": {name}"))
    return Plan(desk / "cases", desk / "keys", configuration=NO_SEARCH)


def without_time(made: Run) -> list[str]:
    """Samples, but for the seconds."""
    kept = [s.model_copy(update={"scores": tuple(x for x in s.scores if x.measure != "seconds")}) for s in made.samples]
    return [s.model_dump_json() for s in kept]


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(three: Plan, tmp_path: Path) -> None:
    def interrupted(case: str, done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    folder = tmp_path / "run"
    with pytest.raises(KeyboardInterrupt):
        run(three, Settings(), interrupted, folder=folder)
    assert len((folder / SAMPLES).read_text().splitlines()) == 2
    made = run(three, Settings(), folder=folder)
    assert made.manifest.reused == 2
    assert [s.case for s in made.of("assistant")] == ["large", "small", "wide"]
    assert without_time(made) == without_time(run(three, Settings()))


def test_a_line_that_was_cut_short_is_drafted_again(three: Plan, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    run(three, Settings(), folder=folder)
    lines = (folder / SAMPLES).read_text()
    (folder / SAMPLES).write_text(lines[: len(lines) - 40])
    assert run(three, Settings(), folder=folder).manifest.reused == 2


def test_only_what_changed_is_drafted_again(three: Plan, desk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert run(three, Settings(), folder=folder).manifest.reused == 0
    assert run(three, Settings(), folder=folder).manifest.reused == 3
    assert run(three, Settings(), folder=folder, fresh=True).manifest.reused == 0
    key = desk / "keys" / "wide.yaml"
    key.write_text(key.read_text().replace("A unicorn is seen", "One unicorn is seen"))
    assert run(three, Settings(), folder=folder).manifest.reused == 2
    assert run(three, Settings(audience="patient"), folder=folder).manifest.reused == 0
    other = Plan(desk / "cases", desk / "keys", configuration=Configuration(retrieval="none", policy_set="aetna"))
    assert run(other, Settings(audience="patient"), folder=folder).manifest.reused == 0


def test_a_key_named_after_the_id_of_a_case_counts_when_it_changes(desk: Path, tmp_path: Path) -> None:
    (desk / "cases" / "small.yaml").rename(desk / "cases" / "renamed.yaml")
    plan = Plan(desk / "cases", desk / "keys", configuration=NO_SEARCH)
    assert run(plan, Settings(), folder=tmp_path / "run").samples[0].keyed
    (desk / "keys" / "small.yaml").write_text(KEY.replace("OUTCOME", "necessary"))
    made = run(plan, Settings(), folder=tmp_path / "run")
    assert made.manifest.reused == 0
    assert made.samples[0].value("outcome_agreement") == 1


def test_a_case_that_failed_is_tried_again(three: Plan, desk: Path, tmp_path: Path) -> None:
    (desk / "cases" / "broken.yaml").write_text("id: [")
    plan = Plan(desk / "cases", desk / "keys", configuration=NO_SEARCH)
    assert run(plan, Settings(), folder=tmp_path / "run").errors() == 1
    assert run(plan, Settings(), folder=tmp_path / "run").manifest.reused == 3


@pytest.mark.slow
def test_cases_drafted_at_once_are_the_same(three: Plan) -> None:
    many = Plan(three.cases, three.keys, configuration=NO_SEARCH, jobs=2)
    assert without_time(run(many, Settings())) == without_time(run(three, Settings()))


def test_a_run_has_a_folder_of_its_own(command: Command, desk: Path, tmp_path: Path) -> None:
    names = []
    for more in ((), ("--no-guard",), ()):
        command("eval", "run", "--cases", desk / "cases", "--no-search", *more)
        names = sorted(p.name for p in (tmp_path / "build" / "eval").iterdir())
    assert len(names) == 2
    assert names[0].startswith("composer-no-search-")
    assert names[1].startswith("composer-no-search-no-guard-")


def test_the_manifest_holds_all_that_a_run_rests_on(command: Command, desk: Path) -> None:
    _, _, out = go(command, desk, "--articles", desk / "articles")
    made = json.loads((out / MANIFEST).read_text())
    assert made["configuration"] == {**Configuration().model_dump(), "retrieval": "none"}
    assert made["prompts"]["section"]
    assert made["libraries"]["pydantic"]
    (entry,) = made["entries"]
    hashes = (made["program"], made["corpus"], made["settings"], entry["digest"], entry["key"], entry["article"])
    assert {len(value) for value in hashes} == {64}
    assert len(set(hashes)) == 6


def test_a_report_is_written_anew_without_drafting(command: Command, desk: Path) -> None:
    (desk / "thresholds.yaml").write_text("means: {point_recall: {least: 0.9}}\n")
    code, _, out = go(command, desk, "--articles", desk / "articles")
    page, summary = (out / "report.html").read_text(), (out / "summary.md").read_text()
    (out / "report.html").unlink()
    for gone in ("cases/small.yaml", "keys/small.yaml", "articles/small.txt", "thresholds.yaml"):
        (desk / gone).unlink()
    again = command("eval", "report", out)
    assert (code, again.code) == (7, 7)
    assert (out / "report.html").read_text() == page
    assert (out / "summary.md").read_text() == summary


def test_other_thresholds_can_be_held_against_a_run(command: Command, desk: Path) -> None:
    _, _, out = go(command, desk)
    (desk / "limits.yaml").write_text("each: {point_recall: {least: 0.9}, section_coverage: {least: 1}}\n")
    ran = command("eval", "report", out, "--thresholds", desk / "limits.yaml")
    assert ran.code == 7
    assert "small: Key points made is 0.5; the threshold is at least 0.9." in ran.out


def test_a_run_that_was_broken_off_has_no_report_yet(command: Command, desk: Path) -> None:
    _, _, out = go(command, desk)
    (out / MANIFEST).unlink()
    ran = command("eval", "report", out)
    assert ran.code == 2
    assert "goes on where it stopped" in ran.err


def test_a_comparison_says_how_the_runs_were_made(command: Command, desk: Path) -> None:
    _, _, first = go(command, desk)
    (desk / "keys" / "small.yaml").write_text(
        KEY.replace("OUTCOME", "undetermined")
        .replace("unicorn*", "/left/")
        .replace("There are unicorns here", "On the left")
    )
    _, _, second = go(command, desk, "--disposition", "lenient", out="again")
    out = desk / "changes.md"
    assert command("eval", "compare", first, second, "--out", out).code == 0
    said = out.read_text()
    assert "- disposition: by_key became lenient" in said
    assert "- another key: small" in said
    assert "| Key points made | 50.0 % | 100.0 % | 50.0 % |" in said
    assert "- point unicorn: made now" in said


@pytest.mark.parametrize("where", [("cases", "small.yaml"), ("cases", "."), ("", "cases"), ("", "cases/small.yaml")])
def test_keys_are_found_beside_the_cases_from_any_folder(
    command: Command, desk: Path, monkeypatch: pytest.MonkeyPatch, where: tuple[str, str]
) -> None:
    monkeypatch.chdir(desk / where[0])
    ran = command("eval", "run", "--no-search", "--cases", where[1], "--out", desk / "out")
    assert ran.code == 0, ran.err
    assert read_run(desk / "out").samples[0].keyed


def test_the_worst_cases_come_first_and_those_without_a_key_last(three: Plan, desk: Path) -> None:
    (desk / "cases" / "broken.yaml").write_text("id: [")
    (desk / "keys" / "large.yaml").unlink()
    key = desk / "keys" / "wide.yaml"
    key.write_text(key.read_text().replace("unicorn*", "/left/").replace("There are unicorns here", "On the left"))
    page = render_report(run(Plan(desk / "cases", desk / "keys", configuration=NO_SEARCH), Settings()))
    places = [page.index(f"<summary>{name}:") for name in ("broken", "small", "wide", "large")]
    assert places == sorted(places)
    assert "Nothing missed, nothing wrong." not in page[places[1] : places[2]]
