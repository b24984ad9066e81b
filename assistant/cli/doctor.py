"""`assistant doctor`: what is installed, what is set, and what would leave the machine."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

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


def doctor(
    test: Annotated[bool, typer.Option("--try/--no-try", help="Send the model's endpoint a harmless text.")] = True,
) -> None:
    """Show versions, the state of corpus and index, the settings, what would leave the machine, and try the model."""
    from ..settings import load_settings

    used = load_settings()
    for line in (*_versions(), *_knowledge(used), *_settings(used)):
        typer.echo(line)
    for line in (*_leaving(used), *_second(used), *_embedded(used)):
        typer.echo(line)
    typer.echo(_log(used))
    for line in _trial(used) if test else ():
        typer.echo(line)


def _second(used: "Settings") -> Iterator[str]:
    """Who gives a second opinion, and what would leave the machine for it."""
    from ..opinion import notice_of, opinion_of

    if used.second_opinion == "none":
        return
    try:
        opinion_of(used)
        yield f"Second opinion: {used.second_opinion}. Leaves the machine: {notice_of(used) or 'nothing.'}"
    except AssistantError as error:
        yield f"Second opinion: cannot be used. {error}"


def _leaving(used: "Settings") -> Iterator[str]:
    """The model in force, and what would leave the machine for it."""
    from ..writer.models import destination, plain_http, traced

    try:
        chosen = destination(used)
    except AssistantError as error:
        yield f"Model: cannot be used. {error}"
        return
    if chosen is None:
        rest = "" if used.embedder == "bundled" else " of a record"
        yield f"Leaves the machine: nothing{rest}. No model is configured; the composer drafts, and no library reports its use."
        return
    yield f"Model: {chosen.model}" + (f" at {chosen.base_url}" if chosen.base_url else "")
    if not chosen.host:
        yield "Leaves the machine: nothing. The model is a mock inside the program."
        return
    yield f"Leaves the machine: with `assistant draft`, {chosen.notice} No library reports its use."
    if not chosen.local:
        kept = "are kept back (writer_redact)" if used.writer_redact else "are sent as they stand: writer_redact is off"
        yield f"  Names, dates of birth, numbers of persons, telephone numbers and addresses {kept}."
    if warning := plain_http(chosen):
        yield f"  {warning}"
    yield from (f"  {name} asks for tracing; it stays off" for name in traced())


def _embedded(used: "Settings") -> Iterator[str]:
    """What leaves the machine for embeddings."""
    from ..retrieve import RemoteEmbedder, embedder_of

    try:
        embedder = embedder_of(used)
    except AssistantError as error:
        yield f"Embedder: cannot be used. {error}"
        return
    if isinstance(embedder, RemoteEmbedder):
        yield (
            f"Embeddings: texts of the corpus, of criteria and of follow-up questions are sent to {embedder.host} for the "
            f"model {embedder.name}; text of a record is not."
        )


def _log(used: "Settings") -> str:
    from ..writer.log import summary

    try:
        return f"Log of the writer: {summary(used)}."
    except AssistantError as error:
        return f"Log of the writer: cannot be used. {error}"


def _trial(used: "Settings") -> Iterator[str]:
    """What the configured endpoint can do. Nothing of a record is sent."""
    from ..writer.models import destination

    try:
        chosen = destination(used)
    except AssistantError:
        return
    if chosen is None or not chosen.host:
        return
    from ..writer.probe import probe, told

    yield f"Trying {chosen.host} with a harmless text:"
    yield from told(*probe(chosen, used))


def _versions() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

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
    from ..retrieve import embedder_of, open_index

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
        yield f"Index: ready, {open_index(pack, index_folder(used), embedder_of(used)).folder}"
    except AssistantError as error:
        yield f"Index: not ready. {error}"


def _settings(used: "Settings") -> Iterator[str]:
    from ..settings import PREFIX, strangers

    yield "Settings:"
    for name, value in used.model_dump(mode="json").items():
        yield f"  {name} = {value}{'  (set)' if name in used.model_fields_set else ''}"
    yield from (f"  {PREFIX}{name.upper()} is set and is no setting" for name in strangers())
