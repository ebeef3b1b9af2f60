"""The shell's own pages."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.page_kinds import PageKind
from editorial.publication import Publishable
from editorial.rich_text import rich_text_field
from editorial.text import plain_text
from records.shape import Place


class InfoPage(Publishable):
    """Imprint, privacy, accessibility, how we work: pages about the portal itself."""

    record = Place("info_pages/")
    page_kind = PageKind(_("About this portal"), needs_sources=False)

    text = rich_text_field(_("text"))
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(Publishable.Meta):
        ordering = ["ordering", "key"]
        verbose_name = _("info page")
        verbose_name_plural = _("info pages")

    def get_absolute_url(self) -> str:
        return reverse("portal:info", args=[self.slug])

    def search_texts(self) -> Iterator[str | None]:
        yield plain_text(self.text or "")
