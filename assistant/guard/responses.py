"""What a treatment did, told as the record has it: that it helped, helped in part, or did not help."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .polarity import directions_of
from .reading import Reading

_AXIS = "quality"
_AND = re.compile(r"\band\b")


def _spoken_of(reading: Reading, position: int, items: list[Analysed]) -> list[Analysed]:
    """Those that share most words with the stretch around a place, of words that not all of them have; all, where none does."""
    shared = frozenset[str].intersection(*(text.text.stem_set for text in items))
    start, end = reading.text.clause_at(position)
    start = max([m.end() for m in _AND.finditer(reading.text.lower, start, position)], default=start)
    first, last = reading.text.token_span(start, end)
    here = set(reading.text.stems[first:last]) - shared - reading.ground.lists.function
    common = [len(here & text.text.stem_set) for text in items]
    most = max(common)
    return [text for text, n in zip(items, common, strict=True) if n == most] if most else items


def response_turned(reading: Reading) -> Iterator[Violation]:
    """`polarity`: a treatment said to have helped that did not, or the reverse."""
    if reading.statement.type != "application" or not reading.treatments:
        return
    told = [d for d in reading.analysed.of(directions_of) if d[0] == _AXIS and not reading.quoted(d[2])]
    if not told:
        return
    items = [reading.ground.treatment_text(t) for t in reading.treatments]
    items += [reading.ground.finding_text(f) for f in reading.findings]
    for _, sign, low, high in told:
        spoken = _spoken_of(reading, low, items)
        held = {sign for text in spoken for axis, sign, _, _ in text.of(directions_of) if axis == _AXIS}
        if held and sign not in held and reading.voice(low) != "rule" and not _in_part(reading, sign, low):
            word = reading.text.text[low:high]
            response = ", ".join(sorted({t.response.replace("_", " ") for t in reading.treatments}))
            yield reading.violation(
                "polarity", word, f'The statement says "{word}"; the response on record: {response}.'
            )


def _in_part(reading: Reading, sign: int, position: int) -> bool:
    """Whether a relief is denied in full ("without adequate relief") and every treatment of the basis brought some."""
    before = reading.text.lower[:position].rstrip().rpartition(" ")[2]
    some = all(treatment.response == "partial" for treatment in reading.treatments)
    return sign < 0 and some and before in reading.ground.lists.words.in_full
