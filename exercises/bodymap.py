"""The body map: where each muscle lies, seen from the front and from behind.

Places are in `bodymap.yaml`; the body is the one of the exercise drawings, standing still.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from exercises.filters import LibraryFilter
from exercises.models import Muscle, MusclePair
from exercises.muscle_exercises import Uses
from figures import ink
from figures.drawing_front import drawn_front_body
from figures.front import FrontBody
from figures.geometry import Outline, number, pair, smooth
from records.yaml_loader import read_yaml

VIEWS = ("front", "back")
SIDES = {"left": -1, "right": 1}
#: Left, top, width and height of a view, and the middle of the numbers in its margin. A number with
#: its surroundings is 12.4 cm wide and high: 44 px where the map is as wide as a small phone.
FRAME = "-50 -177 100 180"
SMALL_FRAME = "-38 -175 76 178"
MARGIN = 43.8
LABEL, RADIUS = 12.4, 4.1

STANDING = {
    "arms": {"shoulder": 20, "elbow": -8},
    "legs": {"hip": 5, "knee": 2},
    "anchor": ["foot_left", -15.7, 0],
}
LONGER_NECK = 3.5


class StandingBody(FrontBody):
    """The body of the drawings with its chin raised, so that there is a neck to point at."""

    def _place_trunk(self) -> None:
        super()._place_trunk()
        self.joints["skull"] += complex(0, LONGER_NECK)


@dataclass(frozen=True)
class Region:
    """The place of one muscle on one view."""

    key: str
    view: str
    number: int
    half: str
    label: tuple[str, float]
    tip: complex
    outline: Outline

    @property
    def sides(self) -> list[int]:
        """The halves it is drawn on: -1 is the left of the sheet."""
        return [SIDES[self.half]] if self.half in SIDES else list(SIDES.values())

    @property
    def svg(self) -> SafeString:
        """The area, its pale twin for the moment it is pointed at, a leader and the number."""
        drawn = "".join(_path("region", self.outline, [side]) for side in self.sides)
        other = [side for side in SIDES.values() if side not in self.sides]
        twin = _path("twin", self.outline, other) if other else ""
        return mark_safe(twin + drawn + self._label())  # noqa: S308 – numbers and class names alone

    def _label(self) -> str:
        out, height = SIDES[self.label[0]], self.label[1]
        centre = complex(out * MARGIN, height)
        side = out if out in self.sides else self.sides[0]
        tip = _mirrored([self.tip], side)[0]
        start = centre + (tip - centre) / abs(tip - centre) * RADIUS
        x, y = number(centre.real), number(-centre.imag)
        return (
            f'<rect class="body-map__target" x="{number(centre.real - LABEL / 2)}" '
            f'y="{number(-centre.imag - LABEL / 2)}" width="{LABEL}" height="{LABEL}"/>'
            f'<path class="body-map__leader" d="M{pair(start)}L{pair(tip)}"/>'
            f'<circle class="body-map__tip" cx="{number(tip.real)}" cy="{number(-tip.imag)}" r=".8"/>'
            f'<circle class="body-map__dot" cx="{x}" cy="{y}" r="{RADIUS}"/>'
            f'<text class="body-map__number" x="{x}" y="{number(-centre.imag + 1.7)}">{self.number}</text>'
        )


def _points(text: str) -> Outline:
    pairs = (point.split() for point in text.split(","))
    return [complex(float(x), float(y)) for x, y in pairs]


def _mirrored(points: Outline, side: int) -> Outline:
    return [complex(point.real * side, point.imag) for point in points]


def _centre(points: Outline) -> complex:
    return sum(points) / len(points)


def _path(name: str, outline: Outline, sides: Iterable[int]) -> str:
    data = "".join(smooth(_mirrored(outline, side)) for side in sides)
    return f'<path class="body-map__{name}" d="{data}"/>'


def _read() -> dict[str, Any]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return dict(read_yaml(text))


def _regions(data: dict[str, Any]) -> dict[str, Region]:
    places = [(view, key, place) for view in VIEWS for key, place in data[view].items()]
    regions = {}
    for count, (view, key, place) in enumerate(places, start=1):
        side, height = place["label"].split()
        outline = _points(place["outline"])
        regions[key] = Region(
            key=key,
            view=view,
            number=count,
            half=place["half"],
            label=(side, float(height)),
            tip=_points(place["tip"])[0] if "tip" in place else _centre(outline),
            outline=outline,
        )
    return regions


_DATA = _read()
REGIONS = _regions(_DATA)
GROUPS: dict[str, list[str]] = _DATA["groups"]
LEFT_OUT: list[str] = _DATA["left_out"]


@cache
def body_svg(view: str) -> SafeString:
    """The standing body without anything on it."""
    body = StandingBody({**STANDING, "view": view})
    return mark_safe(drawn_front_body(body, []))  # noqa: S308 – numbers and class names alone


@cache
def silhouette_svg() -> SafeString:
    """The body as one plain outline."""
    half = _points(_DATA["silhouette"])
    whole = half + _mirrored(half, -1)[-2:0:-1]
    return mark_safe(ink.shape("skin", whole))  # noqa: S308 – numbers alone


@dataclass(frozen=True)
class SmallView:
    """One view of the small map with the areas to show."""

    name: str
    areas: SafeString


def _areas(regions: Iterable[Region]) -> SafeString:
    data = "".join(smooth(_mirrored(r.outline, side)) for r in regions for side in (-1, 1))
    return mark_safe(f'<path class="small-map__area" d="{data}"/>')  # noqa: S308 – numbers alone


def small_views(keys: Iterable[str]) -> list[SmallView]:
    """The views on which these muscles or groups can be seen, both sides of the body shown."""
    members = {member for key in keys for member in GROUPS.get(key, [key])}
    shown = [region for key, region in REGIONS.items() if key in members]
    return [
        SmallView(view, _areas(found))
        for view in VIEWS
        if (found := [region for region in shown if region.view == view])
    ]


# --- What the page shows ------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A muscle with its place, if it has one, and what it belongs to."""

    muscle: Muscle
    region: Region | None
    groups: list[Muscle]
    members: list[Muscle]
    uses: Uses
    pairs: list[MusclePair]

    @property
    def library_url(self) -> str:
        """The library, filtered by this muscle."""
        return LibraryFilter(muscle=self.muscle.key).url


