"""What the pages of programmes and weeks tell machines, as ExercisePlan of schema.org."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from editorial.structured_data import page_data
from exercises.structured_data import dose_data, duration, reviewed_page
from training import wording
from training.models import Programme
from training.week_page import WeekExercise, WeekPage, WeekSession


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
