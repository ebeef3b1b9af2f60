from modeltranslation.translator import TranslationOptions, register

from editorial.translation import PublishableOptions
from training.models import Programme, Session, Week


@register(Programme)
class ProgrammeOptions(PublishableOptions):
    fields = ("for_whom", "not_for", "how_to")
    required_languages = {"de": ("title", "lead", "for_whom", "not_for")}


@register(Week)
class WeekOptions(TranslationOptions):
    fields = ("title", "focus")
    required_languages = {"de": ("title", "focus")}


@register(Session)
class SessionOptions(TranslationOptions):
    fields = ("title",)
    required_languages = {"de": ("title",)}