class BodyMap:
    """Muscles in the order of the map, as far as they are stored."""

    def __init__(self, muscles: Iterable[Muscle], uses: Mapping[int, Uses]) -> None:
        self._stored = {muscle.key: muscle for muscle in muscles}
        self._uses = uses

    @property
    def views(self) -> list[dict[str, Any]]:
        """Front and back, each with its body and its muscles from head to foot."""
        return [
            {
                "name": view,
                "frame": FRAME,
                "body": body_svg(view),
                "entries": [
                    self._entry(self._stored[key])
                    for key, region in REGIONS.items()
                    if region.view == view and key in self._stored
                ],
            }
            for view in VIEWS
        ]

    @property
    def others(self) -> list[Entry]:
        """Groups, and muscles that nobody has drawn yet."""
        left = [m for key, m in self._stored.items() if key not in REGIONS and key not in LEFT_OUT]
        return [self._entry(muscle) for muscle in left]

    def _entry(self, muscle: Muscle) -> Entry:
        groups = self._known(name for name, members in GROUPS.items() if muscle.key in members)
        own = [self._uses.get(each.pk, Uses()) for each in (muscle, *groups)]
        return Entry(
            muscle=muscle,
            region=REGIONS.get(muscle.key),
            groups=groups,
            members=self._known(GROUPS.get(muscle.key, [])),
            uses=own[0],
            pairs=list(dict.fromkeys(pair for uses in own for pair in uses.pairs)),
        )

    def _known(self, keys: Iterable[str]) -> list[Muscle]:
        return [self._stored[key] for key in keys if key in self._stored]
