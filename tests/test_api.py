"""The program as a library: a case made in Python, checked and drafted."""

import os
import subprocess
import sys
from datetime import date

import pytest

import assistant
from assistant.errors import InputError, SettingsError
from assistant.model.case import Case, Document, Finding, Request, RequestLine

NOTE = "C5-6: severe left foraminal stenosis."


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    for name in list(os.environ):
        if name.startswith("ASSISTANT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(str(tmp_path))


def made(quote: str = "severe left foraminal stenosis") -> Case:
    return assistant.Case(
        id="made-in-python",
        question="Is fusion at C5-6 medically necessary?",
        date=date(2026, 3, 1),
        request=Request(lines=(RequestLine(id="a", code="22551", levels=("C5-6",), side="left"),)),
        documents=(Document(id="mri", title="MRI of the neck", kind="mri_report", text=NOTE),),
        findings=(
            Finding(
                id="f1",
                kind="foraminal_stenosis",
                levels=("C5-6",),
                side="left",
                grade="severe",
                document="mri",
                quote=quote,
            ),
        ),
    )


def test_check() -> None:
    outcome = assistant.check(made())
    assert isinstance(outcome, assistant.Outcome)
    assert outcome.line("a").outcome == "undetermined"  # imaging alone shows neither signs nor therapy
    assert assistant.check(made(), disposition="lenient").determination == "undetermined"


def test_draft() -> None:
    determination = assistant.draft(made(), search=False)
    assert isinstance(determination, assistant.Determination)
    assert determination.outcome == assistant.check(made())
    assert determination.header.verdict == "undetermined"


def test_a_fact_that_is_not_in_the_record_is_refused() -> None:
    with pytest.raises(InputError, match=r"findings\[0\]\.quote"):
        assistant.check(made(quote="critical stenosis"))


@pytest.mark.parametrize("options", [{"policy_set": "nobody"}, {"disposition": "kind"}, {"as_of": date(1990, 1, 1)}])
def test_unknown_options(options: dict[str, object]) -> None:
    with pytest.raises(InputError):
        assistant.check(made(), **options)  # type: ignore[arg-type]


def test_an_unknown_reader() -> None:
    with pytest.raises(InputError, match="audience"):
        assistant.draft(made(), audience="doctor", search=False)


def test_a_wrong_setting_is_told_here_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_AUDIENCE", "doctor")
    with pytest.raises(SettingsError, match="audience"):
        assistant.check(made())


def test_the_functions_stay_functions() -> None:
    """`check` and `draft` are names of folders, too: importing those must not put them in the functions' place."""
    code = (
        "from assistant.check import check as inner; import assistant.draft, assistant.check;"
        "from assistant import Case, check, draft, load_case; import assistant;"
        "assert all(map(callable, (check, draft, assistant.check, assistant.draft, Case, load_case)));"
        "assert check is not inner; from assistant import check as again; assert again is check"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        assistant.nothing_like_it  # noqa: B018
