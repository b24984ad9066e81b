"""The linter of policy sets: grounds, references between parts, versions, and which codes are decided."""

import string
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import get_args

from ..model.base import NOT_STATED
from ..model.case import SettingKind
from ..model.policy import Criterion, Effective, Policy, PolicySet, Waiver
from .lint_tests import TestLinter, asked_criteria
from .pack import Pack
from .report import Loc, Report

PLACEHOLDERS = frozenset({"level", "side"})
"""What a remedy may leave open."""


def lint_policies(pack: Pack, report: Report) -> None:
    """Report what is wrong in all policy sets of the pack."""
    known = {p.id for id in pack.policy_set_ids() for p in pack.whole_policy_set(id).policies}
    for id in pack.policy_set_ids():
        whole, file = pack.whole_policy_set(id), pack.path_of(id)
        files = [*[file] * (len(whole.policies) - len(pack.policy_files(id))), *pack.policy_files(id)]
        _lint_set(pack, whole, file, report)
        for policy, path in zip(whole.policies, files, strict=True):
            _lint_policy(pack, whole, policy, path, known, report)
        _lint_versions(list(zip(whole.policies, files, strict=True)), report)
        _lint_claims(list(zip(whole.policies, files, strict=True)), report)
    _lint_coverage(pack, report)
    tested = {*known, *(f"{id}/set" for id in pack.policy_set_ids())}
    for name, file in pack.policy_test_files().items():
        if name not in tested:
            report.unknown(file, (), "policy that these tests could be of", name, tested)


def _lint_set(pack: Pack, whole: PolicySet, file: Path, report: Report) -> None:
    if whole.id != file.parent.name:
        report.add(
            file, ("id",), f"the id '{whole.id}' is not the folder's name.", f"Rename it to '{file.parent.name}'."
        )
    if whole.fallback != NOT_STATED and whole.fallback not in pack.policy_set_ids():
        report.unknown(file, ("fallback",), "policy set", whole.fallback, pack.policy_set_ids())
    if whole.fallback == whole.id:
        report.add(file, ("fallback",), f"the set '{whole.id}' falls back on itself.", "Name another set, or none.")
    issuers = {s.issuer for s in pack.sources.values()}
    report.refer(file, ("issuers",), "issuer among the sources", whole.issuers, issuers)
    _lint_criteria(pack, whole.common, {c.id: c for c in whole.common}, file, ("common",), report)
    for i, common in enumerate(whole.common):
        report.refer(
            file, ("common", i, "procedures"), "procedure family", common.procedures, pack.vocabulary.procedures
        )
        report.refer(file, ("common", i, "kinds"), "finding kind", common.kinds, {k.id for k in pack.vocabulary.kinds})
    report.once(file, ("restrictions",), "restriction", [r.id for r in whole.restrictions])
    for i, restriction in enumerate(whole.restrictions):
        here: Loc = ("restrictions", i)
        report.refer(file, (*here, "codes"), "code", restriction.codes, pack.codes)
        report.refer(file, (*here, "with_codes"), "code", restriction.with_codes, pack.codes)
        report.facts(file, (*here, "grounds"), restriction.grounds, pack.facts)
    for i, rule in enumerate(whole.settings):
        here = ("settings", i)
        report.refer(file, (*here, "setting"), "setting", rule.setting, get_args(SettingKind))
        report.facts(file, (*here, "days_grounds"), rule.days_grounds, pack.facts)
        _lint_criteria(pack, rule.criteria, {c.id: c for c in rule.criteria}, file, (*here, "criteria"), report)
    for i, stay in enumerate(whole.stays):
        here = ("stays", i)
        report.facts(file, (*here, "grounds"), stay.grounds, pack.facts)
        TestLinter(pack, report, file).look(stay.when, (*here, "when"), {})
    report.once(file, ("stays",), "stay", [s.id for s in whole.stays])
    in_set = [c.id for c in (*whole.common, *(c for rule in whole.settings for c in rule.criteria))]
    report.once(file, (), "criterion", in_set)


