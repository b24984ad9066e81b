"""`assistant replay`: a document that a model drafted, or an answer that it gave, made again from the local log, with no network."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ..files import write
from .common import console, formats_of, word_template

if TYPE_CHECKING:
    from ..settings import Settings

DIFFERENT = 3
"""Exit code where the document came out otherwise."""


def replay(
    run: Annotated[
        str, typer.Argument(help="A determination or an answer (JSON) that a model told, or the name of its run.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Folder that the document is written to; none is written without.")
    ] = None,
    format: Annotated[list[str] | None, typer.Option(help="As of assistant draft.")] = None,
) -> None:
    """Draft a run again from the log, and say whether it is the same to the last letter. No model is asked."""
    from ..render import render
    from ..replay import replay as again
    from ..settings import load_settings
    from ..writer import again_of

    used = load_settings()
    formats = formats_of(format)
    look = word_template(None, used, formats)
    file = Path(run)
    name = _run_of(file) if file.suffix == ".json" else run
    if again_of(used, name).options.task == "answer":
        _answer(name, file, used)
    replayed = again(name, used)
    made = replayed.drafted.determination
    screen = console()
    if file.suffix == ".json":
        same = file.read_text("utf-8") == made.model_dump_json(indent=2) + "\n"
        screen.print("The file is what the run came to." if same else "The file is not what the run came to.")
    if replayed.identical:
        screen.print(f"Drafted again, the same to the last letter: {made.title}", soft_wrap=True)
    else:
        screen.print("Drafted again, and it differs: the program or its knowledge has changed since.", soft_wrap=True)
    if out is not None:
        made_forms = render(made, replayed.drafted.ground.case, formats, look)
        files = {out / f"{made.header.case}.{suffix}": content for suffix, content in made_forms.items()}
        write(files)
        for path in files:
            screen.print(f"Wrote {path}", soft_wrap=True)
    raise typer.Exit(0 if replayed.identical else DIFFERENT)


def _answer(run: str, file: Path, used: "Settings") -> NoReturn:
    """Answers a question again, prints the answer, and says whether it is the same."""
    from ..render import render_answer
    from ..replay import replay_answer

    replayed = replay_answer(run, used)
    screen = console()
    if file.suffix == ".json":
        same = json.loads(file.read_bytes()) == replayed.answer.model_dump(mode="json")
        screen.print("The file is what the run came to." if same else "The file is not what the run came to.")
    said = "the same to the last letter" if replayed.identical else "and it differs: the program has changed since"
    screen.print(f"Answered again, {said}.", soft_wrap=True)
    typer.echo(render_answer(replayed.answer))
    raise typer.Exit(0 if replayed.identical else DIFFERENT)


def _run_of(file: Path) -> str:
    """The run that a determination or an answer names. Raises InputError."""
    from ..errors import InputError, Where

    try:
        run = json.loads(file.read_bytes())["guard"]["writer"]["run"]
    except OSError as error:
        raise InputError(f"this cannot be read: {error.strerror or error}.", where=Where(file)) from None
    except (ValueError, KeyError, TypeError):
        raise InputError(
            "this is no determination and no answer that a model told.",
            where=Where(file),
            remedy="Only these have a run in the log.",
        ) from None
    if run == "not_stated":
        raise InputError("no log was kept when this was drafted.", where=Where(file))
    return str(run)
