"""The writer: a language model rewrites the composer's sections; the guard reads each of its statements."""

from .again import Again, again_of, keep
from .brief import Brief
from .models import ChatModel, Destination, Message, destination
from .report import Written, credited
from .section import Opening, Shown
from .section import opening as first_told
from .writer import first_messages, masked, masking, write

__all__ = [
    "Again",
    "Brief",
    "ChatModel",
    "Destination",
    "Message",
    "Opening",
    "Shown",
    "Written",
    "again_of",
    "credited",
    "destination",
    "first_messages",
    "first_told",
    "keep",
    "masked",
    "masking",
    "write",
]
