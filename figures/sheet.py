"""Puts body, props and arrows of a pose on one sheet: an inline SVG."""

from functools import cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from figures import ink, props
from figures.body import Body
from figures.catalogue import FIGURES, Figure, Pose
from figures.drawing import drawn_side_body
from figures.drawing_front import drawn_front_body
from figures.front import FrontBody
from figures.geometry import coarse, number

MARGIN = 9
NARROWEST = 4 / 3
SMALLEST_WIDTH = 210
Frame = tuple[float, float, float, float]


def render_figure(
    key: str,
    pose: int | str,
    *,
    title: str = "",
    title_id: str = "",
    mirrored: bool = False,
    grid: float = 0.1,
) -> SafeString:
    """The drawing of one pose; without a title it is decoration to a screen reader.

    Ids are never made up here, so any number of drawings can stand on one page: a title
    without an id becomes a label. A coarser grid makes a lighter drawing, for small sizes.
    """
    figure = FIGURES[key]
    frame, drawing = _sheet(key, pose, grid)
    if mirrored:
        left, _, width, _ = frame
        drawing = f'<g transform="matrix(-1 0 0 1 {number(2 * left + width)} 0)">{drawing}</g>'
    return format_html(
        '<svg class="figure{}" viewBox="{}" xmlns="http://www.w3.org/2000/svg" {}>{}{}</svg>',
        " figure--close" if figure.is_close else "",
        " ".join(number(value) for value in frame),
        _role(title, title_id),
        format_html('<title id="{}">{}</title>', title_id, title) if title and title_id else "",
        mark_safe(drawing),  # noqa: S308 – numbers and class names of this package alone
    )


@cache
def _sheet(key: str, pose: int | str, grid: float) -> tuple[Frame, str]:
    """The frame and what is in it: the same for every reader, and slower to draw than all around it."""
    figure = FIGURES[key]
    frame = frame_of(figure)
    with coarse(grid):
        return frame, _drawn(figure.pose(pose), frame)


def _role(title: str, title_id: str) -> SafeString:
    if not title:
        return mark_safe('aria-hidden="true" focusable="false"')
    if title_id:
        return format_html('role="img" aria-labelledby="{}"', title_id)
    return format_html('role="img" aria-label="{}"', title)


def frame_of(figure: Figure) -> Frame:
    """Left, top, width and height that hold every pose, so that poses lie over each other."""
    if figure.frame:
        return figure.frame
    outlines = [o for pose in figure.poses for o in pose.body.parts.values()]
    outlines += [o for pose in figure.poses for o in props.outlines(pose.spec.get("props", []))]
    outlines += [_way(pose.body, a) for pose in figure.poses for a in pose.spec.get("arrows", [])]
    left, bottom, right, top = ink.bounds(outlines)
    left, bottom, right, top = (
        left - MARGIN,
        min(bottom, 0) - MARGIN,
        right + MARGIN,
        top + MARGIN,
    )
    width = max(SMALLEST_WIDTH, (top - bottom) * NARROWEST, right - left)
    missing = width - (right - left)
    return left - missing / 2, -top, right - left + missing, top - bottom


def _drawn(pose: Pose, frame: Frame) -> str:
    spec, body = pose.spec, pose.body
    things = spec.get("props", [])
    tints = [(name, how) for how in ("works", "stretches") for name in spec.get(how, [])]
    front = [thing for thing in things if thing["kind"] in props.IN_FRONT]
    behind = [thing for thing in things if thing not in front]
    return "".join(
        [
            "" if spec.get("ground") is False else _ground(frame, props.ground_level(things)),
            *(props.drawn(thing, body) for thing in behind),
            drawn_front_body(body, tints)
            if isinstance(body, FrontBody)
            else drawn_side_body(body, tints),
            *(props.drawn(thing, body) for thing in front),
            *(_arrow(body, arrow) for arrow in spec.get("arrows", [])),
        ]
    )


def _ground(frame: Frame, level: float) -> str:
    left, _, width, _ = frame
    line = [complex(left + 3, level), complex(left + width - 3, level)]
    return ink.polygon("ground", line, closed=False)


def _way(body: Body, arrow: dict[str, Any]) -> list[complex]:
    return [body.spot(arrow["from"]), body.spot(arrow["to"])]


def _arrow(body: Body, arrow: dict[str, Any]) -> str:
    start, end = _way(body, arrow)
    return ink.arrow(start, end, arrow.get("bend", 0))
