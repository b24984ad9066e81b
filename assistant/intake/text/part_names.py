"""The names of places with a side, or a face, told within them."""

import re
from collections.abc import Container, Iterable

SIDED = ("left", "right", "l", "r")
"""Words for a side that may stand within a name."""
OWNED = ("the", "his", "her", "my")
"""Words between a part and the whole of it."""
_OF = re.compile(r"^(?P<part>\w+(?: \w+)?) of (?:the )?(?P<whole>[\w ]+)$")


def sided_names(phrase: str) -> tuple[str, ...]:
    """A name such as `back of the thing` with a side in it."""
    match = _OF.match(phrase)
    if match is None:
        first, _, last = phrase.partition(" ")
        return tuple(f"{first} {side} {last}" for side in SIDED) if last.isalpha() else ()
    part, whole = match["part"], match["whole"]
    own = tuple(f"{part} of {article} {whole}" for article in OWNED[1:])
    return (
        *own,
        *(f"{part} of {article} {side} {whole}".replace("  ", " ") for side in SIDED for article in ("", *OWNED)),
    )


def faced_names(phrase: str, wholes: Container[str], faces: Iterable[str]) -> tuple[str, ...]:
    """A name such as `outer thing` told as a face of the thing ("outer aspect of the left thing"), where the thing has a name of its own."""
    part, _, whole = phrase.partition(" ")
    if whole not in wholes:
        return ()
    placed = ("", *OWNED, *SIDED, *(f"{article} {side}" for article in OWNED for side in SIDED))
    behind = [
        *(f"of {where} {whole}".replace("  ", " ") for where in placed),
        *(f"{side} {whole}" for side in SIDED),
        whole,
    ]
    return tuple(f"{part} {face} {rest}" for face in faces for rest in behind)
