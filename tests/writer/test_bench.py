"""The benchmark of the writer runs and loses nothing. What it measures is not tested: times belong to a machine."""

from pathlib import Path

from evals.bench.warm import cases
from evals.bench.writer import overhead, throughput


def test_overhead_and_many_at_once(tmp_path: Path) -> None:
    one = cases()[:1]
    assert "Straight line" in overhead(one, 1, tmp_path)
    text = throughput(one, 2, 0.05, 1, 2, tmp_path, search=False)
    assert "Documents with anything lost: 0." in text
    assert "the latency allows" in text
