"""The figures by key of their exercise, read once from the YAML files beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from figures.front import FrontBody
from figures.side import SideBody
from records.yaml_loader import read_yaml

DATA = Path(__file__).parent / "data"
FILES = ("isometric", "stretching", "strengthening", "relaxation")


@dataclass(frozen=True)
class Pose:
    """One posture of an exercise: "start", "hold" or "end"."""

    name: str
    spec: Mapping[str, Any]

    @property
    def is_side_view(self) -> bool:
        """A body seen from the side; else from the front, the back or above."""
        return bool(self.spec.get("view", "side") == "side")

    @cached_property
    def body(self) -> SideBody | FrontBody:
        """The body with its joints in place."""
        return (SideBody if self.is_side_view else FrontBody).settled(self.spec)


@dataclass(frozen=True)
class Figure:
    """The drawing of one exercise."""

    key: str
    label: str
    poses: tuple[Pose, ...]
    frame: tuple[float, float, float, float] | None = None
    is_close: bool = False

    def pose(self, which: int | str) -> Pose:
        """A pose by its place or its name."""
        if isinstance(which, int):
            return self.poses[which]
        return {pose.name: pose for pose in self.poses}[which]


def figure_choices() -> list[tuple[str, str]]:
    """Key and label of every figure, for a model field."""
    return [(figure.key, figure.label) for figure in FIGURES.values()]


def has_figure(key: str) -> bool:
    """Whether there is a drawing for this exercise."""
    return key in FIGURES


def _figure(key: str, data: dict[str, Any]) -> Figure:
    shared = {k: v for k, v in data.items() if k not in ("label", "poses", "frame", "close")}
    poses = tuple(Pose(name, {**shared, **spec}) for name, spec in data["poses"].items())
    frame = tuple(data["frame"]) if "frame" in data else None
    return Figure(key, data["label"], poses, frame, data.get("close", False))


def _loaded() -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for name in FILES:
        text = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
        for key, data in (read_yaml(text) or {}).items():
            figures[key] = _figure(key, data)
    return figures


FIGURES: dict[str, Figure] = _loaded()
