"""The writer: a language model rewrites the composer's sections; the guard reads each of its statements."""

from .again import Again, again_of, keep
from .brief import Brief, Recast, as_it_is
from .models import ChatModel, Destination, Message, destination
from .report import Written, credited
from .section import Shown
from .writer import first_messages, masked, masking, write

__all__ = [
    "Again",
    "Brief",
    "ChatModel",
    "Destination",
    "Message",
    "Recast",
    "Shown",
    "Written",
    "again_of",
    "as_it_is",
    "credited",
    "destination",
    "first_messages",
    "keep",
    "masked",
    "masking",
    "write",
]
