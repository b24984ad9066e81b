"""What holds for every test: hypothesis finds the same examples on every run, and few enough to keep the suite quick.

Sockets beyond this machine are blocked by pytest-socket through the options in `pyproject.toml`.
"""

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
