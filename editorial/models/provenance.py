"""Who says something and what it rests on: people, sources and pictures."""

from __future__ import annotations

from django.core.validators import (
    FileExtensionValidator,
    MaxValueValidator,
    MinValueValidator,
)
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from pictures.models import PictureField

from editorial.stored import FIRST_YEAR, LAST_YEAR, Stored, validate_key
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
