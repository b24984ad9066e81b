"""Evaluation: documents scored against gold keys, and reference articles scored beside them.

Usable from a notebook: `run(Plan(...), load_settings())`, then `rows`, `compare` or the samples themselves.
"""

from .article import Article, load_article, parse_article
from .compare import Comparison, compare
from .configuration import Configuration
from .key import Key
from .keys import load_key
from .misses import misses
from .run import Plan, run
from .sample import Manifest, Run, Sample
from .score import BY_ID, MEASURES, Measure, Score, not_scored, scored
from .scorers import SCORERS, Subject, sample_of_article, sample_of_document, scores_of
from .store import read_run, texts_of
from .summary import rows, summary_markdown
from .thresholds import Thresholds, load_thresholds

__all__ = [
    "BY_ID",
    "MEASURES",
    "SCORERS",
    "Article",
    "Comparison",
    "Configuration",
    "Key",
    "Manifest",
    "Measure",
    "Plan",
    "Run",
    "Sample",
    "Score",
    "Subject",
    "Thresholds",
    "compare",
    "load_article",
    "load_key",
    "load_thresholds",
    "misses",
    "not_scored",
    "parse_article",
    "read_run",
    "rows",
    "run",
    "sample_of_article",
    "sample_of_document",
    "scored",
    "scores_of",
    "summary_markdown",
    "texts_of",
]
