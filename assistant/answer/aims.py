"""What a question aims at in a policy without its name: a limit in time, a number, the match of signs and images."""

import re
from collections.abc import Iterable

from ..model.policy import Criterion
from .opened import Opened


def aimed_at(text: str, keys: Iterable[str], opened: Opened) -> tuple[str, ...]:
    """Of some criteria, those whose words tell what the question asks in words of its own."""
    lower = text.lower()
    told = [aim.told for aim in opened.questions.aims if re.search(aim.asked, lower)]
    return (
        tuple(key for key in keys if any(re.search(pattern, _words(key, opened)) for pattern in told)) if told else ()
    )


def _words(key: str, opened: Opened) -> str:
    """The family, the name and the requirement of a criterion, in small letters."""
    criterion = opened.ground.definitions.get(key)
    if not isinstance(criterion, Criterion):
        return ""
    return f"{opened.context.pack.family(criterion.family).title}. {criterion.label}. {criterion.text}".lower()
