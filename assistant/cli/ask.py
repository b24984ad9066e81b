"""`assistant ask`: questions about a determination, one at a time or in a conversation."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .common import console, read_determination, say, tell

if TYPE_CHECKING:
    from ..answer import Conversation
    from ..errors import Problem
    from ..model.answer import Answer
    from ..model.document import Determination
    from ..settings import Settings

LEAVE = ("exit", "quit", "q", "bye")
"""Words that end a conversation."""


def ask(
    determination: Annotated[
        Path,
        typer.Argument(help="Determination (JSON that `assistant draft` wrote), or a case or record, drafted first."),
    ],
    question: Annotated[
        str | None, typer.Argument(help="The question. Without one, a conversation; piped, one question a line.")
    ] = None,
    request: Annotated[str | None, typer.Option(help="What is asked of a record given as text.")] = None,
    policy_set: Annotated[str | None, typer.Option(help="Policy set, for a case that is drafted first.")] = None,
    audience: Annotated[str | None, typer.Option(help="physician, clinician or patient.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON; several answers one a line.")] = False,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Search the index for evidence.")] = True,
    model: Annotated[
        str | None, typer.Option(help="openai:NAME, mock:echo, or composer for none; the setting by default.")
    ] = None,
) -> None:
    """Ask about a determination. Answers are guarded as the document is, cite as it does, and never move it."""
    from ..api import converse
    from ..errors import InputError
    from ..settings import load_settings
    from ..writer.models import destination

    if question is not None and not question.strip():
        raise InputError("the question is empty.", remedy="Ask, for instance, why a line was denied.")
    used = load_settings()
    say(destination(used, model), used)
    opened, faults = _determination(determination, request, policy_set, audience, used, search)
    if audience is None:
        conversation = converse(opened, model=model, settings=used, search=search)
    else:
        conversation = converse(opened, model=model, audience=audience, settings=used, search=search)
    if question is not None:
        _print(conversation.ask(question), json_=json_, indent=2)
    elif sys.stdin.isatty():
        _talk(conversation, json_=json_)
    else:
        for line in _lines(sys.stdin):
            _print(conversation.ask(line), json_=json_)
    raise typer.Exit(tell(faults))


def _determination(
    path: Path, request: str | None, policy_set: str | None, audience: str | None, used: "Settings", search: bool
) -> tuple["Determination", Iterable["Problem"]]:
    """The determination of a file, or of the case in it."""
    from ..api import draft
    from ..intake import load_any

    if (found := read_determination(path, used)) is not None:
        return found, ()
    loaded = load_any(path, request, used.layers, largest=used.largest_case, pack=used.pack)
    drafted = draft(
        loaded.case,
        model="composer",
        policy_set=policy_set,
        audience=audience,
        settings=used,
        pack=loaded.pack,
        search=search,
    )
    return drafted, loaded.faults


def _lines(stream: Iterable[str]) -> Iterator[str]:
    """Questions of a stream, one a line."""
    return (line for line in stream if line.strip())


def _talk(conversation: "Conversation", *, json_: bool) -> None:
    """Asks on the terminal until the user leaves."""
    terminal = console()
    outcome = conversation.opened.outcome
    terminal.print(f"{outcome.case}: {outcome.determination.replace('_', ' ')}. Ask; an empty line ends it.")
    while True:
        try:
            line = input("? ").strip()
        except EOFError:
            return
        if not line or line.lower() in LEAVE:
            return
        _print(conversation.ask(line), json_=json_)


def _print(answer: "Answer", *, json_: bool, indent: int | None = None) -> None:
    from ..render import render_answer

    if json_:
        typer.echo(answer.model_dump_json(indent=indent))
    else:
        typer.echo(render_answer(answer))
