"""The body seen from its right side, looking to the right: joints from angles, then outlines."""

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
    two_bone_angles,
    unit,
    wrap,
)

ANKLE_HEIGHT, WRIST_HEIGHT = 7, 2.4
SIDES = ("far", "near")


class SideBody(Body):
    """The body in profile; the near limbs are its right ones."""

    def _solve(self) -> None:
        self._place_trunk()
        for side in SIDES:
            self._place_leg(side)
        self._drop_anchor()
        for side in SIDES:
            self._reach_with_leg(side)
        for side in SIDES:
            self._place_arm(side)

    def _place_trunk(self) -> None:
        spec, joints, angles = self.spec, self.joints, self.angles
        angles["pelvis"] = spec.get("pelvis", 90)
        angles["thorax"] = angles["pelvis"] - spec.get("bend", 0)
        angles["neck"] = angles["thorax"] - 10 - spec.get("neck", 0)
        angles["head"] = angles["thorax"] - spec.get("neck", 0) - spec.get("nod", 0)
        up, front = unit(angles["thorax"]), unit(angles["thorax"] - 90)
        joints["hip"] = 0j
        joints["waist"] = PELVIS * unit(angles["pelvis"])
        joints["collar"] = joints["waist"] + THORAX * up
        joints["skull"] = joints["collar"] + NECK * unit(angles["neck"])
        for side in SIDES:
            arm = self.limb("arm", side)
            shift = front * (0.5 + arm.get("scapula", 0)) + up * (arm.get("shrug", 0) - 8)
            joints[f"shoulder_{side}"] = joints["collar"] + shift

    def _place_leg(self, side: str) -> None:
        leg = self.limb("leg", side)
        thigh = leg.get("thigh", self.angles["pelvis"] + 180 + leg.get("hip", 0))
        self._set_leg(side, leg, thigh, thigh - leg.get("knee", 0))

    def _set_leg(self, side: str, leg: dict[str, Any], thigh: float, shin: float) -> None:
        joints, angles = self.joints, self.angles
        angles[f"thigh_{side}"], angles[f"shin_{side}"] = thigh, shin
        angles[f"foot_{side}"] = leg.get("foot", shin + 90 + leg.get("ankle", 0))
        short = leg.get("short", (1, 1))
        joints[f"hip_{side}"] = joints["hip"]
        joints[f"knee_{side}"] = joints["hip"] + THIGH * short[0] * unit(thigh)
        joints[f"ankle_{side}"] = joints[f"knee_{side}"] + SHIN * short[1] * unit(shin)
        turn = unit(angles[f"foot_{side}"])
        joints[f"ball_{side}"] = joints[f"ankle_{side}"] + shapes.BALL * turn
        joints[f"sole_{side}"] = joints[f"ankle_{side}"] + shapes.SOLE * turn

    def _reach_with_leg(self, side: str) -> None:
        leg = self.limb("leg", side)
        if "sole" in leg:
            leg = {"foot": 0, "ankle_at": [leg["sole"], ANKLE_HEIGHT], **leg}
        if "ankle_at" in leg:
            short = leg.get("short", (1, 1))
            lengths = (THIGH * short[0], SHIN * short[1])
            target = self.spot(leg["ankle_at"])
            angles = two_bone_angles(self.joints["hip"], target, *lengths, 1)
            self._set_leg(side, leg, *angles)

    def _place_arm(self, side: str) -> None:
        arm, joints, angles = self.limb("arm", side), self.joints, self.angles
        shoulder = joints[f"shoulder_{side}"]
        if "palm" in arm:
            where = arm["palm"]
            x = joints[f"{where}_{side}"].real if isinstance(where, str) else where
            arm = {"hand": 0, "wrist_at": [x, WRIST_HEIGHT], **arm}
        upper = arm.get("upper", angles["thorax"] + 180 + arm.get("shoulder", 0))
        fore = arm.get("fore", upper + arm.get("elbow", 0))
        short = arm.get("short", (1, 1))
        lengths = (UPPER_ARM * short[0], FOREARM * short[1])
        if "wrist_at" in arm:
            upper, fore = two_bone_angles(shoulder, self.spot(arm["wrist_at"]), *lengths, -1)
        angles[f"upper_arm_{side}"], angles[f"forearm_{side}"] = upper, fore
        angles[f"hand_{side}"] = arm.get("hand", fore + arm.get("wrist", 0))
        joints[f"elbow_{side}"] = shoulder + lengths[0] * unit(upper)
        joints[f"wrist_{side}"] = joints[f"elbow_{side}"] + lengths[1] * unit(fore)

    def bends(self, side: str) -> dict[str, float]:
        """The joint angles of one side as a physiotherapist counts them (flexion positive)."""
        angles = self.angles
        return {
            "hip": wrap(angles[f"thigh_{side}"] - angles["pelvis"] - 180),
            "knee": wrap(angles[f"thigh_{side}"] - angles[f"shin_{side}"]),
            "ankle": wrap(angles[f"foot_{side}"] - angles[f"shin_{side}"] - 90),
            "shoulder": (angles[f"upper_arm_{side}"] - angles["thorax"] - 180 + 80) % 360 - 80,
            "elbow": wrap(angles[f"forearm_{side}"] - angles[f"upper_arm_{side}"]),
            "wrist": wrap(angles[f"hand_{side}"] - angles[f"forearm_{side}"]),
        }

    def trunk_point(self, share: float, depth: float) -> complex:
        """A point of the trunk; depth runs from -1 at the back to 1 at the front."""
        middle, front = self.spine(share)
        _, ahead, behind = shapes.trunk_at(share)
        waist = max(0.0, 1 - abs(share - 0.3) / 0.3)
        change = self.spec.get("belly" if depth > 0 else "loin", 0) * waist
        return middle + front * depth * ((ahead if depth > 0 else behind) + change)

    def trunk_outline(self, start: float, end: float) -> Outline:
        """The outline of the trunk between two shares of its length."""
        shares = [
            start,
            *(s for s, *_ in shapes.TRUNK if start + 0.03 < s < end - 0.03),
            end,
        ]
        front = [self.trunk_point(s, 1) for s in shares]
        back = [self.trunk_point(s, -1) for s in reversed(shares)]
        return cornered(front) + cornered(back)

    def head_points(self, points: list[complex]) -> Outline:
        """Points of the head's own frame where the head is."""
        return placed(points, self.joints["skull"], self.angles["head"] - 90)

    @cached_property
    def parts(self) -> dict[str, Outline]:
        """Outlines by name of body part: what is drawn, and what touches the ground."""
        parts = {
            "pelvis": self._pelvis(),
            "shirt": self.trunk_outline(0.18, 1.0),
            "buttock": [self.trunk_point(s / 50, -1) for s in range(-8, 11)],
            "seat": [self.joints["hip"] + 9.5 * unit(a) for a in range(180, 361, 10)],
            "loin": [self.trunk_point(s / 50, -1) for s in range(11, 22)],
            "back": [self.trunk_point(s / 50, -1) for s in range(26, 46)],
            "belly": [self.trunk_point(s / 50, 1) for s in range(4, 26)],
            "chest": [self.trunk_point(s / 50, 1) for s in range(28, 46)],
            "neck": self._neck(),
            "head": self.head_points(shapes.HEAD),
            "occiput": self.head_points(shapes.HAIR),
        }
        for side in SIDES:
            parts |= self._leg_parts(side)
            if f"wrist_{side}" in self.joints:
                parts |= self._arm_parts(side)
        return parts

    def _pelvis(self) -> Outline:
        """Round below, cut straight at the waistband."""
        outline = self.trunk_outline(-0.17, 0.3)
        return outline[1:-1]

    def _neck(self) -> Outline:
        skull, collar = self.joints["skull"], self.joints["collar"]
        head, chest = unit(self.angles["head"] - 90), unit(self.angles["thorax"] - 90)
        return [
            self.trunk_point(0.9, 0.1),
            self.trunk_point(0.92, -0.8),
            collar - chest * 6.2,
            (collar + skull) / 2 - (chest + head) * 2.9,
            skull - head * 5.6 + head * 3j,
            skull + head * 2 + head * 6j,
            skull + head * 5.2,
            (collar + skull) / 2 + (chest + head) * 2.6,
            collar + chest * 5.6,
        ]

    def _leg_parts(self, side: str) -> dict[str, Outline]:
        hip, knee, ankle = (self.joints[f"{name}_{side}"] for name in ("hip", "knee", "ankle"))
        foot = self.angles[f"foot_{side}"]
        toes = self.limb("leg", side).get("toes", 0)
        sole = placed(shapes.FOOT, ankle, foot)
        tip = placed(shapes.TOES, ankle + shapes.BALL * unit(foot), foot + toes)
        return {
            f"thigh_{side}": bone(hip, knee, shapes.THIGH),
            f"hip_{side}": circle(hip, 9.3),
            f"knee_{side}": circle(knee, 5.5),
            f"shin_{side}": bone(knee, ankle, shapes.SHIN),
            f"ankle_{side}": circle(ankle, 3.5),
            f"foot_{side}": sole,
            f"heel_{side}": sole[2:5],
            f"ball_{side}": sole[6:8],
            f"toes_{side}": tip,
        }

    def _arm_parts(self, side: str) -> dict[str, Outline]:
        shoulder, elbow, wrist = (
            self.joints[f"{name}_{side}"] for name in ("shoulder", "elbow", "wrist")
        )
        arm = self.limb("arm", side)
        shape = shapes.HANDS[arm.get("grip", "flat")]
        if arm.get("turned"):
            shape = [[point.conjugate() for point in piece] for piece in shape]
        hand = [placed(piece, wrist, self.angles[f"hand_{side}"]) for piece in shape]
        sleeve = [(s, a + 0.7, b + 0.7) for s, a, b in shapes.UPPER_ARM]
        return {
            f"shoulder_{side}": circle(shoulder, 5.6),
            f"upper_arm_{side}": bone(shoulder, elbow, shapes.UPPER_ARM),
            f"sleeve_{side}": bone(shoulder, elbow, sleeve, until=0.5),
            f"elbow_{side}": circle(elbow, 4),
            f"forearm_{side}": bone(elbow, wrist, shapes.FOREARM),
            f"wrist_{side}": circle(wrist, 2.6),
            f"hand_{side}": hand[0],
            f"thumb_{side}": hand[1],
        }
