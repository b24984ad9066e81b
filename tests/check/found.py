"""What a criterion answers to findings at a place."""

from typing import Any

from assistant.model.case import Finding
from assistant.model.outcome import Node

from .build import ask, finding

GRADED = {
    "kinds": ["foraminal_stenosis", "central_stenosis", "stenosis", "ungraded_narrowing"],
    "value": {"at_least": "moderate"},
}
SLIP = {"kinds": ["spondylolisthesis"], "accept": ["imaging"]}
HARDWARE = {"kinds": ["hardware_failure", "hardware_malposition"], "accept": ["imaging"]}
HERE, NEXT, FAR = ("L4-5",), ("L3-4",), ("L1-2",)


def shown(test: dict[str, Any], *findings: Finding, **asked: Any) -> Node:
    return ask({"finding": test}, findings, **asked)


def answer(test: dict[str, Any], *findings: Finding, **asked: Any) -> tuple[str, str]:
    node = shown(test, *findings, **asked)
    return node.truth, node.reason


def stenosis(grade: str = "not_stated", **fields: Any) -> Finding:
    return finding("foraminal_stenosis", **{"levels": HERE, "grade": grade, **fields})
