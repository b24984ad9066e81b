"""Second opinions on what a model or another system wrote: by a cross-encoder on this machine, or by a chat model."""

from .choose import notice_of, opinion_of
from .entailment import Entailment

__all__ = ["Entailment", "notice_of", "opinion_of"]
