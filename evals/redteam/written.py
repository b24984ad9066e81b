"""Statements written by hand by someone who had not read the guard: subtly wrong ones, and honest ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.guard import check_statement
from assistant.intake.load import Loaded
from assistant.model.document import Statement, Violation
from assistant.pack import load_pack
from assistant.pack.yamlio import Loader
from assistant.settings import Settings
from evals.intake.vignettes import told_cases

from .subjects import Subject, loaded_cases, subject

FOLDER = Path(__file__).parent / "written"
GENERAL = "general"
"""The set that statements are written under where their file names no other."""
FILES = {
    "attack-dev": ("attack-dev.yaml", True, True),
    "attack-more": ("attack-more.yaml", True, True),
    "attack-model": ("attack-model.yaml", True, True),
    "attack-relations": ("attack-relations.yaml", True, True),
    "attack-blind": ("attack-blind.yaml", True, True),
    "attack-fresh": ("attack-fresh.yaml", True, True),
    "attack-careless": ("attack-careless.yaml", True, True),
    "attack-turns": ("attack-turns.yaml", True, True),
    "attack-classes": ("attack-classes.yaml", True, True),
    "attack-plain": ("attack-plain.yaml", True, True),
    "attack-review": ("attack-review.yaml", True, True),
    "attack-review-more": ("attack-review-more.yaml", True, True),
    "attack-fluent": ("attack-fluent.yaml", True, True),
    "attack-fluent-more": ("attack-fluent-more.yaml", True, True),
    "attack-told": ("attack-told.yaml", True, True),
    "attack-told-more": ("attack-told-more.yaml", True, True),
    "attack-clause": ("attack-clause.yaml", True, True),
    "attack-clause-more": ("attack-clause-more.yaml", True, True),
    "attack-gaps": ("attack-gaps.yaml", True, True),
    "attack-prose": ("attack-prose.yaml", True, True),
    "attack-essay": ("attack-essay.yaml", True, True),
    "attack-writer": ("attack-writer.yaml", True, True),
    "attack-relate": ("attack-relate.yaml", True, True),
    "attack-relate-more": ("attack-relate-more.yaml", True, True),
    "attack-stay": ("attack-stay.yaml", True, True),
    "attack-stay-more": ("attack-stay-more.yaml", True, True),
    "attack-chat": ("attack-chat.yaml", True, True),
    "attack-chat-more": ("attack-chat-more.yaml", True, True),
    "attack-notes": ("attack-notes.yaml", True, True),
    "attack": ("attack.yaml", True, False),
    "attack-second": ("attack-second.yaml", True, False),
    "attack-third": ("attack-third.yaml", True, False),
    "attack-weave": ("attack-weave.yaml", True, False),
    "honest-dev": ("honest-dev.yaml", False, True),
    "honest-writer": ("honest-writer.yaml", False, True),
    "honest-more": ("honest-more.yaml", False, True),
    "honest-relations": ("honest-relations.yaml", False, True),
    "honest-blind": ("honest-blind.yaml", False, True),
    "honest-fresh": ("honest-fresh.yaml", False, True),
    "honest-everyday": ("honest-everyday.yaml", False, True),
    "honest-turns": ("honest-turns.yaml", False, True),
    "honest-classes": ("honest-classes.yaml", False, True),
    "honest-plain": ("honest-plain.yaml", False, True),
    "honest-review": ("honest-review.yaml", False, True),
    "honest-review-more": ("honest-review-more.yaml", False, True),
    "honest-fluent": ("honest-fluent.yaml", False, True),
    "honest-fluent-more": ("honest-fluent-more.yaml", False, True),
    "honest-told": ("honest-told.yaml", False, True),
    "honest-told-more": ("honest-told-more.yaml", False, True),
    "honest-clause": ("honest-clause.yaml", False, True),
    "honest-clause-more": ("honest-clause-more.yaml", False, True),
    "honest-gaps": ("honest-gaps.yaml", False, True),
    "honest-prose": ("honest-prose.yaml", False, True),
    "honest-essay": ("honest-essay.yaml", False, True),
    "honest-relate": ("honest-relate.yaml", False, True),
    "honest-relate-more": ("honest-relate-more.yaml", False, True),
    "honest-stay": ("honest-stay.yaml", False, True),
    "honest-stay-more": ("honest-stay-more.yaml", False, True),
    "honest-chat": ("honest-chat.yaml", False, True),
    "honest-chat-more": ("honest-chat-more.yaml", False, True),
    "honest-notes": ("honest-notes.yaml", False, True),
    "honest-held": ("honest-held.yaml", False, False),
    "honest-second": ("honest-second.yaml", False, False),
    "honest-third": ("honest-third.yaml", False, False),
    "honest-weave": ("honest-weave.yaml", False, False),
}
"""File, whether its statements are wrong, and whether work on the guard may look at them."""


@dataclass(frozen=True)
class Written:
    """One statement, and what the guard says of it."""

    case: str
    statement: Statement
    kind: str
    why: str
    """What is wrong with it, or what it rests on."""
    violations: tuple[Violation, ...]


def written(name: str) -> list[Written]:
    """The statements of one file under the guard."""
    found = []
    for case, policy_set, entry in _entries(FOLDER / FILES[name][0]):
        fields = {k: entry[k] for k in ("id", "type", "text", "label", "basis") if k in entry}
        statement = Statement.model_validate(fields)
        why = entry.get("wrong", entry.get("right", ""))
        violations = check_statement(statement, _subject(case, policy_set).ground)
        found.append(Written(case, statement, entry.get("class", ""), str(why), violations))
    return found


@cache
def _loaded() -> dict[str, Loaded]:
    return {one.case.id: one for one in loaded_cases()}


@cache
def _told() -> dict[str, Loaded]:
    return {case.id: Loaded(case, load_pack(case.pack), ()) for case in told_cases()}


@cache
def _subject(case: str, policy_set: str | None) -> Subject:
    """The document of a case of the evaluation, or of one told in prose, under a set, drafted once for all files."""
    return subject(_loaded().get(case) or _told()[case], policy_set, Settings(layers=()))


def _entries(path: Path) -> Iterator[tuple[str, str | None, dict[str, Any]]]:
    """Each statement with its case and the policy set that it was written under, whatever set the question of the case names."""
    for part in yaml.load_all(path.read_text("utf-8"), Loader):
        for entry in part["statements"]:
            yield part["case"], part.get("policy_set", GENERAL), entry
