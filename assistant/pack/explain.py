"""A failed validation in words: file, line, field, what was meant."""

import difflib
import re
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import Problem, Where

_UNSTATED = re.compile(r"literal\['not_stated'\]")
_WORDS = {
    "string_type": "has to be text",
    "int_type": "has to be a whole number",
    "int_parsing": "has to be a whole number",
    "int_from_float": "has to be a whole number",
    "float_type": "has to be a number",
    "float_parsing": "has to be a number",
    "bool_type": "has to be true or false",
    "bool_parsing": "has to be true or false",
    "tuple_type": "has to be a list",
    "list_type": "has to be a list",
    "dict_type": "has to be a mapping (fields with values)",
    "model_type": "has to be a mapping (fields with values)",
    "model_attributes_type": "has to be a mapping (fields with values)",
    "date_type": "has to be a date such as 2026-11-21",
    "date_parsing": "has to be a date such as 2026-11-21",
    "date_from_datetime_parsing": "has to be a date such as 2026-11-21",
    "date_from_datetime_inexact": "has to be a date such as 2026-11-21, without a time of day",
}


def problems_of(error: ValidationError, type_: Any, root: yaml.Node, file: Path | str) -> list[Problem]:
    """One problem for each place that is wrong, in the order of the file."""
    found: dict[tuple[int, str], Problem] = {}
    for details in _relevant(error.errors(include_url=False)):
        path, node, key = _resolve(root, details["loc"])
        unknown, missing = details["type"] == "extra_forbidden", details["type"] == "missing"
        line = (key if unknown and key is not None else node).start_mark.line + 1
        message, remedy = _words(details, type_, node)
        if path and not unknown and not missing:
            message = f"'{path}' {message}"
        place = f"{path} lacks {details['loc'][-1]}" if missing else path
        found.setdefault((line, place), Problem(message, Where(file, line), remedy))
    return [found[mark] for mark in sorted(found)]


def locate(root: yaml.Node, loc: tuple[int | str, ...]) -> int:
    """Line (from 1) of the place that a path of keys and positions leads to, as far as it can be followed."""
    return _resolve(root, loc)[1].start_mark.line + 1


def _relevant(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Errors without those that only follow from another one.

    These are the branch `not_stated` of an optional field whose real branch failed too, and a list that is too short
    because an entry of it was dropped as wrong.
    """
    others = [e["loc"] for e in errors if not _unstated(e["loc"])]
    for error in errors:
        loc = error["loc"]
        if _unstated(loc) and any(other[: len(loc) - 1] == loc[:-1] for other in others):
            continue
        if error["type"] == "too_short" and any(other[: len(loc)] == loc != other for other in others):
            continue
        yield error


def _unstated(loc: tuple[int | str, ...]) -> bool:
    return bool(loc) and isinstance(loc[-1], str) and _UNSTATED.fullmatch(loc[-1]) is not None


def _resolve(root: yaml.Node, loc: tuple[int | str, ...]) -> tuple[str, yaml.Node, yaml.Node | None]:
    """Readable path, node and key node of a place. Parts of `loc` that name a branch of a union are skipped."""
    best: tuple[int, str, yaml.Node, yaml.Node | None] = (0, "", root, None)
    open_ways = [(0, best)]
    while open_ways:
        at, way = open_ways.pop()
        taken, path, node, _ = way
        best = way if taken > best[0] else best
        if at == len(loc):
            continue
        open_ways.append((at + 1, way))
        step = _descend(node, loc[at])
        if step is not None:
            name = f"[{loc[at]}]" if isinstance(loc[at], int) else f".{loc[at]}".lstrip("." if not path else "")
            open_ways.append((at + 1, (taken + 1, path + name, *step)))
    return best[1:]


def _descend(node: yaml.Node, part: int | str) -> tuple[yaml.Node, yaml.Node | None] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == str(part):
                return value, key
    return None


def _words(details: ErrorDetails, type_: Any, node: yaml.Node) -> tuple[str, str | None]:
    kind, loc, context = details["type"], details["loc"], details.get("ctx", {})
    name = str(loc[-1]) if loc else ""
    if kind == "missing":
        return f"the field '{name}' is missing.", f"Add '{name}'."
    if kind == "extra_forbidden":
        known = sorted(set(_fields(type_, loc[:-1])))
        close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
        meant = f", did you mean '{close[0]}'?" if close else "."
        return f"unknown field '{name}'{meant}", None if close or len(
            known
        ) > 15 else f"Fields here: {', '.join(known)}."
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        given = str(details["input"])
        close = difflib.get_close_matches(given, choices, n=1, cutoff=0.6)
        meant = f"; did you mean '{close[0]}'?" if close else "."
        return f"is '{given}'{meant}", f"Possible: {', '.join(choices)}." + _bare(details, node)
    if kind in _WORDS:
        return f"{_WORDS[kind]}.", _bare(details, node).strip() or None
    if kind == "too_short":
        least = context.get("min_length")
        return f"needs at least {least} {'entry' if least == 1 else 'entries'}.", None
    if kind == "string_too_short":
        return "is empty.", None
    if kind == "string_pattern_mismatch":
        return f"is '{details['input']}', which does not have the form {context.get('pattern')}.", None
    if kind == "value_error":
        return f"is wrong: {details['msg'].removeprefix('Value error, ')}.", None
    if kind.startswith("json_invalid"):
        return "cannot be read.", None
    if kind == "test_operator":
        given = ", ".join(details["input"]) if isinstance(details["input"], Mapping) else str(details["input"])
        return f"is not a test: it has '{given}'.", f"{details['msg'][:1].upper()}{details['msg'][1:]}."
    return f"is wrong: {details['msg'][:1].lower()}{details['msg'][1:]}.", None


def _bare(details: ErrorDetails, node: yaml.Node) -> str:
    """YAML reads bare words and figures as other types than text; then quotes help."""
    textual = details["type"] in ("string_type", "literal_error")
    if textual and isinstance(details["input"], bool | int | float) and isinstance(node, yaml.ScalarNode):
        return f" YAML reads {node.value} as {type(details['input']).__name__}; write it in quotes: '{node.value}'."
    return ""


def _fields(type_: Any, loc: tuple[int | str, ...]) -> Iterator[str]:
    """Names of the fields that may stand at a place. Where the way forks, those of each branch."""
    here = list(_members(type_))
    for part in loc:
        deeper = [m for t in here for step in _step(t, part) for m in _members(step)]
        branches = [t for t in here if isinstance(t, type)] if len(here) > 1 else []
        here = [*deeper, *branches] if deeper else here
    for type_ in here:
        if isinstance(type_, type) and issubclass(type_, BaseModel):
            yield from (f.alias or n for n, f in type_.model_fields.items())


def _members(annotation: Any) -> Iterator[Any]:
    """The types an annotation may stand for."""
    if get_origin(annotation) is Annotated:
        yield from _members(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _members(part)
    else:
        yield annotation


def _step(type_: Any, part: int | str) -> Iterator[Any]:
    """The types one step further down."""
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        yield from (f.annotation for n, f in type_.model_fields.items() if part in (n, f.alias))
    elif get_origin(type_) in (tuple, list) and isinstance(part, int):
        yield from (a for a in get_args(type_) if a is not Ellipsis)
    elif get_origin(type_) is dict:
        yield get_args(type_)[1]
