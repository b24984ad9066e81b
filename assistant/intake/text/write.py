"""A case as a YAML file that a person can read and correct."""

from collections.abc import Sequence
from typing import Any, Final

import yaml

from ...errors import Problem
from ...model.base import NOT_STATED, Model
from ...model.case import Case

_HEAD: Final = """\
# Read from text by `assistant intake`. Compare it with the record and correct it: each fact stands with the words it was read from.
# status: present (stated), absent (denied), uncertain (left open). What the record does not say is left out, never denied.
"""


class _Plain(yaml.SafeDumper):
    """Every value written out, also one that stands twice."""

    def ignore_aliases(self, data: object) -> bool:
        """Always."""
        return True


class _Dumper(_Plain):
    """Long texts as blocks."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def case_yaml(case: Case, problems: Sequence[Problem] = ()) -> str:
    """The case in YAML, one fact a line, with what has to be looked at as comments on top."""
    parts = [_HEAD]
    if problems:
        told = [row for p in problems for row in str(p).split("\n")]
        parts.append("# To look at:\n" + "".join(f"# {row}\n" for row in told))
    plain = {name: value for name, value in _plain(case).items() if name in ("id", "question", "title", "date", "pack")}
    parts.append(_block(plain))
    parts.append(f"patient: {_flow(_plain(case.patient))}\n")
    parts.append("request:\n  lines:\n" + _rows(case.request.lines, "  "))
    if setting := _plain(case.request.setting):
        parts.append(f"  setting: {_flow(setting)}\n")
    if case.request.diagnoses:
        parts.append("  diagnoses:\n" + _rows(case.request.diagnoses, "  "))
    parts.append(_block({"documents": [_plain(d) for d in case.documents]}))
    for name, facts in (("findings", case.findings), ("treatments", case.treatments)):
        parts.append(f"{name}:\n{_rows(facts, '')}" if facts else f"{name}: []\n")
    return "".join(parts)


def _plain(model: Model) -> dict[str, Any]:
    """The stated fields of a model."""
    fields = model.model_dump(mode="python")
    found = {name: list(v) if isinstance(v, tuple) else v for name, v in fields.items() if v != NOT_STATED and v != ()}
    if found.get("status") == "present":
        del found["status"]
    if found.get("excerpt") is False:
        del found["excerpt"]
    return found


def _block(value: dict[str, Any]) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return text


def _rows(models: Sequence[Model], indent: str) -> str:
    return "".join(f"{indent}- {_flow(_plain(m))}\n" for m in models)


def _flow(value: dict[str, Any]) -> str:
    text: str = yaml.dump(
        value, Dumper=_Plain, default_flow_style=True, sort_keys=False, allow_unicode=True, width=float("inf")
    )
    return text.strip()
