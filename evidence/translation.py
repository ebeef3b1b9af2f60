from modeltranslation.translator import TranslationOptions, register

from editorial.translation import PublishableOptions
from evidence.models import Claim, Passage


@register(Claim)
class ClaimOptions(PublishableOptions):
    fields = (
        *PublishableOptions.fields,
        "detail",
        "population",
        "comparison",
        "outcome",
        "time_span",
    )


@register(Passage)
class PassageOptions(TranslationOptions):
    fields = ("says",)
    required_languages = {"de": ("says",)}
