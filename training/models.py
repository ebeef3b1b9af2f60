"""Programmes: weeks of sessions, each exercise with its dose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch
from django.db.models.functions import Greatest, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.lines import lines
from editorial.page_kinds import PageKind
from editorial.publication import Publishable, PublishableQuerySet, Translated
from editorial.stored import Stored
from exercises.cautions import Caution
from exercises.dose import (
    MOST_REPETITIONS,
    MOST_SECONDS_GOING,
    MOST_SETS,
    Dose,
    session_minutes,
)
from exercises.models import Equipment, Exercise, Position
from records.shape import Place, Rows
from training.promise import Promise

MOST_ROWS = 999
#: What weeks and sessions are numbered with.
COUNTED = [MinValueValidator(1), MaxValueValidator(MOST_ROWS)]
NUMBER_TAKEN = _("Another one has this number.")


class ProgrammeQuerySet(PublishableQuerySet):
    def with_weeks(self) -> Self:
        """Bring weeks, sessions and their visible exercises."""
        items = (
            SessionExercise.objects.select_related("exercise__picture", "place")
            .prefetch_related("exercise__load_tags__cautions")
            .filter(exercise__in=Exercise.objects.published())
        )
        return self.prefetch_related(
            "weeks__sessions", Prefetch("weeks__sessions__items", queryset=items)
        )

    def for_search(self) -> Self:
        """Bring what its texts for the search are taken from."""
        return self.prefetch_related("weeks")

    def for_page(self) -> Self:
        """Bring everything the page of a programme shows."""
        return self.with_provenance().with_weeks()


class Programme(Publishable):
    """A path of weeks and sessions that grows by one thing at a time."""

    record = Place("programmes/")
    page_kind = PageKind(_("Programme"))

    for_whom = models.TextField(_("for whom"), max_length=600)
    not_for = models.TextField(
        _("for whom not"), max_length=600, help_text=_("Who should ask a doctor first.")
    )
    how_to = models.TextField(
        _("how to go about it"), blank=True, help_text=_("One piece of advice per line.")
    )
    positions = models.ManyToManyField(
        Position,
        verbose_name=_("only in these positions"),
        blank=True,
        related_name="+",
        help_text=_("What the programme promises. Nothing chosen means: in any."),
    )
    equipment = models.ManyToManyField(
        Equipment,
        verbose_name=_("with nothing but"),
        blank=True,
        related_name="+",
        help_text=_("Nothing chosen means: with whatever its exercises need."),
    )
    without = models.ManyToManyField(
        Caution,
        verbose_name=_("nothing that needs care with"),
        blank=True,
        related_name="+",
    )
    most_minutes = models.PositiveSmallIntegerField(
        _("minutes at most"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Of one session."),
    )
    most_level = models.PositiveSmallIntegerField(
        _("level at most"), null=True, blank=True, choices=Exercise.Level.choices
    )
    ordering = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The first one is offered on the home page.")
    )

    objects: ClassVar = ProgrammeQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["ordering", "key"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def get_absolute_url(self) -> str:
        return reverse("training:programme", args=[self.slug])

    @property
    def promise(self) -> Promise:
        return Promise.of(
            positions=self.positions.all(),
            equipment=self.equipment.all(),
            without=self.without.all(),
            most_level=self.most_level,
        )

    def search_texts(self) -> Iterator[str | None]:
        yield from (self.for_whom, self.how_to)
        yield from (f"{week.title} {week.focus}" for week in self.weeks.all())

    @property
    def how_to_list(self) -> list[str]:
        return lines(self.how_to)


class WeekQuerySet(models.QuerySet):
    def published(self) -> Self:
        """The weeks of programmes that readers may see now."""
        return self.filter(programme__in=Programme.objects.published()).select_related("programme")

    def written_in(self, code: str) -> Self:
        return self.filter(programme__in=Programme.objects.written_in(code))

    def with_last_change(self) -> Self:
        day = Greatest("programme__content_updated_at", TruncDate("programme__published_at"))
        return self.annotate(last_change=day)


class Week(Stored, Translated):
    """One week of a programme, with a page of its own."""

    record = Rows("weeks", of="programme", placed_by="number")
    page_kind = PageKind(_("Week"), is_searched=False)

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="weeks")
    number = models.PositiveSmallIntegerField(_("number"), validators=COUNTED)
    title = models.CharField(_("title"), max_length=120)
    focus = models.TextField(
        _("focus"), max_length=400, help_text=_("What is new this week, and why.")
    )

    objects = WeekQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("week")
        verbose_name_plural = _("weeks")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="training_week_number_once_per_programme",
                violation_error_message=NUMBER_TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("training:week", args=[self.programme.slug, self.number])

    def is_translated(self, code: str) -> bool:
        """A week is there where its programme is, with all weeks and sessions."""
        return self.programme.is_translated(code)

    @property
    def content_updated_at(self) -> dt.date:
        return self.programme.content_updated_at


class Session(Stored):
    """One training session of a week."""

    record = Rows("sessions", of="week", placed_by="number")

    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"), validators=COUNTED)
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        ordering = ["number"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["week", "number"],
                name="training_session_number_once_per_week",
                violation_error_message=NUMBER_TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week} · {self.title}"

    @property
    def minutes(self) -> int:
        """Minutes for all exercises of the session, half a minute of changing over included."""
        return session_minutes(item.dose for item in self.items.all())


class SessionExercise(models.Model):
    """An exercise in a session; an empty number means the exercise's own dose."""

    record = Rows("items", of="session")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    exercise = models.ForeignKey(
        Exercise, verbose_name=_("exercise"), on_delete=models.PROTECT, related_name="+"
    )
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)
    place = models.ForeignKey(
        Position,
        verbose_name=_("where"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Where the programme names the place, for example in bed."),
    )
    sets = models.PositiveSmallIntegerField(
        _("sets"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SETS)],
    )
    repetitions = models.PositiveSmallIntegerField(
        _("repetitions"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_REPETITIONS)],
    )
    hold_seconds = models.PositiveSmallIntegerField(
        _("hold (seconds)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SECONDS_GOING)],
    )

    class Meta:
        ordering = ["ordering", "pk"]
        verbose_name = _("exercise of the session")
        verbose_name_plural = _("exercises of the session")

    def __str__(self) -> str:
        return str(self.exercise)

    def clean(self) -> None:
        super().clean()
        if self.exercise_id and self.session_id:
            promise = self.session.week.programme.promise
            if broken := list(promise.broken_by(self.exercise, self.place)):
                raise ValidationError({"exercise": broken})

    @property
    def dose(self) -> Dose:
        return self.exercise.dose.changed(
            sets=self.sets, repetitions=self.repetitions, hold=self.hold_seconds
        )
