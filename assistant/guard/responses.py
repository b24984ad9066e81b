"""What a treatment did, told as the record has it: that it helped, helped in part, or did not help."""

from collections.abc import Iterator

from ..model.document import Violation
from .polarity import directions_of
from .reading import Reading

_AXIS = "quality"


def response_turned(reading: Reading) -> Iterator[Violation]:
    """`polarity`: a treatment said to have helped that did not, or the reverse."""
    if reading.statement.type != "application" or not reading.treatments:
        return
    told = [d for d in reading.analysed.of(directions_of) if d[0] == _AXIS and not reading.quoted(d[2])]
    if not told:
        return
    items = [reading.ground.treatment_text(t) for t in reading.treatments]
    items += [reading.ground.finding_text(f) for f in reading.findings]
    held = {sign for text in items for axis, sign, _, _ in text.of(directions_of) if axis == _AXIS}
    for _, sign, low, high in told:
        if held and sign not in held and reading.voice(low) != "rule":
            word = reading.text.text[low:high]
            response = ", ".join(sorted({t.response.replace("_", " ") for t in reading.treatments}))
            yield reading.violation(
                "polarity", word, f'The statement says "{word}"; the response on record: {response}.'
            )
