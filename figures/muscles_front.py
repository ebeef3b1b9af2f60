"""Where a muscle lies on the body seen from the front or from behind."""

from collections.abc import Callable

from figures.front import FrontBody
from figures.muscles import STEPS, Edges, band

# (from, to: shares of the trunk's length; inner, outer: -1 left to 1 right)
ON_TRUNK = {
    "rhomboids-left": (0.6, 0.88, -0.08, -0.42),
    "rhomboids-right": (0.6, 0.88, 0.08, 0.42),
    "flank-left": (0.1, 0.8, -0.4, -0.92),
    "flank-right": (0.1, 0.8, 0.4, 0.92),
    "waist-left": (0.08, 0.5, -0.4, -0.92),
    "waist-right": (0.08, 0.5, 0.4, 0.92),
    "gluteus-medius-left": (-0.02, 0.18, -0.35, -0.95),
    "gluteus-medius-right": (-0.02, 0.18, 0.35, 0.95),
    "gluteus-left": (-0.12, 0.14, -0.08, -0.9),
    "gluteus-right": (-0.12, 0.14, 0.08, 0.9),
}


def muscle_edges(body: FrontBody, name: str) -> Edges:
    """Inner and outer edge of a muscle."""
    if name in ON_TRUNK:
        start, end, inner, outer = ON_TRUNK[name]
        shares = [start + (end - start) * i / (STEPS - 1) for i in range(STEPS)]
        return (
            [body.trunk_point(share, inner) for share in shares],
            [body.trunk_point(share, outer) for share in shares],
        )
    muscle, _, side = name.rpartition("-")
    return PLACED[muscle](body, -1 if side == "left" else 1)


def _neck_side(body: FrontBody, out: int) -> Edges:
    """The descending part of the trapezius, from the skull to the shoulder."""
    top = body.head_points([complex(5 * out, -0.5)])[0]
    foot = body.trunk_point(0.91, 0.8 * out)
    bend = body.trunk_point(0.99, 0.9 * out)
    return band([top, bend, foot], 4.6)


def _pectoral(body: FrontBody, out: int) -> Edges:
    """From the breastbone to the front of the armpit."""
    inner, outer = body.trunk_point(0.71, 0.1 * out), body.trunk_point(0.83, 1.0 * out)
    return band([inner, body.trunk_point(0.76, 0.5 * out), outer], 12)


def _buttock(body: FrontBody, out: int) -> Edges:
    """The outer buttock of a leg laid across the other one."""
    side = "left" if out < 0 else "right"
    hip, knee = body.joints[f"hip_{side}"], body.joints[f"knee_{side}"]
    way = (knee - hip) / abs(knee - hip)
    edge = hip + way * -1j * out * 4.4
    return band([edge - way * 2, edge + way * 8, edge + way * 18 + way * 1j * out * 1.5], 7)


PLACED: dict[str, Callable[[FrontBody, int], Edges]] = {
    "buttock": _buttock,
    "trapezius": _neck_side,
    "pectorals": _pectoral,
}
