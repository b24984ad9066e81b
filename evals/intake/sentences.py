"""Single sentences of practice with the facts that they tell: what the reader takes from each, whatever stands around it.

A row of `sentences/NAME.yaml` holds the words (`says`), the part of a record under which they stand (`in`), the facts that a careful
abstractor takes from them (`facts`, none where nothing may be read), true ones that need not be found (`also`) and, for requests, `question`
with its `lines`, `setting` and `days`. Unlike the records, they measure each kind of fact by many ways of saying it.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from assistant.errors import InputError
from assistant.intake.text import Source, read_case
from assistant.intake.text.request import line_id
from assistant.intake.text.served import served
from assistant.model.case import RequestLine
from assistant.pack import load_pack
from assistant.pack.pack import Pack
from assistant.pack.yamlio import Loader

from .scoring import FINDING, LINE, TREATMENT, Report, compare, plain, show

FOLDER: Final = Path(__file__).parent / "sentences"
DAY: Final = date(2026, 11, 9)
"""On which each is reviewed."""
NOTE: Final = "CLINIC NOTE\nDate: 10/05/2026\n\n"
NOTHING: Final = "Clinical notes are attached."
"""What a record says where a row has nothing but a request."""
PLACES: Final = {
    "history": NOTE + "HISTORY OF PRESENT ILLNESS: {says}\n",
    "exam": NOTE + "PHYSICAL EXAMINATION: {says}\n",
    "imaging": NOTE + "IMAGING: {says}\n",
    "care": NOTE + "CONSERVATIVE TREATMENT: {says}\n",
    "plan": NOTE + "PLAN: {says}\n",
    "report": "MRI {part} SPINE\nDate: 10/01/2026\nRadiologist: A. Stone, MD\n\nFINDINGS: {says}\n",
    "summary": "Case summary\n\n{says}\n",
    "none": "{says}\n",
}
"""Where a sentence may stand."""
ASKS: Final = {
    "lumbar": "Is L4-5 laminectomy (63047) medically necessary?",
    "cervical": "Is C5-6 anterior cervical discectomy and fusion (22551) medically necessary?",
    "thoracic": "Is T8-9 thoracic decompression (63046) medically necessary?",
    "sacroiliac": "Is sacroiliac joint fusion (27279) medically necessary?",
}
"""What is requested where a row does not say, by the region of which it tells."""
Row = dict[str, Any]


def sentences(paths: Iterable[Path], *, facts: bool) -> None:
    """Prints precision and recall over the rows of some files, or of all that are here; with `facts` each that is wrong or missing."""
    pack = load_pack()
    for path in list(paths) or sorted(FOLDER.glob("*.yaml")):
        report = Report()
        rows: list[Row] = yaml.load(path.read_text("utf-8"), Loader)
        whole = sum(
            right(f"{n}: {row.get('question', row.get('says', ''))!r}", row, pack, report)
            for n, row in enumerate(rows, 1)
        )
        print(f"\n{path.stem}: {whole} of {len(rows)} sentences wholly right")
        show(report, facts=facts)


def right(name: str, row: Row, pack: Pack, report: Report) -> bool:
    """Adds one row to the report; whether nothing of it was missed or read wrongly."""
    before = len(report.facts)
    asks = row.get("asks", "lumbar")
    question = row.get("question", ASKS[asks])
    text = PLACES[row.get("in", "none")].format(says=row.get("says", NOTHING), part=asks.upper())
    gold, also = row.get("facts") or [], row.get("also") or []
    treatments = {t.id for t in pack.vocabulary.treatments}
    try:
        case = read_case([Source("record.txt", text)], pack, question, day=DAY, id="sentence").case
    except InputError as error:
        report.facts.append(f"{name}: not read: {error}")
        return False
    for told, fields, cared in ((case.findings, FINDING, False), (case.treatments, TREATMENT, True)):
        keys = [[f for f in some if (f["kind"] in treatments) is cared] for some in (gold, also)]
        compare(name, [plain(f, fields) for f in told], *keys, fields, report)
    if "lines" in row:
        asked = served(tuple(RequestLine(id=line_id(n), **line) for n, line in enumerate(row["lines"])), pack)
        got, wanted = (
            [plain(line, LINE) | {"kind": "request line"} for line in some] for some in (case.request.lines, asked)
        )
        compare(name, got, wanted, [], LINE, report)
    for key, value in (("setting", case.request.setting.kind), ("days", case.request.setting.days)):
        if key in row:
            report.attributes[key][row[key] == value] += 1
            if row[key] != value:
                report.facts.append(f"{name}: {key} is {value}, not {row[key]}")
    return len(report.facts) == before
