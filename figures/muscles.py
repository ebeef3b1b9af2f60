"""Where the working or stretched muscle lies, as a soft shape between two edges."""

import math
from collections.abc import Callable

from figures import ink, shapes
from figures.geometry import profile_at
from figures.side import SideBody

Edges = tuple[list[complex], list[complex]]
Tints = list[tuple[str, str]]
STEPS = 9

# (from, to: shares of the trunk's length; inner, outer: depth from -1 back to 1 front)
ON_TRUNK = {
    "rectus-abdominis": (0.06, 0.64, 0.38, 0.92),
    "transversus": (0.06, 0.54, 0.05, 0.9),
    "obliques": (0.14, 0.56, -0.35, 0.5),
    "quadratus-lumborum": (0.16, 0.5, -0.8, -0.3),
    "erector": (0.04, 0.88, -0.92, -0.42),
    "lumbar-erector": (0.04, 0.52, -0.92, -0.36),
    "rhomboids": (0.62, 0.9, -0.95, -0.5),
    "latissimus": (0.17, 0.72, -0.95, 0.12),
    "pectorals": (0.64, 0.9, 0.25, 0.92),
    "gluteus": (-0.15, 0.17, -0.92, -0.1),
    "gluteus-medius": (-0.02, 0.2, -0.6, 0.25),
}
# (segment, from, to: shares of its length; inner, outer: -1 behind to 1 in front)
ON_LIMB = {
    "quadriceps": ("thigh", 0.06, 0.94, 0.1, 0.9),
    "hamstrings": ("thigh", 0.1, 0.96, -0.9, 0.0),
    "calf": ("shin", 0.03, 0.78, -0.92, -0.1),
    "triceps": ("upper_arm", 0.15, 0.95, -0.9, -0.1),
    "forearm": ("forearm", 0.05, 0.8, -0.7, 0.9),
    "biceps": ("upper_arm", 0.2, 0.95, 0.1, 0.9),
}
LIMBS = {
    "thigh": ("hip", "knee", shapes.THIGH),
    "shin": ("knee", "ankle", shapes.SHIN),
    "upper_arm": ("shoulder", "elbow", shapes.UPPER_ARM),
    "forearm": ("elbow", "wrist", shapes.FOREARM),
}


def tinted(body: SideBody, tints: Tints) -> str:
    """The tinted muscles of a body seen from the side."""
    return tints_of([(edges_of(body, name), how) for name, how in tints])


def tints_of(muscles: list[tuple[Edges, str]]) -> str:
    """Soft spindles, united so that neighbours do not darken each other.

    A working muscle is a mass, a stretched one shows its fibres: told apart without colour.
    """
    groups = []
    for how in ("works", "stretches"):
        edges = [edge for edge, does in muscles if does == how]
        if edges:
            parts = [
                ink.shape("glow", *(_spindle(*edge, 0.1) for edge in edges)),
                ink.shape("tint", *(_spindle(*edge, -0.04) for edge in edges)),
            ]
            if how == "stretches":
                parts.append(ink.stroke("fibre", *(f for edge in edges for f in _fibres(*edge))))
            groups.append(ink.group(how, *parts))
    return "".join(groups)


def _fibres(inner: list[complex], outer: list[complex]) -> list[list[complex]]:
    return [_between(inner, outer, share)[1:-1] for share in (0.22, 0.5, 0.78)]


def _spindle(inner: list[complex], outer: list[complex], more: float) -> list[complex]:
    return _between(inner, outer, -more) + _between(inner, outer, 1 + more)[::-1]


def _between(inner: list[complex], outer: list[complex], share: float) -> list[complex]:
    last = len(inner) - 1
    line = []
    for i, (a, b) in enumerate(zip(inner, outer, strict=True)):
        swell = math.sin(math.pi * (0.06 + 0.88 * i / last)) ** 0.6
        line.append((a + b) / 2 + (b - a) * (share - 0.5) * swell)
    return line


