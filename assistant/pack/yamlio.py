"""Reading YAML into typed values. What is wrong is told with file, line and field, all of a file at once.

The fast way (C loader, validation from JSON) keeps no line numbers; they are found again only when something is wrong.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from ..errors import AssistantError, CorpusError, Problem, Where
from .explain import problems_of

T = TypeVar("T")

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

CORPUS_LIMIT: Final = 4_000_000
"""Largest corpus file, in bytes; a hand-written one stays far below."""
EXPANDED_LIMIT: Final = 2_000_000
"""Most values a file may stand for once its aliases (`*name`) are written out."""
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?(.*)\Z", re.DOTALL | re.MULTILINE)
_ADVICE = {
    "tab character": "Indent with spaces; YAML does not allow tabs.",
    "found character '\\t'": "Indent with spaces; YAML does not allow tabs.",
    "mapping values are not allowed": "A text that contains ': ' needs quotes, or the indentation is off.",
    "could not find expected ':'": "A field is written 'name: value', with a space behind the colon.",
    "did not find expected key": "Check indentation and quotes here and in the line above.",
    "did not find expected '-' indicator": "Check the indentation of the list.",
    "while scanning a quoted scalar": "A quotation mark is not closed.",
    "found unexpected end of stream": "A quotation mark or bracket is not closed.",
}


def read_bytes(path: Path, *, limit: int = CORPUS_LIMIT, fault: type[AssistantError] = CorpusError) -> bytes:
    """The content of a file of at most `limit` bytes. Raises `fault`."""
    where = Where(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise fault("this is a folder; a file is needed.", where=where)
        if size > limit:
            remedy = f"Files of up to {_megabytes(limit)} are read. Shorten it or split it."
            raise fault(f"the file is too large ({_megabytes(size)}).", where=where, remedy=remedy)
        return path.read_bytes()
    except FileNotFoundError:
        raise fault("there is no such file.", where=where, remedy="Check the path.") from None
    except OSError as error:
        raise fault(f"the file cannot be read: {error.strerror or error}.", where=where) from None


def parse(data: bytes, file: Path | str, *, fault: type[AssistantError] = CorpusError) -> Any:
    """The content of a YAML document as plain JSON values; dates become ISO text. Raises `fault`."""
    node = compose(data, file, fault=fault)
    try:
        loader = Loader("")
        try:
            return _plain(loader.construct_document(node))
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise fault(**_syntax(error, file)) from None
    except (ValueError, OverflowError) as error:
        raise fault(f"a value cannot be read: {error}.", where=Where(file)) from None


def compose(data: bytes, file: Path | str, *, fault: type[AssistantError] = CorpusError) -> yaml.Node:
    """The YAML document with line marks, free of duplicate keys. Raises `fault`."""
    text = decode(data, file, fault=fault)
    try:
        node = yaml.compose(text, Loader=Loader)
        if node is None:
            raise fault("the file is empty.", where=Where(file))
        if _expanded(node, {}) > EXPANDED_LIMIT:
            raise fault("its aliases (*name) stand for too many values.", where=Where(file), remedy="Write them out.")
        if found := list(_duplicates(node)):
            problems = [_duplicate(key, first, Where(file, key.start_mark.line + 1)) for key, first in found]
            raise _together(problems, file, fault)
    except yaml.YAMLError as error:
        raise fault(**_syntax(error, file)) from None
    except RecursionError:
        raise fault("it is nested too deeply, or an alias contains itself.", where=Where(file)) from None
    return node


def decode(data: bytes, file: Path | str, *, fault: type[AssistantError] = CorpusError) -> str:
    """Text of UTF-8 bytes; a byte-order mark is dropped. Raises `fault` with the line of the first bad byte."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise fault(
            f"byte {data[error.start]:#04x} is not UTF-8.", where=Where(file, line), remedy="Save the file as UTF-8."
        ) from None


