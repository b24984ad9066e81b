"""The policy set that a case asks to be decided under: whose criteria its question names, or who its record says is to pay."""

import re
from collections.abc import Iterable, Iterator

from ..model.base import NOT_STATED
from ..model.case import Case
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


_LABELLED = (
    r"(?:^[ \t*_#-]*|(?:[ \t]{{2,}}|\t|\|)[*_ \t]*)(?:{})[*_ \t]*[:|][ \t*_]*(?P<name>(?:(?!\s{{2,}})[^\n|;]){{2,80}})"
)
"""A label at the beginning of a line or of one of its fields, and what stands behind it."""
_PAYER = re.compile(
    _LABELLED.format(
        r"(?:(?:primary|claim)\s+)?(?:payer|payor|insurer|insurance|insurance\s+(?:company|carrier|plan)|health\s+plan|carrier)"
        r"(?:\s+name)?"
    ),
    re.IGNORECASE | re.MULTILINE,
)
"""The label of a form or a summary that says who pays."""
_SENT = re.compile(_LABELLED.format(r"to|(?:submitted|faxed|sent)\s+to"), re.IGNORECASE | re.MULTILINE)
"""The label of a fax or a form that says whom it goes to, which is a payer or somebody else."""
_INSURED = r"(?:beneficiary|member|enrollee|subscriber|policy\s?holder|insured)"
_BEFORE = rf"\A\W*(?:{{}})(?:\s*\([^()\n]{{{{1,30}}}}\))?(?:\s+(?:review|request|case|claim|patient|{_INSURED}))?\s*"
_OPENS = rf"{_BEFORE}(?:[.:;\u2013\u2014-]|(?<=review|equest|s case)[ \t]*\n)"
"""The payer with which a text begins that tells a case."""
_ASKS = rf"{_BEFORE}:"
"""The payer before what is asked."""
_ALONE = r"(?:[.?!;,(\u2013\u2014]|\s-)\s*{}\s*(?=[.?!;,)]|$)"
"""The payer alone between two signs of what is asked, or at its end."""
_LABEL = r"\b(?:payer|payor|insurer|insurance|carrier|health\s+plan)\s*(?:is\s+|[:=]\s*)?{}\b"
"""The payer behind a word for one."""
_INSURED_BY = r"\b(?:on|(?:insured|covered)\s+(?:by|with|through))\s+{}\b"
"""The payer behind words for how somebody is insured."""
_FORM = (
    r"\A\W*(?:{})(?:\s*\([^()\n]{{1,30}}\))?(?:[ \t]+[A-Za-z-]+){{0,4}}?[ \t]+"
    r"(?:request|worksheet|form|(?:pre-?|prior[ \t]+)authori[sz]ation|precertification)\b"
)
"""The title of a form of the payer's own."""
_OF_PAYER = rf"\b(?:{{}})\s+(?:[A-Za-z]+\s+){{{{0,2}}}}{_INSURED}\b"
"""Whose insurance somebody has."""
_BRACKETED = r"\d\s*(?:[A-Za-z/]+\s+){{0,2}}\((?:{})\)"
"""The payer in brackets behind a person's age and sex."""
_PLANS = (
    r"part\s+[a-d](?:\s*(?:/|and|&)\s*[a-d])?|ffs|fee[\s-]for[\s-]service|ppo|hmo"
    r"|pos|epo|commercial|open\s+access|health\s+plan|plan|insurance"
    r"|(?:hospital\s+)?(?:out|in)patient(?:\s+(?:hospital|department|surgery))*|hopd|asc"
)
"""Words behind a payer's name for the form of its plan, or for the place that it is to pay for."""


def set_of(case: Case, usual: str | None, pack: Pack) -> str | None:
    """The policy set of a case: the one that its question names, else the usual one of whoever asks, else that of the payer on record."""
    return named_set(case.question, pack) or usual or payer_set(case, pack)


