"""A written document under the guard: every statement, and the whole."""

from collections.abc import Iterable, Mapping

from ..model.corpus import Source
from ..model.document import Determination, Statement, Violation
from ..model.evidence import Evidence, Passage
from ..model.judgement import Judged, Judgement, Unread
from .as_fields import from_fields
from .coverage import DOCUMENT, check_document, contradictions, gaps, heading_violations, repetitions
from .foreign import Sentence, read_markdown
from .ground import Ground
from .headings import says_something
from .infer import inferred
from .own_words import recognised, table
from .reading import reading_of
from .run_in import without_heading
from .said import criterion_words, verdicts
from .second import SecondOpinion, consult, of_model
from .statement import check_statement
from .told_of_record import named_elsewhere, other_bases

_LABEL = 4
"""Words of a label at most that stands as a sentence."""
_LONG = 20
"""Words from which a repeated sentence of a text counts: its sentences are cut smaller than statements are."""


def judge(determination: Determination, ground: Ground, second: SecondOpinion | None = None) -> Judgement:
    """A determination of this program, statement by statement. `second`: asked about what a model wrote; it can only object."""
    places: list[tuple[str, Statement]] = [("lead", s) for s in determination.lead]
    places += [(sec.title, s) for sec in determination.sections for b in sec.blocks for s in b.statements]
    if second is not None:
        consult(of_model(s for _, s in places), ground, second)
    whole = check_document(determination.title, determination.lead, determination.sections, ground)
    judged = [(section, s, check_statement(s, ground)) for section, s in places]
    return Judgement(
        title=determination.title,
        case=determination.case.id,
        origin="determination",
        policy_set=ground.outcome.policy_set,
        statements=tuple(
            Judged(statement=s, section=section, violations=(*wrong, *_of(s, whole))) for section, s, wrong in judged
        ),
        document=_rest(whole, tuple(s for _, s in places)),
    )


def judge_text(
    text: str, ground: Ground, second: SecondOpinion | None = None, own: Iterable[Statement] = ()
) -> Judgement:
    """A text that another system wrote, each sentence a statement; types and bases inferred from the words, but for those that
    the program has of its `own` for the case.
    """
    sources = ground.pack.sources
    everything = _with_all(ground, sources)
    labels = {kind.id: kind.label for kind in ground.pack.vocabulary.documents}
    read = read_markdown(from_fields(text), sources, ground.case, labels)
    facts_of = {id: tuple(f"{id}#{fact.id}" for fact in source.facts) for id, source in sources.items()}
    of_outcome = table(ground.outcome)
    read.sentences = [s for s in read.sentences if s.text not in of_outcome]
    parts = list(recognised(read.sentences, own))
    statements = [
        inferred(told[0], f"t{n:03d}", everything, facts_of)
        if mine is None
        else mine.model_copy(update={"id": f"t{n:03d}"})
        for n, (told, mine) in enumerate(parts, start=1)
    ]
    statements = [
        without_heading(told[0], s, everything, facts_of) if mine is None else s
        for s, (told, mine) in zip(statements, parts, strict=True)
    ]
    statements = [_proved(s, everything) if mine is None else s for s, (_, mine) in zip(statements, parts, strict=True)]
    bare = [mine is None and _bare(told[0], s, everything) for s, (told, mine) in zip(statements, parts, strict=True)]
    read.unread += [(told[0].text, told[0].line) for (told, _), label in zip(parts, bare, strict=True) if label]
    parts = [part for part, label in zip(parts, bare, strict=True) if not label]
    statements = [s for s, label in zip(statements, bare, strict=True) if not label]
    if second is not None:
        consult(statements, everything, second)
    whole = [
        Violation(statement=DOCUMENT, code=v.code, span=v.span, reason=v.reason)
        for words, _ in read.headings
        for v in heading_violations(words, DOCUMENT, everything)
    ]
    headed = [
        inferred(Sentence(words, words, line, ()), f"h{n:03d}", everything, facts_of)
        for n, (words, line) in enumerate(read.headings, start=1)
    ]
    telling = [says_something(s, everything) for s in headed]
    standing = [s for s in (*statements, *headed) if not check_statement(s, everything)]
    undecided = [] if _all_decided(standing, everything) else gaps(standing, everything)
    undecided = [g for g in undecided if g.code == "line-undecided"]  # a wrong verdict decides nothing
    untold = [g for g in gaps(statements, everything) if g.code != "line-undecided"]
    whole += [Violation(statement=DOCUMENT, code=g.code, span=g.key, reason=g.reason) for g in (*undecided, *untold)]
    whole += [v for v in repetitions(statements, everything) if len(v.span.split()) >= _LONG]
    whole += contradictions(statements, everything)
    judged = [
        Judged(
            statement=statement,
            section=told[0].section,
            line=told[0].line,
            violations=(
                *_owed(statement, check_statement(statement, everything)),
                *(named_elsewhere(statement, everything) if mine is None else ()),
                *_of(statement, whole),
            ),
        )
        for (told, mine), statement in zip(parts, statements, strict=True)
    ]
    judged += [
        Judged(
            statement=s,
            section=words,
            line=line,
            violations=tuple(
                v for v in _owed(s, check_statement(s, everything)) if v.code != "verdict-contradiction"
            ),  # a verdict is held to the outcome as one of a heading, above
        )
        for (words, line), s, tells in zip(read.headings, headed, telling, strict=True)
        if tells
    ]
    unread = [*read.unread, *(h for h, tells in zip(read.headings, telling, strict=True) if not tells)]
    return Judgement(
        title=read.title or ground.case.id,
        case=ground.case.id,
        origin="text",
        policy_set=ground.outcome.policy_set,
        statements=tuple(sorted(judged, key=lambda j: j.line)),
        document=_rest(whole, tuple(statements)),
        unread=tuple(Unread(words=words, line=line) for words, line in sorted(unread, key=lambda u: u[1])),
    )


