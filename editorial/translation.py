from modeltranslation.translator import TranslationOptions, register

from editorial.models import Person, Picture, WarningSign


class PublishableOptions(TranslationOptions):
    """The base of every page's options: what each page says in each language."""

    fields: tuple[str, ...] = ("title", "slug", "lead")
    required_languages = {"de": ("title", "lead")}


@register(Person)
class PersonOptions(TranslationOptions):
    fields = ("role",)
    required_languages = {"de": ("role",)}


@register(Picture)
class PictureOptions(TranslationOptions):
    fields = ("alt",)
    required_languages = {"de": ("alt",)}


@register(WarningSign)
class WarningSignOptions(TranslationOptions):
    fields = ("text", "short", "lay_words")
    required_languages = {"de": ("text", "short")}
