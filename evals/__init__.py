"""Cases, gold keys, recorded replies, the red team and benchmarks."""

from typing import Final

REFERENCE: Final = (
    "cervical-fusion-exploration",
    "cervical-staged-revision",
    "lumbar-hardware-removal-revision",
    "lumbar-t12-s2-fusion",
    "lumbar-two-stage-revision",
)
"""The cases with a reference article: tables of variants, written statements and recorded replies are for these."""
