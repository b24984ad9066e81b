"""`assistant prompt`: what a model would be told, to the letter."""

from pathlib import Path
from typing import Annotated

import typer

from .common import day, tell

app = typer.Typer(help="What a language model is told.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps the name of the command: a group with one command alone would lose it."""


@app.command("show")
def show(
    case: Annotated[Path, typer.Argument(help="Case file, or a record as `draft` reads it.")],
    question: Annotated[str | None, typer.Option(help="What is asked, for a record that is no case file.")] = None,
    section: Annotated[str | None, typer.Option(help="One section, by its id.")] = None,
    policy_set: Annotated[str | None, typer.Option(help="Policy set.")] = None,
    disposition: Annotated[str | None, typer.Option(help="strict or lenient.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Date whose policy versions apply.")] = None,
    audience: Annotated[str | None, typer.Option(help="physician, clinician or patient.")] = None,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Search the index for further passages.")] = True,
    model: Annotated[str | None, typer.Option(help="Who would be asked; the setting by default.")] = None,
) -> None:
    """Print what would be sent for a case, message by message. Nothing is sent.

    Names, dates of birth, numbers of persons, telephone numbers and addresses are replaced as they would be for an endpoint on
    another machine; for one on this machine they are not.
    """
    from ..api import compose_case
    from ..errors import InputError
    from ..intake import load_any
    from ..settings import load_settings
    from ..writer import destination, first_messages, masked, masking

    used = load_settings()
    loaded = load_any(case, question, used.layers, largest=used.largest_case, pack=used.pack)
    made = compose_case(
        loaded.case,
        policy_set=policy_set,
        disposition=disposition,
        as_of=day(as_of),
        audience=audience,
        settings=used,
        pack=loaded.pack,
        search=search,
    )
    found = first_messages(made.draft, made.context, made.ground)
    ids = [brief.section.id for brief, _ in found]
    if section is not None and section not in ids:
        raise InputError(f"the draft has no section '{section}'.", remedy=f"It has: {', '.join(ids)}.")
    chosen = destination(used, model)
    remote = used.writer_redact if chosen is None else masked(chosen, used)
    mask = masking(loaded.case, (messages for _, messages in found)) if remote else None
    for brief, messages in found:
        if section in (None, brief.section.id):
            for message in messages:
                text = message.text if mask is None else mask.fork().redact(message.text)
                typer.echo(f"##### {brief.section.id}: {message.role}\n\n{text}")
    if mask is not None and mask.counts:
        counted = ", ".join(f"{count} {kind}" for kind, count in mask.counts.items())
        typer.echo(f"assistant: kept back, and put back in what returns: {counted.lower()}.", err=True)
    raise typer.Exit(tell(loaded.faults))
