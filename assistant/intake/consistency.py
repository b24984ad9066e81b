"""What is wrong with a case beyond its form: words the pack does not know, quotes that are not in the record, facts that contradict.

Pure functions from a case to flaws. A *refusal* stops the program; a *fault* is told, and the line it concerns is decided for what it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from ..model.base import NOT_STATED
from ..model.case import Case, Finding, Treatment
from ..pack.levels import LevelError
from ..pack.pack import Pack

Path = tuple[str | int, ...]
_CUT = re.compile(r".?\w\w|\w\w.?|\d[.,]\d", re.DOTALL)
"""Two or three characters at the edge of a quote that belong to one word or figure."""
_AS_WRITTEN = "Write a level or a range as the record does."


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with a case."""

    path: Path
    """Where, as keys and positions from the top of the file."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do."""
    severity: Literal["refusal", "fault"] = "refusal"


def flaws(case: Case, pack: Pack) -> list[Flaw]:
    """All flaws of a case, in the order of the file."""
    texts = {d.id: normalised(d.text) for d in case.documents}
    return [
        *_ids(case),
        *_figures(case),
        *_lines(case, pack),
        *_diagnoses(case, pack),
        *_documents(case, pack),
        *(p for n, f in enumerate(case.findings) for p in _finding(f, ("findings", n), texts, pack)),
        *(p for n, t in enumerate(case.treatments) for p in _treatment(t, ("treatments", n), texts, pack)),
        *_contradictions(case, pack),
    ]


def normalised(text: str) -> str:
    """Text with white space folded and typographic quotes and hyphens made plain, for verbatim comparison."""
    text = re.sub(r"[\u2018\u2019\u201b]", "'", text)
    text = re.sub(r"[\u201c\u201d\u201f]", '"', text)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def _ids(case: Case) -> Iterator[Flaw]:
    for name, ids in (
        ("findings and treatments", [f.id for f in case.findings] + [t.id for t in case.treatments]),
        ("documents", [d.id for d in case.documents]),
        ("lines", [line.id for line in case.request.lines]),
    ):
        for id, count in Counter(ids).items():
            if count > 1:
                place: Path = ("request", "lines") if name == "lines" else (name.split()[0],)
                yield Flaw(place, f"The id {id!r} is used {count} times among {name}.", "Give each its own id.")


def _figures(case: Case) -> Iterator[Flaw]:
    """Numbers that nothing can have."""
    treatments = [(("treatments", n), t) for n, t in enumerate(case.treatments)]
    figures: list[tuple[Path, float | NotStated, int]] = [
        (("patient", "age"), case.patient.age, 0),
        (("request", "setting", "days"), case.request.setting.days, 0),
        *((("request", "lines", n, "stage"), line.stage, 1) for n, line in enumerate(case.request.lines)),
        *(((*way, "weeks"), t.weeks, 0) for way, t in treatments),
        *(((*way, "sessions"), t.sessions, 0) for way, t in treatments),
        *((("findings", n, "number"), f.number, -math.inf) for n, f in enumerate(case.findings)),
    ]
    for path, figure, least in figures:
        if figure != NOT_STATED and not least <= figure < math.inf:
            yield Flaw(path, f"{path[-1]} cannot be {figure}.", "Correct it, or leave it out where the record does not say it.")


def _lines(case: Case, pack: Pack) -> Iterator[Flaw]:
    for n, line in enumerate(case.request.lines):
        path: Path = ("request", "lines", n)
        code = pack.codes.get(line.code)
        levels = []
        for m, text in enumerate(line.levels):
            try:
                levels += pack.levels.parse(text)
            except LevelError as error:
                yield Flaw((*path, "levels", m), error.message, error.remedy or _AS_WRITTEN)
        if code is None:
            yield Flaw(
                (*path, "code"),
                f"Code {line.code} is not in the code table.",
                "Check the digits; a code that is right but unknown stays undetermined.",
                "fault",
            )
            continue
        if code.retired != NOT_STATED:
            yield Flaw((*path, "code"), f"Code {line.code} is retired: {code.retired}.", "Ask for the valid code.", "fault")
        outside = [lv for lv in levels if "any" not in code.regions and pack.levels.regions(lv).isdisjoint(code.regions)]
        if outside:
            yield Flaw(
                (*path, "levels"),
                f"Code {line.code} ({code.name}) is for the regions {', '.join(code.regions)}, and is requested at "
                f"{', '.join(outside)}.",
                "Correct the code or the levels.",
                "fault",
            )


def _diagnoses(case: Case, pack: Pack) -> Iterator[Flaw]:
    for n, diagnosis in enumerate(case.request.diagnoses):
        known = pack.diagnoses.get(diagnosis.code)
        if known is not None and known.retired != NOT_STATED:
            yield Flaw(
                ("request", "diagnoses", n),
                f"Diagnosis code {diagnosis.code} is no longer valid: {known.retired}.",
                "Ask for the valid code.",
                "fault",
            )


