"""What is wrong with a case beyond its form: unknown words, quotes that are not in the record, facts that contradict.

Pure functions from a case to flaws. A *refusal* stops the program; a *fault* is told, and the line it concerns is
decided for what it is.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from ..model.base import NOT_STATED, NotStated
from ..model.case import Case, Finding, Treatment
from ..pack.levels import LevelError
from ..pack.pack import Pack
from .against import against_record
from .contradictions import contradictions
from .flaw import Flaw, Path, short

LONGEST_WORD: Final = 60
"""Characters of an unknown word that are compared with the known ones."""
FEW: Final = 20
"""As many known words are listed where none comes near."""
_CUT = re.compile(r"\w\0\w|\d[.,/]\0\d|\w-\0\d|\d-\0\w|\d\0(?:[.,/]\d|-[\w/]|\+)")
"""An edge of a quote, marked by a null character, that falls within a word, a figure, a range or a grade (`4-/5`)."""
_PLAIN: Final = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201f"), '"'),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-"),
}
_AS_WRITTEN = "Write a level or a range as the record does."


def flaws(case: Case, pack: Pack) -> list[Flaw]:
    """All flaws of a case, in the order of the file. Ids used twice come alone, as the rest rests on them."""
    if doubled := list(_ids(case)):
        return doubled
    texts = _Texts({d.id: normalised(d.text) for d in case.documents})
    return [
        *_hosts(case),
        *_figures(case),
        *_lines(case, pack),
        *_diagnoses(case, pack),
        *_documents(case, pack),
        *(p for n, f in enumerate(case.findings) for p in _finding(f, ("findings", n), texts, pack)),
        *(p for n, t in enumerate(case.treatments) for p in _treatment(t, ("treatments", n), texts, pack)),
        *contradictions(case, pack),
        *against_record(case, pack),
    ]


class _Texts(dict[str, str]):
    """Normalised texts by document, that remember which quotes they hold: a long record says the same thing often."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(texts)
        self._held: set[tuple[str, str]] = set()

    def holds(self, quote: str, document: str) -> bool:
        """Whether a document holds a normalised quote."""
        if (quote, document) not in self._held and stands_in(quote, self[document]):
            self._held.add((quote, document))
        return (quote, document) in self._held


def normalised(text: str) -> str:
    """Text with white space folded and typographic quotes and hyphens made plain, for verbatim comparison."""
    return " ".join((text if text.isascii() else text.translate(_PLAIN)).split())


def _ids(case: Case) -> Iterator[Flaw]:
    facts: list[tuple[Path, str]] = [
        *((("findings", n), f.id) for n, f in enumerate(case.findings)),
        *((("treatments", n), t.id) for n, t in enumerate(case.treatments)),
    ]
    documents: list[tuple[Path, str]] = [(("documents", n), d.id) for n, d in enumerate(case.documents)]
    lines: list[tuple[Path, str]] = [(("request", "lines", n), line.id) for n, line in enumerate(case.request.lines)]
    for name, places in (("findings and treatments", facts), ("documents", documents), ("lines", lines)):
        counts = Counter(id for _, id in places)
        last = {id: path for path, id in places}
        for id, count in counts.items():
            if count > 1:
                yield Flaw(
                    (*last[id], "id"),
                    f"The id {short(id)!r} is used {count} times among {name}.",
                    "Give each its own id.",
                )


def _hosts(case: Case) -> Iterator[Flaw]:
    """Documents said to be reproduced by one that is not there."""
    ids = {d.id for d in case.documents}
    for n, document in enumerate(case.documents):
        if document.within != NOT_STATED and document.within not in ids - {document.id}:
            yield Flaw(
                ("documents", n, "within"),
                f"{short(document.within)!r} names no other document.",
                "Name the document that reproduces this one, or leave it out.",
            )


def _figures(case: Case) -> Iterator[Flaw]:
    """Numbers that nothing can have."""
    treatments = [(("treatments", n), t) for n, t in enumerate(case.treatments)]
    figures: list[tuple[Path, float | NotStated, float]] = [
        (("patient", "age"), case.patient.age, 0),
        (("request", "setting", "days"), case.request.setting.days, 0),
        *((("request", "lines", n, "stage"), line.stage, 1) for n, line in enumerate(case.request.lines)),
        *(((*way, "page"), t.page, 1) for way, t in treatments),
        *((("findings", n, "page"), f.page, 1) for n, f in enumerate(case.findings)),
        *(((*way, "weeks"), t.weeks, 0) for way, t in treatments),
        *(((*way, "sessions"), t.sessions, 0) for way, t in treatments),
        *((("findings", n, "number"), f.number, -math.inf) for n, f in enumerate(case.findings)),
    ]
    for path, figure, least in figures:
        if figure != NOT_STATED and not least <= figure < math.inf:
            yield Flaw(
                path, f"{path[-1]} cannot be {figure}.", "Correct it, or leave it out where the record does not say it."
            )


