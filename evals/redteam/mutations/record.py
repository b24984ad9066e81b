"""Facts of this patient made wrong: level, side, severity, grade, status, date, document, code, and facts that nobody wrote."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from assistant.model.document import Statement

from ..subjects import Subject
from .mutant import STRICT, about_patient, before_end, changes, put, rewritten, sources_told, spots, told, with_text

_LEVEL = r"(?<![\w-])([CTLS]\d{1,2})(?:[-–/]([CTLS]?\d{1,2}))?(?![\w-])"


def _segments(subject: Subject) -> list[str]:
    return [s.id for s in subject.ground.pack.anatomy.segments if re.fullmatch(r"[A-Z]\d+-[A-Z]?\d+", s.id)]


def _spans(statement: Statement) -> list[re.Match[str]]:
    return [m for m in spots(_LEVEL, statement.text, flags=0) if m[2]]


@changes("level-foreign", STRICT)
def foreign(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A level replaced by one that neither request nor record has."""
    if sources_told(statement):
        return
    known = subject.requested | {lv for f in subject.ground.case.findings for lv in f.levels}
    free = [s for s in _segments(subject) if s not in known]
    for match in _spans(statement):
        near = [s for s in free if s[0] == match[1][0]] or free
        yield with_text(statement, put(statement.text, match, rng.choice(near)))


