"""What a document leaves out because the record holds nothing of it."""

from pathlib import Path

import pytest

from assistant.api import draft
from assistant.intake import load_any

DISCOGENIC = """Office note, 03/02/2026. Request: anterior lumbar interbody fusion L4-5 (22558).
41-year-old woman with low back pain for two years, no leg pain. Never smoker.
Exam: strength 5/5 throughout, sensation intact, reflexes symmetric.
MRI lumbar spine 01/12/2026: L4-5 disc desiccation. {more}
Flexion-extension films 01/12/2026: {films}
Physical therapy 10/01/2025 to 12/15/2025, 16 visits, no benefit."""


def whole(tmp_path: Path, more: str, films: str = "no abnormal motion.") -> str:
    path = tmp_path / "record.txt"
    path.write_text(DISCOGENIC.format(more=more, films=films))
    made = draft(load_any(path).case, model="composer", search=False)
    assert not made.guard.violations
    said = " ".join(s.text for section in made.sections for b in section.blocks for s in b.statements)
    return said + " ".join(r.title for r in made.references)


@pytest.mark.parametrize(
    ("more", "cited"),
    [
        ("No stenosis. No spondylolisthesis.", False),
        ("Burst fracture of L4 with 40% loss of height.", True),
    ],
)
def test_studies_of_a_fracture_ground_a_rule_where_there_is_one(tmp_path: Path, more: str, cited: bool) -> None:
    assert ("burst fractures" in whole(tmp_path, more)) is cited


def test_advice_on_a_slip_that_is_denied_is_not_told(tmp_path: Path) -> None:
    denied = whole(tmp_path, "No central, lateral recess or foraminal stenosis. No spondylolisthesis.")
    assert "for symptomatic lumbar stenosis with degenerative spondylolisthesis" not in denied
    shown = whole(tmp_path, "Severe central canal stenosis and grade I degenerative spondylolisthesis at L4-5.")
    assert "lumbar stenosis" in shown


def test_what_stands_at_fewer_levels_is_not_called_open(tmp_path: Path) -> None:
    path = tmp_path / "record.txt"
    path.write_text(
        "Request: 63047, 63048, 22612 at L3-4 and L4-5. Office note, 03/12/2026. 63-year-old woman, neurogenic claudication for two years, "
        "better when sitting. Smokes half a pack per day. Physical therapy 11/03/2025 to 01/09/2026, 12 visits, no relief. "
        "Exam: strength 4/5 left extensor hallucis longus; sensation decreased over the dorsum of the left foot.\n"
        "MRI lumbar spine 02/05/2026: L3-4: mild central canal stenosis. L4-5: grade I anterolisthesis, severe central canal stenosis.\n"
    )
    made = draft(load_any(path).case, model="composer", search=False)
    lead = " ".join(s.text for s in made.lead)
    assert "he record supports lumbar decompression limited to L4-5" in lead
    assert "decompression limited to L4-5 and" not in lead
    assert not made.guard.violations


def test_a_sentence_is_not_quoted_again_for_a_second_figure_in_it(tmp_path: Path) -> None:
    path = tmp_path / "record.txt"
    path.write_text(
        "Request: radiofrequency ablation, right L3-4 and L4-5 facet joints, 64635, 64636. Pain clinic note, 06/20/2026. Axial low back pain "
        "for two years, no leg pain. 04/01/2026 medial branch blocks, right L3-4 and L4-5, 0.5 ml lidocaine each: pain fell from 9/10 to 2/10 "
        "(78% relief) for four hours. Physical therapy 01/05/2026 to 03/06/2026 without lasting benefit. Straight leg raise negative."
    )
    made = draft(load_any(path).case, model="composer", search=False)
    said = [s.text for section in made.sections for b in section.blocks for s in b.statements]
    beside = " ".join(text for text in said if text.startswith("On file as well"))
    assert any("78% relief" in text for text in said)
    assert "0.5 ml lidocaine each: pain fell" not in beside
