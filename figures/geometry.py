"""Points, angles and smooth outlines of the plane the figures are drawn in.

A point is a complex number: x to the right, y up, one unit is one centimetre of the body.
"""

import cmath
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise

Outline = list[complex]

#: Coordinates are multiples of this: a tenth for drawings, coarser where they are shown small.
GRID = ContextVar("grid", default=0.1)


@contextmanager
def coarse(grid: float) -> Iterator[None]:
    """Write what is drawn inside with fewer digits."""
    token = GRID.set(grid)
    try:
        yield
    finally:
        GRID.reset(token)


def unit(degrees: float) -> complex:
    """The direction at this angle, counted counter-clockwise from "to the right"."""
    return cmath.rect(1, math.radians(degrees))


def angle_of(vector: complex) -> float:
    """The angle of a vector in degrees."""
    return math.degrees(cmath.phase(vector))


def dot(a: complex, b: complex) -> float:
    """The scalar product of two vectors."""
    return a.real * b.real + a.imag * b.imag


def wrap(degrees: float) -> float:
    """The same angle between -180 and 180."""
    return (degrees + 180) % 360 - 180


def two_bone_angles(
    root: complex, target: complex, upper: float, lower: float, side: int
) -> tuple[float, float]:
    """Angles of two bones that reach from root towards target.

    `side` says which way the middle joint sticks out: 1 for a knee, -1 for an elbow of a body
    that looks to the right. A target out of reach gives a straight limb pointing at it.
    """
    reach = target - root
    distance = min(max(abs(reach), abs(upper - lower) + 0.01), upper + lower - 0.01)
    cosine = (upper**2 + distance**2 - lower**2) / (2 * upper * distance)
    first = angle_of(reach) + side * math.degrees(math.acos(max(-1, min(1, cosine))))
    middle = root + upper * unit(first)
    return first, angle_of(root + distance * unit(angle_of(reach)) - middle)


class Circle(Outline):
    """Points on a circle that remember it, because two arcs are shorter to write than eight curves."""

    def __init__(self, centre: complex, radius: float, count: int) -> None:
        super().__init__(centre + radius * unit(360 * i / count) for i in range(count))
        self.centre, self.radius = centre, radius


def circle(centre: complex, radius: float, count: int = 8) -> Circle:
    """A circle as points."""
    return Circle(centre, radius, count)


def placed(points: Iterable[complex], origin: complex, degrees: float) -> Outline:
    """Points of a part's own frame, moved to where the part is in the drawing."""
    turn = unit(degrees)
    return [origin + point * turn for point in points]


def bone(
    start: complex,
    end: complex,
    profile: Sequence[tuple[float, float, float]],
    until: float = 1,
) -> Outline:
    """The outline of a limb segment from (share of length, front, back) half widths.

    The ends are repeated: a doubled point is a corner, see `smooth`.
    """
    along = end - start
    front = along / abs(along) * 1j
    rows = [row for row in profile if row[0] < until] + [profile_at(profile, until)]
    ahead = [start + along * share + front * width for share, width, _ in rows]
    behind = [start + along * share - front * width for share, _, width in rows]
    return cornered(ahead) + cornered(behind[::-1])


def cornered(line: Outline) -> Outline:
    """The line with both ends doubled, so that `smooth` makes corners of them."""
    return [line[0], *line, line[-1]]


def profile_at(
    profile: Sequence[tuple[float, float, float]], share: float
) -> tuple[float, float, float]:
    """Half widths of a profile at any share of its length."""
    for low, high in pairwise(profile):
        if share <= high[0]:
            mix = (share - low[0]) / (high[0] - low[0])
            return (
                share,
                low[1] + (high[1] - low[1]) * mix,
                low[2] + (high[2] - low[2]) * mix,
            )
    return profile[-1]


