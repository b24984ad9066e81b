"""What is wrong with a document by itself, whoever wrote it: parts that contradict each other, abbreviations spelt out
wrongly, figures that stand nowhere. A reference article is graded by the same functions as the program's documents.
"""

import re
from collections.abc import Iterator
from typing import Literal

from ..guard import Ground
from ..guard.analysed import Analysed
from ..guard.figure import Figure, supports
from ..guard.glossary import glossary
from ..guard.reading import reading_of
from ..model.base import Model
from ..model.document import Statement
from .score import Score, not_scored, scored
from .verdicts import codes_in, stated_in, verdict_in
from .written import Written, sentences, words

FaultKind = Literal["contradiction", "expansion", "figure"]
NO_GROUND = "the case could not be decided, so there is nothing to hold the document against"
_COUNTED = ("number", "range", "probability")
"""Kinds of figure that are looked up; levels, codes and dates are the matter of other checks."""
_OPPOSED = frozenset(("necessary", "not_necessary", "undetermined"))
"""Verdicts of which a part can have one."""
_UNDER = re.compile(r"\bunder the policy set (\w+)", re.IGNORECASE)
_SHORT = 3
"""Letters of words that name no procedure."""
HEADING = "heading of "
_RANGE = re.compile(r"\s*(?:-|\bto\b|\band\b)\s*")


class Fault(Model):
    """One thing that is wrong."""

    kind: FaultKind
    says: str
    """What is wrong, in words."""
    statement: str
    """Id of the statement where it shows."""
    span: str
    """The words."""


def faults_of(written: Written, ground: Ground) -> tuple[Fault, ...]:
    """Everything wrong with a document by itself."""
    return (
        *contradictions(written, ground),
        *expansions(written, ground),
        *figures_nowhere(written, ground),
    )


# --- contradictions -------------------------------------------------------------------------------------------------


def contradictions(written: Written, ground: Ground) -> Iterator[Fault]:
    """Parts that are decided one way in one place and another way in another: the verdict of a heading against the
    sentences below it, a code or a level against the summary.
    """
    first: dict[str, tuple[str, str]] = {}
    told: set[str] = set()
    for place, part, word in _decisions(written, ground):
        known = first.setdefault(part, (word, place))
        if known[0] != word and {known[0], word} <= _OPPOSED and part not in told:
            told.add(part)
            yield Fault(
                kind="contradiction",
                says=f"{part} is called {_plain(known[0])} ({known[1]}) and {_plain(word)} ({place})",
                statement=place.removeprefix(HEADING),
                span=part,
            )


def _decisions(written: Written, ground: Ground) -> Iterator[tuple[str, str, str]]:
    """Place, part and verdict of everything that is decided in so many words, in reading order."""
    seen: set[str] = set()
    for said in written.statements:
        for heading in said.heading.split(" / ") if said.heading else ():
            word = verdict_in(heading)
            if heading not in seen and word is not None:
                seen.add(heading)
                yield from ((f"{HEADING}{said.id}", p, word) for p in _parts(heading, "", ground))
        for sentence in sentences(said.text):
            word = stated_in(sentence)
            if word is not None and not _under_another_set(sentence, ground):
                yield from ((said.id, p, word) for p in _parts(sentence, said.heading, ground))


def _under_another_set(sentence: str, ground: Ground) -> bool:
    """Whether a sentence tells by its name how a thing stands under a policy set that is not the document's."""
    named = _UNDER.search(sentence)
    return named is not None and named[1] != ground.policy_set.id


