"""Reference articles: text, Markdown or a web page, read into title, sections, statements, citations and references."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..errors import InputError
from ..model.base import NOT_STATED, Model, NotStated
from ..pack.yamlio import decode, read_bytes
from .page import lines_of_page
from .reader import Reader
from .verdicts import Verdicts, verdicts_of
from .written import Written, forms

PAGES: Final = (".html", ".htm")
SUFFIXES: Final = (".md", *PAGES, ".txt")
"""Kinds of file that are read, the better one first."""


class ArticleReference(Model):
    """One entry of an article's reference list."""

    number: int
    type: str | NotStated = NOT_STATED
    title: str
    venue: str | NotStated = NOT_STATED


class Article(Model):
    """A reference article."""

    question: str | NotStated = NOT_STATED
    title: str
    written: Written
    references: tuple[ArticleReference, ...] = ()
    related_questions: tuple[str, ...] = ()
    verdicts: Verdicts

    def dangling(self) -> tuple[str, ...]:
        """Numbers cited that the reference list does not hold."""
        cited = {n for s in self.written.statements for n in s.cites}
        return tuple(sorted(cited - set(self.written.sources), key=int)) if self.references else ()


def find_article(folder: Path, case: str) -> Path | None:
    """The article of a case: a file named after it."""
    return next((path for suffix in SUFFIXES if (path := folder / f"{case}{suffix}").is_file()), None)


def load_article(path: Path) -> Article:
    """The article in a file. Raises InputError."""
    text = decode(read_bytes(path, fault=InputError), path, fault=InputError)
    return parse_article(lines_of_page(text) if path.suffix.lower() in PAGES else text, str(path))


def parse_article(text: str, name: str = "article") -> Article:
    """The article in a text or Markdown. Raises InputError where it holds no statement."""
    reader = Reader()
    reader.read(text)
    if not reader.said:
        raise InputError(
            f"{name}: no statement was found in this article.",
            remedy="An article is text, Markdown or HTML with a heading and sentences below it.",
        )
    references = tuple(_references(reader.reference_lines))
    written = Written(
        title=reader.headings[0] if reader.headings else "",
        headings=tuple(reader.headings[1:]),
        statements=tuple(reader.said),
        sources={str(r.number): r.type for r in references},
    )
    return Article(
        question=reader.question,
        title=written.title,
        written=written,
        references=references,
        related_questions=tuple(reader.related),
        verdicts=verdicts_of(written),
    )


_ENTRY = re.compile(r"^(?:\[\^?(\d{1,2})\]:?|(\d{1,2})[.)])\s+")


def _references(lines: list[str]) -> Iterator[ArticleReference]:
    """Entries of three lines (type, title, venue), or of one line each, with their own numbers where they have them."""
    types = {t.lower(): t for t in forms().reference_types}
    number = i = 0
    while i < len(lines):
        own = _ENTRY.match(lines[i])
        number = int(own[1] or own[2]) if own else number + 1
        words = lines[i][own.end() :] if own else lines[i]
        if words.lower() in types:
            venue = lines[i + 2] if i + 2 < len(lines) and lines[i + 2].lower() not in types else NOT_STATED
            title = lines[i + 1] if i + 1 < len(lines) else ""
            yield ArticleReference(number=number, type=types[words.lower()], title=title, venue=venue)
            i += 2 if venue == NOT_STATED else 3
        else:
            yield _in_one_line(number, words, types)
            i += 1


_TYPED = re.compile(r"^\[?(\w+)(?:\]|[.:])\s*(?=\S)|\s*[(\[](\w+)[)\]]\.?$")


def _in_one_line(number: int, words: str, types: dict[str, str]) -> ArticleReference:
    """`Type. Title. Venue`, `[Type] Title`, `Type: Title` or `Title (Type)`; the type may be missing."""
    for found in _TYPED.finditer(words):
        if (kind := types.get((found[1] or found[2]).lower())) is not None:
            title = words[found.end() :] if found[1] else words[: found.start()]
            return ArticleReference(number=number, type=kind, title=title.strip())
    return ArticleReference(number=number, title=words)
