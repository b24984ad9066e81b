"""How questions are recognised (`corpus/questions.yaml`), typed, its expressions compiled once."""

import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from ..model.answer import QuestionKind
from ..model.base import Model
from ..pack.data import data_root
from ..pack.kept import load_kept
from ..pack.pack import Pack

FILE = "questions.yaml"


class Cue(Model):
    """Expressions that speak for a kind of question; any one of them counts, once."""

    kind: QuestionKind
    weight: int
    any: tuple[str, ...]


class Population(Model):
    """A group of patients, or a side of a dispute: how a question names it, and how a source says that it is on it."""

    asked: str
    told: str


class Questions(Model):
    """The file as written; each part is described where it stands in it."""

    cues: tuple[Cue, ...]
    contractions: tuple[tuple[str, str], ...]
    inverted: tuple[tuple[str, str], ...]
    sides: dict[Literal["for", "against"], str]
    disputes: str
    outsiders: str
    unmet: str
    hinges: str
    transfers: str
    asked_again: str
    foremost: str
    by_weight: str
    single: str
    opinion: str
    bearing: str
    considers: str
    holders: str
    holding: str
    since_then: str
    personal: tuple[Population, ...]
    aims: tuple[Population, ...]
    of_person: str
    partial: str
    adds: str
    attending: str
    other_care: str
    without_it: str
    alike: str
    one_side: str
    recency: str
    origin: str
    measured: str
    counts_as_reason: str
    urgency: str
    refused: str
    granted: str
    presumes: str
    contrast: str
    split: str
    follows: str
    opens: str
    other_place: str
    again: str
    not_line: str
    frames: tuple[str, ...]
    rewrites: tuple[tuple[str, str], ...]
    removal: str
    negated: str
    nothing_else: str
    filed: str
    instead: str
    leaving_out: str
    keeping: str
    requesting: str
    all_treatments: str
    lengths: str
    responses: str
    days: str
    times: str
    signatures: str
    durations: str
    spans: str
    ordinals: dict[int, str]
    sought: str
    qualities: str
    term_heads: str
    measures: str
    denials: str
    clashes: str
    authors: str
    holdings: str
    people: str
    telling: str
    agreement: str
    twice: str
    anyone: str
    against: Population
    plans: dict[str, str]
    setting_words: str
    harms: str
    versions: str
    figures: str
    studies: str
    of_strength: str
    advice: str
    populations: tuple[Population, ...]
    idle: str
    nouns: str
    process_topic: str
    process_words: str
    deciding: Population
    plain_titles: str
    words: str
    labels: dict[QuestionKind, str]
    notes: dict[str, str]

    @cached_property
    def compiled(self) -> tuple[tuple[QuestionKind, int, re.Pattern[str]], ...]:
        """The cues, each as one expression."""
        return tuple((c.kind, c.weight, re.compile("|".join(f"(?:{a})" for a in c.any))) for c in self.cues)

    @cached_property
    def idle_words(self) -> frozenset[str]:
        """Words that say nothing of a topic."""
        return frozenset(self.idle.split())

    def note(self, id: str) -> str:
        """A fixed sentence, on one line."""
        return " ".join(self.notes[id].split())


@lru_cache(maxsize=4)
def questions_of(pack: Pack) -> Questions:
    """Those of the pack's corpus folders, the last first; else the program's own. Raises CorpusError."""
    found = next((p for root in reversed(pack.roots) if (p := root / FILE).is_file()), None)
    return _loaded(found or data_root() / "corpus" / FILE)


def _loaded(path: Path) -> Questions:
    return load_kept(Questions, path)
