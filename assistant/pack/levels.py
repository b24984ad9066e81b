"""Levels: how they are written, what a range means, which are neighbours, which region and roots they have.

A level joins two landmarks. Some procedures and findings belong to a landmark itself, such as the body of a bone: then the
landmark is the place, written alone.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..errors import InputError
from ..model.corpus import Anatomy, Segment

_DASHES = re.compile(r"\s*(?:[-/\u2010-\u2015\u2212]|\bto\b|\bthrough\b)\s*", re.IGNORECASE)
_MARK = re.compile(r"([A-Z]*)(\d+)", re.IGNORECASE)


class LevelError(InputError):
    """A text that names no level."""


class Levels:
    """The levels of an anatomy. Texts are read in any usual form; what is returned is canonical."""

    def __init__(self, anatomy: Anatomy) -> None:
        self.anatomy = anatomy
        self._place = {mark: i for i, mark in enumerate(anatomy.landmarks)}
        self._marks_by_text = {mark.casefold(): mark for mark in anatomy.landmarks}
        self._segments = {s.id: s for s in anatomy.segments}
        self._rank: dict[str, float] = {s.id: i for i, s in enumerate(anatomy.segments)}
        self._joins: dict[str, frozenset[str]] = {s.id: frozenset({s.id}) for s in anatomy.segments}
        for mark in anatomy.landmarks:
            self._add_landmark(mark)
        self._regions = {id: frozenset((s.region, *s.also)) for id, s in self._segments.items()}
        self._exact = {s.id.casefold(): s.id for s in anatomy.segments}
        self._parsed: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {}
        self._placed: dict[str, tuple[str, ...]] = {}
        self._near: dict[str, tuple[str, ...]] = {}
        self._regions_of_root: dict[str, frozenset[str]] = {}
        for segment in anatomy.segments:
            for root in self.roots(segment.id):
                self._regions_of_root[root] = self._regions_of_root.get(root, frozenset()) | {segment.region}

    def parse(self, text: str) -> tuple[str, ...]:
        """Canonical levels of a text, in order: one for `C3/4`, several for a range such as `C3-5`.

        Parts of a range that no level covers (beyond the last one) are left out here; `reaches` tells them.

        Raises:
            LevelError: the text names no level, or runs backwards.
        """
        return self._read(text)[1]

    def landmarks(self, text: str) -> tuple[str, ...]:
        """The landmarks that a text names: one alone, or all of a range.

        Raises:
            LevelError: the text names no landmark, or runs backwards.
        """
        first, last = self.reaches(text)
        marks = self.anatomy.landmarks[self._place[first] : self._place[last] + 1]
        return tuple(mark for mark in marks if mark in self._segments)

    def places(self, text: str) -> tuple[str, ...]:
        """Where a fact belongs: its levels, or the landmark that it names alone with the levels that join it.

        Raises LevelError.
        """
        if text not in self._placed:
            mark = self._landmark(text.strip(), None)
            if mark is None or mark not in self._segments:
                self._placed[text] = self.parse(text)
            else:
                joined = (level for level in self._rank if level in self._joins[mark] and level != mark)
                self._placed[text] = (mark, *joined)
        return self._placed[text]

    def named(self, text: str) -> tuple[str, ...]:
        """What a fact is said to be at: its levels, or the landmark that it names alone. Raises LevelError."""
        places = self.places(text)
        return places[:1] if places[0] in self._place else places

    def around(self, levels: Iterable[str]) -> frozenset[str]:
        """The levels, and those that join a landmark among them. Raises KeyError."""
        return frozenset().union(*(self._joins[level] for level in levels))

    def joining(self, marks: Iterable[str]) -> tuple[str, ...]:
        """The levels that join these landmarks to their neighbours, in order. Raises KeyError."""
        return tuple(level for level in self.order(self.around(marks)) if level not in self._place)

    def may_concern(self, named: frozenset[str], wanted: frozenset[str]) -> bool:
        """Whether a fact of these places may speak of the levels or landmarks wanted.

        A fact of a level may lie in either of its landmarks; one that names a landmark speaks of no other.
        """
        if not named.isdisjoint(wanted):
            return True
        if wanted.isdisjoint(self._place) or not named.isdisjoint(self._place):
            return False
        return not named.isdisjoint(self.around(wanted))

    def about(self, level: str) -> frozenset[str]:
        """The region of a level; of a landmark, where what is told of either side of a junction counts, those of all levels that join it.

        Raises KeyError.
        """
        if len(set(self._segments[level].ends)) > 1:
            return frozenset({self.region(level)})
        return frozenset({self.region(level)}).union(*[self.regions(other) for other in self._joins[level] - {level}])

    def touching(self, levels: Iterable[str]) -> frozenset[str]:
        """The levels and landmarks that share a place with these: a level with its two landmarks, and the reverse."""
        named = tuple(levels)
        return self.around(named).union(*(self._segments[level].ends for level in named))

    def reaches(self, text: str) -> tuple[str, str]:
        """The landmarks at which a text begins and ends, whether or not a level reaches as far. Raises LevelError."""
        mark = self._landmark(text.strip(), None)
        return self._read(text)[0] if mark is None else (mark, mark)

    def knows(self, level: str) -> bool:
        """Whether a canonical name is a level or a landmark of the anatomy."""
        return level in self._segments

    def segment(self, level: str) -> Segment:
        """The level of a canonical name. Raises KeyError."""
        return self._segments[level]

    def region(self, level: str) -> str:
        """The region a level belongs to. Raises KeyError."""
        return self._segments[level].region

    def regions(self, level: str) -> frozenset[str]:
        """All regions that claim a level; more than one at a junction. Raises KeyError."""
        return self._regions[level]

    def meet(self, regions: frozenset[str]) -> bool:
        """Whether all these regions claim one level."""
        return any(regions <= own for own in self._regions.values())

    def neighbours(self, level: str) -> tuple[str, ...]:
        """The levels that share a landmark with a level. Raises KeyError."""
        if level not in self._near:
            self._near[level] = self._neighbours(level)
        return self._near[level]

    def _neighbours(self, level: str) -> tuple[str, ...]:
        if level in self._place:
            near = (self._place[level] - 1, self._place[level] + 1)
            return tuple(mark for mark, place in self._place.items() if place in near and mark in self._segments)
        ends = set(self._segments[level].ends)
        return tuple(s.id for s in self.anatomy.segments if s.id != level and not ends.isdisjoint(s.ends))

    def order(self, levels: Iterable[str]) -> tuple[str, ...]:
        """Each level once, in the order of the anatomy. Raises KeyError."""
        return tuple(sorted(set(levels), key=lambda level: self._rank[level]))

    def contiguous(self, levels: Iterable[str]) -> bool:
        """Whether the levels follow one another without a gap; one level, or none, always does."""
        return len(self._runs(levels)) <= 1

    def span(self, levels: Iterable[str]) -> str:
        """Levels in words: neighbours joined (`C3-5`), separate runs listed (`C3-5 and C6-7`)."""
        runs = self._runs(levels)
        parts = [part for run in runs for part in (run if run[0] in self._place else [self._joined(run)])]
        return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)

    @property
    def locations(self) -> tuple[str, ...]:
        """The places within a level."""
        return tuple(dict.fromkeys(place for segment in self.anatomy.segments for place in segment.roots))

    def roots(self, level: str, location: str | None = None) -> tuple[str, ...]:
        """Roots that a process at a place within the level affects; every root of the level if the place is not known.

        Raises KeyError for an unknown level.
        """
        table = self._segments[level].roots
        if location is not None and location in table:
            return table[location]
        return tuple(dict.fromkeys(root for roots in table.values() for root in roots))

    def regions_of_roots(self, roots: Iterable[str]) -> frozenset[str]:
        """Regions in which any of these roots can be affected; none for roots that no level has."""
        return frozenset().union(*(self._regions_of_root.get(root, frozenset()) for root in roots))

    def _add_landmark(self, mark: str) -> None:
        """A landmark as a place of its own, in the region of the level that begins there, or else of the one that ends there."""
        joined = [s for s in self.anatomy.segments if mark in s.ends]
        if not joined:
            return
        owner = next((s for s in joined if s.ends[0] == mark), joined[-1])
        before = owner.ends[0] == mark
        self._segments[mark] = Segment(id=mark, ends=(mark, mark), region=owner.region)
        self._rank[mark] = self._rank[owner.id] + (-0.5 if before else 0.5)
        self._joins[mark] = frozenset({mark, *(s.id for s in joined)})

    def _read(self, text: str) -> tuple[tuple[str, str], tuple[str, ...]]:
        if text not in self._parsed:
            self._parsed[text] = self._expand(text)
        return self._parsed[text]

    def _expand(self, text: str) -> tuple[tuple[str, str], tuple[str, ...]]:
        if exact := self._exact.get(text.strip().casefold()):
            return self._segments[exact].ends, (exact,)
        marks = self._marks(text)
        first, last = self._place[marks[0]], self._place[marks[-1]]
        within = tuple(s.id for s in self.anatomy.segments if all(first <= self._place[e] <= last for e in s.ends))
        if not within:
            raise LevelError(f"'{text}' spans no level.", remedy=self._help())
        return (marks[0], marks[-1]), within

    def _marks(self, text: str) -> list[str]:
        """The landmarks of a text in order. A number alone takes the letter before it, or is the very next landmark."""
        parts = _DASHES.split(text.strip())
        if len(parts) < 2:
            whole = self._landmark(parts[0], None) if parts else None
            remedy = f"A level joins two: {self._around(whole)}." if whole else self._help()
            raise LevelError(f"'{text}' is not a level.", remedy=remedy)
        marks: list[str] = []
        for part in parts:
            mark = self._landmark(part, marks[-1] if marks else None)
            if mark is None:
                raise LevelError(f"'{text}' is not a level: '{part}' is not known.", remedy=self._help())
            marks.append(mark)
        places = [self._place[m] for m in marks]
        if any(b <= a for a, b in pairwise(places)):
            raise LevelError(f"'{text}' does not run downwards.", remedy=self._turned(places))
        return marks

    def _landmark(self, part: str, previous: str | None) -> str | None:
        match = _MARK.fullmatch(part)
        if match is None:
            return None
        letters, number = match[1], str(int(match[2]))
        if letters:
            return self._known(letters + number)
        if previous is None:
            return None
        stem = previous.rstrip("0123456789")
        same = self._known(stem + number)
        if same is not None and self._place[same] > self._place[previous]:
            return same
        following = self.anatomy.landmarks[self._place[previous] + 1 : self._place[previous] + 2]
        return next((m for m in following if m[len(m.rstrip("0123456789")) :] == number), same)

    def _known(self, name: str) -> str | None:
        return self._marks_by_text.get(name.casefold())

    def _runs(self, levels: Iterable[str]) -> list[list[str]]:
        """Maximal runs of neighbours."""
        runs: list[list[str]] = []
        for level in self.order(levels):
            if runs and self._follows(runs[-1][-1], level):
                runs[-1].append(level)
            else:
                runs.append([level])
        return runs

    def _follows(self, level: str, other: str) -> bool:
        if level in self._place and other in self._place:
            return self._place[other] - self._place[level] == 1
        return self._segments[level].ends[1] == self._segments[other].ends[0] and level not in self._place

    def _joined(self, run: Sequence[str]) -> str:
        if len(run) == 1:
            return run[0]
        top, bottom = self._segments[run[0]].ends[0], self._segments[run[-1]].ends[1]
        stem = top.rstrip("0123456789")
        return f"{top}-{bottom[len(stem) :] if bottom.rstrip('0123456789') == stem else bottom}"

    def _around(self, landmark: str) -> str:
        names = [s.id for s in self.anatomy.segments if landmark in s.ends]
        return " or ".join(names) if names else "no level has this landmark"

    def _turned(self, places: Sequence[int]) -> str:
        marks = self.anatomy.landmarks
        first, last = marks[min(places)], marks[max(places)]
        return f"Did you mean '{first}-{last}'?" if first != last else self._help()

    def _help(self) -> str:
        ids = [s.id for s in self.anatomy.segments]
        return (
            f"Levels run from {ids[0]} to {ids[-1]}, and are written like {ids[0]}."
            if ids
            else "The pack has no levels."
        )
