"""The common form in which a determination and a reference article are scored: headings, statements, citations, sources."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from ..guard.text import normalise, sentence_spans
from ..model.base import NOT_STATED, Model, NotStated
from ..model.document import Determination, Section, Statement
from ..pack.yamlio import load, read_bytes

NEEDS_SOURCE: Final = ("evidence", "policy_statement")
"""Types of statement that speak for a source."""


SUBSTANCE: Final = 30
"""Words from which on a kind of section has substance."""


class SectionKind(Model):
    """A kind of section and what its headings read like."""

    kind: str
    heading: str


class Forms(Model):
    """How articles are laid out."""

    ids: dict[str, str]
    kinds: tuple[SectionKind, ...]
    furniture: tuple[str, ...]
    references: str
    related: str
    end: str
    opens: str
    """Unmarked headings that open a part of their own, whatever stands above them."""
    holds: str
    """Unmarked headings of parts that hold the headings behind them."""
    reference_types: tuple[str, ...]


@cache
def forms() -> Forms:
    """The forms that come with the program. Raises CorpusError where the file is wrong."""
    path = Path(__file__).parent / "sections.yaml"
    return load(Forms, read_bytes(path), path)


class Said(Model):
    """One statement."""

    id: str
    section: str
    """Kind of its section; empty where its heading is of no known kind."""
    heading: str = ""
    """Headings above it, joined."""
    context: str = ""
    """Words above it that it is read with: an article says in a heading what its bullets are about."""
    text: str
    """Words without citation marks."""
    cites: tuple[str, ...] = ()
    """Sources it cites, by the names of `Written.sources`."""
    facts: tuple[str, ...] = ()
    """Facts of the corpus that it cites, by full reference; an article cites none."""
    type: str | NotStated = NOT_STATED
    """Type of the statement, where its writer gives one."""
    record: bool = False
    """Whether it cites the record."""

    @property
    def needs_source(self) -> bool:
        """Whether a source has to be cited; every statement of a writer who gives no types, unless it quotes the record."""
        return not self.record if self.type == NOT_STATED else self.type in NEEDS_SOURCE


class Written(Model):
    """A document, whoever wrote it."""

    title: str
    headings: tuple[str, ...]
    statements: tuple[Said, ...]
    sources: dict[str, str]
    """Type of each listed source, by name."""

    def sections(self) -> frozenset[str]:
        """Kinds of section that hold a statement."""
        return frozenset(s.section for s in self.statements if s.section)

    def of_substance(self) -> frozenset[str]:
        """Kinds of section that say more than a sentence or two."""
        counts: Counter[str] = Counter()
        for said in self.statements:
            counts[said.section] += len(words(said.text))
        return frozenset(kind for kind, count in counts.items() if kind and count >= SUBSTANCE)

    def words(self) -> int:
        """Number of words of all statements."""
        return sum(len(words(s.text)) for s in self.statements)


def of_determination(determination: Determination) -> Written:
    """What a determination says, in reading order."""
    sources = {r.source: r.type for r in determination.references}
    return of_sections(determination.title, determination.lead, determination.sections, sources)


def of_sections(
    title: str, lead: Iterable[Statement], sections: Sequence[Section], sources: Mapping[str, str]
) -> Written:
    """What statements say, in reading order, whether or not they passed the guard."""
    said = [_said(s, "verdict", "") for s in lead]
    for section in sections:
        kind = forms().ids.get(section.id, section.id)
        said += [_said(s, kind, section.title) for block in section.blocks for s in block.statements]
    return Written(
        title=title, headings=tuple(s.title for s in sections), statements=tuple(said), sources=dict(sources)
    )


def _said(statement: Statement, kind: str, heading: str) -> Said:
    return Said(
        id=statement.id,
        section=kind,
        heading=heading,
        text=statement.words(),
        cites=tuple(dict.fromkeys(ref.split("#")[0] for ref in statement.facts())),
        facts=tuple(dict.fromkeys(statement.facts())),
        type=statement.type,
        record=bool(statement.documents()),
    )


# --- measures that need no key --------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
RUN: Final = 6
"""Words of a run that is looked for a second time."""


def words(text: str) -> list[str]:
    """Words in lower case."""
    return _WORD.findall(text.lower())


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    plain = normalise(text)
    return [plain[a:b].strip() for a, b in sentence_spans(plain)]


def flesch(texts: Iterable[str]) -> float | None:
    """Flesch reading ease (Flesch 1948), 0 to 100 and beyond, higher is easier; None where there is no word."""
    found = _loads(texts)
    return None if found is None else 206.835 - 1.015 * found[0] - 84.6 * found[1]


def school_grade(texts: Iterable[str]) -> float | None:
    """Flesch-Kincaid grade level (Kincaid et al. 1975): the school year whose pupils can read it; None without a word."""
    found = _loads(texts)
    return None if found is None else 0.39 * found[0] + 11.8 * found[1] - 15.59


def _loads(texts: Iterable[str]) -> tuple[float, float] | None:
    """Words in a sentence and syllables in a word, on average."""
    parts = [sentence for text in texts for sentence in sentences(text)]
    counted = [word for part in parts for word in words(part)]
    if not counted:
        return None
    return len(counted) / len(parts), sum(_syllables(word) for word in counted) / len(counted)


def _syllables(word: str) -> int:
    """Runs of vowels, without a silent e at the end; at least one."""
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def repetition(texts: Iterable[str]) -> float | None:
    """Share of runs of six words that stood before in the document; None where the texts are too short to tell."""
    runs = Counter(run for text in texts for run in _runs(words(text)))
    total = sum(runs.values())
    return (total - len(runs)) / total if total else None


def _runs(sequence: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(sequence[i : i + RUN]) for i in range(len(sequence) - RUN + 1))


def shares(statements: Iterable[Said]) -> Mapping[str, int]:
    """How often each source is cited."""
    return Counter(source for s in statements for source in s.cites)
