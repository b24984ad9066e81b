"""The adapter to inspect_ai, where the extra `inspect` is installed: our cases and scores as a task of that harness."""

import subprocess
import sys
from pathlib import Path

import pytest

from .test_eval_command import EVALS


def test_nothing_of_ours_imports_it() -> None:
    code = (
        "import sys, assistant.evaluate, assistant.cli.eval; sys.exit('assistant.evaluate.inspect_task' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_run_in_inspect(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inspect_ai = pytest.importorskip("inspect_ai")
    from assistant.evaluate.inspect_task import determinations

    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "no-index"))
    (desk / "cases" / "broken.yaml").write_text("id: [")
    task = determinations(cases=str(desk / "cases"), retrieval="none")
    (log,) = inspect_ai.eval(task, model="none", display="none", log_dir=str(tmp_path / "logs"))
    assert log.status == "success"
    rows = {row.id: row for row in log.samples}
    small = rows["small"].scores["scores"]
    assert small.value["point_recall"] == 0.5
    assert small.value["proved"] == 1
    assert small.value["tokens"] != small.value["tokens"], "what is not scored is no number"
    assert small.metadata["tokens"] == "no model was asked"
    assert "missed: A unicorn is seen." in small.explanation
    assert rows["small"].target == "undetermined"
    assert rows["small"].output.completion.startswith("# ")
    assert "unicorn" not in rows["small"].output.completion
    assert rows["broken"].scores["scores"].value != rows["broken"].scores["scores"].value
    means = {s.name: s.metrics["mean"].value for s in log.results.scores}
    assert means["point_recall"] == 0.5


def test_a_recorded_model_drafts_there_too(tmp_path: Path) -> None:
    inspect_ai = pytest.importorskip("inspect_ai")
    from assistant.evaluate.inspect_task import determinations

    case = EVALS / "cases" / "cervical-fusion-exploration.yaml"
    task = determinations(cases=str(case), retrieval="none", model="mock:replies:excellent")
    (log,) = inspect_ai.eval(task, model="none", display="none", log_dir=str(tmp_path))
    (row,) = log.samples
    assert row.scores["scores"].value["tokens"] > 0
    assert 0 < row.scores["scores"].value["accepted"] <= 1
