"""Approved lines with one thing changed for the worse: what the count of evals/flips calls a flip."""

from pathlib import Path

import pytest

from assistant.intake import load_case
from assistant.model.case import Case
from assistant.pack import load_pack
from evals.flips.__main__ import Text, flips, records, reworded
from evals.flips.sentences import FOLDER, Group, became, groups, placed

CASES = Path(__file__).parents[2] / "evals" / "cases"
NOTE = Text(
    "note",
    "Is L4-5 right discectomy (63030) medically necessary?",
    """SPINE CLINIC NOTE
Date: 02/20/2026
HPI: Right leg pain to the dorsum of the foot. Formal physical therapy from 10/06/2025 to 12/01/2025, 16 visits, without relief.
EXAM: Right EHL 4/5. Decreased sensation in the right L5 dermatome.

MRI LUMBAR SPINE 01/10/2026
IMPRESSION: L4-5 right paracentral disc extrusion with severe right lateral recess stenosis.
""",
)
GONE = {
    "no treatment",
    "treatment lastingly helped",
    "reports gone",
    "imaging six years older",
    "all uncertain",
    "all denied",
    "surgery declined",
}


@pytest.fixture(scope="module")
def fusion() -> Case:
    return load_case(CASES / "lumbar-fusion-spondylolisthesis.yaml").case


def test_what_decided_a_line_cannot_be_taken_from_it(fusion: Case) -> None:
    words = {flip.change: flip.word for flip in flips(fusion, load_pack()) if flip.line.code == "22633"}
    assert {change for change, word in words.items() if word == "flipped"} >= GONE


def test_a_line_that_a_change_does_not_concern_is_not_counted(fusion: Case) -> None:
    changes = {flip.change for flip in flips(fusion, load_pack())}
    assert "osteoporosis" not in changes, "no line asks for a prosthesis"


def test_words_are_read_anew() -> None:
    words = {flip.change: flip.word for flip in reworded(NOTE, load_pack())}
    assert (
        words["words: therapy gone"] == words["words: declines"] == words["words: imaging six years older"] == "flipped"
    )
    assert "words: smokes" not in words, "a discectomy asks for nothing of it"


TURNING = Group(name="a correction", turns="imaging", sentences=("The report was amended: no stenosis at {level}.",))
HARMLESS = Group(name="a chest film", sentences=("The chest film was normal on {later}.",))


@pytest.mark.parametrize(("group", "word"), [(TURNING, "opened"), (HARMLESS, "told")])
@pytest.mark.parametrize("place", ["middle", "end", "addendum"])
def test_a_sentence_is_told_in_a_record_that_is_approved(group: Group, word: str, place: str) -> None:
    pack = load_pack()
    [record] = records([NOTE], pack)
    assert "{" not in placed(record, group.sentences[0], place)
    assert became(record, group.sentences[0], place, group, pack) == word


def test_every_set_of_sentences_says_what_it_turns() -> None:
    sets = {path.stem: groups(path) for path in sorted(FOLDER.glob("*.yaml"))}
    assert all(bool(group.turns) != name.startswith("harmless") for name, each in sets.items() for group in each)
