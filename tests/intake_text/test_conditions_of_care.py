"""Care that is to be given on a condition: the condition is no effect, and what depends on it was not given."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

QUESTION = "Is left L4-5 laminectomy (63047) medically necessary?"


def treatments(text: str) -> dict[str, str]:
    note = f"Office note\nDate: 2026-09-14\n\nHPI: Left leg pain.\n\n{text}\n"
    return {t.kind: t.response for t in read_case([Source("note.txt", note)], load_pack(), QUESTION).case.treatments}


@pytest.mark.parametrize(
    "told",
    [
        "PT 2 x wk for 8 wks, then ESI if no relief.",
        "PT x 6 weeks; if no improvement, surgery.",
        "Continue PT 2x/wk x 6 weeks, ESI if not better, f/u 6 weeks.",
        "PT 05/04/2026-07/10/2026, 17 visits; surgery if there is still no relief.",
    ],
)
def test_a_condition_is_no_effect(told: str) -> None:
    assert treatments(told) == {"physical_therapy": "not_stated"}


@pytest.mark.parametrize(
    "told",
    [
        "Treatment plan: PT 2 x wk for 8 wks, naproxen, ESI if no relief after 6 weeks.",
        "PT prescribed 05/01/2026, 12 visits; patient attended 0.",
        "PT ordered x 12, attended none",
        "PT 12 visits, 0 attended",
    ],
)
def test_what_is_planned_or_was_not_attended_was_not_given(told: str) -> None:
    assert treatments(told) == {}


@pytest.mark.parametrize(
    "told",
    [
        "PT 05/04/2026-07/10/2026, 17 visits without relief; surgery if no better by fall.",
        "PT 12 visits scheduled, 10 attended 05/04/2026-07/10/2026, no relief",
        "PT 05/04/2026-07/10/2026, 17 visits, no relief. ESI if no relief with drugs.",
    ],
)
def test_an_effect_beside_a_condition_stands(told: str) -> None:
    assert treatments(told) == {"physical_therapy": "none"}


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Reference range: cotinine <10 ng/mL negative", "nicotine_test"),
        ("Psych clearance form sent to Dr. Lund.", "psychological_clearance"),
    ],
)
def test_a_range_and_a_form_are_no_result(told: str, kind: str) -> None:
    note = f"Office note\nDate: 2026-09-14\n\nHPI: Left leg pain.\n\n{told}\n"
    findings = read_case([Source("note.txt", note)], load_pack(), QUESTION).case.findings
    assert kind not in {f.kind for f in findings}


def test_a_result_beside_its_range_stands() -> None:
    note = "Office note\nDate: 2026-09-14\n\nLABS: Cotinine 2 ng/mL, negative (reference range <10).\n"
    findings = read_case([Source("note.txt", note)], load_pack(), QUESTION).case.findings
    assert "nicotine_test" in {f.kind for f in findings}
