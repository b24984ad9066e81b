"""Reading a record with a language model: each fact with its quote, proved against the document, beside the offline reader."""

from .extract import Extracted, extract, notice

__all__ = ["Extracted", "extract", "notice"]
