"""Rules for exercises and what is made of them: pairs and programmes; and for everyday situations."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from exercises.models import Exercise, MusclePair, Step
from prevention.models import Situation, Tip
from quality.checks.pages import ALL, Page, languages, localized
from quality.checks.rules import Hits, page_rule
from training.models import Programme, Session, SessionExercise, Week

FEWEST_STEPS = 3
#: What an exercise must have, by the words for its absence.
PARTS: dict[str, Callable[[Any], object]] = {
    "no breathing": lambda exercise: exercise.breathing_de,
    "no common mistakes": lambda exercise: exercise.common_mistakes_de,
    "neither an easier variant nor a rung below": lambda exercise: (
        exercise.easier_variant_de or (exercise.rung or 1) > 1
    ),
    "no agonist": lambda exercise: (
        exercise.kind == Exercise.Kind.RELAXATION or exercise.agonists.exists()
    ),
    "neither a drawing nor a picture": lambda exercise: exercise.figure or exercise.picture_id,
    "no description of its drawing": lambda exercise: (
        exercise.figure_description_de or not exercise.figure
    ),
}
#: Exercises that name no caution, and why. None of them has been read by a clinician yet.
WITHOUT_CAUTION = {
    "calf-stretch": "Standing upright with both hands on the wall, one foot at a time.",
    "heel-raise-seated": "Sitting, with the weight of the legs alone.",
    "muscle-relaxation-short": "Tensing lightly for a few seconds, sitting or lying.",
    "scapular-squeeze": "Sitting upright, short holds without weight.",
}


Kind, Posture = Exercise.Kind, Exercise.Posture
KNEELING = {
    Posture.QUADRUPED,
    Posture.KNEELING,
    Posture.HALF_KNEEL,
    Posture.FOREARM_KNEEL,
}
DOSE_IN_WORDS = re.compile(
    r"\d+ (?:Sekunden?|Minuten?|seconds?|minutes?|times|rounds?|Runden?|Durchgänge?)|\d-mal"
)
#: From this effort on a hold raises the blood pressure.
CLEAR = {"e4", "e5", "e6", "e7"}
HARD = {"e6", "e7"}
MOST_HARD_DAYS = 4
#: What is so of an exercise, how one sees it, and the cautions that go with it.
CERTAIN: list[tuple[str, Callable[[Any], bool], str]] = [
    ("lies flat", lambda e: e.posture in (Posture.SUPINE, Posture.PRONE), "S"),
    ("kneels", lambda e: e.posture in KNEELING, "K"),
    ("is for the neck", lambda e: any(r.key == "neck" for r in e.regions.all()), "CDN"),
    ("holds with effort", lambda e: e.kind == Kind.ISOMETRIC and e.effort in CLEAR, "B"),
    ("trains balance", lambda e: e.kind == Kind.BALANCE, "G"),
    ("trains endurance", lambda e: e.kind == Kind.ENDURANCE, "A"),
    ("uses a band", lambda e: any(kit.key == "band" for kit in e.equipment.all()), "W"),
]


@page_rule(Exercise)
def exercise_parts(page: Page) -> Hits:
    """20, 21, 36 – It can be done safely, from the text alone or from the picture alone."""
    for what, has in PARTS.items():
        if not has(page.record):
            yield ALL, what


@page_rule(Exercise)
def exercise_steps(page: Page) -> Hits:
    """20, 21 – Start, movement and way back are steps of their own."""
    count = len(page.rows(Step))
    if count < FEWEST_STEPS:
        yield ALL, f"{count} steps instead of {FEWEST_STEPS} or more"


@page_rule(Exercise)
def exercise_steps_without_dose(page: Page) -> Hits:
    """20 – How much stands in the dose alone, so that steps, timer and plan cannot disagree."""
    for language in languages():
        for step in page.rows(Step):
            if said := DOSE_IN_WORDS.search(localized(step, "text", language)):
                yield language, f"a step names a dose: “{said[0]}”"


@page_rule(Exercise)
def exercise_caution(page: Page) -> Hits:
    """20 – Who needs care is named, or there is a reason why nobody does."""
    if page.key not in WITHOUT_CAUTION and not page.record.cautions:
        yield ALL, "no caution and no reason in WITHOUT_CAUTION"


@page_rule(Exercise)
def exercise_loads(page: Page) -> Hits:
    """20 – What an exercise is makes some cautions certain: its loads have to name them."""
    exercise = page.record
    codes = {caution.code for caution in exercise.cautions}
    for what, is_so, needed in CERTAIN:
        if is_so(exercise) and not set(needed) <= codes:
            missing = " ".join(sorted(set(needed) - codes))
            yield ALL, f"{what}, and no load of it asks for {missing}"


@page_rule(Exercise)
def exercise_effort(page: Page) -> Hits:
    """20 – Hard exercises leave days to recover and have a rest between their sets."""
    exercise = page.record
    if exercise.goal_sets > 1 and not exercise.rest_seconds:
        yield ALL, "several sets at the goal and no rest between them"
    days = exercise.days_per_week_to or exercise.days_per_week_from
    if exercise.kind == Kind.STRENGTHENING and exercise.effort in HARD and days > MOST_HARD_DAYS:
        yield ALL, f"hard strengthening on {days} days a week"


@page_rule(Exercise)
def ladder_level(page: Page) -> Hits:
    """20 – Going up a ladder never makes an exercise easier."""
    exercise = page.record
    below = Exercise.objects.filter(ladder=exercise.ladder_id, rung__lt=exercise.rung or 0)
    for harder in below.filter(level__gt=exercise.level):
        yield ALL, f"easier than {harder.key} on a rung below"


@page_rule(MusclePair)
def pair_exercises(page: Page) -> Hits:
    """9 – A pair offers holding, stretching and strengthening."""
    for name in ("isometric", "stretching", "strengthening"):
        exercise = getattr(page.record, name)
        if exercise.kind != name or not exercise.is_public:
            yield ALL, f"readers see no {name} exercise"


@page_rule(Programme)
def programme_audience(page: Page) -> Hits:
    """8 – A programme says for whom it is and for whom not."""
    for name in ("for_whom", "not_for"):
        if not getattr(page.record, f"{name}_de"):
            yield ALL, f"{name} is empty"


@page_rule(Programme)
def programme_sessions(page: Page) -> Hits:
    """20 – Every week has sessions and every session has something to do."""
    weeks, sessions = page.rows(Week), page.rows(Session)
    busy = {item.session_id for item in page.rows(SessionExercise) if item.exercise.is_public}
    if not weeks:
        yield ALL, "no weeks"
    for week in weeks:
        if not any(session.week_id == week.pk for session in sessions):
            yield ALL, f"week {week.number} has no session"
    for session in sessions:
        if session.pk not in busy:
            yield ALL, f"session {session.number} has no exercise readers see: {session}"


@page_rule(Programme)
def programme_promise(page: Page) -> Hits:
    """8, 20 – A programme keeps what it promises: places, kit, level, cautions and minutes."""
    programme = page.record
    for item in page.rows(SessionExercise):
        for broken in programme.promise.broken_by(item.exercise, item.place):
            yield ALL, f"{item.session}: {broken}"
    for session in page.rows(Session):
        if programme.most_minutes and session.minutes > programme.most_minutes:
            yield (
                ALL,
                f"{session} takes {session.minutes} minutes instead of {programme.most_minutes}",
            )


@page_rule(Programme)
def programme_dose(page: Page) -> Hits:
    """20 – No exercise of a programme begins below its start or goes beyond its goal."""
    for item in page.rows(SessionExercise):
        if not item.dose.is_within(item.exercise.dose, item.exercise.goal):
            yield ALL, f"{item.session}: the dose of {item.exercise.key} is out of its range"


@page_rule(Situation)
def situation_tips(page: Page) -> Hits:
    """16 – A situation of everyday life has something to offer."""
    if not Tip.objects.published().filter(situation=page.record).exists():
        yield ALL, "no tip"
