"""`assistant policy list|show|lint|diff|test`: the policies as a reviewer reads them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from . import policy_diff, policy_tests
from .common import console as common_console
from .common import day, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.language import Test
    from ..model.policy import Criterion, Policy, PolicySet, Waiver
    from ..pack.pack import Pack

app = typer.Typer(help="List, show, compare and check policies.", no_args_is_help=True)
app.command("diff")(policy_diff.diff)
app.command("test")(policy_tests.verify)


@app.command("list")
def list_(as_of: Annotated[str | None, typer.Option(help="Date whose versions are listed.")] = None) -> None:
    """List policy sets and their policies with codes and versions."""
    _, pack = knowledge()
    when = day(as_of) or date.today()
    for found in _sets(pack, when):
        typer.echo(f"{found.id}  {found.version}  {found.title}")
        for p in found.policies:
            typer.echo(f"  {p.id}  {p.version}  {p.title}: {', '.join(p.codes)}")


@app.command("show")
def show(
    name: Annotated[
        str,
        typer.Argument(help="Policy, as `assistant policy list` names it, or a version of one: `set/name@version`."),
    ],
    as_of: Annotated[str | None, typer.Option(help="Date whose version is shown.")] = None,
) -> None:
    """Show a policy: the text of each criterion beside its test, its sources and its waivers."""
    from .policy_named import policy_named

    _, pack = knowledge()
    _print_page(policy_named(name, pack, day(as_of) or date.today()), pack)


@app.command("lint")
def lint() -> None:
    """Check all policies: form, grounds, words, codes, versions."""
    from .corpus import lint as run

    run()


def _sets(pack: "Pack", when: date) -> "Iterator[PolicySet]":
    """The sets in force on a day; the others are told on the error stream."""
    from ..errors import InputError

    for id in pack.policy_set_ids():
        try:
            yield pack.policy_set(id, when)
        except InputError as not_in_force:
            typer.echo(f"assistant: {not_in_force}", err=True)


def _print_page(policy: "Policy", pack: "Pack") -> None:
    """The text of each criterion beside its rule, its sources below; then what waives what, and the lesser procedures."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.tree import Tree

    from .policy_words import in_words

    def rule(test: "Test") -> Group:
        return Group(*(Padding(text, (0, 0, 0, 2 * depth)) for depth, text in in_words(test, pack)))

    def noted(name: str, text: str) -> Table:
        row = Table.grid(padding=(0, 1))
        row.add_row(f"  {name:8}", text)
        return row

    console = common_console()
    console.print(f"{policy.id}, version {policy.version}: {policy.title}")
    end = "" if policy.effective.end == "not_stated" else f" to {policy.effective.end}"
    console.print(
        f"Codes {', '.join(policy.codes)}. In force from {policy.effective.start}{end}. Fidelity: {policy.fidelity}."
    )
    if policy.applies != "not_stated":
        console.print("Decides where:", Padding(rule(policy.applies), (0, 0, 0, 2)))
    for c in policy.criteria:
        waived = [w.id for w in policy.exceptions if c.id in w.waives]
        place = "for each level" if c.scope == "level" else "for the line"
        console.print(f"\n[{c.id}] {c.label}, asked {place}")
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(ratio=2)
        table.add_column(ratio=3)
        table.add_row(c.text, rule(c.test))
        console.print(table)
        for name, refs in _grounds(c):
            for ref in refs:
                console.print(noted(name, _fact(ref, pack)))
        console.print(noted("remedy", c.remedy))
        if waived:
            console.print(noted("waived", f"by {', '.join(waived)}"))
    if policy.exceptions:
        tree = Tree("\nExceptions")
        for w in policy.exceptions:
            branch = tree.add(f"[{w.id}] {w.text}")
            branch.add(f"waives {', '.join(w.waives)}, asked for {'each level' if w.scope == 'level' else 'the line'}")
            branch.add("when").add(rule(w.when))
            for name, refs in _grounds(w):
                for ref in refs:
                    branch.add(f"{name} {_fact(ref, pack)}")
        console.print(tree)
    for a in policy.alternatives:
        failing = ", ".join(a.when_failed)
        console.print(f"\n[alternative] {a.procedure}, where {failing} fails, checked against {a.policy}")
    if policy.note != "not_stated":
        console.print(f"\nNote: {policy.note}")


def _grounds(part: "Criterion | Waiver") -> "tuple[tuple[str, Sequence[str]], ...]":
    """The facts behind a part of a policy, by what they do for it."""
    own = [ref for ref in part.grounds if ref not in part.fills]
    return ("ground", own), ("filled by", part.fills), ("differs", part.differs)


def _fact(ref: str, pack: "Pack") -> str:
    source, fact = pack.fact(ref)
    return f"{ref} ({source.short}): {fact.text}"
