"""Short ways to say statements about the invented case of `world`, and the markers of its sources and documents."""

from assistant.model.document import Statement

from .world import SEVERITY, request, say

S01, S02, S03 = "[[state-guideline#f01]]", "[[state-guideline#f02]]", "[[state-guideline#f03]]"
AETNA, AETNA_LUMBAR = "[[payer-bulletin#f01]]", "[[payer-bulletin#f02]]"
SERIES, REOP, PAIN = "[[foraminotomy-series#f01]]", "[[foraminotomy-series#f02]]", "[[foraminotomy-series#f03]]"
RELIEF, FORAMINOTOMY, NO_WEEKS = "[[society-guideline#f01]]", "[[society-guideline#f02]]", "[[society-guideline#f03]]"
DISABILITY, LONGER, ACUTE = "[[lumbar-trial#f01]]", "[[lumbar-trial#f02]]", "[[lumbar-trial#f03]]"
MRI, NOTE, FILMS = "[[record:mri]]", "[[record:note]]", "[[record:films]]"


def evidence(text: str) -> Statement:
    return say("evidence", text)


def policy(text: str, *criteria: str) -> Statement:
    return say("policy_statement", text, criteria=criteria)


def record(text: str, *findings: str, treatments: tuple[str, ...] = ()) -> Statement:
    return say("record_fact", text, findings=findings, treatments=treatments)


def applied(
    text: str, findings: tuple[str, ...] = (), criteria: tuple[str, ...] = (SEVERITY,), **more: tuple[str, ...]
) -> Statement:
    return say("application", text, findings=findings, criteria=criteria, **more)


def outcome(text: str, *refs: object, criteria: tuple[str, ...] = ()) -> Statement:
    return say("outcome", text, outcomes=refs or (request(),), criteria=criteria)  # type: ignore[arg-type]
