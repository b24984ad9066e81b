"""The stemmer: many documents are guarded in the threads of one process, and every thread gets the stem of its own word."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.pack.snowball import english

WORDS = ("procedures", "sentence", "highest", "their", "compression", "undetermined", "requires", "stenosis") * 250


@pytest.fixture
def eager() -> Iterator[None]:
    """Threads that give way to each other as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("eager")
def test_threads_get_the_stems_of_their_own_words() -> None:
    alone, shared = english(), english()
    right = {word: alone(word) for word in WORDS}
    with ThreadPoolExecutor(8) as threads:
        for found in threads.map(lambda _: [shared(word) for word in WORDS], range(8)):
            assert found == [right[word] for word in WORDS]
