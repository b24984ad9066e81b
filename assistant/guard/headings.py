"""Short lines that stand for headings: those that say something of the case ("None on any film") are statements as well."""

from ..model.document import Statement
from .ground import Ground
from .reading import Reading
from .said import criterion_words, verdicts
from .side_words import sides_in
from .words import Lists

_TELLING = frozenset(("kind", "treatment", "procedure", "structure"))
"""Tables of the pack whose terms, with a word besides, make a line say something."""


def says_something(line: Statement, ground: Ground) -> bool:
    """Whether a line has a verb, a denial, a figure, a level, a side, a grade or an answer, or more beside a finding, a treatment or an
    operation than words that name a part of a document; the bare name of a thing or of a criterion says nothing.
    """
    reading = Reading(line, ground)
    lists, lower = ground.lists, reading.text.lower
    if any(_is_label(reading, result[0].label, lists) for result in ground.results.values()):
        return False
    if _names_request(reading):
        return False
    if any(f.kind != "code" and f.unit != "stage" for f in reading.analysed.figures):
        return True
    if any(m.tables & {"grade"} for m in reading.analysed.mentions) or criterion_words(reading):
        return True
    if any(lists.negations(lower, 0, len(lower))) or lists.state.search(lower) or any(sides_in(lower, lists)):
        return True
    known = lists.expressions
    if known["tells"].search(lower) and not known["asking"].match(lower):
        return True
    named = [m for m in reading.analysed.mentions if m.tables & _TELLING]
    inside = {n for m in named for n in range(m.first, m.last)}
    idle = lists.function | lists.connectives
    more = [
        word
        for n, ((word, _, _), stem) in enumerate(zip(reading.text.tokens, reading.text.stems, strict=True))
        if n not in inside and stem not in idle and not known["topic"].fullmatch(word)
    ]
    return bool(named) and bool(more)


def _names_request(reading: Reading) -> bool:
    """Whether a line only names what is requested: a requested operation, with its levels, sides and codes and the name of a part."""
    lists, ground = reading.ground.lists, reading.ground
    if any(f.kind not in ("code", "level", "landmark", "range") for f in reading.analysed.figures):
        return False
    codes = {str(f.key) for f in reading.analysed.figures if f.kind == "code"}
    if not codes <= {line.code for line in ground.outcome.lines}:
        return False
    if not codes and not any(m.tables & {"procedure"} for m in reading.analysed.mentions):
        return False
    lower = reading.text.lower
    if criterion_words(reading) or verdicts(reading) or any(m.tables & {"grade"} for m in reading.analysed.mentions):
        return False
    if any(lists.negations(lower, 0, len(lower))) or lists.expressions["tells"].search(lower):
        return False
    asked = {level for line in ground.outcome.lines for level in line.levels}
    named = reading.levels_in(0, len(reading.text.text))
    sides = {lists.sides[m[0]] for m in sides_in(reading.text.lower, lists)}
    known = ground.request.licensed | lists.function | lists.connectives
    topic = lists.expressions["topic"]
    words = [
        word
        for word, stem in zip(reading.text.word_list, reading.text.stems, strict=True)
        if word.isalpha() and stem not in known and not topic.fullmatch(word)
    ]
    return named <= asked and sides <= set(ground.sides.values()) and (bool(codes) or not words)


def _is_label(reading: Reading, label: str, lists: Lists) -> bool:
    """Whether a line is the name of a criterion, or some words of it."""
    own = reading.text.stem_set - lists.function
    return bool(own) and own <= reading.ground.lexicon.kept(label).text.stem_set
