"""More and less of two groups told without their figures: the source's figures bear it out, and one figure of both bears out neither."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .binding import marks_of
from .crossed import arms_of
from .figure import Figure
from .reading import Reading

_MORE = re.compile(
    r"\b(?:(?P<more>more (?:often|frequent(?:ly)?|common(?:ly)?|likely)|higher|greater)"
    r"|(?P<less>less (?:often|frequent(?:ly)?|common(?:ly)?|likely)|lower|fewer|rarer))\b"
)
_APART = re.compile(
    r"\b(?:(?:a |an )?(?:higher|lower|greater|smaller) (?:rate|share|proportion|number|percentage|chance)|fewer|more often|less often)\b"
)
_BEHIND = 5
"""Words behind "than" by which the second group is known."""


def ranked_otherwise(reading: Reading) -> Iterator[Violation]:
    """`polarity`: one group told to have more than the other, where the figures of the source say otherwise."""
    if not reading.tells_sources or reading.verbatim or "than" not in reading.words:
        return
    text, marks = reading.text, reading.analysed.of(marks_of)
    for match in _MORE.finditer(text.lower):
        low, high = text.clause_at(match.start())
        than = text.lower.find(" than ", match.end(), high)
        if than < 0 or reading.quoted(match.start()) or any(low <= f.start < high for f in _shares(reading)):
            continue
        first, last = text.token_span(than + len(" than "), high)
        behind = frozenset(marks[first : min(last, first + _BEHIND)])
        before = frozenset(marks[slice(*text.token_span(low, than))])
        for source in reading.texts_of(reading.facts_at(match.start())):
            arms = {f.start: (f, words) for pair in source.of(arms_of) for f, words in pair}.values()
            first_arm = [f for f, words in arms if words & before - behind]
            other_arm = [f for f, words in arms if words & behind]
            if len(first_arm) != 1 or len(other_arm) != 1 or first_arm == other_arm:
                continue
            told, other = first_arm[0], other_arm[0]
            one, two = told.key, other.key
            if not (isinstance(one, float) and isinstance(two, float)):
                continue  # of two ranges neither is simply the greater
            if one == two or (one > two) != (match["more"] is not None):
                span = text.text[match.start() : high]
                yield reading.violation("polarity", span, f"The source has {told.text} and {other.text} of them.")
                return


def equal_told_apart(reading: Reading) -> Iterator[Violation]:
    """`polarity`: more or fewer of one group, where the source gives one figure of both."""
    if not reading.tells_sources or reading.verbatim:
        return
    text, lists = reading.text, reading.ground.lists
    for match in _APART.finditer(text.lower):
        sources = reading.texts_of(reading.facts_at(match.start()))
        of_both = [s for s in sources if "both" in s.text.words and len([f for f in s.figures if f.unit == "%"]) == 1]
        if not of_both or reading.quoted(match.start()):
            continue
        if any(lists.directions.get(stem, ("", 0))[0] == "amount" for s in sources for stem in s.text.stem_set):
            continue
        low, high = text.sentence_at(match.start())
        here = set(text.stems[slice(*text.token_span(low, high))]) - lists.connectives
        for source in of_both:
            if len(here & source.text.stem_set) > 1:
                yield reading.violation("polarity", match[0], f'The same of both: "{source.text.text}"')
                return


def _shares(reading: Reading) -> list[Figure]:
    return [f for f in reading.analysed.figures if f.unit == "%"]
