"""What an operation serves: a line said to follow another follows one that the checker found it to go with."""

from collections.abc import Iterator

from ..model.document import Violation
from .reading import Reading


def followed(reading: Reading) -> Iterator[Violation]:
    """`code-mismatch`: a code told as the one followed, which no criterion of the basis asked."""
    lists, ground = reading.ground.lists, reading.ground
    if reading.tells_sources or not lists.following.touches(reading.text.runs):
        return
    nodes = (node for key in reading.statement.basis.criteria for node in ground.nodes_of(key))
    lines = {id for node in nodes if node.operator == "line" for id in node.detail.get("lines", "").split(",")}
    asked = {ground.lines[id].code for id in lines if id in ground.lines}
    if not asked:
        return
    codes = [f for f in reading.analysed.figures if f.kind == "code" and not reading.quoted(f.start)]
    for match in lists.following.finditer(reading.text.lower):
        _, stop = reading.text.clause_at(match.start())
        for figure in codes:
            if reading.text.lower.endswith("for ", match.end(), figure.start):
                continue  # "what it serves is there for A": A is what serves
            if match.end() <= figure.start < stop and str(figure.key) not in asked:
                named = ", ".join(sorted(asked))
                yield reading.violation("code-mismatch", figure.text, f"What it follows is {named}.")
