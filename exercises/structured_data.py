"""What the pages of exercises, programmes and weeks tell machines.

An ExercisePlan of schema.org is both a text and a physical activity: title and steps come from the
one, doses from the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from editorial.structured_data import page_data, review_data
from exercises import wording
from exercises.dose import Dose
from exercises.models import Exercise, Programme
from exercises.week_page import WeekExercise, WeekPage, WeekSession


def exercise_data(exercise: Exercise, address: str) -> dict[str, Any]:
    """Describe an exercise at its absolute address: what, how much, and step by step."""
    return {
        "@type": "ExercisePlan",
        **page_data(exercise, address),
        "exerciseType": exercise.get_kind_display(),
        "intensity": exercise.get_level_display(),
        "activityFrequency": wording.plain(wording.frequency_words(exercise)),
        "activityDuration": duration(exercise.minutes),
        **dose_data(exercise.dose),
        "hasPart": steps_data(exercise),
        **reviewed_page(exercise, address),
    }


def dose_data(dose: Dose) -> dict[str, Any]:
    """Say of a dose what its words say."""
    data: dict[str, Any] = {}
    if wording.times(dose):
        data["repetitions"] = amount(dose.repetitions_from, dose.repetitions_to)
    if rest := wording.rest_words(dose):
        data["restPeriods"] = wording.plain(rest)
    told = (wording.hold(dose), wording.sides(dose), wording.rounds(dose))
    if variables := [wording.plain(text) for text in told if text]:
        data["additionalVariable"] = variables
    return data


def amount(low: int, high: int | None) -> int | dict[str, Any]:
    if not high or high == low:
        return low
    return {"@type": "QuantitativeValue", "minValue": low, "maxValue": high}


def duration(minutes: int) -> str:
    """Return minutes as ISO 8601 writes them."""
    return f"PT{minutes}M"


def steps_data(exercise: Exercise) -> dict[str, Any]:
    return {
        "@type": "HowTo",
        "name": exercise.title,
        "step": [
            {
                "@type": "HowToStep",
                "position": position,
                "text": step.text,
                "inLanguage": step.shown_language,
            }
            for position, step in enumerate(exercise.steps.all(), start=1)
        ],
    }


def reviewed_page(page: Exercise | Programme, address: str) -> dict[str, Any]:
    """Say that the page was reviewed; a plan itself cannot be."""
    review = review_data(page)
    if not review:
        return {}
    return {"mainEntityOfPage": {"@type": "WebPage", "url": address, **review}}


def programme_data(programme: Programme, weeks: Iterable[WeekPage], address: str) -> dict[str, Any]:
    """Describe a programme at its absolute address, with its weeks as parts."""
    return {
        "@type": "ExercisePlan",
        **page_data(programme, address),
        "hasPart": [week_summary(page, urljoin(address, page.url)) for page in weeks],
        **reviewed_page(programme, address),
    }


def week_summary(page: WeekPage, address: str) -> dict[str, Any]:
    """Say of a week what the list of weeks says."""
    data: dict[str, Any] = {
        "@type": "ExercisePlan",
        "name": page.week.title,
        "description": page.week.focus,
        "url": address,
        "position": page.week.number,
        "inLanguage": page.week.shown_language,
    }
    if page.sessions:
        data["activityFrequency"] = wording.sessions_words(len(page.sessions))
    return data


def week_data(page: WeekPage, address: str) -> dict[str, Any]:
    """Describe a week at its absolute address: its sessions with their exercises."""
    programme = page.programme
    return {
        **week_summary(page, address),
        "dateModified": page.week.content_updated_at,
        "isPartOf": {
            "@type": "ExercisePlan",
            "name": programme.title,
            "url": urljoin(address, programme.get_absolute_url()),
        },
        "hasPart": [session_data(session, address) for session in page.sessions],
        **reviewed_page(programme, address),
    }


def session_data(session: WeekSession, address: str) -> dict[str, Any]:
    return {
        "@type": "ExercisePlan",
        "name": session.session.title,
        "position": session.session.number,
        "activityDuration": duration(session.minutes),
        "hasPart": [dosed_exercise(each, address) for each in session.exercises],
    }


def dosed_exercise(each: WeekExercise, address: str) -> dict[str, Any]:
    """Say of an exercise with its dose in a session what its entry says."""
    exercise = each.exercise
    return {
        "@type": "ExercisePlan",
        "name": exercise.title,
        "url": urljoin(address, exercise.get_absolute_url()),
        "inLanguage": exercise.shown_language,
        "exerciseType": exercise.get_kind_display(),
        "activityDuration": duration(each.dose.minutes),
        **dose_data(each.dose),
    }
