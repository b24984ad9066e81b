"""Files and folders to a case."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..errors import InputError, Where
from ..model.base import NOT_STATED
from ..pack import load_pack
from .choose import pack_for
from .inputs import PIPED, read_inputs
from .load import LARGEST
from .text.case import ReadCase, read_case
from .text.record import reader_of


def read_paths(
    paths: Sequence[Path],
    question: str | None = None,
    layers: Sequence[Path] = (),
    *,
    largest: int = LARGEST,
    day: date | None = None,
    pack: str = "spine",
    told: Callable[[str], None] = lambda step: None,
) -> ReadCase:
    """The case of files and folders, which together are one record; of none, that of the question alone. `told` hears of each step.

    `pack`: whose words it is read with, unless what is asked belongs to another one: the case names the one that was taken.

    Raises:
        InputError: a file cannot be read, or no procedure is named.
        CorpusError: the pack, a layer, or its reading data is wrong.
    """
    inputs = read_inputs(paths, largest, told)
    stem = "question" if not paths else "record" if paths[0] == PIPED else paths[0].resolve().stem
    name = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "case"
    texts = (
        *(source.text for source in inputs.sources),
        *(data.decode(errors="replace") for _, data in inputs.bundles),
    )

    def heard(n: int, of: int) -> None:
        told(f"reading the record: document {n} of {of}")

    knowledge = pack_for(question, texts, load_pack(pack, layers))
    if not inputs.bundles:
        told("reading the record")
        read = read_case(inputs.sources, knowledge, question, day=day, id=name, heard=heard)
        return replace(read, problems=(*inputs.problems, *read.problems))
    from .fhir import read_bundles

    given = read_bundles(inputs.bundles, reader_of(knowledge), told)
    sources = [*inputs.sources, *given.sources]
    if not sources:
        raise InputError(
            "the bundle holds no record: no report, note or finding.", where=Where(paths[0]), problems=given.problems
        )
    told("reading the record")
    asked = None if given.day == NOT_STATED else given.day
    try:
        read = read_case(
            sources,
            knowledge,
            question,
            day=day or asked,
            id=name,
            given=given.asked,
            patient=given.patient,
            payer=given.payer,
            heard=heard,
        )
    except InputError as error:  # what was passed over may be what is missing
        problems = (*given.problems, *error.problems)
        raise InputError(error.message, where=error.where, remedy=error.remedy, problems=problems) from None
    return replace(read, problems=(*inputs.problems, *given.problems, *read.problems))
