"""No test reads or writes the user's cache; one index of the made-up field serves all of them."""

from pathlib import Path

import pytest

from assistant.pack import Pack, kept
from assistant.retrieve import Index, build_index, open_index

CORPUS = Path(__file__).parents[1] / "pack" / "corpus"


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(kept, "cache_folder", lambda: folder)
    return folder


@pytest.fixture
def pack() -> Pack:
    return Pack("bridges", (CORPUS,))


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    pack, folder = Pack("bridges", (CORPUS,)), tmp_path_factory.mktemp("index")
    build_index(pack, folder)
    return open_index(pack, folder)
