"""Numbers that state nothing of their own: they point to a step, count what the sentence or its basis names, or refer to a threshold."""

import re

from .figure import Figure
from .reading import Reading

_FEW = 4
"""A number up to which things are told one by one."""
_ONE_POINT, _POINTING, _TWO = "one point", ("that ", "this ", "the "), ("two,", "two.", "two;", "two ")
_POINTER = re.compile(r"\bsteps? \d+(?:, \d+)*(?: and \d+)?")


def points(figure: Figure, reading: Reading) -> bool:
    """Whether a number points to a step or a reference of the document's own list and states nothing."""
    if (
        reading.text.text[figure.start - 1 : figure.start] == "["
        and reading.text.text[figure.end : figure.end + 1] == "]"
    ):
        return True
    if reading.words.isdisjoint(("step", "steps")):
        return False
    return any(m.start() <= figure.start < m.end() for m in _POINTER.finditer(reading.text.text))


def counts_what_is_named(figure: Figure, reading: Reading) -> bool:
    """Whether a small number in words counts what the sentence names ("all three", "none of the three"), or of a source "the two" things
    that it tells something of both of; or only points ("on that one point").
    """
    if reading.text.lower.startswith(_ONE_POINT, figure.start) and reading.text.lower.endswith(
        _POINTING, 0, figure.start
    ):
        return True
    small = figure.kind == "number" and isinstance(figure.key, float) and figure.key <= _FEW
    if small and figure.text.split()[0].isalpha() and not reading.tells_sources:
        of_them = reading.text.lower.startswith((" of them", " of these"), figure.end)
        if of_them or _one_by_one(figure, reading):
            return True
    if reading.tells_sources and reading.text.lower.startswith(_TWO, figure.start):
        pair = reading.text.lower.endswith("the ", 0, figure.start)
        sources = reading.texts_of(reading.facts_at(figure.start))
        return pair and (_one_by_one(figure, reading) or any("both" in text.text.words for text in sources))
    if reading.tells_sources or figure.kind != "number" or figure.unit in reading.ground.lists.words.measures:
        return False
    before = reading.text.lower[: figure.start].rsplit(None, 1)[-1:]
    return figure.text.split()[0].isalpha() and before in (["all"], ["the"], ["these"], ["those"], ["other"])


def _one_by_one(figure: Figure, reading: Reading) -> bool:
    """Whether what a number counts is only a word for the things that are told one by one."""
    first, _ = reading.text.token_span(figure.start, figure.end)
    nouns = reading.ground.lists.words.enumerated
    return any(word in nouns for word, _, _ in reading.text.tokens[first + 1 : first + 3])


_LISTED = re.compile(r"[^.;:]{0,60}:\s*(?P<items>[^.;:]+)")
_NEXT_ITEM = re.compile(r",\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")
_COMMA = re.compile(r",\s*(?:(?:and|or)\s+)?")


def counts_list(figure: Figure, reading: Reading) -> bool:
    """Whether a small number in words counts the things listed behind the next colon ("one of three: a, b or c")."""
    if figure.kind != "number" or figure.unit in reading.ground.lists.words.measures or not figure.text[:1].isalpha():
        return False
    listed = _LISTED.match(reading.text.lower, figure.end)
    if listed is None:
        return False
    return any(figure.key == len(split.split(listed["items"])) for split in (_COMMA, _NEXT_ITEM))


def threshold_named(figure: Figure, reading: Reading) -> bool:
    """Whether a figure behind "the" is the threshold of a criterion of the basis, referred to ("the six weeks")."""
    if reading.tells_sources or not reading.text.lower.endswith("the ", 0, figure.start):
        return False
    return any(f.unit == figure.unit for text in reading.criterion_wordings for f in text.supporting(figure))


def counts_basis(figure: Figure, reading: Reading) -> bool:
    """Whether a small number in words counts the treatments or findings of the basis that the word behind it names."""
    if reading.tells_sources or figure.kind != "number" or not figure.text[:1].isalpha():
        return False
    ground = reading.ground
    n = next((n for n, t in enumerate(reading.text.tokens) if t[1] >= figure.end), None)
    named = ground.lists.stemmer(figure.text.split()[-1]) if " " in figure.text else ""
    named = named or (reading.text.stems[n] if n is not None else "")
    if named in ground.lists.synonyms.get(ground.lists.stemmer("treatment"), ()):
        return figure.key == float(len(reading.treatments))
    texts = [ground.treatment_text(t) for t in reading.treatments] + [ground.finding_text(f) for f in reading.findings]
    return bool(named) and figure.key == float(sum(named in text.licensed for text in texts))