def cubic(a: complex, b: complex, c: complex, d: complex, share: float) -> complex:
    """A point of a Bézier curve; shares outside 0..1 run on along the end tangents."""
    if share < 0:
        return a + 3 * (b - a) * share
    if share > 1:
        return d + 3 * (d - c) * (share - 1)
    rest = 1 - share
    return rest**3 * a + 3 * rest**2 * share * b + 3 * rest * share**2 * c + share**3 * d


def cubic_tangent(a: complex, b: complex, c: complex, d: complex, share: float) -> complex:
    """The unit direction of a Bézier curve at a share of its length."""
    t = min(max(share, 0), 1)
    slope = (1 - t) ** 2 * (b - a) + 2 * (1 - t) * t * (c - b) + t**2 * (d - c)
    return slope / abs(slope)


def signed_area(points: Sequence[complex]) -> float:
    """Twice the area; positive when the points run counter-clockwise."""
    return sum(
        (a.conjugate() * b).imag for a, b in zip(points, [*points[1:], points[0]], strict=True)
    )


def is_inside(point: complex, outline: Sequence[complex]) -> bool:
    """Whether a closed outline goes around a point."""
    inside = False
    for a, b in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (a.imag > point.imag) != (b.imag > point.imag):
            share = (point.imag - a.imag) / (b.imag - a.imag)
            inside ^= a.real + share * (b.real - a.real) > point.real
    return inside


def number(value: float) -> str:
    """A coordinate as short as SVG allows."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("0.", ".", 1) if abs(value) < 1 else text


def pair(point: complex) -> str:
    """A point as SVG writes it, where y runs down."""
    return f"{number(point.real)} {number(-point.imag)}"


def smooth(points: Sequence[complex], closed: bool = True) -> str:
    """SVG path data of a smooth curve through the points.

    Closed curves all run the same way round, so that several in one path unite under the
    non-zero fill rule instead of cutting holes into each other. A point given twice is a corner.
    """
    if isinstance(points, Circle):
        return _arcs(points)
    run = list(points)
    if closed and signed_area(run) < 0:
        run.reverse()
    last = len(run) if closed else len(run) - 1
    pen = _rounded(run[0])
    parts = [f"M{pair(pen)}"]
    for i in range(last):
        before, here, there, after = (_neighbour(run, i + k, closed) for k in (-1, 0, 1, 2))
        reach = abs(there - here)
        if reach < 1e-9:
            continue
        first = here + _handle(before, here, there, reach)
        second = there - _handle(here, there, after, reach)
        parts.append("c" + _steps(pen, first, second, there))
        pen = _rounded(there)
    return "".join(parts) + ("Z" if closed else "")


def _arcs(circle: Circle) -> str:
    """Two half circles, the same way round as every other closed curve."""
    radius = number(_on_grid(circle.radius))
    width = number(2 * _on_grid(circle.radius))
    half = f"a{radius} {radius} 0 1 0"
    return f"M{pair(_rounded(circle.centre + circle.radius))}{half}-{width} 0{half} {width} 0Z"


def _on_grid(value: float) -> float:
    grid = GRID.get()
    return round(value / grid) * grid


def _rounded(point: complex) -> complex:
    return complex(_on_grid(point.real), _on_grid(point.imag))


def _steps(pen: complex, *points: complex) -> str:
    """Points as steps from where the pen is: half as long as the places themselves."""
    steps = [_rounded(point) - pen for point in points]
    numbers = [number(value) for step in steps for value in (step.real, -step.imag)]
    return numbers[0] + "".join(n if n[0] == "-" else f" {n}" for n in numbers[1:])


def _neighbour(points: Sequence[complex], index: int, closed: bool) -> complex:
    if closed:
        return points[index % len(points)]
    return points[min(max(index, 0), len(points) - 1)]


def _handle(before: complex, here: complex, after: complex, reach: float) -> complex:
    """A third of the next stretch, along the tangent; keeps curves calm at uneven distances."""
    tangent = after - before
    return tangent / abs(tangent) * reach / 3 if abs(tangent) > 1e-9 else 0j
