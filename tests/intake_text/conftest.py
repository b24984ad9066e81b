"""One reader for all tests: it is made from data and never changes."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from assistant.intake.text import Reader, Record, Source
from assistant.pack import load_pack

Facts = Callable[..., list[dict[str, Any]]]
LEFT_OUT = ("not_stated", (), "present")


@cache
def make_reader() -> Reader:
    return Reader(load_pack())


@pytest.fixture
def reader() -> Reader:
    return make_reader()


def read(text: str) -> Record:
    """The record of one text."""
    reader = make_reader()
    return reader.read([f.document for f in reader.file([Source("record.txt", text)])])


def plain(fact: Any) -> dict[str, Any]:
    """What a fact states, without its place and what follows from the document."""
    fields = fact.model_dump(exclude={"id", "document", "quote", "region", "unit"})
    return {name: value for name, value in fields.items() if value not in LEFT_OUT}


def findings(text: str, title: str = "Office note") -> list[dict[str, Any]]:
    """The findings of a text under a title."""
    return [plain(f) for f in read(f"{title}\n\n{text}").findings]


def treatments(text: str, title: str = "Office note") -> list[dict[str, Any]]:
    """The treatments of a text under a title."""
    return [plain(t) for t in read(f"{title}\n\n{text}").treatments]
