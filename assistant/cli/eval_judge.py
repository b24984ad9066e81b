"""`assistant eval judge`: a language model reads the documents of a run once more."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .common import console

if TYPE_CHECKING:
    from ..evaluate import Run
    from ..evaluate.judge import Judgement

SHOWN = {
    "point_recall": "Key points made",
    "citation_recall": "Citation recall",
    "citation_precision": "Citation precision",
}
"""What a judge is asked, beside what matcher and guard say."""


def judge(
    folder: Annotated[Path, typer.Argument(help="Folder of a run.")],
    model: Annotated[str, typer.Option(help="Who judges, as in 'assistant draft'.")],
    fresh: Annotated[bool, typer.Option("--fresh", help="Take over nothing that was judged before.")] = False,
) -> None:
    """Let a language model judge the documents of a run; nothing is drafted again, and no score of the run changes."""
    from ..errors import SettingsError
    from ..evaluate import read_run
    from ..evaluate.asking import judge_of, notice
    from ..evaluate.judge import FILE, judge_run, read_judgements, write_judgements
    from ..pack import load_pack
    from ..settings import load_settings

    used = load_settings()
    made = read_run(folder)
    console(errors=True).print(notice(judge_of(used, model)), soft_wrap=True)
    kept = read_judgements(folder)
    judged = judge_run(made, load_pack(used.pack, used.layers), used, model, kept=() if fresh else kept)
    write_judgements(folder, kept, judged)
    _show(made, judged)
    typer.echo(f"Wrote {folder / FILE}")
    if judged and all(not j.points and not j.support for j in judged):
        raise typer.Exit(SettingsError.exit_code)  # nothing came back: the endpoint, its key or the model is wrong


def _show(made: "Run", judged: "list[Judgement]") -> None:
    """Means of the judge beside those of matcher and guard, agreement, and what could not be judged."""
    from rich.table import Table

    from ..evaluate.judge import agreement
    from ..evaluate.sample import values
    from ..evaluate.score import BY_ID
    from ..evaluate.summary import columns, written
    from ..model.base import NOT_STATED

    table = Table("measure", "document", "matcher or guard", "judge", "judged")
    for column in (c for c in columns(made) if c.id != "beside"):
        own = [j for j in judged if j.system == column.id]
        for measure, label in SHOWN.items():
            said = [value for j in own if (value := j.value(measure)) is not None]
            run = values(column.samples, measure)
            means = [
                written(sum(found) / len(found), BY_ID[measure]) if found else "not scored" for found in (run, said)
            ]
            table.add_row(label, column.head, *means, f"{len(said)} of {len(own)}")
    terminal = console()
    terminal.print(table)
    kappa = agreement(made, judged)
    told = f"kappa {kappa.value:.2f} over {kappa.of} points" if kappa.value != NOT_STATED else str(kappa.reason)
    terminal.print(f"Matcher and judge: {told}.")
    for j in judged:
        if j.failed != NOT_STATED:
            terminal.print(f"{j.case} ({j.system}): not judged in full: {j.failed}.", soft_wrap=True)
