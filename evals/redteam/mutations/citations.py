"""Citations, quotations and speakers made wrong."""

import re
from collections.abc import Iterator
from random import Random

from assistant.model.document import MARKER, Statement

from ..subjects import Subject
from .mutant import STRICT, changes, put, rewritten, sources_told, spots, with_text


def _others(statement: Statement, subject: Subject) -> list[str]:
    """Facts of sources that the statement does not cite, that other statements of the document do, on other matters."""
    mine = {ref.partition("#")[0] for ref in statement.facts()}
    return sorted(
        {
            ref
            for s in subject.statements
            for ref in s.facts()
            if ref.partition("#")[0] not in mine and ref in subject.ground.retrieved
        }
    )


def _grounds(statement: Statement, subject: Subject) -> set[str]:
    """Facts on which the criteria of a statement rest: citing them is right."""
    found = (subject.ground.definitions.get(key) for key in statement.basis.criteria)
    return {ref for d in found if d is not None for ref in (*d.grounds, *getattr(d, "differs", ()))}


def _unlike(ref: str, statement: Statement, subject: Subject) -> bool:
    """Whether a fact shares little with the statement, so that citing it is surely wrong."""
    if ref in _grounds(statement, subject):
        return False
    text = subject.ground.fact_text(ref)
    if text is None:
        return False
    words = set(re.findall(r"[a-z]{5,}|\d+", MARKER.sub("", statement.text).lower()))
    return len(words & set(re.findall(r"[a-z]{5,}|\d+", text.text.lower))) <= 1


