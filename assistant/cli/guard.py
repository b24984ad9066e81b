"""`assistant guard`: a written document, of this program or another, statement by statement."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..files import write
from .common import REFUSED, console, day, read_determination, say_second, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..errors import Problem
    from ..model.judgement import Judgement
    from ..settings import Settings


ZIPPED = b"PK\x03\x04"
"""First bytes of a file of Word."""
PRINTED = b"%PDF"
"""First bytes of a PDF."""


def guard(
    document: Annotated[
        Path,
        typer.Argument(
            help="Determination (JSON), or a text with numbered citations (Markdown, .docx, PDF), whoever wrote it."
        ),
    ],
    case: Annotated[
        Path | None,
        typer.Option(help="Case that a text is held against; a determination carries its own.", show_default=False),
    ] = None,
    question: Annotated[str | None, typer.Option(help="What is asked of a record that is no case file.")] = None,
    policy_set: Annotated[str | None, typer.Option(help="Policy set, for a text.")] = None,
    disposition: Annotated[str | None, typer.Option(help="strict or lenient, for a text.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Date whose policy versions apply, for a text.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with the offending words marked.")] = None,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Search the index as the draft did.")] = True,
) -> None:
    """Hold a document against the record, the policies and the sources. Exit code 8 where something is wrong in it."""
    from ..settings import load_settings

    used = load_settings()
    say_second(used)
    judgement, faults = _judgement(document, case, question, policy_set, disposition, as_of, used, search)
    if html is not None:
        from ..render.judgement import render_judgement

        write({html: render_judgement(judgement)})
    if json:
        print(judgement.model_dump_json(indent=2))
    else:
        _print(judgement)
        if html is not None:
            console().print(f"Wrote {html}", soft_wrap=True)
    status = tell(faults)
    raise typer.Exit(status if judgement.passed else REFUSED)


def _judgement(
    document: Path,
    case: Path | None,
    question: str | None,
    policy_set: str | None,
    disposition: str | None,
    as_of: str | None,
    used: "Settings",
    search: bool,
) -> "tuple[Judgement, Iterable[Problem]]":
    from ..api import guard_determination, guard_text
    from ..errors import InputError, Where
    from ..intake import load_any

    if (made := read_determination(document, used)) is not None:
        return guard_determination(made, settings=used, search=search), ()
    if case is None:
        raise InputError(
            "a text is held against a case, and none was given.",
            where=Where(document),
            remedy="Add --case CASE; only a determination (JSON) carries its case.",
        )
    text = _text(document, used)
    if not text.strip():
        raise InputError("there is nothing in this file.", where=Where(document))
    loaded = load_any(case, question, used.layers, largest=used.largest_case, pack=used.pack)
    judged = guard_text(
        text,
        loaded.case,
        policy_set=policy_set,
        disposition=disposition,
        as_of=day(as_of),
        settings=used,
        pack=loaded.pack,
    )
    return judged, loaded.faults


def _text(document: Path, used: "Settings") -> str:
    """The words of a text, of a file of Word or of a PDF; raises InputError for another file."""
    from ..errors import InputError, Where
    from ..pack.yamlio import read_bytes

    data = read_bytes(document, limit=used.largest_case, fault=InputError)
    if data[:4] == ZIPPED:
        from ..intake.word import read_word

        return read_word(document.name, data)
    if data[:4] == PRINTED:
        from ..guard.laid_out import from_print
        from ..intake.pdf import read_pdf

        source, faults = read_pdf(document.name, data, lambda step: None)
        tell(faults)
        return from_print(source.text, source.pages)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            "this is no text in UTF-8.", where=Where(document), remedy="Save it as Markdown, .docx or PDF."
        ) from None


def _print(judgement: "Judgement") -> None:
    """The findings, statement by statement, and the sum."""
    from rich.text import Text

    terminal = console()
    for v in judgement.document:
        terminal.print(
            Text("document  ", style="bold").append(f"{v.code}: ", style="red").append(v.reason), soft_wrap=True
        )
    for judged in judgement.failing:
        place = f"line {judged.line}" if judged.line != "not_stated" else judged.statement.id
        kind = judged.statement.type.replace("_", " ")
        terminal.print(
            Text(f"{place}  ", style="bold").append(f"({judged.section}; {kind})", style="dim"), soft_wrap=True
        )
        terminal.print(Text(f"  {judged.statement.words()}"), soft_wrap=True)
        for v in judged.violations:
            terminal.print(Text("    ").append(f"{v.code}: ", style="red").append(v.reason), soft_wrap=True)
    if judgement.unread:
        told = "; ".join(f"line {u.line} “{u.words}”" for u in judgement.unread)
        terminal.print(Text("not read as statements, so not proved: ", style="bold").append(told), soft_wrap=True)
    count = len(judgement.statements)
    how = "" if judgement.origin == "determination" else " Types and bases were inferred from the words."
    verdict = "nothing wrong" if judgement.passed else f"{len(judgement.failing)} with something wrong"
    whole = f", {len(judgement.document)} of the document as a whole" if judgement.document else ""
    terminal.print(f"{count} statements, {verdict}{whole}.{how}", soft_wrap=True)
