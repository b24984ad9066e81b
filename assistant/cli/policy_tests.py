"""`assistant policy test`: the tests that stand beside the policies, run and told as a clinician reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .common import knowledge

if TYPE_CHECKING:
    from ..check.trial import Trial
    from ..errors import Where
    from ..pack.pack import Pack


@dataclass(frozen=True)
class Result:
    """One policy test with what came of it."""

    policy: str
    trial: "Trial"
    where: "Where"
    disagreements: tuple[str, ...]
    """What the checker says instead of what is expected; empty where it agrees."""

    @property
    def known(self) -> bool:
        """Whether the test says itself that it does not yet agree."""
        return self.trial.known_wrong != "not_stated"

    @property
    def failed(self) -> bool:
        """Whether it disagrees without saying so, or says so though it agrees."""
        return bool(self.disagreements) != self.known


def run(pack: "Pack", file: Path, policy: str) -> "Iterator[Result]":
    """The tests of one file, in its order.

    Raises:
        CorpusError: the file has not the form of policy tests, or a test uses words that the pack does not know.
    """
    from ..check.trial import Trial, disagreements
    from ..errors import CorpusError, Where
    from ..pack.explain import locate
    from ..pack.yamlio import compose, load, read_bytes

    data = read_bytes(file)
    trials = load(tuple[Trial, ...], data, file)
    root = compose(data, file)
    names = [trial.name for trial in trials]
    for n, trial in enumerate(trials):
        where = Where(file, locate(root, (n,)))
        if trial.name in names[:n]:
            raise CorpusError(f"two tests have the name '{trial.name}'.", where=where, remedy="Rename one of them.")
        _refuse_unknown(trial, pack, where)
        yield Result(policy, trial, where, disagreements(trial, policy, pack))


def verify(
    path: Annotated[Path | None, typer.Argument(help="One file of tests; without it, all of the pack.")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell the tests that agree as well.")] = False,
) -> None:
    """Run the policy tests: what each policy should say of a situation, against what it says."""
    from ..errors import CorpusError

    _, pack = knowledge()
    files = pack.policy_test_files() if path is None else {f"{path.resolve().parent.name}/{path.stem}": path}
    results = [result for policy, file in files.items() for result in run(pack, file, policy)]
    for result in results:
        if result.failed:
            typer.echo(f"{result.where}: {result.policy}: {result.trial.name}", err=True)
            told = result.disagreements or ("it agrees: take out 'known_wrong'",)
            typer.echo("\n".join(f"  {line}" for line in told), err=True)
        elif verbose or result.known:
            note = f" (known to be wrong: {result.trial.known_wrong})" if result.known else ""
            typer.echo(f"{result.policy}: {result.trial.name}{note}")
    failed = sum(result.failed for result in results)
    typer.echo(f"{len(results)} tests of {len(files)} policies, {failed} failed")
    if failed:
        raise typer.Exit(CorpusError.exit_code)


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
