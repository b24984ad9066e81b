"""Nicotine: who has not stopped uses it, and who has stopped, nobody says when, may have done so lately."""

import pytest

from .conftest import findings


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She has not given up cigarettes.", [("nicotine_use", "present")]),
        ("He hasn't quit tobacco yet.", [("nicotine_use", "present")]),
        ("She was urged to stop smoking.", [("nicotine_use", "present")]),
        ("He is working on quitting smoking.", [("nicotine_use", "present")]),
        ("He was told to quit smoking and did in 2014.", []),
        ("She has given up smoking.", [("former_nicotine_use", "uncertain"), ("nicotine_use", "absent")]),
        ("He quit smoking ahead of the surgery.", [("former_nicotine_use", "uncertain"), ("nicotine_use", "absent")]),
        ("She has quit smoking since 2016.", [("nicotine_use", "absent")]),
        ("Former smoker.", [("nicotine_use", "absent")]),
    ],
)
def test_stopping(text: str, wanted: list[tuple[str, str]]) -> None:
    found = findings(f"Date: 06/01/2026\nSOCIAL HISTORY: {text}")
    assert sorted((f["kind"], f.get("status", "present")) for f in found if "nicotine" in f["kind"]) == wanted
