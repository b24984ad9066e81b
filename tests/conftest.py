"""What holds for every test: hypothesis finds the same examples on every run, and few enough to keep the suite quick.
The garbage is collected once at the end. What takes long begins first, so that no worker waits for another's last test.

Sockets beyond this machine are blocked by pytest-socket through the options in `pyproject.toml`.
"""

import gc

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that are marked as slow first, otherwise in the order of the files."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_unconfigure() -> None:
    """Pytest collects five times at the end, a second each where packs and readers are held: a worker that takes more than
    five seconds to end is interrupted. What is left after one collection is set aside.
    """
    gc.collect()
    gc.freeze()
