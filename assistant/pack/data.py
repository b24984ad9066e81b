"""Where the data folders stand: at the top of the repository, or inside the installed package."""

from functools import cache
from pathlib import Path

from ..errors import CorpusError


@cache
def data_root() -> Path:
    """The folder that holds `corpus/` and `prompts/`.

    A wheel carries it as `assistant/_data`; an editable install or a checkout has it at the top of the repository.

    Raises:
        CorpusError: neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for root in (package / "_data", package.parent):
        if (root / "corpus").is_dir():
            return root
    raise CorpusError(
        f"The corpus that belongs to the program was not found beside {package}.",
        remedy="The installation is incomplete: install it again.",
    )


def corpus_root() -> Path:
    """The built-in corpus folder."""
    return data_root() / "corpus"
