"""What every page an editor publishes has in common: its state, its dates, its languages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, When
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from editorial.page_kinds import Searched
from editorial.slugs import german_slug


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")


class AddressedQuerySet(models.QuerySet):
    def at(self, slug: str) -> Any:
        """Return what a reader's address names: its slug in the active language, else the German one.

        Raises Http404. Lookups never fall back by themselves, so a page that is not translated
        yet would otherwise not be found; the caller redirects when `slug` is not the page's own.
        """
        own = build_localized_fieldname("slug", get_language() or settings.LANGUAGE_CODE)
        found = (
            self.filter(Q(**{own: slug}) | Q(slug_de=slug))
            .order_by(Case(When(**{own: slug}, then=0), default=1))
            .first()
        )
        if found is None:
            raise Http404
        return found


class PublishableQuerySet(AddressedQuerySet):
    def published(self) -> Self:
        """What readers may see now; the object's own `is_public` says the same."""
        return self.filter(status=Status.PUBLISHED, published_at__lte=timezone.now())

    def released(self) -> Self:
        """What readers see now or will see when its date has come."""
        return self.filter(status=Status.PUBLISHED)

    def with_provenance(self) -> Self:
        """Bring what the "who and when" part of a page shows."""
        return self.prefetch_related("authors", "clinical_reviewers", "sources")


def slug_constraints() -> list[models.UniqueConstraint]:
    """One named constraint per stored language: two pages never share an address."""
    fields = [
        build_localized_fieldname("slug", code) for code in settings.MODELTRANSLATION_LANGUAGES
    ]
    return [
        models.UniqueConstraint(fields=[field], name=f"%(app_label)s_%(class)s_{field}_unique")
        for field in fields
    ]


class Translated:
    """Something written in some languages and not in others; `telling_field` tells in which."""

    telling_field = "title"

    @property
    def languages(self) -> list[str]:
        """The public languages this has been written in, the default one first."""
        return [code for code, _name in settings.LANGUAGES if self.is_translated(code)]

    def is_translated(self, code: str) -> bool:
        return bool(getattr(self, build_localized_fieldname(self.telling_field, code)))

    @property
    def shown_language(self) -> str:
        """The language a reader of the active language really gets to see."""
        active = get_language() or settings.LANGUAGE_CODE
        return active if self.is_translated(active) else settings.LANGUAGE_CODE


class Addressed(Searched, Translated, models.Model):
    """Something with a page or place of its own: a key for machines, a title and an address per language.

    `key` names it in fixtures, drawings and plan addresses and never changes with the title.
    """

    key = models.SlugField(
        _("key"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_(
            "A short name that stays the same in every language. Leave it empty and it is made from the German title."
        ),
    )
    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(
        _("address"),
        max_length=160,
        blank=True,
        help_text=_(
            "The last part of the page's address. Leave it empty and it is made from the title."
        ),
    )

    #: The day its text last changed, where that is kept.
    content_updated_at: Any = None

    objects = AddressedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = slug_constraints()

    def __str__(self) -> str:
        return self.title or self.key

    def clean(self) -> None:
        super().clean()
        self.fill_in()

    def is_derived(self, name: str, code: str) -> bool:
        """Whether a translated field follows from others, so that a record need not say it."""
        title = getattr(self, build_localized_fieldname("title", code)) or ""
        return name == "slug" and self._slug_in(code) == german_slug(title)

    def _slug_in(self, code: str) -> str | None:
        return getattr(self, build_localized_fieldname("slug", code))

    def fill_in(self) -> None:
        """Make key and addresses from the titles where the editor left them empty."""
        for code in settings.MODELTRANSLATION_LANGUAGES:
            name = build_localized_fieldname("slug", code)
            title = getattr(self, build_localized_fieldname("title", code))
            # A title in another script leaves nothing; its page then keeps the German address.
            made = german_slug(title) or self.slug_de if title else None
            setattr(self, name, getattr(self, name) or made)
        self.key = self.key or german_slug(self.title_de or "")[:80]


class Publishable(Addressed):
    """A page with a state and provenance; readers see it once it is published and its date has come."""

    Status = Status

    lead = models.TextField(
        _("lead"),
        max_length=600,
        help_text=_("One to three sentences that say what the reader gets from this page."),
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status.choices,
        default=Status.DRAFT,
        help_text=_("Readers see published pages only."),
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("Readers see the page from this moment on. Filled in when you publish."),
    )
    content_updated_at = models.DateField(
        _("content updated on"),
        default=dt.date.today,
        help_text=_("The day the content last changed. A corrected typing error does not count."),
    )
    reviewed_on = models.DateField(
        _("clinically reviewed on"),
        null=True,
        blank=True,
        help_text=_("Only a clinical reviewer fills this in, after reading the whole page."),
    )
    review_due_on = models.DateField(
        _("next review due on"),
        null=True,
        blank=True,
        help_text=_("The day by which the page has to be read again."),
    )
    authors = models.ManyToManyField(
        "editorial.Person", verbose_name=_("authors"), blank=True, related_name="+"
    )
    clinical_reviewers = models.ManyToManyField(
        "editorial.Person", verbose_name=_("clinical reviewers"), blank=True, related_name="+"
    )
    sources = models.ManyToManyField(
        "editorial.Source", verbose_name=_("sources"), blank=True, related_name="+"
    )

    objects = PublishableQuerySet.as_manager()

    class Meta(Addressed.Meta):
        abstract = True
        constraints = [
            *Addressed.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_date",
                condition=~Q(status="published") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_review_due_after_review",
                condition=Q(reviewed_on__isnull=True)
                | Q(review_due_on__isnull=True)
                | Q(review_due_on__gt=models.F("reviewed_on")),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        self._check_languages_are_whole()

    def fill_in(self) -> None:
        super().fill_in()
        if self.status == Status.PUBLISHED and self.published_at is None:
            self.published_at = timezone.now()

    def _check_languages_are_whole(self) -> None:
        """A language is there or not: half of it would mix two languages on one page."""
        options: Any = translator.get_options_for_model(type(self))
        needed = options.required_languages["de"]
        errors: dict[str, Any] = {}
        for code in settings.MODELTRANSLATION_LANGUAGES:
            columns = [build_localized_fieldname(name, code) for name in needed]
            empty = [column for column in columns if not getattr(self, column)]
            if 0 < len(empty) < len(columns):
                errors |= dict.fromkeys(empty, _("Fill this in, or leave the language empty."))
        if errors:
            raise ValidationError(errors)

    @property
    def is_public(self) -> bool:
        """Whether readers may see this page now; `published()` is the same rule in the database."""
        return (
            self.status == Status.PUBLISHED
            and self.published_at is not None
            and self.published_at <= timezone.now()
        )

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_on is not None

    @property
    def is_review_overdue(self) -> bool:
        return self.review_due_on is not None and self.review_due_on < timezone.localdate()
