"""The texts that may vouch for a figure, each with whether it is a rule (whose threshold may be named without its comparator)."""

import re

from .analysed import Analysed
from .figure import Figure
from .figure_voice import measured, of_treatment, on_record, ruled_behind
from .ground import Ground
from .reading import Reading

TIMES = frozenset(("day", "week", "month", "year", "hour"))
"""Units of time."""
_OF_PLACE = frozenset(("date", "level", "landmark"))
"""Kinds of figure that say where and when a fact was found, and that the words around it may give; a measure is held to the fact."""
_RULES = ("requirement", "recommendation", "definition")
"""Roles of a fact that tells a rule."""

Source = tuple[Analysed, bool]


def sources_of(figure: Figure, reading: Reading) -> list[Source]:
    """The texts that may vouch for a figure of a statement."""
    ground = reading.ground
    rules = [source for ref in reading.facts_at(figure.start) for source in ground.made(_of_fact, ref)]
    rules += [(text, True) for text in reading.criterion_texts]
    if reading.tells_sources:
        return rules + ([(ground.computed, True)] if figure.kind in ("code", "date", "identifier") else [])
    record = [(text, False) for text in (*reading.record_texts, *reading.of(lengths))]
    if figure.kind in _OF_PLACE:
        record += [(text, False) for text in reading.around_texts]
    if reading.of_record_alone:
        return [*rules, *record, (ground.person, False)]
    general = [(ground.request, False)]
    if figure.unit not in ground.lists.words.measures or not reading.criterion_texts:
        general.append((ground.computed, True))
    cited = reading.cited_at(figure.start)
    told = reading.findings or reading.treatments
    counted = [(text, False) for text in reading.of(computed)] if told else []
    if figure.kind in ("number", "range", "fraction") and told and reading.statement.type != "recommendation":
        voice = reading.voice(figure.start) or ("record" if on_record(figure, reading) else "")
        if not voice and cited and figure.unit in TIMES and of_treatment(figure, reading):
            voice = "record"
        if voice == "record" and ruled_behind(figure, reading):
            voice = "rule"
        if voice == "rule" and rules and not measured(figure, reading):
            return [*rules, *(general[:1] if _in_name(figure, reading) else [])]
        if voice == "record" and all(c.document for c in cited):
            return record + general + counted
    return rules + record + general + counted


def lengths(reading: Reading) -> list[Analysed]:
    """How long each treatment of the basis went on."""
    return [reading.ground.lasted(treatment) for treatment in reading.treatments]


def computed(reading: Reading) -> list[Analysed]:
    """What the checker measured or counted for each criterion of the basis, such as the weeks of a treatment."""
    return [reading.ground.made(_computed_for, key) for key in reading.statement.basis.criteria]


def _computed_for(ground: Ground, key: str) -> Analysed:
    details = (f"{value} {name}" for node in ground.nodes_of(key) for name, value in node.detail.items())
    return ground.analysed("counted", key, details)


def _of_fact(ground: Ground, ref: str) -> tuple[Source, ...]:
    """The words of a fact, and what surrounds them; none where the corpus has no such fact."""
    found, text, about = ground.fact(ref), ground.fact_text(ref), ground.about(ref)
    if found is None or text is None or about is None:
        return ()
    return (text, found[1].role in _RULES), (about, False)


def _in_name(figure: Figure, reading: Reading) -> bool:
    """Whether a figure is part of the name of a requested procedure, told as it stands."""
    told = reading.text.lower
    names = {line.procedure.lower() for line in reading.ground.outcome.lines}
    return any(m.start() <= figure.start < m.end() for name in names for m in re.finditer(re.escape(name), told))
