"""Articles: topics, pages made of ordered blocks, and the glossary."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Self

from content_editor.contents import contents_for_item
from content_editor.models import Region, create_plugin_base
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.drawings import IN_WORDS, drawing_choices, drawing_template
from editorial.lines import lines
from editorial.models import Picture, Source
from editorial.page_kinds import PageKind
from editorial.publication import (
    Addressed,
    AddressedQuerySet,
    Publishable,
    PublishableQuerySet,
    Translated,
    or_newest_of,
)
from editorial.reading import in_language
from editorial.rich_text import rich_text_field
from editorial.stored import Stored
from editorial.text import plain_text
from evidence.models import Claim
from exercises.models import Exercise
from prevention.models import CourseOffer
from records.shape import Place, Rows

#: Silent reading of plain non-fiction in words per minute; Brysbaert 2019, J Mem Lang 109:104047.
WORDS_PER_MINUTE = 200


class TopicQuerySet(AddressedQuerySet):
    def with_articles(self) -> Self:
        """The topics that readers find articles in."""
        return self.filter(Exists(Article.objects.published().filter(topic=OuterRef("pk"))))

    def with_last_change(self) -> Self:
        return self.annotate(last_change=or_newest_of(Article.objects.all(), "topic"))


class Topic(Addressed):
    """A subject area that articles belong to; readers see it as the article's category."""

    record = Place("topics.yaml")
    page_kind = PageKind(_("Topic"), is_searched=False)

    lead = models.TextField(_("lead"), max_length=400)
    ordering = models.PositiveSmallIntegerField(_("order"), default=0)

    objects: ClassVar = TopicQuerySet.as_manager()

    class Meta(Addressed.Meta):
        ordering = ["ordering", "key"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])


class ArticleQuerySet(PublishableQuerySet):
    def for_search(self) -> Self:
        """Bring what its texts for the search are taken from; its blocks come for each language."""
        return self.select_related("topic")

    def for_list(self) -> Self:
        """Bring what a list entry shows, newest first."""
        return self.with_topic().order_by("-published_at", "pk")

    def with_topic(self) -> Self:
        return in_language(self.select_related("topic"), "topic")


class Article(Publishable):
    """One question answered on one page, as a lead, key points and ordered blocks."""

    record = Place("articles/")
    page_kind = PageKind(_("Article"))

    regions = [Region(key="main", title=_("Content"))]

    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="articles"
    )
    key_points = models.TextField(
        _("key points"),
        help_text=_("Three to five points, one per line. Many readers read nothing else."),
    )
    questions_for_doctor = models.TextField(
        _("questions for the doctor"),
        blank=True,
        help_text=_("Questions a reader can take along, one per line."),
    )
    related = models.ManyToManyField(
        "self",
        verbose_name=_("related articles"),
        blank=True,
        symmetrical=False,
        help_text=_("Shown first; the list is filled up with articles of the same topic."),
    )

    objects: ClassVar = ArticleQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["-published_at", "pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.slug])

    def search_texts(self) -> Iterator[str | None]:
        yield from (self.key_points, self.questions_for_doctor, self.topic.title)
        yield from (block.plain_text for block in self.stored_blocks)

    @cached_property
    def stored_blocks(self) -> list[Block]:
        """All blocks in all languages, for whoever reads the article in one after the other."""
        return list(contents_for_item(self, plugins=BLOCKS).main)

    @property
    def key_point_list(self) -> list[str]:
        return lines(self.key_points)

    @property
    def question_list(self) -> list[str]:
        return lines(self.questions_for_doctor)


class Block(Stored, create_plugin_base(Article)):  # type: ignore[misc]  # a class made on the fly
    """A part of an article; its place in the list of blocks is its order."""

    record = Rows("blocks", of="parent", given={"region": "main"})

    class Meta:
        abstract = True
        ordering = ["ordering"]

    @property
    def plain_text(self) -> str:
        """The words of the block, for search and reading time; what it points to has its own."""
        return ""


class RichText(Translated, Block):
    """A section: an optional heading and formatted text."""

    template = "articles/blocks/section.html"

    heading = models.CharField(
        _("heading"),
        max_length=160,
        blank=True,
        help_text=_("Best as a question. It also appears in the list of contents."),
    )
    text = rich_text_field(_("text"))

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.heading or plain_text(self.text or "").replace("\n", " ")[:60]

    @property
    def plain_text(self) -> str:
        return f"{self.heading or ''} {plain_text(self.text or '')}"


class Callout(Translated, Block):
    """A short remark set apart from the text."""

    template = "articles/blocks/callout.html"

    class Kind(models.TextChoices):
        TIP = "tip", pgettext_lazy("callout", "Tip")
        CAUTION = "caution", pgettext_lazy("callout", "Caution")
        MYTH = "myth", pgettext_lazy("callout", "Myth")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.TIP)
    title = models.CharField(_("title"), max_length=160, blank=True)
    text = rich_text_field(_("text"))

    class Meta:
        verbose_name = _("callout")
        verbose_name_plural = _("callouts")

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    @property
    def plain_text(self) -> str:
        return f"{self.title or ''} {plain_text(self.text or '')}"


