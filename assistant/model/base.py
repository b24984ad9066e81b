"""What every model of the program shares: immutability, strictness, and an explicit word for what is not known."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

NotStated = Literal["not_stated"]
NOT_STATED: Final[NotStated] = "not_stated"


class Model(BaseModel):
    """A frozen value. A misspelt field fails at load instead of being ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


Side = Literal["left", "right", "bilateral", "midline", "not_stated"]
Status = Literal["present", "absent", "uncertain"]
YesNo = Literal["yes", "no", "not_stated"]


def sides_overlap(one: Side, other: Side) -> bool:
    """Whether two sides can speak of the same place; a side that is not stated excludes nothing."""
    open_ended = ("bilateral", "not_stated", "midline")
    return one == other or one in open_ended or other in open_ended
