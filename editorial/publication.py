"""What every page an editor publishes has in common: its state, its dates, its languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

from editorial import former
from editorial.page_kinds import PageKind, Searched
from editorial.slugs import free_slug, german_slug, token_slug
from editorial.stored import Stored, text_fields, validate_day, validate_key


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")


LONGEST_KEY = 80
#: Said where an address leads to another page already.
TAKEN = _("This address leads to another page. Choose a different one.")


def columns(name: str) -> list[str]:
    """The columns of a translated field, German first."""
    return [build_localized_fieldname(name, code) for code in settings.MODELTRANSLATION_LANGUAGES]


def needed_texts(model: Any) -> tuple[str, ...]:
    """The translated fields of a model that a language cannot do without."""
    try:
        options: Any = translator.get_options_for_model(model)
    except NotRegistered:
        return ()
    return tuple((options.required_languages or {}).get(settings.LANGUAGE_CODE, ()))


class AddressedQuerySet(models.QuerySet):
    def at(self, slug: str) -> Any:
        """Return what a reader's address names: its slug in the active language, else the German one,
        else one it has had.

        Raises Gone for a page that readers could once see, else Http404. Lookups never fall back by
        themselves, so a page that is not translated yet would otherwise not be found; the caller
        leads on when `slug` is not the page's own.
        """
        own = build_localized_fieldname("slug", get_language() or settings.LANGUAGE_CODE)
        found = (
            self.filter(Q(**{own: slug}) | Q(slug_de=slug))
            .order_by(Case(When(**{own: slug}, then=0), default=1))
            .first()
        )
        return found or self._formerly_at(slug)

    def _formerly_at(self, slug: str) -> Any:
        left = former.FormerAddress.objects.at(self.model, slug)
        if left is None:
            raise Http404
        found = self.filter(pk=left.object_id).first()
        if found is None:
            raise former.Gone(left)
        return found

    def written_in(self, code: str) -> Self:
        """The pages that are there in a language; the object's own `is_translated` says the same."""
        return (
            self if code == settings.LANGUAGE_CODE else self.filter(whole_in__contains=f" {code} ")
        )

    def with_last_change(self) -> Self:
        """Bring the day on which what readers see of each page last changed, as `last_change`."""
        return self.annotate(last_change=F("content_updated_at"))

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the pages; their addresses say from then on that they are gone."""
        page: Any
        for page in self.all():
            former.remember(page, None)
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class PublishableQuerySet(AddressedQuerySet):
    def published(self) -> Self:
        """What readers may see now; the object's own `is_public` says the same."""
        return self.filter(status=Status.PUBLISHED, published_at__lte=timezone.now())

    def released(self) -> Self:
        """What readers see now or will see when its date has come."""
        return self.filter(status=Status.PUBLISHED)

    def with_last_change(self) -> Self:
        return self.annotate(last_change=Greatest("content_updated_at", TruncDate("published_at")))

    def with_provenance(self) -> Self:
        """Bring what the "who and when" part of a page shows."""
        return self.prefetch_related("authors", "clinical_reviewers", "sources")


def or_newest_of(pages: PublishableQuerySet, relation: str) -> Greatest:
    """The day a page last changed itself, or that of the newest page that it lists by a relation."""
    listed = pages.published().order_by().filter(**{relation: OuterRef("pk")}).values(relation)
    changed = Subquery(listed.annotate(day=Max("content_updated_at")).values("day"))
    shown = Subquery(listed.annotate(day=TruncDate(Max("published_at"))).values("day"))
    own = F("content_updated_at")
    return Greatest(own, Coalesce(changed, own), Coalesce(shown, own))


def slug_constraints() -> list[models.UniqueConstraint]:
    """One named constraint per stored language: two pages never share an address."""
    return [
        models.UniqueConstraint(
            fields=[column],
            name=f"%(app_label)s_%(class)s_{column}_unique",
            violation_error_code="unique",
            violation_error_message=TAKEN,
        )
        for column in columns("slug")
    ]


class Translated:
    """Something written in some languages and not in others."""

    @property
    def languages(self) -> list[str]:
        """The public languages this has been written in, the default one first."""
        return [code for code, _name in settings.LANGUAGES if self.is_translated(code)]

    def is_translated(self, code: str) -> bool:
        """Whether all its own texts are there that German cannot do without."""
        needed = needed_texts(type(self))
        return all(getattr(self, build_localized_fieldname(name, code)) for name in needed)

    @property
    def shown_language(self) -> str:
        """The language a reader of the active language really gets to see."""
        active = get_language() or settings.LANGUAGE_CODE
        return active if self.is_translated(active) else settings.LANGUAGE_CODE


