"""Answers to questions about a determination, from its outcome, its record and its sources, under the guard."""

from .ask import Conversation, answer
from .opened import Opened
from .written import Teller

__all__ = ["Conversation", "Opened", "Teller", "answer"]
