"""`assistant letter`: a letter from a determination, for a person to complete and sign."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ..files import write
from .common import read_determination


def letter(
    determination: Annotated[Path, typer.Argument(help="Determination: the JSON that `assistant draft` wrote.")],
    kind: Annotated[str, typer.Argument(help="approval, request-information, adverse, peer-to-peer or patient.")],
    out: Annotated[Path | None, typer.Option(help="Folder that the letter is written to; printed without one.")] = None,
    format: Annotated[list[str] | None, typer.Option(help="md, docx or pdf; md by default.")] = None,
    search: Annotated[bool, typer.Option("--search/--no-search", help="As the determination was drafted.")] = True,
) -> None:
    """Write a letter from a determination. It is a draft: blanks are left for a person, and nobody has signed it."""
    from ..api import letter as make
    from ..errors import InputError, Where
    from ..render import letter_docx, letter_markdown, letter_pdf
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
    make_form: dict[str, Callable[[], str | bytes]] = {
        "md": lambda: letter_markdown(made),
        "docx": lambda: letter_docx(made, used.docx_template if isinstance(used.docx_template, Path) else None),
        "pdf": lambda: letter_pdf(made),
    }
    wanted = format or ["md"]
    if unknown := [f for f in wanted if f not in make_form]:
        raise InputError(f"unknown format '{unknown[0]}'.", remedy=f"Possible: {', '.join(make_form)}.")
    if out is None:
        if format:
            raise InputError("a file needs a folder.", remedy="Name one with --out.")
        typer.echo(letter_markdown(made))
        return
    files = {out / f"{made.case}.{kind}.{suffix}": make_form[suffix]() for suffix in wanted}
    write(files)
    for path in files:
        typer.echo(f"Wrote {path}")
