"""Embeddings of an endpoint: the index is built and searched with them, and says so where it cannot."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import IndexMissing, IndexStale, SettingsError, StoreError
from assistant.pack import load_pack
from assistant.retrieve import RemoteEmbedder, build_index, embedder_of, open_index
from assistant.settings import Settings

from .conftest import Answer, Server, failure
from .test_commands import Run, run  # noqa: F401 - a fixture


def embedder(server: Server, **more: Any) -> RemoteEmbedder:
    found = embedder_of(Settings.model_validate({"embedder": "openai:e", "base_url": server.url, **more}))
    assert isinstance(found, RemoteEmbedder)
    return found


def test_unit_vectors_in_order(server: Server) -> None:
    own = embedder(server)
    texts = [f"text {n} {'x' * (n % 7)}" for n in range(600)]
    found = own.embed(texts)
    assert found.shape == (600, own.dim)
    assert np.allclose(np.linalg.norm(found, axis=1), 1)
    assert np.allclose(found[:3], own.embed(texts[:3]))
    assert [len(r["input"]) for r in server.requests[:3]] == [256, 256, 88]
    assert {r["model"] for r in server.requests} == {"e"}


def test_build_and_search(server: Server, tmp_path: Path) -> None:
    pack = load_pack("knee")
    with pytest.raises(IndexMissing):
        open_index(pack, tmp_path, embedder(server))
    build_index(pack, tmp_path, embedder(server))
    index = open_index(pack, tmp_path, embedder(server))
    assert "openai:e at 127.0.0.1" in index.name
    ref = next(iter(pack.facts))
    assert index.search(pack.fact(ref)[1].text)[0].ref == ref
    with pytest.raises(IndexStale, match="embedding model"):
        open_index(pack, tmp_path)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (failure(401), "refused the request \\(401\\)"),
        (Answer(body=b"<html>"), "did not answer"),
        (Answer(body=b'{"data": [], "object": "list", "model": "m"}'), "did not answer"),
    ],
)
def test_an_endpoint_that_fails(server: Server, answer: Answer, said: str) -> None:
    server.embed = lambda request: answer
    with pytest.raises(StoreError, match=said):
        embedder(server).embed(["one", "two", "three"])


def test_settings(server: Server) -> None:
    assert embedder_of(Settings()).id.startswith("wordllama")
    assert embedder(server, base_url="http://127.0.0.1:9/v1", embedder_url=server.url).url == server.url
    with pytest.raises(SettingsError, match="no embedder"):
        embedder_of(Settings(embedder="chroma"))
    with pytest.raises(SettingsError, match="needs a key"):
        embedder_of(Settings(embedder="openai:e"))


def test_doctor(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setenv("ASSISTANT_EMBEDDER", "openai:e")
    assert "Embedder: cannot be used." in run("doctor")[1]
    monkeypatch.setenv("ASSISTANT_EMBEDDER_URL", server.url)
    out = run("doctor")[1]
    assert "of follow-up questions are sent to 127.0.0.1" in out
    assert "Leaves the machine: nothing of a record." in out
