"""Filters for what editors write."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django_prose_editor.fields import create_sanitizer
from modeltranslation.utils import build_localized_fieldname

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


@register.filter
def lang_of(obj: Any, name: str) -> SafeString:
    """Return the attributes that mark a text as German where no translation of it is there.

    Wholly translated pages need none; lists, plans and the names of shared things do.
    """
    active = get_language() or settings.LANGUAGE_CODE
    own = getattr(obj, build_localized_fieldname(name, active), True)
    stands_in = not own and getattr(obj, name)
    return SafeString(' lang="de" dir="ltr"' if stands_in else "")
