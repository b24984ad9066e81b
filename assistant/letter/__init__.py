"""Letters from a determination: request for information, adverse notice, approval, peer-to-peer brief, and the patient's."""

from .write import write_letter

__all__ = ["write_letter"]
