"""Replies as a language model would give them, written by hand from the rendered prompts alone, at three qualities.

They name points, facts of the record, criteria and outcomes by the ids of their prompt; `ids.yaml` keeps what these stood
for, so that `python -m evals.replies` can give them the ids of today's prompts when the composer tells other points. What has
no match is marked and remembered: it is counted apart, and finds its point again when that comes back.
"""

import json
from difflib import get_close_matches
from itertools import count
from pathlib import Path
from typing import Any, Final

from assistant.api import compose_case
from assistant.intake import load_case
from assistant.settings import Settings
from assistant.writer.brief import briefs

HERE: Final = Path(__file__).parent
CASES: Final = HERE.parent / "cases"
IDS: Final = HERE / "ids.yaml"
ALIKE: Final = 0.75
"""From this likeness of its words on, a point is the same point."""
GONE: Final = "-gone"
"""Stands in an id that no prompt of today knows: the statement answers a prompt that has changed since."""
Meanings = dict[str, dict[str, str]]
"""What each id stands for, by section."""


def meanings(case: str) -> Meanings:
    """What the ids of today's prompts stand for."""
    loaded = load_case(CASES / f"{case}.yaml")
    made = compose_case(loaded.case, pack=loaded.pack, search=False, settings=Settings())
    return {b.section.id: _words(json.loads(b.material)) for b in briefs(made.draft, made.context, made.ground)}


def rekeyed(sections: dict[str, Any], old: Meanings, new: Meanings) -> tuple[dict[str, Any], list[str]]:
    """A reply with the ids of today, and the ids that have no match: these are marked, and no prompt knows them."""
    lost: list[str] = []
    result = {}
    for name, statements in sections.items():
        used = {id for s in statements for id in (*s["points"], *s["basis"])}
        today = _matches({id: told for id, told in old.get(name, {}).items() if id in used}, new.get(name, {}))
        marked = gone(old.get(name, {}))

        def of(id: str, today: dict[str, str | None] = today, marked: dict[str, str] = marked, name: str = name) -> str:
            found = today.get(id, id)
            if found is None:
                lost.append(f"{name} {id}")
                return marked[id]
            return found

        result[name] = [
            s | {"points": [of(id) for id in s["points"]], "basis": [of(id) for id in s["basis"]]} for s in statements
        ]
    return result, lost


def gone(words: dict[str, str]) -> dict[str, str]:
    """For each id of one section the mark that it has once no prompt knows it. Two ids never share one."""
    names = {id: id for id in words if GONE in id}
    for id, told in words.items():
        if id not in names:
            marks = (f"{id}{GONE}{n}" if n > 1 else f"{id}{GONE}" for n in count(1))
            names[id] = next(m for m in marks if words.get(m, told) == told)
    return names


def kept(reply: dict[str, Any], old: Meanings) -> Meanings:
    """What the ids of a reply stood for that have no match today: the point may come back."""
    found: Meanings = {}
    for name, statements in reply["sections"].items():
        before = {mark: old[name][id] for id, mark in gone(old.get(name, {})).items()}
        used = {id for s in statements for id in (*s["points"], *s["basis"])} & before.keys()
        if used:
            found[name] = {id: before[id] for id in sorted(used)}
    return found


def written(reply: dict[str, Any]) -> str:
    """A file: one statement a line."""
    rows = ",\n".join(
        f"  {json.dumps(name)}: [\n"
        + ",\n".join(f"   {json.dumps(s, ensure_ascii=False)}" for s in statements)
        + "\n  ]"
        for name, statements in reply["sections"].items()
    )
    head = f' "case": {json.dumps(reply["case"])},\n "quality": {json.dumps(reply["quality"])},\n'
    return f'{{\n{head} "sections": {{\n{rows}\n }}\n}}\n'


def _matches(old: dict[str, str], new: dict[str, str]) -> dict[str, str | None]:
    """For each id of old the id of new of the same kind with the same words, or with the most alike."""
    found: dict[str, str | None] = {}
    free = dict(new)
    for same in (True, False):
        for id, words in old.items():
            if found.get(id) is not None:
                continue
            there = {w: k for k, w in reversed(free.items()) if k[0] == id[0]}
            alike = [words] if words in there else [] if same else get_close_matches(words, there, 1, ALIKE)
            found[id] = there[alike[0]] if alike else None
            if alike:
                del free[there[alike[0]]]
    return found


def _words(material: dict[str, Any]) -> dict[str, str]:
    """What stands behind each id of a section."""
    told = {p["id"]: f"{p.get('label', '')} {p['text']}".strip() for p in material["points"]}
    told |= {r["id"]: f"{r['marker']} {r['quote']}" for r in material["record"]}
    told |= {c["id"]: f"{c.get('label', '')} {c.get('text', '')}".strip() for c in material["criteria"]}
    return told | {o["id"]: o["of"] for o in material["outcomes"]}
