"""The exercise library: muscles, exercises with their dose, muscle pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Prefetch, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.lines import lines, sentences
from editorial.models import Evidence, Picture
from editorial.page_kinds import PageKind
from editorial.publication import Publishable, PublishableQuerySet, Translated
from editorial.stored import Stored, validate_key
from exercises.cautions import Caution, LoadTag
from exercises.dose import (
    MOST_REPETITIONS,
    MOST_SECONDS_GOING,
    MOST_SETS,
    Dose,
    Form,
)
from figures import figure_choices
from records.shape import Place, Rows

START_AT_MOST_GOAL = _("Nobody starts above the goal: make the start smaller, or the goal larger.")


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


class Ladder(Stored):
    """One movement from its easiest to its hardest exercise, a rung each."""

    record = Place("ladders.yaml")

    key = models.SlugField(_("key"), max_length=40, unique=True, validators=[validate_key])
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        ordering = ["key"]
        verbose_name = _("ladder")
        verbose_name_plural = _("ladders")

    def __str__(self) -> str:
        return self.title


def counted(name: Any, most: int, **kwargs: Any) -> Any:
    """A number of a dose, from 1 to `most`."""
    limits = [MinValueValidator(1), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(name, validators=limits, **kwargs)


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
        concerned = Exercise.objects.filter(load_tags__cautions__code__in=list(codes))
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
        return self.select_related("picture").prefetch_related("load_tags__cautions", "agonists")

    def for_page(self) -> Self:
        """Bring everything the exercise page shows."""
        rungs = Exercise.objects.published().order_by("rung")
        return (
            self.for_list()
            .with_provenance()
            .select_related("ladder")
            .prefetch_related(
                "agonists",
                "antagonists",
                "load_tags__cautions",
                "steps",
                Prefetch("ladder__rungs", queryset=rungs, to_attr="visible_rungs"),
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
        BALANCE = "balance", _("Balance")
        ENDURANCE = "endurance", _("Endurance")
        RELAXATION = "relaxation", _("Relaxation")

    class Level(models.IntegerChoices):
        EASY = 1, _("Easy")
        MEDIUM = 2, _("Medium")
        DEMANDING = 3, _("Demanding")

    class Posture(models.TextChoices):
        SITTING = "sitting", _("Sitting")
        STANDING = "standing", _("Standing")
        ONE_LEG = "one-leg", _("Standing on one leg")
        WALKING = "walking", _("Walking")
        SUPINE = "supine", _("Lying on the back")
        PRONE = "prone", _("Lying on the front")
        SIDE = "side", _("Lying on the side")
        QUADRUPED = "quadruped", _("On hands and knees")
        KNEELING = "kneeling", _("Kneeling")
        HALF_KNEEL = "half-kneel", _("Kneeling on one knee")
        FOREARM_KNEEL = "forearm-kneel", _("On forearms and knees")
        FOREARM_TOES = "forearm-toes", _("On forearms and toes")
        SIDE_FOREARM = "side-forearm", _("On one forearm, sideways")
        FLOOR_TRANSFER = "floor-transfer", _("Down to the floor or up from it")

    class Wheelchair(models.TextChoices):
        YES = "yes", _("Possible in a wheelchair")
        PART = "part", _("Possible with some people who use a wheelchair")
        NO = "no", _("Not in a wheelchair")

    class Effort(models.TextChoices):
        """How hard it may feel; the sentence is what readers see."""

        REST = "e0", _("No effort: just let it happen.")
        NO_PULL = "e1", _("Without any pull, and smaller than you could.")
        LIGHT_PULL = "e2", _("A light pull or an easy movement, at most 2 out of 10.")
        FINE = "e3", _("Tense lightly, with about a quarter of your strength.")
        EASY = "e4", _("Clear but easy: you can talk while you do it.")
        MEDIUM = "e5", _("Medium: you notice the last seconds or repetitions.")
        HARD = "e6", _("The last 2 to 3 feel hard but clean. You could do 2 to 3 more.")
        DEMANDING = "e7", _("Demanding but clean to the end, with 2 more in reserve.")
        BALANCE = "eb", _("Wobbling is fine. Your hands are close enough to hold on at once.")
        TALK = "et", _("You can speak in full sentences.")
        BRISK = "et6", _("You can talk, but no longer sing.")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    form = models.CharField(
        _("form"), max_length=10, choices=Form.choices, default=Form.REPETITIONS
    )
    posture = models.CharField(
        _("posture"), max_length=16, choices=Posture.choices, default=Posture.STANDING
    )
    wheelchair = models.CharField(
        _("in a wheelchair"), max_length=4, choices=Wheelchair.choices, default=Wheelchair.NO
    )
    ladder = models.ForeignKey(
        Ladder,
        verbose_name=_("ladder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rungs",
        help_text=_(
            "The movement it is a step of: its neighbours are the easier and the harder one."
        ),
    )
    rung = models.PositiveSmallIntegerField(
        _("rung"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("1 is the easiest of its ladder."),
    )
    strand = models.PositiveSmallIntegerField(
        _("strand"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("Only rungs with the same number here lead to one another."),
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, default=Level.EASY)
    regions = models.ManyToManyField(Region, verbose_name=_("regions"), related_name="exercises")
    positions = models.ManyToManyField(
        Position, verbose_name=_("positions"), related_name="exercises"
    )
    equipment = models.ManyToManyField(
        Equipment, verbose_name=_("equipment"), blank=True, related_name="exercises"
    )

    effort = models.CharField(
        _("effort"), max_length=4, choices=Effort.choices, default=Effort.EASY
    )
    start_sets = counted(_("start: sets"), MOST_SETS, default=1)
    start_repetitions = counted(_("start: repetitions"), MOST_REPETITIONS)
    start_hold = counted(
        _("start: seconds"),
        MOST_SECONDS_GOING,
        null=True,
        blank=True,
        help_text=_("How long one hold, one slow movement or all of it lasts. Empty without any."),
    )
    goal_sets = counted(_("goal: sets"), MOST_SETS, default=1)
    goal_repetitions = counted(_("goal: repetitions"), MOST_REPETITIONS)
    goal_hold = counted(_("goal: seconds"), MOST_SECONDS_GOING, null=True, blank=True)
    rest_seconds = models.PositiveSmallIntegerField(
        _("rest between sets (seconds)"), default=30, validators=[MaxValueValidator(600)]
    )
    per_side = models.BooleanField(
        _("per side"), default=False, help_text=_("The dose counts for each side.")
    )
    days_per_week_from = counted(_("days a week from"), 7, default=2)
    days_per_week_to = counted(_("days a week to"), 7, null=True, blank=True)
    times_per_day_from = counted(_("times a day from"), 9, default=1)
    times_per_day_to = counted(_("times a day to"), 9, null=True, blank=True)
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
    load_tags = models.ManyToManyField(
        LoadTag,
        verbose_name=_("loads"),
        blank=True,
        related_name="exercises",
        help_text=_("What it asks of the body. Who needs care follows from it."),
    )
    stop_rule = models.TextField(
        _("stop rule of its own"),
        max_length=400,
        blank=True,
        help_text=_(
            "When to end this exercise, beyond what the safety sentences say of all. Each sentence has to stand for itself."
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
                name="exercises_exercise_start_positive",
                condition=Q(start_sets__gte=1, start_repetitions__gte=1),
                violation_error_message=_("Count from 1."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_start_at_most_goal",
                condition=Q(
                    goal_sets__gte=F("start_sets"),
                    goal_repetitions__gte=F("start_repetitions"),
                )
                & (Q(start_hold__isnull=True) | Q(goal_hold__gte=F("start_hold"))),
                violation_error_message=START_AT_MOST_GOAL,
            ),
            models.CheckConstraint(
                name="exercises_exercise_seconds_in_both_or_none",
                condition=Q(start_hold__isnull=True, goal_hold__isnull=True)
                | Q(start_hold__isnull=False, start_hold__gte=1, goal_hold__isnull=False),
                violation_error_message=_(
                    "Give seconds for the start and for the goal, or for neither."
                ),
            ),
            models.CheckConstraint(
                name="exercises_exercise_form_has_seconds",
                condition=~Q(form__in=["hold", "time"]) | Q(start_hold__isnull=False),
                violation_error_message=_("A hold, or a time by the clock, needs seconds."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_isometric_is_a_hold",
                condition=~Q(kind="isometric") | Q(form="hold"),
                violation_error_message=_("An isometric exercise is a hold."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_days_in_order",
                condition=Q(days_per_week_from__gte=1, days_per_week_from__lte=7)
                & (
                    Q(days_per_week_to__isnull=True)
                    | Q(days_per_week_to__gte=F("days_per_week_from"), days_per_week_to__lte=7)
                ),
                violation_error_message=_("Days a week run from 1 to 7, the smaller number first."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_times_a_day_in_order",
                condition=Q(times_per_day_from__gte=1)
                & (
                    Q(times_per_day_to__isnull=True)
                    | Q(times_per_day_to__gte=F("times_per_day_from"))
                ),
                violation_error_message=_("The larger number of times a day comes second."),
            ),
            models.CheckConstraint(
                name="exercises_exercise_rung_with_ladder",
                condition=Q(ladder__isnull=True, rung__isnull=True)
                | Q(ladder__isnull=False, rung__gte=1),
                violation_error_message=_("Say which rung of the ladder it is."),
            ),
            models.UniqueConstraint(
                fields=["ladder", "rung"],
                name="exercises_exercise_rung_once_per_ladder",
                violation_error_message=_("Another exercise stands on this rung of the ladder."),
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
        """Where everybody begins, and what timer, plan and print use."""
        return self.dosed(self.start_sets, self.start_repetitions, self.start_hold)

    @property
    def goal(self) -> Dose:
        """What the dose may grow to; then the next rung of the ladder follows."""
        return self.dosed(self.goal_sets, self.goal_repetitions, self.goal_hold)

    def dosed(self, sets: int, repetitions: int, hold: int | None) -> Dose:
        return Dose(
            form=Form(self.form),
            sets=sets,
            repetitions=repetitions,
            hold=hold,
            rest=self.rest_seconds,
            per_side=self.per_side,
            by_muscle_group=self.kind == self.Kind.RELAXATION and self.form == Form.HOLD,
        )

    @property
    def minutes(self) -> int:
        """Minutes the start takes, rounded up."""
        return self.dose.minutes

    @property
    def cautions(self) -> list[Caution]:
        """Who needs care, derived from the loads that were brought along; by code, each once."""
        found = {c.code: c for tag in self.load_tags.all() for c in tag.cautions.all()}
        return [found[code] for code in sorted(found)]

    @property
    def rungs(self) -> list[Exercise]:
        """The visible exercises of its strand of the ladder, the easiest first, as `for_page` brings them."""
        ladder: Any = self.ladder
        rungs = ladder.visible_rungs if ladder else []
        return [each for each in rungs if each.strand == self.strand]

    @property
    def easier(self) -> Exercise | None:
        """The next rung down that readers can see."""
        place = self.rung or 0
        return next((each for each in reversed(self.rungs) if (each.rung or 0) < place), None)

    @property
    def harder(self) -> Exercise | None:
        """The next rung up that readers can see."""
        place = self.rung or 0
        return next((each for each in self.rungs if (each.rung or 0) > place), None)

    @property
    def mistake_list(self) -> list[str]:
        return lines(self.common_mistakes)

    @property
    def own_stop_sentences(self) -> list[str]:
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