class Figure(Translated, Block):
    """A drawing of the portal's own or an uploaded picture, with its caption and credit."""

    template = "articles/blocks/figure.html"

    drawing = models.CharField(
        _("drawing"),
        max_length=40,
        blank=True,
        choices=drawing_choices,
        help_text=_("One of the portal's own drawings. Leave it empty to show a picture."),
    )
    picture = models.ForeignKey(
        Picture, verbose_name=_("picture"), null=True, blank=True, on_delete=models.PROTECT
    )
    caption = models.CharField(
        _("caption"), max_length=300, help_text=_("What the figure explains.")
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.CheckConstraint(
                name="articles_figure_drawing_or_picture",
                condition=(~Q(drawing="") & Q(picture__isnull=True))
                | (Q(drawing="") & Q(picture__isnull=False)),
                violation_error_message=_("Choose either a drawing or a picture."),
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.drawing

    @property
    def drawing_template(self) -> str:
        return drawing_template(self.drawing)

    @property
    def is_in_words(self) -> bool:
        """Whether it is a list of words, which nobody has drawn."""
        return self.drawing in IN_WORDS

    @property
    def plain_text(self) -> str:
        return self.caption or ""


class ShownClaim(Block):
    """A claim of the library in the middle of an article."""

    template = "articles/blocks/claim.html"

    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="shown"
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return str(self.claim)

    @property
    def plain_text(self) -> str:
        return self.claim.lead or ""

    @property
    def cited(self) -> list[Source]:
        return self.claim.cited


class ExerciseTeaser(Block):
    """An exercise offered in the middle of an article."""

    template = "articles/blocks/exercise.html"

    exercise = models.ForeignKey(
        Exercise, verbose_name=_("exercise"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("exercise teaser")
        verbose_name_plural = _("exercise teasers")

    def __str__(self) -> str:
        return str(self.exercise)


class CourseTeaser(Block):
    """A course offer in the middle of an article, marked as an offer."""

    template = "articles/blocks/course.html"

    course_offer = models.ForeignKey(
        CourseOffer,
        verbose_name=_("course offer"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = _("course teaser")
        verbose_name_plural = _("course teasers")

    def __str__(self) -> str:
        return str(self.course_offer)


class Worksheet(Translated, Block):
    """A part of an article to fill in with a pen: prompts with lines to write on or boxes to tick."""

    template = "articles/blocks/worksheet.html"

    class Kind(models.TextChoices):
        LINES = "lines", _("Lines to write on")
        TICKS = "ticks", _("Boxes to tick")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.LINES)
    heading = models.CharField(_("heading"), max_length=160)
    prompts = models.TextField(_("prompts"), help_text=_("One per line."))

    class Meta:
        verbose_name = _("worksheet")
        verbose_name_plural = _("worksheets")

    def __str__(self) -> str:
        return self.heading or ""

    @property
    def prompt_list(self) -> list[str]:
        return lines(self.prompts)

    @property
    def plain_text(self) -> str:
        return f"{self.heading or ''} {self.prompts or ''}"


#: The kinds of block in the order the admin offers them.
BLOCKS = (
    RichText,
    Callout,
    Figure,
    ShownClaim,
    ExerciseTeaser,
    CourseTeaser,
    Worksheet,
)


def reading_minutes(article: Article, blocks: list[Block]) -> int:
    """Minutes a reader needs for the article in the active language, rounded up."""
    texts = [article.lead or "", article.key_points or ""]
    texts += [block.plain_text for block in blocks]
    words = sum(len(text.split()) for text in texts)
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


class GlossaryTerm(Addressed):
    """A technical word explained in everyday language."""

    record = Place("glossary.yaml")
    page_kind = PageKind(_("Glossary"), in_sitemap=False)

    definition = models.TextField(
        _("definition"), max_length=600, help_text=_("One to three sentences without other jargon.")
    )
    aliases = models.TextField(
        _("other words"), blank=True, help_text=_("Other words for the same thing, one per line.")
    )

    class Meta(Addressed.Meta):
        ordering = ["title", "pk"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def get_absolute_url(self) -> str:
        return f"{reverse('articles:glossary')}#{self.slug}"

    @property
    def search_summary(self) -> str:
        return self.definition

    def search_texts(self) -> Iterator[str | None]:
        yield self.aliases

    @property
    def alias_list(self) -> list[str]:
        return lines(self.aliases)
