"""Who needs care with an exercise, and when to stop: told once, shown wherever it counts.

An exercise names its loads; what they ask care for is derived, so that page, filter, plan, print and
timer cannot disagree.
"""

from __future__ import annotations

from string import ascii_uppercase

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.stored import Stored, validate_key
from records.shape import Place

ONE_LETTER = _("Choose one capital letter from A to Z.")


class Caution(Stored):
    """A condition under which an exercise needs care, told the same way everywhere."""

    record = Place("cautions.yaml", key="code")

    code = models.CharField(
        _("code"), max_length=1, unique=True, validators=[RegexValidator(r"^[A-Z]\Z", ONE_LETTER)]
    )
    name = models.CharField(
        _("name"), max_length=120, help_text=_("Whom it concerns, in a few words.")
    )
    text = models.TextField(_("text"), max_length=500, help_text=_("What to do or to leave out."))

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


class LoadTag(Stored):
    """What an exercise asks of the body, and whom that makes careful. Readers see the cautions alone."""

    record = Place("load_tags.yaml")
    #: A page that shows an exercise's loads shows their cautions.
    leads_to = ("cautions",)

    key = models.SlugField(_("key"), max_length=40, unique=True, validators=[validate_key])
    name = models.CharField(_("name"), max_length=120)
    cautions = models.ManyToManyField(
        Caution,
        verbose_name=_("cautions"),
        blank=True,
        related_name="load_tags",
        help_text=_("Every exercise with this load shows these cautions."),
    )

    class Meta:
        ordering = ["key"]
        verbose_name = _("load")
        verbose_name_plural = _("loads")

    def __str__(self) -> str:
        return self.name


class SafetySentence(Stored):
    """When to stop, or who asks first: one sentence for all exercises it concerns.

    Without caution and kind it concerns every exercise.
    """

    record = Place("safety_sentences.yaml")

    class Role(models.TextChoices):
        EMERGENCY = "emergency", _("Call 112")
        STOP = "stop", _("Stop this exercise")
        LESS = "less", _("Do less next time")
        ASK_FIRST = "ask", _("Ask a doctor first")

    key = models.SlugField(_("key"), max_length=40, unique=True, validators=[validate_key])
    role = models.CharField(_("what it says"), max_length=10, choices=Role.choices)
    text = models.TextField(_("text"), max_length=500)
    caution = models.ForeignKey(
        Caution,
        verbose_name=_("caution"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sentences",
        help_text=_("Only for exercises with this caution."),
    )
    only_relaxation = models.BooleanField(_("only for relaxation"), default=False)
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["ordering", "key"]
        verbose_name = _("safety sentence")
        verbose_name_plural = _("safety sentences")

    def __str__(self) -> str:
        return (self.text or "")[:60]