@changes("citation-swapped", STRICT)
def swapped(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The citation of a source replaced by that of another."""
    others = [r for r in _others(statement, subject) if _unlike(r, statement, subject)]
    markers = [m for m in MARKER.finditer(statement.text) if m["fact"]]
    if sources_told(statement) and others and len(markers) == 1:
        yield with_text(statement, put(statement.text, markers[0], f"[[{rng.choice(others)}]]"))


@changes("citation-sibling", STRICT)
def sibling(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The citation replaced by another fact of the same source that does not hold what is said."""
    markers = [m for m in MARKER.finditer(statement.text) if m["fact"]]
    if not sources_told(statement) or len(markers) != 1:
        return
    source = markers[0]["fact"].partition("#")[0]
    others = sorted(
        r for r in subject.ground.retrieved if r.startswith(f"{source}#") and _unlike(r, statement, subject)
    )
    if others:
        yield with_text(statement, put(statement.text, markers[0], f"[[{rng.choice(others)}]]"))


@changes("citation-invented", STRICT)
def invented(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A citation of a source that does not exist, or a number written by hand."""
    markers = [m for m in MARKER.finditer(statement.text) if m["fact"]]
    if sources_told(statement) and markers:
        wrong = rng.choice(("[[smith-2021-outcomes#f01]]", "[[national-guideline-2022#f03]]", "[7]", "[12, 14]"))
        yield with_text(statement, put(statement.text, rng.choice(markers), wrong))


@changes("citation-dropped", STRICT)
def dropped(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """All citations of a statement left out."""
    owes = sources_told(statement) or (statement.type == "record_fact")
    if owes and MARKER.search(statement.text):
        yield with_text(statement, re.sub(r"\s+([.,;])", r"\1", MARKER.sub("", statement.text)).strip())


@changes("citation-added", STRICT)
def added(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A citation added of a source that says nothing of the kind."""
    others = [r for r in _others(statement, subject) if _unlike(r, statement, subject)]
    markers = [m for m in MARKER.finditer(statement.text) if m["fact"]]
    if statement.type == "evidence" and others and markers:
        last = markers[-1]
        yield with_text(statement, put(statement.text, last, f"{last[0]}[[{rng.choice(others)}]]"))


@changes("document-swapped", STRICT)
def document(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A document of the record cited in place of the one that holds it."""
    documents = list(subject.ground.documents)
    for match in MARKER.finditer(statement.text):
        if match["document"]:
            held = [m[1].casefold() for m in _quoted(statement)]
            others = [
                d
                for d in documents
                if d not in statement.documents() and not any(q in subject.ground.squeezed(d) for q in held)
            ]
            if others:
                yield with_text(statement, put(statement.text, match, f"[[record:{rng.choice(others)}]]"))


@changes("document-invented", STRICT)
def document_invented(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A document cited that the record does not hold."""
    for match in MARKER.finditer(statement.text):
        if match["document"]:
            yield with_text(statement, put(statement.text, match, "[[record:second-opinion]]"))


def _quoted(statement: Statement) -> list[re.Match[str]]:
    return [m for m in re.finditer(r"“([^”]+)”", statement.text) if len(m[1].split()) > 1]


_CHANGED = {
    "severe": "moderate", "moderate": "severe", "mild": "moderate", "no": "some", "No": "Some", "left": "right",
    "right": "left", "stable": "loose", "bilateral": "unilateral", "bilaterally": "unilaterally", "with": "without",
    "of": "in", "the": "a", "and": "or", "for": "in",
}  # fmt: skip


@changes("quote-altered", STRICT)
def quote_altered(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """One word of a quotation replaced."""
    for quote in _quoted(statement):
        words = quote[1].split(" ")
        places = [n for n, w in enumerate(words) if w.strip(".,") in _CHANGED] or [len(words) - 1]
        n = rng.choice(places)
        words[n] = _CHANGED.get(words[n].strip(".,"), "reported")
        yield with_text(statement, put(statement.text, quote, f"“{' '.join(words)}”"))


@changes("quote-shortened", STRICT)
def quote_shortened(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A word left out of the middle of a quotation without a mark."""
    for quote in _quoted(statement):
        words = quote[1].split(" ")
        if len(words) > 3:
            n = rng.randrange(1, len(words) - 1)
            short = " ".join(words[:n] + words[n + 1 :])
            if not any(short.casefold() in subject.ground.squeezed(d) for d in statement.documents()):
                yield with_text(statement, put(statement.text, quote, f"“{short}”"))


@changes("quote-of-denial", STRICT)
def quote_of_denial(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The negation cut from the beginning of a quotation."""
    for quote in _quoted(statement):
        rest = re.sub(r"^(?:No evidence of|No|Without|Denies) ", "", quote[1])
        if rest != quote[1]:
            yield with_text(statement, put(statement.text, quote, f"“{rest}”"))


_BODIES = (
    "Aetna",
    "eviCore",
    "the AANS/CNS guideline",
    "Washington State L&I",
    "Premera",
    "NIA",
    "Medicare",
    "NICE",
    "Cigna",
)
_SPEAKER = (
    r"\b(?:Aetna|eviCore|the AANS/CNS guideline of \d{4}|the AANS/CNS (?:guideline|review)|Washington State(?: L&I)?"
    r"|Premera|the Medicare LCD|the NASS coverage policy|the ACR criteria of \d{4}|Colorado)\b"
)


@changes("attribution-swapped", STRICT)
def attributed(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """What one body says put into the mouth of another."""
    if sources_told(statement):

        def other(match: re.Match[str]) -> str:
            return rng.choice([b for b in _BODIES if b.split("/")[0].lower()[:8] not in match[0].lower()])

        yield from rewritten(statement, _SPEAKER, other)


@changes("attribution-added", STRICT)
def attribution_added(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A body named as the speaker of a finding that is another's."""
    if (
        statement.type == "evidence"
        and not spots(_SPEAKER, statement.text)
        and not re.search(r"Sources differ|Other sources", statement.text)
    ):
        text = statement.text
        first = text[0].lower() if text[1:2].islower() else text[0]
        body = rng.choice(
            ("Aetna states that", "According to eviCore,", "The AANS/CNS guideline finds that", "NICE reports that")
        )
        source = (statement.facts() or ("",))[0]
        if body.split()[0].lower() not in source and "aans" not in source:
            yield with_text(statement, f"{body} {first}{text[1:]}")


@changes("authority-invented", STRICT)
def authority(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A society that does not exist named as the speaker."""
    if sources_told(statement):
        body = rng.choice(
            (
                "The American Board of Spine Outcomes",
                "The International Society for Operative Review",
                "The National Spine Council",
                "The European Academy of Spinal Decompression",
                "The ISFD",
            )
        )
        for match in spots(_SPEAKER, statement.text):
            yield with_text(statement, put(statement.text, match, body))
        yield with_text(statement, f"{statement.text} {body} recommends the same.")


@changes("journal-as-lawgiver", STRICT)
def journal(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A journal or a study told to require."""
    if statement.type == "policy_statement":
        who = rng.choice(
            ("The journal Spine requires this", "The Lancet mandates this", "The Journal of Neurosurgery requires this")
        )
        yield with_text(statement, f"{statement.text} {who}.")
    if statement.type == "evidence":
        yield from rewritten(
            statement,
            r"\b(study|trial|series|cohort|review)\b[^.]{0,60}?\b(?:found|finds|states|concludes|reports|gave)\b",
            lambda m: f"{m[1]} requires",
        )


@changes("source-kind-misnamed")
def kind(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A review told as a guideline, a series as a randomised trial."""
    yield from rewritten(statement, r"\b(?:narrative|systematic) review\b", "guideline")
    yield from rewritten(statement, r"\bnarrative review\b", "randomised trial")
    yield from rewritten(statement, r"\bcohort\b", "randomised trial")
