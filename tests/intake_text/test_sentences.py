"""Single sentences with their facts, as `python -m evals.intake --sentences` measures them."""

from pathlib import Path

import pytest
import yaml

from assistant.pack import load_pack
from assistant.pack.yamlio import Loader
from evals.intake.scoring import Report
from evals.intake.sentences import ASKS, FOLDER, PLACES, right, sentences

FILES = sorted(FOLDER.glob("*.yaml"))
BICEPS = {"kind": "motor_deficit", "side": "left", "of": "biceps", "grade": "4"}
COURSE = {"kind": "physical_therapy", "supervised": "yes", "start": "2026-06-01", "end": "2026-07-20", "sessions": 12}
EXAM = {"in": "exam", "asks": "cervical", "says": "Left biceps 4/5."}
ASKED = {"question": "Is left L4-5 microdiscectomy (63030) medically necessary?", "says": "A note."}
RIGHT = [
    {"in": "care", "says": "12 visits of supervised PT 6/1/26-7/20/26.", "facts": [COURSE]},
    {**EXAM, "facts": [BICEPS]},
    {**ASKED, "lines": [{"code": "63030", "levels": ["L4-5"], "side": "left"}]},
]
WRONG = [
    {**EXAM, "facts": []},
    {**EXAM, "facts": [BICEPS | {"side": "right"}]},
    {**ASKED, "lines": [{"code": "63030", "levels": ["L3-4"], "side": "left"}]},
    {**ASKED, "question": "Is inpatient L4-5 fusion (22612) medically necessary?", "setting": "ambulatory"},
]


@pytest.mark.parametrize("row", RIGHT)
def test_a_sentence_is_right_where_its_facts_are_those_of_its_key(row: dict[str, object]) -> None:
    assert right("row", row, load_pack(), Report())


@pytest.mark.parametrize("row", WRONG)
def test_a_sentence_of_which_anything_differs_is_not_right(row: dict[str, object]) -> None:
    report = Report()
    assert not right("row", row, load_pack(), report)
    assert report.facts


def test_what_differs_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "some.yaml").write_text(yaml.safe_dump([RIGHT[0], WRONG[0]]), "utf-8")
    sentences([tmp_path / "some.yaml"], facts=True)
    printed = capsys.readouterr().out
    assert "1 of 2 sentences wholly right" in printed
    assert "2: 'Left biceps 4/5.': wrong" in printed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_keys_hold_kinds_and_places_that_are_known(path: Path) -> None:
    vocabulary = load_pack().vocabulary
    known = {k.id for k in vocabulary.kinds} | {t.id for t in vocabulary.treatments}
    for row in yaml.load(path.read_text("utf-8"), Loader):
        facts = [*(row.get("facts") or ()), *(row.get("also") or ())]
        assert {f["kind"] for f in facts} <= known, row
        assert row.get("in", "none") in PLACES, row
        assert row.get("asks", "lumbar") in ASKS, row
        assert set(row) <= {"in", "asks", "says", "facts", "also", "question", "lines", "setting", "days"}, row
