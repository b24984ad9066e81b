"""A web page as the lines that articles are read from: headings marked, items with a bullet, raised numbers in brackets."""

import re
from html.parser import HTMLParser

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|d[dlt]|div|fig(caption|ure)|footer|form|header|hr|html|li|main|p|section"
    "|table|t[dhr]|[ou]l"
)
_SILENT = re.compile("button|head|nav|noscript|option|script|select|style|svg|template|textarea")
"""Parts of a page whose text is no text of the article."""
_HEADING = re.compile(r"h[1-6]$")


def lines_of_page(text: str) -> str:
    """The text of a page."""
    page = _Page()
    page.feed(text)
    page.close()
    return "\n".join(page.lines())


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0
        self._lists: list[int | None] = []
        """Numbers of the ordered lists that are open; None for a list without numbers."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _SILENT.fullmatch(tag):
            self._silent += 1
        elif _HEADING.match(tag):
            self._parts.append(f"\n{'#' * int(tag[1])} ")
        elif tag in ("ol", "ul"):
            self._lists.append(0 if tag == "ol" else None)
            self._parts.append("\n")
        elif tag == "li":
            self._parts.append("\n" + self._bullet())
        elif tag in ("td", "th"):
            self._parts.append("| ")
        elif tag == "sup":
            self._parts.append(" [")
        elif _BLOCKS.fullmatch(tag):
            self._parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if _SILENT.fullmatch(tag):
            self._silent = max(0, self._silent - 1)
        elif tag == "sup":
            self._parts.append("]")
        elif tag == "tr":
            self._parts.append("|\n")
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
            self._parts.append("\n")
        elif (_BLOCKS.fullmatch(tag) and tag not in ("td", "th")) or _HEADING.match(tag):
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(re.sub(r"\s+", " ", data))

    def lines(self) -> list[str]:
        """Lines with their list's depth in front."""
        # Marks in raised brackets, and raised commas between marks.
        joined = re.sub(r"(?<=\[)\s*\[([^\]]*)\]\s*(?=\])", r"\1", "".join(self._parts))
        joined = re.sub(r"\s*\[\s*[,;]\s*\]", "", joined)
        return [re.sub(r"(?<=\S)[ \t]+", " ", line).rstrip() for line in joined.split("\n") if line.strip(" #|•")]

    def _bullet(self) -> str:
        indent = "  " * len(self._lists)
        number = self._lists[-1] if self._lists else None
        if number is None:
            return f"{indent}• "
        self._lists[-1] = number + 1
        return f"{indent}{number + 1}. "
