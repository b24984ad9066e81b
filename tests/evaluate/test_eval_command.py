"""`assistant eval`: runs, reports, thresholds, comparison; and the reference cases against their thresholds."""

import json
from pathlib import Path

import pytest

from assistant.evaluate import Configuration, Plan, load_thresholds, misses, read_run, run
from assistant.settings import Settings

from .conftest import KEY, Run, go

ROOT = Path(__file__).parents[2]
EVALS = ROOT / "evals"


def test_a_run_writes_what_it_found(command: Run, desk: Path) -> None:
    code, said, out = go(command, desk, "--articles", desk / "articles")
    assert code == 0, said
    assert sorted(p.name for p in out.iterdir()) == ["manifest.json", "report.html", "samples.jsonl", "summary.md"]
    made = read_run(out)
    own, article = made.sample("small", "assistant"), made.sample("small", "reference")
    assert own is not None
    assert article is not None
    assert own.value("point_recall") == 0.5
    assert own.value("citation_precision") == 1
    assert article.verdict == "not_necessary"
    assert article.value("citation_precision") is None
    summary = (out / "summary.md").read_text()
    assert "missed point `unicorn`: A unicorn is seen." in summary
    assert "| Key points made | 50.0 % | 50.0 % |" in summary
    assert json.loads((out / "manifest.json").read_text())["configuration"]["retrieval"] == "none"


def test_the_report_stands_alone_and_escapes(command: Run, desk: Path) -> None:
    _, _, out = go(command, desk, "--articles", desk / "articles")
    page = (out / "report.html").read_text()
    assert "http" not in page
    assert "<script" not in page
    assert "&lt;b&gt;not&lt;/b&gt;" in page
    assert '<span class="tag">level</span>' in page
    assert "A unicorn is seen." in page
    assert '<mark title="The level is named again. To see it marked.">' in page


def test_thresholds_decide_the_exit_code(command: Run, desk: Path) -> None:
    limits = desk / "thresholds.yaml"
    limits.write_text("means: {point_recall: {least: 0.5}, forbidden: {most: 1}}\n")
    assert go(command, desk)[0] == 0
    limits.write_text("means: {point_recall: {least: 0.6}, section_coverage: {least: 0.1}}\n")
    code, said, out = go(command, desk)
    assert code == 7
    assert "Key points made is 0.5; the threshold is at least 0.6." in said
    assert "not scored in any case" in said
    assert "Thresholds that are not kept" in (out / "report.html").read_text()


@pytest.mark.parametrize(
    "text", ["means: {point_recal: {least: 1}}", "means: {forbidden: {}}", "means: {forbidden: {mots: 1}}"]
)
def test_wrong_thresholds_are_refused(command: Run, desk: Path, text: str) -> None:
    (desk / "thresholds.yaml").write_text(text)
    code, said, out = go(command, desk)
    assert code == 2
    assert "thresholds.yaml" in said
    assert not out.exists()


def test_a_case_that_cannot_be_read_does_not_end_the_run(command: Run, desk: Path) -> None:
    (desk / "cases" / "broken.yaml").write_text("id: [")
    code, said, out = go(command, desk)
    assert code == 7
    assert "broken: not drafted" in said
    assert "broken" in (out / "report.html").read_text()
    assert read_run(out).errors() == 1


def test_a_case_without_a_key_is_scored_as_far_as_it_goes(command: Run, desk: Path) -> None:
    (desk / "keys" / "small.yaml").unlink()
    code, said, out = go(command, desk)
    assert code == 0
    assert "no key" in said
    sample = read_run(out).samples[0]
    assert sample.value("point_recall") is None
    assert sample.value("citation_precision") == 1


def test_outcomes_of_another_policy_set_are_not_judged(command: Run, desk: Path) -> None:
    _, _, out = go(command, desk, "--policy-set", "aetna")
    sample = read_run(out).samples[0]
    reasons = {s.measure: s.reason for s in sample.scores}
    assert reasons["outcome_agreement"] == "the key is for general, strict"
    assert sample.value("point_recall") is not None


def test_two_runs_compared(command: Run, desk: Path) -> None:
    _, _, first = go(command, desk)
    changed = (
        KEY.replace("OUTCOME", "undetermined")
        .replace("unicorn*", "/left/")
        .replace("There are unicorns here", "On the left")
    )
    (desk / "keys" / "small.yaml").write_text(changed)
    _, _, second = go(command, desk, out="again")
    ran = command("eval", "compare", first, second)
    assert ran.code == 0
    assert "point unicorn: made now" in ran.out
    same = command("eval", "compare", first, first)
    assert "No case changed." in same.out


def test_a_hostile_model_brings_nothing_unproved(command: Run, desk: Path) -> None:
    _, _, out = go(command, desk, "--model", "mock:hostile")
    made = read_run(out)
    assert made.manifest.configuration.model == "mock:hostile"
    assert made.samples[0].value("citation_precision") == 1
    assert made.samples[0].value("citation_recall") == 1


def test_an_unknown_model_ends_the_run(command: Run, desk: Path) -> None:
    code, said, out = go(command, desk, "--model", "nobody")
    assert code != 0
    assert "nobody" in said
    assert not out.exists()


@pytest.mark.parametrize("arguments", [("run", "--cases", "nowhere"), ("compare", "nowhere", "nowhere")])
def test_what_is_not_there(command: Run, arguments: tuple[str, ...]) -> None:
    ran = command("eval", *arguments)
    assert ran.code == 2
    assert "nowhere" in ran.err


def test_a_run_of_another_form_is_refused(command: Run, desk: Path) -> None:
    _, _, out = go(command, desk)
    (out / "samples.jsonl").write_text('{"case": "small"}\n')
    ran = command("eval", "compare", out, out)
    assert ran.code == 2
    assert "Run the evaluation again" in ran.err


def test_the_reference_cases_keep_their_thresholds() -> None:
    made = run(Plan(EVALS / "cases", EVALS / "keys", configuration=Configuration(retrieval="none")), Settings())
    assert [str(miss) for miss in misses(made, load_thresholds(EVALS / "thresholds.yaml"))] == []
    assert not [hit.sentence for sample in made.samples for hit in sample.content.hits]
