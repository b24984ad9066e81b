"""The level of care as the document tells it: what is short of a rule, and what waits for lines that are open."""

from assistant.api import draft_whole
from assistant.intake.text import read_case
from assistant.intake.text.sources import Source
from assistant.pack import load_pack
from assistant.settings import Settings

SUMMARY = """Patient Clinical History

54-year-old male with neck pain and right arm pain into the thumb for 9 months. Never smoked. He cannot lift his tools at work.
Supervised physical therapy 02/02/2026 to 04/17/2026, 18 visits, no lasting improvement; naproxen and gabapentin without relief.
Exam 06/10/2026: right biceps 4/5, right wrist extension 4/5, right triceps 4/5, decreased sensation right thumb and middle finger, Spurling
positive on the right, Hoffmann negative. Shoulder exam normal, Tinel negative.
MRI cervical spine 06/02/2026 (radiologist report): C5-6 severe right foraminal stenosis with compression of the right C6 root. {below}
"""
SEVERE = "C6-7 severe right foraminal stenosis with compression of the right C7 root."


def told(below: str, days: int, section: str = "setting") -> str:
    question = f"Is ACDF C5-6 and C6-7 (22551, 22552, 22845) with a {days}-day inpatient stay medically necessary?"
    pack = load_pack()
    case = read_case([Source("summary.txt", SUMMARY.format(below=below))], pack, question, id="stay").case
    made = draft_whole(case, pack=pack, settings=Settings(), search=False).determination
    assert made.guard.violations == ()
    (found,) = (x for x in made.sections if x.id == section)
    return " ".join(s.words() for b in found.blocks for s in b.statements)


def test_a_stay_that_is_too_short_for_the_rule_says_so() -> None:
    text = told(SEVERE, 1)
    assert "Inpatient care is not supported" in text
    assert (
        "Instrumented surgery at two or more levels would support it, but the rule asks for a stay of no less than two days"
        in text
    )
    assert "Nothing else that would support it is documented" in text


def test_a_stay_that_an_open_level_would_support_is_open() -> None:
    text = told("", 2)
    assert "what stands does not support it by itself, and it follows the procedures that are still open" in text


def test_a_stay_for_two_levels_is_supported() -> None:
    assert "Inpatient care is supported" in told(SEVERE, 2)


def test_only_where_all_procedures_stand_does_the_summary_say_so() -> None:
    mild = "C6-7 mild disc bulge, no stenosis, no root contact."
    assert "The procedures stand, inpatient care does not" in told(SEVERE, 1, "summary")
    part = told(mild, 1, "summary")
    assert "Part of the request stands, inpatient care does not" in part
    assert "procedures stand" not in part
