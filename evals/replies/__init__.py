"""Replies as a language model would give them, written by hand from the rendered prompts alone, at three qualities.

They name points, facts of the record, criteria and outcomes by the ids of their prompt, which say what is meant and not where
it stands: a reply goes on answering a point for as long as the composer makes it, in whatever words and place. A statement
that names what the prompts of today no longer have is counted apart.
"""

import json
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
CASES: Final = HERE.parent / "cases"


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
