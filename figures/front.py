"""The body seen from the front, from behind or from above; sides are those of the sheet."""

from functools import cached_property
from typing import Any

from figures import shapes
from figures.body import (
    FOREARM,
    NECK,
    PELVIS,
    SHIN,
    THIGH,
    THORAX,
    UPPER_ARM,
    Body,
)
from figures.geometry import (
    Outline,
    bone,
    circle,
    cornered,
    placed,
    profile_at,
    two_bone_angles,
    unit,
    wrap,
)

OUTWARD = {"left": -1, "right": 1}
HIP_HALF, SHOULDER_HALF = 8.6, 15.4


class FrontBody(Body):
    """The body spread out in the plane; a limb turned towards the reader is drawn shorter."""

    @property
    def is_from_behind(self) -> bool:
        """The back of the body is towards the reader."""
        return bool(self.spec["view"] == "back")

    def _solve(self) -> None:
        self._place_trunk()
        for side in OUTWARD:
            self._place_leg(side)
        self._drop_anchor()
        for side in OUTWARD:
            self._reach_with_leg(side)
        for side in OUTWARD:
            self._place_arm(side)

    def _place_trunk(self) -> None:
        spec, joints, angles = self.spec, self.joints, self.angles
        angles["pelvis"] = spec.get("pelvis", 90)
        angles["thorax"] = angles["pelvis"] - spec.get("bend", 0)
        angles["neck"] = angles["thorax"] - spec.get("neck", 0) * 0.6
        angles["head"] = angles["thorax"] - spec.get("neck", 0)
        joints["hip"] = 0j
        joints["waist"] = PELVIS * unit(angles["pelvis"])
        joints["collar"] = joints["waist"] + THORAX * unit(angles["thorax"])
        joints["skull"] = joints["collar"] + (NECK - 1) * unit(angles["neck"])
        for side, out in OUTWARD.items():
            arm = self.limb("arm", side)
            across = unit(angles["thorax"] - 90) * out * (SHOULDER_HALF + arm.get("scapula", 0))
            up = unit(angles["thorax"]) * (arm.get("shrug", 0) - 8.6)
            joints[f"shoulder_{side}"] = joints["collar"] + across + up
            hip_width = HIP_HALF * spec.get("hips", 1)
            joints[f"hip_{side}"] = unit(angles["pelvis"] - 90) * out * hip_width

    def _place_leg(self, side: str) -> None:
        leg, out = self.limb("leg", side), OUTWARD[side]
        thigh = leg.get("thigh", self.angles["pelvis"] + 180 + out * leg.get("hip", 0))
        shin = leg.get("shin", thigh - out * leg.get("knee", 0))
        self._set_leg(side, leg, thigh, shin)

    def _set_leg(self, side: str, leg: dict[str, Any], thigh: float, shin: float) -> None:
        joints, angles = self.joints, self.angles
        short = leg.get("short", (1, 1))
        angles[f"thigh_{side}"], angles[f"shin_{side}"] = thigh, shin
        angles[f"foot_{side}"] = leg.get("foot", shin + 90)
        joints[f"knee_{side}"] = joints[f"hip_{side}"] + THIGH * short[0] * unit(thigh)
        joints[f"ankle_{side}"] = joints[f"knee_{side}"] + SHIN * short[1] * unit(shin)

    def _reach_with_leg(self, side: str) -> None:
        leg = self.limb("leg", side)
        if "ankle_at" in leg:
            short = leg.get("short", (1, 1))
            hip, bend = self.joints[f"hip_{side}"], leg.get("bend", -OUTWARD[side])
            target = self.spot(leg["ankle_at"])
            lengths = (THIGH * short[0], SHIN * short[1])
            self._set_leg(side, leg, *two_bone_angles(hip, target, *lengths, bend))

    def _place_arm(self, side: str) -> None:
        arm, joints, angles = self.limb("arm", side), self.joints, self.angles
        out, shoulder = OUTWARD[side], self.joints[f"shoulder_{side}"]
        upper = arm.get("upper", angles["thorax"] + 180 + out * arm.get("shoulder", 6))
        fore = arm.get("fore", upper + out * arm.get("elbow", -4))
        short = arm.get("short", (1, 1))
        lengths = (UPPER_ARM * short[0], FOREARM * short[1])
        if "wrist_at" in arm:
            target, bend = self.spot(arm["wrist_at"]), arm.get("bend", out)
            upper, fore = two_bone_angles(shoulder, target, *lengths, bend)
        angles[f"upper_arm_{side}"], angles[f"forearm_{side}"] = upper, fore
        angles[f"hand_{side}"] = arm.get("hand", fore + out * arm.get("wrist", 0))
        joints[f"elbow_{side}"] = shoulder + lengths[0] * unit(upper)
        joints[f"wrist_{side}"] = joints[f"elbow_{side}"] + lengths[1] * unit(fore)

    def bends(self, side: str) -> dict[str, float]:
        """Joint angles of one side as the drawing shows them (outwards positive)."""
        angles, out = self.angles, OUTWARD[side]
        return {
            "hip": wrap(out * (angles[f"thigh_{side}"] - angles["pelvis"] - 180)),
            "shoulder": out * (angles[f"upper_arm_{side}"] - angles["thorax"] - 180) % 360,
        }

    def trunk_point(self, share: float, depth: float) -> complex:
        """A point of the trunk; depth runs from -1 at the left to 1 at the right."""
        middle, right = self.spine(share)
        _, half, _ = profile_at(shapes.TRUNK_FRONT, max(share, shapes.TRUNK_FRONT[0][0]))
        return middle + right * depth * half

    def trunk_outline(self, start: float, end: float) -> Outline:
        """The outline of the trunk between two shares of its length."""
        inner = (s for s, *_ in shapes.TRUNK_FRONT if start + 0.03 < s < end - 0.03)
        shares = [start, *inner, end]
        right = [self.trunk_point(s, 1) for s in shares]
        left = [self.trunk_point(s, -1) for s in reversed(shares)]
        return cornered(right) + cornered(left)

    def head_points(self, points: list[complex]) -> Outline:
        """Points of the head's own frame where the head is."""
        return placed(points, self.joints["skull"], self.angles["head"] - 90)

    @cached_property
    def parts(self) -> dict[str, Outline]:
        """Outlines by name of body part: what is drawn, and what touches the ground."""
        parts = {
            "pelvis": self.trunk_outline(-0.19, 0.3)[1:-1],
            "shirt": self.trunk_outline(0.18, 1.0),
            "flank_left": [self.trunk_point(s / 50, -1) for s in range(-4, 46)],
            "flank_right": [self.trunk_point(s / 50, 1) for s in range(-4, 46)],
            "neck": self._neck(),
            "head": self.head_points(shapes.FACE),
            "hair": self.head_points(
                shapes.HAIR_BEHIND if self.is_from_behind else shapes.HAIR_FRONT
            ),
        }
        for side in OUTWARD:
            parts |= self._leg_parts(side)
            if f"wrist_{side}" in self.joints:
                parts |= self._arm_parts(side)
        return parts

    def _neck(self) -> Outline:
        skull, collar = self.joints["skull"], self.joints["collar"]
        head, chest = unit(self.angles["head"] - 90), unit(self.angles["thorax"] - 90)
        up, middle = unit(self.angles["head"]), (skull + collar) / 2
        right = [
            self.trunk_point(0.93, 0.7),
            collar + chest * 6.4,
            middle + (chest + head) * 2.7,
        ]
        left = [
            self.trunk_point(0.93, -0.7),
            collar - chest * 6.4,
            middle - (chest + head) * 2.7,
        ]
        top = [skull + head * 5.2 + up * 3, skull - head * 5.2 + up * 3]
        return right + top + left[::-1]

    def _leg_parts(self, side: str) -> dict[str, Outline]:
        out = OUTWARD[side]
        hip, knee, ankle = (self.joints[f"{name}_{side}"] for name in ("hip", "knee", "ankle"))
        foot = shapes.FOOT_BEHIND if self.is_from_behind else shapes.FOOT_FRONT
        form = self.limb("leg", side).get("shape", "front")
        if form == "side":
            foot = [*shapes.FOOT[:8], shapes.BALL + 6.9 + 4.6j, *shapes.FOOT[9:]]
            if self.limb("leg", side).get("turned"):
                foot = [point.conjugate() for point in foot]
        if form == "above":
            foot = shapes.FOOT_ABOVE
        foot = foot if form == "side" else [complex(p.real * out, p.imag) for p in foot]
        thighs = [(s, b, a) if out > 0 else (s, a, b) for s, a, b in shapes.THIGH_FRONT]
        parts = {
            f"hip_{side}": circle(hip, 8.2),
            f"knee_{side}": circle(knee, 5.5),
            f"ankle_{side}": circle(ankle, 3.4),
            f"foot_{side}": placed(foot, ankle, self.angles[f"foot_{side}"]),
        }
        if abs(knee - hip) > 1:
            parts[f"thigh_{side}"] = bone(hip, knee, thighs)
        if abs(ankle - knee) > 1:
            parts[f"shin_{side}"] = bone(knee, ankle, shapes.SHIN_FRONT)
        return parts

    def _arm_parts(self, side: str) -> dict[str, Outline]:
        arm = self.limb("arm", side)
        shoulder, elbow, wrist = (
            self.joints[f"{name}_{side}"] for name in ("shoulder", "elbow", "wrist")
        )
        shape = shapes.HANDS[arm.get("grip", "soft")]
        if (OUTWARD[side] > 0) == bool(arm.get("turned")):
            shape = [[point.conjugate() for point in piece] for piece in shape]
        hand = [placed(piece, wrist, self.angles[f"hand_{side}"]) for piece in shape]
        sleeve = [(s, a + 0.7, b + 0.7) for s, a, b in shapes.UPPER_ARM]
        return {
            f"shoulder_{side}": circle(shoulder - 0.6 * unit(self.angles["thorax"]), 6.3),
            f"upper_arm_{side}": bone(shoulder, elbow, shapes.UPPER_ARM),
            f"sleeve_{side}": bone(shoulder, elbow, sleeve, until=0.5),
            f"elbow_{side}": circle(elbow, 4),
            f"forearm_{side}": bone(elbow, wrist, shapes.FOREARM),
            f"wrist_{side}": circle(wrist, 2.6),
            f"hand_{side}": hand[0],
            f"thumb_{side}": hand[1],
        }
