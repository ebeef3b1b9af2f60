"""Exercise drawings as data: a pose is a set of joint angles, drawn to inline SVG.

Poses live in the YAML files of `data/`. The body stands on y = 0, looks to the right and is
measured in centimetres; colours come from `static/css/components/figure.css`.
"""

from figures.catalogue import (
    FIGURES,
    Figure,
    Pose,
    figure_choices,
    has_figure,
)
from figures.checks import check_pose
from figures.sheet import render_figure

__all__ = [
    "FIGURES",
    "Figure",
    "Pose",
    "check_pose",
    "figure_choices",
    "has_figure",
    "render_figure",
]
