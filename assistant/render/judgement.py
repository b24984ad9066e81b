"""What the guard says of a document, as one page: the statements in order, the offending words marked, the reasons beside."""

import re

from markupsafe import Markup, escape

from ..model.base import NOT_STATED
from ..model.judgement import Judged, Judgement
from .environment import template


def render_judgement(judgement: Judgement) -> str:
    """The page."""
    sections: dict[str, list[Judged]] = {}
    for judged in judgement.statements:
        sections.setdefault(judged.section, []).append(judged)
    return template("judgement.html.j2").render(j=judgement, sections=sections, marked=marked, not_stated=NOT_STATED)


def marked(judged: Judged) -> Markup:
    """The words of a statement with the spans of its violations marked."""
    words = judged.statement.words()
    spans: list[tuple[int, int]] = []
    for violation in judged.violations:
        found = re.search(_loosely(violation.span), words, re.IGNORECASE) if violation.span.strip() else None
        spans.append(found.span() if found else (0, len(words)))
    made, at = Markup(""), 0
    for start, end in _merged(spans):
        made += escape(words[at:start]) + Markup("<mark>{}</mark>").format(words[start:end])
        at = end
    return made + escape(words[at:])


def _loosely(span: str) -> str:
    """A pattern for a span whatever its spaces, quotation marks and hyphens."""
    return r"\s+".join(re.sub(r"[\"“”'’‘–-]", ".", re.escape(part)).replace("\\.", ".") for part in span.split())


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch put together; one of the whole statement yields to smaller ones."""
    whole = max((end for _, end in spans), default=0)
    small = [s for s in spans if s != (0, whole)] or spans
    found: list[tuple[int, int]] = []
    for start, end in sorted(small):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
