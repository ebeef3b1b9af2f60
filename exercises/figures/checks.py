"""What a physiotherapist would object to, as far as numbers can tell."""

from collections.abc import Iterator
from typing import Any

from exercises.figures import props
from exercises.figures.body import Body
from exercises.figures.catalogue import Pose
from exercises.figures.geometry import wrap
from exercises.figures.side import SIDES, SideBody

# Degrees of the larger joints, flexion positive, with what soft tissue allows at the ends.
RANGES = {
    "hip": (-25, 150),
    "knee": (-2, 158),
    "ankle": (-80, 35),
    "shoulder": (-65, 190),
    "elbow": (-2, 152),
    "wrist": (-100, 100),
}
SPINE = {"bend": (-45, 65), "neck": (-30, 45), "nod": (-25, 25)}
TOUCH = 2.0
SINK = 1.0


def check_pose(pose: Pose) -> list[str]:
    """Objections to a pose, as sentences; an empty list means none."""
    body = pose.body
    return [
        *_spine_faults(pose),
        *_joint_faults(body),
        *_contact_faults(pose),
        *_sunk_parts(pose),
    ]


def _spine_faults(pose: Pose) -> Iterator[str]:
    spec = pose.body.spec
    for name, (low, high) in SPINE.items():
        if not low <= spec.get(name, 0) <= high:
            yield f"{name} of {spec[name]:.0f}° is out of range"


def _joint_faults(body: Body) -> Iterator[str]:
    if not isinstance(body, SideBody):
        return
    for side in SIDES:
        for joint, angle in body.bends(side).items():
            if _is_turned_away(body, side, joint):
                continue
            low, high = RANGES[joint]
            if not low <= wrap(angle + 10) - 10 <= high and not low <= angle <= high:
                yield f"{joint}_{side} bends to {angle:.0f}°"


def _is_turned_away(body: SideBody, side: str, joint: str) -> bool:
    """A limb drawn shorter leaves the plane, so the angle on the sheet is not its real one."""
    kind = "leg" if joint in ("hip", "knee", "ankle") else "arm"
    return "short" in body.limb(kind, side) or bool(body.limb(kind, side).get("tucked"))


def _contact_faults(pose: Pose) -> Iterator[str]:
    for contact in pose.spec.get("contacts", []):
        part, _, surface = contact.partition("@")
        gap = _gap(pose, part, surface)
        if abs(gap) > TOUCH:
            yield f"{part} is {gap:.1f} away from the {surface or 'ground'}"


def _gap(pose: Pose, part: str, surface: str) -> float:
    """Distance of a part from the ground, the seat, the cushion or the wall."""
    points = pose.body.parts[part]
    lowest = min(point.imag for point in points)
    if not surface:
        return lowest - (pose.spec["anchor"][2] if pose.spec.get("floor") else 0)
    prop = next(prop for prop in pose.spec["props"] if prop["kind"] == surface)
    if surface == "wall":
        return _wall_gap(prop, points)
    return lowest - (prop["y"][1] if surface == "cushion" else props.SEAT_HEIGHT)


def _wall_gap(wall: dict[str, Any], points: list[complex]) -> float:
    side = wall.get("side", -1)
    return min(side * (wall["x"] - point.real) for point in points)


def _sunk_parts(pose: Pose) -> Iterator[str]:
    if pose.spec.get("ground") is False:
        return
    floor = pose.spec.get("floor", 0)
    for name, points in pose.body.parts.items():
        depth = floor - min(point.imag for point in points)
        if depth > SINK and not _is_hidden(pose, name):
            yield f"{name} is {depth:.1f} below the ground"


def _is_hidden(pose: Pose, part: str) -> bool:
    kind, _, side = part.rpartition("_")
    if kind in ("forearm", "wrist", "hand", "thumb"):
        return bool(pose.body.limb("arm", side).get("tucked"))
    return "legs" in pose.spec.get("hide", []) and kind not in ("", "flank")
