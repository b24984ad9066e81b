"""`assistant eval run|compare`: documents against gold keys and reference articles, and two runs side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ..files import write
from .common import console

if TYPE_CHECKING:
    from rich.console import Console

    from ..evaluate import Run
    from ..evaluate.thresholds import Miss

app = typer.Typer(help="Score documents against gold keys and reference articles.", no_args_is_help=True)

MISSED: Final = 7
"""Exit code of a run that does not keep a threshold."""


@app.command("run")
def run(
    cases: Annotated[Path, typer.Option(help="Folder of cases, or one case.")] = Path("evals/cases"),
    keys: Annotated[Path | None, typer.Option(help="Folder of keys; by default 'keys' beside the cases.")] = None,
    articles: Annotated[Path | None, typer.Option(help="Folder of reference articles, named like the cases.")] = None,
    out: Annotated[Path, typer.Option(help="Folder that the run is written to.")] = Path("build/eval"),
    policy_set: Annotated[
        str | None, typer.Option("--policy-set", help="Policy set; by default that of each key.")
    ] = None,
    disposition: Annotated[str | None, typer.Option(help="strict or lenient; by default that of each key.")] = None,
    thresholds: Annotated[
        Path | None, typer.Option(help="File of thresholds; by default 'thresholds.yaml' beside the cases' folder.")
    ] = None,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Search the index for further passages.")] = True,
    model: Annotated[str | None, typer.Option(help="Who drafts, as in 'assistant draft'; 'composer' for none.")] = None,
) -> None:
    """Draft and score every case; exit code 7 where a threshold is not kept."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from ..evaluate import Plan, load_thresholds, misses, summary_markdown, texts_of
    from ..evaluate import run as go
    from ..evaluate.report import render_report
    from ..settings import load_settings

    used = load_settings()
    home = cases.parent if cases.is_dir() else cases.parent.parent
    beside = keys or (home / "keys" if (home / "keys").is_dir() else None)
    limits = thresholds or (home / "thresholds.yaml" if (home / "thresholds.yaml").is_file() else None)
    for folder in (cases, keys, articles):
        _there(folder)
    kept = None if limits is None else load_thresholds(limits)
    plan = Plan(cases, beside, articles, policy_set, disposition, search, model)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console(errors=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        made = go(plan, used, lambda case, n, of: progress.update(task, description=case, completed=n, total=of))
    missed = [] if kept is None else list(misses(made, kept))
    texts = {out / name: text for name, text in texts_of(made).items()}
    texts[out / "summary.md"] = summary_markdown(made, missed)
    texts[out / "report.html"] = render_report(made, missed)
    write(texts)
    _show(made, missed, console())
    typer.echo(f"Wrote {out / 'report.html'}")
    if missed or made.errors():
        raise typer.Exit(MISSED)


@app.command("compare")
def compare(
    first: Annotated[Path, typer.Argument(help="Folder of a run.")],
    second: Annotated[Path, typer.Argument(help="Folder of the run to compare with it.")],
) -> None:
    """Show what changed from one run to another, on the cases that both have."""
    from rich.table import Table

    from ..evaluate import compare as between
    from ..evaluate import read_run
    from ..evaluate.score import BY_ID
    from ..evaluate.summary import written

    found = between(read_run(first), read_run(second))
    table = Table("measure", "first", "second", "change", "judged")
    for d in found.differences:
        measure = BY_ID[d.measure]
        ends = f"{written(d.change.low, measure)} to {written(d.change.high, measure)}"
        change = written(d.change.mean, measure) + ("" if d.change.low == d.change.high else f" ({ends})")
        table.add_row(measure.label, written(d.first, measure), written(d.second, measure), change, d.judged)
    terminal = console()
    terminal.print(table)
    for changed in found.cases:
        terminal.print(f"{changed.case}:", style="bold")
        for change in changed.changes:
            terminal.print(f"  {change}", soft_wrap=True)
    if not found.cases:
        terminal.print("No case changed.")
    for name, cases in (("first", found.only_first), ("second", found.only_second)):
        if cases:
            terminal.print(f"Only in the {name} run: {', '.join(cases)}")


def _there(folder: Path | None) -> None:
    """Raises InputError where a folder that was named does not exist."""
    from ..errors import InputError, Where

    if folder is not None and not folder.exists():
        raise InputError("there is no such folder.", where=Where(folder), remedy="Check the path.")


def _show(made: "Run", missed: "list[Miss]", terminal: "Console") -> None:
    """The table of a run, the thresholds that it misses, and the cases that could not be drafted."""
    from rich.table import Table

    from ..evaluate import rows
    from ..evaluate.summary import HEADS, cell_text, systems
    from ..model.base import NOT_STATED

    shown = systems(made)
    table = Table("measure", *(HEADS[s] for s in shown))
    for row in rows(made):
        table.add_row(row.measure.label, *(cell_text(row.cells[s], row.measure) for s in shown))
    terminal.print(table)
    for sample in made.samples:
        if sample.error != NOT_STATED:
            terminal.print(f"{sample.case}: not drafted: {sample.error}", soft_wrap=True)
        elif not sample.keyed and sample.system == "assistant":
            terminal.print(f"{sample.case}: no key, so only its citing and form were scored.", soft_wrap=True)
    for miss in missed:
        terminal.print(f"Threshold: {miss}", soft_wrap=True)
