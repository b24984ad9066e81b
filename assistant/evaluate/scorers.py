"""All scorers, one list: each is a function of what is known of one document, and returns scores or why there are none.

A new measure is an entry in `score.MEASURES` and a scorer here; runs, reports and comparisons take it from there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ..api import compose_case
from ..errors import InputError
from ..guard import Ground, check_statement
from ..model.base import NOT_STATED
from ..model.case import Case
from ..model.document import GuardReport
from ..pack.levels import Levels
from ..pack.pack import Pack
from ..settings import Settings
from .article import Article
from .citing import by_guard, score_citations, uncited
from .content import Content, find_content, score_content, score_sections
from .drafting import Document
from .faults import Fault, faults_of, score_faults
from .form import foreign, score_effort, score_form, score_guard, score_proved, score_sources
from .key import Key
from .keys import LevelReader
from .outcomes import Unit, score_outcomes, units_of_article, units_of_outcome
from .sample import Sample
from .score import Score, not_scored
from .verdicts import verdicts_of
from .written import Written

NO_GUARD: Final = "the guard was off"


@dataclass(frozen=True, slots=True)
class Subject:
    """All that scorers may look at."""

    written: Written
    content: Content | None
    """What of the key was found in it; None: the case has no key."""
    units: tuple[Unit, ...]
    """Outcomes of the key beside those found."""
    faults: tuple[Fault, ...] | None = None
    """What is wrong with it by itself; None: nothing is known to hold it against."""
    other_key: str = ""
    """Why the outcomes of the key are not compared; empty where they are."""
    article: Article | None = None
    """The reference article of the case."""
    made: Document | None = None
    """What the program drafted; None: another wrote it."""
    audience: str = "physician"
    seconds: float = 0.0
    """What drafting took."""


Scorer = Callable[[Subject], Iterable[Score]]


def outcomes(subject: Subject) -> Iterator[Score]:
    """Agreement of outcomes."""
    for score in score_outcomes(subject.units):
        yield not_scored(score.measure, subject.other_key) if subject.other_key else score


def content(subject: Subject) -> Iterator[Score]:
    """Points, steps, figures and forbidden sentences."""
    yield from score_content(subject.content)


def faults(subject: Subject) -> Iterator[Score]:
    """What is wrong with it by itself."""
    yield from score_faults(subject.faults)


def citing(subject: Subject) -> Iterator[Score]:
    """Proof of statements and citations, by the guard."""
    if subject.made is None:
        yield from uncited("the texts behind the article's references are not in the corpus")
        return
    yield score_proved(subject.made.statements, subject.made.ground)
    yield from score_citations(subject.made.statements, by_guard(subject.made.ground))


def sources(subject: Subject) -> Iterator[Score]:
    """Whether a source is given where it is needed, how many there are, how evenly they are used."""
    yield from score_sources(subject.written)


def sections(subject: Subject) -> Iterator[Score]:
    """Sections, and those of the article that are covered."""
    yield from score_sections(subject.written, None if subject.article is None else subject.article.written)


def form(subject: Subject) -> Iterator[Score]:
    """Length, repetition, readability."""
    yield from score_form(subject.written, subject.audience)


def making(subject: Subject) -> Iterator[Score]:
    """What guard and model did, and what it took."""
    made = subject.made
    if made is None:
        yield from foreign()
        return
    if made.guard is None:
        yield from (not_scored(measure, NO_GUARD) for measure in ("accepted", "repaired", "replaced"))
    else:
        yield from score_guard(made.guard, len(made.statements))
    yield from score_effort(GuardReport(proved={}, writer=made.writer or NOT_STATED), subject.seconds)


SCORERS: Final[tuple[Scorer, ...]] = (outcomes, content, faults, citing, sources, sections, form, making)


def scores_of(subject: Subject) -> tuple[Score, ...]:
    """Every score of a document."""
    return tuple(score for scorer in SCORERS for score in scorer(subject))


def sample_of_document(
    case: str, made: Document, key: Key | None, article: Article | None, levels: Levels, seconds: float
) -> Sample:
    """Scores what the program drafted. A key of another policy set judges what is said, not the outcomes.

    Without the guard an outcome counts where the document states it in so many words, as in an article: nothing else
    vouches for it.
    """
    outcome, reader = made.ground.outcome, LevelReader(levels)
    same = key is not None and (key.policy_set, key.disposition) == (outcome.policy_set, outcome.disposition)
    units: tuple[Unit, ...] = ()
    verdict = str(outcome.determination)
    if made.guard is None:
        stated = verdicts_of(made.written, reader.pattern)
        verdict = str(stated.whole)
        units = units_of_article(key, stated, reader) if key is not None and same else ()
    elif key is not None and same:
        units = units_of_outcome(key, outcome)
    subject = Subject(
        written=made.written,
        content=None if key is None else find_content(made.written, key, reader),
        units=units,
        faults=faults_of(made.written, made.ground),
        other_key="" if key is None or same else f"the key is for {key.policy_set}, {key.disposition}",
        article=article,
        made=made,
        audience=made.audience,
        seconds=seconds,
    )
    sample = _sample(case, subject, verdict)
    unwritten = {} if made.writer is None else made.writer.composer_sections
    return sample.model_copy(
        update={"guarded": made.guard is not None, "unwritten": unwritten, "unproved": _unproved(made)}
    )


def _unproved(made: Document) -> dict[str, str]:
    """Statements of a draft without the guard that it would have refused."""
    if made.guard is not None:
        return {}
    found = ((s.id, check_statement(s, made.ground)) for s in made.statements)
    return {id: violations[0].reason for id, violations in found if violations}


def sample_of_article(
    case: str, article: Article, key: Key | None, levels: Levels, ground: Ground | None = None
) -> Sample:
    """Scores a reference article by the same measures, as far as they apply."""
    written, reader = article.written, LevelReader(levels)
    subject = Subject(
        written=written,
        content=None if key is None else find_content(written, key, reader),
        units=() if key is None else units_of_article(key, verdicts_of(written, reader.pattern), reader),
        faults=None if ground is None else faults_of(written, ground),
    )
    return _sample(case, subject, article.verdicts.whole).model_copy(update={"system": "reference"})


def _sample(case: str, subject: Subject, verdict: str) -> Sample:
    return Sample(
        case=case,
        system="assistant",
        keyed=subject.content is not None,
        verdict=verdict,
        units=subject.units,
        content=subject.content or Content(),
        faults=subject.faults or (),
        scores=scores_of(subject),
        written=subject.written,
    )


def ground_of(case: Case, pack: Pack, settings: Settings, key: Key | None) -> Ground | None:
    """What a document on a case can be held against; None where the case cannot be decided."""
    try:
        return compose_case(
            case,
            policy_set=key.policy_set if key else None,
            disposition=key.disposition if key else None,
            settings=settings,
            pack=pack,
            search=False,
        ).ground
    except InputError:
        return None
