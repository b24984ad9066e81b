"""What a question narrows evidence to: studies that it names, advice of guidelines alone, a group of patients."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ..model.corpus import Source
from ..model.evidence import Passage
from .opened import Opened

_NAME: Final = re.compile(r"\(([A-Z][\w-]*[A-Z][\w-]*(?: [IVX]+)?)(?: trial| study)?\)")
SHORT: Final = 4
"""Letters up to which the first part of a compound name is no name of its own."""
_AUTHOR: Final = re.compile(r"([A-Z][\w'-]+)(?: et al\.| and )")


def studies_named(text: str, opened: Opened) -> frozenset[str]:
    """Sources that a question names: by the name that a study goes by, or by its first author beside a year or a word for a study."""
    lower, found = text.lower(), set()
    for id, source in opened.context.pack.sources.items():
        names, author = _names(source.short, source.issuer)
        if any(name.lower() in lower and _spoken(name, text, opened) for name in names) or (
            author and author in text and _of_study(author, text, source, opened)
        ):
            found.add(id)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _names(short: str, issuer: str) -> tuple[tuple[str, ...], str]:
    """Short names of a study in capitals, as they stand in brackets behind its authors; and the first author."""
    author = _AUTHOR.match(short)
    names = _NAME.findall(f"{short} ({issuer})")
    families = [stem for name in names for stem in (name.split("-")[0],) if len(stem) > SHORT and stem != name]
    return (*names, *families), author[1] if author else ""


def _spoken(name: str, text: str, opened: Opened) -> bool:
    """Whether a name stands in a text in its capitals, or in small letters beside a word for a study."""
    there = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
    beside = rf"{there}[\s-]+(?:{opened.questions.studies})"
    return re.search(there, text) is not None or re.search(beside, text, re.IGNORECASE) is not None


def _of_study(author: str, text: str, source: Source, opened: Opened) -> bool:
    """Whether an author is named as one: with the year, with colleagues, or with a word for a study."""
    behind = rf"\b{re.escape(author)}\b(?:'s)?.{{0,20}}(?:\bet al\b|\bcolleagues\b|{source.year}|\b(?:{opened.questions.studies}))"
    return re.search(behind, text) is not None


def guidelines_first(passages: Sequence[Passage], text: str, opened: Opened) -> list[Passage]:
    """Where a question asks for advice and its strength, what guidelines say of it, if any does; else all as they are."""
    if not re.search(opened.questions.advice, text.lower()):
        return list(passages)
    facts = opened.context.pack.facts
    advice = [p for p in passages if facts[p.ref][0].type == "Guideline"]
    graded = [p for p in advice if facts[p.ref][1].role == "recommendation"]
    return [*graded, *(p for p in advice if p not in graded)] or list(passages)


def of_patients(passages: Sequence[Passage], text: str, opened: Opened) -> tuple[list[Passage], bool]:
    """The passages, those on a group of patients that the question names first; whether it names one that none of them is on."""
    groups = [g for g in opened.questions.populations if re.search(g.asked, text.lower())]
    if not groups:
        return list(passages), False

    def tells(passage: Passage) -> bool:
        source, fact = opened.context.pack.facts[passage.ref]
        whole = f"{fact.text} {fact.population} {source.title}".lower()
        return all(re.search(g.told, whole) for g in groups)

    on = [p for p in passages if tells(p)]
    return [*on, *(p for p in passages if p not in on)], not on and bool(passages)


def seeks_against(text: str, opened: Opened) -> bool:
    """Whether a question seeks what speaks against a thing."""
    return re.search(opened.questions.against.asked, text.lower()) is not None


def speaking_against(passages: Sequence[Passage], text: str, opened: Opened) -> tuple[list[Passage], bool]:
    """The passages, where a question seeks what speaks against a thing those first that deny or find no difference; whether none does."""
    side = opened.questions.against
    if not seeks_against(text, opened):
        return list(passages), False
    on = [p for p in passages if re.search(side.told, opened.context.pack.facts[p.ref][1].text.lower())]
    return [*on, *(p for p in passages if p not in on)], not on and bool(passages)