def _lint_policy(
    pack: Pack, whole: PolicySet, policy: Policy, file: Path, known: Iterable[str], report: Report
) -> None:
    words = pack.vocabulary
    if not policy.id.startswith(f"{whole.id}/"):
        report.add(file, ("id",), f"the id '{policy.id}' does not name its set.", f"Begin it with '{whole.id}/'.")
    if policy.procedure not in words.procedures:
        report.unknown(file, ("procedure",), "procedure family", policy.procedure, words.procedures)
    report.refer(file, ("codes",), "code", policy.codes, pack.codes)
    for i, code in enumerate(policy.codes):
        if code in pack.codes and pack.codes[code].retired != NOT_STATED:
            message = f"the code {code} is retired: {pack.codes[code].retired}"
            report.add(file, ("codes", i), message, "Name its successor.", warning=True)
    report.refer(file, ("regions",), "region", policy.regions, words.regions)
    report.refer(file, ("home",), "region of this policy", policy.home, policy.regions)
    report.refer(file, ("sources",), "source", policy.sources, pack.sources)
    if policy.effective.end != NOT_STATED and policy.effective.end < policy.effective.start:
        report.add(file, ("effective",), "the policy ends before it starts.", "Correct the dates.")
    criteria = {c.id: c for c in (*whole.common, *policy.criteria)}
    taken = [c.id for c in whole.common]
    for i, criterion in enumerate(policy.criteria):
        if criterion.id in taken:
            message = f"the criterion '{criterion.id}' is defined twice, in this policy or for the whole set."
            report.add(file, ("criteria", i, "id"), message, "Rename one of the two.")
        taken.append(criterion.id)
    _lint_criteria(pack, policy.criteria, criteria, file, ("criteria",), report)
    _lint_fills(pack, whole, policy, file, report)
    tests = TestLinter(pack, report, file)
    if policy.applies != NOT_STATED:
        tests.look(policy.applies, ("applies",), criteria)
    report.once(file, ("exceptions",), "exception", [w.id for w in policy.exceptions])
    for i, waiver in enumerate(policy.exceptions):
        here: Loc = ("exceptions", i)
        tests.look(waiver.when, (*here, "when"), criteria)
        report.refer(file, (*here, "waives"), "criterion of this policy", waiver.waives, criteria)
        report.facts(file, (*here, "grounds"), waiver.grounds, pack.facts)
    for i, other in enumerate(policy.alternatives):
        here = ("alternatives", i)
        report.refer(file, (*here, "when_failed"), "criterion of this policy", other.when_failed, criteria)
        report.facts(file, (*here, "grounds"), other.grounds, pack.facts)
        report.refer(file, (*here, "also"), "procedure family", other.also, words.procedures)
        if other.policy not in set(known):
            report.unknown(file, (*here, "policy"), "policy", other.policy, known)
    kinds = {k.id for k in words.kinds}
    for n, plan in enumerate(policy.evidence_when):
        report.refer(file, ("evidence_when", n, "kinds"), "finding kind", plan.kinds, kinds)
        report.refer(file, ("evidence_when", n, "without"), "finding kind", plan.without, kinds)
    for section in type(policy.evidence).model_fields:
        report.facts(file, ("evidence", section), getattr(policy.evidence, section), pack.facts)
        for n, plan in enumerate(policy.evidence_when):
            report.facts(file, ("evidence_when", n, section), getattr(plan, section), pack.facts)
    for n, waiver in enumerate(policy.exceptions):
        report.facts(file, ("exceptions", n, "differs"), waiver.differs, pack.facts)


