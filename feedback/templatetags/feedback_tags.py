"""The question under every page."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from editorial.publication import Publishable
from feedback import intake

register = template.Library()


@register.inclusion_tag("feedback/form.html")
def rating_form(page: Publishable) -> dict[str, Any]:
    """Ask whether `page` helped; works without JavaScript and without a cookie."""
    language = get_language()
    return {
        "target": intake.sign_target(page, language),
        "action": reverse("feedback:rate"),
        "language": language,
        "honeypot": intake.HONEYPOT,
    }
