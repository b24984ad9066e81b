"""All scorers put together: the sample of a determination, and that of a reference article."""

from collections.abc import Iterable

from ..api import READERS, Drafted, compose_case
from ..errors import InputError
from ..guard import Ground
from ..guard.coverage import statements_of
from ..model.case import Case
from ..pack.levels import Levels
from ..pack.pack import Pack
from ..settings import Settings
from .article import Article
from .citing import by_guard, score_citations, uncited
from .content import Content, find_content, score_content, score_sections
from .faults import faults_of, score_faults
from .form import foreign, score_effort, score_form, score_guard, score_proved, score_sources
from .key import Key
from .keys import LevelReader
from .outcomes import score_outcomes, units_of_article, units_of_outcome
from .sample import Sample
from .score import Score, not_scored
from .written import of_determination

_AUDIENCES = {words: name for name, words in READERS.items()}


def sample_of_draft(
    drafted: Drafted, key: Key | None, article: Article | None, levels: Levels, seconds: float
) -> Sample:
    """Scores a determination. A key of another policy set judges what is said, not the outcomes."""
    made, ground, reader = drafted.determination, drafted.ground, LevelReader(levels)
    written = of_determination(made)
    statements = statements_of(made.lead, made.sections)
    same = key is not None and (key.policy_set, key.disposition) == (made.outcome.policy_set, made.outcome.disposition)
    units = units_of_outcome(key, made.outcome) if key is not None and same else ()
    content = None if key is None else find_content(written, key, reader)
    outcomes: Iterable[Score] = score_outcomes(units)
    if key is not None and not same:
        outcomes = [not_scored(s.measure, f"the key is for {key.policy_set}, {key.disposition}") for s in outcomes]
    faults = faults_of(written, reader, ground)
    scores = [
        *outcomes,
        *score_content(content),
        *score_faults(faults),
        score_proved(made, ground),
        *score_citations(statements, by_guard(ground)),
        *score_sources(written),
        *score_sections(written, None if article is None else article.written),
        *score_guard(made.guard, len(statements)),
        *score_form(written, _AUDIENCES[made.header.audience]),
        *score_effort(made.guard, seconds),
    ]
    return Sample(
        case=made.header.case,
        system="assistant",
        keyed=key is not None,
        verdict=made.outcome.determination,
        units=units,
        content=content or Content(),
        faults=faults,
        scores=tuple(scores),
        written=written,
    )


def sample_of_article(
    case: str, article: Article, key: Key | None, levels: Levels, ground: Ground | None = None
) -> Sample:
    """Scores a reference article by the same measures, as far as they apply."""
    written, reader = article.written, LevelReader(levels)
    units = () if key is None else units_of_article(key, article.verdicts, reader)
    content = None if key is None else find_content(written, key, reader)
    faults = None if ground is None else faults_of(written, reader, ground)
    scores = [
        *score_outcomes(units),
        *score_content(content),
        *score_faults(faults),
        *uncited("the texts behind the article's references are not in the corpus"),
        *score_sources(written),
        *score_sections(written, None),
        *score_form(written),
        *foreign(),
    ]
    return Sample(
        case=case,
        system="reference",
        keyed=key is not None,
        verdict=article.verdicts.whole,
        units=units,
        content=content or Content(),
        faults=faults or (),
        scores=tuple(scores),
        written=written,
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
