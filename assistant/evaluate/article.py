"""Reference articles: reading text and Markdown into title, sections, statements, citations and references.

Plain text marks no headings, so they are told by their form: a short line without a bullet, a citation or an end of
sentence. A heading that another one follows at once stands above those that come next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..errors import InputError
from ..model.base import NOT_STATED, Model, NotStated
from ..pack.yamlio import decode, read_bytes
from .verdicts import Verdicts, verdicts_of
from .written import Said, Written, forms

SUFFIXES: Final = (".md", ".txt")
"""Kinds of file that are read, the better one first."""
LONGEST_HEADING: Final = 170
"""Characters above which a line is no heading."""

_NUMBERS = r"\d{1,2}(?:\s?[,;-]\s?\d{1,2})*"
_MARKED = re.compile(rf"\s*\[(?P<n>{_NUMBERS})\]")
_AFTER = re.compile(rf"(?<=[.!?:\"”')\]])\s+(?P<n>{_NUMBERS})(?=\s+[A-Z]|\s*$)")
_BEFORE = re.compile(rf"(?<=[^\W\d]|[\"”')%\]])\s+(?P<n>{_NUMBERS})(?=\.(?:\s|$)|\s*$)")
_ASIDE = re.compile(r"\s*\[@?(?:question context|case presentation|patient record|record)\]", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[•*·▪–-]|\d{1,2}[.)])\s+")
_HASH = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BOLD = re.compile(r"\*\*|__(?=\w)|(?<=\w)__")
_SPLIT = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!vs\.)(?<!al\.)(?<!e\.g\.)\s+(?=[A-Z\"“])")
_SIGN = "\N{SECTION SIGN}"
_CITED = re.compile(rf"{_SIGN}(\d{{1,2}}(?:,\d{{1,2}})*){_SIGN}")


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
    return parse_article(decode(read_bytes(path, fault=InputError), path, fault=InputError), str(path))


def parse_article(text: str, name: str = "article") -> Article:
    """The article in a text. Raises InputError where it holds no statement."""
    reader = _Reader()
    reader.read(text)
    if not reader.said:
        raise InputError(
            f"{name}: no statement was found in this article.",
            remedy="An article is text or Markdown with a heading and sentences below it.",
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


@dataclass
class _Reader:
    """Goes through an article line by line."""

    question: str | NotStated = NOT_STATED
    headings: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    reference_lines: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    _above: list[tuple[int, str]] = field(default_factory=list)
    """Headings in force with their depth."""
    _heading_before: bool = False

    def read(self, text: str) -> None:
        """Everything down to the disclaimer."""
        known = forms()
        lines = [line.rstrip() for line in text.splitlines() if line.strip()]
        part = "text"
        for raw in lines:
            hashes = _HASH.match(raw.strip())
            line = _BOLD.sub("", hashes[2] if hashes else raw.strip()).strip()
            if re.fullmatch(r"[-=_*]{3,}", line) or _any(known.furniture, line):
                continue
            if re.search(known.end, line, re.IGNORECASE) and len(line) < LONGEST_HEADING:
                part = "end"
            elif re.search(known.references, line, re.IGNORECASE):
                part = "references"
            elif re.search(known.related, line, re.IGNORECASE):
                part = "related"
            elif part == "references":
                self.reference_lines.append(_BULLET.sub("", line))
            elif part == "related":
                self.related.append(_BULLET.sub("", line))
            elif part == "text":
                self._line(line, len(hashes[1]) if hashes else None)

    def _line(self, line: str, depth: int | None) -> None:
        if not self.headings and not self.said and line.endswith("?"):
            self.question = line
        elif depth is not None or _is_heading(line):
            self._heading(line, depth)
        else:
            self._heading_before = False
            self._statements(line)

    def _heading(self, line: str, depth: int | None) -> None:
        """A marked heading has its depth. An unmarked one stands below a heading directly above it, else beside the last."""
        line = _CITED.sub("", _marked(line)).strip()
        self.headings.append(line)
        if len(self.headings) == 1:
            self._above = [(0, line)]
        elif depth is not None:
            self._above = [*((d, h) for d, h in self._above if d < depth), (depth, line)]
        elif self._heading_before and len(self._above) > 1:
            self._above = [self._above[0], (1, self._above[-1][1]), (2, line)]
        else:
            last = max(1, self._above[-1][0])
            self._above = [*((d, h) for d, h in self._above if d < last), (last, line)]
        self._heading_before = True

    def _statements(self, line: str) -> None:
        body = _BULLET.sub("", line)
        aside = _ASIDE.search(body) is not None
        body = _marked(_ASIDE.sub("", body))
        section = self._kind(body)
        for piece in _pieces(body):
            cites = tuple(dict.fromkeys(n for m in _CITED.finditer(piece) for n in m[1].split(",")))
            words = re.sub(r"\s+([.,;])", r"\1", _CITED.sub("", piece)).strip()
            if not words or (words.endswith(":") and not cites):
                continue
            self.said.append(
                Said(
                    id=f"a{len(self.said) + 1}",
                    section=section,
                    heading=" / ".join(h for _, h in self._above[1:]),
                    context=". ".join(h for _, h in self._above[1:]),
                    text=words,
                    cites=cites,
                    record=aside,
                )
            )

    def _kind(self, line: str) -> str:
        """The first kind, in the order of the list, that a heading above has; a summary may begin without a heading."""
        if re.match(r"in summary\b|in conclusion\b", line, re.IGNORECASE):
            return "summary"
        above = [heading for _, heading in self._above[1:]]
        for kind in forms().kinds:
            if any(re.search(kind.heading, heading, re.IGNORECASE) for heading in above):
                return kind.kind
        return "" if above else "verdict"


def _is_heading(line: str) -> bool:
    """Whether an unmarked line has the form of a heading."""
    if _BULLET.match(line) or len(line) > LONGEST_HEADING or line.endswith((".", "?", ";", ",")):
        return False
    if _CITED.search(_marked(line)) or (line.endswith(":") and not line[:-1].istitle()):
        return False
    named = [w for w in re.findall(r"[A-Za-z][\w'’-]*", line) if len(w) > 3]
    return bool(named) and sum(w[0].isupper() for w in named) >= 0.6 * len(named)


def _marked(text: str) -> str:
    """The text with its citations between section signs."""

    def sign(match: re.Match[str]) -> str:
        return f" {_SIGN}{','.join(_numbers(match['n']))}{_SIGN}"

    return _BEFORE.sub(sign, _AFTER.sub(sign, _MARKED.sub(sign, text)))


def _numbers(text: str) -> Iterator[str]:
    """Numbers of a citation; a range is written out."""
    for part in re.split(r"\s?[,;]\s?", text):
        ends = [int(n) for n in re.split(r"\s?-\s?", part)]
        yield from (str(n) for n in range(ends[0], ends[-1] + 1))


def _pieces(text: str) -> Iterator[str]:
    """Sentences with the citations that follow them."""
    start = 0
    for match in _CITED.finditer(text):
        rest = text[match.end() :]
        if not rest.strip(" .") or re.match(r"\.?\s+[A-Z\"“]", rest):
            stop = "." if rest.startswith(".") else ""
            yield from _SPLIT.split(text[start : match.end()] + stop)
            start = match.end() + len(stop)
    if text[start:].strip():
        yield from _SPLIT.split(text[start:])


def _references(lines: list[str]) -> Iterator[ArticleReference]:
    """Entries of three lines (type, title, venue), or of one line each."""
    types = {t.lower(): t for t in forms().reference_types}
    number = 0
    i = 0
    while i < len(lines):
        number += 1
        kind, _, rest = lines[i].partition(".")
        if lines[i].lower() in types:
            venue = lines[i + 2] if i + 2 < len(lines) and lines[i + 2].lower() not in types else None
            title = lines[i + 1] if i + 1 < len(lines) else ""
            yield ArticleReference(
                number=number, type=types[lines[i].lower()], title=title, venue=NOT_STATED if venue is None else venue
            )
            i += 2 if venue is None else 3
        else:
            typed = kind.lower() in types
            yield ArticleReference(
                number=number,
                type=types[kind.lower()] if typed else NOT_STATED,
                title=rest.strip() if typed else lines[i],
            )
            i += 1


def _any(patterns: tuple[str, ...], line: str) -> bool:
    return any(re.search(pattern, line, re.IGNORECASE) for pattern in patterns)
