"""`assistant draft`: the guarded determination, as Markdown, HTML, JSON, Word and PDF."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..files import write
from .common import console, day, formats_of, loaded_from, say, say_second, tell, word_template

if TYPE_CHECKING:
    from ..model.document import Statement, WriterReport


def draft(
    case: Annotated[
        Path | None, typer.Argument(help="Case file, or the record: a text, PDF, Word or FHIR file, a folder, or -.")
    ] = None,
    question: Annotated[
        str | None, typer.Option(help="What is asked of a record that is no case file, or without any record.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder that the document is written to.")] = Path("build"),
    format: Annotated[
        list[str] | None, typer.Option(help="md, html, json, docx or pdf; the first three by default.")
    ] = None,
    template: Annotated[Path | None, typer.Option(help="Word file whose look the document in Word takes on.")] = None,
    policy_set: Annotated[str | None, typer.Option(help="Policy set.")] = None,
    disposition: Annotated[str | None, typer.Option(help="strict or lenient.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Date whose policy versions apply.")] = None,
    audience: Annotated[str | None, typer.Option(help="physician, clinician or patient.")] = None,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Search the index for further passages.")] = True,
    model: Annotated[
        str | None, typer.Option(help="openai:NAME, mock:echo, or composer for none; the setting by default.")
    ] = None,
    stream: Annotated[
        bool | None,
        typer.Option("--stream/--no-stream", help="Show a model's statements as they pass; on a terminal by default."),
    ] = None,
) -> None:
    """Draft the determination of a case. Without a model the composer drafts it: no network, no key."""
    from ..api import draft_whole
    from ..render import render
    from ..settings import load_settings
    from ..writer.models import beside, destination
    from .table import print_table

    formats = formats_of(format)
    used = load_settings()
    look = word_template(template, used, formats)
    model = model or used.model if case is None else beside(model or used.model, case)
    chosen = destination(used, model)
    loaded = loaded_from(case, question, used)
    say(chosen, used)
    say_second(used)
    screen = console(errors=True)
    show = screen.is_terminal if stream is None else stream

    def shown(title: str, statement: "Statement") -> None:
        screen.print(f"{title}: {statement.words()}", soft_wrap=True)

    with screen.status("reading the case") as status:
        made = draft_whole(
            loaded.case,
            policy_set=policy_set,
            disposition=disposition,
            as_of=day(as_of),
            audience=audience,
            settings=used,
            pack=loaded.pack,
            search=search,
            model=model,
            told=status.update,
            shown=shown if show else None,
        )
    made_forms = render(made.determination, loaded.case, formats, look)
    files = {out / f"{loaded.case.id}.{suffix}": content for suffix, content in made_forms.items()}
    write(files)
    terminal = console()
    print_table(made.determination.outcome, terminal)
    report = made.determination.guard
    terminal.print(
        f"Guard: {sum(report.proved.values())} statements proved, {report.repaired} repaired, "
        f"{report.replaced} replaced, {report.dropped} left out."
    )
    if report.writer != "not_stated":
        for line in _contribution(report.writer):
            terminal.print(line, soft_wrap=True)
    for path in files:
        terminal.print(f"Wrote {path}", soft_wrap=True)
    raise typer.Exit(tell(loaded.faults))


def _contribution(report: "WriterReport") -> Iterator[str]:
    """What the model contributed."""
    yield (
        f"{report.model}: {report.accepted} of {report.returned} statements accepted at the first try, {report.repaired} "
        f"repaired; {report.restored} points told in the composer's words. {report.calls} calls, {report.prompt_tokens} + "
        f"{report.reply_tokens} tokens, {_cost(report)}, {report.seconds:.1f} s."
    )
    if report.cached:
        yield f"{report.cached} replies came from the log, because the same was asked before; they cost nothing."
    if report.redacted:
        counted = ", ".join(f"{count} {kind}" for kind, count in report.redacted.items())
        yield f"Kept back from the endpoint: {counted.lower()}."
    reasons: dict[str, list[str]] = {}
    for section, reason in report.composer_sections.items():
        reasons.setdefault(reason, []).append(section)
    for reason, sections in reasons.items():
        yield f"By the composer, because {reason}: {', '.join(sections)}."


def _cost(report: "WriterReport") -> str:
    return "at an unknown price" if report.cost == "not_stated" else f"at a price of {report.cost:.4f}"
