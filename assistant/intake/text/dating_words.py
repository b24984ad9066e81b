"""The words by which a day is that of a document, or of something else."""

from ...model.base import Model


class DatingWords(Model):
    """Words before a day."""

    events: tuple[str, ...] = ()
    """Words before a day on which something befell the person, so that it is not that of the document."""
    operations: tuple[str, ...] = ()
    """Those labels of a date that date an operation: of a document only where it tells what was done."""
    late: tuple[str, ...] = ()
    """Those labels that may be of the writing: in a report, the day of the study goes before."""
