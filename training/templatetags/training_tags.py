"""What a reader does with exercises: the plan in the making, sessions in words, what goes on paper."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import RequestContext
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.safestring import SafeString, mark_safe

from editorial.structured_data import data_block
from exercises.dose import Dose
from exercises.filters import LibraryFilter
from exercises.models import Exercise
from exercises.templatetags.exercise_tags import exercise_thumb
from training import pdf, structured_data, wording
from training.models import Programme
from training.plan import Plan, PlanItem
from training.stations import Run
from training.week_page import WeekPage

register = template.Library()


@register.inclusion_tag("components/plan_bar.html", takes_context=True)
def plan_bar(context: RequestContext) -> dict[str, Any]:
    """Lead back to the plan that is being made; nothing where there is none."""
    return {"plan": carried_plan(context.request)}


@register.inclusion_tag("components/plan_choice.html", takes_context=True)
def plan_choice(context: RequestContext, exercise: Exercise) -> dict[str, Any]:
    """Offer to train an exercise or to put it into the plan the reader is making."""
    plan = carried_plan(context.request)
    is_in_plan = exercise.key in plan.keys
    can_add = not is_in_plan and not plan.is_full
    return {
        "exercise": exercise,
        "is_in_plan": is_in_plan,
        "plan_url": plan.adding(PlanItem(exercise)).url if can_add else "",
        "training_url": Plan((PlanItem(exercise),)).training_url,
    }


@register.inclusion_tag("components/plan_step.html", takes_context=True)
def plan_step(context: RequestContext, choice: LibraryFilter, exercise: Exercise) -> dict[str, Any]:
    """Add an exercise to the plan that goes along with the library's links."""
    plan = carried_plan(context.request)
    adding = replace(choice, plan=plan.adding(PlanItem(exercise)).code)
    return {
        "exercise": exercise,
        "is_in_plan": exercise.key in plan.keys,
        "plan_url": plan.url,
        "url": "" if plan.is_full else f"{adding.url}#{exercise.key}",
    }


def carried_plan(request: HttpRequest) -> Plan:
    """Read the plan from the address once for all places of a page that show it."""
    plan = getattr(request, "carried_plan", None)
    if plan is None:
        plan = request.carried_plan = Plan.from_query(request.GET, name="plan")  # type: ignore[attr-defined]
    return plan


@register.filter
def run_text(run: Run, dose: Dose) -> str:
    """Return in words what is done in one run of a session."""
    return wording.run_words(run, dose)


@register.filter
def side_text(run: Run) -> str:
    """Return which side a run of a session is for."""
    return wording.side_words(run)


@register.filter
def weekday_letters(number: str) -> str:
    """Return the short name of a weekday; 1 is Monday."""
    return str(WEEKDAYS_ABBR[int(number) - 1])


@register.simple_tag
def exercise_print(exercise: Exercise) -> SafeString | str:
    """Return the pose that tells most about an exercise with its colours inside, for a PDF."""
    drawing = exercise_thumb(exercise)
    style = f"<style>{pdf.figure_style()}</style>"
    return mark_safe(drawing.replace("</svg>", f"{style}</svg>", 1))  # noqa: S308 – a file of ours in it


@register.simple_tag
def programme_data(programme: Programme, weeks: Iterable[WeekPage], address: str) -> SafeString:
    return data_block(structured_data.programme_data(programme, weeks, address))


@register.simple_tag
def week_data(page: WeekPage, address: str) -> SafeString:
    return data_block(structured_data.week_data(page, address))


@register.filter
def sessions_text(page: WeekPage) -> str:
    """Return how often to train in a week."""
    return wording.sessions_words(len(page.sessions))


@register.filter
def session_minutes_text(page: WeekPage) -> str:
    """Return how long the sessions of a week take."""
    return wording.session_minutes_words(*page.minutes)