def _lines(case: Case, pack: Pack) -> Iterator[Flaw]:
    for n, line in enumerate(case.request.lines):
        path: Path = ("request", "lines", n)
        code = pack.codes.get(line.code)
        levels: list[str] = []
        for m, text in enumerate(line.levels):
            try:
                levels += pack.levels_asked(line.code, text)
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
            yield Flaw(
                (*path, "code"), f"Code {line.code} is retired: {code.retired}.", "Ask for the valid code.", "fault"
            )
        outside = [
            lv for lv in levels if "any" not in code.regions and pack.levels.regions(lv).isdisjoint(code.regions)
        ]
        once = not code.per_level and len(outside) < len(levels)  # done at one end of what is named
        if outside and not once:
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
            yield Flaw(
                ("documents", n, "text"), f"Document {document.id!r} is empty.", "Paste its text, or leave it out."
            )


def _finding(finding: Finding, path: Path, texts: "_Texts", pack: Pack) -> Iterator[Flaw]:
    try:
        kind = pack.kind(finding.kind)
    except KeyError:
        yield _unknown((*path, "kind"), "finding kind", finding.kind, [k.id for k in pack.vocabulary.kinds])
        return
    yield from _levels(finding, path, pack)
    yield from _region(finding, path, pack)
    if finding.grade != NOT_STATED:
        grades = () if kind.scale == NOT_STATED else pack.scale(kind.scale).grades
        if finding.grade not in grades:
            yield _unknown((*path, "grade"), f"grade of {kind.label}", finding.grade, list(grades))
    if finding.number != NOT_STATED and kind.unit == NOT_STATED:
        yield Flaw(
            (*path, "number"), f"{kind.label} is not measured in numbers.", "Use a grade, or leave the number out."
        )
    if finding.location != NOT_STATED and finding.location not in (places := pack.levels.locations):
        yield _unknown((*path, "location"), "place within a level", finding.location, list(places))
    if finding.of != NOT_STATED:
        table = kind.structures
        known = [] if table == NOT_STATED else [s.id for s in pack.anatomy.structures.get(table, ())]
        if finding.of not in known:
            yield _unknown((*path, "of"), f"structure of {kind.label}", finding.of, known)
    yield from _quote(finding, path, texts)


def _treatment(treatment: Treatment, path: Path, texts: "_Texts", pack: Pack) -> Iterator[Flaw]:
    try:
        pack.treatment(treatment.kind)
    except KeyError:
        yield _unknown((*path, "kind"), "treatment kind", treatment.kind, [k.id for k in pack.vocabulary.treatments])
    yield from _levels(treatment, path, pack)
    yield from _region(treatment, path, pack)
    yield from _quote(treatment, path, texts)
    if treatment.response_quote != NOT_STATED:
        yield from _quote(treatment, path, texts, "response_quote")


def _levels(fact: Finding | Treatment, path: Path, pack: Pack) -> Iterator[Flaw]:
    for m, text in enumerate(fact.levels):
        try:
            pack.levels.places(text)
        except LevelError as error:
            yield Flaw((*path, "levels", m), error.message, error.remedy or _AS_WRITTEN)


def _region(fact: Finding | Treatment, path: Path, pack: Pack) -> Iterator[Flaw]:
    if fact.region not in (NOT_STATED, *pack.vocabulary.regions):
        yield _unknown((*path, "region"), "region", fact.region, list(pack.vocabulary.regions))


def _quote(fact: Finding | Treatment, path: Path, texts: "_Texts", field: str = "quote") -> Iterator[Flaw]:
    words = getattr(fact, field)
    quote = normalised(words)
    if fact.document not in texts:
        yield _unknown((*path, "document"), "document", fact.document, list(texts))
    elif texts[fact.document] and not texts.holds(quote, fact.document):  # an empty document is told as such
        elsewhere = next((id for id, text in texts.items() if stands_in(quote, text)), None)
        hint = "" if elsewhere is None else f" It stands in {short(elsewhere)!r}."
        yield Flaw(
            (*path, field),
            f"The quote of {short(fact.id)!r} is not in document {fact.document!r}: “{short(words)}”.{hint}",
            "Quote the document word for word, in whole words, or name the document that holds it.",
        )


def stands_in(quote: str, text: str) -> bool:
    """Whether a normalised text holds a normalised quote in whole words: `2 mm` does not stand in `12 mm`."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        edges = (f"{text[max(0, start - 2) : start]}\0{quote[0]}", f"{quote[-1]}\0{text[end : end + 2]}")
        if not any(map(_CUT.search, edges)):
            return True
        start = text.find(quote, start + 1)
    return False


def _unknown(path: Path, what: str, word: str, known: Iterable[str]) -> Flaw:
    choices = list(known)
    near = get_close_matches(word[:LONGEST_WORD], choices, n=2, cutoff=0.6)
    listed = (
        f"Possible: {', '.join(choices)}."
        if 0 < len(choices) <= FEW
        else "The vocabulary of the pack lists the known ones."
    )
    remedy = (
        f"Did you mean {' or '.join(near)}?" if near else listed if choices else "Leave it out: none is known here."
    )
    return Flaw(path, f"Unknown {what}: {short(word)!r}.", remedy)
