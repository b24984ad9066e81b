"""A text that another system wrote: Markdown with numbered citations, read into sentences that cite facts and documents.

Numbers are followed through the text's own lists ("References", "Record reviewed") to the sources of the corpus and the
documents of the case. A number that leads nowhere stays in the text, where the guard refuses it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from ..model.case import Case
from ..model.corpus import Source
from .listed_documents import document_of, is_entry
from .text import normalise, sentence_spans, squeeze
from .unmarked import with_marks

_MARK: Final = re.compile(r"\s*\[((?:R|ref\.?\s*)?\d+(?:\s*(?:[,;]|-|to)\s*(?:R|ref\.?\s*)?\d+)*)\]", re.IGNORECASE)
_EMPHASIS: Final = re.compile(r"\*\*|__|`|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])|\\(?=[\[\]()|*_.])")
_ENTRY: Final = re.compile(r"^\s*[\[(]?(R?\d+)[\].):]*\s+(.+)$", re.IGNORECASE | re.DOTALL)
_NOTE: Final = re.compile(r"^\[\^(\d+)\]:[ \t]*(.+)$", re.MULTILINE)
"""A footnote; its marks in the text are `[^1]`."""
_NOTE_MARK: Final = re.compile(r"\[\^(\d+)\]")
_ROUND: Final = re.compile(r"\((\d{1,2})\)(?=\s*(?:[.;,]|$))")
"""A citation number in round brackets, where the list of references has them too."""
_AUTHOR_YEAR: Final = re.compile(r"\(([A-Z][A-Za-z'-]+)(?: et al\.?| and colleagues)?,? (\d{4})\)")
_OWN_LINE: Final = re.compile(
    r"\s*(?:\*\*[^*]+:\*\*|\*\*[^*]+\*\*:|[\[(]?R?\d+[\].):]+\s|[A-Z][A-Za-z]*(?: [A-Za-z/&-]+){0,3}: \S)"
)
"""Begins a line that stands for itself: a label, in bold or plain, or the number of an entry."""
_ROW: Final = re.compile(r"\s*\|.*\|\s*$")
_LISTS: Final = re.compile(r"\b(?:references?|bibliography|sources|literature|works cited)\b", re.IGNORECASE)
_RECORD: Final = re.compile(
    r"\b(?:records?|documents|documentation|files?|chart) (?:reviewed|read|considered|received|relied on|on file)\b"
    r"|^(?:\w+ )?(?:records?|documents|documentation|sources of information|materials? reviewed|exhibits)\W*$",
    re.IGNORECASE,
)
_CALLED_SO: Final = re.compile(r"(?:\w+ )?(?:records?|documents|documentation)\W*$", re.IGNORECASE)
"""A heading that a list of documents may have, and what is told of them as well."""
_HEADED: Final = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z][.)]|[IVX]+[.)])\s+(?=[A-Z])")
"""The number of a heading."""
_LEFT_OUT: Final = re.compile(r"\b(?:related questions|disclaimer)\b", re.IGNORECASE)
_FURNITURE: Final = re.compile(
    r"^(?:question\b|draft\b|guard:|title:|date:|last updated:|author|prepared|(?:key )?(?:sources|references):|re:)"
    r"|\bpending (?:human )?review\b|^(?:line|stage), ",
    re.IGNORECASE,
)
"""Lines about the document itself."""
_COURTESY: Final = re.compile(
    r"(?:thank you|thanks|dear|sincerely|(?:kind |best )?regards|yours (?:sincerely|faithfully|truly)|respectfully"
    r"|(?:if you have|should you have) (?:any )?(?:questions|concerns)|please (?:call|contact))\b"
    r"(?:(?!approv|necess|certif|authori|grant|deni|deny|cover|met\b)[^;])*",
    re.IGNORECASE,
)
"""A sentence of a letter that says nothing of the case."""
_CAPTION: Final = re.compile(r"^(?:figure|fig\.|table|box) \d{1,2}[.:]\s+(?=\S)", re.IGNORECASE)
"""Number of a picture or table before its words."""
_SUBJECT: Final = re.compile(r"(?:re|title|draft|subject|matter)[.:]\s+(?=\S)", re.IGNORECASE)
"""Before the subject of a letter or a draft."""
_CITED_END: Final = re.compile(r"(?<=\]\.)\s+")
"""Between a sentence that ends with its citation and the next, which may begin with a small letter ("eviCore")."""
_LIKE: Final = 0.8
"""Share of the words of a title that an entry must have to be taken for it."""
_SOME: Final = 0.3
"""The same where it has the first author and the year as well."""
_SURE: Final = 0.6
"""The same where others of that body and year are like it."""
_JOINING: Final = frozenset(
    ("of", "the", "for", "and", "in", "with", "a", "an", "on", "to", "by", "or", "after", "from")
)
"""Words of a title that tell it from no other."""
_NUMBER: Final = re.compile(r"\d{3,}")
"""In the number of a policy."""
_FEW: Final = 5
"""Words that a shortened entry, or a title without its year, has at least."""
_NAMED: Final = 12
"""Words of a line in bold at most that stands for a heading."""


@dataclass(frozen=True)
class Sentence:
    """One sentence, with markers in place of its citation numbers."""

    text: str
    section: str
    line: int
    sources: tuple[str, ...]
    """Sources cited, in order; the text holds `[[source]]` where each stands."""


@dataclass
class Foreign:
    """A document as read."""

    title: str = ""
    headings: list[tuple[str, int]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    """Entries of its reference list, by number."""
    record: dict[str, str] = field(default_factory=dict)
    """Entries of its list of record documents, by number (`R1`)."""
    unread: list[tuple[str, int]] = field(default_factory=list)
    """Lines that are no statements: about the document itself, or entries of a list that lead nowhere."""


def read_markdown(
    text: str, sources: Mapping[str, Source], case: Case, labels: Mapping[str, str] = MappingProxyType({})
) -> Foreign:
    """The sentences of a Markdown text, or of one without marks, outside its lists of references, in order.

    `labels`: of the kinds of documents.
    """
    text = with_marks(text)
    found = Foreign(references=dict(_NOTE.findall(text)))
    pieces = list(_pieces(_NOTE_MARK.sub(r"[\1]", _NOTE.sub("", text))))
    section, lists, loose = "lead", "", False
    prose: list[tuple[str, str, int]] = []
    entries: list[tuple[str, str, int]] = []
    for kind, words, number, line in pieces:
        if kind == "columns":
            found.headings.append((words, line))
        elif kind == "heading" and _FURNITURE.search(words):
            _about_itself(found, words, line)
        elif kind == "heading":
            words = _HEADED.sub("", words)
            lists = next((n for n, p in _KINDS.items() if p.search(words)), "")
            loose = _CALLED_SO.match(words) is not None
            section = words
            found.headings.append((words, line))
            if not lists:
                found.title = found.title or words
        elif lists in ("references", "record") and not (loose and not is_entry(words, case, labels)):
            number = _collect(found.references if lists == "references" else found.record, words, number, lists)
            entries.append((number, words, line))
        elif lists != "left out" and not _FURNITURE.search(words) and (prose or not words.endswith("?")):
            prose.append((words, section, line))
        else:
            _about_itself(found, words, line)
    cited = {n: _source(entry, sources) for n, entry in found.references.items()}
    documents = {n: document_of(entry, case, labels) for n, entry in found.record.items()}
    for number, entry in found.references.items():  # some list the record's documents among the references
        if cited[number] is None and (document := document_of(entry, case, labels)) is not None:
            documents[number] = document
    found.unread += [(words, line) for n, words, line in entries if not (cited.get(n) or documents.get(n))]
    in_round = re.search(r"^\s*\(\d{1,2}\)\s", text, re.MULTILINE) is not None
    for words, section, line in prose:
        for sentence in sentences_of(_ROUND.sub(r"[\1]", words) if in_round else words):
            if _COURTESY.fullmatch(sentence) and not re.search(r"[A-Z]\d", sentence):
                found.unread.append((sentence, line))
                continue
            sentence = _AUTHOR_YEAR.sub(lambda m: _published(m, sources), sentence)
            marked, named = _marked(sentence, cited, documents, case)
            found.sentences.append(Sentence(marked, section, line, named))
    return found


def _about_itself(found: Foreign, words: str, line: int) -> None:
    """A line about the document, of which one with a subject may say something of the case all the same."""
    subject = _SUBJECT.match(words)
    if subject:
        found.headings.append((words[subject.end() :], line))
    else:
        found.unread.append((words, line))


_KINDS: Final = {"record": _RECORD, "references": _LISTS, "left out": _LEFT_OUT}


def _pieces(text: str) -> Iterator[tuple[str, str, str, int]]:
    """Kind, words, number in its list, and line of each heading, paragraph, item and row of a table."""
    from markdown_it import MarkdownIt

    number, heading, head, row = "", False, False, list[str]()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        line = (token.map or [0])[0] + 1
        if token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type == "list_item_open":
            number = token.info
        elif token.type == "tr_open":
            row, at = [], line
        elif token.type in ("thead_open", "thead_close"):
            head = token.type == "thead_open"
        elif token.type == "tr_close" and row:
            yield "columns" if head else "row", ", ".join(cell for cell in row if cell) + ".", "", at
            row = []
        elif token.type == "html_block":
            yield "paragraph", token.content.strip(), "", line
        elif token.type in ("code_block", "fence"):  # lines set in, as a page copied has them
            for n, words in enumerate(token.content.splitlines()):
                if words.strip():
                    yield "paragraph", _plain(words), "", line + n
        elif token.type == "inline":
            if token.level >= 3 and _in_table(token.level, row):
                row.append(_plain(token.content))
                continue
            if all(
                _ROW.match(words) for words in token.content.splitlines()
            ):  # a table of Word, which rules no line off
                for n, words in enumerate(token.content.splitlines()):
                    cells = [_plain(cell) for cell in words.strip(" |").split("|")]
                    yield "row" if n else "columns", ", ".join(cell for cell in cells if cell) + ".", "", line + n
                continue
            for n, lines in enumerate(_own_lines(token.content)):
                yield ("heading" if heading or _bold(lines) else "paragraph"), _plain(lines), number, line + n
                number = ""
        elif token.type in ("th_open", "td_open"):
            row = row or [""]


def _plain(content: str) -> str:
    return _CAPTION.sub("", _EMPHASIS.sub("", " ".join(content.split())))


def _own_lines(content: str) -> list[str]:
    """The lines of a paragraph each of which stands for itself; otherwise the whole."""
    lines = content.splitlines()
    return lines if len(lines) > 1 and all(_OWN_LINE.match(line) for line in lines) else [content]


def _published(match: re.Match[str], sources: Mapping[str, Source]) -> str:
    """The marker of the one source of an author and a year; the words themselves where there is none, or several."""
    author, year = match[1].lower(), match[2]
    found = [
        s for s in sources.values() if str(s.year) == year and re.findall(r"[\w'-]+", s.authors.lower())[:1] == [author]
    ]
    return f"[[{found[0].id}]]" if len(found) == 1 else match[0]


def _bold(content: str) -> bool:
    """Whether a paragraph is one short line in bold, as a heading is where no heading is used."""
    found = re.fullmatch(r"(\*\*|__)(?P<words>[^*_]+)\1", content.strip())
    return found is not None and len(found["words"].split()) <= _NAMED and found["words"].rstrip()[-1:] not in ".:;"


def _in_table(level: int, row: list[str]) -> bool:
    return bool(row) and level >= 3


def _collect(entries: dict[str, str], words: str, number: str, kind: str) -> str:
    """One entry of a list, by the number it is printed with, which is returned."""
    found = _ENTRY.match(words)
    prefix = "R" if kind == "record" else ""
    key = f"{prefix}{number or len(entries) + 1}"
    if found:
        key = found[1].upper() if found[1][0] in "Rr" else f"{prefix}{found[1]}"
    entries[key] = found[2] if found else words
    return key


def _source(entry: str, sources: Mapping[str, Source]) -> str | None:
    """The source that an entry of a reference list names: by an identifier, else by its title."""
    plain = squeeze(entry)
    for source in sources.values():
        for name, value in source.identifiers.items():
            if name in ("doi", "pmid") and re.search(rf"(?<![\w./]){re.escape(value.lower())}(?!\w)", plain):
                return source.id
    named = [
        s
        for s in sources.values()
        if squeeze(s.title) in plain and (_telling(s.title) or str(s.year) in plain or squeeze(s.issuer) in plain)
    ]
    if named:
        return max(named, key=lambda s: len(s.title)).id
    words = set(re.findall(r"\w+", plain))
    best = max(sources.values(), key=lambda s: _share(s.title, words), default=None)
    if best is not None and _share(best.title, words) >= _LIKE and str(best.year) in words:
        return best.id
    known = [s for s in sources.values() if _numbered(s, words) or _of_author(s, words) or _shortened(s, words)]
    best = max(known, key=lambda s: _share(s.title, words), default=None)
    if best is None or (
        not _numbered(best, words)
        and _share(best.title, words) < _SURE
        and any(s.authors == best.authors and s.year == best.year for s in known if s is not best)
    ):
        return None  # one body published several of a kind in that year
    return best.id


def _telling(title: str) -> bool:
    """Whether a title is long enough to name one publication by itself."""
    return len(title.split()) > _FEW


def _numbered(source: Source, words: set[str]) -> bool:
    """Whether an entry names the issuer of a policy and its number."""
    issuer = re.findall(r"\w+", squeeze(source.issuer))[:1]
    numbers = {
        w for value in source.identifiers.values() for w in re.findall(r"\w+", squeeze(value)) if _NUMBER.search(w)
    }
    return bool(words.issuperset(issuer) and numbers & words - {str(source.year)})


def _shortened(source: Source, words: set[str]) -> bool:
    """Whether next to all words of an entry are those of a source, its year among them."""
    own = {
        w
        for text in (source.title, source.short, source.authors, source.venue)
        for w in re.findall(r"\w+", squeeze(text))
    }
    said = {w for w in words if len(w) > 1}
    return len(said) >= _FEW and str(source.year) in said and len(said & own) >= _LIKE * len(said - {str(source.year)})


def _of_author(source: Source, words: set[str]) -> bool:
    """Whether an entry has the first author, the year and some of the title of a publication."""
    author = re.findall(r"\w+", squeeze(source.authors))[:1]
    return bool(author and words.issuperset((*author, str(source.year))) and _share(source.title, words) >= _SOME)


def _share(title: str, words: set[str]) -> float:
    own = set(re.findall(r"\w+", squeeze(title)))
    own = own - _JOINING or own
    return len(own & words) / max(len(own), 1)


def sentences_of(words: str) -> Iterator[str]:
    """Sentences of plain words; marks that follow a full stop belong to the sentence before them."""
    plain = normalise(re.sub(r"([.!?])((?:\s*\[R?\d[^\]]*\])+)", r"\2\1", words))
    for start, end in sentence_spans(plain):
        for sentence in _CITED_END.split(plain[start:end]):
            if re.search(r"[A-Za-z]{2}", sentence):
                yield sentence.strip()


def _marked(
    sentence: str, cited: Mapping[str, str | None], documents: Mapping[str, str | None], case: Case
) -> tuple[str, tuple[str, ...]]:
    """The sentence with `[[source]]` and `[[record:document]]` for the numbers that lead somewhere."""
    named: list[str] = []

    def follow(match: re.Match[str]) -> str:
        made = ""
        for number in _numbers(match[1]):
            own = f"R{number}"
            if number not in cited and documents.get(own):  # its list of documents has plain numbers
                made += f" [[record:{documents[own]}]]"
            elif number.startswith("R") or number in documents:
                document = documents.get(number) or _by_order(number, documents, case)
                made += f" [[record:{document}]]" if document else f" [{number}]"
            elif source := cited.get(number):
                named.append(source)
                made += f" [[{source}]]"
            else:
                made += f" [{number}]"
        return made

    marked = _MARK.sub(follow, sentence)
    named += [id for id in re.findall(r"\[\[([a-z0-9][a-z0-9_.-]*)\]\]", marked) if id not in named]
    return marked, tuple(dict.fromkeys(named))


def _by_order(number: str, documents: Mapping[str, str | None], case: Case) -> str | None:
    """Where a text lists no documents, the record's own order counts."""
    n = int(number[1:]) - 1
    return case.documents[n].id if not documents and n < len(case.documents) else None


def _numbers(inside: str) -> Iterator[str]:
    """`1, 3` and `R1-R3` one by one."""
    for part in re.split(r"[,;]", inside):
        ends = [re.sub(r"ref\.?", "", e, flags=re.IGNORECASE).strip().upper() for e in re.split(r"-|to", part)]
        prefix = "R" if ends[0].startswith("R") else ""
        values = [int(e.lstrip("R")) for e in ends if e.lstrip("R").isdigit()]
        if values:
            yield from (f"{prefix}{n}" for n in range(values[0], values[-1] + 1))
