"""Lines that a request gives no level, of what is done to earlier work: they are done where the record has that work, if at one place."""

from collections.abc import Iterable, Sequence

from ...model.case import Finding, RequestLine
from ...pack.pack import Pack


def on_earlier_work(lines: Sequence[RequestLine], findings: Iterable[Finding], pack: Pack) -> tuple[RequestLine, ...]:
    """The lines, each that takes out, renews or looks at earlier work and names no level with the levels of that work; as they are where
    the record has such work at several places, or in a part of the body that the code is not for.
    """
    told = [f for f in findings if f.status == "present" and f.levels]
    return tuple(line if line.levels else _there(line, told, pack) for line in lines)


def _there(line: RequestLine, told: Sequence[Finding], pack: Pack) -> RequestLine:
    code = pack.codes.get(line.code)
    if code is None or not code.acts_on:
        return line
    places = {pack.levels.order(f.levels) for f in told if f.kind in code.acts_on}
    whole = max(places, key=len, default=())
    fits = all(pack.levels.regions(level) & set(code.regions) for level in whole)
    one = all({*place} <= {*whole} for place in places)
    return line.model_copy(update={"levels": tuple(whole)}) if fits and one else line
