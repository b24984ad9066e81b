"""The conservative care of a record as a drawing: one row a course, months along the top, gaps between episodes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup, escape

from ..model.timeline import Course, Episode, Timeline

WIDTH: Final = 760
LEFT: Final = 230
"""Where the time axis begins; the names stand before it."""
RIGHT: Final = 24
TOP: Final = 34
ROW: Final = 34
BAR: Final = 12
SHORT: Final = 3
"""Days up to which an episode is drawn as a point."""
NARROW: Final = 46
"""Width from which a gap has room for its length."""
SUPERVISION: Final = {"yes": "supervised", "no": "unsupervised", "not_stated": ""}
COLOURS: Final = {"yes": "#1b7a43", "no": "#b98900", "not_stated": "#4a6f9f"}
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TICKS: Final = ((15, 1), (40, 3), (100, 6), (100_000, 12))
"""Months shown, and months from one tick to the next."""


def timeline_svg(timeline: Timeline) -> Markup:
    """The drawing; empty where nothing is dated."""
    if not timeline.courses:
        return Markup("")
    axis = _Axis(timeline)
    height = TOP + ROW * len(timeline.courses) + 10
    rows = [part for n, course in enumerate(timeline.courses) for part in _row(course, TOP + ROW * n, axis)]
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="100%" role="img" '
            'aria-label="Conservative care by date" font-family="Segoe UI, Arial, sans-serif" font-size="11">'
        ).format(WIDTH, height),
        *axis.ticks(height),
        *rows,
        Markup("</svg>"),
    ]
    return Markup("\n").join(parts)


class _Axis:
    """Days to places."""

    def __init__(self, timeline: Timeline) -> None:
        days = [d for c in timeline.courses for e in c.episodes for d in (e.start, e.end) if isinstance(d, date)]
        self.until = timeline.until if isinstance(timeline.until, date) else max(days)
        self.first = min(days).replace(day=1)
        self.last = max(*days, self.until, self.first + timedelta(days=60))

    def x(self, day: date) -> float:
        """The place of a day."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self, height: int) -> Iterator[Markup]:
        """Months with thin lines, and the day of the request."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next(step for most, step in TICKS if months <= most)
        for n in range(0, months, step):
            index = self.first.month - 1 + n
            day = date(self.first.year + index // 12, index % 12 + 1, 1)
            name = f"{MONTHS[day.month - 1]} {day.year}" if n == 0 or day.month <= step else MONTHS[day.month - 1]
            yield Markup(
                '<line x1="{0}" y1="22" x2="{0}" y2="{1}" stroke="#e3e8ee"/><text x="{0}" y="15" fill="#5a6675">{2}</text>'
            ).format(self.x(day), height, name)
        yield Markup(
            '<line x1="{0}" y1="22" x2="{0}" y2="{1}" stroke="#b0281f" stroke-dasharray="4 3"><title>Request, {2}</title></line>'
        ).format(self.x(self.until), height, self.until)


def _row(course: Course, y: int, axis: _Axis) -> Iterator[Markup]:
    """Name, episodes and gaps of one course."""
    under = ", ".join(
        filter(None, (SUPERVISION[course.supervised], f"{course.weeks:g} weeks" if course.weeks >= 1 else ""))
    )
    yield Markup('<text x="4" y="{}" fill="#1c2430">{}</text>').format(y + 11, course.label[:36])
    yield Markup('<text x="4" y="{}" fill="#5a6675" font-size="10">{}</text>').format(y + 24, under)
    middle = y + 10
    for gap in course.gaps:
        left, right = axis.x(gap.start), axis.x(gap.end)
        yield Markup(
            '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#9aa7b6" stroke-dasharray="2 3"><title>{} days without</title></line>'
        ).format(left, middle, right, middle, gap.days)
        if right - left >= NARROW:
            yield Markup(
                '<text x="{}" y="{}" text-anchor="middle" fill="#5a6675" font-size="10">{} days</text>'
            ).format(round((left + right) / 2, 1), middle + 14, gap.days)
    for episode in course.episodes:
        yield _episode(episode, middle, COLOURS[course.supervised], axis)


def _episode(episode: Episode, middle: int, colour: str, axis: _Axis) -> Markup:
    """A bar, a point for a few days, a bar that fades out where the record names no last day."""
    left = axis.x(episode.start)
    if not isinstance(episode.end, date):
        return Markup(
            '<path d="M{0} {1} h22 l7 {2} l-7 {2} h-22 z" fill="none" stroke="{3}" stroke-dasharray="3 2"><title>since {4}, no last day '
            "given ({5})</title></path>"
        ).format(left, middle - BAR // 2, BAR // 2, colour, episode.start, _ids(episode))
    title = f"{episode.start} to {episode.end}" if episode.end != episode.start else str(episode.start)
    if (episode.end - episode.start).days <= SHORT:
        return Markup('<circle cx="{}" cy="{}" r="5" fill="{}"><title>{} ({})</title></circle>').format(
            left, middle, colour, title, _ids(episode)
        )
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"><title>{} ({})</title></rect>').format(
        left, middle - BAR // 2, max(3, round(axis.x(episode.end) - left, 1)), BAR, colour, title, _ids(episode)
    )


def _ids(episode: Episode) -> Markup:
    return Markup(", ").join(escape(id) for id in episode.treatments)
