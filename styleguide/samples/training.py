"""Plans, and the weeks of a programme."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from exercises.cautions import Caution, SafetySentence
from exercises.dose import Dose, Form
from exercises.models import Exercise
from exercises.progress import STRENGTH
from styleguide.sample import IN_LIST, Sample
from styleguide.samples.exercises import FIGURE_OF_KIND, exercise
from training.balance import Lack
from training.models import Programme, Week
from training.plan import LeftOut, Plan, PlanItem, Reason
from training.week_page import WeekExercise, WeekSession


def plan_row(**given: Any) -> SimpleNamespace:
    one = exercise(Exercise.Kind.ISOMETRIC, "forearm-plank")
    own = {
        "exercise": one,
        "item": PlanItem(one),
        "number": 1,
        "unwanted": [],
        "page_url": "#",
        "up_url": "#",
        "down_url": "#",
        "remove_url": "#",
    }
    return SimpleNamespace(**own | given)


def plans() -> Iterator[Sample]:
    one = exercise(Exercise.Kind.STRENGTHENING, "sit-to-stand")
    yield Sample("components/plan_bar.html", "", {"plan": Plan((PlanItem(one),))})
    rule = {
        "sentences": ["Hören Sie auf, wenn es sticht."],
        "own": [(one, "Hören Sie auf, wenn Ihnen schwindlig wird.")],
        "name": "",
        "note": "Was sonst noch gilt, steht bei der Übung.",
    }
    yield Sample("components/stop_rule.html", "", rule)
    asking = [SafetySentence(text_de="Eine Operation in den letzten drei Monaten")]
    yield Sample("components/ask_first.html", "", {"sentences": asking})
    ladder = SimpleNamespace(
        dose=one.dose,
        goal=one.dose.changed(sets=3, repetitions=12),
        easier_variant="Nehmen Sie die Hände zu Hilfe.",
        easier=exercise(Exercise.Kind.ISOMETRIC, "forearm-plank"),
        harder_variant="",
        harder=None,
    )
    grown = {"exercise": ladder, "progress": STRENGTH}
    yield Sample("components/progress.html", "with an easier exercise and no harder one", grown)
    places = {
        "can be added": {"url": "#", "plan_url": "#", "is_in_plan": False},
        "in the plan": {"url": "", "plan_url": "", "is_in_plan": True},
        "the plan is full": {"url": "", "plan_url": "", "is_in_plan": False},
    }
    for state, place in places.items():
        context = {"exercise": one, "training_url": "#", **place}
        yield Sample("components/plan_choice.html", state, context)
        yield Sample("components/plan_step.html", state, context | {"plan_url": "#"})
    unwanted = [Caution(code="K", name_de="Kniebeschwerden")]
    rows = {
        "": (plan_row(), ""),
        "with a refused dose and a caution": (plan_row(unwanted=unwanted), "forearm-plank"),
    }
    for state, (row, refused) in rows.items():
        address = {"code": "", "without": ""}
        context = {"row": row, "total": 2, "refused": refused, "language": "de", **address}
        yield Sample("components/plan_row.html", state, context, inside=("ol", "plan__rows"))
    for reason in Reason:
        context = {"part": LeftOut("bird-dgo", reason)}
        yield Sample("components/left_out.html", reason.value, context)
    pair = SimpleNamespace(title="Bauch und Rücken")
    for lack in Lack:
        context = {"hint": SimpleNamespace(lack=lack, pair=pair)}
        yield Sample("components/plan_hint.html", lack.value, context)
    yield Sample("components/pain_light.html", "", {"level": 3})


def programme() -> Programme:
    return Programme(
        title_de="Sechs Wochen",
        slug_de="sechs-wochen",
        lead_de="Ein ruhiger Einstieg. Jede Woche kommt nur eine Sache dazu.",
        for_whom_de="Für Erwachsene, deren Schmerzen leicht sind und wiederkommen.",
    )


def week(number: int) -> Week:
    return Week(
        programme=programme(),
        number=number,
        title_de="Ein paar Mal mehr",
        focus_de="Neu ist nur die Zahl der Wiederholungen. Alles andere bleibt, wie es ist.",
    )


def week_exercises() -> list[WeekExercise]:
    """One as before, one with another dose, one new."""
    known, changed, new = (
        exercise(kind, FIGURE_OF_KIND[kind]) for kind in list(FIGURE_OF_KIND)[:3]
    )
    return [
        WeekExercise(known, known.dose, known.dose, is_new=False),
        WeekExercise(
            changed, changed.dose, Dose(form=Form.HOLD, repetitions=5, hold=5), is_new=False
        ),
        WeekExercise(new, new.dose, None, is_new=True),
    ]


def weeks() -> Iterator[Sample]:
    exercises = week_exercises()
    held = SimpleNamespace(number=1, title="Ganz durch, am Ende Dehnen", minutes=12)
    session = WeekSession(held, exercises)  # type: ignore[arg-type]
    page = SimpleNamespace(
        week=week(2),
        previous=week(1),
        following=week(3),
        sessions=[session, session],
        exercises=exercises,
        telling=exercises[2],
        minutes=[9, 12],
    )
    whole = {"programme": programme(), "weeks": [page] * 6, "first": page, "language": "de"}
    yield Sample("components/programme_entry.html", "", whole, inside=IN_LIST)
    entry = {"page": page, "language": "de"}
    yield Sample("components/week_entry.html", "", entry, inside=("ol", "weeks__list"))
    yield Sample("components/week_sum.html", "", {"page": page})
    yield Sample("components/week_changes.html", "", {"changes": exercises[1:]})
    yield Sample("components/session.html", "", {"session": session, "language": "de"})
    for state, given in (
        ("in between", page),
        ("the first", SimpleNamespace(previous=None, following=week(2))),
        ("the last", SimpleNamespace(previous=week(5), following=None)),
    ):
        yield Sample("components/week_steps.html", state, {"page": given})
