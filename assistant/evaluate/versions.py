"""What a run rests on besides its cases: the program to the last line, its corpus, its settings, its libraries."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from ..files import digest
from ..pack.data import corpus_root, data_root
from ..settings import Settings

LIBRARIES: Final = (
    "pydantic",
    "jinja2",
    "numpy",
    "wordllama",
    "chromadb",
    "rank-bm25",
    "snowballstemmer",
    "langchain-core",
    "langchain-openai",
    "openai",
)
"""What a document depends on: the search, and the way to a model."""
CODE: Final = (".py", ".yaml", ".j2")
ELSEWHERE: Final = frozenset(
    {"openai_api_key", "writer_log", "writer_log_days", "index", "policy_set", "disposition", "model"}
)
"""Settings that change no document, and those that the configuration holds."""


@cache
def program_digest() -> str:
    """SHA-256 over code, data and prompts: a sample drafted or scored by other code is not taken over."""
    code = (p for p in sorted(Path(__file__).parents[1].rglob("*")) if p.suffix in CODE and "_data" not in p.parts)
    return digest((*code, *sorted((data_root() / "prompts").glob("*.j2"))))


def corpus_digest(settings: Settings) -> str:
    """SHA-256 over the corpus in use, layers included."""
    return digest(path for root in (corpus_root(), *settings.layers) for path in sorted(root.rglob("*.*")))


def settings_digest(settings: Settings) -> str:
    """SHA-256 over the settings that a document may depend on."""
    return hashlib.sha256(settings.model_dump_json(exclude=set(ELSEWHERE)).encode()).hexdigest()


def libraries() -> dict[str, str]:
    """Versions of the libraries that a document depends on."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
