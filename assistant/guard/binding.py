"""What belongs to what: a figure to the thing it counts, a side of a comparison to its place.

Words that stand near a figure are its context. A figure whose context is, in the source, that of another figure has
been moved, whatever the bag of words says. The same holds for what stands before and behind "than".
"""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .figure import Figure, supports
from .reading import Reading
from .rounding import rounds
from .scope import denied

_COUNTING = ("number", "range", "ratio", "fraction")
_PAIR_MARGIN = 1.15
"""How much better two figures have to fit exchanged than as they stand."""
_SINGLE_MARGIN = 1.6
"""The same for one figure told without the other."""
_TERM_MARGIN = 1.25
"""The same for two terms."""
_PREPOSITION = 0.6
"""Weight of the word that a term follows."""
_LEAST = 1.2
"""Likeness of two places below which nothing is concluded from it."""
_GLOSSARY = {"term"}
"""Holds the names of bodies and of procedures alike: to stand in it makes no two terms of one kind."""
_FAR = 14
"""Words between a figure and what still belongs to its context."""

_OF_WHOM = re.compile(
    r"(?: \([^()]*\))?(?: (?:at )?[\w-]+ (?:day|week|month|year)s?)?"  # the interval of a figure, and its time
    r" (?:of (?:those|patients|people|the patients) )?(?:assigned to|treated with|given|who had|with|after|by|from|following) "
)
_GROUP_ENDS = re.compile(r"[.,;:()]|\band \d|\b(?:had|were|was|by|at)\b")
_GROUP = 4
"""Words behind a figure that say of whom it is."""
Context = dict[str, float]


def context_of(text: Analysed, start: int, end: int) -> Context:
    """Stems around a place with their weights: near words and words of the same stretch count more; denied words are
    marked.
    """
    known = text.of(_contexts)
    if (start, end) not in known:
        known[start, end] = _context(text, start, end)
    return known[start, end]


def _contexts(text: Analysed) -> dict[tuple[int, int], Context]:
    return {}


def _context(text: Analysed, start: int, end: int) -> Context:
    lists = text.lexicon.lists
    tokens, stems = text.text.tokens, text.text.stems
    marks = text.of(marks_of)
    low, high = text.text.sentence_at(start)
    centre = next((n for n, t in enumerate(tokens) if t[2] > start), len(tokens))
    last = next((n for n, t in enumerate(tokens) if t[1] >= end), len(tokens))
    found: Context = {}
    for n in range(max(0, centre - _FAR), min(len(tokens), last + _FAR)):
        _, a, b = tokens[n]
        if centre <= n < last or not low <= a < high or stems[n] in lists.function:
            continue
        away = (centre - n) if n < centre else (n - last + 1)
        between = text.text.text[b:start] if n < centre else text.text.text[end:a]
        breaks = sum(between.count(c) for c in ",;:()") + sum(f" {w} " in between for w in lists.words.context_breaks)
        weight = 1.0 / (1 + away / 4) / (1 + breaks)
        key = marks[n]
        found[key] = max(found.get(key, 0.0), weight)
    return found


def marks_of(text: Analysed) -> list[str]:
    """The stem of each word as a context knows it: by its group of synonyms, and marked where it is denied."""
    lists = text.lexicon.lists
    negative = denied(text.text, lists)
    before = ("", *(word for word, _, _ in text.text.tokens))
    return [
        ("not " if no or one == "non" else "") + lists.synonym_name(stem)
        for stem, no, one in zip(text.text.stems, negative, before, strict=False)
    ]


def alike(one: Context, other: Context) -> float:
    """How much two contexts share."""
    return sum(min(weight, other[key]) for key, weight in one.items() if key in other)


