"""One text in other layouts: the same words, as other programs, printers and people set them on a page."""

import re
import textwrap
from collections.abc import Callable

LABELLED = re.compile(
    r"^(?P<mark>(?:[-*•]|\d+[.)]|#+)\s+)?(?:\*\*)?(?P<label>[A-Za-z][^:.;,|\d*]{0,38}?):(?:\*\*)?[ \t]+(?P<rest>\S.*)$"
)
"""A line that begins with a label and a colon."""
LEVEL_ROW = re.compile(r"^(?P<label>[CTL]\d{1,2}\s?[-/]\s?[CTLS]?\d{1,2}):[ \t]+(?P<rest>\S.*)$")
"""A line that begins with a level and a colon, as a row of a report."""
LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
KEPT = 4
"""A label of more words is a clause."""
Parted = tuple[str, str] | str
"""A line as its label and the rest, or whole."""


def parted(line: str, *, levels: bool = False) -> Parted:
    """A line as label and rest where it has both."""
    found = LABELLED.match(line) or (LEVEL_ROW.match(line) if levels else None)
    if found and len(found["label"].split()) <= KEPT:
        return found["label"], found["rest"]
    return line


def by_line(text: str, made: Callable[[str, str], str], *, levels: bool = False) -> str:
    """The text with each labelled line made anew."""
    parts = (parted(line, levels=levels) for line in text.split("\n"))
    return "\n".join(part if isinstance(part, str) else made(*part) for part in parts)


def sentences(rest: str) -> list[str]:
    """The sentences of a line, roughly."""
    return re.split(r"(?<=[a-z\d%)][.])\s+(?=[A-Z])", rest)


def wrapped(text: str, width: int, *, indent: str = "") -> str:
    """Lines broken hard at a width."""
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False))
        for line in text.split("\n")
    )


def section_lines(text: str) -> str:
    """Each section on one line: lines without a label join the labelled line before them."""
    made: list[str] = []
    joins = False
    for line in text.split("\n"):
        whole = isinstance(parted(line), str)
        if whole and joins and line.strip() and not line.isupper():
            made[-1] += " " + line.strip()
        else:
            made.append(line)
            joins = not whole and not line.lower().startswith("date")
    return "\n".join(made)


def one_paragraph(text: str, *, stops: bool = False, documents: bool = False) -> str:
    """Every line break lost; with full stops where a line ended without one, and with the documents still apart."""
    if documents:
        return "\n\n".join(one_paragraph(part) for part in re.split(r"\n\s*\n", text))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if stops:
        lines = [line if line[-1] in ".:;,!?" else line + "." for line in lines]
    return " ".join(lines)


def bulleted(text: str, mark: str) -> str:
    """Each sentence below a heading as an item."""
    return by_line(text, lambda label, rest: f"{label}:\n" + "\n".join(f"{mark} {one}" for one in sentences(rest)))


def numbered(text: str) -> str:
    """The labelled lines counted."""
    count = iter(range(1, 999))
    return by_line(text, lambda label, rest: f"{next(count)}. {label}: {rest}")


def with_pages(text: str, every: int, made: Callable[[int], str]) -> str:
    """Lines of a page's foot and head after each few lines, in the midst of sentences."""
    lines = wrapped(text, 70).split("\n")
    pages = [lines[at : at + every] for at in range(0, len(lines), every)]
    whole = "\n".join(pages[0])
    for number, page in enumerate(pages[1:], 2):
        whole += "\n" + made(number).replace("{of}", str(len(pages))) + "\n" + "\n".join(page)
    return whole


def page_break(number: int) -> str:
    """A foot and a head as a record system prints them."""
    return (
        f"Electronically signed by A. Poe, MD                Page {number - 1} of {{of}}\n\n"
        f"Patient: DOE, JANE   MRN: 558812   DOB: 02/03/1958\nPrinted on 01/05/2027 10:14 AM"
    )


def fax_line(number: int) -> str:
    """A line that a fax machine prints."""
    return f"01/05/2027 10:14 AM  FROM: 5550100  TO: 5550199  P.{number:03}/{{of}}"


def hyphenated(text: str) -> str:
    """Long words broken at the end of a line."""
    made: list[str] = []
    for line in text.split("\n"):
        row = ""
        for word in line.split(" "):
            if len(row) + len(word) > 62 and len(row) < 58 and re.fullmatch(r"[A-Za-z]?[a-z]{7,}\W?", word):
                made.append(f"{row} {word[:4]}-".strip())
                row = word[4:]
            elif row and len(row) + len(word) > 62:
                made.append(row)
                row = word
            else:
                row = f"{row} {word}" if row else word
        made.append(row)
    return "\n".join(made)


def ligated(text: str) -> str:
    """Ligatures in place of their letters."""
    for letters, sign in LIGATURES.items():
        text = text.replace(letters, sign)
    return text


def stamped(text: str) -> str:
    """A clock's time before each line."""
    return "\n".join(
        f"[09:{12 + n % 40}:07 AM] {line}" if line.strip() else line for n, line in enumerate(text.split("\n"))
    )


