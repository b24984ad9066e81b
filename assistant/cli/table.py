"""The verdict table in the terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from ..check.needed import Needed, Place
    from ..model.case import Case
    from ..model.evidence import Nearest
    from ..model.outcome import Node, Outcome
    from ..retrieve.unweighed import Unread

_STYLES = {
    "necessary": "green",
    "partially_necessary": "yellow",
    "not_necessary": "red",
    "undetermined": "magenta",
    "incidental": "dim",
}
_MARKS = {"met": ("+", "green"), "not_met": ("x", "red"), "undetermined": ("?", "magenta")}


def print_table(outcome: "Outcome", console: "Console") -> None:
    """Verdict, and one row for each line and run of levels."""
    from rich.table import Table
    from rich.text import Text

    from ..check.labels import WORDS
    from ..check.rows import rows

    overall = Text(WORDS[outcome.overall], style=f"bold {_STYLES[outcome.overall]}")
    console.print(Text("Overall: ").append(overall).append(f"   determination ({outcome.disposition}): "), end="")
    console.print(Text(WORDS[outcome.determination], style=f"bold {_STYLES[outcome.determination]}"), end="")
    console.print(Text(f"   next: {outcome.action.replace('_', ' ')}"))
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    told = rows(outcome)
    staged = any(r.stage for r in told)
    for name in (*(("stage",) if staged else ()), "code", "line", "level", "outcome", "decided by"):
        table.add_column(name, no_wrap=name in ("code", "stage"))
    for r in told:
        word = Text(r.word, style=_STYLES[r.outcome])
        table.add_row(*((r.stage,) if staged else ()), r.code, r.line, r.levels, word, r.decided_by)
    console.print(table)
    fallen: dict[str, list[str]] = {}
    for line in outcome.lines:
        if line.policy_set not in (line.policy, outcome.policy_set):
            fallen.setdefault(line.policy_set, []).append(line.code)
    for name, codes in fallen.items():
        each = ", ".join(dict.fromkeys(codes))
        console.print(f"Decided by {name}, as {outcome.policy_set} has no policy for it: {each}.", style="dim")


def print_sets(outcomes: "Sequence[Outcome]", console: "Console") -> None:
    """The same case under several policy sets: one row a line and level, one column a set; what decides it where they differ."""
    from rich.table import Table
    from rich.text import Text

    from ..check.labels import WORDS
    from ..check.rows import decided_by

    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    for name in ("code", "level", *(f"{o.policy_set} {o.policy_version}" for o in outcomes)):
        table.add_column(name, no_wrap=name in ("code", "level"))
    for n, line in enumerate(outcomes[0].lines):
        for m, level in enumerate(line.per_level):
            found = [(o.lines[n], o.lines[n].per_level[m]) for o in outcomes]
            words = [ln.outcome if ln.outcome == "incidental" else lv.outcome for ln, lv in found]
            cells: list[Text] = []
            for word, (ln, lv) in zip(words, found, strict=True):
                cell = Text(WORDS[word], style=_STYLES[word])
                if len(set(words)) > 1 and word not in ("necessary", "incidental"):
                    cell.append(f"\n{decided_by(lv, ln)}", style="dim")
                if ln.policy_set not in (ln.policy, outcomes[len(cells)].policy_set):
                    cell.append(f"\nby {ln.policy_set}", style="dim")
                cells.append(cell)
            table.add_row(line.code, "" if level.level == "not_stated" else level.level, *cells)
    overall = [Text(WORDS[o.overall], style=f"bold {_STYLES[o.overall]}") for o in outcomes]
    table.add_row(Text("overall", style="bold"), "", *overall)
    console.print(table)


def print_tree(outcome: "Outcome", console: "Console") -> None:
    """Criteria of every line and level, with what decided each."""
    from .branch import Branch

    def grow(branch: Branch, node: "Node") -> None:
        mark, style = _MARKS[node.truth]
        facts = ", ".join((*node.findings, *node.treatments))
        reason = "" if node.children else f"  {node.reason.replace('_', ' ')}{': ' + facts if facts else ''}"
        twig = branch.add((f"{mark} ", style), (node.label, ""), (reason, f"dim {style}"))
        for child in node.children:
            grow(twig, child)

    for line in outcome.lines:
        tree = Branch(((f"{line.code} {line.procedure}: {line.outcome.replace('_', ' ')}", "bold"),))
        for level in line.per_level:
            name = "whole line" if level.level == "not_stated" else level.level
            branch = tree.add((f"{name}: {level.outcome.replace('_', ' ')}", ""))
            for c in level.criteria:
                mark, style = _MARKS[c.effective]
                waived = f" (waived by {c.waived_by})" if c.waived_by != "not_stated" else ""
                grow(branch.add((f"{mark} ", style), (f"{c.label}{waived}", "")), c.tree)
        for warning in line.warnings:
            tree.add((warning, "yellow"))
        console.print(tree)


def print_needed(needed: "Sequence[Needed]", console: "Console") -> None:
    """What is still needed, numbered, with what each would decide."""
    if not needed:
        return
    console.print("Still needed, in the order of what it would decide:", style="bold")
    for n, one in enumerate(needed, 1):
        console.print(f"{n}. {one.step}")
        for words, places in (("decides", one.alone), ("with others, for", one.among)):
            if places:
                console.print(f"   {words}: {_places(places)}", style="dim")


def print_nearest(near: "Sequence[Nearest]", case: "Case", outcome: "Outcome", console: "Console") -> None:
    """Words of the record from which nothing was read, and the criterion that they may answer."""
    if not near:
        return
    labels = {f"{c.policy}:{c.id}": c.label for line in outcome.lines for c in line.criteria}
    console.print("Nothing was read from these words, which may answer what is open:", style="bold")
    for one in near:
        document = case.document(one.document)
        row = document.text[: document.text.index(one.quote)].count("\n") + 1
        words = " ".join(one.quote.split())
        console.print(f"- {document.id}, line {row}: {words}", markup=False)
        console.print(f"   for: {labels[one.criterion]}", style="dim", markup=False)


def print_unweighed(unread: "Unread", console: "Console") -> None:
    """Words of the record beside an approval that were not weighed, and how many sentences more."""
    for n, line in enumerate(unweighed_lines(unread)):
        console.print(line, style="" if n else "bold", markup=False)


def unweighed_lines(unread: "Unread") -> "Iterator[str]":
    """The same, line by line."""
    if not unread.told:
        return
    yield "Not weighed, or only in part; read this before approval:"
    for one in unread.told:
        yield f"- {one.document}: {' '.join(one.quote.split())}"
    if unread.further:
        yield f"- and {unread.further} more of which nothing was read"


def _places(places: "Sequence[Place]") -> str:
    codes: dict[str, list[str]] = {}
    for place in places:
        codes.setdefault(place.code, []).append("" if place.level == "not_stated" else place.level)
    return "; ".join(f"{code} {', '.join(levels)}".strip() for code, levels in codes.items())
