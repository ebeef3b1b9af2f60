"""Rules that hold the drawing of an exercise against its words: posture, angles and muscles.

What a drawing shows is computed from its poses. A limb that leaves the plane of the sheet is drawn shorter, so
its angle cannot be measured: nothing is said of it then.
"""

from __future__ import annotations

import math
import re
from cmath import phase
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exercises.models import Exercise, Step
from figures import FIGURES, Pose
from figures.geometry import wrap
from quality.checks.pages import ALL, Page, localized
from quality.checks.rules import Hits, page_rule

Posture = Exercise.Posture
Poses = tuple[Pose, ...]

#: A trunk points this way, in degrees of the sheet, and may be that far off.
UP, BACK, FRONT = 90, 180, 12
SLACK, FRONT_SLACK = 40, 32
#: Hips of somebody who stands are above, of somebody who sits below.
LOW_HIP, HIGH_HIP = 62, 70


def poses_of(page: Page) -> Poses:
    """The poses readers see; a picture of the exercise's own comes before a drawing."""
    figure = FIGURES.get(page.record.figure)
    return figure.poses if figure and not page.record.picture_id else ()


# --- Posture -------------------------------------------------------------------------------------


def touches(pose: Pose, *parts: str) -> bool:
    """Each of these parts rests on the ground or a cushion."""
    names = [contact.split("_")[0] for contact in pose.spec.get("contacts", [])]
    return all(part in names for part in parts)


def points(pose: Pose, way: float, slack: float = SLACK, part: str = "thorax") -> bool:
    """The trunk points this way."""
    return abs(wrap(pose.body.angles[part] - way)) <= slack


def has_prop(pose: Pose, *kinds: str) -> bool:
    return any(prop["kind"] in kinds for prop in pose.spec.get("props", []))


def lies_on_back(poses: Poses) -> bool:
    return all(
        points(pose, BACK) if pose.is_side_view else has_prop(pose, "plan-mat") and points(pose, UP)
        for pose in poses
    )


def lies_on_front(poses: Poses) -> bool:
    return all(pose.is_side_view and points(pose, FRONT, FRONT_SLACK) for pose in poses)


def lies_on_side(poses: Poses) -> bool:
    return all(not pose.is_side_view and points(pose, BACK, part="pelvis") for pose in poses)


def leans_on_forearm_sideways(poses: Poses) -> bool:
    return lies_on_side(poses) and all(touches(pose, "elbow") for pose in poses)


def sits(poses: Poses) -> bool:
    return has_prop(poses[0], "chair", "stool") and poses[0].body.joints["hip"].imag < LOW_HIP


def stands(poses: Poses) -> bool:
    return points(poses[0], UP, SLACK / 2) and poses[0].body.joints["hip"].imag > HIGH_HIP


def starts_on(*parts: str, not_on: str = "") -> Callable[[Poses], bool]:
    return lambda poses: touches(poses[0], *parts) and not touches(poses[0], not_on)


def ends_on(*parts: str, not_on: str = "") -> Callable[[Poses], bool]:
    return lambda poses: touches(poses[-1], *parts) and not touches(poses[-1], not_on)


#: How one sees in the poses that a body does what the exercise says; the rest cannot be seen in stills.
SHOWN: dict[str, Callable[[Poses], bool]] = {
    Posture.SUPINE: lies_on_back,
    Posture.PRONE: lies_on_front,
    Posture.SIDE: lies_on_side,
    Posture.SIDE_FOREARM: leans_on_forearm_sideways,
    Posture.SITTING: sits,
    Posture.STANDING: stands,
    Posture.ONE_LEG: stands,
    Posture.WALKING: stands,
    Posture.QUADRUPED: starts_on("knee", "hand", not_on="elbow"),
    Posture.KNEELING: starts_on("knee"),
    Posture.HALF_KNEEL: starts_on("knee", "heel"),
    Posture.FOREARM_KNEEL: ends_on("knee", "elbow"),
    Posture.FOREARM_TOES: ends_on("toes", "elbow", not_on="knee"),
}


@page_rule(Exercise)
def picture_posture(page: Page) -> Hits:
    """20 – Whoever lies, sits, stands or kneels in the text does so in the drawing."""
    poses, posture = poses_of(page), page.record.posture
    if poses and posture in SHOWN and not SHOWN[posture](poses):
        yield ALL, f"the drawing {page.record.figure} does not show the posture {posture}"


# --- Angles --------------------------------------------------------------------------------------

#: From where over which joint to where an angle is measured; two places make an angle to the upright.
LINES = {
    "knee": ("hip", "knee", "ankle"),
    "elbow": ("shoulder", "elbow", "wrist"),
    "thigh": ("hip", "knee"),
    "arm": ("shoulder", "wrist"),
}
LIMB = {"knee": "leg", "thigh": "leg", "elbow": "arm", "arm": "arm"}
BENT = r"(?:ge)?beug\w*"
ELBOWS = r"Ell(?:en)?bogen"


@dataclass(frozen=True)
class Words:
    """What a sentence may say of a joint, and between which angles some pose, or the last, shows it."""

    said: re.Pattern[str]
    joint: str
    low: float
    high: float
    at_end: bool = False


