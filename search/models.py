"""The search index."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelsearch import index

from editorial.page_kinds import searched_models


def kind_labels() -> dict[str, str]:
    """What readers call the kinds of page that search finds, by model name."""
    return {model._meta.model_name: str(model.page_kind.label) for model in searched_models()}


class TitleTerms(index.SearchField):
    """The analysed words of a title; the search library knows a title by this name of a field alone."""

    def __init__(self) -> None:
        super().__init__("title", boost=5)

    def get_value(self, obj: Any) -> str:
        return obj.title_terms


class SearchDocument(index.Indexed, models.Model):
    """What search knows of one page in one language; made from the page, never edited.

    `title_terms` and `body_terms` hold analysed words, so that every database finds the same. Where
    the page stands and whether readers may see it is asked of the page itself.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    title_terms = models.TextField(blank=True)
    body_terms = models.TextField(blank=True)

    #: The page, once it has been brought for showing.
    page: Any = None

    search_fields = [
        TitleTerms(),
        index.SearchField("body_terms"),
        index.FilterField("language"),
        index.FilterField("kind"),
    ]
    search_auto_update = False

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "language"],
                name="search_searchdocument_once_per_language",
                violation_error_message="One document per page and language.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    @property
    def kind_label(self) -> str:
        """What readers call this kind of page."""
        return kind_labels()[self.kind]

    @property
    def url(self) -> str:
        return self.page.get_absolute_url()


class Word(models.Model):
    """A word that some page uses, as search compares it: compounds are opened into these."""

    language = models.CharField(max_length=12)
    word = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "word"], name="search_word_once_per_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.language})"
