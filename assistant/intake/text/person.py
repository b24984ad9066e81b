"""Who a record is about: age and sex, as its documents state them."""

import re
from collections.abc import Sequence

from ...model.base import NOT_STATED
from ...model.case import Document, Patient
from .data import Reading


def person(documents: Sequence[Document], reading: Reading) -> Patient:
    """Age and sex, where all documents that state them agree; of several ages within a year of each other the highest."""
    ages: set[int] = set()
    sexes: set[str] = set()
    for document in documents:
        for pattern in reading.ages:
            ages |= {int(m["age"]) for m in re.finditer(pattern, document.text, re.IGNORECASE)}
        sexes |= {sex for sex, p in reading.sexes.items() if re.search(p, document.text, re.IGNORECASE)}
    age = max(ages) if ages and max(ages) - min(ages) <= 1 else NOT_STATED
    return Patient(age=age, sex=sexes.pop() if len(sexes) == 1 else NOT_STATED)  # type: ignore[arg-type]
