"""What is known: each statement of evidence written once, with the passages it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from editorial.models import Evidence, Source
from editorial.page_kinds import PageKind
from editorial.publication import Publishable, PublishableQuerySet, Translated
from editorial.stored import Stored
from records.shape import Place, Rows

#: A number that says something about people; years and names of guidelines do not.
FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)?")
#: The claim that the page of the warning signs shows: how sure they are.
WITH_WARNING_SIGNS = "red-flags-how-sure"
#: The claim that every muscle pair leads to: what is known of imbalance as a cause.
ON_IMBALANCE = "imbalance-as-cause"
NEEDS_GROUP = _("A statement with a number says whom it is about.")
NEEDS_OUTCOME = _("A statement with a number says what was measured.")
NEEDS_PASSAGE = _("A statement of evidence needs at least one passage that it rests on.")


class ClaimQuerySet(PublishableQuerySet):
    def with_provenance(self) -> Self:
        passages = Passage.objects.select_related("source")
        return self.prefetch_related(
            "authors", "clinical_reviewers", Prefetch("passages", passages)
        )


class Claim(Publishable):
    """One statement of evidence, written once and shown wherever it is needed; the lead says it.

    How strongly something is recommended and how certain the studies are stand apart: a guideline may
    recommend on weak studies, and strong studies may find no use.
    """

    class Certainty(models.TextChoices):
        """As the source grades it (GRADE), or as the grade of its method comes to."""

        HIGH = "high", _("High")
        MODERATE = "moderate", _("Moderate")
        LOW = "low", _("Low")
        VERY_LOW = "very_low", _("Very low")

    record = Place("claims/")
    page_kind = PageKind(_("Evidence"))

    detail = models.TextField(
        _("in detail"),
        blank=True,
        max_length=1200,
        help_text=_("Numbers as absolute values, what is not known, and where guidelines differ."),
    )
    strength = models.CharField(
        _("strength of the recommendation"),
        max_length=16,
        choices=Evidence.choices,
        blank=True,
        help_text=_("Empty where it recommends nothing."),
    )
    certainty = models.CharField(
        _("certainty of the studies"),
        max_length=8,
        choices=Certainty.choices,
        blank=True,
        help_text=_("As the source grades it; empty where it does not."),
    )
    population = models.CharField(_("whom it is about"), max_length=200, blank=True)
    comparison = models.CharField(_("compared with"), max_length=200, blank=True)
    outcome = models.CharField(_("what was measured"), max_length=200, blank=True)
    time_span = models.CharField(_("over what time"), max_length=200, blank=True)

    objects: ClassVar = ClaimQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["title", "pk"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def get_absolute_url(self) -> str:
        return reverse("evidence:claim", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        for code, _name in settings.LANGUAGES:
            said = f"{self._in('lead', code) or ''} {self._in('detail', code) or ''}"
            if FIGURE.search(said):
                needed = {"population": NEEDS_GROUP, "outcome": NEEDS_OUTCOME}
                errors |= {
                    build_localized_fieldname(name, code): sentence
                    for name, sentence in needed.items()
                    if not self._in(name, code)
                }
        if errors:
            raise ValidationError(errors)

    def clean_rows(self) -> None:
        if not self.passages.exists():
            raise ValidationError(NEEDS_PASSAGE)

    @cached_property
    def cited(self) -> list[Source]:
        """The sources of its passages in their order; whoever brings many claims sets it."""
        passages = self.passages.select_related("source")
        return list(dict.fromkeys(passage.source for passage in passages))

    @property
    def sources(self) -> Any:  # type: ignore[override]
        """What its passages are taken from; `cited` has them in their order."""
        return Source.objects.filter(passages__claim=self).distinct()

    @property
    def evidence_of(self) -> list[tuple[Any, str]]:
        """Of whom, compared with what, what was measured and when: label and text of what is said."""
        names = ("population", "comparison", "outcome", "time_span")
        return [
            (self._meta.get_field(name).verbose_name, text)  # type: ignore[union-attr]
            for name in names
            if (text := getattr(self, name))
        ]

    def search_texts(self) -> Iterator[str | None]:
        yield from (self.detail, self.population, self.comparison, self.outcome)


class Passage(Stored, Translated):
    """What a source says that a claim rests on, where it says so, and how much of it was read."""

    class Read(models.TextChoices):
        FULL_TEXT = "full_text", _("Read in full")
        ABSTRACT = "abstract", _("Only the summary was read")
        SECONDARY = "secondary", _("Known from others who cite it")

    record = Rows("passages", of="claim")

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="passages")
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="passages"
    )
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Page, table or recommendation.")
    )
    says = models.TextField(
        _("what it says"), max_length=400, help_text=_("In our own words, no more than it says.")
    )
    read = models.CharField(_("what was read"), max_length=9, choices=Read.choices)

    class Meta:
        ordering = ["ordering", "pk"]
        verbose_name = _("passage")
        verbose_name_plural = _("passages")

    def __str__(self) -> str:
        return (self.says or "")[:60]
