"""Abbreviations, eponyms and codes: expanded and described as the tables of the pack have them."""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .figure import Figure
from .reading import Reading
from .text import normalise

_PAREN = re.compile(r"\(([^()]*)\)")
_MINOR = frozenset(["of", "and", "the", "for", "in", "on", "to", "a", "an"])
_BEFORE = 8
"""Words before a code in brackets that can be its description."""


def glossary(reading: Reading) -> Iterator[Violation]:
    """An abbreviation expanded otherwise than the glossary has it, or a term beside a meaning it is known not to
    have.
    """
    lower, lexicon = reading.text.lower, reading.ground.lexicon
    named = (
        {lexicon.terms[m[0]] for m in lexicon.term.finditer(lower)}
        if lexicon.term.touches(reading.text.runs)
        else set()
    )
    for term in (term for name in sorted(named) for term in lexicon.glossary[name]):
        wrong = next((w for w in term.wrong if _stands(normalise(w).lower(), lower)), None)
        if wrong is not None:
            yield reading.violation("glossary", wrong, f"{term.term} means {term.meaning}, not {wrong}.")
            continue
        for expansion in _expansions(reading, term.term):
            meanings = [normalise(t.meaning).lower() for t in lexicon.glossary[term.term]]
            if not any(_same(expansion, meaning) for meaning in meanings):
                yield reading.violation("glossary", expansion, f"{term.term} means {term.meaning}, not {expansion}.")


def _stands(words: str, lower: str) -> bool:
    """Whether words stand in a text, and not only as part of longer ones."""
    return words in lower and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", lower) is not None


def _expansions(reading: Reading, term: str) -> Iterator[str]:
    """Words in brackets behind an abbreviation, or before it in brackets, whose initials spell it."""
    text = reading.text.text
    letters = re.sub(r"[^A-Za-z]", "", term).lower()
    for match in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", text):
        behind = _PAREN.match(text, match.end() + 1) if text[match.end() : match.end() + 1] == " " else None
        stands_for = re.match(r" (?:stands for|means|short for|is short for) (?:the )?([^.,;()]+)", text[match.end() :])
        for found in (behind, stands_for):
            if found and len(found[1].split()) > 1 and _initials(found[1]) == letters:
                yield found[1].strip()
        if text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] == ")":
            words = text[: match.start() - 1].split()
            for size in range(2, min(len(words), len(letters) + 3) + 1):
                phrase = " ".join(words[-size:]).strip(' ,"')
                if _initials(phrase) == letters and words[-size].lower() not in _MINOR:
                    yield phrase
                    break


def _initials(phrase: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s/-]+", phrase.lower()) if w and w not in _MINOR and w[0].isalpha())


def _same(expansion: str, meaning: str) -> bool:
    flat = [re.sub(r"[^a-z]+", " ", t.lower()).strip() for t in (expansion, meaning)]
    return flat[0].rstrip("s") in flat[1] or flat[1].rstrip("s") in flat[0]


def code_mismatch(reading: Reading) -> Iterator[Violation]:
    """A code beside words of another procedure or region; a retired code told as valid."""
    codes = [f for f in reading.analysed.figures if f.kind == "code" and not reading.quoted(f.start)]
    if not codes:
        return
    ground = reading.ground
    for figure in codes:
        code = ground.pack.codes.get(str(figure.key))
        if code is not None and code.retired != NOT_STATED and not ground.lists.retired.search(reading.text.lower):
            yield reading.violation("code-mismatch", code.code, f"{code.code} is no longer valid: {code.retired}.")
    yield from _of_another_line(reading, codes)
    for start, end, group in _described(reading, codes):
        known = [c for f in group if (c := ground.pack.codes.get(str(f.key))) is not None]
        if not known:
            continue
        for mention in reading.analysed.mentions:
            if not start <= mention.start < end or reading.quoted(mention.start):
                continue
            families, regions = mention.of("procedure"), mention.of("region")
            stems = set(reading.text.stems[mention.first : mention.last])
            span = reading.text.text[mention.start : mention.end]
            names = [ground.of_pack("code", c.code, (c.name, c.description)).licensed for c in known]
            if families and not any(c.procedure in families or stems <= n for c, n in zip(known, names, strict=True)):
                yield reading.violation("code-mismatch", span, f"{known[0].code} is {known[0].name}, not {span}.")
            elif regions and not any(
                "any" in c.regions or set(regions) & set(c.regions) or stems <= n
                for c, n in zip(known, names, strict=True)
            ):
                yield reading.violation(
                    "code-mismatch", span, f"{known[0].code} is a {' or '.join(known[0].regions)} code, not {span}."
                )


def _of_another_line(reading: Reading, codes: list[Figure]) -> Iterator[Violation]:
    """A code in brackets behind the procedure of another requested line."""
    procedures = [(line.procedure.lower(), line.code) for line in reading.ground.outcome.lines]
    for figure in codes:
        before = reading.text.lower[: figure.start]
        if not before.endswith(" ("):
            continue
        named = [(len(name), code) for name, code in procedures if before.endswith(f"{name} (")]
        right = {code for n, code in named if n == max(named)[0]}
        if right and str(figure.key) not in right:
            yield reading.violation("code-mismatch", figure.text, f"That was requested as {', '.join(sorted(right))}.")


def _described(reading: Reading, codes: list[Figure]) -> Iterator[tuple[int, int, list[Figure]]]:
    """Stretches that describe codes: the words before codes in brackets, the words in brackets behind a code, and an
    apposition.
    """
    text = reading.text.text
    for match in _PAREN.finditer(text):
        inside = [f for f in codes if match.start() < f.start < match.end()]
        before = [f for f in codes if f.end <= match.start() and not text[f.end : match.start()].strip()]
        if inside:
            tokens = [t for t in reading.text.tokens if t[2] <= match.start()][-_BEFORE:]
            clause = max((e for _, e in reading.text.clauses if e < match.start() - 1), default=0)
            stops = [f.end for f in codes if f.end <= match.start()]
            start = max([tokens[0][1] if tokens else 0, clause, *stops])
            yield start, match.start(), inside
            yield match.start(), match.end(), inside
        elif before:
            yield match.start(), match.end(), before
    for figure in codes:
        found = re.compile(r"(?:, (?:an? |the )|:? (?:is|means|describes|covers) (?:an? |the )?|: )([^.,;:()]+)").match(
            text, figure.end
        )
        if found and not re.match(r"(?:incidental|part|not|requested|necessary|undetermined|add)", found[1]):
            yield found.start(1), found.end(1), [figure]
