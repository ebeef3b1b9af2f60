"""Turns outlines into SVG elements; colour comes from the classes in figure.css alone."""

from collections.abc import Sequence

from figures.geometry import Outline, is_inside, number, pair, smooth


def shape(name: str, *outlines: Sequence[complex]) -> str:
    """One outline around the union of several parts."""
    return f'<path class="figure__{name}" d="{"".join(smooth(o) for o in outlines)}"/>'


def stroke(name: str, *lines: Sequence[complex]) -> str:
    """Open smooth lines."""
    data = "".join(smooth(line, closed=False) for line in lines)
    return f'<path class="figure__{name}" d="{data}"/>'


def arm(skin: Sequence[Outline], thumb: Outline) -> str:
    """An arm whose last part is the hand: a thumb stands off its outline, or is a line in it."""
    if not is_inside(thumb[3], skin[-1]):
        return shape("skin", *skin, thumb) + stroke("detail", thumb[:3])
    return shape("skin", *skin) + stroke("detail", thumb)


def polygon(name: str, points: Sequence[complex], closed: bool = True) -> str:
    """Straight edges, for things made by hand."""
    data = "M" + "L".join(pair(point) for point in points) + ("Z" if closed else "")
    return f'<path class="figure__{name}" d="{data}"/>'


def box(name: str, low: complex, high: complex, radius: float = 1) -> str:
    """An upright rectangle between two corners, with rounded corners."""
    return (
        f'<rect class="figure__{name}" x="{number(low.real)}" y="{number(-high.imag)}" '
        f'width="{number(high.real - low.real)}" height="{number(high.imag - low.imag)}" '
        f'rx="{number(radius)}"/>'
    )


def group(name: str, *elements: str) -> str:
    """Elements that share a class."""
    return f'<g class="figure__{name}">{"".join(elements)}</g>'


def arrow(start: complex, end: complex, bend: float = 0, size: float = 5) -> str:
    """A movement arrow; bend pushes its middle to the left of the way, as a share of it."""
    way = end - start
    middle = (start + end) / 2 + way * 1j * bend
    tip = end - middle if bend else way
    tip /= abs(tip)
    neck = end - tip * size * 0.8
    head = [
        end,
        end - tip * size + tip * 1j * size * 0.55,
        end - tip * size - tip * 1j * size * 0.55,
    ]
    data = f"M{pair(start)}Q{pair(middle)} {pair(neck)}"
    return f'<path class="figure__arrow" d="{data}"/>{polygon("arrowhead", head)}'


def bounds(outlines: Sequence[Outline]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of everything."""
    xs = [point.real for outline in outlines for point in outline]
    ys = [point.imag for outline in outlines for point in outline]
    return min(xs), min(ys), max(xs), max(ys)