def _lint_criteria(
    pack: Pack, criteria: tuple[Criterion, ...], known: Mapping[str, Criterion], file: Path, loc: Loc, report: Report
) -> None:
    families = {f.id for f in pack.vocabulary.families}
    tests = TestLinter(pack, report, file)
    for i, criterion in enumerate(criteria):
        here = (*loc, i)
        if criterion.family not in families:
            report.unknown(file, (*here, "family"), "criterion family", criterion.family, families)
        report.facts(file, (*here, "grounds"), criterion.grounds, pack.facts)
        report.facts(file, (*here, "differs"), criterion.differs, pack.facts)
        for name in sorted(_placeholders(criterion.remedy) - PLACEHOLDERS):
            report.add(
                file,
                (*here, "remedy"),
                f"the remedy has an unknown placeholder '{{{name}}}'.",
                "Use {level} or {side}.",
            )
        tests.look(criterion.test, (*here, "test"), known)
        if _asks_itself(criterion.id, known):
            message = f"the criterion '{criterion.id}' depends on itself."
            report.add(file, (*here, "test"), message, "Take the reference to a criterion out of the circle.")


def _lint_fills(pack: Pack, whole: PolicySet, policy: Policy, file: Path, report: Report) -> None:
    """What fills a gap is a rule of the set that this one falls back on."""
    last = whole.fallback if whole.fallback in pack.policy_set_ids() else NOT_STATED
    rules = () if last == NOT_STATED else pack.whole_policy_set(last).policies
    theirs = {ref for other in rules for c in other.criteria for ref in c.grounds}
    parts: list[tuple[Loc, Criterion | Waiver]] = [(("criteria", i), c) for i, c in enumerate(policy.criteria)]
    parts += [(("exceptions", i), w) for i, w in enumerate(policy.exceptions)]
    for loc, part in parts:
        here: Loc = (*loc, "fills")
        report.refer(file, here, "ground of this criterion", part.fills, part.grounds)
        report.refer(file, here, "ground of a criterion in the set that this one falls back on", part.fills, theirs)


def _asks_itself(id: str, known: Mapping[str, Criterion]) -> bool:
    seen: set[str] = set()
    open_ = {id}
    while open_:
        asked = {a for one in open_ if one in known for a in asked_criteria(known[one].test)}
        if id in asked:
            return True
        seen |= open_
        open_ = asked - seen
    return False


def _placeholders(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {text}


def _lint_versions(policies: list[tuple[Policy, Path]], report: Report) -> None:
    """Versions of one policy follow one another; none overlaps."""
    for (one, _), (other, file) in combinations(policies, 2):
        if one.id == other.id and _overlap(one.effective, other.effective):
            message = f"two versions of '{one.id}' are in force at once: {one.version} and {other.version}."
            report.add(file, ("effective",), message, "End the older one the day before the newer one starts.")


def _lint_claims(policies: list[tuple[Policy, Path]], report: Report) -> None:
    """Two policies that decide the same code in the same region without a condition that tells them apart."""
    for (one, _), (other, file) in combinations(policies, 2):
        plain = one.applies == other.applies == NOT_STATED
        shared = sorted(set(one.codes) & set(other.codes))
        first, second = set(one.home or one.regions), set(other.home or other.regions)
        regions = not first or not second or first & second
        if one.id != other.id and plain and shared and regions and _overlap(one.effective, other.effective):
            message = f"'{other.id}' and '{one.id}' both decide {', '.join(shared)} in the same region."
            report.add(file, ("codes",), message, "Tell them apart by regions, by 'home' or by 'applies'.")


def _lint_coverage(pack: Pack, report: Report) -> None:
    """Codes of a stand-alone kind that the default set says nothing about."""
    if pack.default_policy_set not in pack.policy_set_ids():
        return
    default = pack.whole_policy_set(pack.default_policy_set)
    decided = {code for policy in default.policies for code in policy.codes}
    for i, entry in enumerate(pack.codes.values()):
        alone = entry.kind == "stand-alone" and entry.retired == NOT_STATED
        if alone and entry.code not in decided and entry.code not in pack.info.no_policy:
            message = f"the set '{pack.default_policy_set}' has no policy for {entry.code} ({entry.name})."
            remedy = "Write one, or list the code under 'no_policy' in pack.yaml."
            report.add(pack.file("codes.yaml"), (i,), message, remedy, warning=True)


def _overlap(one: Effective, other: Effective) -> bool:
    first, second = sorted((one, other), key=lambda e: e.start)
    return first.end == NOT_STATED or first.end >= second.start
