"""`assistant check`: the rule outcome of a case, as a table with its tree, or as JSON."""

from pathlib import Path
from typing import Annotated

import typer

from .common import console, day, loaded_from, tell


def check(
    case: Annotated[
        Path | None, typer.Argument(help="Case file, or the record: a text, PDF, Word or FHIR file, a folder, or -.")
    ] = None,
    question: Annotated[
        str | None, typer.Option(help="What is asked of a record that is no case file, or without any record.")
    ] = None,
    policy_set: Annotated[
        list[str] | None, typer.Option("--policy-set", help="Policy set; several are shown side by side.")
    ] = None,
    disposition: Annotated[str | None, typer.Option(help="strict or lenient.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Date whose policy versions apply.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the whole outcome as JSON.")] = False,
    tree: Annotated[bool, typer.Option("--tree/--no-tree", help="Show what decided each criterion.")] = True,
    needed: Annotated[bool, typer.Option("--needed/--no-needed", help="Show what is still needed.")] = True,
) -> None:
    """Check a case against the criteria and show what decided each line."""
    from ..check import check as run
    from ..check.needed import still_needed
    from ..pack.named import set_of
    from ..settings import load_settings

    used = load_settings()
    loaded = loaded_from(case, question, used)
    usual = used.policy_set if used.policy_set != "pack_default" else None
    chosen = policy_set or [set_of(loaded.case, usual, loaded.pack) or loaded.pack.default_policy_set]
    manner = disposition or (used.disposition if used.disposition != "pack_default" else None)
    outcomes = [run(loaded.case, loaded.pack, policy_set=name, disposition=manner, as_of=day(as_of)) for name in chosen]
    from ..retrieve.unweighed import unweighed
    from .table import print_unweighed, unweighed_lines

    if json:
        text = (
            outcomes[0].model_dump_json(indent=2)
            if len(outcomes) == 1
            else "[" + ",\n".join(o.model_dump_json(indent=2) for o in outcomes) + "]"
        )
        typer.echo(text)
    else:
        from .table import print_needed, print_sets, print_table, print_tree

        terminal = console()
        if len(outcomes) > 1:
            terminal.print(f"{outcomes[0].case}, as of {outcomes[0].as_of}", style="bold")
            print_sets(outcomes, terminal)
        else:
            outcome = outcomes[0]
            head = f"{outcome.case} under {outcome.policy_set} {outcome.policy_version}, as of {outcome.as_of}"
            terminal.print(head, style="bold")
            print_table(outcome, terminal)
            if tree:
                terminal.print()
                print_tree(outcome, terminal)
            if needed:
                terminal.print()
                print_needed(still_needed(outcome, loaded.pack), terminal)
            print_unweighed(unweighed(loaded.case, outcome, loaded.pack), terminal)
    code = tell(loaded.faults)
    if json:  # the outcome is what a program reads; what was not read is for a person, whatever becomes of the JSON
        for line in unweighed_lines(unweighed(loaded.case, outcomes[0], loaded.pack)):
            typer.echo(line, err=True)
    raise typer.Exit(code)
