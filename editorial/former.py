"""Addresses that pages have had: an old one leads on, that of a page taken away says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, When
from django.http import Http404
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

if TYPE_CHECKING:
    from editorial.publication import Addressed


class Gone(Http404):
    """Readers could once see the page that stood here; `former` says what it was called."""

    def __init__(self, former: FormerAddress) -> None:
        super().__init__(former.title)
        self.former = former


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    def of_kind(self, model: type[models.Model]) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def of(self, page: models.Model) -> Self:
        return self.of_kind(type(page)).filter(object_id=page.pk)

    def at(self, model: type[models.Model], slug: str) -> FormerAddress | None:
        """What stood last at an address of the active language, else at the German one."""
        active = get_language() or settings.LANGUAGE_CODE
        known = self.of_kind(model).filter(slug=slug, language__in={active, settings.LANGUAGE_CODE})
        return known.order_by(Case(When(language=active, then=0), default=1)).first()


class FormerAddress(models.Model):
    """An address under which readers have seen a page, in one language.

    It names the page, not the page's next address, so however often a page moves, one step leads to it.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12)
    slug = models.CharField(max_length=160)
    title = models.CharField(max_length=160)

    objects: ClassVar = FormerAddressQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["content_type", "slug", "language"],
                name="editorial_formeraddress_leads_to_one_page",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["content_type", "object_id"], name="editorial_formeraddress_page"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.slug}"


def remember(before: Addressed, now: Addressed | None) -> None:
    """Keep the addresses that a page leaves; `now` is None where it is deleted.

    What stands on another page has no address to keep, and where readers have never seen the page
    there is nothing to lead on from. Of two pages that have had an address, the later one counts.
    """
    if not (before.page_kind.in_sitemap and is_shown(before)):
        return
    left = [
        code
        for code in settings.MODELTRANSLATION_LANGUAGES
        if (slug := slug_in(before, code))
        and (now is None or not is_shown(now) or slug_in(now, code) != slug)
    ]
    FormerAddress.objects.bulk_create(
        [former_address(before, code) for code in left],
        update_conflicts=True,
        unique_fields=["content_type", "slug", "language"],
        update_fields=["object_id", "title"],
    )


def former_address(page: Addressed, code: str) -> FormerAddress:
    title: str = getattr(page, build_localized_fieldname("title", code)) or str(page)
    return FormerAddress(
        content_type=ContentType.objects.get_for_model(page),
        object_id=page.pk,
        language=code,
        slug=slug_in(page, code),
        title=title,
    )


def is_shown(page: Any) -> bool:
    return getattr(page, "is_public", True)


def slug_in(page: Any, code: str) -> str:
    """The address of a page in a language; empty where it has none there."""
    return getattr(page, build_localized_fieldname("slug", code)) or ""
