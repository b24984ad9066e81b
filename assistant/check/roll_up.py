"""From lines to stages and to the whole, and from the whole to what the document is headed and what happens next."""

from collections.abc import Iterable, Sequence

from ..model.base import maker
from ..model.outcome import Action, LineOutcome, OutcomeWord, SettingOutcome, StageOutcome
from ..model.policy import Disposition

_stage_of = maker(StageOutcome)


def roll_up(words: Iterable[OutcomeWord]) -> OutcomeWord:
    """The outcome of several lines.

    Incidental lines follow the others. All necessary: necessary. Some necessary: partially. None, and something open: undetermined.
    None and nothing open: not necessary. Only incidental lines: not necessary, for there is nothing that they could be part of.
    """
    telling = [w for w in words if w != "incidental"]
    if telling and all(w == "necessary" for w in telling):
        return "necessary"
    if any(w in ("necessary", "partially_necessary") for w in telling):
        return "partially_necessary"
    return "undetermined" if "undetermined" in telling else "not_necessary"


def roll_up_stages(lines: Sequence[LineOutcome]) -> tuple[StageOutcome, ...]:
    """One outcome a stage, in order; lines without a stage come first."""
    stages = sorted({line.stage for line in lines}, key=lambda s: s if isinstance(s, int) else 0)
    return tuple(
        _stage_of(
            stage=stage,
            lines=tuple(line.id for line in lines if line.stage == stage),
            outcome=roll_up(line.outcome for line in lines if line.stage == stage),
        )
        for stage in stages
    )


def dispose(overall: OutcomeWord, disposition: Disposition, lines: Sequence[LineOutcome]) -> OutcomeWord:
    """What the document is headed: the logical outcome, or what the disposition makes of an undetermined one.

    What no policy decides stays undetermined: no document that could be sent would change it.
    """
    return disposition.undetermined_as if overall == "undetermined" and not undecided(lines) else overall


def undecided(lines: Sequence[LineOutcome]) -> bool:
    """Whether no policy decides any of the lines that are not part of others."""
    own = [line for line in lines if line.outcome != "incidental"]
    return bool(own) and all(line.basis == "no_policy" for line in own)


def next_action(determination: OutcomeWord, lines: Sequence[LineOutcome], setting: SettingOutcome) -> Action:
    """Any adverse outcome, and what no policy decides, goes to a physician; what is open is asked for; only what stands whole is approved."""
    adverse = any(
        w == "not_necessary" for w in (determination, setting.outcome, *(line.outcome for line in lines))
    ) or any(
        level.outcome == "not_necessary" for line in lines for level in line.per_level if line.outcome != "incidental"
    )
    if adverse or undecided(lines):
        return "refer_to_physician"
    open_ = any(w == "undetermined" for w in (determination, *(line.outcome for line in lines)))
    return "request_information" if open_ or determination != "necessary" else "approve"
