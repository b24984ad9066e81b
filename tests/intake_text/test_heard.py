"""A long record says how far its reading is."""

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack


def test_each_document_is_heard_of() -> None:
    heard: list[tuple[int, int]] = []
    sources = [Source(f"{n}.txt", f"Office note\nDate: 2026-0{n}-01\n\nLeft leg pain.") for n in (1, 2, 3)]
    read_case(sources, load_pack(), "Is 63030 at L4-5 necessary?", heard=lambda n, of: heard.append((n, of)))
    assert heard == [(1, 3), (2, 3), (3, 3)]
