"""From the text of a chart to a case: documents, findings, treatments, the request."""

from .case import ReadCase, read_case
from .record import Reader, Record, read_record
from .request import Asked, read_request
from .sources import Source
from .write import case_yaml

__all__ = [
    "Asked",
    "ReadCase",
    "Reader",
    "Record",
    "Source",
    "case_yaml",
    "read_case",
    "read_record",
    "read_request",
]
