"""What models add to the form of a reply, taken off before it is read: fences, wrappings, further keys, brackets round ids, list marks,
citation numbers. None of it is content: no word, figure, name or marker is changed or made up.
"""

import json
import re
from typing import Any, Final

_SPACES: Final = re.compile(r"[\u00a0\u2007\u2009\u202f]")
_NOTHING: Final = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff]")
_MARKUP: Final = re.compile(r"(?<![\w*])(\*\*|__|\*)(?=\S)([^*_]*?\S)\1(?![\w*])")
_LISTED: Final = re.compile(r"^\s*(?:[-*\u2022\u2013]\s+|\(?\d{1,2}[.)]\s+(?=[A-Z\u201c\"]))")
_QUOTED: Final = re.compile(r"\u201c[^\u201d]*\u201d|\"[^\"]*\"")
_NUMBERS: Final = re.compile(r"\s?\[R?\d{1,3}(?:\s?[,;\u2013-]\s?R?\d{1,3})*\]")
_FIGURE: Final = re.compile(r"(?:CI|interval|range|between|of|from|by)\s*$")
"""Before what is a figure in square brackets, and no citation."""
_REF: Final = r"(?:record:[\w.-]+|[\w.-]+#f\d+)"
_SINGLE: Final = re.compile(rf"(?<![\[\w])[\[(\u3010]{{1,2}}\s*({_REF}(?:\s*[,;]\s*{_REF})*)\s*[\])\u3011]{{1,2}}")
_SEVERAL: Final = re.compile(rf"\[\[\s*({_REF}(?:\s*[,;]\s*{_REF})*)\s*\]\]")
_AFTER: Final = re.compile(r"([.?!])(\s*)((?:\s*\[\[[^\]]+\]\])+)\s*(?=$|[A-Z\u201c\"])")
_KEYS: Final = ("type", "text", "points", "basis")


def found(text: str) -> Any:
    """The JSON value of a reply, whatever stands round it. Raises ValueError where there is none, or more than one."""
    try:
        return json.loads(text)
    except ValueError:
        pass
    decoder, values, at = json.JSONDecoder(), [], 0
    while (at := _start(text, at)) >= 0:
        try:
            value, at = decoder.raw_decode(text, at)
            values.append(value)
        except ValueError:
            raise ValueError("a value that does not end") from None
    if len(values) != 1:
        raise ValueError("no JSON value, or several")
    return values[0]


def _start(text: str, at: int) -> int:
    """Where the next object or list of objects begins; -1: nowhere."""
    begun = re.compile(r"\{\s*\"|\[\s*\{").search(text, at)
    return begun.start() if begun else -1


def listed(value: Any) -> list[Any] | None:
    """The statements of a reply: under their key, in an object of one key, or the list itself; None where there are none."""
    if isinstance(value, list):
        return value if value and all(isinstance(entry, dict) for entry in value) else None
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("statements"), list):
        return value["statements"]  # type: ignore[no-any-return]
    inner = list(value.values())
    return listed(inner[0]) if len(inner) == 1 and isinstance(inner[0], dict) else None


def entry(value: Any) -> Any:
    """One statement with the keys of its form alone, its ids without brackets, its text without marks of a page."""
    if not isinstance(value, dict):
        return value
    own = {key: value[key] for key in _KEYS if key in value}
    for key in ("points", "basis"):
        own[key] = _ids(own.get(key))
    if isinstance(own.get("type"), str):
        own["type"] = re.sub(r"[\s-]+", "_", own["type"].strip().lower())
    if isinstance(own.get("text"), str):
        own["text"] = tidied(own["text"])
        if isinstance(own["basis"], list):  # what a statement cites is no further basis
            own["basis"] = [id for id in own["basis"] if f"[[{id}]]" not in own["text"]]
    return own


def _ids(value: Any) -> Any:
    """Ids as a list, without what stands round them; what is no id is left for the form to refuse."""
    if value is None:
        return []
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(id, str) for id in values):
        return value
    parts = (part.strip(" []()\"'`#") for id in values for part in re.split(r"[,;]\s*", id))
    return [part for part in parts if part]


def tidied(text: str) -> str:
    """A text without markup, list marks and citation numbers, its markers in their own form and before the full stop."""
    plain = _NOTHING.sub("", _SPACES.sub(" ", text)).replace("\u2011", "-")
    plain = _LISTED.sub("", plain)
    plain = _SINGLE.sub(lambda m: f"[[{m[1]}]]", plain)
    plain = _SEVERAL.sub(lambda m: "".join(f"[[{ref}]]" for ref in re.findall(_REF, m[1])), plain)
    parts, at = [], 0
    for quote in _QUOTED.finditer(plain):
        parts += [_bare(plain[at : quote.start()]), quote[0]]
        at = quote.end()
    plain = "".join((*parts, _bare(plain[at:])))
    return _AFTER.sub(lambda m: f" {m[3].strip()}{m[1]}{' ' if m.end() < len(plain) else ''}", plain)


def _bare(text: str) -> str:
    plain = _MARKUP.sub(r"\2", text)
    return _NUMBERS.sub(lambda m: m[0] if _FIGURE.search(plain[: m.start()]) else "", plain)
