"""Going through an article line by line: headings, statements, references, related questions.

Plain text marks no headings, so they are told by their form: a short line without a bullet, a citation or an end of
sentence. A heading that another one follows at once stands above those that come next.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from ..model.base import NOT_STATED, NotStated
from .marks import cited, marked, pieces, unmarked
from .written import Said, forms

LONGEST_HEADING: Final = 170
"""Characters above which a line is no heading."""
_ASIDE = re.compile(r"\s*\[@?(?:question context|case presentation|patient record|record)\]", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[•*·▪–-]|\d{1,2}[.)])\s+")
_HASH = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BOLD = re.compile(r"\*\*|__(?=\w)|(?<=\w)__")
_ALL_BOLD = re.compile(r"(\*\*|__)(?!\s)[^*_]+[^\s.*_]\1")
_BOLD_DEPTH: Final = 6
_ROW = re.compile(r"^\|.*\|$")
_QUOTED = re.compile(r"^\s*>+ ?")
_RULE = re.compile(r"[-=_*]{3,}|\|[\s:|-]+\|")
_CLOSING = re.compile(r"in (summary|conclusion)\b", re.IGNORECASE)


@dataclass
class Reader:
    """What an article holds, as far as it was read."""

    question: str | NotStated = NOT_STATED
    headings: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    reference_lines: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    _above: list[tuple[int, str]] = field(default_factory=list)
    """Headings in force with their depth; the title is the first."""
    _heading_before: bool = False
    _all_marked: bool = False
    """Whether headings are marked as such: then nothing else is taken for one but a line wholly in bold."""
    _lead_in: tuple[int, str] | None = None
    """Words that end in a colon, and how far they are set in: what they announce is read with them."""
    _deeper: bool = False
    """Whether something set in further has followed them, so that their list ends where the indent does."""

    def read(self, text: str) -> None:
        """Everything down to the disclaimer."""
        known = forms()
        lines = [_QUOTED.sub("", line.expandtabs(4)).rstrip() for line in text.splitlines() if line.strip("> \t")]
        part = "text"
        self._all_marked = sum(_HASH.match(line.strip()) is not None for line in lines) > 1
        for n, raw in enumerate(lines):
            hashes = _HASH.match(raw.strip())
            line = _BOLD.sub("", hashes[2] if hashes else raw.strip()).strip()
            if not line or _RULE.fullmatch(line) or _any(known.furniture, line):
                continue
            if re.search(known.end, line, re.IGNORECASE) and len(line) < LONGEST_HEADING:
                part = "end"
            elif re.search(known.references, line, re.IGNORECASE):
                part = "references"
            elif re.search(known.related, line, re.IGNORECASE):
                part = "related"
            elif part == "references":
                self.reference_lines.append(re.sub(r"^[•*·▪–-]\s+", "", line))
            elif part == "related":
                self.related.append(_BULLET.sub("", line))
            elif part == "text":
                ruled = n + 1 < len(lines) and _RULE.fullmatch(lines[n + 1].strip()) is not None
                if _ROW.match(line):
                    if not ruled:  # the row above a rule names the columns
                        self._statements(", ".join(c.strip() for c in line.strip("|").split("|") if c.strip()), 0)
                else:
                    depth = len(hashes[1]) if hashes else _BOLD_DEPTH if _ALL_BOLD.fullmatch(raw.strip()) else None
                    self._line(line, depth, len(raw) - len(raw.lstrip()))

    def _line(self, line: str, depth: int | None, indent: int) -> None:
        if not self.headings and not self.said and line.endswith("?"):
            self.question = re.sub(r"^question:\s+", "", line, flags=re.IGNORECASE)
        elif depth is not None or (not self._all_marked and is_heading(line)):
            self._heading(line, depth)
        else:
            self._heading_before = False
            if closing := _CLOSING.match(line):
                self._above = [*self._above[:1], (1, closing[0])]
            self._statements(line, indent)

    def _heading(self, line: str, depth: int | None) -> None:
        """A marked heading has its depth. Of the others those that always open a part, or a stage, stand on top; one
        directly below another stands below it; any other beside the last.
        """
        line = re.sub(r"^\d{1,2}[.)]\s+(?=\D)", "", unmarked(marked(line)))
        self.headings.append(line)
        self._lead_in = None
        title, known = self._above[:1], forms()
        if len(self.headings) == 1:
            self._above = [(0, line)]
        elif depth is not None:
            self._above = [*((d, h) for d, h in self._above if d < depth), (depth, line)]
        elif re.search(known.opens, line, re.IGNORECASE):
            self._above = [*title, (1, line)]
        elif self._heading_before and len(self._above) > 1:
            self._above = [*title, (1, self._above[-1][1]), (2, line)]
        else:
            last = max(1, self._above[-1][0])
            if self._above[1:2] and re.search(known.holds, self._above[1][1], re.IGNORECASE):
                last = 2
            self._above = [*((d, h) for d, h in self._above if d < last), (last, line)]
        self._heading_before = True

    def _statements(self, line: str, indent: int) -> None:
        body = _BULLET.sub("", line)
        plain = body == line
        if self._lead_in is not None:
            self._deeper = self._deeper or indent > self._lead_in[0]
            if plain or indent < self._lead_in[0] or (self._deeper and indent == self._lead_in[0]):
                self._lead_in = None
        aside = _ASIDE.search(body) is not None
        body = marked(_ASIDE.sub("", body))
        section = self._kind()
        for piece in pieces(body):
            cites, words = cited(piece), unmarked(piece)
            if words.endswith(":") and not cites:
                self._lead_in, self._deeper = (indent, words.rstrip(":")), False
                continue
            if not words:
                continue
            announced = [] if self._lead_in is None else [self._lead_in[1]]
            self.said.append(
                Said(
                    id=f"a{len(self.said) + 1}",
                    section=section,
                    heading=" / ".join(h for _, h in self._above[1:]),
                    context=". ".join([*(h for _, h in self._above[1:]), *announced]),
                    text=words,
                    cites=cites,
                    record=aside,
                )
            )

    def _kind(self) -> str:
        """The first kind, in the order of the list, that a heading above has."""
        above = [heading for _, heading in self._above[1:]]
        for kind in forms().kinds:
            if any(re.search(kind.heading, heading, re.IGNORECASE) for heading in above):
                return kind.kind
        return "" if above else "verdict"


def is_heading(line: str) -> bool:
    """Whether an unmarked line has the form of a heading."""
    if _BULLET.match(line) or len(line) > LONGEST_HEADING or line.endswith((".", "?", ";", ",")):
        return False
    if cited(marked(line)) or (line.endswith(":") and not line[:-1].istitle()):
        return False
    named = [w for w in re.findall(r"[A-Za-z][\w'’-]*", line) if len(w) > 3]
    return bool(named) and sum(w[0].isupper() for w in named) >= 0.6 * len(named)


def _any(patterns: tuple[str, ...], line: str) -> bool:
    return any(re.search(pattern, line, re.IGNORECASE) for pattern in patterns)
