"""The index on disk: built whole or not at all, told when it is missing or stale, silent towards the outside."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexMissing, IndexStale, StoreError
from assistant.pack import Pack
from assistant.retrieve import build_index, open_index
from assistant.retrieve import manifest as manifests

CORPUS = Path(__file__).parents[1] / "pack" / "corpus"


class Letters:
    """Counts letters: an embedder that needs nothing."""

    id = "letters"
    dim = 26

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        counts = np.array([[t.casefold().count(chr(97 + i)) for i in range(26)] for t in texts], dtype=np.float32)
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus"))


def test_build_and_open(pack: Pack, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    folder = build_index(pack, tmp_path / "new" / "index", Letters(), lambda done, total: heard.append((done, total)))
    assert heard[0] == (0, 7)
    assert heard[-1] == (7, 7)
    assert folder.parent == tmp_path / "new" / "index"
    assert [p.name for p in folder.parent.iterdir()] == [folder.name], "nothing half-built is left"
    kept = json.loads((folder / "manifest.json").read_text())
    assert (kept["embedder"], kept["dim"], kept["entries"]) == ("letters", 26, 7)
    index = open_index(pack, folder.parent, Letters())
    assert index.search("heavy corrosion of the deck", mode="vector")
    assert "letters 26" in index.name


def test_the_same_corpus_has_the_same_folder(pack: Pack, tmp_path: Path) -> None:
    first = build_index(pack, tmp_path, Letters())
    (first / "tokens.json").write_text("spoilt")
    assert build_index(Pack("bridges", (CORPUS,)), tmp_path, Letters()) == first
    assert open_index(pack, tmp_path, Letters()).search("corrosion")


def test_none_was_built(pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="assistant corpus build"):
        open_index(pack, tmp_path / "nowhere", Letters())


def test_another_corpus(corpus: Path, tmp_path: Path) -> None:
    build_index(Pack("bridges", (corpus,)), tmp_path / "index", Letters())
    path = corpus / "bridges/sources/valley-rules.md"
    path.write_text(path.read_text().replace("three coats", "four coats"))
    with pytest.raises(IndexStale, match="the corpus changed"):
        open_index(Pack("bridges", (corpus,)), tmp_path / "index", Letters())


def test_another_embedder_or_version(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_index(pack, tmp_path, Letters())

    class Others(Letters):
        id = "others"

    with pytest.raises(IndexStale, match="the embedding model changed"):
        open_index(pack, tmp_path, Others())
    monkeypatch.setattr(manifests, "version", lambda name: "99.0")
    with pytest.raises(IndexStale, match="version of chromadb changed"):
        open_index(pack, tmp_path, Letters())


@pytest.mark.parametrize("file", ["tokens.json", "chroma/chroma.sqlite3"])
def test_files_that_were_spoilt(pack: Pack, tmp_path: Path, file: str) -> None:
    folder = build_index(pack, tmp_path, Letters())
    (folder / file).write_text("spoilt")
    # A copy elsewhere, because the library keeps what it has opened.
    shutil.copytree(tmp_path, tmp_path / "copy")
    with pytest.raises(IndexStale, match="assistant corpus build"):
        open_index(pack, tmp_path / "copy", Letters()).search("corrosion")


def test_a_manifest_that_was_spoilt(pack: Pack, tmp_path: Path) -> None:
    (build_index(pack, tmp_path, Letters()) / "manifest.json").write_text("{")
    with pytest.raises(IndexMissing):
        open_index(pack, tmp_path, Letters())


def test_a_folder_that_cannot_be_written(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written") as caught:
        build_index(pack, tmp_path / "file", Letters())
    assert "ASSISTANT_INDEX" in str(caught.value)


def test_a_build_that_fails_leaves_the_old_index(pack: Pack, tmp_path: Path) -> None:
    build_index(pack, tmp_path, Letters())

    class Broken(Letters):
        def embed(self, texts: Sequence[str]) -> np.ndarray:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        build_index(pack, tmp_path, Broken())
    assert len(list(tmp_path.iterdir())) == 1
    assert open_index(pack, tmp_path, Letters()).search("corrosion")


def test_only_a_few_old_indexes_are_kept(corpus: Path, tmp_path: Path) -> None:
    for year in range(2001, 2007):
        path = corpus / "bridges/sources/valley-rules.md"
        path.write_text(path.read_text().replace("three coats", f"three coats of {year}", 1))
        newest = build_index(Pack("bridges", (corpus,)), tmp_path / "index", Letters())
    left = list((tmp_path / "index").iterdir())
    assert newest in left
    assert len(left) == 3


def test_an_index_in_a_folder_that_is_read_only(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions do not bind the superuser, so the answer of the system is put in its mouth."""
    folder = build_index(pack, tmp_path / "index", Letters())
    (folder / "chroma" / "chroma.sqlite3").write_text("as good as unreadable")
    shutil.copytree(tmp_path / "index", tmp_path / "copy")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(StoreError, match="is read-only") as caught:
        open_index(pack, tmp_path / "copy", Letters()).search("corrosion")
    assert "ASSISTANT_INDEX" in str(caught.value)


def test_nothing_speaks_to_the_outside(tmp_path: Path) -> None:
    """In a process of its own, where every connection is refused, with telemetry switched on and a stray .env."""
    (tmp_path / ".env").write_text("CHROMA_OTEL_COLLECTION_ENDPOINT=http://192.0.2.1:4317\nSOMETHING=else\n")
    program = f"""
import socket
def refuse(*a, **k):
    raise SystemExit("a connection was tried")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from pathlib import Path
from assistant.pack import Pack
from assistant.retrieve import build_index, open_index
pack = Pack("bridges", (Path({str(CORPUS)!r}),))
build_index(pack, Path("index"))
print(open_index(pack, Path("index")).search("corrosion of the deck")[0].ref)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "ANONYMIZED_TELEMETRY": "True", "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["institute-2020#f01"]
