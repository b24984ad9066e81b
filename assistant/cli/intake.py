"""`assistant intake`: the text of a chart to a case file that a person can read and correct."""

from pathlib import Path
from typing import Annotated

import typer

from ..files import write
from .common import console, day, tell


def intake(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Text, PDF, Word or FHIR files, folders of them, or - for what is piped in: together one record."
        ),
    ],
    question: Annotated[
        str | None, typer.Option(help="What is asked; without it, what a request letter of the record asks for.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Case file to write, or - for the terminal.")] = Path(
        "case.yaml"
    ),
    date: Annotated[str | None, typer.Option(help="Date of the request; by default that of the last document.")] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Page to write, with what was found marked in the record.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="Model that reads the record as well, for instance openai:NAME; its words are checked."),
    ] = None,
    needed: Annotated[bool, typer.Option("--needed", help="Show what the checker still needs.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a case file that is there already.")] = False,
) -> None:
    """Read a record and write it as a case: each fact with the words it was read from."""
    from ..errors import InputError, Where
    from ..intake.read import read_paths
    from ..intake.text import case_yaml
    from ..pack import load_pack
    from ..settings import load_settings
    from ..writer.models import destination

    shown = str(out) == "-"
    if out.exists() and not shown and not force:
        raise InputError(
            "this file is there already.", where=Where(out), remedy="Name another with -o, or add --force."
        )
    used = load_settings()
    with console(errors=True).status("reading the record") as status:
        read = read_paths(
            paths,
            question,
            used.layers,
            largest=used.largest_case,
            day=day(date),
            pack=used.pack,
            told=status.update,
        )
    pack = load_pack(read.case.pack, used.layers)
    if model is not None and (chosen := destination(used, model)) is not None:
        from ..extract import extract, notice

        if said := notice(chosen):
            typer.echo(f"assistant: {said}", err=True)
        with console(errors=True).status("asking the model") as status:
            found = extract(read, pack, chosen, used, told=status.update)
        read = found.read
        typer.echo(
            f"{chosen.model}: {found.returned} facts returned, {found.dropped} dropped or told twice, {found.agreed} of the offline "
            f"reader's stated as well, {found.added} added, {found.differing} differ."
        )
    case = read.case
    told = case_yaml(case, read.problems)
    texts = {} if shown else {out: told}
    if html is not None:
        from ..render.record import render_record

        places = {id: (span.start, span.end) for id, span in read.spans.items()}
        texts[html] = render_record(case, pack, places, read.clashes, read.problems)
    write(texts)
    if shown:
        typer.echo(told, nl=False)
    typer.echo(
        f"{'Read' if shown else f'Wrote {out}'}: "
        f"{len(case.documents)} documents, {len(case.request.lines)} request lines, {len(case.findings)} findings, "
        f"{len(case.treatments)} treatments. Compare it with the record before you use it.",
        err=shown,
    )
    if needed:
        from ..check import check
        from ..check.needed import still_needed
        from ..check.sets import sets_of
        from ..pack.named import set_of
        from ..retrieve import BundledEmbedder, nearest
        from .table import print_nearest, print_needed

        policy_set = set_of(case, used.policy_set if used.policy_set != "pack_default" else None, pack)
        outcome = check(case, pack, policy_set=policy_set)
        print_needed(still_needed(outcome, pack), console(errors=shown))
        near = nearest(case, outcome, pack, sets_of(outcome, pack), BundledEmbedder())
        print_nearest(near, case, outcome, console(errors=shown))
    if html is not None:
        typer.echo(f"Wrote {html}", err=shown)
    raise typer.Exit(tell(read.problems))
