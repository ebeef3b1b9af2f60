"""Exercises in lists, and where their muscles lie."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

from django.utils import timezone

from articles.models import (
    Article,
    GlossaryTerm,
    Topic,
)
from exercises import bodymap
from exercises.dose import Form
from exercises.models import Exercise
from exercises.muscle_exercises import Uses
from exercises.templatetags.exercise_tags import body_map, poses_of
from styleguide.sample import IN_LIST, Sample


def article() -> Article:
    return Article(
        title_de="Was bei Dysbalance hilft",
        slug_de="dysbalance",
        lead_de="Spieler und Gegenspieler halten sich die Waage. Was tun, wenn eine Seite nachgibt?",
        topic=Topic(title_de="Muskeln verstehen", slug_de="muskeln"),
        published_at=timezone.now(),
    )


def exercise(kind: str, figure: str) -> Exercise:
    hold = kind != Exercise.Kind.STRENGTHENING
    return Exercise(
        kind=kind,
        key=figure,
        title_de="Eine Übung für den Rücken",
        slug_de=figure,
        form=Form.HOLD if hold else Form.REPETITIONS,
        start_sets=2,
        start_repetitions=8,
        start_hold=10 if hold else None,
        figure=figure,
    )


FIGURE_OF_KIND = {
    Exercise.Kind.ISOMETRIC: "forearm-plank",
    Exercise.Kind.STRETCHING: "hip-flexor-stretch",
    Exercise.Kind.STRENGTHENING: "sit-to-stand",
    Exercise.Kind.RELAXATION: "muscle-relaxation",
}


def entries() -> Iterator[Sample]:
    for language, state in (("de", "written in the reader's language"), ("en", "in German only")):
        context = {"article": article(), "language": language, "level": 3, "with_topic": True}
        yield Sample("components/article_entry.html", state, context, inside=IN_LIST)
    for kind, figure in FIGURE_OF_KIND.items():
        one = exercise(kind, figure)
        context = {"exercise": one, "dose": one.dose, "language": "de", "level": 3}
        yield Sample("components/exercise_entry.html", kind.value, context, inside=IN_LIST)
    one = exercise(Exercise.Kind.STRENGTHENING, "sit-to-stand")
    yield Sample("components/exercise_figure.html", "", {"exercise": one, "poses": poses_of(one)})
    balance = {"first": "Bauchmuskeln", "first_latin": "Rectus abdominis"}
    balance |= {"second": "Rückenstrecker", "second_latin": "Erector spinae"}
    yield Sample("components/balance.html", "", balance)
    for template in ("other_language", "translation_notice"):
        yield Sample(f"components/{template}.html", "", {"shown": "de", "language": "en"})
    term = GlossaryTerm(
        title_de="Lendenwirbelsäule", slug_de="lws", definition_de="Der untere Teil des Rückens."
    )
    yield Sample("components/term_note.html", "open", {"term": term})


def muscles() -> Iterator[Sample]:
    muscle = SimpleNamespace(
        key="pectoralis", name="Großer Brustmuskel", latin="Musculus pectoralis major"
    )
    uses = Uses(
        works_in=[exercise(Exercise.Kind.STRETCHING, "doorway-chest-stretch")],
        opponent_in=[exercise(Exercise.Kind.STRENGTHENING, "band-row")],
        has_more=True,
    )
    entry = bodymap.Entry(muscle, None, groups=[], members=[], uses=uses, pairs=[])  # type: ignore[arg-type]
    context = {"entry": entry, "language": "de"}
    yield Sample("components/muscle_entry.html", "", context, inside=IN_LIST)
    yield Sample("components/small_map.html", "", body_map([muscle]))  # type: ignore[list-item]
