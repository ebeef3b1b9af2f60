"""The exercise library: muscles, exercises with their dose, muscle pairs."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Case, F, Prefetch, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.lines import lines, sentences
from editorial.models import Evidence, Picture
from editorial.page_kinds import PageKind
from editorial.publication import Publishable, PublishableQuerySet, Translated
from editorial.stored import Stored, validate_key
from exercises.dose import (
    MOST_REPETITIONS,
    MOST_SECONDS_HELD,
    MOST_SETS,
    Dose,
)
from figures import figure_choices
from records.shape import Place, Rows

ONE_LETTER = _("Choose one capital letter from A to Z.")


class Property(Stored):
    """A named property exercises are filtered by."""

    key = models.SlugField(_("key"), max_length=40, unique=True, validators=[validate_key])
    name = models.CharField(_("name"), max_length=80)
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["ordering", "key"]

    def __str__(self) -> str:
        return self.name


class Region(Property):
    """A part of the body an exercise is for."""

    record = Place("regions.yaml")

    class Meta(Property.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class Position(Property):
    """Where an exercise is done: on the floor, in bed, on a chair, standing."""

    record = Place("positions.yaml")

    on_floor = models.BooleanField(
        _("on the floor"),
        default=False,
        help_text=_("Readers who cannot get down to the floor leave these exercises out."),
    )
    at_desk = models.BooleanField(
        _("at the desk"), default=False, help_text=_("Possible in an office, in everyday clothes.")
    )
    getting_there = models.TextField(
        _("getting there and back"),
        blank=True,
        help_text=_("How to get into this position and out of it again safely, one step per line."),
    )

    class Meta(Property.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    @property
    def getting_there_steps(self) -> list[str]:
        return lines(self.getting_there)


class Equipment(Property):
    """Something an exercise needs: a mat, a chair, a towel."""

    record = Place("equipment.yaml")

    at_desk = models.BooleanField(
        _("at the desk"), default=False, help_text=_("At hand in an office.")
    )

    class Meta(Property.Meta):
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")


class Muscle(Stored):
    """A muscle or muscle group by its everyday and its Latin name."""

    record = Place("muscles.yaml")

    key = models.SlugField(_("key"), max_length=60, unique=True, validators=[validate_key])
    name = models.CharField(_("everyday name"), max_length=120)
    latin = models.CharField(_("Latin name"), max_length=160)

    class Meta:
        ordering = ["key"]
        verbose_name = _("muscle")
        verbose_name_plural = _("muscles")

    def __str__(self) -> str:
        return self.name

    @property
    def both_names(self) -> str:
        return f"{self.name} {self.latin}"


class Caution(Stored):
    """A condition under which an exercise needs care, told the same way everywhere."""

    record = Place("cautions.yaml", key="code")

    code = models.CharField(
        _("code"), max_length=1, unique=True, validators=[RegexValidator(r"^[A-Z]\Z", ONE_LETTER)]
    )
    name = models.CharField(
        _("name"), max_length=120, help_text=_("Whom it concerns, in a few words.")
    )
    text = models.TextField(_("text"), max_length=400, help_text=_("What to do or to leave out."))

    class Meta:
        ordering = ["code"]
        verbose_name = _("caution")
        verbose_name_plural = _("cautions")
        constraints = [
            models.CheckConstraint(
                name="exercises_caution_code_a_to_z",
                condition=Q(code__in=list(ascii_uppercase)),
                violation_error_message=ONE_LETTER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"


def known_cautions(text: str) -> str:
    """Return the codes among `text` that stand for a caution, in alphabetical order."""
    letters = set(text[:26].upper()) & set(ascii_uppercase)
    codes = Caution.objects.filter(code__in=letters).values_list("code", flat=True)
    return "".join(sorted(codes)) if letters else ""


class ExerciseQuerySet(PublishableQuerySet):
    def off_the_floor(self) -> Self:
        """Keep what can also be done without getting down to the floor."""
        return self.filter(pk__in=Exercise.objects.filter(positions__on_floor=False).values("pk"))

    def at_a_desk(self) -> Self:
        """Keep what can be done in an office with what is at hand there."""
        possible = Exercise.objects.filter(positions__at_desk=True)
        out_of_reach = Exercise.objects.filter(equipment__at_desk=False)
        return self.filter(pk__in=possible.values("pk")).exclude(pk__in=out_of_reach.values("pk"))

    def using_muscle(self, key: str) -> Self:
        """Keep those in which a muscle works, is stretched or is the opponent."""
        works = Exercise.objects.filter(agonists__key=key).values("pk")
        opposes = Exercise.objects.filter(antagonists__key=key).values("pk")
        return self.filter(Q(pk__in=works) | Q(pk__in=opposes))

    def without_cautions(self, codes: str) -> Self:
        """Leave out what needs care with any of these."""
        concerned = Exercise.objects.filter(cautions__code__in=list(codes))
        return self.exclude(pk__in=concerned.values("pk"))

    def easy_first(self) -> Self:
        """By kind in the order readers learn them, then from easy to demanding."""
        order = [When(kind=kind, then=place) for place, kind in enumerate(Exercise.Kind.values)]
        return self.order_by(Case(*order), "level", "key")

    def for_list(self) -> Self:
        """Bring what a list entry shows."""
        return self.select_related("picture").prefetch_related("regions", "positions", "equipment")

    def for_search(self) -> Self:
        """Bring what its texts for the search are taken from."""
        return self.prefetch_related("steps", "agonists", "antagonists", "regions")

    def for_plan(self) -> Self:
        """Bring what a plan needs to know of its exercises."""
        return self.select_related("picture").prefetch_related("cautions", "agonists")

    def for_page(self) -> Self:
        """Bring everything the exercise page shows."""
        visible = Exercise.objects.published()
        return (
            self.for_list()
            .with_provenance()
            .select_related("easier", "picture")
            .prefetch_related(
                "agonists",
                "antagonists",
                "cautions",
                "steps",
                Prefetch("harder_exercises", queryset=visible),
            )
        )


class Exercise(Publishable):
    """A home exercise with an exact dose, steps, cautions and a stop rule.

    The lead says its purpose in one sentence. Hold and rest are in seconds.
    """

    record = Place("exercises/")
    page_kind = PageKind(_("Exercise"))

    class Kind(models.TextChoices):
        ISOMETRIC = "isometric", _("Isometric")
        STRETCHING = "stretching", _("Stretching")
        STRENGTHENING = "strengthening", _("Strengthening")
        RELAXATION = "relaxation", _("Relaxation")

    class Level(models.IntegerChoices):
        EASY = 1, _("Easy")
        MEDIUM = 2, _("Medium")
        DEMANDING = 3, _("Demanding")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, default=Level.EASY)
    regions = models.ManyToManyField(Region, verbose_name=_("regions"), related_name="exercises")
    positions = models.ManyToManyField(
        Position, verbose_name=_("positions"), related_name="exercises"
    )
    equipment = models.ManyToManyField(
        Equipment, verbose_name=_("equipment"), blank=True, related_name="exercises"
    )

    sets = models.PositiveSmallIntegerField(
        _("sets"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_SETS)]
    )
    repetitions_from = models.PositiveSmallIntegerField(
        _("repetitions from"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_REPETITIONS)],
    )
    repetitions_to = models.PositiveSmallIntegerField(
        _("repetitions to"), null=True, blank=True, validators=[MaxValueValidator(MOST_REPETITIONS)]
    )
    hold_seconds_from = models.PositiveSmallIntegerField(
        _("hold from (seconds)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SECONDS_HELD)],
        help_text=_("Leave it empty for an exercise without a hold."),
    )
    hold_seconds_to = models.PositiveSmallIntegerField(
        _("hold to (seconds)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_SECONDS_HELD)],
    )
    rest_seconds = models.PositiveSmallIntegerField(
        _("rest between sets (seconds)"), default=30, validators=[MaxValueValidator(600)]
    )
    per_side = models.BooleanField(
        _("per side"), default=False, help_text=_("The dose counts for each side.")
    )
    times_per_week_from = models.PositiveSmallIntegerField(
        _("times per week from"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(7)],
    )
    times_per_week_to = models.PositiveSmallIntegerField(
        _("times per week to"), null=True, blank=True, validators=[MaxValueValidator(7)]
    )
    duration_seconds = models.PositiveIntegerField(_("duration in seconds"), editable=False)

    agonists = models.ManyToManyField(
        Muscle,
        verbose_name=_("agonists"),
        blank=True,
        related_name="agonist_in",
        help_text=_("The muscles that work or are stretched."),
    )
    antagonists = models.ManyToManyField(
        Muscle,
        verbose_name=_("antagonists"),
        blank=True,
        related_name="antagonist_in",
        help_text=_("Their opponents."),
    )
    antagonist_note = models.CharField(
        _("note on the antagonists"),
        max_length=160,
        blank=True,
        help_text=_(
            "Where the list does not say it, for example: the same muscles of the other side."
        ),
    )

    breathing = models.TextField(_("breathing"), max_length=400)
    common_mistakes = models.TextField(
        _("common mistakes"), help_text=_("One per line, each with what to do instead.")
    )
    easier_variant = models.TextField(_("easier"), blank=True, max_length=400)
    harder_variant = models.TextField(_("harder"), blank=True, max_length=400)
    easier = models.ForeignKey(
        "self",
        verbose_name=_("easier exercise"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="harder_exercises",
    )
    cautions = models.ManyToManyField(
        Caution, verbose_name=_("cautions"), blank=True, related_name="exercises"
    )
    stop_rule = models.TextField(
        _("stop rule"),
        max_length=600,
        help_text=_(
            "When to end this exercise at once. Each sentence has to stand for itself: on a sheet with several exercises, what more than one of them says is told once."
        ),
    )
    evidence = models.CharField(
        _("evidence"), max_length=16, choices=Evidence.choices, default=Evidence.MAY_HELP
    )
    evidence_note = models.TextField(
        _("note on the evidence"), blank=True, help_text=_("What is known and what is not.")
    )
    aliases = models.TextField(
        _("other names"), blank=True, help_text=_("Other names readers search for, one per line.")
    )
    figure = models.CharField(
        _("drawing"),
        max_length=40,
        blank=True,
        choices=figure_choices,
        help_text=_("One of the portal's own drawings. An uploaded picture takes its place."),
    )
    figure_description = models.TextField(
        _("description of the drawing"),
        blank=True,
        max_length=400,
        help_text=_("Start and end position of the body, for readers who cannot see the drawing."),
    )
    picture = models.ForeignKey(
        Picture, verbose_name=_("picture"), null=True, blank=True, on_delete=models.PROTECT
    )

    objects: ClassVar = ExerciseQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["kind", "level", "key"]
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="exercises_exercise_level_1_to_3",
                condition=Q(level__gte=1, level__lte=3),
                violation_error_message=_("Choose one of the levels."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_sets_positive",
                condition=Q(sets__gte=1),
                violation_error_message=_("Count from 1."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_repetitions_in_order",
                condition=Q(repetitions_from__gte=1)
                & (Q(repetitions_to__isnull=True) | Q(repetitions_to__gte=F("repetitions_from"))),
                violation_error_message=_("The larger number of repetitions comes second."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_hold_in_order",
                condition=Q(hold_seconds_to__isnull=True)
                | Q(
                    hold_seconds_from__isnull=False,
                    hold_seconds_to__gte=F("hold_seconds_from"),
                ),
                violation_error_message=_("The longer hold comes second."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_isometric_has_hold",
                condition=~Q(kind="isometric") | Q(hold_seconds_from__isnull=False),
                violation_error_message=_("An isometric exercise needs a hold in seconds."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_per_week_in_order",
                condition=Q(times_per_week_from__gte=1, times_per_week_from__lte=7)
                & (
                    Q(times_per_week_to__isnull=True)
                    | Q(times_per_week_to__gte=F("times_per_week_from"), times_per_week_to__lte=7)
                ),
                violation_error_message=_(
                    "Times per week run from 1 to 7, the smaller number first."
                ),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Kept as a column so that "5 minutes" is a filter in the database, not a loop over all rows.
        self.duration_seconds = self.dose.seconds
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "duration_seconds"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("exercises:detail", args=[self.slug])

    def search_texts(self) -> Iterator[str | None]:
        yield from (self.aliases, self.get_kind_display(), self.common_mistakes, self.evidence_note)
        yield from (step.text for step in self.steps.all())
        yield from (m.both_names for m in [*self.agonists.all(), *self.antagonists.all()])
        yield from (region.name for region in self.regions.all())

    @property
    def dose(self) -> Dose:
        return Dose(
            sets=self.sets,
            repetitions_from=self.repetitions_from,
            repetitions_to=self.repetitions_to,
            hold_from=self.hold_seconds_from,
            hold_to=self.hold_seconds_to,
            rest=self.rest_seconds,
            per_side=self.per_side,
            by_muscle_group=self.kind == self.Kind.RELAXATION,
        )

    @property
    def minutes(self) -> int:
        """Minutes the largest dose takes, rounded up."""
        return self.dose.minutes

    @property
    def is_hold(self) -> bool:
        return self.dose.is_hold

    @property
    def mistake_list(self) -> list[str]:
        return lines(self.common_mistakes)

    @property
    def stop_sentences(self) -> list[str]:
        return sentences(self.stop_rule)

    @property
    def alias_list(self) -> list[str]:
        return lines(self.aliases)


class Step(Stored, Translated):
    """One thing to do in an exercise."""

    record = Rows("steps", of="exercise")

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="steps")
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.TextField(_("text"), max_length=400, help_text=_("One movement per step."))

    class Meta:
        ordering = ["ordering", "pk"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return (self.text or "")[:60]


class MusclePairQuerySet(PublishableQuerySet):
    def for_search(self) -> Self:
        """Bring what its texts for the search are taken from."""
        return self.select_related("first", "second")

    def with_exercise(self, exercise: Exercise) -> Self:
        """The pairs that this exercise stands in."""
        return self.filter(
            Q(isometric=exercise) | Q(stretching=exercise) | Q(strengthening=exercise)
        ).select_related("first", "second")

    def for_balance(self) -> Self:
        """Bring what tells whether a plan treats both sides of a pair."""
        kinds = ("isometric", "stretching", "strengthening")
        return self.select_related("first", "second", *kinds).prefetch_related(
            *(f"{kind}__agonists" for kind in kinds)
        )

    def for_page(self) -> Self:
        """Bring what the page of a muscle pair shows."""
        kinds = ("isometric__picture", "stretching__picture", "strengthening__picture")
        return self.select_related("first", "second", *kinds).with_provenance()


class MusclePair(Publishable):
    """Two muscles or groups that move a joint in opposite directions, and how to keep them even."""

    record = Place("muscle_pairs/")
    page_kind = PageKind(_("Muscle pair"))

    first = models.ForeignKey(
        Muscle, verbose_name=_("first muscle"), on_delete=models.PROTECT, related_name="+"
    )
    second = models.ForeignKey(
        Muscle, verbose_name=_("second muscle"), on_delete=models.PROTECT, related_name="+"
    )
    tightens = models.TextField(_("what tends to tighten"), max_length=600)
    weakens = models.TextField(_("what tends to weaken"), max_length=600)
    together = models.TextField(
        _("how they work together"),
        max_length=600,
        help_text=_("Opponents also work at the same time to steady a joint."),
    )
    not_supported = models.TextField(
        _("what studies do not support"),
        max_length=600,
        help_text=_("The limits of the idea, told plainly."),
    )
    isometric = models.ForeignKey(
        Exercise, verbose_name=_("isometric exercise"), on_delete=models.PROTECT, related_name="+"
    )
    stretching = models.ForeignKey(
        Exercise, verbose_name=_("stretching exercise"), on_delete=models.PROTECT, related_name="+"
    )
    strengthening = models.ForeignKey(
        Exercise,
        verbose_name=_("strengthening exercise"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)

    objects: ClassVar = MusclePairQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["ordering", "key"]
        verbose_name = _("muscle pair")
        verbose_name_plural = _("muscle pairs")
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="exercises_musclepair_two_muscles",
                condition=~Q(first=F("second")),
                violation_error_message=_("A muscle cannot be its own opponent."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        errors = {
            name: _("Choose an exercise of this kind.")
            for name in ("isometric", "stretching", "strengthening")
            if (exercise := getattr(self, name, None)) and exercise.kind != name
        }
        if errors:
            raise ValidationError(errors)

    def get_absolute_url(self) -> str:
        return reverse("exercises:pair", args=[self.slug])

    def search_texts(self) -> Iterator[str | None]:
        yield from (self.tightens, self.weakens, self.together, self.not_supported)
        yield from (muscle.both_names for muscle in self.muscles)

    @property
    def muscles(self) -> list[Muscle]:
        """The two opponents."""
        return [self.first, self.second]

    @property
    def exercises(self) -> list[Exercise]:
        """One exercise of each kind, as far as readers may see them."""
        chosen = [self.isometric, self.stretching, self.strengthening]
        return [exercise for exercise in chosen if exercise.is_public]