def _all_decided(statements: Iterable[Statement], ground: Ground) -> bool:
    """Whether one verdict is given on the whole request, of which all lines have the same."""
    words = {line.outcome for line in ground.outcome.lines}
    if len(words) != 1:
        return False
    return any(
        ref.part == "request"
        and any(w.mood == "asserted" and words <= {*w.means} for w in verdicts(reading_of(s, ground)))
        for s in statements
        for ref in s.basis.outcomes
    )


def _bare(sentence: Sentence, statement: Statement, ground: Ground) -> bool:
    """Whether a sentence of a few words is a label that stands by itself ("Risk factors.")."""
    reading = reading_of(statement, ground)
    known = any(m.tables & {"kind", "treatment", "procedure", "grade"} for m in reading.analysed.mentions)
    if known or verdicts(reading) or criterion_words(reading):
        return False
    return len(sentence.text.split()) <= _LABEL and not says_something(statement, ground)


def _proved(statement: Statement, ground: Ground) -> Statement:
    """A sentence on the basis that proves it: the inferred one, or another that its words allow; else as inferred."""
    if not _owed(statement, check_statement(statement, ground)):
        return statement
    return next((s for s in other_bases(statement, ground) if not check_statement(s, ground)), statement)


def _owed(statement: Statement, violations: tuple[Violation, ...]) -> tuple[Violation, ...]:
    """What is wrong with a sentence of another system, which need not cite the record: the findings that it tells are
    looked up.
    """
    cited = statement.documents()
    violations = tuple(v for v in violations if v.code != "citation-unused-basis" or v.span in cited or "#" in v.span)
    found = statement.basis.findings or statement.basis.treatments
    if statement.type != "record_fact" or not found:
        return violations
    return tuple(v for v in violations if v.code != "citation-missing")


def _with_all(ground: Ground, sources: Mapping[str, Source]) -> Ground:
    """The same ground with every fact of the corpus: another system did not search as this program does."""
    passages = tuple(
        Passage(ref=f"{source.id}#{fact.id}", text=fact.text, found_by="plan")
        for source in sources.values()
        for fact in source.facts
    )
    evidence = Evidence(
        passages=passages,
        policy_set=ground.evidence.policy_set,
        regions=ground.evidence.regions,
        backend="all facts of the corpus",
    )
    everything = Ground(ground.case, ground.outcome, evidence, ground.pack, ground.policy_set, ground.lists)
    everything.others = ground.others
    return everything


def _of(statement: Statement, whole: tuple[Violation, ...] | list[Violation]) -> tuple[Violation, ...]:
    return tuple(v for v in whole if v.statement == statement.id)


def _rest(whole: tuple[Violation, ...] | list[Violation], statements: tuple[Statement, ...]) -> tuple[Violation, ...]:
    known = {s.id for s in statements}
    return tuple(dict.fromkeys(v for v in whole if v.statement not in known))
