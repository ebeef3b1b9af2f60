"""The shell's own pages and the search index."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from editorial.publication import Publishable
from editorial.rich_text import rich_text_field

#: The kinds of page that search finds, by model name.
KIND_LABELS = {
    "warningsigns": _("Warning signs"),
    "article": _("Article"),
    "exercise": _("Exercise"),
    "musclepair": _("Muscle pair"),
    "programme": _("Programme"),
    "situation": _("Everyday life"),
    "tip": _("Tip"),
    "courseoffer": _("Course"),
    "glossaryterm": _("Glossary"),
    "infopage": _("About this portal"),
}


class InfoPage(Publishable):
    """Imprint, privacy, accessibility, how we work: pages about the portal itself."""

    text = rich_text_field(_("text"))
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(Publishable.Meta):
        ordering = ["ordering", "key"]
        verbose_name = _("info page")
        verbose_name_plural = _("info pages")

    def get_absolute_url(self) -> str:
        return reverse("portal:info", args=[self.slug])


class SearchDocument(index.Indexed, models.Model):
    """What search knows of one page in one language; rebuilt from the page, never edited.

    `title_terms` and `body_terms` hold analysed words, so that every database finds the same.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    title_terms = models.TextField(blank=True)
    body_terms = models.TextField(blank=True)

    search_fields = [
        index.SearchField("title_terms", boost=5),
        index.SearchField("body_terms"),
        index.FilterField("language"),
        index.FilterField("kind"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "language"],
                name="portal_searchdocument_once_per_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    @property
    def kind_label(self) -> str:
        """What readers call this kind of page."""
        return str(KIND_LABELS[self.kind])
