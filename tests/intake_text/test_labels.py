"""A label is one whatever parts it from what it names."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from .conftest import plain, read

NOTE = """Spine clinic note

Date of service: 05/06/2026
HPI: 58-year-old woman with left leg pain for 7 months. Numbness of the left foot.
Tobacco use: never
Prior care: supervised physical therapy 01/05/2026 to 03/02/2026, 16 visits, no relief
Exam: Left EHL 4/5. Right EHL 5/5.
Imaging: MRI 04/02/2026 shows severe left lateral recess stenosis at L4-5.
Plan: Left L4-5 microdiscectomy"""


def labelled(form: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(?m)^([A-Z][^:\n]*): (.*)$", form, text)


def underlined(text: str) -> str:
    return re.sub(r"(?m)^([A-Z][^:\n]*): (.*)$", lambda m: f"{m[1]}\n{'-' * len(m[1])}\n{m[2]}", text)


WAYS: dict[str, Callable[[str], str]] = {
    "tab": labelled(r"\1\t\2"),
    "gap": labelled(r"\1     \2"),
    "stroke": labelled(r"\1 | \2"),
    "equals": labelled(r"\1 = \2"),
    "no space": labelled(r"\1:\2"),
    "brackets": lambda text: re.sub(r"(?m)^(HPI|Exam|Imaging|Plan): (.*)$", r"[\1] \2", text),
    "capitals": lambda text: re.sub(r"(?m)^(HPI|Exam|Imaging|Plan): (.*)$", lambda m: f"{m[1].upper()} {m[2]}", text),
    "rule": underlined,
    "lines": labelled(r"\1:\n\2"),
    "table": lambda text: "\n".join(
        [*text.split("\n")[:2], "| Item | Detail |", "| --- | --- |", *labelled(r"| \1 | \2 |")(text).split("\n")[2:]]
    ),
}


def facts(text: str) -> Counter[str]:
    record = read(text)
    return Counter(str(plain(f)) for f in (*record.findings, *record.treatments))


@pytest.mark.parametrize("way", WAYS)
def test_another_sign_behind_a_label_states_the_same(way: str) -> None:
    assert facts(WAYS[way](NOTE)) == facts(NOTE)


@pytest.mark.parametrize(
    "rows",
    [
        "MRI of 04/02/2026 shows severe stenosis at L4-5.",  # a study, and no heading
        "FOLLOW UP 03/11/2026: She reports 85% relief.",
        "CLINICAL SUMMARY prepared for review",
        "Hip flexion      5/5    5/5",  # a row of a table
        "SPINE CLINIC\n===\nSeen today.",  # a rule that is no line below a heading
    ],
)
def test_what_is_no_label_stays(rows: str) -> None:
    found = read(f"Office note\nDate: 05/06/2026\n\n{rows}").documents
    assert rows.split("\n")[0] in "\n".join(d.text for d in found)
