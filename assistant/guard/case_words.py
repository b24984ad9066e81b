"""The words of a request and of the checker's outcome as a whole, and the counts that the outcome gives."""

from ..model.base import NOT_STATED
from ..model.case import Case
from ..model.outcome import LineOutcome, Outcome
from ..model.policy import PolicySet, SettingRule
from .lexicon import PackWords


def request_words(case: Case, pack: PackWords) -> tuple[object, ...]:
    """What was asked, and of whom."""
    words = list[object]()
    for line in case.request.lines:
        words += [line.description, line.code, *line.levels, line.side if line.side != "not_stated" else ""]
        words += [f"stage {line.stage}" if line.stage != NOT_STATED else ""]
        code = pack.codes.get(line.code)
        if code:
            words += [
                code.name,
                code.description,
                pack.vocabulary.procedures.get(code.procedure, ""),
                *code.regions,
                code.approach,
            ]
    for diagnosis in case.request.diagnoses:
        known = pack.diagnoses.get(diagnosis.code)
        words += [diagnosis.code, diagnosis.text, known.name if known else ""]
    setting = case.request.setting
    words += [setting.kind.replace("_", " ") if setting.kind != NOT_STATED else ""]
    words += [f"{setting.days} days" if setting.days != NOT_STATED else ""]
    return (case.question, case.title, *words, *person_words(case), case.date.isoformat())


def person_words(case: Case) -> tuple[object, ...]:
    """Age and sex."""
    return (f"{case.patient.age} years" if case.patient.age != NOT_STATED else "", case.patient.sex)


def computed_words(
    outcome: Outcome,
    pack: PackWords,
    policy_set: PolicySet,
    policy_sets: tuple[PolicySet, ...],
    rules: tuple[SettingRule, ...],
) -> list[object]:
    """What the checker computed beyond single criteria: lines, changes, alternatives, restrictions, setting,
    versions.
    """
    words = list[object]()
    for line in outcome.lines:
        words += [line.procedure, line.code, *line.levels, line.policy, *line.warnings]
        words += [step for level in line.per_level for change in level.changes for step in change.steps]
        words += [c.label for c in line.criteria] + [e.label for level in line.per_level for e in level.exceptions]
        words += [pack.vocabulary.regions.get(r, "") for level in line.levels for r in _regions(pack, level)]
        words += [pack.vocabulary.procedures.get(line.family, ""), *_everyday(pack, line)]
        applied = {r.id for r in line.restrictions}
        words += [r.text for chosen in policy_sets for r in chosen.restrictions if r.id in applied]
    for alternative in outcome.alternatives:
        words += [alternative.procedure, *alternative.levels, *(c.label for c in alternative.criteria)]
    for rule in rules:
        words += [rule.days, *(c.label for c in rule.criteria), *(c.text for c in rule.criteria), *rule.setting]
    reported = set(outcome.setting.reported)
    words += [s.label for chosen in policy_sets for s in chosen.stays if s.id in reported]
    words += [f.title for f in pack.vocabulary.families] + [f.short for f in pack.vocabulary.families]
    deciding = {line.policy for line in outcome.lines}
    words += [p.title for chosen in policy_sets for p in chosen.policies if p.id in deciding]
    words += [policy_set.title, policy_set.id, outcome.policy_version, outcome.as_of, *outcome.warnings]
    disposition = pack.dispositions.get(outcome.disposition)
    words += [outcome.disposition, *(disposition.headings.values() if disposition else ())]
    return words


def _everyday(pack: PackWords, line: LineOutcome) -> list[str]:
    """Everyday words of the procedure of a line, and of those that it goes on with."""
    code = pack.codes.get(line.code)
    parents = {pack.codes[p].procedure for p in code.parents if p in pack.codes} if code else set[str]()
    families = {line.family, *(parents if line.family in parents else ())}
    return [words for family, words in pack.vocabulary.everyday.items() if family in families]


def _regions(pack: PackWords, level: str) -> tuple[str, ...]:
    return next(((s.region, *s.also) for s in pack.anatomy.segments if s.id == level), ())


def counts_of(outcome: Outcome, documents: int) -> dict[str, frozenset[int]]:
    """Counts the outcome gives, by unit: levels, lines, codes, criteria, stages, documents; wholes and parts by
    outcome.
    """
    lines = outcome.lines
    levels = [level for line in lines for level in line.per_level if level.level != NOT_STATED]
    results = [r for line in lines for r in line.criteria]
    words = {level.outcome for level in levels} | {line.outcome for line in lines}
    per_level = {len({lv.level for lv in levels if lv.outcome == w}) for w in words} | {
        len({lv.level for lv in levels})
    }
    per_level |= {len(line.levels) for line in lines} | {len(a.levels) for a in outcome.alternatives}
    per_level |= {sum(lv.outcome == w for lv in line.per_level) for line in lines for w in words}
    per_level |= {
        len({lv.level for line in lines if line.stage == s.stage for lv in line.per_level}) for s in outcome.stages
    }
    per_line = {sum(line.outcome == w for line in lines) for w in words} | {
        len(lines),
        *(len(s.lines) for s in outcome.stages),
    }
    truths = ("met", "not_met", "undetermined")
    ids = {t: {r.id for r in results if r.effective == t} for t in truths}
    per_criterion = {
        len({r.id for r in results}),
        *(len(v) for v in ids.values()),
        *(sum(r.effective == t for r in results) for t in truths),
    }
    per_criterion |= {sum(r.effective == t for r in line.criteria) for line in lines for t in truths}
    per_criterion |= {len(line.criteria) for line in lines} | {len(ids["not_met"] | ids["undetermined"])}
    steps = {len(change.steps) for line in lines for level in line.per_level for change in level.changes}
    return {
        "step": frozenset(steps),
        "level": frozenset(per_level),
        "line": frozenset(per_line),
        "code": frozenset(per_line | {len({line.code for line in lines})}),
        "criterion": frozenset(per_criterion),
        "stage": frozenset({len(outcome.stages)}),
        "document": frozenset({documents}),
    }