@changes("level-sibling", STRICT)
def sibling(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A level replaced by another of the request, where what is said there is another thing."""
    if sources_told(statement):
        return
    ground, refs = subject.ground, statement.basis.outcomes
    mine = {r.level for r in refs if r.part == "level"}
    results = [r for key in statement.basis.criteria for r in ground.results.get(key, ())]
    for match in _spans(statement):
        for other in sorted(subject.requested - mine):
            if other in told(statement) or "-" not in other:
                continue
            if statement.basis.findings:
                at = {lv for f in statement.basis.findings for lv in ground.findings[f].levels}
                wrong = bool(at) and other not in at
            else:
                wrong = bool(results) and all(r.level != "not_stated" and r.level != other for r in results)
            if wrong:
                yield with_text(statement, put(statement.text, match, other))
                break


@changes("level-in-label", STRICT)
def in_label(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The level before a verdict replaced by one with another verdict, or by one that this line does not ask for."""
    lines = [r.line for r in statement.basis.outcomes if r.part == "level"]
    if statement.label == "not_stated" or not lines:
        return
    ground = subject.ground
    own = {str(lv.level) for id in lines for lv in ground.lines[id].per_level}
    for match in spots(_LEVEL, statement.label, flags=0):
        options = [s for s in _segments(subject) if s not in own and s[0] == match[1][0]]
        if options and match[2]:
            label = put(statement.label, match, rng.choice(options))
            yield statement.model_copy(update={"label": label})


@changes("side-changed", STRICT)
def side(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A side told in our words changed, or one put where the record gives none."""
    if not about_patient(statement):
        return
    sides = {f.side for id in statement.basis.findings if (f := subject.ground.findings.get(id))}
    if "left" not in sides:
        yield from rewritten(statement, r"\b(right|bilateral|both sides)\b", "left")
    if "right" not in sides:
        yield from rewritten(statement, r"\b(left|bilateral)\b(?! open)", "right")
    wrong = sorted({"left", "right"} - sides)
    if sides and "bilateral" not in sides and wrong and statement.basis.findings:
        yield with_text(statement, before_end(statement.text, f", on the {wrong[0]}"))


def _statement_of(statement: Statement, subject: Subject, words: str, document: str) -> Statement:
    return statement.model_copy(
        update={"type": "record_fact", "label": "not_stated", "text": f"{words} [[record:{document}]]."}
    )


@changes("record-level-retold", STRICT)
def retold_level(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A finding of the basis retold in plain words at a level at which it is not."""
    ground = subject.ground
    for id in statement.basis.findings:
        finding = ground.findings[id]
        alike = [f for f in ground.case.findings if f.kind == finding.kind]
        others = sorted(subject.requested - {lv for f in alike for lv in ground.at(f)})
        if finding.levels and others and finding.status == "present" and all(f.levels for f in alike):
            label = ground.pack.kind(finding.kind).label
            yield _statement_of(statement, subject, f"There is {label} at {rng.choice(others)}", finding.document)


@changes("record-side-retold", STRICT)
def retold_side(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A finding of the basis retold on the other side."""
    ground = subject.ground
    for id in statement.basis.findings:
        finding = ground.findings[id]
        if finding.side in ("left", "right") and finding.status == "present":
            other = "right" if finding.side == "left" else "left"
            if any(f.kind == finding.kind and f.side == other for f in ground.case.findings):
                continue  # the record shows it on that side as well
            label = ground.pack.kind(finding.kind).label
            yield _statement_of(statement, subject, f"The record shows {label} on the {other}", finding.document)


@changes("severity-retold", STRICT)
def retold_severity(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A graded finding retold with another grade, an ungraded one with a grade."""
    ground = subject.ground
    for id in statement.basis.findings:
        finding = ground.findings[id]
        kind = ground.pack.kind(finding.kind)
        scale = next((s for s in ground.pack.vocabulary.scales if s.id == kind.scale), None)
        if scale is None or finding.status != "present":
            continue
        alike = [f for f in ground.case.findings if f.kind == finding.kind]
        quotes = " ".join(f.quote.lower() for f in alike)
        held = {f.grade for f in alike}
        grades = [scale.label(g) for g in scale.grades if g not in held and scale.label(g) not in quotes]
        if grades and finding.grade != "not_stated":
            place = f" at {finding.levels[0]}" if finding.levels else ""
            grade = rng.choice(grades)
            words = f"The {kind.label}{place} is graded {grade}"
            if grade[0].isdigit():
                words = f"{finding.of.replace('_', ' ').capitalize()} strength is {grade}"
            yield _statement_of(statement, subject, words, finding.document)


@changes("severity-changed")
def severity(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A word of grade in the text changed."""
    if statement.type not in ("record_fact", "application", "policy_statement", "evidence"):
        return
    texts = [t.text.lower for ref in statement.facts() if (t := subject.ground.fact_text(ref)) is not None]
    texts += [t.text.lower for key in statement.basis.criteria if (t := subject.ground.criterion_text(key)) is not None]

    def held(words: str) -> bool:
        return any(words in text for text in texts)

    for pattern, words in (
        (r"\bmoderate to severe\b", "mild to moderate"),
        (r"\bmoderate to severe\b", "mild"),
        (r"(?<!to )\bsevere\b", "mild"),
        (r"\bmild\b(?! to)", "severe"),
        (r"\bmoderate\b(?! to)", "mild"),
    ):
        if not held(words):
            yield from rewritten(statement, pattern, words)


@changes("status-turned", STRICT)
def status(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A finding that the record denies or leaves open told as present, a present one as absent."""
    ground = subject.ground
    for id in statement.basis.findings:
        finding = ground.findings[id]
        label = ground.pack.kind(finding.kind).label
        place = f" at {finding.levels[0]}" if finding.levels else ""
        if "without" in label or "exclusion" in label:
            continue  # its name is itself a denial
        if finding.status == "present":
            yield _statement_of(statement, subject, f"There is no {label}{place}", finding.document)
        else:
            yield _statement_of(statement, subject, f"The record shows {label}{place}", finding.document)


@changes("finding-invented", STRICT)
def invented(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A finding or treatment of the vocabulary that the record does not hold told as its fact."""
    if not about_patient(statement):
        return
    ground = subject.ground
    record = " ".join(d.text.lower() for d in ground.case.documents)
    held = {f.kind for f in ground.case.findings} | {t.kind for t in ground.case.treatments}
    kinds = [
        k
        for k in ground.pack.vocabulary.kinds
        if k.id not in held and k.label.lower() not in record and " with" not in k.label and k.group == "imaging"
    ]
    cares = [t for t in ground.pack.vocabulary.treatments if t.id not in held and t.label.lower() not in record]
    if statement.documents() and kinds and cares:
        yield with_text(statement, before_end(statement.text, f", and the record also shows {rng.choice(kinds).label}"))
        yield with_text(statement, f"{statement.text} The patient has also had {rng.choice(cares).label}.")


@changes("detail-invented")
def detail(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A detail of this patient that no document holds."""
    if about_patient(statement):
        words = rng.choice(
            (
                ", and the patient smokes",
                ", after a fall at work",
                ", which has worsened since the last visit",
                ", and she can no longer climb stairs",
                ", with relief for two weeks only",
                ", as the surgeon confirmed by telephone",
                ", and sleep is disturbed every night",
                ", despite regular home exercise",
            )
        )
        yield with_text(statement, before_end(statement.text, words))


@changes("document-misnamed", STRICT)
def misnamed(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A finding put into another kind of document."""
    if statement.documents():
        names = ("MRI report", "CT report", "office note", "radiograph report", "request letter", "surgeon's note")
        for name in names:
            other = rng.choice([n for n in names if n != name and not (n.endswith("note") and name.endswith("note"))])
            yield from rewritten(statement, re.escape(name), other)


@changes("date-changed", STRICT)
def dated(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """The date of a document told wrongly."""
    ground = subject.ground
    for id in dict.fromkeys(statement.documents()):
        document = ground.documents[id]
        if isinstance(document.date, date) and about_patient(statement):
            wrong = document.date + timedelta(days=rng.choice((-40, -7, 3, 31)))
            if wrong == ground.documents[statement.documents()[-1]].date:
                continue  # it is told behind the last document, and of that one it is right
            words = f", in the document of {wrong.day} {wrong:%B} {wrong.year}"
            yield with_text(statement, before_end(statement.text, words))


@changes("code-changed", STRICT)
def code(statement: Statement, subject: Subject, rng: Random) -> Iterator[Statement]:
    """A procedure code replaced by that of another procedure."""
    codes = subject.ground.pack.codes
    for field in ("label", "text"):
        text = getattr(statement, field)
        for match in spots(r"\b\d{5}\b", text) if text != "not_stated" else ():
            mine = codes.get(match[0])
            others = [c for c in codes if mine is None or codes[c].procedure != mine.procedure]
            asked = {line.code for line in subject.ground.outcome.lines}
            pool = [c for c in others if c not in told(statement)]
            choice = rng.choice(sorted(asked & set(pool)) or pool) if rng.random() < 0.5 else rng.choice(pool)
            yield statement.model_copy(update={field: put(text, match, choice)})
