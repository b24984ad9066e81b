"""A heading that runs into its sentence ("Current exam: the ankle jerk is absent"): it says only what the words behind it are about."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ..model.document import Statement
from .foreign import Sentence
from .ground import Ground
from .infer import inferred
from .statement import check_statement

_HEADED = re.compile(r"(?P<head>[A-Z][A-Za-z /&'-]{2,40}):\s+(?P<rest>\S.*\s\S.*)", re.DOTALL)

_OF_REQUEST = frozenset(("service", "services", "procedure", "request"))
_REQUESTED = "Requested"
"""What is asked for under a heading of these words is told as that."""


def without_heading(
    sentence: Sentence, statement: Statement, ground: Ground, facts_of: Mapping[str, tuple[str, ...]]
) -> Statement:
    """The sentence behind a heading of words that only name a matter, where it is told better without it; else as it is."""
    found = _HEADED.fullmatch(sentence.text)
    words = re.findall(r"[a-z]+", found["head"].lower()) if found else []
    if found is None or not words or not ground.lists.words.run_in.issuperset(words):
        return statement
    if not (wrong := check_statement(statement, ground)):
        return statement
    rest = found["rest"][:1].upper() + found["rest"][1:]
    rest = f"{_REQUESTED} {found['head'].lower()}: {found['rest']}" if not _OF_REQUEST.isdisjoint(words) else rest
    made = inferred(replace(sentence, text=rest), statement.id, ground, dict(facts_of))
    return made if len(check_statement(made, ground)) < len(wrong) else statement
