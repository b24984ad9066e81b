"""Changes of the words of a record that a reviewer would answer with a refusal or a question."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from .facts import FUSIONS, OPERATIONS

GRADE: Final = re.compile(
    r"\b(?:mod(?:erate)?[ -](?:to|/)[ -]?sev(?:ere)?|moderately severe|severe|sev|moderate|mod|high[- ]grade|marked|critical)\b(?!-?to)",
    re.IGNORECASE,
)
STRENGTH: Final = re.compile(r"(?<![\d/])[0-4][+-]?/5\b")
IMAGING: Final = re.compile(r"\b(?:MRI?|CT|x-?rays?|films?|radiographs?|flex\w*[/-]ext?\w*|myelogram)\b", re.IGNORECASE)
YEAR: Final = re.compile(r"(?<=[/ -])20(\d\d)\b|(?<=\d/)(\d\d)\b(?!/)")
THERAPY: Final = re.compile(
    r"\b(?:PT|P\.T\.|physical therapy|physiotherapy|therap(?:y|ist)|chiropract\w+)\b", re.IGNORECASE
)
SIDE: Final = re.compile(r"\b(?:left|right)\b", re.IGNORECASE)
SWAPPED: Final = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class Rewording:
    """One change of a text for the worse."""

    name: str
    """As the table has it."""
    change: Callable[[str], str]
    """The changed text; the same where there is nothing to change."""
    families: frozenset[str] = frozenset()
    """Procedures that it speaks against; empty for all."""


def grades(text: str, to: str) -> str:
    """Each grade replaced."""
    return GRADE.sub(to, text)


def doubted(text: str) -> str:
    """Each grade is possible, no more."""
    return GRADE.sub(lambda m: f"possible {m[0]}", text)


def full_strength(text: str) -> str:
    """Each graded strength is 5/5."""
    return STRENGTH.sub("5/5", text)


def imaging_side(text: str) -> str:
    """What the clauses of imaging tell of one side, they tell of the other."""
    return _lines(text, IMAGING, lambda line: SIDE.sub(lambda m: SWAPPED[m[0].lower()], line))


def old_imaging(text: str) -> str:
    """Each study was made six years earlier."""
    return _lines(
        text,
        IMAGING,
        lambda line: YEAR.sub(lambda m: f"20{int(m[1]) - 6:02d}" if m[1] else f"{int(m[2]) - 6:02d}", line),
    )


def no_therapy(text: str) -> str:
    """The sentences that tell of therapy are gone."""
    return _lines(text, THERAPY, lambda line: "")


def added(text: str, sentence: str) -> str:
    """A last line more."""
    return f"{text.rstrip()}\n\nAddendum: {sentence}\n"


def _lines(text: str, of: re.Pattern[str], change: Callable[[str], str]) -> str:
    """The text with the sentences of a kind changed."""
    parts = re.split(r"(\n|(?<=[.;])\s)", text)
    return "".join(change(part) if of.search(part) else part for part in parts)


REWORDINGS: Final = (
    Rewording("words: grades mild", partial(grades, to="mild")),
    Rewording("words: grades no", partial(grades, to="no")),
    Rewording("words: grades possible", doubted),
    Rewording("words: strength 5/5", full_strength),
    Rewording("words: imaging of the other side", imaging_side),
    Rewording("words: imaging six years older", old_imaging),
    Rewording("words: therapy gone", no_therapy),
    Rewording("words: smokes", partial(added, sentence="She smokes a pack of cigarettes a day at present."), FUSIONS),
    Rewording(
        "words: declines",
        partial(added, sentence="The patient declines the operation and wishes to continue without it."),
        OPERATIONS,
    ),
    Rewording(
        "words: symptoms gone",
        partial(added, sentence="All symptoms have resolved completely since; he is free of pain today."),
        OPERATIONS,
    ),
    Rewording(
        "words: therapy elsewhere",
        partial(added, sentence="Correction: the physical therapy above was for the shoulder and not for the spine."),
        OPERATIONS,
    ),
    Rewording(
        "words: therapy not attended",
        partial(
            added,
            sentence="Correction: the patient attended only the first visit of physical therapy and was discharged for non-attendance.",
        ),
        OPERATIONS,
    ),
    Rewording(
        "words: report missing",
        partial(
            added, sentence="The imaging described above is by the patient's own account; no report could be obtained."
        ),
        OPERATIONS,
    ),
    Rewording(
        "words: report amended",
        partial(
            added,
            sentence="The radiologist amended the report: there is no stenosis, no herniation and no compression at any level.",
        ),
        OPERATIONS,
    ),
    Rewording(
        "words: active infection",
        partial(added, sentence="There is an active infection of the spine (discitis) at the level requested."),
        frozenset(
            {
                "cervical_arthroplasty",
                "lumbar_arthroplasty",
                "si_fusion",
                "stimulator",
                "epidural_injection",
                "facet_procedures",
                "vertebral_augmentation",
            }
        ),
    ),
)
