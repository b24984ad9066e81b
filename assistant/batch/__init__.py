"""Many cases: a folder drafted at once, with a summary, taken up again where it stopped."""

from .data import Batch, Done, Failed, Options
from .pool import jobs_of
from .run import run
from .summary import summary_csv, summary_html

__all__ = ["Batch", "Done", "Failed", "Options", "jobs_of", "run", "summary_csv", "summary_html"]
