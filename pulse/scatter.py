"""Size against life, drawn on the server: who has many members, and who has members that come.

Members run on a logarithmic axis, 25 and 50 differing as much as 250 and 500; the share of the active on a plain
one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

from communities.tiles import Art

MARK = 20  # the side of a mark
LETTER = 7.6  # how wide a letter of a label is, about
LINE = 14  # how high a label is
HEAD = 52  # above the highest row: what the band means is written there, over no mark
ALIVE = 40  # percent from which people answer each other
_ROUND = (5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000)


@dataclass(frozen=True)
class Point:
    name: str
    hue: int
    art: Art
    members: int
    active: int

    @property
    def percent(self) -> float:
        return 100 * self.active / self.members if self.members else 0.0


@dataclass(frozen=True)
class Mark:
    """A point where it is drawn; `anchor` is "" when its label would cover something."""

    point: Point
    x: float  # the left of the mark
    y: float  # its top
    label_x: float = 0
    label_y: float = 0
    anchor: str = ""


@dataclass(frozen=True)
class Tick:
    at: float
    label_at: float
    text: str


@dataclass(frozen=True)
class Chart:
    """What pulse/_scatter.html draws."""

    width: int
    height: int
    left: int  # where the axes begin
    floor: float
    alive: float  # the height of the band in which people answer each other
    marks: list[Mark]
    rows: list[Tick]
    columns: list[Tick]

    @property
    def plain_width(self) -> int:
        return self.width - self.left

    @property
    def note_x(self) -> int:
        return self.width - 12

    @property
    def tick_x(self) -> int:
        return self.left - 7

    @property
    def foot(self) -> int:
        return self.height - 1


type Box = tuple[float, float, float, float]


def wide(points: Sequence[Point]) -> Chart:
    return _chart(points, width=720, height=340, left=44)


def narrow(points: Sequence[Point]) -> Chart:
    return _chart(points, width=340, height=320, left=34)


def _chart(points: Sequence[Point], *, width: int, height: int, left: int) -> Chart:
    floor, right = height - 34.0, width - MARK
    low, high = _bounds([point.members for point in points])
    top = min(100, max(60, 20 * ceil(max((point.percent for point in points), default=0) / 20 + 0.01)))

    def x_of(members: int) -> float:
        return left + 26 + (right - left - 26) * (log(max(members, 1)) - log(low)) / (log(high) - log(low))

    def y_of(percent: float) -> float:
        return floor - (floor - HEAD) * percent / top

    shown = sorted(points, key=lambda point: (-point.percent, point.name))
    placed = [
        Mark(point, round(x_of(point.members) - MARK / 2, 1), round(y_of(point.percent) - MARK / 2, 1))
        for point in shown
    ]
    return Chart(
        width,
        height,
        left,
        floor,
        round(y_of(ALIVE), 1),
        _labelled(placed, left, width),
        [Tick(round(y_of(n), 1), round(y_of(n) + 4, 1), f"{n}") for n in range(0, top + 1, 20)],
        [Tick(round(x_of(n), 1), floor + 18, f"{n}") for n in _ROUND if low <= n <= high],
    )


def _bounds(sizes: Sequence[int]) -> tuple[float, float]:
    """Two round numbers around all sizes, apart."""
    least, most = min(sizes, default=10), max(sizes, default=100)
    low = max((n for n in _ROUND if n <= least), default=1)
    high = min((n for n in _ROUND if n >= most and n > low), default=most + 1)
    return low, high


def _labelled(marks: Sequence[Mark], left: int, width: int) -> list[Mark]:
    """Each label to the right of its mark, else to its left, else nowhere: the table has them all."""
    taken: list[Box] = [_box_of(mark) for mark in marks]
    found = []
    for mark in marks:
        length, y = len(mark.point.name) * LETTER, mark.y + LINE + 0.5
        right_x, left_x = mark.x + MARK + 7, mark.x - 7
        choices: list[tuple[str, float, Box]] = [
            ("start", right_x, (right_x, mark.y, right_x + length, mark.y + MARK)),
            ("end", left_x, (left_x - length, mark.y, left_x, mark.y + MARK)),
        ]
        for anchor, x, box in choices:
            if box[0] >= left and box[2] <= width and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found.append(Mark(mark.point, mark.x, mark.y, round(x, 1), round(y, 1), anchor))
                break
        else:
            found.append(mark)
    return found


def _box_of(mark: Mark) -> Box:
    return mark.x, mark.y, mark.x + MARK, mark.y + MARK


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