def _parts(text: str, heading: str, ground: Ground) -> Iterator[str]:
    """What a verdict is about. Words that differ in codes, procedures or levels are about different things: a level may
    pass for one procedure and fail for another, a code at one level and not at the next.
    """
    stage = re.search(r"\bstage \d\b", text, re.IGNORECASE)
    figures = Analysed(text, ground.lexicon).figures
    levels = {str(name) for f in figures if f.kind == "level" and isinstance(f.key, tuple) for name in f.key}
    where = f" at {', '.join(sorted(levels))}" if levels else ""
    if codes := codes_in(text) or (codes_in(heading) if not levels else ()):
        yield from (f"{code}{where}" for code in codes)
    elif stage:
        yield f"{stage[0].lower()}{where}"
    elif levels:
        known = {w for name in ground.pack.vocabulary.procedures.values() for w in words(name)}
        procedures = sorted(known.intersection(words(text)) - set(ground.pack.vocabulary.regions))
        yield f"{' '.join(w for w in procedures if len(w) > _SHORT) or 'the request'}{where}"


def _plain(word: str) -> str:
    return word.replace("_", " ")


# --- abbreviations, figures -----------------------------------------------------------------------------------------


def expansions(written: Written, ground: Ground) -> Iterator[Fault]:
    """Abbreviations spelt out otherwise than the glossary of the corpus has them."""
    for said in written.statements:
        statement = Statement(id=said.id, type="record_fact", text=said.text)
        for wrong in glossary(reading_of(statement, ground)):
            yield Fault(kind="expansion", says=wrong.reason, statement=said.id, span=wrong.span)


def figures_nowhere(written: Written, ground: Ground) -> Iterator[Fault]:
    """Figures with a unit of measure that stand in no fact of the corpus, in no policy in force, and not in the record.

    Generous on purpose: a figure that stands somewhere may still be attached to the wrong thing; what is known of such
    figures is in the keys.
    """
    known = _known(ground)
    measures = ground.lists.words.measures
    for said in written.statements:
        for figure in Analysed(said.text, ground.lexicon).figures:
            if figure.kind in _COUNTED and figure.unit in measures and not _stands(figure, known, ground):
                yield Fault(
                    kind="figure",
                    says=f"{figure.text} stands in no source and not in the record",
                    statement=said.id,
                    span=figure.text,
                )


def _stands(figure: Figure, known: list[list[Figure]], ground: Ground) -> bool:
    """Whether one text holds the figure, or both ends of a range."""
    if any(f.unit == figure.unit and supports(figure, f) for text in known for f in text):
        return True
    if figure.kind != "range" or not isinstance(figure.key, tuple):
        return False
    low, *rest = _RANGE.split(figure.text, maxsplit=1)
    if re.search(r"[a-z]", low):  # each end has its own unit: two figures
        ends = [f for part in (low, *rest) for f in Analysed(part, ground.lexicon).figures]
        return all(_stands(end, known, ground) for end in ends if end.kind != "range")
    return any(
        all(any(f.kind == "number" and f.unit == figure.unit and f.key == end for f in text) for end in figure.key)
        for text in known
    )


def _known(ground: Ground) -> list[list[Figure]]:
    """Figures of every fact, of the policies in force, of the record and of what was computed, text by text."""
    facts = (fact.text for source in ground.pack.sources.values() for fact in source.facts)
    texts = [ground.lexicon.kept(text) for text in facts]
    texts += [found for key in ground.definitions if (found := ground.criterion_text(key)) is not None]
    record = (*(d.text for d in ground.case.documents), ground.case.question)
    texts += [ground.analysed("evaluate", str(n), (text,)) for n, text in enumerate(record)]
    texts += [ground.treatment_text(t) for t in ground.case.treatments]
    texts += [ground.request, ground.computed]
    return [text.figures for text in texts if text.figures]


# --- scores ---------------------------------------------------------------------------------------------------------


def score_faults(faults: tuple[Fault, ...] | None) -> Iterator[Score]:
    """How many of each kind. None: there is no ground to hold the document against."""
    for measure, kind in (
        ("contradictions", "contradiction"),
        ("wrong_expansions", "expansion"),
        ("figures_nowhere", "figure"),
    ):
        if faults is None:
            yield not_scored(measure, NO_GROUND)
        else:
            yield scored(measure, sum(f.kind == kind for f in faults))
