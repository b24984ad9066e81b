"""The house itself: imports point one way, no clinical word in the engine, modules short, importing it cheap."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.pack import load_pack

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "assistant"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "_data" not in p.parts)
LAYERS = (
    ("errors", "garbage"),
    ("files",),
    ("model",),
    ("settings",),
    ("pack",),
    ("intake", "check"),
    ("retrieve",),
    ("draft",),
    ("guard",),
    ("writer",),
    ("extract", "opinion"),
    ("letter",),
    ("answer",),
    ("render",),
    ("api",),
    ("batch", "replay"),
    ("evaluate",),
    ("cli",),
)
"""Parts of the package, from the ground up. A part may import what stands before it; parts of one row leave each other alone."""
RANK = {part: n for n, parts in enumerate(LAYERS) for part in parts}
LONGEST = 400
HEAVY = ("chromadb", "wordllama", "openai", "langchain", "langchain_core", "langchain_openai", "numpy", "rich")


def listed(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


SHORT_LIST = listed(
    """spine spinal fusion stenosis lumbar cervical thoracic sacral vertebra vertebrae vertebral disc discectomy
    laminectomy myelopathy radiculopathy scoliosis spondylolisthesis anterior posterior muscle reflex dermatome
    myotome herniation foraminal decompression instability osteophyte numbness tingling weakness stiffness sciatica claudication
    paresthesia oedema edema kyphosis lordosis osteoporosis nicotine tobacco smoking smoker smokers smok cigarette cotinine opioid
    opioids steroid steroids tablet tablets physiotherapy analgesic nerve cord bladder bowel gait cane tumour tumor infection
    fracture surgeon relieved abstinen abstinence"""
)
"""Words that must be caught even if the pack stopped using them."""
PLAIN = listed(
    """care procedure procedures revision severity strength slip translation other device removal exploration level root
    region side sign compression"""
)
"""Words of the pack that any specialty has, or that are plain English. A new kind that is a plain word is added here."""
PHRASES = {"level of care", "other procedure"}
"""The same for phrases."""
DEFAULT_PACK = '"spine"'
"""The name of the pack that comes with the program may stand as a default."""
HOMONYMS = {("retrieve", "fusion"), ("guard", "injection"), ("answer", "injection"), ("intake", "medication")}
"""Part and word: the fusion of two rankings; instructions smuggled into a record; the types of FHIR."""


def part_of(module: Path) -> str:
    """The part of the package that a module belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(module: Path) -> Iterator[tuple[int, str]]:
    """Line and part of each import from within the package, wherever in the module it stands."""
    inside = ["assistant", *module.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = inside[: len(inside) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{stem}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "assistant" and len(parts) > 1:
                yield node.lineno, parts[1]


def words(text: str) -> list[str]:
    """Words of a text or of an identifier, in lower case."""
    return [w.lower() for w in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", text)]


@cache
def clinical() -> tuple[frozenset[str], frozenset[str]]:
    """Single words (of regions, procedures and one-word kinds) and phrases that belong to the built-in specialty."""
    pack = load_pack()
    known = pack.vocabulary
    named = (*known.kinds, *known.treatments)
    structures = [s for rows in pack.anatomy.structures.values() for s in rows]
    ids = [*known.regions, *known.procedures, *(x.id for x in (*named, *known.scales))]
    spoken = [s for n in named for s in (n.label, *n.synonyms)] + [s.label for s in structures]
    names = [*known.regions, *known.procedures, *(id for id in ids if "_" not in id)]
    single = {w for name in names for w in words(name) if len(w) > 3} | SHORT_LIST
    phrases = {" ".join(words(text)) for text in (*ids, *spoken, *known.procedures.values())}
    return frozenset(single - PLAIN), frozenset(
        p for p in phrases - PHRASES if " " in p and not set(p.split()) <= PLAIN
    )


def said(module: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each identifier, string and comment. Examples in backticks, which show data, are left out."""
    kinds = {tokenize.NAME, tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
    for token in tokenize.generate_tokens(io.StringIO(module.read_text("utf-8")).readline):
        if token.type in kinds and token.string != DEFAULT_PACK:
            text = re.sub(r"`[^`]*`", "", token.string) if token.string.startswith(('"""', "#")) else token.string
            yield token.start[0], text


def clinical_words(text: str, part: str) -> set[str]:
    """Clinical words of a text that a part of the engine may not use."""
    single, phrases = clinical()
    found = words(text)
    joined = f" {' '.join(found)} "
    return {w for w in found if w in single and (part, w) not in HOMONYMS} | {p for p in phrases if f" {p} " in joined}


def clinical_in(module: Path) -> list[str]:
    """Where a module uses clinical words. Its tokens are looked through only where its whole text has any."""
    part = part_of(module)
    if not clinical_words(module.read_text("utf-8"), part):
        return []
    return [
        f"{module.relative_to(ROOT)}:{line}: {sorted(w)}"
        for line, text in said(module)
        if (w := clinical_words(text, part))
    ]


def test_no_clinical_word_in_the_engine() -> None:
    found = [where for module in MODULES for where in clinical_in(module)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("template", sorted(PACKAGE.rglob("*.j2")), ids=lambda t: t.name)
def test_no_clinical_word_in_the_templates(template: Path) -> None:
    assert clinical_words(template.read_text("utf-8"), "render") == set()


def test_clinical_words_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "check.py").write_text('"""As in `the lumbar spine`."""\n\nlumbar = "stenosis"\n')
    assert clinical_in(tmp_path / "check.py") == ["check.py:3: ['lumbar']", "check.py:3: ['stenosis']"]
    assert clinical_words("the lumbar spine", "check") == {"lumbar", "spine"}
    assert clinical_words("hasForaminalStenosis", "check") >= {"foraminal", "stenosis"}
    assert clinical_words("reciprocal-rank fusion", "retrieve") == set()
    assert clinical_words("rank fusion", "check") == {"fusion"}
    assert clinical_words("the level of the line, on the side of the root", "check") == set()
    assert not SHORT_LIST & PLAIN


def test_imports_point_one_way() -> None:
    wrong = []
    for module in MODULES:
        part = part_of(module)
        if part == "__init__":
            continue  # the front door names what lies behind it, and loads it when asked
        assert part in RANK, f"{part} has no place in the order of parts"
        wrong += [
            f"{module.relative_to(ROOT)}:{line}: {part} may not import {other}"
            for line, other in imported_parts(module)
            if other not in (part, "__version__") and RANK[other] >= RANK[part]
        ]
    assert not wrong, "\n".join(wrong)


def test_modules_are_short_and_say_what_they_are() -> None:
    texts = {str(module.relative_to(PACKAGE)): module.read_text("utf-8") for module in MODULES}
    assert [name for name, text in texts.items() if len(text.splitlines()) > LONGEST] == []
    assert [name for name, text in texts.items() if text.strip() and not ast.get_docstring(ast.parse(text))] == []


@pytest.mark.parametrize("module", ["assistant", "assistant.cli", "assistant.cli.app"])
def test_importing_is_light(module: str) -> None:
    code = f"import {module}, sys; print(*sorted(m for m in {HEAVY!r} if m in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_a_check_needs_nothing_heavy_but_the_table() -> None:
    case = ROOT / "tests" / "intake" / "good.yaml"
    code = (
        "import sys; from assistant.cli import main; sys.argv = ['assistant', 'check', sys.argv[1], '--json']\n"
        "try: main()\n"
        f"finally: print('heavy:', *sorted(m for m in {HEAVY!r} if m in sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(case)], capture_output=True, text=True, check=True)
    assert ran.stderr.splitlines()[-1] == "heavy:"


def test_everything_compiles_without_a_warning(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-W",
        "error",
        "-X",
        f"pycache_prefix={tmp_path}",
        "-m",
        "compileall",
        "-q",
        "-f",
        str(PACKAGE),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
