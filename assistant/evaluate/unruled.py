"""What a model is told where it is not told what the rules decided: the record, the passages, and none of the outcomes."""

import json
from dataclasses import replace

from ..writer import Brief, Message
from ..writer.prompts import Prompts, as_json

DECIDED = ("criteria", "outcomes", "determination", "by_the_criteria")
"""Parts of the material that hold what the rules say."""


def unruled(brief: Brief, prompts: Prompts, audience: str) -> tuple[Message, ...]:
    """The opening of a section without rules. Points that rest on a criterion or an outcome are left out with them."""
    material = {name: value for name, value in json.loads(brief.material).items() if name not in DECIDED}
    material["request"] = [{k: v for k, v in line.items() if k != "is"} for line in material["request"]]
    free = {p.id for p in brief.points if not (p.statement.basis.criteria or p.statement.basis.outcomes)}
    material["points"] = [p for p in material["points"] if p["id"] in free]
    given = replace(brief, material=as_json(material))
    told = prompts.render("unruled", audience=audience, fence=given.fence, form=given.form)
    # The heading of a section may state its verdict; its kind does not.
    title = brief.section.id.replace("_", " ").replace("-", " ")
    asked = prompts.render("material", fence=given.fence, material=given.material, title=title)
    return Message("system", told), Message("user", asked)
