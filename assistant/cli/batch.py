"""`assistant batch`: every case of a folder drafted, with a summary; taken up again where it stopped."""

from pathlib import Path
from typing import Annotated

import typer

from ..files import write
from .common import FAULTS, console, day, formats_of, say, word_template


def batch(
    folder: Annotated[Path, typer.Argument(help="Folder of case files and records; a folder in it is one record.")],
    out: Annotated[Path, typer.Option(help="Folder for documents, summary and manifest.")] = Path("build"),
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Cases at once; by default as many as there are cores.")
    ] = None,
    question: Annotated[str | None, typer.Option(help="What is asked of records that are no case files.")] = None,
    format: Annotated[
        list[str] | None, typer.Option(help="md, html, json, docx or pdf; the first three by default.")
    ] = None,
    template: Annotated[Path | None, typer.Option(help="Word file whose look the documents in Word take on.")] = None,
    policy_set: Annotated[str | None, typer.Option(help="Policy set.")] = None,
    disposition: Annotated[str | None, typer.Option(help="strict or lenient.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Date whose policy versions apply.")] = None,
    audience: Annotated[str | None, typer.Option(help="physician, clinician or patient.")] = None,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Search the index for further passages.")] = True,
    model: Annotated[str | None, typer.Option(help="As of assistant draft; the setting by default.")] = None,
    openai_batch: Annotated[
        bool, typer.Option("--openai-batch", help="Ask through OpenAI's batches: cheaper, and up to a day slower.")
    ] = False,
) -> None:
    """Draft every case of a folder. Run again, it skips what is finished and drafts anew what has changed."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from ..batch import Done, Failed, Options, jobs_of, run, summary_csv, summary_html
    from ..settings import load_settings
    from ..writer.models import destination

    formats = formats_of(format)
    used = load_settings()
    options = Options(
        formats=formats,
        question=question,
        policy_set=policy_set,
        disposition=disposition,
        as_of=day(as_of),
        audience=audience,
        model=model,
        search=search,
        template=word_template(template, used, formats),
        openai_batch=openai_batch,
    )
    say(destination(used, model), used)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(errors=True), transient=True) as progress:
        task = progress.add_task("drafting", total=None)
        made = run(
            folder,
            out,
            options,
            used,
            jobs=jobs or jobs_of(used, model),
            told=lambda done, of: progress.update(task, completed=done, total=of),
            said=lambda step: progress.update(task, description=step),
        )
    write({out / "summary.csv": summary_csv(made), out / "summary.html": summary_html(made)})
    done = [case for case in made.cases if isinstance(case, Done)]
    failed = [case for case in made.cases if isinstance(case, Failed)]
    terminal = console()
    before = f", {made.skipped} of them before" if made.skipped else ""
    terminal.print(f"{len(done)} of {len(made.cases)} cases drafted{before}.", soft_wrap=True)
    terminal.print(f"Wrote {out / 'summary.html'} and {out / 'summary.csv'}", soft_wrap=True)
    for case in done:
        for fault in case.faults:
            typer.echo(f"assistant: {case.name}: {fault}", err=True)
    alike: dict[str, list[str]] = {}
    for bad in failed:
        alike.setdefault(bad.message, []).append(bad.name)
    for message, names in alike.items():
        typer.echo(f"assistant: {', '.join(names)}: {message}", err=True)
    raise typer.Exit(max((f.exit_code for f in failed), default=FAULTS if any(c.faults for c in done) else 0))
