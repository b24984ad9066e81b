"""The templates of `prompts/`, each with its version and the variables it declares, checked when it is loaded."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from pydantic import ValidationError

from ..errors import CorpusError, Where
from ..model.base import Model
from ..pack.data import data_root

if TYPE_CHECKING:
    from jinja2 import Environment

SUFFIX: Final = ".md.j2"


class Front(Model):
    """What stands at the top of a template."""

    name: str
    version: str
    variables: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """One template: front matter, and the text below it."""

    front: Front
    text: str
    path: Path


class Prompts:
    """All templates of one folder, read and checked together."""

    def __init__(self, folder: Path | None = None) -> None:
        """The program's own folder by default.

        Raises:
            CorpusError: a template without front matter, one that does not parse, or one whose variables are not those
                it declares.
        """
        self.folder = folder or data_root() / "prompts"
        self.templates = {path.name: _loaded(path) for path in sorted(self.folder.glob(f"*{SUFFIX}")) if path.is_file()}
        for name in self.templates:
            self._check(name)

    @property
    def versions(self) -> dict[str, str]:
        """Version by name."""
        return {t.front.name: t.front.version for t in self.templates.values()}

    def render(self, name: str, **values: Any) -> str:
        """A template filled in. Raises CorpusError where a value is missing, or one is given that it does not take."""
        from jinja2 import TemplateError

        template = self._template(f"{name}{SUFFIX}", self.folder)
        if strangers := set(values) ^ set(template.front.variables):
            raise _wrong(
                template.path, f"these variables are given or taken, not both: {', '.join(sorted(strangers))}."
            )
        try:
            return self._environment.get_template(f"{name}{SUFFIX}").render(**values).strip() + "\n"
        except TemplateError as error:
            raise _wrong(template.path, f"it cannot be filled in: {error}.") from None

    @cached_property
    def _environment(self) -> "Environment":
        from jinja2 import DictLoader, Environment, StrictUndefined

        return Environment(
            loader=DictLoader({name: t.text for name, t in self.templates.items()}),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # the text goes to a model, not to a browser
        )

    def _template(self, name: str, asked_by: Path) -> Template:
        if name not in self.templates:
            raise _wrong(asked_by, f"there is no template {name!r}.")
        return self.templates[name]

    def _check(self, name: str) -> None:
        template = self.templates[name]
        used, declared = self._used(name, ()), set(template.front.variables)
        if undeclared := used - declared:
            raise _wrong(template.path, f"it uses what it does not declare: {', '.join(sorted(undeclared))}.")
        if idle := declared - used:
            raise _wrong(template.path, f"it declares what it does not use: {', '.join(sorted(idle))}.")

    def _used(self, name: str, above: tuple[str, ...]) -> set[str]:
        """Variables of a template and of those it includes."""
        from jinja2 import TemplateSyntaxError, meta

        template = self.templates[name]
        try:
            tree = self._environment.parse(template.text)
        except TemplateSyntaxError as error:
            raise _wrong(template.path, f"it does not parse: {error.message}.") from None
        used = set(meta.find_undeclared_variables(tree))
        for other in meta.find_referenced_templates(tree):
            if other is None or other in (*above, name):
                raise _wrong(template.path, "it includes itself, or a template whose name is computed.")
            self._template(other, template.path)
            used |= self._used(other, (*above, name))
        return used


@cache
def own_prompts() -> Prompts:
    """The program's own templates, read once. Raises CorpusError."""
    return Prompts()


def as_json(rows: Any) -> str:
    """JSON with one entry of a list a line: what stands in it cannot end a line, and so cannot end the fence."""
    if isinstance(rows, dict):
        inner = (f"{json.dumps(name)}: {as_json(value)}" for name, value in rows.items())
        return "{" + ",\n".join(inner) + "}"
    if isinstance(rows, list) and rows and isinstance(rows[0], dict):
        return "[\n" + ",\n".join(_compact(row) for row in rows) + "\n]"
    return _compact(rows)


def _compact(value: Any) -> str:
    # Line separators of Unicode are no white space to JSON, and end a line to some readers.
    return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _loaded(path: Path) -> Template:
    head, rest = _parted(path.read_text("utf-8").splitlines(keepends=True))
    try:
        return Template(Front.model_validate(yaml.safe_load(head)), rest, path)
    except (yaml.YAMLError, ValidationError):
        raise _wrong(
            path, "it has to begin with name, version and variables between two lines of three hyphens."
        ) from None


def _parted(lines: Iterable[str]) -> tuple[str, str]:
    """Front matter and text."""
    text = "".join(lines)
    parts = text.split("---\n", 2) if text.startswith("---\n") else ["", "", text]
    return (parts[1], parts[2]) if len(parts) == 3 else ("", text)


def _wrong(path: Path, message: str) -> CorpusError:
    return CorpusError(message, where=Where(path), remedy="Correct the template.")
