"""A small pack of a made-up field, as files: what the tests of packs and retrieval read, copy and spoil."""

import shutil
from pathlib import Path

from assistant.pack import Pack

CORPUS = Path(__file__).parent / "corpus"


def bridges(root: Path = CORPUS, *layers: Path) -> Pack:
    """The pack from a corpus folder and layers over it."""
    return Pack("bridges", (root, *layers))


def copy(folder: Path) -> Path:
    """A copy of the corpus that a test may spoil."""
    return Path(shutil.copytree(CORPUS, folder / "corpus"))


def edit(root: Path, relative: str, old: str, new: str) -> Path:
    """Replace a text that stands exactly once in a file of the pack."""
    path = root / "bridges" / relative
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {relative}"
    path.write_text(text.replace(old, new), "utf-8")
    return path
