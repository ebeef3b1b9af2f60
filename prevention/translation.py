from modeltranslation.translator import TranslationOptions, register

from editorial.translation import PublishableOptions
from prevention.models import CourseOffer, Situation, Tip


@register(Situation)
class SituationOptions(TranslationOptions):
    fields = ("title", "slug", "lead")
    required_languages = {"de": ("title", "lead")}


@register(Tip)
class TipOptions(PublishableOptions):
    fields = ("how", "why")
    required_languages = {"de": ("title", "lead", "how", "why")}


@register(CourseOffer)
class CourseOfferOptions(PublishableOptions):
    fields = ("provider", "description", "cost_note", "link_text")
    required_languages = {"de": ("title", "lead", "provider", "description", "cost_note")}
