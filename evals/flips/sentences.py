"""`python -m evals.flips --sentences`: sentences told within a record that is approved, which should turn the approval, or should not.

Each sentence is told in a few records that it fits, at three places: in the middle, at the end, and as a dated addendum. An approved line
that is approved after a turning sentence *stood wrongly*; one that is not after a harmless sentence *turned wrongly*. A line whose
criterion in question is waived by an exception, and one that is no longer read at all, are counted apart: neither was turned.

The sets whose names end in `held` were written before the reader was made for such sentences, and it is not made on them.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

import yaml

from assistant.check import check
from assistant.errors import InputError
from assistant.intake.text import Source, read_case
from assistant.model.base import NOT_STATED, Model
from assistant.model.case import Case
from assistant.model.outcome import LineOutcome, Outcome
from assistant.pack.named import set_of
from assistant.pack.pack import Pack
from assistant.pack.yamlio import Loader
from assistant.retrieve.unweighed import unweighed

from .facts import DECOMPRESSIONS, FUSIONS, NEEDLES, OPERATIONS, OTHER_SIDE

FOLDER: Final = Path(__file__).parent / "turning"
PLACES: Final = ("middle", "end", "addendum")
RECORDS: Final = 4
"""In how many records each sentence is told, at most."""
FAMILIES: Final = {
    "operations": OPERATIONS,
    "fusions": FUSIONS,
    "needles": NEEDLES,
    "decompressions": DECOMPRESSIONS | {"acdf", "cervical_corpectomy", "cervical_arthroplasty"},
    "hardware": frozenset({"hardware_removal", "revision_instrumentation"}),
}
NEEDS: Final = {
    "therapy": re.compile(r"\b(?:PT|P\.T\.|physical therapy|physiotherapy)\b", re.IGNORECASE),
    "imaging": re.compile(r"\b(?:MRI?|CT|myelogram)\b"),
    "deficit": re.compile(r"(?<![\d/])[0-4][+-]?/5\b|\bweakness\b|reflex|sensation", re.IGNORECASE),
    "instability": re.compile(r"\bmm\b|\blisthesis|spondylolisthesis|translation", re.IGNORECASE),
}
END_OF_SENTENCE: Final = re.compile(r"(?<=[a-z)%\d]{2}[.])(?=\s+[A-Z])")
DAY: Final = re.compile(r"\b(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)/(\d\d?)/(\d{4}|\d\d))\b")


Word = Literal["approved", "told", "opened", "refused", "waived", "lost"]
"""What becomes of a line: as it was, as it was with the sentence quoted beside it, asked about, denied, approved by a waiver, or not read any
more.
"""


class Group(Model):
    """Sentences about one thing."""

    name: str
    """What they are about."""
    turns: str = ""
    """Family of the criterion that no longer stands; empty for harmless ones."""
    family: str = ""
    """Procedures they are told of: a family, or one of `FAMILIES`; empty for all."""
    needs: Literal["", "therapy", "imaging", "deficit", "instability"] = ""
    """What the record has to speak of."""
    region: str = ""
    """Region they are told of; empty for all."""
    sided: bool = False
    """Whether they are told only of lines that ask for one side."""
    sentences: tuple[str, ...]
    """With `{level}`, `{side}`, `{other}` and `{later}`, a day after the last of the record."""


class Told(NamedTuple):
    """One sentence, told in one record at one place."""

    set: str
    group: str
    sentence: str
    place: str
    record: str
    line: LineOutcome
    harmless: bool
    word: "Word"

    @property
    def wrong(self) -> bool:
        """Whether it is approved behind a turning sentence, or is not behind a harmless one."""
        return self.word in (("opened", "refused", "lost") if self.harmless else ("approved", "told"))


class Record(NamedTuple):
    """A record with a line that is approved."""

    id: str
    question: str | None
    text: str
    case: Case
    line: LineOutcome


def told(records: list[Record], pack: Pack, sets: tuple[str, ...] = ()) -> Iterator[Told]:
    """Every sentence of the sets (of all where none is named), in the records that it fits, and what becomes of the line."""
    for path in sorted(FOLDER.glob("*.yaml")):
        if sets and path.stem not in sets:
            continue
        for group in groups(path):
            for sentence in group.sentences:
                for record in _chosen(records, group, sentence, pack):
                    for place in PLACES:
                        word = became(record, sentence, place, group, pack)
                        harmless = not group.turns
                        yield Told(path.stem, group.name, sentence, place, record.id, record.line, harmless, word)


@cache
def groups(path: Path) -> tuple[Group, ...]:
    """The groups of one file."""
    return tuple(Group.model_validate(one) for one in yaml.load(path.read_text("utf-8"), Loader))


def fits(record: Record, group: Group, pack: Pack) -> bool:
    """Whether the sentences of a group can be told of a record."""
    line = record.line
    if group.family and line.family not in FAMILIES.get(group.family, {group.family}):
        return False
    if group.sided and line.side not in OTHER_SIDE:
        return False
    if group.region and group.region not in {pack.levels.region(x) for t in line.levels for x in pack.levels.named(t)}:
        return False
    return not group.needs or bool(NEEDS[group.needs].search(record.text))


def filled_in(record: Record, sentence: str) -> str:
    """A sentence with the level, the sides and the later day of a record."""
    line = record.line
    return sentence.format(
        level=line.levels[0] if line.levels else "the level",
        side=line.side,
        other=OTHER_SIDE.get(line.side, "other"),
        later=f"{_last_day(record) + timedelta(days=9):%m/%d/%Y}",
    )


def placed(record: Record, sentence: str, place: str) -> str:
    """The text of a record with a sentence told in it."""
    text, filled = record.text.rstrip(), filled_in(record, sentence)
    if place == "addendum":
        return f"{text}\n\nAddendum {_last_day(record) + timedelta(days=10):%m/%d/%Y}: {filled}\n"
    ends = [m.start() for m in END_OF_SENTENCE.finditer(text)] if place == "middle" else []
    at = min(ends, key=lambda end: abs(end - len(text) // 2), default=len(text))
    return f"{text[:at]} {filled}{text[at:]}\n"


def _chosen(records: list[Record], group: Group, sentence: str, pack: Pack) -> list[Record]:
    """A few records that fit, other ones for every sentence."""
    fitting = [record for record in records if fits(record, group, pack)]
    return sorted(fitting, key=lambda r: hashlib.sha256(f"{sentence}{r.id}".encode()).digest())[:RECORDS]


def became(record: Record, sentence: str, place: str, group: Group, pack: Pack) -> Word:
    """What becomes of the line when the text is read with a sentence told in it."""
    text, filled = placed(record, sentence, place), filled_in(record, sentence)
    try:
        case = read_case([Source("record.txt", text)], pack, record.question, id=record.id).case
        outcome: Outcome = check(case, pack, policy_set=set_of(case, None, pack))
    except InputError:
        return "lost"
    line = next((x for x in outcome.lines if x.code == record.line.code), None)
    if line is None:
        return "lost"
    if line.outcome not in ("necessary", "incidental"):
        return "refused" if line.outcome == "not_necessary" else "opened"
    asked = [x for x in line.criteria if x.family == group.turns]
    if asked and all(x.waived_by != NOT_STATED for x in asked):
        return "waived"
    beside = (" ".join(one.quote.split()) for one in unweighed(case, outcome, pack).told)
    return "told" if any(words in filled or filled in words for words in beside) else "approved"


def _last_day(record: Record) -> date:
    """The last day that the text or its case names."""
    days = [d.date for d in record.case.documents if isinstance(d.date, date)]
    for m in DAY.finditer(record.text):
        year, month, day = (m[1], m[2], m[3]) if m[1] else (m[6], m[4], m[5])
        try:
            days.append(date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day)))
        except ValueError:
            continue
    return max(days, default=date(2026, 1, 15))
