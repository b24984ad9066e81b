"""The writer: a language model rewrites the composer's sections; the guard reads each of its statements."""

from .brief import Brief, briefs
from .models import Destination, destination
from .writer import Written, first_messages, write

__all__ = ["Brief", "Destination", "Written", "briefs", "destination", "first_messages", "write"]