def load(type_: type[T], data: bytes, file: Path | str, *, fault: type[AssistantError] = CorpusError) -> T:
    """The typed value of a YAML document. Raises `fault`, which lists everything that is wrong."""
    return validate(type_, json.dumps(parse(data, file, fault=fault)), data, file, fault=fault)


def validate(
    type_: type[T], text: str | bytes, data: bytes, file: Path | str, *, fault: type[AssistantError] = CorpusError
) -> T:
    """The typed value of JSON text that was made from the YAML document `data`. Raises `fault`."""
    try:
        value: T = _adapter(type_).validate_json(text)
        return value
    except ValidationError as error:
        raise _together(problems_of(error, type_, compose(data, file, fault=fault), file), file, fault) from None


def load_part(type_: type[T], data: bytes, file: Path) -> T:
    """The typed value of a corpus file; of a Markdown file its front matter, with the text behind it as `summary`. Raises CorpusError."""
    if file.suffix != ".md":
        return load(type_, data, file)
    front, body = front_matter(data, file)
    tree = parse(front, file)
    return validate(type_, json.dumps({**tree, "summary": body} if isinstance(tree, dict) else tree), front, file)


def _adapter(type_: Any) -> TypeAdapter[Any]:
    """The validator of a type; made once, because making it is slow."""
    if type_ not in _ADAPTERS:
        _ADAPTERS[type_] = TypeAdapter(type_)
    return _ADAPTERS[type_]


def front_matter(data: bytes, file: Path | str, *, fault: type[AssistantError] = CorpusError) -> tuple[bytes, str]:
    """The YAML between two lines `---` (with its line numbers kept) and the text behind it. Raises `fault`."""
    match = _FRONT.match(decode(data, file, fault=fault))
    if match is None:
        raise fault("it does not begin with front matter between two lines of '---'.", where=Where(file, 1))
    return b"\n" + match[1].encode(), match[2].strip()


def yaml_of(file: Path, content: bytes) -> bytes:
    """The YAML of a corpus file: the whole of it, or the front matter of a Markdown file."""
    return front_matter(content, file)[0] if file.suffix == ".md" else content


def _together(problems: list[Problem], file: Path | str, fault: type[AssistantError]) -> AssistantError:
    if len(problems) == 1:
        only = problems[0]
        return fault(only.message, where=only.where, remedy=only.remedy, problems=())
    return fault(f"{len(problems)} things are wrong.", where=Where(file), problems=problems)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_key(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError(f"{value!r} is of a type that is not used here")


def _key(key: Any) -> str:
    """Keys are text: a bare number, date or yes is taken as YAML reads it."""
    return key if isinstance(key, str) else str(_plain(key)).lower() if isinstance(key, bool) else str(_plain(key))


def _expanded(node: yaml.Node, sizes: dict[int, int]) -> int:
    """How many values a node stands for, aliases written out."""
    if isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) not in sizes:
        parts = node.value if isinstance(node, yaml.SequenceNode) else [n for pair in node.value for n in pair]
        sizes[id(node)] = 1 + sum(_expanded(part, sizes) for part in parts)
    return sizes[id(node)]


def _duplicates(node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Keys that stand twice in one mapping, each with its first place."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key, seen[key.value]
                seen.setdefault(key.value, key)
            yield from _duplicates(value)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _duplicates(part)


def _duplicate(key: yaml.Node, first: yaml.Node, where: Where) -> Problem:
    line = first.start_mark.line + 1
    return Problem(f"'{key.value}' stands twice in one mapping (first in line {line}).", where, "Keep one of them.")


def _syntax(error: yaml.YAMLError, file: Path | str) -> dict[str, Any]:
    """Arguments of the error for text that is not YAML."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or error}".strip()
    remedy = next(
        (advice for sign, advice in _ADVICE.items() if sign in said), "Check indentation and quotes near this line."
    )
    return {
        "message": f"this is not valid YAML: {' '.join(said.split())}.",
        "where": Where(file, None if mark is None else mark.line + 1),
        "remedy": remedy,
    }


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
