"""People, sources, pictures and warning signs: what every piece of content shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import (
    FileExtensionValidator,
    MaxValueValidator,
    MinValueValidator,
)
from django.db import models
from django.db.models import F, ProtectedError, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from pictures.models import PictureField

from editorial.lines import lines
from editorial.page_kinds import PageKind, Searched
from editorial.publication import Translated
from editorial.stored import FIRST_YEAR, LAST_YEAR, Stored, validate_day, validate_key
from editorial.uploads import validate_picture
from records.shape import Place


class Evidence(models.TextChoices):
    """How sure a claim is, in the words readers see; graded like the guideline it cites."""

    RECOMMENDED = "recommended", _("Recommended")
    MAY_HELP = "may_help", _("May help")
    UNCLEAR = "unclear", _("Unclear")
    NOT_RECOMMENDED = "not_recommended", _("Not recommended")


class Person(Stored):
    """Somebody who writes or clinically reviews content; always a real person or body."""

    record = Place("people.yaml")

    key = models.SlugField(_("key"), max_length=80, unique=True, validators=[validate_key])
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(
        _("role"),
        max_length=160,
        help_text=_("What this person does and is qualified for, for example: physiotherapist."),
    )
    is_clinician = models.BooleanField(
        _("may review clinically"),
        default=False,
        help_text=_("Tick this only for people with a clinical profession."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class Source(Stored):
    """A guideline, study or book that content cites, with the number it can be found by."""

    record = Place("sources.yaml")

    class Kind(models.TextChoices):
        GUIDELINE = "guideline", _("Guideline")
        REVIEW = "review", _("Systematic review")
        STUDY = "study", _("Study")
        STATISTICS = "statistics", _("Statistics")
        OTHER = "other", _("Other")

    key = models.SlugField(_("key"), max_length=80, unique=True, validators=[validate_key])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    authors = models.CharField(
        _("authors or publisher"),
        max_length=300,
        help_text=_("Family names, or the body that published it."),
    )
    title = models.CharField(_("title"), max_length=400)
    published_in = models.CharField(_("published in"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    doi = models.CharField(_("DOI"), max_length=120, blank=True)
    isbn = models.CharField(_("ISBN"), max_length=20, blank=True)
    register_number = models.CharField(
        _("register number"),
        max_length=60,
        blank=True,
        help_text=_("For example an AWMF or NICE guideline number."),
    )
    url = models.URLField(_("web address"), blank=True)
    supports = models.TextField(
        _("what it supports"),
        blank=True,
        help_text=_("What exactly this source shows. Cite it for nothing else."),
    )

    class Meta:
        ordering = ["authors", "year"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                name="editorial_source_year_plausible",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                violation_error_message=_("Choose a year between 1900 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authors} {self.year}: {self.title}"

    @property
    def link(self) -> str:
        """Where a reader finds the source: its DOI before any other address."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


class Picture(Stored):
    """An uploaded photo or drawing with its text alternative and credit."""

    record = Place("pictures.yaml")

    key = models.SlugField(_("key"), max_length=80, unique=True, validators=[validate_key])
    file = PictureField(
        _("file"),
        upload_to="pictures",
        width_field="width",
        height_field="height",
        validators=[
            FileExtensionValidator(["jpg", "jpeg", "png", "webp", "avif"]),
            validate_picture,
        ],
        help_text=_(
            "JPEG, PNG, WebP or AVIF, at most 10 megabytes. Place and camera data are removed."
        ),
    )
    width = models.PositiveIntegerField(_("width"), editable=False, null=True)
    height = models.PositiveIntegerField(_("height"), editable=False, null=True)
    alt = models.CharField(
        _("text alternative"),
        max_length=300,
        help_text=_("Say what the picture shows to somebody who cannot see it."),
    )
    credit = models.CharField(_("credit"), max_length=160, help_text=_("Who made the picture."))

    class Meta:
        ordering = ["key"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.key


TIERS = ("emergency", "urgent", "soon")
ONLY_NOTICE = _(
    "Readers see this version now, and no other could take its place. First put a newer version in force, whole in every language."
)


class WarningSignsQuerySet(models.QuerySet["WarningSigns"]):
    def published(self) -> Self:
        """The newest notice in force, as a set of one or none."""
        in_force = self.whole().filter(in_force_since__lte=timezone.localdate())
        newest = in_force.order_by("-version").values("version")[:1]
        return in_force.filter(version=Subquery(newest))

    def whole(self) -> Self:
        """Notices that are there in every public language: one for some readers alone is for none."""
        columns = [
            build_localized_fieldname(tier, code)
            for tier in TIERS
            for code, _name in settings.LANGUAGES
        ]
        lacks = Q()
        for column in columns:
            lacks |= Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
        return self.exclude(lacks)

    def released(self) -> Self:
        """Every notice that is or will be in force."""
        return self.filter(in_force_since__isnull=False)

    def with_last_change(self) -> Self:
        return self.annotate(last_change=F("in_force_since"))

    def current(self) -> WarningSigns | None:
        """The newest notice in force, the one every page shows."""
        return self.published().first()


class WarningSigns(Searched, Stored, Translated):
    """The shared notice of signs that need a doctor, in three tiers, one sign per line.

    Source of the shipped tiers: NVL Nicht-spezifischer Kreuzschmerz, 2nd edition 2017.
    """

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
    emergency = models.TextField(
        _("emergency: call 112"), help_text=_("One sign per line, each as a full phrase.")
    )
    urgent = models.TextField(
        _("urgent: see a doctor today"), help_text=_("One sign per line, each as a full phrase.")
    )
    soon = models.TextField(
        _("soon: make an appointment"), help_text=_("One sign per line, each as a full phrase.")
    )
    reviewed_on = models.DateField(
        _("clinically reviewed on"), null=True, blank=True, validators=[validate_day]
    )
    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), blank=True, related_name="+"
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
        if self.is_the_only_one and not self.would_be_shown:
            raise ValidationError({"in_force_since": ONLY_NOTICE})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if self.is_the_only_one:
            raise ProtectedError(str(ONLY_NOTICE), {self})
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
    def would_be_shown(self) -> bool:
        since = self.in_force_since
        is_whole = all(
            getattr(self, build_localized_fieldname(tier, code))
            for tier in TIERS
            for code, _name in settings.LANGUAGES
        )
        return is_whole and since is not None and since <= timezone.localdate()

    @property
    def search_title(self) -> str:
        return gettext("Warning signs")

    @property
    def search_summary(self) -> str:
        return gettext("When to call 112, when to see a doctor today, when to make an appointment.")

    def search_names(self) -> str:
        return f"{gettext('Emergency:')} 112 116117"

    def search_texts(self) -> Iterator[str | None]:
        yield from (self.emergency, self.urgent, self.soon)

    @property
    def emergency_signs(self) -> list[str]:
        return lines(self.emergency)

    @property
    def urgent_signs(self) -> list[str]:
        return lines(self.urgent)

    @property
    def soon_signs(self) -> list[str]:
        return lines(self.soon)


class Change(models.Model):
    """A note that a piece of content was changed and that what is derived from it is still to be made."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"
