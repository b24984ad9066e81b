"""Two figures that a sentence sets against each other: the greater told as the lesser contradicts itself, whatever is on file."""

from collections.abc import Iterator

from ..model.document import Violation
from .figure import Figure
from .reading import Reading
from .record import negated


def figures_against_each_other(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure said to exceed, or to stay below, another one of the same unit that it does not."""
    told = list(reading.ground.lists.expressions["sets_against"].finditer(reading.text.lower))
    for match in told:
        low, high = reading.text.clause_at(match.start())
        if reading.quoted(match.start()) or negated(reading, *match.span()):
            continue
        before = [f for f in reading.analysed.figures if low <= f.start < match.start() and _bare(f)]
        behind = [f for f in reading.analysed.figures if match.end() <= f.start < high and _bare(f)]
        if not before and len(told) == 1 and not match["at"]:
            # the only ones of the sentence, whatever their order ("at 7 weeks, it exceeds ...")
            here = reading.text.sentence_at(match.start())
            before = [
                f
                for f in reading.analysed.figures
                if here[0] <= f.start < here[1] and not low <= f.start < high and _bare(f)
            ]
        if len(before) != 1 or len(behind) != 1 or before[0].unit != behind[0].unit:
            continue
        one, two = _value(before[0]), _value(behind[0])
        if (match["over"] and one <= two) or (match["under"] and one >= two) or (match["at"] and one < two):
            span = reading.text.text[match.start() : behind[0].end]
            yield reading.violation("figure-misplaced", span, f"{before[0].text} against {behind[0].text}.")
            return


def _bare(figure: Figure) -> bool:
    return figure.kind == "number" and bool(figure.unit) and isinstance(figure.key, float | int)


def _value(figure: Figure) -> float:
    return float(figure.key) if isinstance(figure.key, float | int) else 0.0
