"""Evaluation: documents scored against gold keys, and reference articles scored beside them.

Usable from a notebook: `run(Plan(...), load_settings())`, then `rows`, `compare` or the samples themselves.
"""

from .article import Article, load_article, parse_article
from .compare import Comparison, compare
from .key import Key
from .keys import load_key
from .run import Plan, run
from .sample import Manifest, Run, Sample
from .score import MEASURES, Measure, Score
from .scorers import sample_of_article, sample_of_draft
from .store import read_run, texts_of
from .summary import rows, summary_markdown
from .thresholds import Thresholds, load_thresholds, misses

__all__ = [
    "MEASURES",
    "Article",
    "Comparison",
    "Key",
    "Manifest",
    "Measure",
    "Plan",
    "Run",
    "Sample",
    "Score",
    "Thresholds",
    "compare",
    "load_article",
    "load_key",
    "load_thresholds",
    "misses",
    "parse_article",
    "read_run",
    "rows",
    "run",
    "sample_of_article",
    "sample_of_draft",
    "summary_markdown",
    "texts_of",
]