def words(said: str, joint: str, low: float, high: float, *, at_end: bool = False) -> Words:
    return Words(re.compile(said), joint, low, high, at_end)


SAID = [
    words(rf"\bKnie\b.*\b(?:leicht|ein wenig|etwas) {BENT}", "knee", 5, 45, at_end=True),
    words(r"[Bb]eugen Sie die Knie (?:leicht|ein wenig|etwas)\b", "knee", 5, 45, at_end=True),
    words(rf"\bKnie\b.*\bhalb {BENT}", "knee", 40, 65, at_end=True),
    words(r"\bKnie\b.*\brechten Winkel", "knee", 75, 105),
    words(r"\bKnie\b.*\b90 Grad", "knee", 75, 105),
    words(rf"{ELBOWS}\b.*\bleicht {BENT}", "elbow", 5, 45),
    words(rf"{ELBOWS}\b.*\brechten Winkel", "elbow", 75, 105),
    words(r"\b[Ss]trecken Sie (?:\w+ ){0,3}(?:Knie|Beine?)\b", "knee", 0, 15),
    words(r"\bBeine? (?:\w+ ){1,2}gestreckt\b", "knee", 0, 15),
    words(r"\b[Ss]trecken Sie (?:\w+ ){0,3}Arme?\b", "elbow", 0, 15),
    words(r"\bArme? (?:\w+ ){1,3}gestreckt\b", "elbow", 0, 25),
    words(r"\bOberschenkel\b.*\bsenkrecht", "thigh", 0, 15),
    words(r"\bArme? senkrecht", "arm", 0, 15),
]
SENTENCE = re.compile(r"[^.!?]+")


def sides(pose: Pose) -> tuple[str, str]:
    return ("near", "far") if pose.is_side_view else ("left", "right")


def measured(poses: Poses, joint: str) -> list[float] | None:
    """The angles of a joint on both sides in all poses; none at all where one cannot be measured."""
    limb, found = LIMB[joint], []
    for pose in poses:
        for side in sides(pose):
            hidden = pose.body.limb(limb, side)
            if "short" in hidden or hidden.get("tucked"):
                return None
            found.append(angle(pose, joint, side))
    return found


def angle(pose: Pose, joint: str, side: str) -> float:
    *first, last = (pose.body.joints[f"{name}_{side}"] for name in LINES[joint])
    if len(first) > 1:
        start, middle = first
        return abs(math.degrees(phase((last - middle) / (middle - start))))
    tilt = abs(math.degrees(phase((last - first[0]) / 1j)))
    return min(tilt, 180 - tilt)


def sentences(page: Page) -> Iterator[str]:
    for step in page.rows(Step):
        yield from SENTENCE.findall(localized(step, "text", "de"))


@page_rule(Exercise)
def picture_angles(page: Page) -> Hits:
    """20 – What the steps call straight, slightly bent or at a right angle is drawn that way."""
    poses = poses_of(page)
    for sentence in sentences(page) if poses else ():
        for claim in SAID:
            said = claim.said.search(sentence)
            angles = measured(poses[-1:] if claim.at_end else poses, claim.joint) if said else None
            if said and angles and not any(claim.low <= one <= claim.high for one in angles):
                drawn = ", ".join(f"{one:.0f}°" for one in angles)
                yield "de", f"a step says “{said[0]}”, the drawing shows {claim.joint} {drawn}"


# --- Muscles -------------------------------------------------------------------------------------

#: The muscles a tint stands for, where it is not called by the name of one.
TINTS = {
    "biceps": {"biceps", "whole-body-muscles"},
    "buttock": {"gluteus-maximus", "gluteus-medius", "piriformis"},
    "calf": {"gastrocnemius", "soleus"},
    "erector": {"erector-spinae"},
    "flank": {"obliques", "quadratus-lumborum", "latissimus-dorsi"},
    "forearm": {"whole-body-muscles"},
    "gluteus": {"gluteus-maximus"},
    "hip-flexors": {"iliopsoas"},
    "latissimus": {"latissimus-dorsi"},
    "lumbar-erector": {"erector-spinae"},
    "neck-extensors": {"suboccipitals", "splenii"},
    "neck-flexors": {"deep-neck-flexors"},
    "pectorals": {"pectoralis"},
    "quadriceps": {"quadriceps", "rectus-femoris"},
    "transversus": {"transversus-abdominis"},
    "trapezius": {"trapezius-upper"},
    "waist": {"obliques", "quadratus-lumborum"},
}
SIDE = re.compile(r"-(?:left|right|far)$")


@page_rule(Exercise)
def picture_muscles(page: Page) -> Hits:
    """20 – A tinted muscle is one of those the exercise names."""
    poses = poses_of(page)
    named = {muscle.key for muscle in page.record.agonists.all()} if poses else set()
    tinted = [
        name for pose in poses for how in ("works", "stretches") for name in pose.spec.get(how, [])
    ]
    for name in sorted({SIDE.sub("", tint) for tint in tinted}):
        if not TINTS.get(name, {name}) & named:
            yield ALL, f"the drawing tints {name}, which is no muscle of the exercise"