def payer_set(case: Case, pack: Pack) -> str | None:
    """The one policy set whose payer the case names, else its record labels as the one to pay; None where it is none of these, or several."""
    labelled = [m["name"] for d in case.documents for m in _PAYER.finditer(d.text)]
    told = [case.payer] if case.payer != NOT_STATED else labelled
    sent = [] if told else (m["name"] for d in case.documents for m in _SENT.finditer(d.text))
    found = {id for name in (*told, *sent) for id in _issuing(name, pack)}
    if not told and not found:
        found = {id for d in case.documents for id in _insuring(d.text, pack)}
        if not found and len(case.documents) == 1:
            return _named(case.documents[0].text, pack, _ASKS)
    return found.pop() if len(found) == 1 else None


def _insuring(text: str, pack: Pack) -> Iterator[str]:
    """The sets of the payers that a text names at its head, or as those by whom the person is insured."""
    for id in pack.policy_set_ids():
        if _stands(text, pack.names_of_set(id), _OPENS, _OF_PAYER, _BRACKETED) or _heads_form(id, text, pack):
            yield id


def _heads_form(id: str, text: str, pack: Pack) -> bool:
    """Whether a text begins as a form of the payer's own, and names no other payer in its title."""
    one = _one_of(pack.names_of_set(id), text)
    title = re.match(_FORM.format(one), text, re.IGNORECASE) if one else None
    return title is not None and not any(
        re.search(rf"\b{re.escape(other)}\b", title[0], re.IGNORECASE) for other in pack.policy_set_ids() if other != id
    )


def _stands(text: str, names: Iterable[str], *forms: str) -> bool:
    """Whether one of the names stands in one of the forms."""
    one = _one_of(names, text)
    return one is not None and any(re.search(form.format(one), text, re.IGNORECASE) for form in forms)


def _one_of(names: Iterable[str], text: str) -> str | None:
    """A form of those of the names that a text holds; None where it holds none: forms are slow to make, and most would find nothing."""
    folded = text.casefold()
    held = [re.escape(name) for name in names if name.casefold() in folded]
    return f"(?:{'|'.join(held)})" if held else None


def _issuing(name: str, pack: Pack) -> Iterator[str]:
    """The sets of a payer's name, which begins with the one that issues them or is the set's own with words for a plan behind it."""
    ids = pack.policy_set_ids()
    for id in ids:
        own, *issuers = pack.names_of_set(id)
        other = _one_of((other for other in ids if other != id), name)
        unless = rf"(?!.*\b{other}\b)" if other else ""
        forms = [rf"{one}\b{unless}"] if (one := _one_of(issuers, name)) else []
        forms += [rf"{one}(?:[\s,(]+(?:{_PLANS})\)?)*\W*$"] if (one := _one_of((own,), name)) else []
        if any(re.match(rf"\W*(?:(?:traditional|original)\s+)?{form}", name, re.IGNORECASE) for form in forms):
            yield id


def named_set(question: str, pack: Pack) -> str | None:
    """The one policy set that a question names so, or one of whose policies it names by number; None where it names none, or several."""
    return _named(question, pack, _ASKS, _ALONE, _LABEL, _INSURED_BY, _OF_PAYER)


def _named(text: str, pack: Pack, *forms: str) -> str | None:
    """The one set whose criteria a text names, whose payer stands in it in one of the forms, or one of whose policies it names by number."""
    found = set()
    for id in pack.policy_set_ids():
        own = _stands(text, (id, *pack.policy_set_alone(id).issuers), _OF, _WHOSE, _UNDER)
        if own or _stands(text, pack.names_of_set(id), *forms):
            found.add(id)
    found = found or {id for id in pack.policy_set_ids() if _cited(id, text, pack)}
    return found.pop() if len(found) == 1 else None


def _cited(id: str, text: str, pack: Pack) -> bool:
    """Whether a text names a policy of a set by its number."""
    told = (re.fullmatch(r"(\D*?)[ -]?0*(\d+)", number) for number in pack.policy_set_alone(id).numbers)
    numbers = "|".join(rf"{re.escape(m[1])}[ #:-]*0*{m[2]}" for m in told if m) or "(?!)"
    return re.search(rf"\b(?:{numbers})\b", text) is not None
