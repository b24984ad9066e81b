"""The documents say what is so: commands run, files shown are read, tables are complete, links lead somewhere."""

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import main
from assistant.cli.app import app
from assistant.model import case as case_model
from assistant.model.base import Model
from assistant.model.language import OPERATORS, Bound
from assistant.model.policy import Criterion
from evals import REFERENCE

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
NAMES = [str(p.relative_to(ROOT)) for p in DOCUMENTS]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE_NAME = re.compile(r"\A(?:# |<!-- )([\w./-]+\.(?:yaml|toml|md|txt))(?: -->)?\n")
README_CASE = "case.yaml"
RUN = (sys.executable, "-c", "from assistant.cli import main; main()")
OWN = ("intake", "check", "draft", "batch", "ask")
"""Commands of the README whose first occurrence runs in a process of its own; `corpus build` did for the home folder."""


def blocks(document: Path) -> list[tuple[str, str]]:
    """Language and text of every fenced block."""
    return BLOCK.findall(document.read_text("utf-8"))


def commands(document: Path) -> Iterator[tuple[str, str | None]]:
    """Every command of a document, with the output it shows (None: it shows none)."""
    for language, text in blocks(document):
        if language == "sh":
            for line in text.splitlines():
                if command := line.partition("  #")[0].strip():
                    yield command, None
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield command.strip(), output


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the index of the built-in corpus."""
    home = tmp_path_factory.mktemp("home")
    done = run("assistant corpus build", home, home)
    assert done.returncode == 0, done.stderr
    return home


def run(command: str, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """One command of the program, in a folder, as a new user would run it."""
    return start([*RUN, *shlex.split(command)[1:]], folder, home)


def start(arguments: Sequence[str], folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """A process without the settings of whoever runs the tests, with a home folder of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("ASSISTANT_", "XDG_"))}
    env |= {"HOME": str(home), "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(arguments, cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False)


def lay_out(document: Path, folder: Path) -> None:
    """The files that a document shows, and the cases that it names with a few more, in a folder."""
    cases = folder / "evals" / "cases"
    cases.mkdir(parents=True)
    shown = document.read_text("utf-8")
    for case in (ROOT / "evals" / "cases").iterdir():
        if case.stem in REFERENCE or case.name in shown:
            shutil.copy(case, cases)
    for language, text in blocks(document):
        if name := FILE_NAME.match(text):
            place = folder / name[1]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text[name.end() :], "utf-8")
        elif language == "yaml":
            (folder / README_CASE).write_text(text, "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_commands_of_a_document_run(
    name: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The README's way from a note to a document in processes of their own, as a new user runs it; all others in this
    one, which saves a start for each.
    """
    own = set(OWN) if name == "README.md" else set()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    lay_out(ROOT / name, tmp_path)
    for command, shown in commands(ROOT / name):
        words = command.split()
        if words[0] == "make":
            assert set(words[1:]) <= targets, command
        elif words[0] == "sh":
            assert (ROOT / words[1]).is_file(), command
        else:
            assert words[0] == "assistant", f"{name} shows a command that no test knows: {command}"
            done = (
                run(command, tmp_path, home)
                if words[1] in own
                else run_here(command, tmp_path, home, monkeypatch, capsys)
            )
            own.discard(words[1])
            _judge(done, command, shown)
    assert not own, "these are shown no longer"


def run_here(
    command: str, folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> subprocess.CompletedProcess[str]:
    """The same in this process."""
    for name in [name for name in os.environ if name.startswith(("ASSISTANT_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(folder)
    arguments = shlex.split(command)
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as end:
        main()
    return subprocess.CompletedProcess(arguments, int(end.value.code or 0), *capsys.readouterr())


def _judge(done: subprocess.CompletedProcess[str], command: str, shown: str | None) -> None:
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    if shown is not None:
        told = [line.rstrip() for line in done.stdout.splitlines()]
        assert told == [line.rstrip() for line in shown.splitlines()], command


def test_python_of_the_readme_runs(home: Path, tmp_path: Path) -> None:
    lay_out(ROOT / "README.md", tmp_path)
    (script,) = [text for language, text in blocks(ROOT / "README.md") if language == "python"]
    done = start([sys.executable, "-c", script], tmp_path, home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("undetermined [('22551', 'undetermined', 'documentation_gap')]\n[(1, ")


def test_python_of_the_eval_guide_runs(home: Path) -> None:
    first, second = [text for language, text in blocks(ROOT / "docs" / "evals.md") if language == "python"]
    done = start([sys.executable, "-c", first], ROOT, home)
    assert done.returncode == 0, done.stderr
    assert "Statements proved by the guard 1.0\n" in done.stdout
    assert re.search(r"^Statements proved by the guard 1\.0 0\.\d+ unclear$", done.stdout, re.MULTILINE)
    done = start([sys.executable, "-c", second], ROOT, home)
    assert done.returncode == 0, done.stderr


def test_the_policy_of_the_guide_decides(home: Path, tmp_path: Path) -> None:
    """Ten weeks of treatment meet the invented payer's criterion; fewer than three do not."""
    lay_out(ROOT / "docs" / "policies.md", tmp_path)
    case = tmp_path / "leg-pain.yaml"
    for end, expected in (("2026-05-11", "necessary"), ("2026-03-20", "not_necessary")):
        case.write_text(case.read_text("utf-8").replace("end: 2026-05-11", f"end: {end}"), "utf-8")
        outcome = json.loads(run("assistant check leg-pain.yaml --policy-set ridge --json", tmp_path, home).stdout)
        assert (outcome["overall"], outcome["lines"][0]["policy"]) == (expected, "ridge/lumbar-discectomy")


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_the_readme_is_short_and_says_what_the_help_says() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(readme.splitlines()) < 200
    for command in app.registered_commands:
        assert f"assistant {command.name}" in readme, command.name
    for group in app.registered_groups:
        assert f"assistant {group.name}" in readme, group.name


@pytest.mark.parametrize("kind", ["case", "policy", "policy-tests", "outcome", "determination", "answer", "key"])
def test_published_schemas_are_current(kind: str) -> None:
    done = CliRunner().invoke(app, ["schema", kind])
    published = (ROOT / "docs" / "schema" / f"{kind}.json").read_text("utf-8")
    assert done.stdout == published, "The models have changed: run `sh docs/make_schemas.sh`."


def test_the_case_guide_names_every_field() -> None:
    guide = (ROOT / "docs" / "case.md").read_text("utf-8")
    models = [m for m in vars(case_model).values() if isinstance(m, type) and issubclass(m, Model) and m is not Model]
    for model in models:
        if model is not case_model.Place:
            missing = [field for field in model.model_fields if f"`{field}`" not in guide]
            assert not missing, f"docs/case.md does not name {', '.join(missing)} of {model.__name__}"


def test_the_policy_guide_names_every_operator_and_bound() -> None:
    guide = (ROOT / "docs" / "policies.md").read_text("utf-8")
    for operator in OPERATORS:
        assert re.search(rf"`{operator}[:`]", guide), operator
    for bound in Bound.model_fields:
        assert f"`{bound}`" in guide, bound
    for field, info in Criterion.model_fields.items():
        if info.is_required():
            assert f"{field}:" in guide, field


def violation_codes() -> set[str]:
    """The codes of all violations that the guard's modules can make."""
    found: set[str] = set()
    for module in (ROOT / "assistant" / "guard").glob("*.py"):
        for call in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                given = [k.value for k in call.keywords if k.arg == "code"]
                given += call.args[:1] if name in ("violation", "Gap") else []
                found |= {value.value for value in given if isinstance(value, ast.Constant)}
    return found


def test_the_guard_guide_explains_every_code_with_examples_that_are_tested() -> None:
    guide = (ROOT / "docs" / "guard.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \|$", guide, re.MULTILINE)
    assert {code for code, _, _ in rows} == violation_codes()
    sources = sorted((ROOT / "tests" / "guard").glob("test_*.py"))
    tested = re.sub(r"\[\[.*?\]\]|\{\w+\}|\s+|\"\s*f?\"", "", "".join(source.read_text("utf-8") for source in sources))
    for code, *cells in rows:
        for example in re.findall(r"\*(.+?)\*", " ".join(cells)):
            words = re.sub(r"\s+|\.$", "", unescape(example))
            assert words in tested, f"{code}: no test has the example: {example}"
