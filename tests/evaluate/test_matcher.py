"""The matcher against a reader: the pairs are whole, and the figures in the docs are those of the held-out half."""

from pathlib import Path

import pytest

from evals.judge import pairs as drawn
from evals.judge.__main__ import DOCS, END, START, decided, report
from evals.judge.pairs import Pair, labels, pairs, points


@pytest.fixture(scope="module")
def found() -> list[tuple[Pair, bool, bool]]:
    """Each pair with what the matcher and the reader say."""
    return decided()


def test_every_pair_is_of_a_point_and_has_a_label() -> None:
    known, read = points(), labels()
    found = pairs()
    assert len(found) >= 300
    assert {p.id for p in found} == set(read)
    assert [p.id for p in found if (p.case, p.point) not in known] == []


def test_a_point_is_in_one_half() -> None:
    halves: dict[tuple[str, str], set[str]] = {}
    for p in pairs():
        halves.setdefault((p.case, p.point), set()).add(p.half)
    assert all(len(h) == 1 for h in halves.values())


def test_the_held_out_half_is_as_good_as_the_docs_say(found: list[tuple[Pair, bool, bool]]) -> None:
    assert report(found) in DOCS.read_text().partition(START)[2].partition(END)[0]


def test_the_matcher_has_not_become_worse(found: list[tuple[Pair, bool, bool]]) -> None:
    held = [(said, label) for p, said, label in found if p.half == "held"]
    both = sum(a and b for a, b in held)
    assert both / sum(a for a, _ in held) >= 0.8
    assert both / sum(b for _, b in held) >= 0.7


def test_pairs_are_drawn_alike_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "laminoplasty-kyphosis.yaml"
    (tmp_path / name).write_text((drawn.CASES / name).read_text())
    monkeypatch.setattr(drawn, "CASES", tmp_path)
    first = drawn.draw()
    assert first == drawn.draw()
    found = [Pair.model_validate_json(line) for line in first.splitlines()]
    assert len(found) >= 4
    assert {p.half for p in found} == {"dev", "held"}


def test_a_report_of_nothing() -> None:
    assert "none" in report([])


@pytest.mark.parametrize("path", [Path(__file__).parents[2] / "evals" / "judge" / "paraphrases.yaml"])
def test_paraphrases_are_among_the_pairs(path: Path) -> None:
    lines = path.read_text().splitlines()
    texts = {p.text for p in pairs() if isinstance(p, Pair) and p.origin == "paraphrase"}
    assert texts <= {line.removeprefix("- ") for line in lines}
    assert len(texts) >= 50
