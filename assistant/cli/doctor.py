"""`assistant doctor`: what is installed, what is set, and what would leave the machine."""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

import typer

from ..errors import AssistantError

if TYPE_CHECKING:
    from ..settings import Settings

PARTS: Final = (
    "pydantic",
    "chromadb",
    "wordllama",
    "rank-bm25",
    "langchain-core",
    "langchain-openai",
    "openai",
    "jinja2",
    "typer",
)
"""Packages whose versions matter to what comes out."""


def doctor() -> None:
    """Show versions, the state of corpus and index, the settings, and what would leave the machine."""
    from ..settings import load_settings

    used = load_settings()
    for line in (*_versions(), *_knowledge(used), *_settings(used)):
        typer.echo(line)
    typer.echo(
        "Leaves the machine: nothing. No model is configured; the composer drafts, and no library reports its use."
    )


def _versions() -> Iterator[str]:
    from .. import __version__

    yield f"assistant {__version__}, Python {sys.version.split()[0]}"
    for part in PARTS:
        try:
            yield f"  {part} {version(part)}"
        except PackageNotFoundError:
            yield f"  {part} is not installed"


def _knowledge(used: "Settings") -> Iterator[str]:
    """Corpus, layers and index. What is wrong with one of them is told in its place, and the rest all the same."""
    from ..api import index_folder
    from ..pack import load_pack
    from ..pack.data import data_root
    from ..retrieve import open_index

    try:
        yield f"Corpus: {data_root()}"
        yield from (f"  layer {layer}" for layer in used.layers)
        pack = load_pack(used.pack, used.layers)
        yield f"  pack {pack.name} {pack.info.version}, policy sets {', '.join(pack.policy_set_ids())}"
        yield f"  {len(pack.sources)} sources with {len(pack.facts)} facts"
    except AssistantError as error:
        yield f"  cannot be used: {error}"
        return
    try:
        yield f"Index: ready, {open_index(pack, index_folder(used)).folder}"
    except AssistantError as error:
        yield f"Index: not ready. {error}"


def _settings(used: "Settings") -> Iterator[str]:
    from ..settings import PREFIX, strangers

    yield "Settings:"
    for name, value in used.model_dump(mode="json").items():
        yield f"  {name} = {value}{'  (set)' if name in used.model_fields_set else ''}"
    yield from (f"  {PREFIX}{name.upper()} is set and is no setting" for name in strangers())
