"""What a model is told where it is not told what the rules decided: the record, the passages, and none of the outcomes."""

import json
from dataclasses import replace

from ..writer import Brief
from ..writer.prompts import as_json

DECIDED = ("criteria", "outcomes", "determination", "by_the_criteria")
"""Parts of the material that hold what the rules say."""


def unruled(brief: Brief) -> Brief:
    """The brief without rules. Points that rest on a criterion or an outcome are hidden with them."""
    material = {name: value for name, value in json.loads(brief.material).items() if name not in DECIDED}
    material["request"] = [{k: v for k, v in line.items() if k != "is"} for line in material["request"]]
    hidden = {p.id for p in brief.points if p.statement.basis.criteria or p.statement.basis.outcomes}
    material["points"] = [p for p in material["points"] if p["id"] not in hidden]
    # The heading of a section may state its verdict; its kind does not.
    heading = plain_heading(brief.section.id)
    return replace(brief, material=as_json(material), prompt="unruled", heading=heading, hidden=frozenset(hidden))


def plain_heading(kind: str) -> str:
    """The kind of a section in words."""
    return kind.replace("_", " ").replace("-", " ").capitalize()
