"""A freedom that was and lasted for a time, and a quality that is denied before what its noun does."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

PACK = load_pack("spine")


def found(text: str) -> set[tuple[str, str]]:
    case = read_case([Source("a.txt", text)], PACK, "Is 63042 at L4-5 necessary?").case
    return {(f.kind, f.status) for f in case.findings}


@pytest.mark.parametrize(
    ("told", "absent"),
    [
        ("She was free of leg pain for a year.", False),
        ("She remained free of leg pain for nearly eight months.", False),
        ("She is free of leg pain.", True),
        ("She was free of leg pain for the past eight months.", True),
        ("She has been free of leg pain for eight months.", True),
    ],
)
def test_a_freedom_that_lasted_for_a_time_is_none_of_today(told: str, absent: bool) -> None:
    facts = found(f"The patient is a 50-year-old woman. {told}")
    assert (("radicular_pain", "absent") in facts) is absent
    assert not any(kind == "symptom_weeks" for kind, _ in facts)


@pytest.mark.parametrize(
    ("told", "present"),
    [
        ("a right disc extrusion at L4-5, not migrated, that compresses the right L5 root", True),
        ("a right disc bulge at L4-5, not large, that would compress the right L5 root", False),
        ("no disc extrusion at L4-5 that compresses the right L5 root", False),
    ],
)
def test_a_quality_that_is_denied_denies_nothing_of_what_its_noun_does(told: str, present: bool) -> None:
    facts = found(f"The patient is a 50-year-old woman. MRI on 3/2/2026 showed {told}.")
    assert (("root_compression", "present") in facts) is present


@pytest.mark.parametrize(
    ("told", "moves"),
    [
        ("Flex-ext films 5/6/2026: 5 mm motion at L4-5.", 5.0),
        ("Flex/ext 5/6/2026: 4 mm motion L4-5, none elsewhere.", 4.0),
        ("Standing films 5/6/2026: 5 mm motion of the screws at L4-5.", None),
    ],
)
def test_motion_below_the_head_of_films_that_are_taken_in_motion(told: str, moves: float | None) -> None:
    text = f"The patient is a 50-year-old woman with back pain. {told}"
    case = read_case([Source("a.txt", text)], PACK, "Is 22612 at L4-5 necessary?").case
    assert [f.number for f in case.findings if f.kind == "translation"] == ([] if moves is None else [moves])
