"""`assistant policy diff`: two policies, two versions of one, or two sets: what they ask for, and whom it would change."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .common import day, knowledge
from .policy_named import in_force, policy_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.case import Case
    from ..model.outcome import LineOutcome
    from ..model.policy import Criterion, Policy
    from ..pack.compare import Pair
    from ..pack.pack import Pack


def diff(
    first: Annotated[
        str, typer.Argument(help="Policy set, policy, or version of one: `set`, `set/name`, `set/name@version`.")
    ],
    second: Annotated[str, typer.Argument(help="What it is compared with, of the same kind.")],
    cases: Annotated[Path | None, typer.Option(help="Folder of cases: tells the lines whose outcome differs.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Date whose versions are compared.")] = None,
) -> None:
    """Compare what two policies or two policy sets ask for."""
    from ..errors import InputError

    _, pack = knowledge()
    when = day(as_of) or date.today()
    if ("/" in first) != ("/" in second):
        raise InputError(
            f"'{first}' and '{second}' are not of one kind.", remedy="Name two sets, or two policies as set/name."
        )
    if "/" in first:
        one, other = policy_named(first, pack, when), policy_named(second, pack, when)
        lines = list(_policies(one, other, pack))
        sides = [(p, in_force(p, when)) for p in (one, other)]
    else:
        lines = list(_sets(first, second, pack, when))
        sides = []
    if cases is not None:
        chosen = [(p.id.split("/")[0], d, p.id) for p, d in sides] or [(s, when, "") for s in (first, second)]
        lines += ["", *_flips(chosen, cases, pack)]
    typer.echo("\n".join(lines))


def _sets(first: str, second: str, pack: "Pack", when: date) -> "Iterator[str]":
    """Every policy of one set beside those of the other that decide the same codes."""
    from ..pack.compare import counterparts

    one, other = pack.policy_set(first, when), pack.policy_set(second, when)
    seen: set[str] = set()
    alone = []
    for policy in one.policies:
        found = counterparts(policy, other)
        seen |= {p.id for p in found}
        if not found:
            alone.append(policy)
        for counterpart in found:
            yield from _policies(policy, counterpart, pack)
            yield ""
    for name, rest in ((first, alone), (second, [p for p in other.policies if p.id not in seen])):
        if rest:
            yield f"only {name}:"
            yield from (f"  {p.id}: {', '.join(p.codes)}" for p in rest)


def _policies(one: "Policy", other: "Policy", pack: "Pack") -> "Iterator[str]":
    from ..pack.compare import compare

    yield f"{one.id} {one.version}  |  {other.id} {other.version}"
    pairs = compare(one, other)
    same = [p.first.label for p in pairs if p.first and p.second and not p.differs_in]
    if same:
        yield f"  same: {', '.join(same)}"
    for pair in pairs:
        if pair.differs_in or pair.first is None or pair.second is None:
            yield from _pair(pair, one, other, pack)


def _pair(pair: "Pair", one: "Policy", other: "Policy", pack: "Pack") -> "Iterator[str]":
    title = pack.family(pair.family).title
    yield f"  {title}" + (f" (differs in {', '.join(pair.differs_in)})" if pair.differs_in else "")
    for criterion, policy in ((pair.first, one), (pair.second, other)):
        name = policy.id.split("/")[0] if one.id.split("/")[0] != other.id.split("/")[0] else policy.version
        yield from _side(name, criterion, policy, pair, pack)


def _side(name: str, criterion: "Criterion | None", policy: "Policy", pair: "Pair", pack: "Pack") -> "Iterator[str]":
    from ..pack.compare import waivers_of

    if criterion is None:
        yield f"    {name}: not asked for"
        return
    yield f"    {name}: {criterion.needs}  [{criterion.id}]"
    if not pair.differs_in or "grounds" in pair.differs_in:
        yield f"      grounds: {_grounds(criterion.grounds, pack)}"
    waivers = waivers_of(criterion, policy)
    if waivers and (not pair.differs_in or "waivers" in pair.differs_in):
        yield f"      waived by: {'; '.join(waivers)}"


def _grounds(refs: tuple[str, ...], pack: "Pack") -> str:
    """Each source once, with its facts."""
    sources: dict[str, list[str]] = {}
    for ref in refs:
        source, fact = pack.fact(ref)
        sources.setdefault(f"{source.short} ({source.id})", []).append(f"#{fact.id}")
    return "; ".join(f"{name} {', '.join(facts)}" for name, facts in sources.items())


def _flips(sides: list[tuple[str, date, str]], folder: Path, pack: "Pack") -> "Iterator[str]":
    """Lines of the cases whose outcome differs between two sets, each on a day; with policies, only lines that one of them decides."""
    from ..check import check
    from ..errors import InputError, Where
    from ..intake import load_case

    if not folder.is_dir():
        raise InputError("this folder of cases does not exist.", where=Where(folder))
    asked = compared = differing = 0
    for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.json"))):
        case: Case = load_case(file, pack.roots[1:]).case
        if case.pack != pack.name:
            continue
        asked += 1
        both = [check(case, pack, policy_set=name, as_of=on) for name, on, _ in sides]
        (_, _, first), (_, _, second) = sides
        for one, other in zip(both[0].lines, both[1].lines, strict=True):
            if first and one.policy != first and other.policy != second:
                continue
            compared += 1
            if one.outcome != other.outcome:
                differing += 1
                yield f"{case.id}: {one.code} {one.procedure}: {_told(one)} -> {_told(other)}"
    yield f"{differing} of {compared} lines of {asked} cases differ in their outcome."


def _told(line: "LineOutcome") -> str:
    decided = "no policy" if line.policy == "not_stated" else line.policy
    return f"{line.outcome.replace('_', ' ')} ({decided})"
