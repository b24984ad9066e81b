"""`assistant eval run|report|judge|compare`: documents against gold keys and reference articles, and two runs side by side."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ..files import write
from .common import console, say
from .eval_judge import judge

if TYPE_CHECKING:
    from rich.console import Console

    from ..evaluate import Run
    from ..evaluate.misses import Miss

app = typer.Typer(help="Score documents against gold keys and reference articles.", no_args_is_help=True)

app.command("judge")(judge)

MISSED: Final = 7
"""Exit code of a run that does not keep a threshold."""
RUNS: Final = Path("build/eval")
"""Folder of the runs, each in a folder of its own."""


class Retrieval(StrEnum):
    """How the search index ranks."""

    none = "none"
    vector = "vector"
    bm25 = "bm25"
    hybrid = "hybrid"


@app.command("run")
def run(
    cases: Annotated[Path, typer.Option(help="Folder of cases and records, or one of them.")] = Path("evals/cases"),
    keys: Annotated[Path | None, typer.Option(help="Folder of keys; by default 'keys' beside the cases.")] = None,
    articles: Annotated[Path | None, typer.Option(help="Folder of reference articles, named like the cases.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the run; by default one of its own in build/eval.")
    ] = None,
    policy_set: Annotated[
        str | None, typer.Option("--policy-set", help="Policy set; by default that of each key.")
    ] = None,
    disposition: Annotated[str | None, typer.Option(help="strict or lenient; by default that of each key.")] = None,
    model: Annotated[str | None, typer.Option(help="Who drafts, as in 'assistant draft'; 'composer' for none.")] = None,
    retrieval: Annotated[Retrieval, typer.Option(help="How the search index ranks.")] = Retrieval.hybrid,
    no_search: Annotated[bool, typer.Option("--no-search", help="The same as --retrieval none.")] = False,
    no_rules: Annotated[bool, typer.Option("--no-rules", help="Do not tell a model what the rules decided.")] = False,
    no_guard: Annotated[
        bool,
        typer.Option("--no-guard", help="Without the guard, for measuring alone: nothing of it is a determination."),
    ] = False,
    thresholds: Annotated[
        Path | None, typer.Option(help="File of thresholds; by default 'thresholds.yaml' beside the cases' folder.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Cases at once; by default as the machine allows.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Take nothing over from an earlier run of the same.")] = False,
) -> None:
    """Draft and score every case; exit code 7 where a threshold is not kept. A run that was broken off goes on."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from ..evaluate import Configuration, Plan, load_thresholds
    from ..evaluate import run as go
    from ..evaluate.cases import home_of
    from ..evaluate.configuration import BY_KEY
    from ..settings import load_settings
    from ..writer import destination

    used = load_settings()
    for folder in (cases, keys, articles):
        _there(folder)
    home = home_of(cases)
    limits = thresholds or (home / "thresholds.yaml" if (home / "thresholds.yaml").is_file() else None)
    plan = Plan(
        cases,
        keys or (home / "keys" if (home / "keys").is_dir() else None),
        articles,
        Configuration(
            model=model or used.model,
            policy_set=policy_set or BY_KEY,
            disposition=disposition or BY_KEY,
            retrieval="none" if no_search else retrieval.value,
            rules=not no_rules,
            guard=not no_guard,
        ),
        jobs or 1,
        None if limits is None else load_thresholds(limits),
    )
    if jobs is None:
        plan = replace(plan, jobs=plan.suitable_jobs(used))
    place = out or RUNS / f"{plan.configuration.name()}-{plan.fingerprint(used)[:8]}"
    say(destination(used, plan.configuration.model), used)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(errors=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        made = go(
            plan,
            used,
            lambda case, n, of: progress.update(task, description=case, completed=n, total=of),
            folder=place,
            fresh=fresh,
        )
    _finish(made, place)


@app.command("report")
def report(
    folder: Annotated[Path, typer.Argument(help="Folder of a run.")],
    thresholds: Annotated[Path | None, typer.Option(help="File of thresholds; by default those of the run.")] = None,
) -> None:
    """Write report and summary of a run anew, without drafting; exit code 7 where a threshold is not kept."""
    from ..evaluate import load_thresholds, read_run

    made = read_run(folder)
    if thresholds is not None:
        manifest = made.manifest.model_copy(update={"thresholds": load_thresholds(thresholds)})
        made = made.model_copy(update={"manifest": manifest})
    _finish(made, folder)


def _finish(made: "Run", folder: Path) -> None:
    """Writes what a run shows, prints its table; ends with the exit code of missed thresholds."""
    from ..evaluate import misses, summary_markdown, texts_of
    from ..evaluate.report import render_report
    from ..evaluate.store import REPORT, SUMMARY
    from ..model.base import NOT_STATED

    limits = made.manifest.thresholds
    missed = [] if limits == NOT_STATED else list(misses(made, limits))
    texts = {folder / name: text for name, text in texts_of(made).items()}
    texts[folder / SUMMARY] = summary_markdown(made, missed)
    texts[folder / REPORT] = render_report(made, missed)
    write(texts)
    _show(made, missed, console())
    typer.echo(f"Wrote {folder / REPORT}")
    if missed or made.errors():
        raise typer.Exit(MISSED)


@app.command("compare")
def compare(
    first: Annotated[Path, typer.Argument(help="Folder of a run.")],
    second: Annotated[Path, typer.Argument(help="Folder of the run to compare with it.")],
    out: Annotated[Path | None, typer.Option(help="File for the same in Markdown, for a pull request.")] = None,
) -> None:
    """Show what changed from one run to another, on the cases that both have."""
    from rich.table import Table

    from ..evaluate import compare as between
    from ..evaluate import read_run
    from ..evaluate.compare import HEADS, comparison_markdown, table_of

    found = between(read_run(first), read_run(second))
    terminal = console()
    for difference in found.made or ("Both were made in the same way.",):
        terminal.print(difference, soft_wrap=True)
    table = Table(*HEADS)
    for row in table_of(found):
        table.add_row(*row)
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
    if out is not None:
        write({out: comparison_markdown(found)})
        typer.echo(f"Wrote {out}")


def _there(folder: Path | None) -> None:
    """Raises InputError where a folder that was named does not exist."""
    from ..errors import InputError, Where

    if folder is not None and not folder.exists():
        raise InputError("there is no such folder.", where=Where(folder), remedy="Check the path.")


def _show(made: "Run", missed: "list[Miss]", terminal: "Console") -> None:
    """The table of a run, the thresholds that it misses, and the cases that could not be drafted."""
    from rich.table import Table

    from ..evaluate import rows
    from ..evaluate.summary import UNGUARDED, cell_text, columns
    from ..model.base import NOT_STATED

    shown = columns(made)
    table = Table("measure", *(c.head for c in shown))
    for row in rows(made):
        if row.scored:
            table.add_row(row.measure.label, *(cell_text(row.cells[c.id], row.measure) for c in shown))
    terminal.print(table)
    if not made.guarded:
        terminal.print(UNGUARDED.strip("*"), style="bold red", soft_wrap=True)
    if over := made.manifest.passed_over:
        terminal.print(f"Passed over, because nothing is recorded for them: {', '.join(over)}.", soft_wrap=True)
    for sample in made.samples:
        if sample.error != NOT_STATED:
            terminal.print(f"{sample.case}: not drafted: {sample.error}", soft_wrap=True)
        elif not sample.keyed and sample.system == "assistant":
            terminal.print(f"{sample.case}: no key, so only its citing and form were scored.", soft_wrap=True)
    for miss in missed:
        terminal.print(f"Threshold: {miss}", soft_wrap=True)
