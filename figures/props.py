"""What the body lies on, leans on or holds."""

from collections.abc import Callable, Mapping
from typing import Any

from figures import ink
from figures.body import Body
from figures.geometry import Outline, circle

MAT_THICKNESS = 3
SEAT_HEIGHT = 42
Prop = Mapping[str, Any]


def ground_level(props: list[Prop]) -> float:
    """Where the floor is: a mat lifts the body, not the floor."""
    return -MAT_THICKNESS if any(prop["kind"] == "mat" for prop in props) else 0


def outlines(props: list[Prop]) -> list[Outline]:
    """Corners of the props, for the frame of the drawing."""
    return [SPANS[prop["kind"]](prop) for prop in props if prop["kind"] in SPANS]


def drawn(prop: Prop, body: Body) -> str:
    """The prop as SVG; what is held takes its place from the body."""
    if prop["kind"] in HELD:
        return HELD[prop["kind"]](prop, body)
    return DRAWN[prop["kind"]](prop)


def _mat(prop: Prop) -> str:
    start, end = prop["x"]
    return ink.box("mat", complex(start, -MAT_THICKNESS), complex(end, 0), 1.4)


def _wall(prop: Prop) -> str:
    """A wall; it stands on the far side of x as seen from the body."""
    x, side = prop["x"], prop.get("side", -1)
    top = prop.get("top", 176)
    low, high = sorted((x, x + 7 * side))
    face = ink.polygon("edge", [complex(x, 0), complex(x, top)], closed=False)
    return ink.box("wall", complex(low, 0), complex(high, top), 0) + face


def _chair(prop: Prop) -> str:
    """A stable chair seen from the side; the back rest is behind the sitting body."""
    x, depth, turn = prop["x"], 42, prop.get("turn", 1)
    height = prop.get("height", SEAT_HEIGHT)

    def at(dx: float, y: float) -> complex:
        return complex(x + dx * turn, y)

    legs = [
        ink.polygon("wood", [at(1, height - 4), at(4.5, height - 4), at(1.5, 0), at(-1.5, 0)]),
        ink.polygon(
            "wood",
            [
                at(depth - 5, height - 4),
                at(depth - 1.5, height - 4),
                at(depth, 0),
                at(depth - 3, 0),
            ],
        ),
        ink.polygon("wood", [at(0, height - 4), at(3.5, height - 4), at(-4.5, 90), at(-8, 90)]),
    ]
    left, right = sorted((x - 1 * turn, x + depth * turn))
    return "".join(legs) + ink.box("seat", complex(left, height - 4), complex(right, height), 1.6)


def _rest(prop: Prop) -> str:
    """The near arm rest of a chair at the same x: before the body, under a hand."""
    x, top = prop["x"], prop["height"]
    post = ink.box("wood", complex(x + 33, SEAT_HEIGHT), complex(x + 36, top - 3), 0)
    return post + ink.box("seat", complex(x - 6, top - 3.5), complex(x + 41, top), 1.6)


def _stool(prop: Prop) -> str:
    x, height = prop["x"], prop.get("height", SEAT_HEIGHT)
    legs = [
        ink.polygon(
            "wood",
            [
                complex(x + d * 14, height - 4),
                complex(x + d * 17.5, height - 4),
                complex(x + d * 19, 0),
                complex(x + d * 16, 0),
            ],
        )
        for d in (-1, 1)
    ]
    seat = ink.box("seat", complex(x - 20, height - 5), complex(x + 20, height), 2)
    return "".join(legs) + seat


def _cushion(prop: Prop) -> str:
    (start, end), (low, high) = prop["x"], prop["y"]
    return ink.box("cushion", complex(start, low), complex(end, high), (high - low) / 2)


def _rope(name: str) -> Callable[[Prop, Body], str]:
    def draw(prop: Prop, body: Body) -> str:
        line = [body.spot(point) for point in prop["points"]]
        return ink.stroke(f"{name}-edge", line) + ink.stroke(name, line)

    return draw


def _stick(prop: Prop, body: Body) -> str:
    """A stick along the back: it touches sacrum and thorax."""
    low, high = body.trunk_point(0.02, -1), body.trunk_point(0.74, -1)
    way = (high - low) / abs(high - low)
    low, high = low + way * 1.3j, high + way * 1.3j
    line = [low - way * 14, high + way * 42]
    return ink.stroke("stick-edge", line) + ink.stroke("stick", line)


def _plan_mat(prop: Prop) -> str:
    """A mat seen from above."""
    (left, right), (low, high) = prop["x"], prop["y"]
    return ink.box("mat", complex(left, low), complex(right, high), 4)


def _jamb(prop: Prop) -> str:
    """The frame of an open door seen from the side: one passes it, and an arm can stay behind it."""
    x, top = prop["x"], 190
    face = ink.polygon("edge", [complex(x, 0), complex(x, top)], closed=False)
    return ink.box("wood", complex(x, 0), complex(x + 9, top), 0) + face


def _hook(prop: Prop) -> str:
    return ink.shape("wood", circle(complex(prop["x"], prop["y"]), 2.2, 10))


def _span(prop: Prop) -> Outline:
    x = prop["x"]
    start, end = x if isinstance(x, list) else (x, x)
    return [complex(start, 0), complex(end, 0)]


SPANS: dict[str, Callable[[Prop], Outline]] = {
    "mat": _span,
    "wall": lambda p: [
        complex(p["x"] + 7 * p.get("side", -1), 0),
        complex(p["x"], p.get("top", 176)),
    ],
    "jamb": lambda p: [complex(p["x"], 0), complex(p["x"] + 9, 182)],
    "chair": lambda p: [
        complex(p["x"] - 8 * p.get("turn", 1), 0),
        complex(p["x"] + 42 * p.get("turn", 1), 90),
    ],
    "stool": lambda p: [complex(p["x"] - 20, 0), complex(p["x"] + 20, 0)],
    "cushion": _span,
    "plan-mat": lambda p: [complex(x, y) for x, y in zip(p["x"], p["y"], strict=True)],
}
DRAWN: dict[str, Callable[[Prop], str]] = {
    "mat": _mat,
    "wall": _wall,
    "chair": _chair,
    "rest": _rest,
    "stool": _stool,
    "cushion": _cushion,
    "hook": _hook,
    "plan-mat": _plan_mat,
    "jamb": _jamb,
}
HELD: dict[str, Callable[[Prop, Body], str]] = {
    "towel": _rope("towel"),
    "band": _rope("band"),
    "stick": _stick,
}
IN_FRONT = {"towel", "band", "rest"}
