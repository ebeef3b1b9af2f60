"""Doses in words and drawings of exercises."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from pictures.templatetags.pictures import picture

from editorial.structured_data import data_block
from exercises import bodymap, stop_rules, structured_data, wording
from exercises.dose import Dose, Form
from exercises.models import Exercise, Muscle
from figures import FIGURES, Pose, has_figure, render_figure

register = template.Library()

#: A thumb shows about one pixel per unit: half a unit is as exact as can be seen.
THUMB_GRID = 0.5
#: The drawings of the page itself are up to three times as wide.
FIGURE_GRID = 0.2


@register.filter
def dose_text(dose: Dose) -> str:
    """Return the dose in words."""
    return wording.dose_words(dose)


@register.filter
def rest_text(dose: Dose) -> str:
    """Return the rest between rounds in words."""
    return wording.rest_words(dose)


@register.filter
def frequency_text(exercise: Exercise) -> str:
    """Return how often a week in words."""
    return wording.frequency_words(exercise)


@register.inclusion_tag("components/ask_first.html")
def ask_first() -> dict[str, Any]:
    """Say who asks a doctor before any exercise."""
    return {"sentences": stop_rules.ask_first()}


@register.inclusion_tag("components/exercise_figure.html")
def exercise_figure(exercise: Exercise) -> dict[str, Any]:
    """Show the uploaded picture, or every pose of the drawing with its label."""
    return {"exercise": exercise, "poses": poses_of(exercise)}


@register.simple_tag
def exercise_thumb(exercise: Exercise) -> SafeString | str:
    """Return the uploaded picture or the pose that tells most about an exercise, as decoration."""
    if exercise.picture:
        return picture(exercise.picture.file, img_alt="", img_loading="lazy", l=4, s=6)
    if not has_figure(exercise.figure):
        return ""
    return render_figure(exercise.figure, len(FIGURES[exercise.figure].poses) - 1, grid=THUMB_GRID)


@register.simple_tag
def pose(figure: str, name: str) -> SafeString:
    """Return one pose of a figure, as decoration."""
    return render_figure(figure, name, grid=THUMB_GRID)


@register.inclusion_tag("components/small_map.html")
def body_map(muscles: Iterable[Muscle]) -> dict[str, Any]:
    """Show where muscles or groups lie, as decoration beside their names."""
    views = bodymap.small_views(muscle.key for muscle in muscles)
    return {"views": views, "frame": bodymap.SMALL_FRAME, "body": bodymap.silhouette_svg()}


@register.simple_tag
def small_bodies(*muscles: Muscle) -> SafeString:
    """Return the views on which muscles or groups can be seen, as decoration."""
    views = bodymap.small_views(muscle.key for muscle in muscles)
    body = bodymap.silhouette_svg()
    return format_html_join(
        "",
        '<svg class="figure" viewBox="{}" focusable="false">{}{}</svg>',
        ((bodymap.SMALL_FRAME, body, view.areas) for view in views),
    )


@register.simple_tag
def exercise_data(exercise: Exercise, address: str) -> SafeString:
    """Return what the page at its absolute address tells machines."""
    return data_block(structured_data.exercise_data(exercise, address))


def pose_labels(exercise: Exercise, poses: Iterable[Pose]) -> list[str]:
    """What stands below each pose: where it begins, and what is held or moved to."""
    called = {"round": _("Back round"), "long": _("Back long")}
    moved = [_("There"), _("And back")] if exercise.form == Form.MOBILISE else [_("End position")]
    if exercise.form == Form.HOLD:
        moved = [_("Hold"), _("End position")]
    found, ways = [], iter(moved)
    for pose in poses:
        way = _("Starting position") if pose.name == "start" else next(ways, moved[-1])
        found.append(called.get(pose.spec.get("called", ""), way))
    return found


def poses_of(exercise: Exercise) -> list[dict[str, Any]]:
    if exercise.picture_id or not has_figure(exercise.figure):
        return []
    poses = FIGURES[exercise.figure].poses
    labels = pose_labels(exercise, poses)
    return [
        {
            "name": pose.name,
            "label": labels[number],
            "svg": render_figure(
                exercise.figure,
                number,
                title=f"{exercise.title}: {labels[number]}",
                title_id=f"{exercise.key}-{number}",
                grid=FIGURE_GRID,
            ),
        }
        for number, pose in enumerate(poses)
    ]
