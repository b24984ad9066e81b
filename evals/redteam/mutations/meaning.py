"""What a source says, turned: negation, direction, strength, population, condition, who and what."""

import re
from collections.abc import Iterator
from random import Random

from assistant.guard.reading import reading_of
from assistant.model.document import Statement

from ..subjects import Subject
from .mutant import STRICT, before_end, changes, put, rewritten, shut, sources_told, spots, with_text

_VERBS = {
    "requires": "require", "asks": "ask", "supports": "support", "covers": "cover", "recommends": "recommend",
    "improves": "improve", "relieves": "relieve", "finds": "find", "reduces": "reduce", "predicts": "predict",
    "accepts": "accept", "needs": "need", "shows": "show", "includes": "include", "counts": "count", "sets": "set",
}  # fmt: skip
_AUXILIARY = r"\b(is|are|was|were|has|have|had|can|may|should|must|could|does|did|will)\b(?! not\b| no\b|n't)"


@changes("negation-added")
def negated(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A not put behind the verb."""
    if not sources_told(statement):
        return
    yield from rewritten(statement, _AUXILIARY, lambda m: f"{m[1]} not")
    yield from rewritten(statement, rf"\b({'|'.join(_VERBS)})\b", lambda m: f"does not {_VERBS[m[1].lower()]}")


@changes("negation-removed")
def affirmed(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A not, no or without taken out."""
    if not sources_told(statement):
        return
    for pattern, words in (
        (r"\b(is|are|was|were|has|have|had|can|may|should|must|could|does|did|do) not\b", None),
        (r"\bcannot\b", "can"),
        (r"\bwithout\b", "with"),
        (r"\bno (?=\w+)(?!more|longer|less|fewer)", "a "),
        (r"\bneither\b", "both"),
        (r"\bexcept\b", "including"),
        (r"\brather than\b", "as well as"),
    ):
        for found in rewritten(statement, pattern, (lambda m: m[1]) if words is None else words):
            if not re.search(r"with or with\b", found.text):
                yield found


_TURNS = (
    ("improves", "worsens"), ("improved", "worsened"), ("improvement", "deterioration"), ("improve", "worsen"),
    ("better", "worse"), ("worse", "better"), ("higher", "lower"), ("lower", "higher"), ("more often", "less often"),
    ("faster", "slower"), ("longer", "shorter"), ("increased", "reduced"), ("reduced", "increased"),
    ("increases", "reduces"), ("reduces", "increases"), ("reduce", "increase"), ("greater", "smaller"), ("fewer", "more"), ("rare", "common"),
    ("common", "rare"), ("superior", "inferior"), ("non-inferior", "inferior"), ("comparable", "superior"),
    ("similar", "better"), ("failed", "succeeded"), ("relieves", "aggravates"), ("supports", "opposes"),
    ("succeed", "fail"), ("good", "poor"), ("benefit", "harm"), ("early", "late"), ("larger", "smaller"),
)  # fmt: skip


@changes("direction-turned")
def turned(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """Better for worse, more for less, comparable for superior."""
    if sources_told(statement):
        for word, other in _TURNS:
            yield from rewritten(statement, rf"(?<![\w-]){word}\b(?! than (?:\d|two|three|six))", other)


@changes("modal-strengthened")
def stronger(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """May to must or does, should to must, suggests to proves."""
    if statement.type not in ("evidence", "policy_statement", "application"):
        return
    for pattern, words in (
        (r"\bmay (?=\w)", "will "),
        (r"\bmay (?=\w)", "must "),
        (r"\bshould\b", "must"),
        (r"\bcan\b(?! not)", "must"),
        (r"\bsuggests?\b", "proves"),
        (r"\brecommends?\b", "requires"),
        (r"\bconsiders?\b", "mandates"),
        (r"\bmight\b", "does"),
        (r"\bcould\b", "will"),
    ):
        yield from rewritten(statement, pattern, words)


@changes("hedge-dropped")
def unhedged(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """Words that leave a claim open taken out."""
    if statement.type == "evidence":
        yield from rewritten(
            statement,
            r"\b(?:generally|possibly|probably|perhaps|often|usually|sometimes|mostly|largely|partly|tends? to|appears? to|"
            r"seems? to|may|might|likely) ",
            "",
        )
        yield from rewritten(statement, r" \((?:low|weak|limited|insufficient|moderate)[^)]*\)", "")


@changes("cause-for-association")
def caused(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """Associated with to causes."""
    yield from rewritten(statement, r"\b(?:is|are|was|were) associated with\b", "causes")
    yield from rewritten(statement, r"\b(?:is|are|was|were) (?:correlated|linked) with\b", "leads to")
    yield from rewritten(statement, r"\bpredict(?:s|ed)\b", "causes")
    yield from rewritten(statement, r"\b(?:risk factors? for)\b", "cause of")


@changes("universalised")
def universal(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """Some, most, many and a share to all; often to always."""
    if statement.type == "evidence":
        yield from rewritten(statement, r"\b(?:some|most|many|few|certain|several) (?=[a-z]+s\b)", "all ")
        yield from rewritten(statement, r"\b(?:often|usually|generally|sometimes|mostly)\b", "always")
        yield from rewritten(statement, r"\bup to \d+% of\b", "all")


@changes("absolute-added")
def absolute(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A certainty added that no source has."""
    if statement.type in ("evidence", "policy_statement"):
        words = rng.choice(
            (
                ", which proves that it works",
                " in every patient",
                " without exception",
                ", as is universally accepted",
                ", beyond doubt",
                ", and this is the standard of care",
            )
        )
        yield with_text(statement, before_end(statement.text, words))


_REGIONS = (
    ("cervical", "lumbar"),
    ("lumbar", "cervical"),
    ("thoracic", "lumbar"),
    ("neck", "low back"),
    ("low back", "neck"),
)


@changes("population-region")
def region(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A finding carried over to another region of the body."""
    if sources_told(statement):
        for word, other in _REGIONS:
            yield from rewritten(statement, rf"\b{word}\b", other)


_GROUPS = (
    (r"\badults?\b", "children"), (r"\brevision\b", "primary"), (r"\bprimary\b", "revision"),
    (r"\bsingle-level\b", "multilevel"), (r"\btwo-level\b", "one-level"), (r"\bone-level\b", "two-level"),
    (r"\bacute\b", "chronic"), (r"\bchronic\b", "acute"), (r"\bolder\b", "younger"), (r"\bwomen\b", "men"),
    (r"\bdegenerative\b", "traumatic"), (r"\bsymptomatic\b", "asymptomatic"), (r"\bwith instability\b", "without instability"),
    (r"\bwithout instability\b", "with instability"), (r"\bnon-surgical\b", "surgical"), (r"\bwithout symptoms\b", "with symptoms"),
    (r"\bmoderate to severe\b", "mild"), (r"\bfirst\b(?= (?:operation|surgery|approach))", "last"),
)  # fmt: skip


@changes("population-group")
def group(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A finding carried over to other patients."""
    if sources_told(statement):
        for pattern, other in _GROUPS:
            if other not in statement.text.lower():
                yield from rewritten(statement, pattern, other)


@changes("diagnosis-swapped")
def diagnosis(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A finding carried over to another diagnosis or another operation."""
    if not sources_told(statement):
        return
    for pattern, other in (
        (r"\bradiculopathy\b", "myelopathy"), (r"\bmyelopathy\b", "radiculopathy"), (r"\bstenosis\b", "scoliosis"),
        (r"\bspondylolisthesis\b", "disc herniation"), (r"\bpseudarthrosis\b", "infection"),
        (r"\bdisc herniation\b", "spondylolisthesis"), (r"\bfusion\b", "arthroplasty"), (r"\bforaminotomy\b", "corpectomy"),
        (r"\bphysical therapy\b", "epidural injection"), (r"\bACDF\b", "disc replacement"), (r"\bdecompression\b(?! and)", "fusion"),
        (r"\bleg pain\b", "back pain"), (r"\barm pain\b", "neck pain"), (r"\bscoliosis\b", "kyphosis"),
    ):  # fmt: skip
        yield from rewritten(statement, rf"(?<![/-]){pattern}", other)


@changes("condition-dropped")
def unconditional(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The condition under which a rule or finding holds left out."""
    if not sources_told(statement) or len(statement.text) < 90:
        return
    for match in spots(
        r"^(?:Where|When|If|For|In|After)\b(?! comparison:)"
        r"(?! (?:a|our|the) (?:[\w-]+ )?(?:study|trial|series|cohort|systematic|narrative|population))[^,\[“]{12,},\s+",
        statement.text,
    ):
        rest = statement.text[match.end() :]
        if re.match(r"(?:or|and|to|lateral|with)\b", rest):
            continue  # the comma belongs to a list
        yield with_text(statement, rest[0].upper() + rest[1:])
    yield from rewritten(
        statement,
        r",? (?:only )?(?:unless|except|provided|if|where|when|only in|only for|only with|only when)\b [^.;\[“]{10,}(?=[.;]| \[\[)",
        "",
    )


@changes("subject-swapped")
def swapped(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """Two things of one kind change places in a sentence."""
    if not sources_told(statement):
        return
    reading = reading_of(statement, subject.ground)
    tables = ("kind", "treatment", "procedure", "structure", "region", "grade")
    named = [(m, {c.partition(":")[0] for c in m.concepts} & set(tables)) for m in reading.analysed.mentions]
    for n, (first, one) in enumerate(named):
        for second, two in named[n + 1 :]:
            if not one & two or first.concepts & second.concepts:
                continue
            a, b = reading.text.text[first.start : first.end], reading.text.text[second.start : second.end]
            between = reading.text.text[first.end : second.start]
            if re.fullmatch(r"\s*(?:,|and|or|/|-|with or without|as well as|\W)*\s*(?:\w+ )?", between) or re.search(
                r"[,;]? (?:and|or) ", between
            ):
                continue
            if reading.text.sentence_at(first.start) != reading.text.sentence_at(second.start):
                continue
            text = _exchanged(statement.text, a, b)
            if text is not None:
                yield with_text(statement, text)


def _exchanged(text: str, one: str, other: str) -> str | None:
    closed, places = shut(text), []
    for words in (one, other):
        found = list(re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text, re.IGNORECASE))
        if len(found) != 1 or any(a < found[0].end() and found[0].start() < b for a, b in closed):
            return None
        places.append(found[0].span())
    (a, b), (c, d) = sorted(places)
    if b > c:
        return None
    first, second = text[a:b], text[c:d]
    second = second[0].upper() + second[1:] if a == 0 else second
    first = first if a or first.isupper() else first[0].lower() + first[1:]
    return text[:a] + second + text[b:c] + first + text[d:]


@changes("comparison-swapped")
def comparison(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The sides of a comparison exchanged by its joining word."""
    if sources_told(statement):
        yield from rewritten(statement, r"\bwith(?= plat| instrument| fusion| surgery)", "without")
        for pattern, words in (
            (r"\bwhen plated\b", "without a plate"), (r"\bbefore\b", "after"), (r"\bafter\b", "before"),
            (r"\banterior\b", "posterior"), (r"\bposterior\b", "anterior"), (r"\bunplated\b", "plated"),
            (r"\bsurgical\b", "non-surgical"), (r"\bpreoperative\b", "postoperative"),
        ):  # fmt: skip
            yield from rewritten(statement, rf"(?<![\w-]){pattern}", words)


@changes("requirement-weakened", STRICT)
def weakened(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """One of several things that a policy asks for made enough on its own, or an either made a both."""
    if statement.type == "policy_statement":
        yield from rewritten(statement, r"\bmust\b", "need not")
        yield from rewritten(statement, r"\bmust match\b", "may match")
        yield from rewritten(statement, r"\bneeds\b", "does not need")


@changes("clause-appended")
def appended(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A clause appended that nothing supports."""
    if sources_told(statement):
        words = rng.choice(
            (
                ", and most patients return to work within three months",
                ", with a low risk of infection",
                ", and smokers do markedly worse",
                ", while injections only delay the inevitable",
                ", which spares the patient a second operation",
                ", and the benefit lasts for a decade",
                ", because the implants loosen otherwise",
                ", at a fraction of the cost",
            )
        )
        yield with_text(statement, before_end(statement.text, words))


_FACTS = (
    "Smoking doubles the risk of non-union after fusion.",
    "Obesity lengthens hospital stay after spinal surgery.",
    "Diabetes raises the rate of wound infection.",
    "Early surgery prevents permanent nerve damage.",
    "Physical therapy rarely helps once a root is compressed.",
    "Motor weakness that lasts more than six months seldom recovers.",
    "Patients with depression report more pain after surgery.",
    "Implants are usually removed after two years.",
)


@changes("fact-uncited", STRICT)
def uncited(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A plausible clinical fact in a statement of its own, without a source."""
    if statement.type == "evidence":
        yield statement.model_copy(update={"text": rng.choice(_FACTS), "label": "not_stated"})


@changes("fact-added")
def fact_added(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A plausible clinical fact as a further sentence of a statement with a source."""
    if statement.type in ("evidence", "application", "recommendation"):
        yield with_text(statement, f"{statement.text} {rng.choice(_FACTS)}")


@changes("fact-borrowing-citation")
def borrowing(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A plausible clinical fact with the citation of a source that does not hold it."""
    facts = statement.facts()
    if statement.type == "evidence" and facts:
        yield with_text(statement, f"{rng.choice(_FACTS)[:-1]} [[{facts[0]}]].")


@changes("abbreviation-misexpanded", STRICT)
def misexpanded(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """An abbreviation of the glossary expanded wrongly."""
    wrong = {
        "ACDF": "anterior cervical decompression and fixation", "LCD": "local coverage directive", "CPB": "clinical payment bulletin",
        "EMG": "electromuscular graph", "ODI": "operative disability index", "NASS": "National Academy of Spine Surgeons",
        "AANS": "American Academy of Neurological Surgeons", "MRI": "medical resonance image", "CT": "coronal tomography",
    }  # fmt: skip
    for short, long in wrong.items():
        match = next(iter(spots(rf"(?<![\w/]){short}(?![\w/])(?! \()", statement.text, flags=0)), None)
        if match is not None:
            yield with_text(statement, put(statement.text, match, f"{short} ({long})"))
