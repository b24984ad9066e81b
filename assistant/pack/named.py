"""The policy set that a question asks to be decided under: named by its id or a payer, as the one whose criteria hold."""

import re

from .pack import Pack

_WORDS = r"(?:polic(?:y|ies)|criteria|guidelines?|guidance|bulletins?|rules|standards?|CPBs?|LCDs?|NCDs?|coverage)"
_OF = rf"\b{_WORDS}\s+(?:of|by|from)\s+(?:the\s+)?{{}}\b"
"""Whose criteria they are, behind them."""
_WHOSE = rf"\b{{}}(?:['\u2019]s?)?\s+(?:[A-Za-z]+\s+){{{{0,2}}}}{_WORDS}\b"
"""The same before them."""
_UNDER = (
    r"(?:^|[.,;]\s*|\b(?:necessary|appropriate|indicated|supported|warranted)\s+)"
    r"(?:under|per|according\s+to)\s+(?:the\s+)?{}(?=\s*(?:[,.;:?]|$))"
)
"""The payer alone, as that under which a thing is necessary."""


def named_set(question: str, pack: Pack) -> str | None:
    """The one policy set that a question names so; None where it names none, or several."""
    found = set()
    for id in pack.policy_set_ids():
        names = "|".join(re.escape(name) for name in (id, *pack.policy_set_alone(id).issuers))
        if any(re.search(form.format(f"(?:{names})"), question, re.IGNORECASE) for form in (_OF, _WHOSE, _UNDER)):
            found.add(id)
    return found.pop() if len(found) == 1 else None
