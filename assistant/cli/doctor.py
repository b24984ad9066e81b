"""`assistant doctor`: what is installed, what is set, and what would leave the machine."""

import sys
from importlib.metadata import PackageNotFoundError, version

import typer


PARTS = ("pydantic", "chromadb", "wordllama", "rank-bm25", "langchain-core", "langchain-openai", "openai", "jinja2", "typer")


def doctor() -> None:
    """Show versions, the state of the index, the settings, and what would leave the machine."""
    from .. import __version__
    from ..api import index_folder
    from ..errors import StoreError
    from ..pack import load_pack
    from ..pack.data import data_root
    from ..retrieve import open_index

    used = load_settings()
    typer.echo(f"assistant {__version__}, Python {sys.version.split()[0]}")
    for part in PARTS:
        try:
            typer.echo(f"  {part} {version(part)}")
        except PackageNotFoundError:
            typer.echo(f"  {part} is not installed")
    pack = load_pack(used.pack, used.layers)
    typer.echo(f"Corpus: {data_root()}, pack {pack.name}, policy sets {', '.join(pack.policy_set_ids())}")
    for layer in used.layers:
        typer.echo(f"  layer {layer}")
    try:
        index = open_index(pack, index_folder(used))
        typer.echo(f"Index: ready, {index.folder}")
    except StoreError as error:
        typer.echo(f"Index: {error}")
    typer.echo("Settings:")
    for name, value in used.model_dump(mode="json").items():
        typer.echo(f"  {name} = {value}")
    typer.echo("Leaves the machine: nothing. No model is configured; the composer drafts, and telemetry of every dependency is off.")
