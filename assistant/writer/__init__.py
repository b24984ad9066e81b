"""The writer: a language model rewrites the composer's sections; the guard reads each of its statements."""

from .brief import Brief
from .models import ChatModel, Destination, Message, destination
from .report import Written, credited
from .section import Shown
from .writer import first_messages, write

__all__ = [
    "Brief",
    "ChatModel",
    "Destination",
    "Message",
    "Shown",
    "Written",
    "credited",
    "destination",
    "first_messages",
    "write",
]
