"""What the pages of exercises tell machines.

An ExercisePlan of schema.org is both a text and a physical activity: title and steps come from the
one, doses from the other.
"""

from __future__ import annotations

from typing import Any

from editorial.publication import Publishable
from editorial.structured_data import page_data, review_data
from exercises import wording
from exercises.dose import Dose
from exercises.models import Exercise


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
        data["repetitions"] = dose.repetitions
    if rest := wording.rest_words(dose):
        data["restPeriods"] = wording.plain(rest)
    told = (wording.hold(dose), wording.sides(dose), wording.rounds(dose))
    if variables := [wording.plain(text) for text in told if text]:
        data["additionalVariable"] = variables
    return data


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


def reviewed_page(page: Publishable, address: str) -> dict[str, Any]:
    """Say that the page was reviewed; a plan itself cannot be."""
    review = review_data(page)
    if not review:
        return {}
    return {"mainEntityOfPage": {"@type": "WebPage", "url": address, **review}}
