"""One dot is one person; the filled ones contributed in the last 28 days. Counted, not listed: nobody is named."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

MOST = 500  # dots; above, one dot stands for several people and the page says so
_STEPS = (2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Presence:
    """Two paths of round dashes of no length, drawn row by row: who contributed, then the others."""

    members: int
    contributors: int

    @cached_property
    def per_dot(self) -> int:
        """How many people one dot stands for."""
        if self.members <= MOST:
            return 1
        return next((step for step in _STEPS if self.members <= MOST * step), ceil(self.members / MOST))

    @property
    def _dots(self) -> int:
        return ceil(self.members / self.per_dot)

    @property
    def _filled(self) -> int:
        return min(self._dots, ceil(min(self.contributors, self.members) / self.per_dot))

    @property
    def _columns(self) -> int:
        dots = self._dots
        if dots <= 12:
            return max(dots, 1)
        return ceil(dots / 2) if dots <= 48 else 24 if dots <= 96 else 48

    @property
    def pitch(self) -> int:
        return 11 if self._dots <= 96 else 8

    @property
    def stroke(self) -> str:
        return "7.8" if self.pitch == 11 else "5.4"

    @property
    def width(self) -> int:
        return self._columns * self.pitch

    @property
    def height(self) -> int:
        return max(1, ceil(self._dots / self._columns)) * self.pitch

    @cached_property
    def on(self) -> str:
        return self._path(0, self._filled)

    @cached_property
    def off(self) -> str:
        return self._path(self._filled, self._dots)

    def _path(self, start: int, end: int) -> str:
        """The dots start..end, one stroke a row."""
        parts, half = [], self.pitch / 2
        while start < end:
            row, column = divmod(start, self._columns)
            stop = min(end, (row + 1) * self._columns)
            x, y = column * self.pitch + half, row * self.pitch + half
            parts.append(f"M{x:g} {y:g}h{(stop - start - 1) * self.pitch + 0.01:g}")
            start = stop
        return "".join(parts)
