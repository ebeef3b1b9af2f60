from modeltranslation.translator import register

from editorial.translation import PublishableOptions
from portal.models import InfoPage


@register(InfoPage)
class InfoPageOptions(PublishableOptions):
    fields = ("text",)
    required_languages = {"de": ("title", "lead", "text")}
