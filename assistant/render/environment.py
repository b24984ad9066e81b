"""The templates of this package: one environment for each kind of output, chosen by the ending of the template's name.

What a template prints is escaped for its kind without being asked: `.html.j2` as HTML, `.typ.j2` as Typst. Markdown is
printed as it is: the guard refuses markup, and the output is not HTML.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ..errors import shown
from .notes import entry, record_entry
from .typst_text import Typst, literal, markup


@cache
def template(name: str) -> Template:
    """A template of this package."""
    return _environment(name.removesuffix(".j2").rpartition(".")[2]).get_template(name)


@cache
def _environment(kind: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("assistant.render"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=kind == "html",
        keep_trailing_newline=kind != "html",
        finalize=markup if kind == "typ" else None,
    )
    environment.filters["cell"] = lambda text: str(text).replace("|", "\\|")
    environment.filters["line"] = shown
    environment.filters["literal"] = literal
    environment.filters["code"] = Typst
    environment.globals.update(entry=entry, record_entry=record_entry)
    return environment
