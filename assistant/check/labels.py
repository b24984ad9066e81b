"""Words for what the checker found: outcomes, and the name of a criterion told for the levels it was asked for."""

WORDS = {
    "necessary": "necessary",
    "partially_necessary": "partially necessary",
    "not_necessary": "not necessary",
    "undetermined": "undetermined",
    "incidental": "incidental",
}
"""Outcome words as printed."""
SIDES = {"left": "left", "right": "right", "bilateral": "both sides"}
"""Sides of a request as printed; those that a line does not tell apart are not."""
PLACE = " at the level"
"""Stands in the name of a criterion that is asked level by level."""


def placed(label: str, span: str) -> str:
    """A criterion's name with the levels it is told for: `imaging severity at C3-4` for `imaging severity at the level`; without
    them where the sentence names them.
    """
    return label.replace(PLACE, f" at {span}" if span else "", 1)


def located(label: str, span: str) -> str:
    """The same, with the levels at its end where the name leaves no place for them."""
    return placed(label, span) if PLACE in label or not span else f"{label} at {span}"
