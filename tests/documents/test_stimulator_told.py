"""A request for a stimulator, told from a consultation of a pain clinic: what care is on record, and each reason once."""

from assistant.api import draft_whole
from assistant.check import check
from assistant.check.sets import sets_of
from assistant.intake.text import Source, read_case
from assistant.model.document import Determination
from assistant.pack import load_pack
from assistant.retrieve.embedder import BundledEmbedder
from assistant.retrieve.nearest import nearest
from assistant.settings import Settings

NOTE = """PAIN MEDICINE CONSULTATION
Date: 09/14/2026
HPI: 49-year-old woman with persistent neuropathic left leg pain after two lumbar operations. {care} No infection.
EXAM: Strength 5/5 throughout. Allodynia over the left lateral calf.
TRIAL: Percutaneous spinal cord stimulator trial 08/18/2026 to 08/25/2026. Pain went from 8/10 to 3/10.
PLAN: Permanent implantation of two percutaneous leads and a generator, outpatient.
"""
QUESTION = "Are permanent spinal cord stimulator leads (63650 x2) and a pulse generator (63685) medically necessary?"


def drafted(care: str) -> Determination:
    pack = load_pack()
    case = read_case([Source("note.md", NOTE.format(care=care))], pack, QUESTION, id="a").case
    return draft_whole(case, pack=pack, settings=Settings(), search=False).determination


def test_care_that_did_not_help_is_told_although_another_treatment_did() -> None:
    made = drafted("Twenty visits of physical therapy between January and April 2026 did not help.")
    told = "\n".join(s.words() for x in made.sections for b in x.blocks for s in b.statements)
    assert (made.guard.dropped, made.guard.violations) == (0, ())
    assert "records “No infection”, with no coagulopathy documented; the policy asks for the exclusion" in told
    assert "The pain clinic note records “Twenty visits of physical therapy between January and April 2026" in told


def test_procedures_that_the_same_gaps_leave_open_are_named_in_one_sentence_of_the_lead() -> None:
    lead = [s.words() for s in drafted("").lead]
    (still,) = (s for s in lead if "still open on" in s)
    assert "six months of conservative care and a psychological evaluation" in still
    assert lead.index(still) + 1 == next(n for n, s in enumerate(lead) if s.startswith("This is a gap"))


def test_a_trial_without_a_measure_is_shown_where_one_is_missed() -> None:
    pack, whole = load_pack(), NOTE.format(care="")
    note = f"{whole[: whole.index('TRIAL')]}Trial leads were placed on 08/18/2026 and she was pleased.\n{whole[whole.index('PLAN') :]}"
    case = read_case([Source("note.md", note)], pack, QUESTION, id="a").case
    outcome = check(case, pack)
    shown = {n.quote for n in nearest(case, outcome, pack, sets_of(outcome, pack), BundledEmbedder())}
    assert "Trial leads were placed on 08/18/2026 and she was pleased." in shown


def test_a_waiver_for_another_request_is_not_missed_in_the_record() -> None:
    made = drafted("")
    told = "\n".join(s.words() for x in made.sections for b in x.blocks for s in b.statements)
    assert "Nothing in this record documents this" not in told


def test_a_sentence_of_a_policy_is_told_once() -> None:
    pack = load_pack()
    note = (
        "58-year-old woman with left buttock pain. FABER positive left, thigh thrust positive left.\n"
        "SI joint injection left 5/12/2026: 40% relief."
    )
    case = read_case([Source("note.md", note)], pack, "Is left sacroiliac joint fusion (27279) necessary?", id="a").case
    made = draft_whole(case, pack=pack, settings=Settings(), search=False).determination
    told = "\n".join(s.words() for x in made.sections for b in x.blocks for s in b.statements)
    assert told.count("What a record does not tell stays open") == 1
