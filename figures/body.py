"""What every view of the body shares: measures, a bending spine, places and anchors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from figures.geometry import Outline, cubic, cubic_tangent, unit

Spec = Mapping[str, Any]

PELVIS, THORAX, NECK = 20, 34, 7
THIGH, SHIN, UPPER_ARM, FOREARM = 42, 40, 28, 24


@dataclass
class Body:
    """One solved pose: where every joint is and how every segment points."""

    spec: Spec
    joints: dict[str, complex] = field(default_factory=dict)
    angles: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._solve()

    def _solve(self) -> None:
        raise NotImplementedError

    def trunk_point(self, share: float, depth: float) -> complex:
        """A point of the trunk between its two edges, at -1 and 1."""
        raise NotImplementedError

    @cached_property
    def parts(self) -> dict[str, Outline]:
        """Outlines by name of body part: what is drawn, and what touches the ground."""
        raise NotImplementedError

    @classmethod
    def settled(cls, spec: Spec) -> Self:
        """The solved body after turning the angles the pose leaves open until parts touch.

        Each entry of `settle` is [angle, part, height]: a secant search on that one angle.
        """
        spec = dict(spec)
        for _ in range(3):
            for name, part, height in spec.get("settle", []):
                spec = cls._settle(spec, name, part, height)
        return cls(spec)

    @classmethod
    def _settle(cls, spec: dict[str, Any], name: str, part: str, height: float) -> dict[str, Any]:
        def miss(value: float) -> float:
            body = cls(_with(spec, name, value))
            return min(point.imag for point in body.parts[part]) - height

        low = _value(spec, name)
        high = low + 1
        low_miss, high_miss = miss(low), miss(high)
        for _ in range(12):
            if abs(high_miss) < 0.02 or high_miss == low_miss:
                break
            step = high_miss * (high - low) / (high_miss - low_miss)
            low, low_miss = high, high_miss
            high -= max(-15, min(15, step))
            high_miss = miss(high)
        return _with(spec, name, high)

    def limb(self, kind: str, side: str) -> dict[str, Any]:
        """What the pose says about one limb; one side overrides what holds for both."""
        return {**self.spec.get(f"{kind}s", {}), **self.spec.get(f"{kind}_{side}", {})}

    def spot(self, where: Any) -> complex:
        """A place: [x, y], or [name of a joint, dx, dy]."""
        if isinstance(where[0], str):
            return self.joints[where[0]] + complex(*where[1:])
        return complex(*where)

    def _drop_anchor(self) -> None:
        """Moves the whole body so that one part touches its place."""
        part, x, y = self.spec["anchor"]
        points = self.parts[part]
        middle = sum(points) / len(points)
        shift = complex(x - middle.real, y - min(point.imag for point in points))
        for name in self.joints:
            self.joints[name] += shift
        del self.parts

    def spine(self, share: float) -> tuple[complex, complex]:
        """Middle of the trunk at a share of its length, and the direction towards the front."""
        up_pelvis, up_thorax = unit(self.angles["pelvis"]), unit(self.angles["thorax"])
        hip, collar = self.joints["hip"], self.joints["collar"]
        controls = (hip, hip + 22 * up_pelvis, collar - 20 * up_thorax, collar)
        return cubic(*controls, share), cubic_tangent(*controls, share) * -1j


def _value(spec: Spec, name: str) -> float:
    group, _, key = name.rpartition(".")
    return float((spec.get(group, {}) if group else spec).get(key, 0))


def _with(spec: dict[str, Any], name: str, value: float) -> dict[str, Any]:
    group, _, key = name.rpartition(".")
    if group:
        return {**spec, group: {**spec.get(group, {}), key: value}}
    return {**spec, key: value}
