"""No test reads or writes the user's cache."""

from pathlib import Path

import pytest

from assistant.pack import kept


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(kept, "cache_folder", lambda: folder)
    return folder
