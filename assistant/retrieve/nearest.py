"""Words of the record that come nearest to a criterion left open for want of facts.

No reader reads everything. Where nothing was read that answers a criterion, the sentence that may answer it, or that says why there is
no answer, is shown to the reviewer as it stands: it is no finding, and moves no outcome.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from ..check import deciding
from ..model.base import NOT_STATED
from ..model.case import Case, Document, Finding, Treatment
from ..model.evidence import Nearest
from ..model.language import AskFinding, AskTreatment
from ..model.outcome import CriterionResult, Outcome
from ..model.policy import Criterion, PolicySet
from ..model.vocabulary import FindingKind, TreatmentKind
from ..pack.levels import LevelError
from ..pack.lint_tests import parts_of
from ..pack.pack import Pack
from .embedder import BundledEmbedder, Embedder
from .evaluated import evaluated

if TYPE_CHECKING:
    from .embedder import Vectors

NEAR: Final = 0.45
"""Cosine from which a sentence, or a part of it, is of a criterion; chosen on 70 texts of other hands whose sentences were read one by one."""
FEWEST, MOST = 3, 45
"""Words of a sentence that says something by itself, and of one that can be quoted."""
LOOKED_AT: Final = 3
"""The nearest sentences of one criterion that are looked at."""
UNANSWERED: Final = frozenset(("silent", "unreported", "no_value", "incomplete"))
"""Reasons of an answer for want of facts."""
_REQUEST: Final = "request"
_ENDS = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?](?=\s|$)|\n(?!\s*[a-z])|\n\s*\n")
_PARTED = re.compile(r"[;|\t]")
"""Where a sentence that is too long to be quoted is parted."""
_DAY = re.compile(r"\d/\d|\b(?:19|20)\d\d\b")
_LEVEL = re.compile(r"\b[A-Z]{1,2}\d{1,2}(?:\s?[-/\u2013]\s?[A-Z]{0,2}\d{1,2})*\b")
_HOLDER = re.compile(r"\{\w+\}")
_PARTS = re.compile(r"[,:;|\t]\s")
_RUN = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class _Said:
    """One sentence of a document."""

    document: str
    words: str
    levels: frozenset[str]


def nearest(
    case: Case, outcome: Outcome, pack: Pack, sets: Sequence[PolicySet], embedder: Embedder
) -> tuple[Nearest, ...]:
    """For each criterion that is open, or not met, for want of facts: the sentences of the record that are nearest to it, where any is near.

    `embedder`: one of this machine; the record is given to no other. Another one is not used.
    """
    own = {id(result) for line in outcome.lines for result in line.criteria}
    wanting = [
        (result, criterion) for result, criterion in evaluated(outcome, sets) if id(result) in own and _wanting(result)
    ]
    said = [s for d in case.documents if _tells(d, pack) for s in _sentences(d, pack)] if wanting else []
    if not said:
        return ()
    embedder = embedder if isinstance(embedder, BundledEmbedder) else _own()
    pieces = [(n, piece) for n, one in enumerate(said) for piece in _pieces(one.words)]
    vectors = embedder.embed([piece.lower() for _, piece in pieces])
    scores = _scores(vectors, {id(criterion): criterion for _, criterion in wanting}, embedder)
    quotes, codes = _quotes(case), frozenset(line.code for line in outcome.lines)
    of = {f.id: f.kind for f in case.findings} | {t.id: t.kind for t in case.treatments}
    found: dict[tuple[str, str], Nearest] = {}  # each sentence once, for what asks first
    for result, criterion in wanting:
        kinds, names = _asked(criterion, pack)
        kinds |= {of[id] for leaf in deciding(result.tree) for id in (*leaf.findings, *leaf.treatments) if id in of}
        signs = any(leaf.operator == "correlation" for leaf in deciding(result.tree))
        named = _pattern(() if signs else names)  # a complaint that is named is no sign
        ranked: dict[int, float] = {}
        for (n, piece), score in zip(pieces, scores[id(criterion)], strict=True):
            by_name = named.search(piece) is not None
            ranked[n] = max(ranked.get(n, 0.0), float(score) + (NEAR if by_name else 0.0))
        for n in sorted(ranked, key=lambda n: -ranked[n])[:LOOKED_AT]:
            if ranked[n] < NEAR:
                break
            one = said[n]
            elsewhere = one.levels and result.level != NOT_STATED and result.level not in one.levels
            if not (elsewhere or _asks(one, codes) or _read(one, kinds, quotes)):
                near = Nearest(criterion=f"{result.policy}:{result.id}", document=one.document, quote=one.words)
                found.setdefault((one.document, one.words), near)
    return tuple(found.values())


def _scores(vectors: "Vectors", criteria: dict[int, Criterion], embedder: Embedder) -> dict[int, "Vectors"]:
    """How near each piece, a row of `vectors`, is to each criterion: to its label, or to what would show it."""
    asked = [_HOLDER.sub("", text).lower() for c in criteria.values() for text in (c.label, c.remedy)]
    near = vectors @ embedder.embed(asked).T  # one call for all: each has a price of its own
    return {key: near[:, 2 * n : 2 * n + 2].max(axis=1) for n, key in enumerate(criteria)}


def _asks(one: _Said, codes: frozenset[str]) -> bool:
    """Whether a sentence only asks for what is requested: it names a code, and no day."""
    return not codes.isdisjoint(_RUN.findall(one.words)) and _DAY.search(one.words) is None


def _read(one: _Said, kinds: frozenset[str], quotes: Sequence[tuple[str, str, str]]) -> bool:
    """Whether a fact of the kinds asked for was read from a sentence."""
    flat = " ".join(one.words.split())
    return any(d == one.document and k in kinds and (q in flat or flat in q) for d, q, k in quotes)


@cache
def _own() -> BundledEmbedder:
    return BundledEmbedder()


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Names as words of a text; an abbreviation only as it is written."""
    said = (re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})" for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(said) or '(?!)'})(?!\w)")