def edges_of(body: SideBody, name: str) -> Edges:
    """Inner and outer edge of a muscle; a name may end in "-far" for the far limb."""
    side = "far" if name.endswith("-far") else "near"
    name = name.removesuffix("-far")
    if name in ON_TRUNK:
        return _trunk_edges(body, *ON_TRUNK[name])
    if name in ON_LIMB:
        return _limb_edges(body, side, *ON_LIMB[name])
    return PLACED[name](body, side)


def _trunk_edges(body: SideBody, start: float, end: float, inner: float, outer: float) -> Edges:
    shares = [start + (end - start) * i / (STEPS - 1) for i in range(STEPS)]
    return (
        [body.trunk_point(share, inner) for share in shares],
        [body.trunk_point(share, outer) for share in shares],
    )


def _limb_edges(  # noqa: PLR0917 – the last five are a row of ON_LIMB
    body: SideBody,
    side: str,
    limb: str,
    start: float,
    end: float,
    inner: float,
    outer: float,
) -> Edges:
    first, last, profile = LIMBS[limb]
    root, tip = body.joints[f"{first}_{side}"], body.joints[f"{last}_{side}"]
    normal = (tip - root) / abs(tip - root) * 1j
    edges: Edges = ([], [])
    for i in range(STEPS):
        share = start + (end - start) * i / (STEPS - 1)
        _, ahead, behind = profile_at(profile, share)
        for edge, depth in zip(edges, (inner, outer), strict=True):
            width = ahead if depth > 0 else behind
            edge.append(root + (tip - root) * share + normal * width * depth)
    return edges


def band(points: list[complex], width: float) -> Edges:
    """Edges of a muscle that runs along a bent line over a joint."""
    line = _resampled(points)
    edges: Edges = ([], [])
    for i, point in enumerate(line):
        way = line[min(i + 1, STEPS - 1)] - line[max(i - 1, 0)]
        side = way / abs(way) * 1j * width / 2
        edges[0].append(point - side)
        edges[1].append(point + side)
    return edges


def _resampled(points: list[complex]) -> list[complex]:
    a, b, c = points
    shares = [i / (STEPS - 1) for i in range(STEPS)]
    control = 2 * b - (a + c) / 2
    return [(1 - t) ** 2 * a + 2 * (1 - t) * t * control + t**2 * c for t in shares]


def _hip_flexor(body: SideBody, side: str) -> Edges:
    """From the lumbar spine over the front of the hip to the upper thigh."""
    hip, knee = body.joints[f"hip_{side}"], body.joints[f"knee_{side}"]
    way = (knee - hip) / abs(knee - hip)
    groin = body.trunk_point(0.02, 0.66)
    return band([body.trunk_point(0.36, 0.1), groin, hip + way * 15 + way * 1j * 4], 6)


def _deep_neck_flexors(body: SideBody, side: str) -> Edges:
    """In front of the vertebrae, well behind the throat."""
    skull, collar = body.joints["skull"], body.joints["collar"]
    front = body.head_points([1 + 0j])[0] - skull
    top, foot = skull - front * 0.8 + front * 3.4j, body.trunk_point(0.9, -0.02)
    return band([top, (skull + collar) / 2 - front * 0.4, foot], 3.2)


def _neck_back(body: SideBody, side: str) -> Edges:
    skull, collar = body.joints["skull"], body.joints["collar"]
    front = body.head_points([1 + 0j])[0] - skull
    top, foot = skull - front * 4 + front * 2j, body.trunk_point(0.92, -0.7)
    return band([top, (top + foot + collar - front * 4) / 3, foot], 4)


def _deltoid(body: SideBody, side: str) -> Edges:
    shoulder, elbow = body.joints[f"shoulder_{side}"], body.joints[f"elbow_{side}"]
    return band([shoulder, shoulder + (elbow - shoulder) * 0.25, (shoulder + elbow) / 2], 9)


PLACED: dict[str, Callable[[SideBody, str], Edges]] = {
    "hip-flexors": _hip_flexor,
    "neck-flexors": _deep_neck_flexors,
    "neck-extensors": _neck_back,
    "deltoid": _deltoid,
}
ON_ARM = {"triceps", "biceps", "forearm", "deltoid"}
