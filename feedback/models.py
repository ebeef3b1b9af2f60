"""Ratings: whether a page helped, and nothing about who said so."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.stored import Stored


class Rating(Stored):
    """One reader's answer to "Was this page helpful?".

    Holds no address, browser, account or other identifier of the reader, and only the day.
    """

    class Reason(models.TextChoices):
        CLEAR = "clear", _("It was easy to understand")
        DOABLE = "doable", _("I can do it at home")
        ANSWERED = "answered", _("It answered my question")
        TOO_HARD = "too_hard", _("It was too hard to understand")
        NOT_FOUND = "not_found", _("I did not find what I was looking for")
        TOO_PAINFUL = "too_painful", _("The exercise hurt or was too much")
        WRONG = "wrong", _("Something seems wrong or out of date")
        OTHER = "other", _("Something else")

    HELPFUL_REASONS = (Reason.CLEAR, Reason.DOABLE, Reason.ANSWERED, Reason.OTHER)
    UNHELPFUL_REASONS = (
        Reason.TOO_HARD,
        Reason.NOT_FOUND,
        Reason.TOO_PAINFUL,
        Reason.WRONG,
        Reason.OTHER,
    )

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    language = models.CharField(_("language"), max_length=12)
    content_updated_at = models.DateField(
        _("state of the content"), help_text=_("The content as it was on this day was rated.")
    )
    helpful = models.BooleanField(_("helpful"))
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices, blank=True)
    comment = models.TextField(_("comment"), max_length=1000, blank=True)
    day = models.DateField(_("day"), default=dt.date.today)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="feedback_rating_target")
        ]
        constraints = [
            models.CheckConstraint(
                name="feedback_rating_language_stored",
                condition=Q(language__in=list(settings.MODELTRANSLATION_LANGUAGES)),
                violation_error_message="Not a language of the portal.",
            ),
            models.CheckConstraint(
                name="feedback_rating_reason_fits_answer",
                condition=Q(reason="")
                | Q(helpful=True, reason__in=["clear", "doable", "answered", "other"])
                | Q(
                    helpful=False,
                    reason__in=["too_hard", "not_found", "too_painful", "wrong", "other"],
                ),
                violation_error_message=_("Please choose one of the reasons."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} · {self.day}"

    def reasons(self) -> list[tuple[Any, Any]]:
        """The reasons that fit this answer."""
        fitting = self.HELPFUL_REASONS if self.helpful else self.UNHELPFUL_REASONS
        return [(reason.value, reason.label) for reason in fitting]
