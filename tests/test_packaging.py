"""The wheel: it carries the data, and it works in another environment, from another folder, without a network."""

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CASE = ROOT / "evals" / "cases" / "lumbar-hardware-removal-revision.yaml"
CUT_OFF = '''"""Run at the start of the interpreter: whatever reaches for a network fails."""
import socket


def refuse(*arguments, **more):
    raise OSError("this test has no network")


socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
'''
needs_backend = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None or importlib.util.find_spec("build") is None,
    reason="building without an isolated environment needs the packages 'build' and 'hatchling'",
)


def packed_folders() -> dict[str, str]:
    """Folder of the repository by its place in the wheel."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        target = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["wheel"]
    return {target["sources"].get(folder, folder): folder for folder in target["only-include"]}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the repository."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


class Installed:
    """An environment of its own with the wheel in it; the libraries are those of the environment that runs the tests."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"
        self.home.mkdir()
        environment = folder / "venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True, timeout=60)
        self.python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
        found = self.run("-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
        self.packages = Path(found.stdout.strip())
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.packages)
        # Folders named in a .pth file come after site-packages, and .pth files inside them are not read: the editable
        # installation of the repository stays out.
        (self.packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
        (self.packages / "sitecustomize.py").write_text(CUT_OFF, "utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The environment's Python, run from a folder that is not the repository."""
        dropped = ("ASSISTANT_", "XDG_", "PYTHON")
        env = {k: v for k, v in os.environ.items() if not k.startswith(dropped)}
        env |= {"HOME": str(self.home), "PYTHONUTF8": "1"}
        return subprocess.run(
            [str(self.python), *arguments],
            cwd=self.folder,
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def assistant(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command `assistant`."""
        return self.run("-c", "from assistant.cli import main; main()", *arguments)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(wheel, tmp_path_factory.mktemp("elsewhere"))


def test_every_packed_folder_is_there() -> None:
    for folder in packed_folders().values():
        assert any(p.is_file() for p in (ROOT / folder).rglob("*")), f"{folder}/ is packed and has no file"


@needs_backend
def test_the_wheel_holds_every_file_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        entry_points = archive.read(next(n for n in archive.namelist() if n.endswith("entry_points.txt"))).decode()
        assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())
    expected = {
        f"{place}/{path.relative_to(ROOT / folder).as_posix()}"
        for place, folder in packed_folders().items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names == expected
    assert {
        "assistant/_data/corpus/spine/pack.yaml",
        "assistant/_data/prompts/README.md",
        "assistant/py.typed",
    } <= names
    assert any(name.startswith("assistant/render/templates/") for name in names)
    assert "assistant = assistant.cli:main" in entry_points


@needs_backend
def test_it_reads_its_own_data(installed: Installed) -> None:
    root = installed.run("-c", "from assistant.pack.data import data_root; print(data_root())")
    assert Path(root.stdout.strip()) == installed.packages / "assistant" / "_data", root.stderr
    cut = installed.run("-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert "this test has no network" in cut.stderr


@needs_backend
def test_it_checks_and_drafts_without_a_network(installed: Installed) -> None:
    checked = installed.assistant("check", str(CASE), "--json")
    assert checked.returncode == 0, checked.stderr
    assert json.loads(checked.stdout)["overall"] == "necessary"
    built = installed.assistant("corpus", "build")
    assert built.returncode == 0, built.stderr
    drafted = installed.assistant("draft", str(CASE), "--out", "out")
    assert drafted.returncode == 0, drafted.stderr
    assert {p.suffix for p in (installed.folder / "out").iterdir()} == {".md", ".html", ".json"}
