"""The house itself: imports point one way, no clinical word in the engine, modules short, importing it cheap."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "assistant"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "_data" not in p.parts)
LAYERS = (
    ("errors",),
    ("model",),
    ("settings",),
    ("pack",),
    ("intake", "check"),
    ("retrieve",),
    ("draft",),
    ("guard",),
    ("render",),
    ("api",),
    ("cli",),
)
"""Parts of the package, from the ground up. A part may import what stands before it; parts of one row leave each other alone."""
RANK = {part: n for n, parts in enumerate(LAYERS) for part in parts}
LONGEST = 400
HEAVY = ("chromadb", "wordllama", "openai", "langchain", "langchain_core", "langchain_openai", "numpy", "rich")

SHORT_LIST = {"spine", "spinal", "fusion", "stenosis", "lumbar", "cervical", "thoracic", "sacral", "vertebra", "vertebrae", "myelopathy"}
"""Words that must be caught even if the pack stopped using them."""
PLAIN = {
    # Structure of any request or record; a pack fills them with its own meaning.
    "level", "levels", "region", "regions", "side", "sides", "root", "roots", "segment", "segments", "line", "lines", "request", "requested",
    "procedure", "procedures", "code", "codes", "document", "documents", "report", "reports", "note", "notes", "letter", "film", "films",
    # Plain English that labels and synonyms also use.
}  # fmt: skip
"""Words of the pack that are plain English, or name what every specialty has."""


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
