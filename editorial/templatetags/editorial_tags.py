"""Filters for what editors write."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import create_sanitizer

from editorial import lines as line_lists
from editorial.rich_text import EXTENSIONS

register = template.Library()
_sanitise = create_sanitizer(EXTENSIONS)


@register.filter
def lines(text: str | None) -> list[str]:
    """Return the entries of a one-per-line field."""
    return line_lists.lines(text)


@register.filter
def rich(html: str | None) -> SafeString:
    """Return rich text for the page; sanitised once more, whoever stored it."""
    return mark_safe(_sanitise(html or ""))  # noqa: S308 – that is what the sanitiser is for
