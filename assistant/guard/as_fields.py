"""A text as fields: the report of a system in JSON, told as Markdown, with one piece for each value."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

_FENCED: Final = re.compile(r"^```(?:json)?\s*\n(.*)\n```\s*$", re.DOTALL)
_SAID: Final = 4
"""Words from which a value is a sentence of its own, and none that its name explains."""
_REFERENCES: Final = re.compile(
    r"^(?:references?|sources?|citations?|bibliography|documents?(?: reviewed| list)?|records? reviewed|evidence list)$"
)
_CITED: Final = re.compile(r"^(?:cit(?:e|es|ed|ations?)|refs?|references?|sources?|source ids?|evidence ids?)$")
_NUMBER: Final = re.compile(r"^(?:id|n|no|number|num|ref|index|key|marker)$")
_OF_SYSTEM: Final = re.compile(
    r"\b(?:ids?|uuid|version|schema|timestamp|generated(?: at| by| on)?|created(?: at| by| on)?)$"
)
"""Ends the name of a value that says nothing of the case."""
_PLACED: Final = ("code", "cpt", "cpt code", "procedure code", "level", "levels", "side", "laterality")
"""Values that together name one thing."""
_MARK: Final = re.compile(r"^\[?\s*(?P<mark>[RA]?\d{1,2})\s*\]?$")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def from_fields(text: str) -> str:
    """Markdown of a text in JSON; another text as it is."""
    stripped = text.strip()
    fenced = _FENCED.match(stripped)
    inner = fenced[1].strip() if fenced else stripped
    if inner[:1] not in ("{", "["):
        return text
    try:
        value = json.loads(inner)
    except ValueError:
        return text
    if not isinstance(value, dict | list):
        return text
    return "\n\n".join(_told("", value))


def _name(key: str) -> str:
    return " ".join(_CAMEL.sub(" ", key.replace("_", " ").replace("-", " ")).split()).lower()


def _told(name: str, value: Any) -> Iterator[str]:
    """The pieces of a value below its name."""
    if isinstance(value, dict):
        if name:
            yield f"## {name.capitalize()}"
        plain = {key: inner for key, inner in value.items() if not isinstance(inner, dict | list)}
        marks = "".join(_marks(inner) for key, inner in value.items() if _CITED.match(_name(key)))
        for key, inner in plain.items():
            if not (_CITED.match(_name(key)) and _marks(inner)):
                yield from _line(_name(key), inner, marks)
        for key, inner in value.items():
            if isinstance(inner, dict | list) and not (_CITED.match(_name(key)) and _marks(inner)):
                yield from _told(_name(key), inner)
    elif isinstance(value, list) and _REFERENCES.match(name):
        yield "## References"
        yield "\n".join(_entry(n, entry) for n, entry in enumerate(value, start=1))
    elif isinstance(value, list):
        if name:
            yield f"## {name.capitalize()}"
        for inner in value:
            yield from _item(inner) if isinstance(inner, dict) else _told("", inner)
    else:
        yield from _line("", value, "")


def _line(name: str, value: Any, marks: str) -> Iterator[str]:
    """A single value: a sentence by itself, or what its name says."""
    if value is None or value == "" or _OF_SYSTEM.search(name):
        return
    words = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    if name and len(words.split()) < _SAID:
        yield f"- {name.capitalize()}: {_cited(words, marks)}"
    else:
        yield _cited(words, marks)


def _item(fields: dict[str, Any]) -> Iterator[str]:
    """One of a list of things: its values one after another, each with the sources that the thing cites."""
    marks = "".join(_marks(value) for key, value in fields.items() if _CITED.match(_name(key)))
    short, long, placed = list[str](), list[str](), list[str]()
    for key, value in fields.items():
        name = _name(key)
        if (_CITED.match(name) and _marks(value)) or value is None or _NUMBER.match(name):
            continue
        if isinstance(value, dict | list):
            long += list(_told("", value))
        elif name in _PLACED:
            placed.append(f"at {value}" if placed and name.startswith("level") else str(value))
        elif len(str(value).split()) >= _SAID:
            long.append(_cited(str(value), marks))
        else:
            short.append(str(value))
    short = [" ".join(placed), *short] if placed else short
    if short:
        yield f"- {_cited(': '.join(short), '' if long else marks)}"
    yield from long


def _cited(words: str, marks: str) -> str:
    """Words with the marks of what they rest on before their full stop."""
    bare = words.rstrip()
    if not marks or re.search(r"\[[RA]?\d", bare):
        return bare
    return f"{bare.rstrip('.')} {marks}."


def _marks(value: Any) -> str:
    """The citations that a value gives by their numbers; empty where it gives none."""
    entries = value if isinstance(value, list) else [value]
    found = [_MARK.match(str(entry)) for entry in entries if not isinstance(entry, bool | dict | list)]
    return (
        "".join(f"[{m['mark']}]" for m in found if m) if entries and len(found) == len(entries) and all(found) else ""
    )


def _entry(n: int, entry: Any) -> str:
    """One entry of a list of references, by its own number or its place."""
    if not isinstance(entry, dict):
        words = str(entry)
        return words if re.match(r"\s*\[", words) else f"[{n}] {words}"
    number = next(
        (m["mark"] for k, v in entry.items() if _NUMBER.match(_name(k)) and (m := _MARK.match(str(v)))), str(n)
    )
    words = ", ".join(str(v) for k, v in entry.items() if not _NUMBER.match(_name(k)) and v not in (None, ""))
    return f"[{number}] {words}"
