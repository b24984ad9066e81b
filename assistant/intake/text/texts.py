"""Files and folders of text to a case."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ...pack import load_pack
from ..load import LARGEST
from .case import ReadCase, read_case
from .files import read_sources


def read_texts(
    paths: Sequence[Path],
    question: str | None = None,
    layers: Sequence[Path] = (),
    *,
    largest: int = LARGEST,
    day: date | None = None,
    pack: str = "spine",
) -> ReadCase:
    """The case of text files and folders, which together are one record.

    Raises:
        InputError: a file cannot be read as text, or no procedure is named.
        CorpusError: the pack, a layer, or its reading data is wrong.
    """
    sources, passed = read_sources(paths, largest)
    name = re.sub(r"[^a-z0-9]+", "-", paths[0].resolve().stem.lower()).strip("-") or "case"
    read = read_case(sources, load_pack(pack, layers), question, day=day, id=name)
    return ReadCase(read.case, (*passed, *read.problems), read.spans)
