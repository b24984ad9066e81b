"""Paths to texts: files of several kinds and folders of them, or what is piped in, together one record.

What a file is shows in its first bytes, not in its name.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..errors import InputError, Problem, Where
from ..pack.yamlio import decode, read_bytes
from .mail import mailed, parts_of
from .markup import marked, plain, rich
from .tabulated import ENDINGS, table_of, tabulated
from .text.running import without_running_lines
from .text.sources import Source
from .typed import recoded, typed

PIPED: Final = Path("-")
"""Stands for what is piped in."""
UNREAD: Final = {
    ".doc": "Save it as .docx, PDF or plain text.",
    ".odt": "Save it as .docx, PDF or plain text.",
    ".xml": "Ask for the bundle in JSON, or save the text as plain text.",
    ".ccda": "Ask for a FHIR bundle in JSON, or for the text.",
    ".yaml": "A case file is read alone.",
    ".yml": "A case file is read alone.",
}
"""Kinds that are not read as a part of a record, with what to do."""
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"})
WINDOWS: Final = frozenset(
    b"\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa7\xae\xb0\xb1\xb2\xb3\xb5\xb7\xbc\xbd\xbe\xd7\xe1\xe4\xe8\xe9\xed\xf1\xf3\xf6\xfc"
)
"""Bytes beyond ASCII that a text from such a machine may hold: quotes, dashes, signs, a few letters."""
_CONTROL = re.compile(r"[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Told = Callable[[str], None]


@dataclass(slots=True)
class Inputs:
    """What the paths hold."""

    sources: list[Source] = field(default_factory=list)
    bundles: list[tuple[str, bytes]] = field(default_factory=list)
    """Structured records, with their names."""
    problems: list[Problem] = field(default_factory=list)
    """What was passed over, or read in a way that a person should look at."""


def read_inputs(paths: Sequence[Path], largest: int, told: Told = lambda step: None) -> Inputs:
    """The content of files and folders, in the order given and by name within a folder. `told` hears of each file.

    Raises:
        InputError: a file is missing, empty, too large, damaged, locked or of a kind that is not read; a folder holds nothing that is
            read. Within a folder, such a file is passed over and told.
    """
    inputs = Inputs()
    total = 0
    for path in paths:
        files = list(_files(path))
        faults: list[Problem] = []
        for file in files:
            told(f"reading {file.name}")
            try:
                data = _data(file, largest)
                total += len(data)
                if total > largest:
                    raise _TooLarge(
                        f"the record is too large: more than {largest / 1e6:.1f} MB.",
                        where=Where(file),
                        remedy="Leave out what is not part of it, or raise the setting largest_case.",
                    )
                name = "standard input" if file == PIPED else str(file)
                add(inputs, name, file.suffix.lower(), data, told)
            except _TooLarge:
                raise
            except InputError as error:
                if not path.is_dir():
                    raise
                faults += _passed_over(error)
        if path.is_dir() and len(faults) == len(files):
            raise InputError("this folder holds nothing that can be read.", where=Where(path), problems=faults)
        inputs.problems += faults
    return inputs


def _passed_over(error: InputError) -> list[Problem]:
    return [Problem(f"passed over: {p.message}", p.where, p.remedy, warning=True) for p in error.all_problems()]


class _TooLarge(InputError):
    """The record as a whole."""


def _files(path: Path) -> Iterator[Path]:
    """The file, or all files below a folder by name; hidden ones are left alone."""
    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(names) if not name.startswith("."))


def _data(file: Path, largest: int) -> bytes:
    return sys.stdin.buffer.read(largest + 1) if file == PIPED else read_bytes(file, limit=largest, fault=InputError)


def add(inputs: Inputs, name: str, suffix: str, data: bytes, told: Told) -> None:
    """Reads one file as what it is. Raises InputError."""
    data = recoded(data)
    if not data.strip():
        raise InputError("the file is empty.", where=Where(name))
    if data[:1024].lstrip()[:5] == b"%PDF-":
        from .pdf import read_pdf

        source, problems = read_pdf(name, data, told)
        inputs.sources.append(source)
        inputs.problems += problems
    elif data[:4] == b"PK\x03\x04":
        from .word import read_word

        inputs.sources.append(Source(name, cleaned(read_word(name, data), name)))
    elif suffix in PICTURES:
        from .scan import read_picture

        inputs.sources.append(Source(name, cleaned(read_picture(name, data), name)))
        inputs.problems.append(_recognised(name))
    elif data.lstrip()[:5] == b"{\\rtf":
        inputs.sources.append(paged(name, rich(data.decode("cp1252", "replace"))))
    elif mailed(data):
        _mail(inputs, name, data, told)
    elif suffix in UNREAD:
        raise InputError(f"a file of the kind {suffix} is not read.", where=Where(name), remedy=UNREAD[suffix])
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b'"resourceType"' in data:
        inputs.bundles.append((name, data))
    else:
        if b"\0" in data[:4096]:
            raise InputError(
                "this is not a text file.", where=Where(name), remedy="Give the record as text, PDF, .docx or FHIR."
            )
        text = _decoded(data, name)
        inputs.sources.append(
            paged(name, plain(text) if marked(data) else table_of(text) if suffix in ENDINGS else tabulated(text))
        )


def _mail(inputs: Inputs, name: str, data: bytes, told: Told) -> None:
    """The text of a mail, and each attachment as what it is; one that is not read is told."""
    held = len(inputs.sources), len(inputs.bundles)
    for attached, suffix, content in parts_of(data):
        called = f"{name}#{attached}" if attached else name
        told(f"reading {attached or 'the mail'}")
        try:
            add(inputs, called, suffix, content, told)
        except InputError as error:
            if attached:
                inputs.problems += _passed_over(error)
    if (len(inputs.sources), len(inputs.bundles)) == held:
        raise InputError("this mail holds no text.", where=Where(name), problems=inputs.problems)


def _decoded(data: bytes, name: str) -> str:
    """The text of bytes, UTF-8 or that of a Windows machine whose only further signs are usual ones. Raises InputError."""
    if set(data.translate(None, bytes(range(128)))) <= WINDOWS:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252")
    return decode(data, Path(name), fault=InputError)


def paged(name: str, text: str) -> Source:
    """A text in which form feeds part pages."""
    pages = [cleaned(page, name, empty=True) for page in text.strip("\f").split("\f")]
    if not any(page.strip() for page in pages):
        raise InputError("the file is empty.", where=Where(name))
    return source_of(name, pages) if len(pages) > 1 else Source(name, pages[0])


def source_of(name: str, pages: Sequence[str]) -> Source:
    """Pages as one text that keeps at which line each begins."""
    starts, line = [], 1
    pages = without_running_lines(pages)
    for page in pages:
        starts.append(line)
        line += page.count("\n") + 1
    return Source(name, "\n".join(pages), tuple(starts))


def cleaned(text: str, name: str, *, empty: bool = False) -> str:
    """The text with plain line ends and spaces. Raises InputError where nothing is left, unless it may be `empty`."""
    text = typed(text).replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    text = "\n".join(row.rstrip() for row in _CONTROL.sub(" ", text).split("\n"))
    if not text.strip() and not empty:
        raise InputError("it holds no text.", where=Where(name))
    return text


def _recognised(name: str) -> Problem:
    return Problem(
        "this picture was read by text recognition.",
        Where(name),
        "Compare it with the original: letters and figures may be wrong.",
        warning=True,
    )