def misbound(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure told of what its source tells another figure of."""
    if not reading.tells_sources or reading.verbatim:
        return
    told = [f for f in reading.analysed.figures if f.kind in _COUNTING and not reading.quoted(f.start)]
    seen: set[tuple[int, int]] = set()
    for figure in told:
        if reading.is_verbatim(*reading.text.sentence_at(figure.start)):
            continue
        here = context_of(reading.analysed, figure.start, figure.end)
        for source in [*reading.texts_of(reading.facts_at(figure.start)), *reading.criterion_texts]:
            own = [f for f in source.figures if f.unit == figure.unit and (supports(figure, f) or rounds(figure, f))]
            rivals = [
                f
                for f in source.figures
                if f.kind in _COUNTING and (f.unit == figure.unit) != (supports(figure, f) or supports(f, figure))
            ]
            if not own or not rivals:
                continue
            right = max(alike(here, context_of(source, f.start, f.end)) for f in own)
            for rival in rivals:
                theirs = context_of(source, rival.start, rival.end)
                other = next((f for f in told if supports(f, rival) and f.unit == rival.unit and f is not figure), None)
                wrong = alike(here, theirs)
                if other is None:
                    swapped = wrong > right * _SINGLE_MARGIN and wrong - right > 0.5
                else:
                    there = context_of(reading.analysed, other.start, other.end)
                    best = max(own, key=lambda f: alike(here, context_of(source, f.start, f.end)))
                    as_told = right + alike(there, theirs)
                    turned = wrong + alike(there, context_of(source, best.start, best.end))
                    swapped = turned > as_told * _PAIR_MARGIN and not _straight(
                        reading.analysed, (figure, other), source, (best, rival)
                    )
                if other is not None and not swapped:
                    swapped = _groups_crossed(reading.analysed, (figure, other), source, (best, rival))
                if swapped and (figure.start, rival.start) not in seen:
                    seen.add((figure.start, rival.start))
                    yield _moved(reading, figure, rival, source)


def _straight(text: Analysed, told: tuple[Figure, Figure], source: Analysed, held: tuple[Figure, Figure]) -> bool:
    """Whether what stands behind the first of two figures speaks for their places: what stands before it ("averaged 24
    with one and 27 with the other") is said of both.
    """
    mine = [_behind(text, f, told) for f in told]
    theirs = [_behind(source, f, held) for f in held]
    as_told = alike(mine[0], theirs[0]) + alike(mine[1], theirs[1])
    turned = alike(mine[0], theirs[1]) + alike(mine[1], theirs[0])
    return as_told > turned


def _groups_crossed(text: Analysed, told: tuple[Figure, Figure], source: Analysed, held: tuple[Figure, Figure]) -> bool:
    """Whether each of two figures stands right before the group that the source puts right behind the other."""
    mine = [_group(text, f) for f in told]
    theirs = [_group(source, f) for f in held]
    first, second = theirs[0] - theirs[1], theirs[1] - theirs[0]
    if not first or not second:
        return False
    return bool(mine[0] & second and mine[1] & first) and not (mine[0] & first or mine[1] & second)


def _group(text: Analysed, figure: Figure) -> frozenset[str]:
    """The words behind a figure that say of whom it is, as marked; empty where another word follows it."""
    opened = _OF_WHOM.match(text.text.lower, figure.end)
    if opened is None:
        return frozenset()
    closed = _GROUP_ENDS.search(text.text.lower, opened.end())
    first, last = text.text.token_span(opened.end(), closed.start() if closed else len(text.text.text))
    return frozenset(text.of(marks_of)[first : min(last, first + _GROUP)]) - text.lexicon.lists.function


def _behind(text: Analysed, figure: Figure, pair: tuple[Figure, Figure]) -> Context:
    """The context of a figure without the words before the first of the pair."""
    first = min(f.start for f in pair)
    before = {text.of(marks_of)[n] for n in range(text.text.token_span(0, first)[1])}
    behind = {text.of(marks_of)[n] for n in range(*text.text.token_span(first, len(text.text.text)))}
    return {k: v for k, v in context_of(text, figure.start, figure.end).items() if k in behind or k not in before}


def _moved(reading: Reading, figure: Figure, rival: Figure, source: Analysed) -> Violation:
    return reading.violation(
        "figure-misplaced",
        figure.text,
        f'The statement says {figure.text} of what its source gives {rival.text} for: "{source.text.text}"',
    )


def exchanged_terms(reading: Reading) -> Iterator[Violation]:
    """`polarity`: two terms of one kind in each other's place."""
    if not reading.tells_sources or reading.verbatim:
        return
    named = [m for m in reading.analysed.mentions if not reading.quoted(m.start)]
    for n, one in enumerate(named):
        for two in named[n + 1 :]:
            if not one.tables & two.tables or one.concepts & two.concepts:
                continue
            sentence = reading.text.sentence_at(one.start)
            if reading.text.sentence_at(two.start) != sentence or reading.is_verbatim(*sentence):
                continue
            mine = [_place(reading.analysed, m.start, m.end) for m in (one, two)]
            for source in [*reading.texts_of(reading.facts_at(one.start)), *reading.criterion_wordings]:
                theirs = [[m for m in source.mentions if m.concepts & x.concepts] for x in (one, two)]
                if len(theirs[0]) != 1 or len(theirs[1]) != 1:
                    continue
                places = [_place(source, m[0].start, m[0].end) for m in theirs]
                straight = alike(mine[0], places[0]) + alike(mine[1], places[1])
                crossed = alike(mine[0], places[1]) + alike(mine[1], places[0])
                if crossed > straight * _TERM_MARGIN:
                    words = " / ".join(reading.text.text[m.start : m.end] for m in (one, two))
                    yield reading.violation(
                        "polarity", words, f'The two are exchanged; the source says: "{source.text.text}"'
                    )


def partner_of_term(reading: Reading) -> Iterator[Violation]:
    """`polarity`: a finding told "with" something with which the policy names another finding only."""
    if reading.statement.type != "policy_statement" or reading.verbatim:
        return
    sources = [*reading.criterion_wordings, *reading.fact_texts]
    held: dict[str, set[frozenset[str]]] = {}
    for source in sources:
        for concepts, behind in _with(source):
            held.setdefault(behind, set()).add(concepts)
    for concepts, behind in _with(reading.analysed):
        if behind in held and not any(concepts & other for other in held[behind]):
            yield reading.violation("polarity", f"with {behind}", "The policy names it with another finding.")


def _with(text: Analysed) -> Iterator[tuple[frozenset[str], str]]:
    """Each finding with what stands right behind it and "with"."""
    for mention in text.mentions:
        if mention.of("kind") and text.text.lower.startswith(" with ", mention.end):
            first = mention.last + 1
            behind = text.text.stems[first : first + 2]
            if len(behind) == 2:
                yield mention.concepts, " ".join(behind)


def replaced_term(reading: Reading) -> Iterator[Violation]:
    """`unlicensed-term`: a term where its source has another one, which the statement does not name."""
    if not reading.tells_sources or reading.verbatim:
        return
    told = reading.analysed.concepts
    for mention in reading.analysed.mentions:
        sentence = reading.text.sentence_at(mention.start)
        if reading.quoted(mention.start) or reading.is_verbatim(*sentence):
            continue
        here = _place(reading.analysed, mention.start, mention.end)
        for source in [*reading.texts_of(reading.facts_at(mention.start)), *reading.criterion_wordings]:
            rivals = [m for m in source.mentions if set(m.tables) & set(mention.tables) - _GLOSSARY]
            scores = [(alike(here, _place(source, m.start, m.end)), m) for m in rivals]
            own = max((s for s, m in scores if m.concepts & mention.concepts), default=None)
            other = max(((s, m) for s, m in scores if not m.concepts & told), key=lambda x: x[0], default=None)
            if own is None or other is None or other[0] < _LEAST or other[0] < own * _SINGLE_MARGIN:
                continue
            span = reading.text.text[mention.start : mention.end]
            theirs = source.text.text[other[1].start : other[1].end]
            yield reading.violation(
                "unlicensed-term", span, f'The statement says "{span}" where its source says "{theirs}".'
            )


def _place(text: Analysed, start: int, end: int) -> Context:
    """The context of a term, with the word it follows."""
    found = context_of(text, start, end)
    before = [w for w, _, b in text.text.tokens if b <= start][-1:]
    return found | {f"^{word}": _PREPOSITION for word in before}