class Addressed(Searched, Stored, Translated):
    """Something with a page or place of its own: a key for machines, a title and an address per language.

    `key` names it in fixtures, drawings and plan addresses and never changes with the title.
    """

    page_kind: ClassVar[PageKind]

    key = models.SlugField(
        _("key"),
        max_length=LONGEST_KEY,
        unique=True,
        blank=True,
        validators=[validate_key],
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

    #: The languages that all of its parts are written in; see `editorial.completeness`.
    whole_in = models.CharField(max_length=80, default="", editable=False)

    #: The day its text last changed; where no editor says so, the day somebody last changed it.
    content_updated_at = models.DateField(default=dt.date.today, editable=False)

    objects = AddressedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            *slug_constraints(),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_slug_de_not_empty",
                condition=Q(slug_de__isnull=False) & ~Q(slug_de=""),
                violation_error_message=_("A page needs an address in German."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None and not self.get_deferred_fields():
            self.fill_in()
        before = self._as_stored()
        if before and self._is_changed_since(before):
            self.content_updated_at = timezone.localdate()
        super().save(*args, **kwargs)
        if before:
            former.remember(before, self)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if before := self._as_stored():
            former.remember(before, None)
        return super().delete(*args, **kwargs)

    def _as_stored(self) -> Self | None:
        return None if self._state.adding else type(self)._base_manager.filter(pk=self.pk).first()

    def _is_changed_since(self, before: Self) -> bool:
        """Whether its texts are others than those stored, where no editor says when they changed."""
        if self._meta.get_field("content_updated_at").editable:
            return False
        names = [field.attname for field in text_fields(type(self)) if field.editable]
        return any(getattr(self, name) != getattr(before, name) for name in names)

    def clean(self) -> None:
        super().clean()
        self.fill_in()

    def is_translated(self, code: str) -> bool:
        """Whether the page is there in a language, with all of its parts."""
        if self.pk is None:
            return super().is_translated(code)
        return code == settings.LANGUAGE_CODE or f" {code} " in self.whole_in

    def is_derived(self, name: str, code: str) -> bool:
        """Whether a translated field follows from others, so that a record need not say it."""
        return name == "slug" and self._in("slug", code) == self.slug_from_title(code)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Refuse an address that means another page to readers of some language."""
        errors: dict[str, Any] = {}
        try:
            super().validate_constraints(exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for column in columns("slug"):
            slug = None if column in (exclude or ()) else getattr(self, column)
            if slug and column not in errors and self.is_taken(column, slug):
                errors[column] = [ValidationError(TAKEN)]
        if errors:
            raise ValidationError(errors)

    def is_taken(self, column: str, slug: str) -> bool:
        return self._others_at(column, slug).exists()

    def _others_at(self, column: str, slug: str, lookup: str = "exact") -> models.QuerySet:
        """The pages that readers of this column's language would find at an address.

        Where a page is not written in a language, its German address leads to it.
        """
        names = columns("slug") if column == "slug_de" else [column, "slug_de"]
        there = Q(*((f"{name}__{lookup}", slug) for name in names), _connector=Q.OR)
        return type(self)._base_manager.exclude(pk=self.pk).filter(there)

    def fill_in(self) -> None:
        """Make key and addresses from the titles where the editor left them empty."""
        self.key = self.key or self._free_key()
        for code in settings.MODELTRANSLATION_LANGUAGES:
            column = build_localized_fieldname("slug", code)
            if not getattr(self, column):
                wanted = self.slug_from_title(code)
                setattr(self, column, wanted and self._free_slug(column, wanted))

    def slug_from_title(self, code: str) -> str | None:
        """The address a language gets by itself; none where the page is not written in it.

        A title in another script, or of signs alone, leaves nothing to make one from.
        """
        title = self._in("title", code)
        if code == settings.LANGUAGE_CODE:
            return german_slug(title or "") or self.key
        return (german_slug(title) or self._in("slug", settings.LANGUAGE_CODE)) if title else None

    def _free_slug(self, column: str, wanted: str) -> str:
        if not self.is_taken(column, wanted):
            return wanted
        rows = self._others_at(column, wanted, "startswith").values_list(*columns("slug"))
        return free_slug(wanted, {slug for row in rows for slug in row})

    def _free_key(self) -> str:
        title = self._in("title", settings.LANGUAGE_CODE) or ""
        with override(settings.LANGUAGE_CODE):
            made = german_slug(title) or token_slug(str(self._meta.verbose_name), title)
        made = made[:LONGEST_KEY].strip("-")
        others = type(self)._base_manager.exclude(pk=self.pk).filter(key__startswith=made)
        return free_slug(made, set(others.values_list("key", flat=True)), longest=LONGEST_KEY)

    def _in(self, name: str, code: str) -> str | None:
        return getattr(self, build_localized_fieldname(name, code))


class Publishable(Addressed):
    """A page with a state and provenance; readers see it once it is published and its date has come."""

    Status = Status

    record_state = ("status", "published_at", "reviewed_on", "review_due_on", "clinical_reviewers")

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
        validators=[validate_day],
        help_text=_("Readers see the page from this moment on. Filled in when you publish."),
    )
    content_updated_at = models.DateField(
        _("content updated on"),
        validators=[validate_day],
        default=dt.date.today,
        help_text=_("The day the content last changed. A corrected typing error does not count."),
    )
    reviewed_on = models.DateField(
        _("clinically reviewed on"),
        validators=[validate_day],
        null=True,
        blank=True,
        help_text=_("Only a clinical reviewer fills this in, after reading the whole page."),
    )
    review_due_on = models.DateField(
        _("next review due on"),
        validators=[validate_day],
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

    objects: ClassVar = PublishableQuerySet.as_manager()

    class Meta(Addressed.Meta):
        abstract = True
        # What readers may see, counted and listed; what editors have to review.
        indexes = [
            models.Index(fields=["status", "published_at"], name="%(app_label)s_%(class)s_shown"),
            models.Index(fields=["review_due_on"], name="%(app_label)s_%(class)s_due"),
        ]
        constraints = [
            *Addressed.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_date",
                condition=~Q(status="published") | Q(published_at__isnull=False),
                violation_error_message=_("A published page needs the moment of its publication."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_review_due_after_review",
                condition=Q(reviewed_on__isnull=True)
                | Q(review_due_on__isnull=True)
                | Q(review_due_on__gt=models.F("reviewed_on")),
                violation_error_message=_("The next review comes after the last one."),
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
        errors: dict[str, Any] = {}
        # Others have no field in the form that could say so.
        for code, _name in settings.LANGUAGES:
            columns = [build_localized_fieldname(name, code) for name in needed_texts(type(self))]
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
