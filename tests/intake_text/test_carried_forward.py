"""Words that stand in one note after the other are read in each as if they stood there alone."""

from assistant.intake.text import Source

from .conftest import make_reader, plain

NOTE = """Office note
Date: {day}

HPI: Left leg pain since March 2025. Quit smoking 06/01/2025.
Exam: Left EHL 4/5."""


def facts(*days: str) -> list[tuple[str, list[dict[str, object]]]]:
    """By document what each states, with its words."""
    reader = make_reader()
    filed = [f.document for f in reader.file([Source(f"{day}.txt", NOTE.format(day=day)) for day in days])]
    record = reader.read(filed)
    for fact in record.findings:
        span, text = record.spans[fact.id], next(d.text for d in filed if d.id == fact.document)
        assert span.document == fact.document
        assert " ".join(text[span.start : span.end].split()) == fact.quote
    return [(d.id, [plain(f) for f in record.findings if f.document == d.id]) for d in filed]


def test_each_note_states_what_it_states_alone() -> None:
    days = ("2025-08-01", "2025-11-03", "2026-02-02")
    together = [told for _, told in facts(*days)]
    assert together == [told for day in days for _, told in facts(day)]
    weeks = [next(f["number"] for f in told if f["kind"] == "symptom_weeks") for told in together]
    assert weeks == sorted(set(weeks))  # counted to the day of each
