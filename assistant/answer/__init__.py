"""Answers to questions about a determination, from its outcome, its record and its sources, under the guard."""

from .ask import Conversation, answer
from .opened import Opened

__all__ = ["Conversation", "Opened", "answer"]