def _documents(case: Case, pack: Pack) -> Iterator[Flaw]:
    known = [k.id for k in pack.vocabulary.documents]
    for n, document in enumerate(case.documents):
        if document.kind not in known:
            yield _unknown(("documents", n, "kind"), "document kind", document.kind, known)
        if not document.text.strip():
            yield Flaw(("documents", n, "text"), f"Document {document.id!r} is empty.", "Paste its text, or leave it out.")


def _finding(finding: Finding, path: Path, texts: Mapping[str, str], pack: Pack) -> Iterator[Flaw]:
    try:
        kind = pack.kind(finding.kind)
    except KeyError:
        yield _unknown((*path, "kind"), "finding kind", finding.kind, [k.id for k in pack.vocabulary.kinds])
        return
    for m, text in enumerate(finding.levels):
        try:
            pack.levels.parse(text)
        except LevelError as error:
            yield Flaw((*path, "levels", m), error.message, error.remedy or _AS_WRITTEN)
    yield from _region(finding, path, pack)
    if finding.grade != NOT_STATED:
        grades = () if kind.scale == NOT_STATED else pack.scale(kind.scale).grades
        if finding.grade not in grades:
            yield _unknown((*path, "grade"), f"grade of {kind.label}", finding.grade, list(grades))
    if finding.number != NOT_STATED and kind.unit == NOT_STATED:
        yield Flaw((*path, "number"), f"{kind.label} is not measured in numbers.", "Use a grade, or leave the number out.")
    if finding.of != NOT_STATED:
        table = kind.structures
        known = [] if table == NOT_STATED else [s.id for s in pack.anatomy.structures.get(table, ())]
        if finding.of not in known:
            yield _unknown((*path, "of"), f"structure of {kind.label}", finding.of, known)
    yield from _quote(finding, path, texts)


def _treatment(treatment: Treatment, path: Path, texts: Mapping[str, str], pack: Pack) -> Iterator[Flaw]:
    try:
        pack.treatment(treatment.kind)
    except KeyError:
        yield _unknown((*path, "kind"), "treatment kind", treatment.kind, [k.id for k in pack.vocabulary.treatments])
    yield from _region(treatment, path, pack)
    yield from _quote(treatment, path, texts)


def _region(fact: Finding | Treatment, path: Path, pack: Pack) -> Iterator[Flaw]:
    if fact.region not in (NOT_STATED, *pack.vocabulary.regions):
        yield _unknown((*path, "region"), "region", fact.region, list(pack.vocabulary.regions))


def _quote(fact: Finding | Treatment, path: Path, texts: Mapping[str, str]) -> Iterator[Flaw]:
    quote = normalised(fact.quote)
    if fact.document not in texts:
        yield _unknown((*path, "document"), "document", fact.document, list(texts))
    elif not stands_in(quote, texts[fact.document]):
        elsewhere = next((id for id, text in texts.items() if stands_in(quote, text)), None)
        hint = "" if elsewhere is None else f" It stands in {_short(elsewhere)!r}."
        yield Flaw(
            (*path, "quote"),
            f"The quote of {_short(fact.id)!r} is not in document {fact.document!r}: “{_short(fact.quote)}”.{hint}",
            "Quote the document word for word, in whole words, or name the document that holds it.",
        )


def stands_in(quote: str, text: str) -> bool:
    """Whether a normalised text holds a normalised quote in whole words and figures: `2 mm` does not stand in `12 mm`."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        if not (_CUT.fullmatch(text[max(0, start - 2) : start + 1]) or _CUT.fullmatch(text[end - 1 : end + 2])):
            return True
        start = text.find(quote, start + 1)
    return False


def _contradictions(case: Case, pack: Pack) -> Iterator[Flaw]:
    """Statements of equal standing that say opposite things of the same place."""
    kinds = {d.id: d.kind for d in case.documents}
    seen: dict[tuple[object, ...], tuple[int, Finding]] = {}
    for n, f in enumerate(case.findings):
        if f.status == "uncertain":
            continue
        place = (f.kind, tuple(sorted(f.levels)), f.region, f.side, f.of, kinds.get(f.document), f.date)
        n_other, other = seen.setdefault(place, (n, f))
        differs = other.status != f.status and NOT_STATED in (f.grade, other.grade)
        differs |= other.status == f.status == "present" and NOT_STATED not in (f.grade, other.grade) and f.grade != other.grade
        if n_other != n and differs:
            label = pack.kind(f.kind).label if any(k.id == f.kind for k in pack.vocabulary.kinds) else f.kind
            yield Flaw(
                ("findings", n),
                f"{other.id!r} and {f.id!r} contradict each other about {label}: “{_short(other.quote)}” and “{_short(f.quote)}”.",
                "Ask which is right; until then what rests on them is undetermined.",
                "fault",
            )


def _unknown(path: Path, what: str, word: str, known: Iterable[str]) -> Flaw:
    near = get_close_matches(word, list(known), n=2, cutoff=0.6)
    remedy = f"Did you mean {' or '.join(near)}?" if near else "The vocabulary of the pack lists the known ones."
    return Flaw(path, f"Unknown {what}: {word!r}.", remedy)


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 80 else f"{folded[:77]}..."
