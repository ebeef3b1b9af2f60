"""Where a muscle lies on the body seen from the front or from behind."""

from exercises.figures.front import FrontBody
from exercises.figures.muscles import STEPS, Edges, band

# (from, to: shares of the trunk's length; inner, outer: -1 left to 1 right)
ON_TRUNK = {
    "rhomboids-left": (0.6, 0.88, -0.08, -0.42),
    "rhomboids-right": (0.6, 0.88, 0.08, 0.42),
    "pectorals-left": (0.66, 0.9, -0.08, -0.9),
    "pectorals-right": (0.66, 0.9, 0.08, 0.9),
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
    side = name.rpartition("-")[2]
    return _neck_side(body, -1 if side == "left" else 1)


def _neck_side(body: FrontBody, out: int) -> Edges:
    """The descending part of the trapezius, from the skull to the shoulder."""
    top = body.head_points([complex(5 * out, -0.5)])[0]
    foot = body.trunk_point(0.91, 0.8 * out)
    bend = body.trunk_point(0.99, 0.9 * out)
    return band([top, bend, foot], 4.6)
