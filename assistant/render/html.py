"""One self-contained HTML file: printable, readable on a phone, citations that open the passage and the place in the record."""

import re
from collections.abc import Callable
from functools import cache

from markupsafe import Markup, escape

from ..check.labels import WORDS
from ..check.rows import rows
from ..model.base import NOT_STATED
from ..model.case import Case, Document, Finding, Treatment
from ..model.document import Determination, Statement
from ..model.outcome import Node
from .citations import Mark, Numbers
from .environment import template
from .notes import guarded, staged, standing
from .timeline import timeline_svg

TRUTHS = {"met": "met", "not_met": "not met", "undetermined": "open"}


def render_html(determination: Determination, case: Case) -> str:
    """The whole document with the record behind it."""
    numbers = Numbers(determination)
    printed: dict[int, Markup] = {}

    @cache
    def linked(mark: Mark) -> str:
        return f'<a class="cite" href="#{mark.anchor}" title="{escape(mark.hint)}">{escape(mark.label)}</a>'

    def link(marks: tuple[Mark, ...]) -> str:
        return f'<span class="cites">[{", ".join(map(linked, marks))}]</span>'

    def once(tree: Callable[[Node], Markup], node: Node) -> Markup:
        # Levels share most of their nodes, and each is printed the same wherever it stands.
        if id(node) not in printed:
            printed[id(node)] = tree(node)
        return printed[id(node)]

    def written(statement: Statement) -> Markup:
        # Markers hold no character that escaping changes, so the text is escaped first and the links stay.
        text = numbers.replace(str(escape(statement.text)), link)
        label = Markup("") if statement.label == NOT_STATED else Markup("<strong>{}</strong> ").format(statement.label)
        return label + Markup(text)

    return template("determination.html.j2").render(
        d=determination,
        case=case,
        rows=rows(determination.outcome),
        written=written,
        once=once,
        staged=staged(determination),
        standing=standing(determination),
        guarded=guarded(determination),
        words=WORDS,
        truths=TRUTHS,
        marked=lambda document: marked(document, case),
        findings={f.id: f for f in _facts(case)},
        drawing=timeline_svg(determination.timeline),
        not_stated=NOT_STATED,
    )


def _facts(case: Case) -> list[Finding | Treatment]:
    found: list[Finding | Treatment] = list(case.findings)
    return [*found, *case.treatments]


def marked(document: Document, case: Case) -> Markup:
    """The document's text with every quoted fact marked; overlapping quotes share one mark."""
    spans = []
    for fact in _facts(case):
        if fact.document != document.id:
            continue
        if (start := document.text.find(quote := fact.quote.strip())) >= 0:
            spans.append((start, start + len(quote)))
        elif found := re.search(r"\s+".join(map(re.escape, quote.split())), document.text):
            spans.append(found.span())
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    result, last = Markup(""), 0
    for start, end in merged:
        result += escape(document.text[last:start]) + Markup("<mark>{}</mark>").format(document.text[start:end])
        last = end
    return result + escape(document.text[last:])
