"""`assistant policy test`: the tests that stand beside the policies, run and told as a clinician reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .common import knowledge

if TYPE_CHECKING:
    from ..errors import Where
    from ..model.trial import PolicyTests, Trial
    from ..pack.pack import Pack

WHOLE_SET = "set"
"""Name of the file that tests what a set says of every line: its common criteria, restrictions and levels of care."""


@dataclass(frozen=True)
class Result:
    """One policy test with what came of it."""

    policy: str
    trial: "Trial"
    where: "Where"
    disagreements: tuple[str, ...]
    """What the checker says instead of what is expected; empty where it agrees."""
    goals: frozenset[str] = field(default=frozenset())
    """What it shows of the policy."""

    @property
    def known(self) -> bool:
        """Whether the test says itself that it does not yet agree."""
        return self.trial.known_wrong != "not_stated"

    @property
    def failed(self) -> bool:
        """Whether it disagrees without saying so, or says so though it agrees."""
        return bool(self.disagreements) != self.known


@dataclass(frozen=True)
class Checked:
    """The tests of one policy."""

    policy: str
    results: tuple[Result, ...]
    goals: tuple[str, ...]
    """What they have to show."""
    cannot: dict[str, str]
    """What no situation can show, each with the reason."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Goals that no situation reaches."""
        shown = {goal for r in self.results for goal in r.goals}
        return tuple(goal for goal in self.goals if goal not in shown and goal not in self.cannot)

    @property
    def stale(self) -> tuple[str, ...]:
        """What is said to be impossible though a situation shows it, or is no goal at all."""
        shown = {goal for r in self.results for goal in r.goals}
        return tuple(goal for goal in self.cannot if goal in shown or goal not in self.goals)


def run(pack: "Pack", file: Path, policy: str) -> Checked:
    """The tests of one file, in its order.

    Raises:
        CorpusError: the file has not the form of policy tests, or a test uses words that the pack does not know.
    """
    from ..check.coverage import goals, goals_of_set
    from ..model.trial import PolicyTests
    from ..pack.explain import locate
    from ..pack.yamlio import compose, load, read_bytes

    data = read_bytes(file)
    tests = load(PolicyTests, data, file)
    root = compose(data, file)
    lines = [locate(root, ("situations", n)) for n in range(len(tests.situations))]
    results = tuple(_results(pack, file, policy, tests, lines))
    of_set = pack.whole_policy_set(policy.split("/")[0])
    if policy.endswith(f"/{WHOLE_SET}"):
        return Checked(policy, results, goals_of_set(of_set), tests.cannot)
    found = [p for p in of_set.policies if p.id == policy]
    newest = max(found, key=lambda p: p.effective.start, default=None)
    return Checked(policy, results, () if newest is None else goals(newest), tests.cannot)


def _results(pack: "Pack", file: Path, policy: str, tests: "PolicyTests", lines: Sequence[int]) -> Iterator[Result]:
    from ..check.coverage import reached, reached_of_set
    from ..check.trial import FIRST, decide, disagreements
    from ..errors import CorpusError, Where

    whole = policy.endswith(f"/{WHOLE_SET}")
    set_id = policy.split("/")[0]
    known: dict[str, Trial] = {}
    for trial, line in zip(tests.situations, lines, strict=True):
        where = Where(file, line)
        if trial.name in known:
            raise CorpusError(f"two tests have the name '{trial.name}'.", where=where, remedy="Rename one of them.")
        full = known[trial.name] = _completed(trial, known, where)
        _refuse_unknown(full, pack, where)
        outcome = decide(full, set_id, pack)
        wrong = disagreements(full, None if whole else policy, outcome)
        decided = outcome.line(FIRST)
        of_set = pack.policy_set(set_id, full.date)
        decides = [p for p in of_set.policies if p.id == decided.policy]
        shown: set[str] = set()
        if whole and not wrong:
            shown = reached_of_set(full, of_set, outcome, decided)
        elif decides and not wrong:
            shown = reached(full, decides[0], decided)
        yield Result(policy, full, where, wrong, frozenset(shown))


