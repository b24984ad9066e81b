"""The line-by-line table: one row for each run of levels with the same outcome, and what decided it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.base import NOT_STATED
from ..model.outcome import LevelOutcome, LineOutcome, Outcome
from .labels import SIDES, WORDS, placed, runs


@dataclass(frozen=True, slots=True)
class Row:
    """One row."""

    stage: str
    line: str
    code: str
    levels: str
    outcome: str
    """Outcome id, for colour."""
    word: str
    decided_by: str


def rows(outcome: Outcome) -> list[Row]:
    """Rows in the order of the request; the setting last."""
    found = []
    for line in outcome.lines:
        stage = "" if line.stage == NOT_STATED else str(line.stage)
        if line.outcome == "incidental":
            codes = (outcome.line(id).code for r in line.restrictions if r.kind == "incidental" for id in r.lines)
            others = ", ".join(dict.fromkeys(codes))
            found.append(
                Row(
                    stage,
                    line.procedure,
                    line.code,
                    _place(line, line.levels),
                    "incidental",
                    "incidental",
                    f"requested with {others}",
                )
            )
            continue
        groups: dict[tuple[str, str], list[str]] = {}
        for level in line.per_level:
            groups.setdefault((level.outcome, decided_by(level, line)), []).append(str(level.level))
        for (word, reason), levels in groups.items():
            names = [lv for lv in levels if lv != NOT_STATED]
            place = _place(line, names or line.levels)
            found.append(Row(stage, line.procedure, line.code, place, word, WORDS[word], reason))
    setting = outcome.setting
    if setting.requested != NOT_STATED:
        days = "" if setting.days == NOT_STATED else f", {setting.days} day{'' if setting.days == 1 else 's'}"
        met = ", ".join(c.label for c in setting.criteria if c.truth == "met")
        reason = met or ("follows the procedures" if not setting.criteria else "no supporting criterion is met")
        if setting.stay == "beyond" and met:
            reason += "; longer than the stay that is reported"
        name = f"{setting.requested.replace('_', ' ').capitalize()} care{days}"
        found.append(Row("", name, "", "", setting.outcome, WORDS[setting.outcome], reason))
    return found


def _place(line: LineOutcome, levels: Iterable[str]) -> str:
    """Levels and side."""
    return ", ".join(part for part in (runs(levels), SIDES.get(line.side, "")) if part)


def decided_by(level: LevelOutcome, line: LineOutcome) -> str:
    """Criteria that are not met; else those still open; else the waivers, or that all are met."""
    if level.basis == "no_policy":
        return "no policy found for this code"
    failed = [placed(c.label, "") for c in level.criteria if c.effective == "not_met"]
    open_ = [placed(c.label, "") for c in level.criteria if c.effective == "undetermined"]
    if failed:
        return "; ".join(f"{label}: not met" for label in dict.fromkeys(failed))
    if open_:
        return "; ".join(f"{label}: open" for label in dict.fromkeys(open_))
    waived = [placed(c.label, "") for c in level.criteria if c.waived_by != NOT_STATED]
    if waived:
        return f"criteria met; waived: {', '.join(dict.fromkeys(waived))}"
    return "all criteria met"
