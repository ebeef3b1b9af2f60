from modeltranslation.translator import TranslationOptions, register

from articles.models import (
    Article,
    Callout,
    Figure,
    GlossaryTerm,
    RichText,
    Topic,
    Worksheet,
)
from editorial.translation import PublishableOptions


@register(Topic)
class TopicOptions(TranslationOptions):
    fields = ("title", "slug", "lead")
    required_languages = {"de": ("title", "lead")}


@register(Article)
class ArticleOptions(PublishableOptions):
    fields = ("key_points", "questions_for_doctor")
    required_languages = {"de": ("title", "lead", "key_points")}


@register(RichText)
class RichTextOptions(TranslationOptions):
    fields = ("heading", "text")
    required_languages = {"de": ("text",)}


@register(Callout)
class CalloutOptions(TranslationOptions):
    fields = ("title", "text")
    required_languages = {"de": ("text",)}


@register(Figure)
class FigureOptions(TranslationOptions):
    fields = ("caption",)
    required_languages = {"de": ("caption",)}


@register(Worksheet)
class WorksheetOptions(TranslationOptions):
    fields = ("heading", "prompts")
    required_languages = {"de": ("heading", "prompts")}


@register(GlossaryTerm)
class GlossaryTermOptions(TranslationOptions):
    fields = ("title", "slug", "definition", "aliases")
    required_languages = {"de": ("title", "definition")}
