"""The stems of the words that the guard knows from the start."""

from pathlib import Path

import pytest

from assistant.guard.stemmer import Stemmer

SPELLING = {"tumours": "tumors", "grey": "gray"}
IRREGULAR = {"worse": "bad"}
TEXT = "Tumours: [grey, worse, slowly, stabilised]\nits: the nurse's, don't\n"


def learnt(file: Path, irregular: dict[str, str]) -> Stemmer:
    stemmer = Stemmer(SPELLING, irregular)
    stemmer.learn(file)
    return stemmer


def test_stems_kept_between_runs_are_those_found_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setattr("assistant.pack.kept.cache_folder", lambda: cache)
    file = tmp_path / "lists.yaml"
    file.write_text(TEXT)
    first, again, new = learnt(file, IRREGULAR), learnt(file, IRREGULAR), Stemmer(SPELLING, IRREGULAR)
    assert dict(first) == dict(again) == {word: new[word] for word in first}
    assert {"tumours", "worse", "stabilised", "nurse"} <= first.keys()
    assert (again["worse"], again["grey"], again["healed"]) == ("bad", "gray", "heal")

    for kept in cache.iterdir():
        kept.write_bytes(b"cut short")
    assert dict(learnt(file, IRREGULAR)) == dict(first)

    file.write_text(f"{TEXT}worse: poor\n")  # its irregular forms stand in the file itself
    assert learnt(file, {"worse": "poor"})["worse"] == "poor"


def test_stems_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.pack.kept.cache_folder", lambda: None)
    (tmp_path / "lists.yaml").write_text(TEXT)
    assert learnt(tmp_path / "lists.yaml", IRREGULAR)["tumours"] == Stemmer(SPELLING, IRREGULAR)["tumors"]
