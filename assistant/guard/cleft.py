"""An answer told before what it is the answer to: "what is still open is a", "the point that fails is b"."""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .criteria_spoken_of import all_of_lines, owed_words
from .reading import Reading
from .said import criterion_words

_OPENS = re.compile(
    r"(?:^|[;:,.] |\b(?:but|and|so|that) )(?:what(?:ever)?|all that"
    r"|the (?:only |one |sole |single )?(?:point|thing|question|criterion|requirement) (?:that|which))\b"
)
_IS = re.compile(r" (?:is|are|was|were|remains?|concerns?) ")
_ENDS = re.compile(
    r"[;:.,]|\b(?:whose|which|because|since|as|while|whereas|although|though|and not|not|rather than|but)\b"
)


def cleft_answer(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a criterion named behind its answer that the checker answered otherwise."""
    if reading.tells_sources or reading.statement.type == "record_fact":
        return
    lower, kept = reading.text.lower, reading.ground.lexicon.kept
    lists = reading.ground.lists
    for word in criterion_words(reading):
        low, high = reading.text.sentence_at(word.start)
        opened = list(_OPENS.finditer(lower, low, word.start))
        joined = _IS.search(lower, word.end - 1, high)
        if (
            word.mood != "asserted"
            or not opened
            or joined is None
            or _ENDS.search(lower, opened[-1].end(), joined.start())
        ):
            continue
        ends = _ENDS.search(lower, joined.end(), high)
        first, last = reading.text.token_span(joined.end(), ends.start() if ends else high)
        told = {lists.synonym_name(stem) for stem in reading.text.stems[first:last]} - lists.unnaming
        levels = {r.level for r in reading.statement.basis.outcomes if r.part == "level"} | reading.levels_in(low, high)
        named = [
            r
            for r in all_of_lines(reading)
            if (not levels or r.level in (NOT_STATED, *levels))
            and (owed := kept(r.label).of(owed_words))
            and (owed <= told or (told and told <= owed))
            and r.waived_by == NOT_STATED
        ]
        if named and all(r.truth not in word.means for r in named):
            yield reading.violation(
                "criterion-contradiction", word.words, f"{named[0].label}: {named[0].truth.replace('_', ' ')}."
            )
            return