def _completed(trial: "Trial", known: "dict[str, Trial]", where: "Where") -> "Trial":
    """A situation with what it takes from the one that it is like."""
    from ..errors import CorpusError

    if trial.like == "not_stated":
        return trial
    base = known.get(trial.like)
    if base is None:
        raise CorpusError(
            f"no earlier situation has the name '{trial.like}'.",
            where=where,
            remedy="Name one that stands before this.",
        )
    if absent := [kind for kind in trial.without if kind not in base.kinds()]:
        raise CorpusError(
            f"'{absent[0]}' cannot be left out: the situation that this one is like does not hold it.",
            where=where,
            remedy=f"It holds {', '.join(sorted(base.kinds())) or 'nothing'}.",
        )
    return trial.after(base)


def verify(
    path: Annotated[Path | None, typer.Argument(help="One file of tests; without it, all of the pack.")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell the tests that agree as well.")] = False,
) -> None:
    """Run the policy tests: what each policy should say of a situation, against what it says; and what has no test."""
    from ..errors import CorpusError

    _, pack = knowledge()
    files = pack.policy_test_files() if path is None else {f"{path.resolve().parent.name}/{path.stem}": path}
    tested = [run(pack, file, policy) for policy, file in files.items()]
    results = [result for one in tested for result in one.results]
    for result in results:
        if result.failed:
            typer.echo(f"{result.where}: {result.policy}: {result.trial.name}", err=True)
            told = result.disagreements or ("it agrees: take out 'known_wrong'",)
            typer.echo("\n".join(f"  {line}" for line in told), err=True)
        elif verbose or result.known:
            note = f" (known to be wrong: {result.trial.known_wrong})" if result.known else ""
            typer.echo(f"{result.policy}: {result.trial.name}{note}")
    failed = sum(result.failed for result in results)
    _tell_coverage(tested, untested(pack) if path is None else ())
    typer.echo(f"{len(results)} tests of {len(files)} policies, {failed} failed")
    if failed:
        raise typer.Exit(CorpusError.exit_code)


def untested(pack: "Pack") -> tuple[str, ...]:
    """Policies and sets without a file of tests."""
    wanted = {
        id
        for s in pack.policy_set_ids()
        for id in (f"{s}/{WHOLE_SET}", *(p.id for p in pack.whole_policy_set(s).policies))
    }
    return tuple(sorted(wanted - set(pack.policy_test_files())))


def _tell_coverage(tested: Sequence[Checked], without: Sequence[str]) -> None:
    """What the tests do not show, policy by policy, and how much they show."""
    from ..check.coverage import told

    for policy in without:
        typer.echo(f"{policy}: no tests")
    for one in tested:
        for goal in one.missing:
            typer.echo(f"{one.policy}: {told(goal)}")
        for goal in one.stale:
            typer.echo(f"{one.policy}: 'cannot' names '{goal}', which is shown or is nothing that tests have to show")
    asked = sum(len(one.goals) - len(one.cannot) for one in tested)
    shown = asked - sum(len(one.missing) for one in tested)
    typer.echo(f"{shown} of {asked} answers shown: met, failed alone, silent, waived, not waived")


def _refuse_unknown(trial: "Trial", pack: "Pack", where: "Where") -> None:
    """Words, levels and structures that the pack does not know, told with the line of the test."""
    from ..check.trial import case_of
    from ..errors import CorpusError
    from ..intake.consistency import flaws

    unknown = [f.kind for f in trial.findings if f.kind not in {k.id for k in pack.vocabulary.kinds}]
    if unknown:
        raise CorpusError(f"there is no finding kind '{unknown[0]}'.", where=where, remedy="See vocabulary.yaml.")
    for flaw in flaws(case_of(trial, pack), pack):
        if flaw.severity == "refusal":
            raise CorpusError(flaw.message, where=where, remedy=flaw.remedy)
