"""Prevention: tips by everyday situation, and course offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.models import Evidence
from editorial.page_kinds import PageKind
from editorial.publication import (
    Addressed,
    AddressedQuerySet,
    Publishable,
    PublishableQuerySet,
    or_newest_of,
)
from editorial.reading import in_language
from editorial.rich_text import rich_text_field
from editorial.text import plain_text
from exercises.models import Exercise
from records.shape import Place

#: Tips that the list of situations names of each.
FIRST_TIPS = 8


class SituationQuerySet(AddressedQuerySet):
    def with_tips(self) -> Self:
        """Bring the visible tips of each situation."""
        return self.prefetch_related(
            Prefetch("tips", queryset=Tip.objects.published().for_list().order_by("ordering", "pk"))
        )

    def for_search(self) -> Self:
        """Bring what its texts for the search are taken from."""
        return self.prefetch_related("tips")

    def with_first_tips(self) -> Self:
        """Bring the first visible tips of each situation, as a list of situations names them."""
        place = Window(RowNumber(), partition_by=F("situation"), order_by=["ordering", "pk"])
        tips = in_language(Tip.objects.published()).select_related("exercise__picture")
        first = tips.annotate(place=place).filter(place__lte=FIRST_TIPS).order_by("place")
        return self.prefetch_related(Prefetch("tips", queryset=first))

    def with_last_change(self) -> Self:
        return self.annotate(last_change=or_newest_of(Tip.objects.all(), "situation"))


class Situation(Addressed):
    """A part of everyday life that tips are sorted by."""

    record = Place("situations.yaml")
    page_kind = PageKind(_("Everyday life"))

    lead = models.TextField(_("lead"), max_length=400)
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)

    objects: ClassVar = SituationQuerySet.as_manager()

    class Meta(Addressed.Meta):
        ordering = ["ordering", "key"]
        verbose_name = _("situation")
        verbose_name_plural = _("situations")

    def get_absolute_url(self) -> str:
        return reverse("prevention:situation", args=[self.slug])

    def search_texts(self) -> Iterator[str | None]:
        yield from (tip.title for tip in self.tips.all() if tip.is_public)


class TipQuerySet(PublishableQuerySet):
    def for_search(self) -> Self:
        """Bring what its texts for the search are taken from."""
        return self.select_related("situation")

    def for_list(self) -> Self:
        """Bring what a tip shows."""
        return self.select_related("exercise__picture", "situation").prefetch_related("sources")


class Tip(Publishable):
    """One small thing to do in one situation; the lead says what."""

    record = Place("tips/")
    page_kind = PageKind(_("Tip"), in_sitemap=False, stands_on="situation")

    situation = models.ForeignKey(
        Situation, verbose_name=_("situation"), on_delete=models.PROTECT, related_name="tips"
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("How long it takes, in minutes."),
    )
    how = rich_text_field(_("how to do it"))
    why = models.TextField(_("why it helps"), max_length=600)
    exercise = models.ForeignKey(
        Exercise,
        verbose_name=_("exercise to go with it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    evidence = models.CharField(_("evidence"), max_length=16, choices=Evidence.choices)
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)

    objects: ClassVar = TipQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["situation", "ordering", "pk"]
        verbose_name = _("tip")
        verbose_name_plural = _("tips")
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="prevention_tip_minutes_positive",
                condition=Q(minutes__gte=1),
                violation_error_message=_("Count from 1."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"{self.situation.get_absolute_url()}#{self.slug}"

    def search_texts(self) -> Iterator[str | None]:
        yield from (plain_text(self.how or ""), self.why, self.situation.title)


class CourseOffer(Publishable):
    """A kind of course described in general terms, always marked as an offer."""

    record = Place("course_offers/")
    page_kind = PageKind(_("Course"), in_sitemap=False)

    class Form(models.TextChoices):
        ON_SITE = "on_site", _("On site")
        ONLINE = "online", _("Online")
        BOTH = "both", _("On site or online")

    provider = models.CharField(_("provider"), max_length=160)
    form = models.CharField(_("form"), max_length=8, choices=Form.choices)
    description = rich_text_field(_("description"))
    cost_note = models.TextField(_("what it costs and who pays"), max_length=600)
    link = models.URLField(_("link"), blank=True)
    link_text = models.CharField(
        _("text of the link"),
        max_length=120,
        blank=True,
        help_text=_("Say where the link leads; it leaves this portal."),
    )

    class Meta(Publishable.Meta):
        ordering = ["key"]
        verbose_name = _("course offer")
        verbose_name_plural = _("course offers")

    def get_absolute_url(self) -> str:
        return f"{reverse('prevention:courses')}#{self.slug}"

    def search_texts(self) -> Iterator[str | None]:
        yield from (plain_text(self.description or ""), self.cost_note, self.provider)
