"""`assistant policy list|show|lint|diff|test`: the policies as a reviewer reads them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import policy_diff, policy_tests
from .common import day, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.policy import Policy, PolicySet
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
    name: Annotated[str, typer.Argument(help="Policy, as `assistant policy list` names it.")],
    as_of: Annotated[str | None, typer.Option(help="Date whose version is shown.")] = None,
) -> None:
    """Show a policy: the text of each criterion beside its test, its sources and its waivers."""
    from ..errors import InputError

    _, pack = knowledge()
    when = day(as_of) or date.today()
    policies = {p.id: p for found in _sets(pack, when) for p in found.policies}
    if name not in policies:
        from difflib import get_close_matches

        near = get_close_matches(name, policies, n=3, cutoff=0.4)
        raise InputError(
            f"there is no policy '{name}' in force on {when}.",
            remedy=f"Did you mean {' or '.join(near)}?" if near else "See `assistant policy list`.",
        )
    typer.echo("\n".join(_page(policies[name], pack)))


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


def _page(policy: "Policy", pack: "Pack") -> list[str]:
    lines = [
        f"{policy.id}, version {policy.version}: {policy.title}",
        f"Codes {', '.join(policy.codes)}. In force from {policy.effective.start}. Fidelity: {policy.fidelity}.",
    ]
    for c in policy.criteria:
        waived = [w.id for w in policy.exceptions if c.id in w.waives]
        lines += ["", f"[{c.id}] {c.text}"]
        lines += [f"    test     {text}" for text in _test(c.test)]
        lines += [f"    ground   {_fact(ref, pack)}" for ref in c.grounds]
        lines += [f"    differs  {_fact(ref, pack)}" for ref in c.differs]
        lines += [f"    waived   by {id}" for id in waived]
        lines += [f"    remedy   {c.remedy}"]
    for w in policy.exceptions:
        lines += ["", f"[waiver {w.id}] {w.text}", f"    waives   {', '.join(w.waives)}"]
        lines += [f"    when     {text}" for text in _test(w.when)]
        lines += [f"    ground   {_fact(ref, pack)}" for ref in w.grounds]
    for a in policy.alternatives:
        lines += [
            "",
            f"[alternative] {a.procedure}, where {', '.join(a.when_failed)} fails, checked against {a.policy}",
        ]
    return lines


def _fact(ref: str, pack: "Pack") -> str:
    source, fact = pack.fact(ref)
    return f"{ref} ({source.short}): {fact.text}"


def _test(test: Any, depth: int = 0) -> list[str]:
    """A test as indented lines, in the words of the policy file."""
    import json

    data = test.model_dump(mode="json", by_alias=True, exclude_defaults=True) if hasattr(test, "model_dump") else test
    pad = "  " * depth
    label = f"  # {data['label']}" if "label" in data else ""
    operator = next(k for k in data if k not in ("label", "remedy"))
    body = data[operator]
    if operator in ("all", "any"):
        return [f"{pad}{operator} of:{label}", *(text for part in body for text in _test(part, depth + 1))]
    if operator == "not":
        return [f"{pad}not:{label}", *_test(body, depth + 1)]
    if operator == "at_least":
        return [f"{pad}at least {body} of:{label}", *(text for part in data["of"] for text in _test(part, depth + 1))]
    return [f"{pad}{operator} {json.dumps(body, ensure_ascii=False)}{label}"]
