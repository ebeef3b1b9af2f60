"""Doses in words and drawings of exercises."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from pictures.templatetags.pictures import picture

from exercises import bodymap, pdf, wording
from exercises.dose import Dose
from exercises.figures import FIGURES, has_figure, render_figure
from exercises.filters import LibraryFilter
from exercises.models import Exercise, Muscle
from exercises.plan import Plan, PlanItem
from exercises.training import Run

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
def run_text(run: Run, dose: Dose) -> str:
    """Return in words what is done in one run of a session."""
    return wording.run_words(run, dose)


@register.filter
def side_text(run: Run) -> str:
    """Return which side a run of a session is for."""
    return wording.side_words(run)


@register.filter
def frequency_text(exercise: Exercise) -> str:
    """Return how often a week in words."""
    return wording.frequency_words(exercise)


@register.filter
def weekday_letters(number: str) -> str:
    """Return the short name of a weekday; 1 is Monday."""
    return str(WEEKDAYS_ABBR[int(number) - 1])


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


@register.simple_tag
def exercise_print(exercise: Exercise) -> SafeString | str:
    """Return the pose that tells most about an exercise with its colours inside, for a PDF."""
    drawing = exercise_thumb(exercise)
    style = format_html("<style>{}</style>", mark_safe(pdf.figure_style()))  # a file of ours
    return mark_safe(drawing.replace("</svg>", f"{style}</svg>", 1))


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


@register.inclusion_tag("components/plan_choice.html")
def plan_choice(plan: Plan, exercise: Exercise) -> dict[str, Any]:
    """Offer to train an exercise or to put it into the plan the reader is making."""
    is_in_plan = exercise.key in plan.keys
    can_add = not is_in_plan and not plan.is_full
    return {
        "exercise": exercise,
        "is_in_plan": is_in_plan,
        "plan_url": plan.adding(PlanItem(exercise)).url if can_add else "",
        "training_url": Plan((PlanItem(exercise),)).training_url,
    }


@register.inclusion_tag("components/plan_step.html")
def plan_step(choice: LibraryFilter, exercise: Exercise) -> dict[str, Any]:
    """Add an exercise to the plan that goes along with the library's links."""
    return {
        "exercise": exercise,
        "is_in_plan": exercise.key in choice.plan_keys,
        "plan_url": choice.plan_url,
        "url": choice.adding(exercise),
    }


def poses_of(exercise: Exercise) -> list[dict[str, Any]]:
    if exercise.picture_id or not has_figure(exercise.figure):
        return []
    labels = {"start": _("Starting position"), "hold": _("Hold"), "end": _("End position")}
    poses = FIGURES[exercise.figure].poses
    return [
        {
            "name": pose.name,
            "label": labels.get(pose.name, ""),
            "svg": render_figure(
                exercise.figure,
                number,
                title=f"{exercise.title}: {labels.get(pose.name, '')}",
                title_id=f"{exercise.key}-{number}",
                grid=FIGURE_GRID,
            ),
        }
        for number, pose in enumerate(poses)
    ]
