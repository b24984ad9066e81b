"""`assistant letter`: a letter from a determination, for a person to complete and sign."""

from pathlib import Path
from typing import Annotated

import typer

from ..files import write
from .common import read_determination


def letter(
    determination: Annotated[Path, typer.Argument(help="Determination: the JSON that `assistant draft` wrote.")],
    kind: Annotated[str, typer.Argument(help="approval, request-information, adverse, peer-to-peer or patient.")],
    out: Annotated[Path | None, typer.Option(help="Folder that the letter is written to; printed without one.")] = None,
    search: Annotated[bool, typer.Option("--search/--no-search", help="As the determination was drafted.")] = True,
) -> None:
    """Write a letter from a determination. It is a draft: blanks are left for a person, and nobody has signed it."""
    from ..api import letter as make
    from ..errors import InputError, Where
    from ..render import render_letter
    from ..settings import load_settings

    used = load_settings()
    found = read_determination(determination, used)
    if found is None:
        raise InputError(
            "this is no determination.",
            where=Where(determination),
            remedy="A letter is made from the JSON that `assistant draft` writes.",
        )
    made = make(found, kind, settings=used, search=search)
    text = render_letter(made)
    if out is None:
        typer.echo(text)
        return
    path = out / f"{made.case}.{kind}.md"
    write({path: text})
    typer.echo(f"Wrote {path}")
