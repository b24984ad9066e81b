"""What a document says, beside what its key expects: points, figures, forbidden statements, next steps, sections."""

from collections.abc import Iterator, Sequence
from typing import Literal

from ..model.base import NOT_STATED, Model, NotStated
from .figure import figure_pattern, other_figures
from .key import UNSUPPORTED, Key, KeyFigure, KeyPoint, Told
from .matching import LevelsOf, Wording, as_written, met_by, read
from .outcomes import NO_KEY
from .score import Score, not_scored, scored, share
from .written import Said, Written, sentences

STEPS = "steps"
"""Kind of section in which next steps are asked for."""
_HEADING = "heading"
"""Begins the place of a forbidden sentence that stands in a heading."""


class Match(Model):
    """One thing of the key, and the statement that says it."""

    id: str
    says: str
    """In the words of the key."""
    example: str
    """A sentence that would say it."""
    statement: str | NotStated = NOT_STATED
    """Id of the first statement that says it; not stated: missed."""
    weight: float = 1.0

    @property
    def made(self) -> bool:
        return self.statement != NOT_STATED


class FigureMatch(Match):
    """A figure of the key."""

    state: Literal["right", "wrong", "absent"]
    required: bool = True


class Hit(Model):
    """A forbidden sentence that stands in the document."""

    id: str
    says: str
    kind: str
    why: str
    statement: str
    """Id of the statement, or `heading n`."""
    sentence: str


class Content(Model):
    """Everything found in one document."""

    points: tuple[Match, ...] = ()
    steps: tuple[Match, ...] = ()
    figures: tuple[FigureMatch, ...] = ()
    hits: tuple[Hit, ...] = ()


class _Reading:
    """The statements of a document, prepared once."""

    def __init__(self, written: Written, levels_of: LevelsOf) -> None:
        self.said = written.statements
        self.levels_of = levels_of
        self.full = [read(f"{s.context}. {s.text}", levels_of) for s in self.said]
        self.bare = [read(s.text, levels_of) for s in self.said]

    def first(self, told: Told, sections: Sequence[str] = ()) -> str:
        """Id of the first statement that says it, where its own words take part in saying it."""
        for said, full, bare in zip(self.said, self.full, self.bare, strict=True):
            if sections and said.section not in sections:
                continue
            if met_by(full, told.groups, told.unless) and _takes_part(told, bare):
                return said.id
        return NOT_STATED


def _takes_part(told: Told, bare: Wording) -> bool:
    """Whether its own words meet a group, so that a heading alone says nothing."""
    return any(met_by(bare, (group,)) for group in told.groups)


def makes(point: KeyPoint, said: Said, levels_of: LevelsOf = as_written) -> bool:
    """Whether one statement makes a point: what the calibration in `evals/judge` asks pair by pair."""
    only = Written(title="", headings=(), statements=(said,), sources={})
    return _Reading(only, levels_of).first(point, point.sections) != NOT_STATED


def find_content(written: Written, key: Key, levels_of: LevelsOf = as_written) -> Content:
    """Compares a document with a key."""
    reading = _Reading(written, levels_of)
    return Content(
        points=tuple(_match(p, reading.first(p, p.sections), p.weight) for p in key.points),
        steps=tuple(_match(s, reading.first(s, (STEPS,))) for s in key.steps),
        figures=tuple(_figure(f, reading) for f in key.figures),
        hits=tuple(_hits(written, key, levels_of)),
    )


def _match(told: Told, statement: str, weight: float = 1.0) -> Match:
    return Match(id=told.id, says=told.says, example=told.example, statement=statement, weight=weight)


def _figure(figure: KeyFigure, reading: _Reading) -> FigureMatch:
    """Right where one statement about it holds the value; wrong where statements about it hold only other values."""
    right, other = figure_pattern(figure.value, figure.unit), other_figures(figure.unit)
    state: Literal["right", "wrong", "absent"] = "absent"
    place: str = NOT_STATED
    for said, wording in zip(reading.said, reading.bare, strict=True):
        if not met_by(wording, figure.groups, figure.unless):
            continue
        if right.search(wording.text):
            state, place = "right", said.id
            break
        if state == "absent" and other.search(wording.text):
            state, place = "wrong", said.id
    return FigureMatch(
        id=figure.id,
        says=figure.says,
        example=figure.example,
        statement=place,
        state=state,
        required=figure.required,
    )


def _hits(written: Written, key: Key, levels_of: LevelsOf) -> Iterator[Hit]:
    """Each forbidden sentence once; headings are read as well."""
    places = [(s.id, sentence) for s in written.statements for sentence in sentences(s.text)]
    places += [(f"{_HEADING} {n}", text) for n, text in enumerate((written.title, *written.headings))]
    prepared = [(place, sentence, read(sentence, levels_of)) for place, sentence in places]
    for item in key.forbidden:
        for place, sentence, wording in prepared:
            if met_by(wording, item.groups, item.unless):
                yield Hit(id=item.id, says=item.says, kind=item.kind, why=item.why, statement=place, sentence=sentence)
                break


def score_content(content: Content | None) -> Iterator[Score]:
    """Recall of points and steps, figures right and wrong, forbidden statements. None: the case has no key."""
    if content is None:
        for measure in ("point_recall", "step_recall", "figure_accuracy", "figures_wrong", "forbidden"):
            yield not_scored(measure, NO_KEY)
        yield not_scored("unsupported_figures", NO_KEY)
        return
    total = sum(p.weight for p in content.points)
    made = sum(p.weight for p in content.points if p.made)
    yield share("point_recall", made, total, "the key names no point")
    yield share("step_recall", sum(s.made for s in content.steps), len(content.steps), "the key asks for no step")
    counted = [f for f in content.figures if f.required or f.state != "absent"]
    right = sum(f.state == "right" for f in counted)
    yield share("figure_accuracy", right, len(counted), "the key names no figure, or none is told")
    yield scored("figures_wrong", sum(f.state == "wrong" for f in content.figures), len(content.figures))
    yield scored("forbidden", len(content.hits))
    yield scored("unsupported_figures", sum(hit.kind in UNSUPPORTED for hit in content.hits))


def score_sections(written: Written, reference: Written | None) -> Iterator[Score]:
    """Kinds of section of substance, and the share of the reference's kinds that the document has as well."""
    own = written.sections()
    yield scored("sections", len(written.of_substance()))
    if reference is None:
        yield not_scored("section_coverage", "no reference article is given")
    else:
        kinds = reference.sections()
        yield share("section_coverage", len(own & kinds), len(kinds), "the reference has no known section")
