"""Filters for what editors write."""

import re
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django_prose_editor.fields import create_sanitizer
from modeltranslation.utils import build_localized_fieldname

from editorial import lines as line_lists
from editorial import warning_signs
from editorial.rich_text import EXTENSIONS

register = template.Library()
#: Emergency, medical on-call service, crisis lines; never part of a longer number.
NUMBERS = re.compile(
    r"(?<![\d./-])(?<!\d,)(?:112|116 ?117|116 ?123|0800 ?111 ?0 ?111|0800 ?111 ?0 ?222)(?![\d/-])"
)
#: A link, a tag, or the text between them.
NUMBER_IN_MARKUP = re.compile(r"<a\b.*?</a>|<[^>]*>|(?P<text>[^<]+)", re.DOTALL)
_sanitise = create_sanitizer(EXTENSIONS)


@register.filter
def lines(text: str | None) -> list[str]:
    """Return the entries of a one-per-line field."""
    return line_lists.lines(text)


@register.filter
def phone_links(text: str | None) -> SafeString:
    """Return plain text with the numbers for help as links that a phone can call."""
    found = NUMBERS.sub(linked_number, conditional_escape(text or ""))
    return mark_safe(found)  # noqa: S308 – escaped above


def linked_number(number: re.Match[str]) -> str:
    return f'<a class="tel" href="tel:{number[0].replace(" ", "")}">{number[0]}</a>'


@register.filter
def rich(html: str | None) -> SafeString:
    """Return rich text for the page; sanitised once more, whoever stored it."""
    safe = _sanitise(html or "")
    return mark_safe(NUMBER_IN_MARKUP.sub(number_in_markup, safe))  # noqa: S308 – sanitised


def number_in_markup(found: re.Match[str]) -> str:
    """Link a number for help; tags and what stands in a link stay as they are."""
    return NUMBERS.sub(linked_number, found[0]) if found["text"] else found[0]


@register.filter
def lang_of(obj: Any, name: str) -> SafeString:
    """Return the attributes that mark a text as German where no translation of it is there.

    Wholly translated pages need none; lists, plans and the names of shared things do.
    """
    active = get_language() or settings.LANGUAGE_CODE
    own = getattr(obj, build_localized_fieldname(name, active), True)
    stands_in = not own and getattr(obj, name)
    return SafeString(' lang="de" dir="ltr"' if stands_in else "")


@register.simple_tag
def current_warning_signs() -> Any:
    """The notice in force, for pages that show a part of it in a way of their own."""
    return warning_signs.current_warning_signs()


@register.inclusion_tag("components/warning_signs_first.html")
def warning_signs_first(*, flowing: bool = False) -> dict[str, Any]:
    """Show the emergencies open and the other signs folded: before whatever leads to exercise."""
    return {"warning_signs": warning_signs.current_warning_signs(), "flowing": flowing}


@register.inclusion_tag("components/warning_signs.html")
def warning_signs_folded() -> dict[str, Any]:
    """Show the warning signs folded to one line."""
    return {"warning_signs": warning_signs.current_warning_signs()}