def as_table(text: str) -> str:
    """Labelled lines as rows of a Markdown table."""
    made: list[str] = []
    inside = False
    for part in (parted(line, levels=True) for line in text.split("\n")):
        if isinstance(part, str):
            made.append(part)
            inside = False
            continue
        if not inside:
            made += ["", "| Item | Detail |", "| --- | --- |"]
        made.append(f"| {part[0]} | {part[1]} |")
        inside = True
    return "\n".join(made)


def rich(text: str) -> str:
    """What is left of a rich text that was not converted."""
    body = "\n".join(
        rf"\b {p[0]}:\b0  {p[1]}\par" if not isinstance(p, str) else rf"{p}\par" for p in map(parted, text.split("\n"))
    )
    return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs20\n" + body + "\n}"


def as_web(text: str) -> str:
    """What is left of a web page."""
    return "<br/>\n".join(
        f"<b>{p[0]}:</b>&nbsp;{p[1]}" if not isinstance(p, str) else p for p in map(parted, text.split("\n"))
    )


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wrapped at 60": lambda t: wrapped(t, 60),
    "wrapped at 80": lambda t: wrapped(t, 80),
    "wrapped at 100": lambda t: wrapped(t, 100),
    "hanging indent": lambda t: wrapped(t, 72, indent="      "),
    "a section a line": section_lines,
    "one paragraph": one_paragraph,
    "one paragraph, stops": lambda t: one_paragraph(t, stops=True),
    "one paragraph a document": lambda t: one_paragraph(t, documents=True),
    "capital headings": lambda t: by_line(t, lambda a, b: f"{a.upper()}\n{b}"),
    "capital headings, blank": lambda t: by_line(t, lambda a, b: f"\n{a.upper()}\n\n{b}\n"),
    "headings, colon": lambda t: by_line(t, lambda a, b: f"{a}:\n{b}"),
    "headings underlined": lambda t: by_line(t, lambda a, b: f"{a}\n{'-' * len(a)}\n{b}"),
    "bold labels": lambda t: by_line(t, lambda a, b: f"**{a}:** {b}"),
    "bold labels, colon out": lambda t: by_line(t, lambda a, b: f"**{a}**: {b}"),
    "Markdown headings": lambda t: by_line(t, lambda a, b: f"\n## {a}\n{b}"),
    "bracketed labels": lambda t: by_line(t, lambda a, b: f"[{a}] {b}"),
    "numbered": numbered,
    "no colon": lambda t: by_line(t, lambda a, b: f"{a.upper()} {b}"),
    "bullets -": lambda t: bulleted(t, "-"),
    "bullets *": lambda t: bulleted(t, "*"),
    "bullets •": lambda t: bulleted(t, "•"),
    "bullets o": lambda t: bulleted(t, "o"),
    "bullets \uf0b7": lambda t: bulleted(t, "\uf0b7"),
    "bullets >": lambda t: bulleted(t, ">"),
    "dotted form": lambda t: by_line(t, lambda a, b: f"{a} {'.' * max(3, 24 - len(a))} {b}"),
    "spaced form": lambda t: by_line(t, lambda a, b: f"{a:24}  {b}"),
    "tab": lambda t: by_line(t, lambda a, b: f"{a}\t{b}", levels=True),
    "pipe": lambda t: by_line(t, lambda a, b: f"{a} | {b}", levels=True),
    "dash": lambda t: by_line(t, lambda a, b: f"{a} - {b}", levels=True),
    "long dash": lambda t: by_line(t, lambda a, b: f"{a} \u2013 {b}", levels=True),
    "space before colon": lambda t: by_line(t, lambda a, b: f"{a} : {b}", levels=True),
    "no space after colon": lambda t: by_line(t, lambda a, b: f"{a}:{b}", levels=True),
    "equals": lambda t: by_line(t, lambda a, b: f"{a} = {b}", levels=True),
    "page heads and feet": lambda t: with_pages(t, 5, page_break),
    "fax lines": lambda t: with_pages(t, 5, fax_line),
    "bare page numbers": lambda t: with_pages(t, 5, lambda n: f"\n- {n - 1} -\n\f"),
    "blank lines": lambda t: t.replace("\n", "\n\n"),
    "blank lines, wrapped": lambda t: wrapped(t, 80).replace("\n", "\n\n"),
    "indented": lambda t: textwrap.indent(t, "        "),
    "CRLF": lambda t: t.replace("\n", "\r\n"),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "ligatures": ligated,
    "soft hyphens": lambda t: re.sub(r"([a-z]{4})(?=[a-z]{3})", "\\1\u00ad", t),
    "hyphenated": hyphenated,
    "long hyphens": lambda t: re.sub(r"(?<=\w)-(?=\w)", "\u2013", t),
    "capitals": str.upper,
    "small letters": str.lower,
    "Markdown table": as_table,
    "rich text residue": rich,
    "web residue": as_web,
    "time stamps": stamped,
    "quoted mail": lambda t: textwrap.indent(t, "> ", lambda _: True),
    "line numbers": lambda t: "\n".join(f"{n:>3}  {line}" for n, line in enumerate(wrapped(t, 80).split("\n"), 1)),
}
"""A layout's name and how a text is set in it."""
