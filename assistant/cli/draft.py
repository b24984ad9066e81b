"""`assistant draft`: the guarded determination, as Markdown, HTML and JSON."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .common import day, settings, tell, write

if TYPE_CHECKING:
    from ..model.case import Case
    from ..model.document import Determination

FORMATS = ("md", "html", "json")


def draft(
    case: Annotated[Path, typer.Argument(help="Case file (YAML or JSON).")],
    out: Annotated[Path, typer.Option(help="Folder that the document is written to.")] = Path("build"),
    format: Annotated[list[str] | None, typer.Option(help="md, html or json; all by default.")] = None,
    policy_set: Annotated[str | None, typer.Option(help="Policy set.")] = None,
    disposition: Annotated[str | None, typer.Option(help="strict or lenient.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Date whose policy versions apply.")] = None,
    audience: Annotated[str | None, typer.Option(help="physician, clinician or patient.")] = None,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Search the index for further passages.")] = True,
) -> None:
    """Draft the determination of a case. Without a network and without a key the composer drafts it."""
    from rich.console import Console

    from ..api import draft_whole
    from ..errors import InputError
    from ..intake import load_case
    from .table import print_table

    formats = tuple(format or FORMATS)
    if unknown := [f for f in formats if f not in FORMATS]:
        raise InputError(f"unknown format '{unknown[0]}'.", remedy=f"Possible: {', '.join(FORMATS)}.")
    used = settings()
    loaded = load_case(case, used.layers, largest=used.largest_case)
    errors = Console(stderr=True)
    with errors.status("reading the case") as status:
        made = draft_whole(
            loaded.case,
            policy_set=policy_set,
            disposition=disposition,
            as_of=day(as_of),
            audience=audience,
            settings=used,
            pack=loaded.pack,
            search=search,
            told=status.update,
        )
    written = _render(made.determination, loaded.case, formats, out)
    console = Console()
    print_table(made.determination.outcome, console)
    report = made.determination.guard
    console.print(
        f"Guard: {sum(report.proved.values())} statements proved, {report.repaired} repaired, {report.replaced} replaced, "
        f"{report.dropped} left out."
    )
    for path in written:
        console.print(f"Wrote {path}", soft_wrap=True, highlight=False)
    raise typer.Exit(tell(loaded.faults))


def _render(determination: "Determination", case: "Case", formats: tuple[str, ...], out: Path) -> list[Path]:
    """Everything is rendered before anything is written."""
    from ..render import render_html, render_markdown

    texts = {}
    if "md" in formats:
        texts["md"] = render_markdown(determination)
    if "html" in formats:
        texts["html"] = render_html(determination, case)
    if "json" in formats:
        texts["json"] = determination.model_dump_json(indent=2) + "\n"
    written = []
    for suffix, text in texts.items():
        path = out / f"{case.id}.{suffix}"
        write(path, text)
        written.append(path)
    return written
