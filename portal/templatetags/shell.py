"""Links between the languages of one page."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from editorial.addresses import absolute, with_query
from editorial.kept import listed_query
from editorial.publication import Translated
from editorial.structured_data import data_block
from portal import breadcrumbs, languages

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    """The same page in one language; not available means that it is shown in German there."""

    code: str
    name: str
    url: str
    current: bool
    available: bool


@dataclass(frozen=True)
class Listed:
    """Where search engines find a page: its one address, and those in the languages it is there in."""

    address: str
    alternates: list[dict[str, str]]


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any], page: Translated | str = "") -> list[LanguageLink]:
    """Return a link per public language to the page the reader is on."""
    request = context["request"]
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        LanguageLink(
            code=code,
            name=str(name),
            url=address(request, page, code) + query,
            current=code == translation.get_language(),
            available=not isinstance(page, Translated) or page.is_translated(code),
        )
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def listed_addresses(context: dict[str, Any], page: Translated | str = "") -> Listed | None:
    """Return where search engines find the page; None where they should not list it."""
    request = context["request"]
    query = listed_query(request)
    if query is None:
        return None
    links = {
        link.code: absolute(request, with_query(link.url.partition("?")[0], query))
        for link in language_links(context, page)
        if link.available
    }
    # A page that is not there in a language is the German one over again.
    active, german = translation.get_language() or "", links[settings.LANGUAGE_CODE]
    alternates = [{"code": code, "url": url} for code, url in links.items()]
    return Listed(links.get(active, german), [*alternates, {"code": "x-default", "url": german}])


@register.simple_tag(takes_context=True)
def bare_address(context: dict[str, Any]) -> str:
    """Return the absolute address of the page without its query."""
    request = context["request"]
    return absolute(request, request.path)


@register.simple_tag(takes_context=True)
def whole_address(context: dict[str, Any]) -> str:
    """Return the absolute address of the page with all that it depends on."""
    request = context["request"]
    return absolute(request, request.get_full_path())


@register.simple_block_tag
def captured(content: str) -> SafeString:
    """Return what a part of the template renders to in one line, so that it can be shown more than once."""
    return mark_safe(" ".join(content.split()))  # noqa: S308 – rendered, therefore escaped


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: dict[str, Any], way_here: str, title: str) -> SafeString:
    """Return what a breadcrumb tells machines: its links, and the page that they lead to."""
    request = context["request"]
    steps = [(absolute(request, url), name) for url, name in breadcrumbs.steps_of(way_here)]
    here = (bare_address(context), unescape(title))
    return data_block(breadcrumbs.breadcrumb_data([*steps, here]))


@register.simple_tag(takes_context=True)
def absolute_static(context: dict[str, Any], path: str) -> str:
    """Return the absolute address of a static file."""
    return absolute(context["request"], static(path))


@register.simple_tag
def open_graph_locale() -> str:
    """Return the language of the page as Open Graph writes it."""
    return languages.OPEN_GRAPH[translation.get_language() or settings.LANGUAGE_CODE]


def address(request: HttpRequest, page: Translated | str, code: str) -> str:
    """Return the path of `page`, or of the page the request is for, in one language.

    Where there is no page, as on an error page, it is the home page.
    """
    with translation.override(code):
        if isinstance(page, Translated):
            return page.get_absolute_url()  # type: ignore[attr-defined]
        if request.resolver_match is None:
            return reverse("portal:home")
    return translate_url(request.path, code)
