"""What several commands share: options, faults told on the error stream, what it says before words leave the machine."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Problem, Where

if TYPE_CHECKING:
    from rich.console import Console

    from ..intake.load import Loaded
    from ..model.document import Determination
    from ..pack.pack import Pack
    from ..settings import Settings
    from ..writer.models import Destination

REFUSED = 8
"""Exit code of `assistant guard` on a document in which something is wrong."""
FAULTS = 3
"""Exit code of a command that did its work on a case in which something has to be corrected."""


def knowledge() -> tuple["Settings", "Pack"]:
    """The settings and the pack they name, for commands that read no case. Raises SettingsError or CorpusError."""
    from ..pack import load_pack
    from ..settings import load_settings

    settings = load_settings()
    return settings, load_pack(settings.pack, settings.layers)


def loaded_from(path: Path | None, question: str | None, used: "Settings") -> "Loaded":
    """The case that a command is given; on a terminal it says how far the reading of a record is. Raises what `load_any` raises."""
    from ..intake import is_case_file, load_any

    if path is None or is_case_file(path):
        return load_any(path, question, used.layers, largest=used.largest_case, pack=used.pack)
    with console(errors=True).status("reading the record") as status:
        return load_any(path, question, used.layers, largest=used.largest_case, pack=used.pack, told=status.update)


def day(text: str | None) -> date | None:
    """A date option. Raises InputError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"'{text}' is not a date.", remedy="Write it as 2026-11-21.") from None


def tell(faults: Iterable[Problem]) -> int:
    """Faults on the error stream; the exit code they call for."""
    count = 0
    for fault in faults:
        print(f"assistant: {fault}", file=sys.stderr)
        count += 1
    return FAULTS if count else 0


def read_determination(path: Path, used: "Settings") -> "Determination | None":
    """The determination in a file; None where the file holds something else. Raises InputError for one that is damaged."""
    from pydantic import ValidationError

    from ..errors import InputError
    from ..model.document import Determination
    from ..pack.yamlio import read_bytes

    if path.suffix.lower() != ".json":
        return None
    data = read_bytes(path, limit=used.largest_case, fault=InputError)
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None  # the loader of cases says where it is wrong
    if not isinstance(content, dict) or not {"outcome", "header"} <= content.keys():
        return None
    try:
        return Determination.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise InputError(
            f"this is no whole determination: {first['msg']}.",
            where=Where(path, field=".".join(map(str, first["loc"]))),
            remedy="Draft it again with `assistant draft --format json`, or give the case itself.",
        ) from None


def formats_of(given: list[str] | None) -> tuple[str, ...]:
    """The forms that are asked for; the usual ones where none is. Raises InputError."""
    from ..render import FORMATS, USUAL

    if unknown := [f for f in given or () if f not in FORMATS]:
        raise InputError(f"unknown format '{unknown[0]}'.", remedy=f"Possible: {', '.join(FORMATS)}.")
    return tuple(given or USUAL)


def word_template(given: Path | None, settings: "Settings", formats: tuple[str, ...]) -> Path | None:
    """The Word template in force; what it lacks is told on the error stream. Raises InputError."""
    from ..render import missing_styles

    if "docx" not in formats:
        if given is not None:
            raise InputError("a template is for a document in Word.", remedy="Add --format docx, or leave it out.")
        return None
    chosen = settings.docx_template if given is None else given
    if not isinstance(chosen, Path):
        return None
    tell(missing_styles(chosen))
    return chosen


def say(chosen: "Destination | None", settings: "Settings") -> None:
    """What is about to leave the machine, and where to, on the error stream; nothing where nothing does.

    Raises SettingsError: a limit that cannot be kept. Then nothing leaves, and nothing is said to.
    """
    from ..writer.limits import limits_of
    from ..writer.models import plain_http, traced

    if chosen is None or not chosen.host:
        return
    limits_of(settings, chosen)
    print(f"assistant: {chosen.notice}", file=sys.stderr)
    if names := traced():
        print(f"assistant: {', '.join(names)} ask for tracing; it stays off.", file=sys.stderr)
    tell(filter(None, [plain_http(chosen)]))


def say_second(settings: "Settings") -> None:
    """The same of a second opinion."""
    if settings.second_opinion != "none":
        from ..opinion import notice_of

        if said := notice_of(settings):
            print(f"assistant: {said}", file=sys.stderr)


def console(*, errors: bool = False) -> "Console":
    """A terminal that prints what it is given: brackets in a text are no instructions to it."""
    from rich.console import Console

    return Console(stderr=errors, markup=False, emoji=False, highlight=False)