def _pieces(words: str) -> Iterator[str]:
    """A sentence and its parts between commas and colons, so that a long one is not farther from what one part of it says."""
    yield words
    parts = [part for part in _PARTS.split(words) if _WORD.search(part)]
    yield from parts if len(parts) > 1 else ()


def _wanting(result: CriterionResult) -> bool:
    """Whether it has its answer for want of facts alone."""
    if result.effective == "met" or result.tree.operator in ("line", "request"):
        return False
    return all(leaf.reason in UNANSWERED for leaf in deciding(result.tree))


def _tells(document: Document, pack: Pack) -> bool:
    """Whether a document tells of the patient, and not only what is asked for."""
    return _REQUEST not in pack.document_kind(document.kind).groups


def _sentences(document: Document, pack: Pack) -> Iterator[_Said]:
    start, text = 0, document.text
    asides = pack.document_kind(document.kind).asides
    for end in (*(m.end() for m in _ENDS.finditer(text)), len(text)):
        whole = text[start:end]
        for piece in (whole,) if len(whole.split()) <= MOST else _PARTED.split(whole):
            words = piece.strip(" \n\t|;")
            aside = words.endswith("?") or words.partition(":")[0].strip().lower() in asides
            if not aside and len(_WORD.findall(words)) >= FEWEST and len(words.split()) <= MOST:
                yield _Said(document.id, words, levels_named(words, pack))
        start = end


def levels_named(words: str, pack: Pack) -> frozenset[str]:
    """The levels that words name."""
    found: set[str] = set()
    for match in _LEVEL.finditer(words):
        try:
            found.update(pack.levels.parse(match[0]))
        except LevelError:
            continue
    return frozenset(found)


def _quotes(case: Case) -> list[tuple[str, str, str]]:
    """The words of the facts of a case, each with its document and kind."""
    facts: list[Finding | Treatment] = [*case.findings, *case.treatments]
    return [(f.document, " ".join(f.quote.split()), f.kind) for f in facts]


def _asked(criterion: Criterion, pack: Pack) -> tuple[frozenset[str], Sequence[str]]:
    """The kinds that a criterion asks for, and their names."""
    kinds: dict[str, FindingKind | TreatmentKind] = {}
    for test, _ in parts_of(criterion.test, ()):
        if isinstance(test, AskFinding):
            kinds |= {k: pack.kind(k) for k in test.finding.kinds}
        elif isinstance(test, AskTreatment):
            asked = test.treatment
            kinds |= {
                t.id: t
                for t in pack.vocabulary.treatments
                if t.id in asked.kinds or not set(asked.classes).isdisjoint(t.classes)
            }
    names = [name for kind in kinds.values() for name in (kind.label, *kind.synonyms)]
    names += (
        word for a in pack.vocabulary.asked if not kinds.keys().isdisjoint((*a.kinds, *a.beside)) for word in a.words
    )
    return frozenset(kinds), list(dict.fromkeys(names))
