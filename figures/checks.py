"""What a physiotherapist would object to, as far as numbers can tell."""

from collections.abc import Iterator
from typing import Any

from figures import props
from figures.body import Body
from figures.catalogue import Pose
from figures.geometry import is_inside, wrap
from figures.side import SIDES, SideBody

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
        *_deep_joints(pose),
        *_contact_faults(pose),
        *_overhangs(pose),
        *_covered_parts(pose),
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


def _deep_joints(pose: Pose) -> Iterator[str]:
    """A picture shows no harder form than its exercise asks for."""
    for joint, most in pose.spec.get("at_most", {}).items():
        for side in SIDES:
            angle = pose.body.bends(side)[joint]
            if angle > most:
                yield f"{joint}_{side} bends to {angle:.0f}°, the exercise to {most}° at most"


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
    if surface in ("wall", "jamb"):
        return _wall_gap(prop, points)
    return lowest - (prop["y"][1] if surface == "cushion" else props.SEAT_HEIGHT)


def _wall_gap(wall: dict[str, Any], points: list[complex]) -> float:
    side = wall.get("side", 1 if wall["kind"] == "jamb" else -1)
    return min(side * (wall["x"] - point.real) for point in points)


def _overhangs(pose: Pose) -> Iterator[str]:
    """What lies on a mat lies on it whole: beside it, it would float by the mat's height."""
    mats = [prop for prop in pose.spec.get("props", []) if prop["kind"] == "mat"]
    for mat in mats:
        start, end = mat["x"]
        for part in pose.spec.get("contacts", []):
            xs = [point.real for point in pose.body.parts[part.partition("@")[0]]]
            over = max(start - min(xs), max(xs) - end)
            if over > 0:
                yield f"{part} reaches {over:.1f} beyond the mat"


def _covered_parts(pose: Pose) -> Iterator[str]:
    """An arrow points at the body and leaves it to be seen."""
    for arrow in pose.spec.get("arrows", []):
        way = _arrow_line(pose.body, arrow)
        for name, outline in pose.body.parts.items():
            if any(is_inside(point, outline) for point in way):
                yield f"an arrow covers {name}"


def _arrow_line(body: Body, arrow: dict[str, Any]) -> list[complex]:
    start, end = body.spot(arrow["from"]), body.spot(arrow["to"])
    middle = (start + end) / 2 + (end - start) * 1j * arrow.get("bend", 0)
    shares = [i / 10 for i in range(11)]
    return [(1 - t) ** 2 * start + 2 * (1 - t) * t * middle + t**2 * end for t in shares]


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
