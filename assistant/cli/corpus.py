"""`assistant corpus build|lint|search`: the knowledge base."""

from typing import Annotated

import typer

from .common import console, knowledge

app = typer.Typer(help="Build, check and search the knowledge base.", no_args_is_help=True)


@app.command("build")
def build() -> None:
    """Embed the corpus into the search index."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from ..api import index_folder
    from ..retrieve import build_index, embedder_of

    used, pack = knowledge()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(errors=True)) as progress:
        task = progress.add_task("Embedding facts", total=None)
        folder = build_index(
            pack,
            index_folder(used),
            embedder_of(used),
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    typer.echo(f"Index of {len(pack.sources)} sources in {folder}")


@app.command("lint")
def lint() -> None:
    """Check the corpus: form, references, grounds, orphans."""
    from ..errors import CorpusError
    from ..intake.lint import lint_reading
    from ..pack.lint import lint as run

    _, pack = knowledge()
    problems = [*run(pack), *lint_reading(pack)]
    for problem in problems:
        typer.echo(str(problem), err=True)
    wrong = sum(not problem.warning for problem in problems)
    typer.echo(f"Problems: {wrong}. Warnings: {len(problems) - wrong}.")
    if wrong:
        raise typer.Exit(CorpusError.exit_code)
    facts = sum(len(source.facts) for source in pack.sources.values())
    typer.echo(f"{len(pack.sources)} sources with {facts} facts, {len(pack.policy_set_ids())} policy sets")


@app.command("search")
def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    region: Annotated[list[str] | None, typer.Option(help="Body region; several allowed.")] = None,
    policy_set: Annotated[str | None, typer.Option(help="Policy set whose payers' texts may be found.")] = None,
    k: Annotated[int, typer.Option(help="Number of passages.", min=1)] = 8,
    mode: Annotated[str, typer.Option(help="hybrid, vector or bm25.")] = "hybrid",
) -> None:
    """Search the facts of the corpus."""
    from ..api import index_folder
    from ..retrieve import embedder_of, open_index

    used, pack = knowledge()
    index = open_index(pack, index_folder(used), embedder_of(used))
    hits = index.search(
        query, regions=tuple(region or ()), policy_set=policy_set or pack.default_policy_set, k=k, mode=mode
    )
    for hit in hits:
        source, fact = pack.fact(hit.ref)
        typer.echo(f"{hit.score:.3f}  {hit.ref}  ({source.short})\n       {fact.text}")
    if not hits:
        typer.echo("Nothing in the corpus comes near that.")
