"""The warning signs: one notice by versions, shown whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
)
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, ProtectedError, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from editorial.models.provenance import Source
from editorial.page_kinds import PageKind, Searched
from editorial.publication import Translated
from editorial.stored import Stored, validate_day
from records.shape import Place, Rows

ONLY_NOTICE = _(
    "Readers see this version now, and no other could take its place. First put a newer version in force, whole in every language."
)


@contextmanager
def one_stays_in_force() -> Iterator[None]:
    """Undo whatever would leave readers without warning signs; raises ProtectedError saying so."""
    with transaction.atomic():
        before = WarningSigns.objects.current()
        yield
        if before and not WarningSigns.objects.current():
            raise ProtectedError(str(ONLY_NOTICE), {before})


class GuardedQuerySet(models.QuerySet[Any]):
    """Rows of which the last ones in force can be neither deleted nor changed away."""

    @one_stays_in_force()
    def delete(self) -> Any:
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    @one_stays_in_force()
    def update(self, **kwargs: Any) -> int:
        return super().update(**kwargs)


class WarningSignsQuerySet(GuardedQuerySet):
    def published(self) -> Self:
        """The newest notice in force, as a set of one or none."""
        in_force = self.whole().filter(in_force_since__lte=timezone.localdate())
        newest = in_force.order_by("-version").values("version")[:1]
        return in_force.filter(version=Subquery(newest))

    def whole(self) -> Self:
        """Notices that are there in every public language: one for some readers alone is for none."""
        signs = WarningSign.objects.filter(notice=OuterRef("pk"))
        has_all_tiers = [Exists(signs.filter(tier=tier)) for tier in Tier.values]
        return self.filter(*has_all_tiers).exclude(Exists(signs.filter(lacks_a_language())))

    def released(self) -> Self:
        """Every notice that is or will be in force."""
        return self.filter(in_force_since__isnull=False)

    def with_last_change(self) -> Self:
        return self.annotate(last_change=F("in_force_since"))

    def for_search(self) -> Self:
        return self.prefetch_related("signs")

    def current(self) -> WarningSigns | None:
        """The newest notice in force, the one every page shows."""
        return self.published().first()


class WarningSigns(Searched, Stored, Translated):
    """The shared notice of signs that need a doctor: one version of it, shown whole or not at all."""

    record = Place("warning_signs.yaml", key="version")
    record_state = ("in_force_since", "reviewed_on")
    page_kind = PageKind(_("Warning signs"), in_sitemap=False)

    version = models.PositiveSmallIntegerField(
        _("version"), unique=True, validators=[MinValueValidator(1), MaxValueValidator(30_000)]
    )
    in_force_since = models.DateField(
        _("in force since"),
        null=True,
        blank=True,
        validators=[validate_day],
        help_text=_("Readers see the newest version that has a date here. Empty means draft."),
    )
    reviewed_on = models.DateField(
        _("clinically reviewed on"), null=True, blank=True, validators=[validate_day]
    )

    objects = WarningSignsQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name = _("warning signs")
        verbose_name_plural = _("warning signs")
        constraints = [
            models.CheckConstraint(
                name="editorial_warningsigns_version_positive",
                condition=Q(version__gte=1),
                violation_error_message=_("Count from 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.version}"

    def clean(self) -> None:
        super().clean()
        since = self.in_force_since
        if self.is_the_only_one and (since is None or since > timezone.localdate()):
            raise ValidationError({"in_force_since": ONLY_NOTICE})

    def clean_rows(self) -> None:
        """Refuse a date for a version that is not there whole, in every language."""
        if self.in_force_since:
            require_whole(list(self.signs.all()))

    @one_stays_in_force()
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)

    @one_stays_in_force()
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("portal:warning_signs")

    @property
    def is_the_only_one(self) -> bool:
        """Whether readers would see no warning signs without this version."""
        shown = WarningSigns.objects.published()
        others = WarningSigns.objects.exclude(pk=self.pk).published()
        return bool(self.pk) and shown.filter(pk=self.pk).exists() and not others.exists()

    @property
    def search_title(self) -> str:
        return gettext("Warning signs")

    @property
    def search_summary(self) -> str:
        return gettext("When to call 112, when to see a doctor today, when to make an appointment.")

    def search_names(self) -> str:
        words = " ".join(sign.lay_words or "" for sign in self.signs.all())
        return f"{gettext('Emergency:')} 112 116117 {words}"

    def search_texts(self) -> Iterator[str | None]:
        yield from (sign.text for sign in self.signs.all())

    @property
    def sources(self) -> models.QuerySet[Source]:
        """What its signs are taken from."""
        return Source.objects.filter(warning_signs__notice=self).distinct()

    @cached_property
    def tiers(self) -> dict[str, list[WarningSign]]:
        """The signs of each tier in their order."""
        return by_tier(self.signs.all())

    @property
    def places(self) -> list[tuple[str, str]]:
        """Where signs of each part of the body and each group first stand on the page, and its name."""
        found: dict[str, tuple[str, str]] = {}
        for tier, signs in self.tiers.items():
            for sign in signs:
                found.setdefault(sign.place, (f"{tier}-{sign.place}", sign.place_name))
        return list(found.values())


def by_tier(signs: Iterable[WarningSign]) -> dict[str, list[WarningSign]]:
    """The signs of each tier, those of one place after the other."""
    found: dict[str, list[WarningSign]] = {tier: [] for tier in Tier.values}
    places = [*WarningSign.Where.values, *WarningSign.Group.values]
    for sign in sorted(signs, key=lambda sign: places.index(sign.place)):
        found[sign.tier].append(sign)
    return found


def require_whole(signs: Sequence[WarningSign]) -> None:
    """Raise ValidationError unless every tier has signs, and every sign all languages."""
    for tier in Tier:
        if not any(sign.tier == tier for sign in signs):
            text = _("A version that is in force needs signs in every tier: %(tier)s has none.")
            raise ValidationError(text, params={"tier": tier.label})
    for sign in signs:
        if lacking := [code for code, _name in settings.LANGUAGES if sign.lacks(code)]:
            names = ", ".join(str(dict(settings.LANGUAGES)[code]) for code in lacking)
            text = _(
                "A version that is in force needs every sign in every language: “%(sign)s” lacks %(names)s."
            )
            raise ValidationError(text, params={"sign": str(sign), "names": names})


def lacks_a_language() -> Q:
    """What is true of signs that some readers could not read."""
    columns = [
        build_localized_fieldname(name, code)
        for name in ("text", "short")
        for code, _name in settings.LANGUAGES
    ]
    lacks = Q()
    for column in columns:
        lacks |= Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
    return lacks


class Tier(models.TextChoices):
    """How soon a warning sign needs a doctor."""

    EMERGENCY = "emergency", _("Emergency: call 112")
    URGENT = "urgent", _("Urgent: see a doctor today")
    SOON = "soon", _("Soon: make an appointment")


class WarningSign(Stored, Translated):
    """One sign that needs a doctor: how soon, where it is felt, whom it concerns.

    Sources of the shipped signs: NVL Nicht-spezifischer Kreuzschmerz 2017, IFOMPT framework for red
    flags (Finucane 2020), the NHS and the German guideline on back pain in children (027-070).
    """

    class Where(models.TextChoices):
        LOW_BACK = "low_back", _("Low back and legs")
        ANYWHERE = "anywhere", _("Back or neck, wherever it hurts")
        UPPER_BACK = "upper_back", _("Upper back")
        NECK = "neck", _("Neck, arms and head")
        NOT_THE_BACK = "not_the_back", _("Not the back itself")

    class Group(models.TextChoices):
        CHILDREN = "children", _("Children")
        PREGNANCY = "pregnancy", _("Pregnancy")
        OLDER = "older", _("From 70 years on")
        ILLNESS = "illness", _("With certain illnesses or medicines")
        MOOD = "mood", _("When you are in despair")

    record = Rows("signs", of="notice")

    notice = models.ForeignKey(WarningSigns, on_delete=models.CASCADE, related_name="signs")
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)
    tier = models.CharField(_("how soon"), max_length=9, choices=Tier.choices)
    region = models.CharField(
        _("where"), max_length=12, choices=Where.choices, default=Where.ANYWHERE
    )
    group = models.CharField(
        _("only for"), max_length=9, choices=Group.choices, blank=True, default=""
    )
    text = models.TextField(
        _("sign"), max_length=300, help_text=_("Goes on after “… if”: a full phrase.")
    )
    short = models.CharField(
        _("in short"),
        max_length=70,
        help_text=_("A few words without “if”: what stands above exercises and on paper."),
    )
    lay_words = models.CharField(
        _("words readers search by"),
        max_length=200,
        blank=True,
        help_text=_("Everyday words for it, separated by commas. Readers find the page by them."),
    )
    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), blank=True, related_name="warning_signs"
    )

    objects = GuardedQuerySet.as_manager()

    class Meta:
        ordering = ["ordering", "pk"]
        verbose_name = _("warning sign")
        verbose_name_plural = _("warning signs")

    def __str__(self) -> str:
        return (self.text or "")[:60]

    def lacks(self, code: str) -> bool:
        """Whether readers of a language would miss something of it."""
        return not all(
            getattr(self, build_localized_fieldname(name, code)) for name in ("text", "short")
        )

    @property
    def place(self) -> str:
        """Under which heading it stands: whom it concerns, or else where it is felt."""
        return self.group or self.region

    @property
    def place_name(self) -> str:
        return self.get_group_display() if self.group else self.get_region_display()
